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

test('a coupon is made, with what is wrong named at its field, and withdrawn', async ({ page }) => {
  const merchant = await Merchant.create('Coupons');
  const { plan } = await merchant.customer(await merchant.metric('Runs', 'run'), '2026-03-01T00:00:00Z');
  await signIn(page, merchant.testKey);
  await open(page, 'catalogue', 'Catalogue');
  await page.getByRole('navigation', { name: 'Catalogue' }).getByRole('link', { name: 'Coupons' }).click();
  await expect(page.getByText('There are no coupons yet.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'New coupon' }).click();
  const dialog = page.getByRole('dialog');
  const field = (label: string) => dialog.getByLabel(label, { exact: true });
  const make = dialog.getByRole('button', { name: 'Make the coupon' });
  await field('Code').fill('spring 26');
  await field('Name').fill('Spring');
  await field('Part').fill('20');
  await field('By at most so many subscriptions').fill('some');
  await make.click();
  await expect(field('By at most so many subscriptions')).toBeFocused();
  await expect(dialog.getByText('Write a whole number, such as 30.')).toBeVisible();
  await field('By at most so many subscriptions').fill('2');
  await make.click();
  await expect(field('Code')).toBeFocused();
  await expect(field('Code')).toHaveValue('spring 26');
  await expect(dialog.getByText('Write 1 to 50 letters from A to Z, digits, _ or -.')).toBeVisible();
  await expect(dialog.getByText('Write a part above 0 up to 1, such as 0.2 for 20 %')).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'coupon-new');
  await field('Code').fill('spring-26');
  await field('Part').fill('0.2');
  await field('For so many periods').fill('3');
  await field('For the plan').selectOption({ value: plan });
  await make.click();

  const row = page.getByRole('row', { name: /^SPRING-26/ });
  await expect(row).toContainText('20 %, for 3 periods');
  await expect(row).toContainText('Pay as you go');
  await expect(row).toContainText('0 of 2');
  await expectAccessible(page);
  await picture(page, 'coupons');
  await page.getByRole('button', { name: 'New coupon' }).click();
  await dialog.getByRole('radio', { name: /^An amount/ }).check();
  for (const [label, value] of Object.entries({ Code: 'SPRING-26', Name: 'Again', Amount: '5', Currency: 'USD' })) {
    await field(label).fill(value);
  }
  await make.click();
  await expect(field('Code'), 'the code is taken').toBeFocused();
  await page.keyboard.press('Escape');
  await row.getByRole('button', { name: 'Withdraw SPRING-26' }).click();
  await dialog.getByRole('button', { name: 'Withdraw it' }).click();
  await expect(row).toContainText('withdrawn');
  await expectFitsPhone(page);
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
