import { readFileSync } from 'node:fs';
import { expectAccessible, expectFitsPhone } from '../kit/accessibility';
import { Api } from '../kit/api';
import { demo } from '../kit/demo';
import { Merchant } from '../kit/merchant';
import { picture } from '../kit/pictures';
import { expect, open, settled, signIn, test } from '../kit/test';

interface Listed {
  data: { id: string; status: string; invoiceNumber: string; unpaidAmount: string }[];
}

/** A merchant with one invoice of March, of 12 runs at 0.50 USD and 19 % tax. */
async function merchantWithInvoice(plan: object = {}): Promise<{ merchant: Merchant; invoice: string }> {
  const merchant = await Merchant.create('Invoices');
  const metric = await merchant.metric('Runs', 'run');
  const { customer, clock } = await merchant.customer(metric, '2026-03-01T00:00:00Z', { plan });
  await merchant.moveClock(clock, '2026-03-05T00:00:00Z');
  await merchant.use(customer, metric, '5', '2026-03-02T00:00:00Z', 'first');
  await merchant.use(customer, metric, '7', '2026-03-03T00:00:00Z', 'second');
  await merchant.moveClock(clock, '2026-04-02T00:00:00Z');
  const { data } = await merchant.api.get<Listed>('/v2/invoices');
  return { merchant, invoice: data[0]!.id };
}

