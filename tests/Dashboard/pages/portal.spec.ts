import { Api } from '../kit/api';
import { expectAccessible, expectFitsPhone } from '../kit/accessibility';
import { demo } from '../kit/demo';
import { Merchant } from '../kit/merchant';
import { picture } from '../kit/pictures';
import { openPortal } from '../kit/portal';
import { expect, settled, test } from '../kit/test';

const week = { expiresIn: 'P7D' };

test('a link opens once, and scripts see nothing of the session', async ({ page, context }) => {
  const merchant = await Merchant.create('Portal link');
  const { subscription } = await merchant.customer(await merchant.metric('Runs', 'run'), '2026-03-01T00:00:00Z');
  const { url } = await merchant.api.post<{ url: string }>(`/v0/subscriptions/${subscription}/portal`, {});
  await page.goto(url);
  await expect(page.getByRole('heading', { level: 1, name: "Ada's" })).toBeVisible();
  expect(page.url()).not.toContain('link=');
  const cookies = await context.cookies();
  expect(cookies.map((cookie) => [cookie.httpOnly, cookie.sameSite])).toEqual([[true, 'Strict']]);
  expect(await page.evaluate(() => document.cookie)).toBe('');

  // The address stays good for this browser, and for no other.
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: "Ada's" })).toBeVisible();
  await context.clearCookies();
  await page.goto('about:blank');
  await page.goto(url);
  await expect(page.getByText('This link was used already, or is too old.')).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
});

test('a link is followed in a tab that has the portal already, and leads back to the session that it began', async ({ page, context }) => {
  const merchant = await Merchant.create('Portal tab');
  const { subscription } = await merchant.customer(await merchant.metric('Runs', 'run'), '2026-03-01T00:00:00Z');
  const link = async () => (await merchant.api.post<{ url: string }>(`/v0/subscriptions/${subscription}/portal`, {})).url;
  const home = page.getByRole('heading', { level: 1, name: "Ada's" });
  const url = await link();
  await page.goto('/portal/');
  await expect(page.getByRole('heading', { level: 1, name: 'This page is closed' })).toBeVisible();
  await page.goto(url);
  await expect(home).toBeVisible();

  await page.goto('about:blank');
  await page.goto(url);
  await expect(home).toBeVisible();
  expect(page.url()).not.toContain('link=');

  await context.clearCookies();
  await page.goto('about:blank');
  await page.goto(url);
  await expect(page.getByText('This link was used already, or is too old.')).toBeVisible();
  await page.goto(await link());
  await expect(home).toBeVisible();
});

test('a link that another site has the browser open is refused in words for people', async ({ page }) => {
  const merchant = await Merchant.create('Portal elsewhere');
  const { subscription } = await merchant.customer(await merchant.metric('Runs', 'run'), '2026-03-01T00:00:00Z');
  const { url } = await merchant.api.post<{ url: string }>(`/v0/subscriptions/${subscription}/portal`, {});
  await page.route('**/portal/session', async (route) => route.fulfill({
    response: await route.fetch({ headers: { ...route.request().headers(), 'sec-fetch-site': 'cross-site' } }),
  }));
  await page.goto(url);

  await expect(page.getByText('Open the page again in a tab of its own.')).toBeVisible();
  await expect(page.getByText('API key')).toHaveCount(0);
});

test('usage, spend and forecast follow what is counted, without loading the page again', async ({ page }) => {
  const merchant = await Merchant.create('Portal spend');
  const metric = await merchant.metric('Runs', 'run');
  const { customer, subscription, clock } = await merchant.customer(metric, '2026-04-01T00:00:00Z');
  await merchant.moveClock(clock, '2026-04-11T00:00:00Z');
  await openPortal(page, merchant, subscription, week);
  await expect(page.getByText('No invoices yet.')).toBeVisible();

  await merchant.use(customer, metric, '20', '2026-04-10T00:00:00Z', 'one');

  await expect(page.getByRole('group', { name: 'Usage and charges' }).getByRole('row', { name: /^Runs/ })).toContainText('11.90 USD');
  const figures = page.locator('dl').first();
  await expect(figures).toContainText('11.90 USD');
  await expect(figures).toContainText('35.70 USD');
  await expect(figures).toContainText('an estimate');
});

