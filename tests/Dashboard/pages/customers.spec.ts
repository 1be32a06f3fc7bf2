import { expectAccessible, expectFitsPhone } from '../kit/accessibility';
import { demo } from '../kit/demo';
import { Merchant } from '../kit/merchant';
import { picture } from '../kit/pictures';
import { expect, open, settled, signIn, test } from '../kit/test';

test('a customer is made, and what is wrong is said beside its field', async ({ page }) => {
  const merchant = await Merchant.create('Customers');
  await merchant.api.post('/v0/customers', { consumer: { name: 'Ada', email: 'ada@example.com' }, externalId: 'ada' });
  await signIn(page, merchant.testKey);
  await open(page, 'customers', 'Customers');
  await page.getByRole('button', { name: 'New customer' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Grace');
  await dialog.getByLabel('Email').fill('not an address');
  await dialog.getByRole('button', { name: 'Make the customer' }).click();
  await expect(dialog.getByText('Write an email address, such as ada@example.com.')).toBeVisible();
  await expect(dialog.getByLabel('Email')).toBeFocused();
  await expect(dialog.getByLabel('Email')).toHaveValue('not an address');
  await expect(dialog.getByLabel('Name')).toHaveValue('Grace');

  await dialog.getByLabel('Email').fill('grace@example.com');
  await dialog.getByLabel('External id').fill('ada');
  await dialog.getByRole('button', { name: 'Make the customer' }).click();
  await expect(dialog.locator('[aria-invalid="true"]').or(dialog.getByRole('alert')).first()).toBeVisible();
  await dialog.getByLabel('External id').fill('grace');
  await dialog.getByRole('button', { name: 'Make the customer' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Grace' })).toBeVisible();
  await expect(page.getByText('No subscription yet.')).toBeVisible();
});

test('a customer is found by external id', async ({ page }) => {
  const merchant = await Merchant.create('Customers');
  for (const name of ['Ada', 'Grace']) {
    await merchant.api.post('/v0/customers', { consumer: { name, email: 'x@example.com' }, externalId: name.toLowerCase() });
  }
  await signIn(page, merchant.testKey);
  await open(page, 'customers', 'Customers');
  await expect(page.getByRole('link', { name: 'Grace' })).toBeVisible();
  await page.getByLabel('External id').fill('ada');
  await page.keyboard.press('Enter');

  await expect(page.getByRole('link', { name: 'Grace' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Ada' })).toBeVisible();
  await page.getByLabel('External id').fill('nobody');
  await page.keyboard.press('Tab');
  await expect(page.getByText('Nobody is known by that.')).toBeVisible();
});

test('the journal says which invoice was paid, and its amounts have their currency', async ({ page }) => {
  const merchant = await Merchant.create('Journal');
  const metric = await merchant.metric('Runs', 'run');
  const { customer, clock } = await merchant.customer(metric, '2026-03-01T00:00:00Z');
  await merchant.api.post('/v0/payments', { customerId: customer, amount: '100', currency: 'USD', idempotencyKey: 'first' });
  await merchant.use(customer, metric, '10', '2026-03-01T00:01:00Z', 'one');
  await merchant.moveClock(clock, '2026-04-02T00:00:00Z');
  await signIn(page, merchant.testKey);
  await open(page, `customers/${customer}/wallet`, 'Ada');

  const paid = page.getByRole('group', { name: 'Journal of the wallet' }).getByRole('row', { name: /invoice payment/ });
  await expect(paid).toContainText('spent 5.95 USD');
  await paid.getByRole('link', { name: /^an invoice/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Invoice INV-000001' })).toBeVisible();
});

test('a payment is asked for, and is in the wallet and its journal', async ({ page }) => {
  const merchant = await Merchant.create('Payments');
  const metric = await merchant.metric('Runs', 'run');
  const { customer } = await merchant.customer(metric, '2026-03-01T00:00:00Z');
  await signIn(page, merchant.testKey);
  await open(page, `customers/${customer}`, 'Ada');

  await page.getByRole('button', { name: 'Ask for a payment' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Amount').fill('-3');
  await dialog.getByRole('button', { name: 'Ask for it' }).click();
  await expect(dialog.getByLabel('Amount')).toHaveAttribute('aria-invalid', 'true');
  await expect(dialog.getByLabel('Amount')).toHaveValue('-3');
  await dialog.getByLabel('Amount').fill('20');
  await dialog.getByRole('button', { name: 'Ask for it' }).click();

  await expect(page.locator('dl').first()).toContainText('20.00 USD');
  await page.getByRole('link', { name: 'Wallet' }).click();
  await expect(page.getByRole('row', { name: /top up/ })).toContainText('available 20.00');
});

test('a customer of the demo, for everyone', async ({ page }) => {
  await signIn(page, demo().apiKey);
  await open(page, 'customers', 'Customers');
  await expectAccessible(page);
  await picture(page, 'customers');
  await expectFitsPhone(page);
  await page.setViewportSize({ width: 1280, height: 800 });

  for (const tab of ['', '/usage', '/wallet', '/entitlements', '/invoices', '/events']) {
    await open(page, `customers/${demo().customerId}${tab}`, "Ada's Coding School");
    await settled(page);
    await expectAccessible(page);
    await picture(page, `customer${tab.replace('/', '-')}`);
    await expectFitsPhone(page);
    await page.setViewportSize({ width: 1280, height: 800 });
  }
  await expect(page.getByRole('link', { name: 'INV-000001' }).first()).toBeVisible();
});
