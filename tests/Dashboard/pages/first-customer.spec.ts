import { Merchant } from '../kit/merchant';
import { expect, open, settled, signIn, test } from '../kit/test';

test('who subscribes first is there after the page is loaded again: while it is typed, and once it is made', async ({ page }) => {
  const merchant = await Merchant.create('First customer');
  const { plan } = await merchant.customer(await merchant.metric('Runs', 'run'), '2026-03-01T00:00:00Z');
  const customers = async () => (await merchant.api.get<{ data: unknown[] }>('/v0/customers')).data.length;
  await signIn(page, merchant.testKey);
  await open(page, `catalogue/plans/${plan}/first`, 'A customer of Pay as you go');
  const field = (label: string) => page.getByRole('main').getByLabel(label, { exact: true });
  await field('Name').fill('Grace');
  await field('Email').fill('grace@example.com');
  await field('Starts').fill('2026-03-01T09:00');

  await page.reload();
  await settled(page);
  await expect(page.getByText('What you typed before is here again.')).toBeVisible();
  await expect(field('Name')).toHaveValue('Grace');
  await expect(field('Email')).toHaveValue('grace@example.com');
  await expect(field('Starts')).toHaveValue('2026-03-01T09:00');
  await page.getByRole('button', { name: 'Start anew' }).click();
  await expect(field('Name')).toHaveValue('');
  await page.reload();
  await settled(page);
  await expect(field('Email')).toHaveValue('');

  // Refused behind the customer that was made: made once, though the page is loaded again between.
  await field('Name').fill('Grace');
  await field('Email').fill('grace@example.com');
  await field('Starts').fill('2026-03-01T09:00');
  await page.route('**/v0/subscriptions', (route) => route.abort());
  await page.getByRole('button', { name: 'Start the subscription' }).click();
  await expect(page.getByText('The server cannot be reached.')).toBeVisible();
  expect(await customers()).toBe(2);
  await page.unroute('**/v0/subscriptions');
  await page.reload();
  await settled(page);
  await page.getByRole('button', { name: 'Start the subscription' }).click();
  const made = page.getByText('What is left: two calls around your API.');
  await expect(made).toBeVisible();
  expect(await customers()).toBe(2);

  await page.reload();
  await settled(page);
  await expect(made).toBeVisible();
  await expect(page.getByText('has the subscription “Pay as you go”')).toBeVisible();
  await expect(field('Name')).toHaveCount(0);
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).toBe('{}');

  // Another one begins anew.
  await open(page, `catalogue/plans/${plan}`, 'Pay as you go');
  await open(page, `catalogue/plans/${plan}/first`, 'A customer of Pay as you go');
  await expect(field('Name')).toHaveValue('');
});