test('a customer tops up, and what is wrong is said beside its field', async ({ page }) => {
  const merchant = await Merchant.create('Portal top-up');
  const { subscription } = await merchant.customer(await merchant.metric('Runs', 'run'), '2026-03-01T00:00:00Z');
  await openPortal(page, merchant, subscription);
  await page.getByRole('button', { name: 'Top up' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Amount').fill('-3');
  await dialog.getByRole('button', { name: 'Top up' }).click();
  await expect(dialog.getByLabel('Amount')).toHaveAttribute('aria-invalid', 'true');
  await expect(dialog.getByLabel('Amount')).toHaveValue('-3');
  await expect(dialog.getByLabel('Amount')).toBeFocused();
  await dialog.getByLabel('Amount').fill('1,5');
  await dialog.getByRole('button', { name: 'Top up' }).click();
  await expect(dialog.getByText('Write a number with a point, such as 1.5.')).toBeVisible();
  await dialog.getByLabel('Amount').fill('20');
  await page.keyboard.press('Enter');

  await expect(dialog).toHaveCount(0);
  await expect(page.locator('dl').first()).toContainText('20.00 USD');
});

test('caps and alerts of a customer stand beside the merchant\'s', async ({ page }) => {
  const merchant = await Merchant.create('Portal caps');
  const { customer, subscription } = await merchant.customer(await merchant.metric('Runs', 'run'), '2026-03-01T00:00:00Z');
  await merchant.api.post('/v0/caps', { customerId: customer, kind: 'spend', amount: '100', window: 'MONTH' });
  await openPortal(page, merchant, subscription);
  await expect(page.getByText('set for you')).toBeVisible();

  await page.getByRole('button', { name: 'Set a cap' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('In each').selectOption('DAY');
  await dialog.getByRole('button', { name: 'Set it' }).click();
  await expect(dialog.getByLabel('Most to spend')).toBeFocused();
  await expect(dialog.getByLabel('In each')).toHaveValue('DAY');
  await dialog.getByLabel('Most to spend').fill('10');
  await dialog.getByRole('button', { name: 'Set it' }).click();
  await expect(page.getByText('10.00 USD a day')).toBeVisible();

  await page.getByRole('button', { name: 'Change the cap of 10.00 USD' }).click();
  await dialog.getByLabel('Most to spend').fill('15');
  await dialog.getByRole('button', { name: 'Change it' }).click();
  await expect(page.getByText('15.00 USD a day')).toBeVisible();
  await page.getByRole('button', { name: 'Lift the cap of 15.00 USD' }).click();
  await expect(page.getByText('15.00 USD a day')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Lift/ })).toHaveCount(0);

  await page.getByRole('button', { name: 'Add an alert' }).click();
  await dialog.getByLabel('Tell when').selectOption('wallet_low_balance');
  await dialog.getByLabel('Amount').fill('5');
  await dialog.getByRole('button', { name: 'Add it' }).click();
  await expect(page.getByText('Balance below 5.00 USD').first()).toBeVisible();
  await page.getByRole('button', { name: /^Remove/ }).click();
  await expect(page.getByText('No alerts yet.')).toBeVisible();
});

test('a customer cancels, and changes their mind', async ({ page }) => {
  const merchant = await Merchant.create('Portal cancel');
  const { subscription, clock } = await merchant.customer(await merchant.metric('Runs', 'run'), '2026-03-01T00:00:00Z');
  await merchant.moveClock(clock, '2026-03-05T00:00:00Z');
  await openPortal(page, merchant, subscription);

  await page.getByRole('button', { name: 'Cancel subscription' }).click();
  await expect(page.getByRole('dialog')).toContainText('on 2026-04-01');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel subscription' }).click();
  await expect(page.getByText('The subscription ends on 2026-04-01.')).toBeVisible();
  await page.getByRole('button', { name: 'Keep it after all' }).click();

  await expect(page.getByText('The subscription ends')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Cancel subscription' })).toBeVisible();
});

test('a plan is changed for the next period by keyboard alone, and stayed with', async ({ page }) => {
  const merchant = await Merchant.create('Portal plans');
  const metric = await merchant.metric('Runs', 'run');
  const { subscription } = await merchant.customer(metric, '2026-03-01T00:00:00Z');
  const product = (await merchant.api.post<{ id: string }>('/v0/products', { name: 'Code execution' })).id;
  const { id: plan } = await merchant.api.post<{ id: string }>('/v0/plans', {
    productId: product, name: 'Volume', currency: 'USD', billingCadence: 'P1M',
    prices: [{ billableMetricId: metric, invoiceDisplayName: 'Runs', paymentTerm: 'in_arrears', model: 'standard', properties: { unitPrice: '0.25' } }],
  });
  await openPortal(page, merchant, subscription, { planIds: [plan] });

  await page.getByRole('button', { name: 'Change plan' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('0.25 USD each');
  await dialog.getByRole('button', { name: 'Change plan' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('It goes on as Volume from 2026-04-01.')).toBeVisible();
  await page.getByRole('button', { name: 'Stay with Pay as you go' }).click();

  await expect(page.getByText('It goes on as')).toHaveCount(0);
});

test('invoices are viewed and downloaded, and nothing is left after signing out', async ({ page, context }) => {
  const merchant = await Merchant.create('Portal invoices');
  const metric = await merchant.metric('Runs', 'run');
  const { customer, subscription, clock } = await merchant.customer(metric, '2026-03-01T00:00:00Z');
  await merchant.use(customer, metric, '20', '2026-03-01T00:01:00Z', 'one');
  await merchant.moveClock(clock, '2026-04-02T00:00:00Z');
  await openPortal(page, merchant, subscription);

  const opened = context.waitForEvent('page');
  await page.getByRole('link', { name: 'View INV-000001' }).click();
  await expect((await opened).getByText('INV-000001').first()).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'PDF of INV-000001' }).click();
  expect((await download).suggestedFilename()).toBe('INV-000001.pdf');

  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByText('You have signed out.')).toBeVisible();
  expect(await context.cookies()).toEqual([]);
});

test('a portal that is called back says so', async ({ page }) => {
  const merchant = await Merchant.create('Portal called back');
  const { subscription } = await merchant.customer(await merchant.metric('Runs', 'run'), '2026-03-01T00:00:00Z');
  await openPortal(page, merchant, subscription);
  await merchant.api.delete(`/v0/subscriptions/${subscription}/portal`);

  await page.getByRole('button', { name: 'Cancel subscription' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel subscription' }).click();

  await expect(page.getByText('Your link is no longer good: its time is over, or it was called back.')).toBeVisible();
});

test('the portal of the demo\'s customer, for everyone', async ({ page }) => {
  const api = new Api(demo().apiKey);
  const { url } = await api.post<{ url: string }>(`/v0/subscriptions/${demo().subscriptionId}/portal`, {});
  await page.goto(url);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await settled(page);
  await expectAccessible(page);
  await picture(page, 'portal');
  await page.getByRole('button', { name: 'Set a cap' }).click();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expectFitsPhone(page);
});
