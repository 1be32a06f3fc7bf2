import { Api } from '../kit/api';
import { expectAccessible, expectFitsPhone } from '../kit/accessibility';
import { demo } from '../kit/demo';
import { Merchant } from '../kit/merchant';
import { picture } from '../kit/pictures';
import { expect, open, signIn, test } from '../kit/test';

test('a key signs in, and scripts see neither it nor the session', async ({ page, context }) => {
  await page.goto('/dashboard/');
  await page.getByLabel('API key').fill(demo().apiKey);
  await page.getByRole('button', { name: 'Sign in' }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  await expect(page.getByText('Test mode')).toBeVisible();
  const cookies = await context.cookies();
  expect(cookies.map((cookie) => [cookie.name, cookie.httpOnly, cookie.sameSite])).toEqual([['tally-test', true, 'Strict']]);
  expect(await page.evaluate(() => document.cookie)).toBe('');
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain('sk_');
});

test('a wrong key is said beside the field, and stays in it', async ({ page }) => {
  await page.goto('/dashboard/');
  const field = page.getByLabel('API key');
  await field.fill('sk_test_wrong');
  await page.keyboard.press('Enter');

  await expect(page.getByText('This is no API key that works.')).toBeVisible();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('sk_test_wrong');
});

test('a key that only reports usage is told what it lacks', async ({ page }) => {
  const merchant = await Merchant.create('Ingest alone');
  const { key } = await merchant.api.post<{ key: string }>('/v0/apiKeys', { name: 'ingest', scopes: ['ingest'] });
  await page.goto('/dashboard/');
  await page.getByLabel('API key').fill(key);
  await page.getByRole('button', { name: 'Sign in' }).click();

  await expect(page.getByText('a key with scope read or admin is needed')).toBeVisible();
});

test('a link signs in once', async ({ page, context }) => {
  const { url } = await new Api(demo().apiKey).post<{ url: string }>('/v0/dashboardLinks');
  await page.goto(url);
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  expect(page.url()).not.toContain('link=');

  await context.clearCookies();
  const other = await context.newPage();
  await other.goto(url);
  await expect(other.getByText('This link was used already, or is too old.')).toBeVisible();
});

test('a link signs in from a tab that has the form already', async ({ page, context }) => {
  const link = async () => (await new Api(demo().apiKey).post<{ url: string }>('/v0/dashboardLinks')).url;
  const url = await link();
  await page.goto('/dashboard/');
  await expect(page.getByLabel('API key')).toBeVisible();
  await page.goto(url);
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  expect(page.url()).not.toContain('link=');

  await context.clearCookies();
  await page.goto('about:blank');
  await page.goto(url);
  await expect(page.getByText('This link was used already, or is too old.')).toBeVisible();
  await page.goto(await link());
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
});

test('signing out ends the session, and another key of the merchant goes on', async ({ page }) => {
  await signIn(page, demo().apiKey);
  await open(page, 'overview', 'Overview');
  await page.getByRole('button', { name: 'Sign out' }).click();

  await expect(page.getByLabel('API key')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('API key')).toBeVisible();
});

test('a person may be signed in to both modes, and switch', async ({ page }) => {
  const merchant = await Merchant.create('Both modes');
  await signIn(page, merchant.liveKey);
  await signIn(page, merchant.testKey);
  await open(page, 'overview', 'Overview');
  await expect(page.getByText('Test mode')).toHaveCount(0);

  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(page.getByText('Test mode')).toBeVisible();
  await page.getByRole('button', { name: 'Live', exact: true }).click();
  await expect(page.getByText('Test mode')).toHaveCount(0);
});

test('the form is for everyone', async ({ page }) => {
  await page.goto('/dashboard/');
  await expect(page.getByLabel('API key')).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  await picture(page, 'sign-in');
});
