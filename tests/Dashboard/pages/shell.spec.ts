import { expectAccessible } from '../kit/accessibility';
import { demo } from '../kit/demo';
import { expect, open, settled, signIn, test } from '../kit/test';

test('the keyboard is enough to go from page to page', async ({ page }) => {
  await signIn(page, demo().apiKey);
  await open(page, 'overview', 'Overview');
  await page.reload();
  await settled(page);
  const link = page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Invoices' });
  await link.focus();
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { level: 1, name: 'Invoices' })).toBeFocused();
  await expect(link).toHaveAttribute('aria-current', 'page');
  await expect(page).toHaveTitle('Invoices · Tallystick');
});

test('colours are as the system has them, unless somebody chooses', async ({ page }) => {
  await signIn(page, demo().apiKey);
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page, 'overview', 'Overview');
  const dark = await ground();

  await page.getByLabel('Colours').selectOption('light');
  await expect.poll(ground).not.toBe(dark);
  await page.reload();
  await settled(page);
  await expect.poll(ground).not.toBe(dark);
});

test('a page that is not there says where to go', async ({ page }) => {
  await signIn(page, demo().apiKey);
  await page.goto('/dashboard/#/nowhere');
  await expect(page.getByRole('heading', { level: 1, name: 'There is no such page' })).toBeFocused();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'To the overview' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
});

test('a page reads by its own address alone, there and back, though the next one is still on its way', async ({ page }) => {
  const refused: string[] = [];
  page.on('response', (response) => {
    if (response.status() >= 400) {
      refused.push(response.url());
    }
  });
  await signIn(page, demo().apiKey);
  await open(page, `customers/${demo().customerId}/invoices`, /./);
  await page.getByRole('table').getByRole('link').first().click();
  await expect(page.getByRole('link', { name: 'PDF' })).toBeVisible();
  await settled(page);
  await page.goBack();
  await expect(page.getByRole('navigation', { name: 'About this customer' })).toBeVisible();
  await settled(page);
  await page.goForward();
  await expect(page.getByRole('link', { name: 'PDF' })).toBeVisible();
  await settled(page);

  expect(refused).toEqual([]);
});

test('on a phone the navigation unfolds', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await signIn(page, demo().apiKey);
  await open(page, 'overview', 'Overview');
  const link = page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Usage' });
  await expect(link).toBeHidden();
  await page.getByRole('button', { name: 'Menu' }).click();
  await link.click();

  await expect(page.getByRole('heading', { level: 1, name: 'Usage' })).toBeVisible();
  await expect(link).toBeHidden();
});
