import { customerWithRuns } from '../kit/actions';
import { openPortal } from '../kit/portal';
import { expect, open, settled, signIn, test } from '../kit/test';

interface Made {
  id: string;
}

/** A customer with seats, whose merchant has another plan of the same metric. */
async function customerWithSeats() {
  const made = await customerWithRuns({ plan: { name: 'Bare' } });
  const product = (await made.merchant.api.get<{ data: Made[] }>('/v0/products')).data[0]!.id;
  const { id: team } = await made.merchant.api.post<Made>('/v0/plans', {
    productId: product, name: 'Team', currency: 'USD', billingCadence: 'P1M', prices: [
      { billableMetricId: made.metric, invoiceDisplayName: 'Runs', paymentTerm: 'in_arrears', model: 'standard', properties: { unitPrice: '0.5' } },
      { feeId: 'seats', invoiceDisplayName: 'Seats', paymentTerm: 'in_arrears', quantity: '3', model: 'standard', properties: { unitPrice: '10' } },
    ],
  });
  await made.merchant.moveClock(made.clock, '2026-03-10T00:00:00Z');
  await made.merchant.api.post(`/v0/subscriptions/${made.subscription}/changePlan`, { planId: team });
  return { ...made, team };
}

test('what a customer has already is told of in words, without ids and times of programs', async ({ page }) => {
  const { merchant, customer, team } = await customerWithSeats();
  await merchant.api.post('/v0/coupons', { code: 'EUROS', discount: { type: 'fixed', value: '5', name: 'Euros' }, currency: 'EUR' });
  await merchant.api.post('/v0/coupons', { code: 'DOLLARS', discount: { type: 'fixed', value: '5', name: 'Dollars' }, currency: 'USD' });
  await signIn(page, merchant.testKey);
  await open(page, `customers/${customer}`, 'Ada');
  const dialog = page.getByRole('dialog');
  const field = (label: string) => dialog.getByLabel(label, { exact: true });

  await page.getByRole('button', { name: /^Seats and coupons/ }).click();
  const seats = field('How many of Seats');
  await expect(field('Coupon').getByRole('option'), 'none in another currency').toHaveText(['none', /^DOLLARS/]);
  await seats.fill('1e2');
  await dialog.getByRole('button', { name: 'Change them' }).click();
  await expect(seats).toBeFocused();
  await expect(dialog.getByText('Write how many in digits, such as 5 or 1.5.')).toBeVisible();
  await seats.fill('5');
  await dialog.getByRole('button', { name: 'Change them' }).click();
  await expect(dialog, 'once more at the same moment').toHaveCount(0);

  await page.getByRole('button', { name: 'Start a subscription' }).click();
  await settled(page);
  await field('Plan').selectOption(team);
  await dialog.getByRole('button', { name: 'Start it' }).click();
  await expect(field('Plan')).toBeFocused();
  await expect(field('Plan')).toHaveAttribute('aria-invalid', 'true');
  await expect(dialog).toContainText('Another subscription prices one of this plan’s metrics at the same time');
  await expect(dialog).not.toContainText('sub_');
});

test('a plan that a customer chooses behind the end is refused with a time that people read', async ({ page }) => {
  const { merchant, subscription, plan } = await customerWithSeats();
  await openPortal(page, merchant, subscription, { planIds: [plan] });
  await page.getByRole('button', { name: 'Change plan' }).click();
  await merchant.api.post(`/v0/subscriptions/${subscription}/termination`, { reason: 'Moved', effective: 'period_end' });

  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Change plan' }).click();

  await expect(dialog.getByRole('alert')).toHaveText(/^The subscription ends at 2026-04-\d\d 00:00 UTC, so it cannot change then or later\.$/);
});

test('an amount is taken off plans of its own currency alone', async ({ page }) => {
  const { merchant, plan } = await customerWithRuns();
  await signIn(page, merchant.testKey);
  await open(page, 'catalogue/coupons', 'Catalogue');
  await page.getByRole('button', { name: 'New coupon' }).click();
  const dialog = page.getByRole('dialog');
  const field = (label: string) => dialog.getByLabel(label, { exact: true });
  const make = dialog.getByRole('button', { name: 'Make the coupon' });
  await dialog.getByRole('radio', { name: /^An amount/ }).check();
  for (const [label, value] of Object.entries({ Code: 'SPRING', Name: 'Spring', Amount: '-5', Currency: 'EUR' })) {
    await field(label).fill(value);
  }
  await make.click();
  await expect(field('Amount')).toBeFocused();
  await expect(dialog.getByText('Write an amount above 0, without parts of its smallest coin.', { exact: true })).toBeVisible();

  await field('Amount').fill('5');
  await field('For the plan').selectOption(plan);
  await make.click();
  await expect(field('Currency')).toBeFocused();
  await expect(dialog.getByText('“Pay as you go” is in USD: write USD, or choose another plan.')).toBeVisible();
  await field('Currency').fill('USD');
  await make.click();
  await expect(page.getByRole('row', { name: /^SPRING/ })).toContainText('5.00 USD');
});
