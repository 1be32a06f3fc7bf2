import { expectAccessible } from '../kit/accessibility';
import { customerWithRuns, send } from '../kit/actions';
import { picture } from '../kit/pictures';
import { expect, open, settled, signIn, test } from '../kit/test';

test('seats are bought, and a coupon is given, beside what a subscription has so far', async ({ page }) => {
  const { merchant, metric, customer, subscription, clock } = await customerWithRuns();
  await merchant.moveClock(clock, '2026-03-10T00:00:00Z');
  const product = (await merchant.api.get<{ data: { id: string }[] }>('/v0/products')).data[0]!.id;
  await signIn(page, merchant.testKey);
  await open(page, `customers/${customer}`, 'Ada');
  const dialog = page.getByRole('dialog');
  const asks = () => page.getByRole('button', { name: /^Seats and coupons/ }).click();
  await asks();
  await expect(dialog).toContainText('Its plan has no fees, so there are no seats.');
  await expect(dialog.getByRole('link', { name: 'Make one' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Change them' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Nothing is otherwise than before');
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  const { id: planId } = await merchant.api.post<{ id: string }>('/v0/plans', {
    productId: product, name: 'Team', currency: 'USD', billingCadence: 'P1M', prices: [
      { billableMetricId: metric, invoiceDisplayName: 'Runs', paymentTerm: 'in_arrears', model: 'standard', properties: { unitPrice: '0.5' } },
      { feeId: 'seats', invoiceDisplayName: 'Seats', paymentTerm: 'in_arrears', quantity: '3', model: 'standard', properties: { unitPrice: '10' } },
    ],
  });
  await merchant.api.post(`/v0/subscriptions/${subscription}/changePlan`, {
    planId, proration: 'none', overrides: { prices: [{ billableMetricId: metric, properties: { unitPrice: '0.4' } }] },
  });
  await merchant.api.post('/v0/coupons', { code: 'SPRING', discount: { type: 'percentage', value: '0.2', name: 'Spring', periods: 2 } });
  await merchant.api.post('/v0/coupons', { code: 'ELSEWHERE', discount: { type: 'percentage', value: '0.1', name: 'Elsewhere' }, planIds: [(await merchant.api.get<{ data: { id: string }[] }>('/v0/plans')).data.at(-1)!.id] });
  await merchant.moveClock(clock, '2026-03-20T00:00:00Z');
  await page.reload();
  await settled(page);
  await asks();
  const seats = dialog.getByLabel('How many of Seats');
  await expect(seats).toHaveValue('3');
  await expect(dialog.getByLabel('Coupon').getByRole('option')).toHaveText(['none', 'SPRING: 20 %, for 2 periods']);
  for (const wrong of ['few', '-1', '']) {
    await seats.fill(wrong);
    await dialog.getByRole('button', { name: 'Change them' }).click();
    await expect(seats, wrong).toBeFocused();
    await expect(seats).toHaveAttribute('aria-invalid', 'true');
    await expect(seats).toHaveValue(wrong);
  }
  await expectAccessible(page);
  await picture(page, 'customer-seats');
  await dialog.getByLabel('Coupon').selectOption('SPRING: 20 %, for 2 periods');
  await dialog.getByRole('radio', { name: /^Stay as they are/ }).check();
  await send(page, 'Change them', { 'How many of Seats': '5' });

  // What was agreed before goes on.
  const version = (await merchant.api.get<{ planVersionId: string }>(`/v0/subscriptions/${subscription}`)).planVersionId;
  const terms = await merchant.api.get<{ prices: { quantity: string; properties: { unitPrice: string } }[]; discounts: { name: string }[] }>(`/v0/planVersions/${version}`);
  expect(terms.prices.map((price) => [price.quantity, price.properties.unitPrice])).toEqual([['1', '0.4'], ['5', '10']]);
  expect(terms.discounts.map((discount) => discount.name)).toEqual(['Spring']);
  await asks();
  await expect(seats).toHaveValue('5');
  await expect(dialog).toContainText('Taken off so far: Spring, 20 %, for 2 periods.');
  await expect(dialog.getByLabel('Coupon')).toHaveCount(0);
});
