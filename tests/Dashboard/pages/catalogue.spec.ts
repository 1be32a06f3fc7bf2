import { expectAccessible, expectFitsPhone } from '../kit/accessibility';
import { demo } from '../kit/demo';
import { Merchant } from '../kit/merchant';
import { picture } from '../kit/pictures';
import { expect, open, settled, signIn, test } from '../kit/test';

test('a price of a plan is changed by its next version, and the one before stays in sight', async ({ page }) => {
  const merchant = await Merchant.create('Versions');
  const metric = await merchant.metric('Runs', 'run');
  const { plan } = await merchant.customer(metric, '2026-03-01T00:00:00Z');
  await signIn(page, merchant.testKey);
  await open(page, `catalogue/plans/${plan}`, 'Pay as you go');
  await page.getByRole('link', { name: 'Change Runs' }).click();
  const main = page.getByRole('main');
  await expect(main.getByLabel('Price of one')).toHaveValue('0.5');
  await main.getByLabel('Price of one').fill('-1');
  await expect(main.getByLabel('Price of one'), 'while it is typed').toHaveAttribute('aria-invalid', 'true');
  await page.getByRole('button', { name: 'Make the next version' }).click();
  await expect(main.getByLabel('Price of one')).toBeFocused();
  await expect(main.getByLabel('Price of one')).toHaveValue('-1');
  await main.getByLabel('Price of one').fill('0.4');
  await page.getByRole('button', { name: 'Make the next version' }).click();

  await expect(page.getByRole('row', { name: /^2 in force/ })).toContainText('0.4 each');
  await expect(page.getByRole('row', { name: /^1 / })).toContainText('0.5 each');

  await page.getByRole('link', { name: 'Add a price' }).click();
  await page.getByRole('radio', { name: 'A fee' }).check();
  await main.getByLabel('Called on invoices').fill('Seats');
  await main.getByLabel('Fee', { exact: true }).fill('seats');
  await main.getByLabel('How many').fill('5');
  await main.getByLabel('Price of one').fill('12');
  await expect(page.getByRole('complementary')).toContainText('60.00 USD');
  await page.getByRole('button', { name: 'Make the next version' }).click();
  await expect(page.getByRole('row', { name: /^3 in force/ })).toContainText('Seats: 12 each');
  await page.getByRole('button', { name: 'Remove Seats' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Make a version without it' }).click();
  await expect(page.getByRole('row', { name: /^4 in force/ })).not.toContainText('Seats');
});

test('a plan is made of what exists, and of fees alone', async ({ page }) => {
  const merchant = await Merchant.create('Existing');
  const metric = await merchant.metric('Runs', 'run');
  await merchant.customer(metric, '2026-03-01T00:00:00Z');
  await signIn(page, merchant.testKey);
  await open(page, 'catalogue/new/product', 'New plan');
  const main = page.getByRole('main');
  await page.getByRole('radio', { name: 'One that exists' }).check();
  await page.getByRole('button', { name: 'Next: metric' }).click();
  await page.getByRole('radio', { name: /None/ }).check();
  await page.getByRole('button', { name: 'Next: price' }).click();
  await main.getByLabel('Called on invoices').fill('Support');
  await main.getByLabel('Fee', { exact: true }).fill('support');
  await main.getByLabel('Price of one').fill('49');
  await page.getByRole('button', { name: 'Next: plan' }).click();
  await page.getByRole('radio', { name: /One that exists/ }).check();
  await page.getByRole('button', { name: 'Make the plan' }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'A customer of Pay as you go' })).toBeVisible();
  await page.getByRole('link', { name: '← Pay as you go' }).click();
  await expect(page.getByRole('row', { name: /^2 in force/ })).toContainText('Support: 49 each');
});

test('the catalogue of the demo, for everyone', async ({ page }) => {
  test.setTimeout(240_000);
  await signIn(page, demo().apiKey);
  for (const path of ['catalogue', 'catalogue/prices', 'catalogue/metrics', 'catalogue/products', `catalogue/plans/${demo().planId}`, `catalogue/metrics/${demo().metricIds.basic}`, `catalogue/plans/${demo().planId}/first`]) {
    await open(page, path, /./);
    await settled(page);
    await expectAccessible(page);
    await picture(page, path.replace(/_\w+/, '').replaceAll('/', '-'));
    await expectFitsPhone(page);
    await page.setViewportSize({ width: 1280, height: 800 });
  }
});
