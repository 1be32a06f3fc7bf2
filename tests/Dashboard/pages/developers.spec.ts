import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expectAccessible, expectFitsPhone } from '../kit/accessibility';
import { Api } from '../kit/api';
import { demo } from '../kit/demo';
import { Merchant } from '../kit/merchant';
import { picture } from '../kit/pictures';
import { expect, open, settled, signIn, test } from '../kit/test';

test('a key is made, shown once, rotated and revoked', async ({ page }) => {
  const merchant = await Merchant.create('Keys');
  await signIn(page, merchant.testKey);
  await open(page, 'developers', 'Developers');
  await page.getByRole('button', { name: 'New key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('servers');
  await dialog.getByRole('button', { name: 'Make the key' }).click();
  await expect(dialog.getByText('At least one is required.')).toBeVisible();
  await expect(dialog.getByLabel('Name')).toHaveValue('servers');
  await dialog.getByRole('checkbox', { name: /ingest/ }).check();
  await dialog.getByRole('button', { name: 'Make the key' }).click();

  const made = await page.getByText(/^sk_test_/).innerText();
  await new Api(made).get('/v0/testClocks').then(() => expect(true, 'a key to ingest reads nothing').toBe(false), (refused: Error) => expect(refused.message).toContain('MISSING_SCOPE'));
  await page.getByRole('button', { name: 'I have it' }).click();
  await expect(page.getByText(made)).toHaveCount(0);

  await page.getByRole('button', { name: 'Rotate servers' }).click();
  await expect(dialog.getByLabel('Name')).toHaveValue('servers, next');
  await dialog.getByRole('button', { name: 'Make the key' }).click();
  await page.getByRole('button', { name: 'I have it' }).click();
  await page.getByRole('button', { name: 'Revoke servers', exact: true }).click();
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByRole('row', { name: /^servers …/ })).toContainText('revoked');
  await expect(page.getByRole('row', { name: /^servers, next/ })).toContainText('works');
});

test('a colleague is let in by a link', async ({ page, browser }) => {
  const merchant = await Merchant.create('Colleagues');
  await signIn(page, merchant.testKey);
  await open(page, 'developers', 'Developers');
  await page.getByRole('button', { name: 'Sign-in link' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Make the link' }).click();
  const link = await page.getByText(/sign-in\?link=/).innerText();

  const colleague = await (await browser.newContext()).newPage();
  await colleague.goto(link);
  await expect(colleague.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  await expect(colleague.getByText('Colleagues')).toBeVisible();
  await colleague.context().close();
});

test('a session ends when its key is revoked in another browser', async ({ page }) => {
  const merchant = await Merchant.create('Revoked');
  const made = await merchant.api.post<{ id: string; key: string }>('/v0/apiKeys', { name: 'finance', scopes: ['read'] });
  await signIn(page, made.key);
  await open(page, 'invoices', 'Invoices');
  await merchant.api.delete(`/v0/apiKeys/${made.id}`);

  // Known for some seconds still: each look at another page asks again.
  const form = page.getByLabel('API key');
  await expect.poll(async () => {
    if (!(await form.isVisible())) {
      await page.goto('/dashboard/#/invoices?status=draft');
      await page.goto('/dashboard/#/invoices');
    }
    return form.isVisible();
  }).toBe(true);
});

test('an endpoint is told, and told again', async ({ page }) => {
  const heard: string[] = [];
  const receiver = createServer((request, response) => {
    request.on('data', (chunk: Buffer) => heard.push(chunk.toString()));
    request.on('end', () => response.writeHead(204).end());
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const merchant = await Merchant.create('Webhooks');
  await signIn(page, merchant.testKey);
  await open(page, 'developers/webhooks', 'Developers');
  await expect(page.getByText('Nobody is told yet.')).toBeVisible();
  await expect(page.getByText('Told of what happens to customers, subscriptions, entitlements, usage, alerts, invoices and payments')).toBeVisible();

  await page.getByRole('button', { name: 'New endpoint' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Address').fill('not an address');
  await dialog.getByRole('button', { name: 'Make the endpoint' }).click();
  await expect(dialog.getByLabel('Address')).toHaveAttribute('aria-invalid', 'true');
  await expect(dialog.getByLabel('Address')).toHaveValue('not an address');
  const address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  await dialog.getByLabel('Address').fill(address);
  await dialog.getByLabel('Told of').fill('invoice.issued, invoice.forgotten');
  await dialog.getByRole('button', { name: 'Make the endpoint' }).click();
  await expect(dialog.getByLabel('Told of')).toHaveAttribute('aria-invalid', 'true');
  await dialog.getByLabel('Told of').fill('invoice.issued');
  await dialog.getByRole('button', { name: 'Make the endpoint' }).click();
  await expect(page.getByText(/^whsec_/)).toBeVisible();

  const metric = await merchant.metric('Runs', 'run');
  const { clock } = await merchant.customer(metric, '2026-03-01T00:00:00Z');
  await merchant.moveClock(clock, '2026-04-02T00:00:00Z');
  await expect.poll(() => heard.length).toBeGreaterThan(0);
  await page.getByRole('button', { name: address }).click();
  const delivery = page.getByRole('row', { name: /^invoice\.issued/ });
  await expect(delivery).toContainText('delivered');
  const before = heard.length;
  await delivery.getByRole('button', { name: 'Send again' }).click();
  await expect.poll(() => heard.length).toBeGreaterThan(before);
  await expectAccessible(page);
  await picture(page, 'webhooks');
  receiver.close();
});

test('a clock is made and moved, and not back', async ({ page }) => {
  const merchant = await Merchant.create('Clocks');
  await signIn(page, merchant.testKey);
  await open(page, 'developers/test-clocks', 'Developers');
  await page.getByRole('button', { name: 'New clock' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('March');
  await dialog.getByLabel('Shows at first').fill('');
  await dialog.getByRole('button', { name: 'Make the clock' }).click();
  await expect(dialog.getByLabel('Shows at first')).toHaveAttribute('aria-invalid', 'true');
  await expect(dialog.getByLabel('Name')).toHaveValue('March');
  await dialog.getByLabel('Shows at first').fill('2026-03-01T00:00');
  await dialog.getByRole('button', { name: 'Make the clock' }).click();
  await expect(page.getByRole('row', { name: /March/ })).toContainText('2026-03-01 00:00');

  await page.getByRole('button', { name: 'Move March' }).click();
  await dialog.getByLabel('To').fill('2026-02-01T00:00');
  await dialog.getByRole('button', { name: 'Move it' }).click();
  await expect(dialog.locator('[aria-invalid="true"]').or(dialog.getByRole('alert')).first()).toBeVisible();
  await dialog.getByLabel('To').fill('2026-04-01T00:00');
  await dialog.getByRole('button', { name: 'Move it' }).click();
  await expect(page.getByRole('row', { name: /March/ })).toContainText('2026-04-01 00:00');
});

test('the snippet for curl runs as it stands', async ({ page }) => {
  const merchant = await Merchant.create('Snippets');
  const metric = await merchant.metric('Runs', 'run');
  const { customer } = await merchant.customer(metric, new Date().toISOString(), { paymentTerm: 'instant' });
  await merchant.api.post('/v0/payments', { customerId: customer, amount: '20', currency: 'USD', idempotencyKey: 'first' });
  await signIn(page, merchant.testKey);
  await open(page, 'developers/snippets', 'Developers');
  const code = await page.getByRole('group', { name: 'curl snippet' }).innerText();
  expect(code).toContain(customer);

  execFileSync('bash', ['-euo', 'pipefail', '-c', code], { env: { ...process.env, TALLY_KEY: merchant.testKey }, stdio: 'pipe' });

  const found = await merchant.api.get<{ entitlementId: string }>(`/v0/usage/byKey?customerId=${customer}&idempotencyKey=run-1`);
  expect(found.entitlementId).toMatch(/^com_/);
  for (const language of ['JavaScript', 'Python', 'C#']) {
    await page.getByLabel('Language').selectOption(language);
    await expect(page.getByRole('group', { name: `${language} snippet` })).toContainText(metric);
  }
});

test('the demo, for everyone', async ({ page }) => {
  await signIn(page, demo().apiKey);
  for (const tab of ['api-keys', 'snippets', 'test-clocks']) {
    await open(page, `developers/${tab}`, 'Developers');
    await settled(page);
    await expectAccessible(page);
    await picture(page, `developers-${tab}`);
    await expectFitsPhone(page);
    await page.setViewportSize({ width: 1280, height: 800 });
  }
});
