import { expectAccessible } from '../kit/accessibility';
import { customerWithRuns, send, start } from '../kit/actions';
import { picture } from '../kit/pictures';
import { expect, open, settled, signIn, test } from '../kit/test';

test('a subscription is started, goes on under another plan, is paused, resumed and ended', async ({ page }) => {
  const { merchant, metric, customer, clock } = await customerWithRuns();
  const product = (await merchant.api.get<{ data: { id: string }[] }>('/v0/products')).data[0]!.id;
  const plan = (name: string, unitPrice: string) => merchant.api.post('/v0/plans', {
    productId: product, name, currency: 'USD', billingCadence: 'P1M',
    prices: [{ billableMetricId: metric, invoiceDisplayName: 'Runs', paymentTerm: 'in_arrears', model: 'standard', properties: { unitPrice } }],
  });
  await plan('Bulk', '0.25');
  await merchant.api.post('/v0/plans', {
    productId: product, name: 'Support', currency: 'USD', billingCadence: 'P1M',
    prices: [{ feeId: 'support', invoiceDisplayName: 'Support', paymentTerm: 'in_arrears', model: 'standard', properties: { unitPrice: '10' } }],
  });
  await merchant.use(customer, metric, '40', start, 'first');
  await merchant.moveClock(clock, '2026-04-03T00:00:00Z');
  await signIn(page, merchant.testKey);
  await open(page, `customers/${customer}`, 'Ada');

  await page.getByRole('button', { name: 'Start a subscription' }).click();
  await expect(page.getByLabel('Starts')).toHaveValue('2026-04-03T00:00');
  await page.getByRole('dialog').getByLabel('Plan').selectOption('Support (USD)');
  await send(page, 'Start it');
  const support = page.getByRole('row', { name: /^Support/ });
  await expect(support).toContainText('active');

  const own = page.getByRole('row', { name: /^Ada's/ });
  await own.getByRole('button', { name: /Change plan/ }).click();
  await page.getByRole('dialog').getByLabel('To', { exact: true }).selectOption('Bulk (USD)');
  await expect(page.getByRole('dialog')).toContainText('would have cost 10.00 USD in place of 20.00 USD');
  await page.getByRole('radio', { name: 'At the end of the period' }).check();
  await expectAccessible(page);
  await picture(page, 'customer-change-plan');
  await send(page, 'Change it');
  await expect(own).toContainText('Bulk from 2026-05-01');
  await own.getByRole('button', { name: /Call the change off/ }).click();
  await send(page, 'Call it off');
  await expect(own).not.toContainText('Bulk');
  await own.getByRole('button', { name: /Change plan/ }).click();
  await page.getByRole('dialog').getByLabel('To', { exact: true }).selectOption('Bulk (USD)');
  await send(page, 'Change it');
  await expect(own).toContainText('Bulk');

  await page.getByRole('button', { name: 'Move the clock' }).click();
  await send(page, 'Move it', { To: '2026-04-05T00:00' });
  await support.getByRole('button', { name: /Pause/ }).click();
  await send(page, 'Pause it');
  await expect(support).toContainText('paused');
  await page.getByRole('button', { name: 'Move the clock' }).click();
  await send(page, 'Move it', { To: '2026-04-05T12:00' });
  await support.getByRole('button', { name: /Resume/ }).click();
  await send(page, 'Resume it');
  await expect(support).toContainText('active');
  await page.getByRole('button', { name: 'Move the clock' }).click();
  await send(page, 'Move it', { To: '2026-04-06T00:00' });
  await support.getByRole('button', { name: /End/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End it' }).click();
  await expect(page.getByLabel('Why')).toHaveAttribute('aria-invalid', 'true');
  await page.getByRole('radio', { name: /Now/ }).check();
  await send(page, 'End it', { Why: 'Not needed any more' });
  await expect(support).toContainText('terminated');
  await settled(page);
  await expectAccessible(page);
  await picture(page, 'customer-subscriptions');
});

test('caps are set, changed and lifted; alerts are made and deleted', async ({ page }) => {
  const { merchant, metric, customer } = await customerWithRuns();
  await merchant.use(customer, metric, '30', start, 'first');
  await signIn(page, merchant.testKey);
  await open(page, `customers/${customer}/limits`, 'Ada');
  await expect(page.getByText('No caps.')).toBeVisible();

  await page.getByRole('button', { name: 'Set a cap' }).click();
  await send(page, 'Set it', { 'At most': '100' });
  const cap = page.getByRole('row', { name: /^spend/ });
  await expect(cap).toContainText('100.00 USD');
  await expect(cap).toContainText('15.00 USD');
  await cap.getByRole('button', { name: /Change/ }).click();
  await expect(page.getByLabel('Alerts at')).toHaveValue('50, 80, 100');
  await send(page, 'Change it', { 'At most': '60', 'Alerts at': '90' });
  await expect(cap).toContainText('60.00 USD');
  await page.getByRole('button', { name: 'Set a cap' }).click();
  await page.getByRole('radio', { name: /A quantity/ }).check();
  await send(page, 'Set it', { 'At most': '500' });
  await expect(page.getByRole('row', { name: /^use of Runs/ })).toContainText('500');

  await page.getByRole('button', { name: 'New alert' }).click();
  await page.getByRole('dialog').getByLabel('When').selectOption('the wallet runs low');
  await send(page, 'Make it', { 'Less is available than': '5' });
  await expect(page.getByRole('row', { name: /the wallet runs low/ })).toContainText('below 5.00 USD');
  await page.getByRole('button', { name: 'New alert' }).click();
  await page.getByRole('dialog').getByLabel('When').selectOption('a day is unlike those before');
  await send(page, 'Make it', { 'At least, in the day': '50' });
  await expect(page.getByRole('row', { name: /unlike/ })).toContainText('50, and 3 times the mean of 7 days before');
  await settled(page);
  await expectAccessible(page);
  await picture(page, 'customer-limits');

  await page.getByRole('row', { name: /unlike/ }).getByRole('button', { name: /Delete/ }).click();
  await send(page, 'Delete it');
  await expect(page.getByRole('row', { name: /unlike/ })).toHaveCount(0);
  await cap.getByRole('button', { name: /Lift/ }).click();
  await send(page, 'Lift it');
  await expect(cap).toHaveCount(0);
});

test('credits are granted and taken back', async ({ page }) => {
  const { merchant, metric, customer } = await customerWithRuns();
  await signIn(page, merchant.testKey);
  await open(page, `customers/${customer}/wallet`, 'Ada');
  await page.getByRole('button', { name: 'Grant credits' }).click();
  await page.getByRole('dialog').getByLabel('Comes again').selectOption('Every month');
  await expectAccessible(page);
  await picture(page, 'customer-grant');
  await send(page, 'Grant them', { Amount: '10', Name: 'Monthly', Priority: '50' });
  const monthly = page.getByRole('row', { name: /^Monthly/ });
  await expect(monthly).toContainText('every month');
  await expect(page.locator('dl').first()).toContainText('10.00 USD');

  await page.getByRole('button', { name: 'Grant credits' }).click();
  await page.getByRole('radio', { name: /Units of a metric/ }).check();
  await send(page, 'Grant them', { Amount: '100', Name: 'Package' });
  await expect(page.getByRole('row', { name: /^Package/ })).toContainText('100 of Runs');

  await monthly.getByRole('button', { name: /Take back/ }).click();
  await send(page, 'Take it back');
  await expect(monthly).toContainText('voided');
  await expect(page.locator('dl').first()).toContainText('0.00 USD');
  expect(metric).toBeTruthy();
});

test('a customer is entitled to a feature, and granted more of it', async ({ page }) => {
  const { merchant, customer } = await customerWithRuns();
  await signIn(page, merchant.testKey);
  await open(page, `customers/${customer}/entitlements`, 'Ada');
  await page.getByRole('button', { name: 'Entitle' }).click();
  await send(page, 'Entitle', { Key: 'runs', Name: 'Runs', 'Quota of a period': '1000' });
  const runs = page.getByRole('row', { name: /^runs/ });
  await expect(runs).toContainText('1 000');

  await runs.getByRole('button', { name: /Grants/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Grant this much more').fill('none');
  await dialog.getByRole('button', { name: 'Grant it' }).click();
  await expect(dialog.getByLabel('Grant this much more')).toHaveAttribute('aria-invalid', 'true');
  await dialog.getByLabel('Grant this much more').fill('500');
  await dialog.getByRole('button', { name: 'Grant it' }).click();
  await expect(dialog.getByRole('row', { name: /^500/ })).toContainText('no end');
  await expectAccessible(page);
  await picture(page, 'customer-feature-grants');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(runs).toContainText('1 500');
  await runs.getByRole('button', { name: /Grants/ }).click();
  await dialog.getByRole('button', { name: 'Void 500' }).click();
  await expect(dialog.getByRole('row', { name: /^500/ })).toContainText('void');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(runs).toContainText('1 000');

  await runs.getByRole('button', { name: /^End/ }).click();
  await send(page, 'End it');
  await expect(runs.getByRole('button')).toHaveCount(0);
});

test('a key that only reads sees nothing to change', async ({ page }) => {
  const { merchant, customer } = await customerWithRuns();
  const { key } = await merchant.api.post<{ key: string }>('/v0/apiKeys', { name: 'finance', scopes: ['read'] });
  await signIn(page, key);
  for (const tab of ['', '/wallet', '/limits', '/entitlements']) {
    await open(page, `customers/${customer}${tab}`, 'Ada');
    await settled(page);
    await expect(page.getByRole('main').getByRole('button', { name: /Start|Grant|Set|New|Entitle|Move|End|Pause/ })).toHaveCount(0);
  }
});

test('a key that only reads is not told to make what it cannot make', async ({ page }) => {
  const { merchant, customer } = await customerWithRuns();
  const { key } = await merchant.api.post<{ key: string }>('/v0/apiKeys', { name: 'finance', scopes: ['read'] });
  await signIn(page, key);
  for (const [path, empty] of Object.entries({
    'catalogue/coupons': 'There are no coupons yet.', 'developers/webhooks': 'Nobody is told yet.', [`customers/${customer}/limits`]: 'No caps.', [`customers/${customer}/wallet`]: 'No grants.',
  })) {
    await open(page, path, /./);
    await expect(page.getByText(empty)).toBeVisible();
    await expect(page.getByText('You are signed in to read only: a key with scope admin makes the first one.').first()).toBeVisible();
    await expect(page.getByRole('main').getByText(/^(Make|Set|Grant) (one|an|money)/)).toHaveCount(0);
  }
});

test('a period that waits for the draft before it says so on the page of its customer', async ({ page }) => {
  const { merchant, metric, customer, clock } = await customerWithRuns({ plan: { reviewDuration: 'P28D' } });
  await merchant.use(customer, metric, '40', start, 'first');
  await merchant.moveClock(clock, '2026-04-02T00:00:00Z');
  await signIn(page, merchant.testKey);
  await open(page, `customers/${customer}`, 'Ada');
  const row = page.getByRole('table').getByRole('row').nth(1);
  await expect(row).toContainText('of the period to 2026-05-01');
  await expect(row).not.toContainText('waits');

  await page.getByRole('button', { name: 'Move the clock' }).click();
  await send(page, 'Move it', { To: '2026-06-03T00:00' });

  await expect(row).toContainText(/of the period to 2026-\d\d-01, waits for the draft before it to be issued/);
  await row.getByRole('link', { name: 'the draft before it' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('not issued yet');
});
