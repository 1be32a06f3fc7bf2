import { readFileSync } from 'node:fs';
import { expectAccessible, expectFitsPhone } from '../kit/accessibility';
import { Merchant } from '../kit/merchant';
import { picture } from '../kit/pictures';
import { expect, open, settled, signIn, test } from '../kit/test';

async function pastUsage(): Promise<{ merchant: Merchant; metric: string }> {
  const merchant = await Merchant.create('Simulations');
  const metric = await merchant.metric('Runs', 'run');
  const used: Record<string, string> = { Ada: '40', Grace: '100', Edsger: '7' };
  for (const [name, quantity] of Object.entries(used)) {
    const { customer, clock } = await merchant.customer(metric, '2026-03-01T00:00:00Z', { name });
    await merchant.use(customer, metric, quantity, '2026-03-01T00:00:00Z', 'first');
    await merchant.moveClock(clock, '2026-04-02T00:00:00Z');
  }
  const product = (await merchant.api.get<{ data: { id: string }[] }>('/v0/products')).data[0]!.id;
  await merchant.api.post('/v0/plans', {
    productId: product, name: 'Flat and cheap', currency: 'USD', billingCadence: 'P1M', prices: [
      { billableMetricId: metric, invoiceDisplayName: 'Runs', paymentTerm: 'in_arrears', model: 'standard', properties: { unitPrice: '0.25' } },
      { feeId: 'base', invoiceDisplayName: 'Base', paymentTerm: 'in_arrears', model: 'standard', properties: { unitPrice: '15' } },
    ],
  });
  return { merchant, metric };
}

test('what another plan would have come to is shown for each customer, in all, and as CSV', async ({ page }) => {
  const { merchant } = await pastUsage();
  await signIn(page, merchant.testKey);
  await open(page, 'simulator', 'Simulator');
  await page.getByLabel('Plan', { exact: true }).selectOption('Flat and cheap (USD)');
  await page.getByLabel('From').fill('2026-02-01T00:00');
  await page.getByLabel('To', { exact: true }).fill('2026-05-01T00:00');
  await page.getByRole('button', { name: 'Reckon' }).click();

  // 147 runs at 0.5, or at 0.25 with three fees of 15.
  await expect(page.locator('dl')).toContainText('73.50 USD');
  await expect(page.locator('dl')).toContainText('81.75 USD');
  await expect(page.locator('dl')).toContainText('+8.25 USD');
  await expect(page.getByRole('row', { name: /^Edsger/ })).toContainText('+13.25 USD');
  await expect(page.getByRole('row', { name: /^Grace/ })).toContainText('−10.00 USD');
  await expect(page.getByRole('img', { name: /Difference for each of 3 customers/ }).locator('rect')).toHaveCount(3);
  const [table] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'All as CSV' }).click()]);
  const text = readFileSync(await table.path(), 'utf8');
  expect(text).toContain('Ada,');
  expect(text).toContain('USD,1,50.00,40.00,-10.00,');
  await settled(page);
  await expectAccessible(page);
  await picture(page, 'simulator');
  await expectFitsPhone(page);
});

test('usage for which the other plan has no price is named', async ({ page }) => {
  const { merchant, metric } = await pastUsage();
  const unused = await merchant.metric('Builds', 'build');
  const product = (await merchant.api.get<{ data: { id: string }[] }>('/v0/products')).data[0]!.id;
  await merchant.customer(metric, '2026-03-01T00:00:00Z', { name: 'Barbara', plan: { prices: [metric, unused].map((one) => (
    { billableMetricId: one, invoiceDisplayName: 'Use', paymentTerm: 'in_arrears', model: 'standard', properties: { unitPrice: '0.5' } })) } });
  await merchant.api.post('/v0/plans', {
    productId: product, name: 'Fee alone', currency: 'USD', billingCadence: 'P1M',
    prices: [{ feeId: 'base', invoiceDisplayName: 'Base', paymentTerm: 'in_arrears', model: 'standard', properties: { unitPrice: '15' } }],
  });
  await signIn(page, merchant.testKey);
  await open(page, 'simulator', 'Simulator');
  await page.getByLabel('Plan', { exact: true }).selectOption('Fee alone (USD)');
  await page.getByLabel('From').fill('2026-02-01T00:00');
  await page.getByLabel('To', { exact: true }).fill('2026-05-01T00:00');
  await page.getByRole('button', { name: 'Reckon' }).click();

  const told = page.getByRole('status').filter({ hasText: 'Fee alone has no price for this usage' });
  await expect(told.getByRole('listitem')).toHaveText(['Runs, for which 3 customers have a price now']);
  await expectAccessible(page);
  await page.getByLabel('Plan', { exact: true }).selectOption('Flat and cheap (USD)');
  await page.getByRole('button', { name: 'Reckon' }).click();
  await expect(page.locator('dl')).toContainText('81.75 USD');
  await expect(told).toHaveCount(0);
});

test('other numbers of one price are tried on some customers', async ({ page }) => {
  const { merchant } = await pastUsage();
  await signIn(page, merchant.testKey);
  await open(page, 'simulator', 'Simulator');
  await page.getByRole('radio', { name: /Another price/ }).check();
  await page.getByLabel('Plan', { exact: true }).selectOption({ index: 1 });
  await expect(page.getByText('So far: 0.5 each.')).toBeVisible();
  await page.getByLabel('Price of one').fill('0.4');
  await page.getByLabel('From').fill('2026-02-01T00:00');
  await page.getByLabel('To', { exact: true }).fill('2026-05-01T00:00');
  await page.getByRole('radio', { name: 'Some of them' }).check();
  await page.getByRole('button', { name: 'Reckon' }).click();
  await expect(page.getByText('At least one is required.')).toBeVisible();
  await expect(page.getByRole('checkbox').first()).toBeFocused();
  await page.getByLabel('Find').fill('gra');
  await page.getByLabel('Grace').check();
  await page.getByRole('button', { name: 'Reckon' }).click();
  await expect(page.locator('dl')).toContainText('1 period of 1 customer, before tax');
  await page.getByLabel('Find').fill('');
  await expectAccessible(page);
  await picture(page, 'simulator-price');
  await page.getByLabel('Price of one').fill('many');
  await page.getByRole('button', { name: 'Reckon' }).click();
  await expect(page.getByLabel('Price of one')).toBeFocused();
  await expect(page.getByLabel('Price of one')).toHaveValue('many');
});

test('without plans it says what to do first', async ({ page }) => {
  const merchant = await Merchant.create('No plans');
  await signIn(page, merchant.testKey);
  await open(page, 'simulator', 'Simulator');
  await expect(page.getByText('There are no plans yet.')).toBeVisible();
  await expectAccessible(page);
});
