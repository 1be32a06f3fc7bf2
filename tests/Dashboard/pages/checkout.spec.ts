import { expectAccessible, expectFitsPhone } from '../kit/accessibility';
import { demo } from '../kit/demo';
import { Merchant } from '../kit/merchant';
import { picture } from '../kit/pictures';
import { expect, settled, test } from '../kit/test';

const fee = { feeId: 'base', invoiceDisplayName: 'Base fee', paymentTerm: 'in_advance', model: 'standard', properties: { unitPrice: '20' } };

/** An offer of a plan with usage, and with what is given; its address. */
async function offer(merchant: Merchant, more: { prices?: object[]; terms?: object; redirectUrl?: string } = {}): Promise<string> {
  const metric = await merchant.metric('Runs', 'run');
  const product = (await merchant.api.post<{ id: string }>('/v0/products', { name: 'Code execution' })).id;
  const usage = { billableMetricId: metric, invoiceDisplayName: 'Runs', paymentTerm: 'in_arrears', model: 'standard', properties: { unitPrice: '0.5' } };
  const { id } = await merchant.api.post<{ id: string }>('/v0/plans', {
    productId: product, name: 'Team', currency: 'USD', billingCadence: 'P1M', defaultTaxRate: '0.19', prices: [usage, ...(more.prices ?? [])], ...more.terms,
  });
  const { url } = await merchant.api.post<{ url: string }>('/v0/customers/authorization', {
    email: 'grace@example.com', name: 'Grace <b>Hopper', planId: id, redirectUrl: more.redirectUrl,
  });
  return url;
}

test('what is bought and due is shown before it is accepted, and is paid on the page', async ({ page }) => {
  const merchant = await Merchant.create('Checkout');
  await page.goto(await offer(merchant, { prices: [fee] }));
  await expect(page.getByRole('heading', { level: 1, name: 'Team' })).toBeVisible();
  await expect(page.getByText('For Grace <b>Hopper (grace@example.com)')).toBeVisible();
  await expect(page.getByRole('row', { name: /^Runs/ })).toContainText('0.5 USD each');
  await expect(page.getByRole('row', { name: /^Together/ })).toContainText('23.80 USD');
  await expect(page.getByText('with 3.80 USD of tax')).toBeVisible();

  await page.getByRole('button', { name: 'Accept' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Thank you' })).toBeFocused();
  await page.getByRole('button', { name: 'Pay 23.80 USD' }).click();
  await expect(page.getByText('Nothing is left to do')).toBeVisible();

  const { data } = await merchant.api.get<{ data: { status: string }[] }>('/v0/subscriptions');
  expect(data.map((subscription) => subscription.status)).toEqual(['active']);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Thank you' })).toBeVisible();
  await expect(page.getByRole('button')).toHaveCount(0);
});

test('who accepts goes on to the merchant\'s address, and comes back to a page that knows it', async ({ page }) => {
  const merchant = await Merchant.create('Checkout redirect');
  const redirectUrl = `${demo().baseUrl}/health/live?welcome=1`;
  const url = await offer(merchant, { redirectUrl });
  await page.goto(url);
  await expect(page.getByText('Nothing: the first invoice comes when the first period ends.')).toBeVisible();
  await page.getByRole('button', { name: 'Accept' }).click();
  await page.waitForURL(redirectUrl);

  await page.goto('about:blank');
  await page.goto(url);
  await expect(page.getByRole('heading', { level: 1, name: 'Thank you' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Back to Checkout redirect' })).toHaveAttribute('href', redirectUrl);
});

test('a trial says when it will cost something', async ({ page }) => {
  const merchant = await Merchant.create('Checkout trial');
  await page.goto(await offer(merchant, { prices: [fee], terms: { trialDays: 14 } }));

  await expect(page.getByText('Nothing: the first 14 days are free.')).toBeVisible();
});

test('an offer that is over, or is none, says so', async ({ page }) => {
  const merchant = await Merchant.create('Checkout expired');
  const url = await offer(merchant);
  // Seven days are not waited for: the page is told that they are over.
  await page.route('**/checkout/api', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), status: 'expired' } });
  });
  await page.goto(url);
  await expect(page.getByRole('heading', { level: 1, name: 'This offer is over' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Accept' })).toHaveCount(0);
  await expectAccessible(page);

  await page.unroute('**/checkout/api');
  await page.goto('/checkout/#/none');
  await expect(page.getByRole('heading', { level: 1, name: 'There is no such offer' })).toBeVisible();
  await expectAccessible(page);
});

test('the checkout, for everyone', async ({ page }) => {
  const merchant = await Merchant.create('Checkout for everyone');
  await page.goto(await offer(merchant, {
    prices: [fee],
    terms: { discounts: [{ type: 'percentage', value: '0.1', name: 'Welcome', periods: 3 }], minimumCommitment: '5', maximumCharge: '500' },
  }));
  await expect(page.getByRole('heading', { level: 1, name: 'Team' })).toBeVisible();
  await settled(page);
  await expectAccessible(page);
  await picture(page, 'checkout');
  await expectFitsPhone(page);
  await page.getByRole('button', { name: 'Accept' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Thank you' })).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'checkout-accepted');
});