test('an invoice is found in the list, read line by line, and led back to its events', async ({ page }) => {
  const { merchant } = await merchantWithInvoice();
  await signIn(page, merchant.testKey);
  await open(page, 'invoices', 'Invoices');
  await expect(page.getByRole('row', { name: /Ada/ })).toContainText('7.14 USD');

  await page.getByRole('link', { name: /^Invoice / }).click();
  await expect(page.getByRole('row', { name: /Runs/ })).toContainText('12 run');
  await expect(page.getByRole('row', { name: /Runs/ })).toContainText('19 %');
  await page.getByRole('button', { name: /Events behind Runs/ }).click();
  await expect(page.getByRole('dialog').getByRole('row', { name: /first/ })).toContainText('5');
  await expect(page.getByRole('dialog').getByRole('row', { name: /second/ })).toContainText('7');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('the page of a draft says when it is issued by itself, and learns that it was issued', async ({ page }) => {
  const { merchant, invoice } = await merchantWithInvoice({ reviewDuration: 'P7D' });
  const { issuesAt } = await merchant.api.get<{ issuesAt: string }>(`/v2/invoices/${invoice}`);
  await page.clock.install();
  await signIn(page, merchant.testKey);
  await open(page, `invoices/${invoice}`, /not issued yet/);
  await expect(page.getByText('Issued by itself')).toBeVisible();
  await expect(page.getByText(`${issuesAt.slice(0, 10)} ${issuesAt.slice(11, 16)} UTC`)).toBeVisible();

  await merchant.api.post(`/v2/invoices/${invoice}/issue`);
  await page.clock.fastForward('00:11');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('INV-');
  await expect(page.getByText('Issued by itself')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Issue', exact: true })).toHaveCount(0);
});

test('an invoice is downloaded as a PDF', async ({ page }) => {
  const { merchant, invoice } = await merchantWithInvoice();
  await signIn(page, merchant.testKey);
  await open(page, `invoices/${invoice}`, /^Invoice /);

  const waiting = page.waitForEvent('download');
  await page.getByRole('link', { name: 'PDF' }).click();
  const download = await waiting;

  expect(download.suggestedFilename()).toMatch(/^INV-\d+\.pdf$/);
  const file = readFileSync(await download.path());
  expect(file.subarray(0, 8).toString('latin1')).toBe('%PDF-1.7');
  expect(file.subarray(-6).toString('latin1')).toBe('%%EOF\n');
});

test('an invoice is verified line by line', async ({ page }) => {
  const { merchant, invoice } = await merchantWithInvoice();
  await signIn(page, merchant.testKey);
  await open(page, `invoices/${invoice}`, /^Invoice /);

  await page.getByRole('button', { name: 'Verify' }).click();

  await expect(page.getByText('Proved: built again from the log, it is the same to the byte.')).toBeVisible();
  const line = page.getByRole('group', { name: 'Proof line by line' }).getByRole('row', { name: /Runs/ });
  await expect(line).toContainText('same');
  await expect(line.getByRole('cell').nth(0)).toHaveText('2');
  await expect(line.getByRole('cell').nth(1)).toHaveText('2');
});

test('a draft is reviewed: a line is added, taken away, and it is issued', async ({ page }) => {
  const { merchant, invoice } = await merchantWithInvoice({ reviewDuration: 'P10D' });
  await signIn(page, merchant.testKey);
  await open(page, `invoices/${invoice}`, 'Invoice, not issued yet');

  await page.getByRole('button', { name: 'Add a line' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What for').fill('Goodwill');
  await dialog.getByLabel('Amount without tax').fill('five');
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect(dialog.getByLabel('Amount without tax')).toHaveAttribute('aria-invalid', 'true');
  await expect(dialog.getByLabel('Amount without tax')).toHaveValue('five');
  await expect(dialog.getByLabel('What for')).toHaveValue('Goodwill');
  await dialog.getByLabel('Amount without tax').fill('-1');
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('row', { name: /Goodwill/ })).toContainText('−1.00 USD');
  await expect(page.getByRole('row', { name: /^Total/ })).toContainText('5.95 USD');

  await page.getByRole('button', { name: 'Take away Goodwill' }).click();
  await expect(page.getByRole('row', { name: /Goodwill/ })).toHaveCount(0);

  await page.getByRole('button', { name: 'Issue' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Issue' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Invoice \S+$/ })).toBeVisible();
  expect((await merchant.api.get<Listed>('/v2/invoices')).data[0]!.status).toBe('issued');
});

test('a part is taken back by a credit note', async ({ page }) => {
  const { merchant, invoice } = await merchantWithInvoice();
  await signIn(page, merchant.testKey);
  await open(page, `invoices/${invoice}`, /^Invoice /);

  await page.getByRole('button', { name: 'Credit note' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^Amount with tax/).fill('100');
  await dialog.getByLabel('Why').fill('An outage');
  await dialog.getByRole('button', { name: 'Make the credit note' }).click();
  await expect(dialog.getByRole('alert').or(dialog.locator('[aria-invalid="true"]')).first()).toBeVisible();
  await expect(dialog.getByLabel(/^Amount with tax/)).toHaveValue('100');
  await dialog.getByLabel(/^Amount with tax/).fill('1.19');
  await dialog.getByRole('button', { name: 'Make the credit note' }).click();

  await expect(page.getByRole('region', { name: 'Credit notes' }).getByRole('row', { name: /An outage/ })).toContainText('1.19 USD');
  expect((await merchant.api.get<{ unpaidAmount: string }>(`/v2/invoices/${invoice}`)).unpaidAmount).toBe('5.95');
});

test('an unpaid invoice is called off after a question', async ({ page }) => {
  const { merchant, invoice } = await merchantWithInvoice();
  await signIn(page, merchant.testKey);
  await open(page, `invoices/${invoice}`, /^Invoice /);

  await page.getByRole('button', { name: 'Call off' }).click();
  await page.getByRole('button', { name: 'Leave it' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByRole('button', { name: 'Call off' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Call off' }).click();

  await expect(page.getByText('void', { exact: true })).toBeVisible();
  expect((await merchant.api.get<{ status: string }>(`/v2/invoices/${invoice}`)).status).toBe('void');
  await expect(page.locator('dl').first(), 'nothing is left to pay').toContainText(/Left to pay\s*–/);
  await open(page, 'invoices', 'Invoices');
  await expect(page.getByRole('row', { name: /void/ }).getByRole('cell').nth(4)).toHaveText('–');
});

test('who may only read is offered nothing else', async ({ page }) => {
  const { merchant, invoice } = await merchantWithInvoice();
  const { key } = await merchant.api.post<{ key: string }>('/v0/apiKeys', { name: 'finance', scopes: ['read'] });
  await signIn(page, key);
  await open(page, `invoices/${invoice}`, /^Invoice /);

  await expect(page.getByRole('button', { name: 'Verify' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Call off' })).toHaveCount(0);
  await expect(page.getByText('to read only')).toBeVisible();
});

test('lists are narrowed by status, and say so where there is nothing', async ({ page }) => {
  const { merchant } = await merchantWithInvoice();
  await signIn(page, merchant.testKey);
  await open(page, 'invoices', 'Invoices');
  await page.getByLabel('Status').selectOption('draft');
  await expect(page.getByText('There are none.')).toBeVisible();
  await page.getByLabel('Status').selectOption('');
  await expect(page.getByRole('link', { name: /^Invoice / })).toBeVisible();
});

test('a page to print opens with the session', async ({ page, context }) => {
  const { merchant, invoice } = await merchantWithInvoice();
  await signIn(page, merchant.testKey);
  await open(page, `invoices/${invoice}`, /^Invoice /);

  const [printed] = await Promise.all([context.waitForEvent('page'), page.getByRole('link', { name: 'Print' }).click()]);

  await expect(printed.getByText('Runs').first()).toBeVisible();
});

test('the demo, for everyone', async ({ page }) => {
  const { data } = await new Api(demo().apiKey).get<Listed>('/v2/invoices?status=paid&limit=1');
  await signIn(page, demo().apiKey);
  await open(page, 'invoices', 'Invoices');
  await expectAccessible(page);
  await picture(page, 'invoices');
  await expectFitsPhone(page);

  await page.setViewportSize({ width: 1280, height: 800 });
  await open(page, `invoices/${data[0]!.id}`, /^Invoice /);
  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(page.getByText('Proved:')).toBeVisible();
  await settled(page);
  await expectAccessible(page);
  await picture(page, 'invoice');
  await expectFitsPhone(page);
});
