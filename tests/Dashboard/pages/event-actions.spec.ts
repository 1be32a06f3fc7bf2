import type { Page } from '@playwright/test';
import { expectAccessible, expectFitsPhone } from '../kit/accessibility';
import { Merchant } from '../kit/merchant';
import { picture } from '../kit/pictures';
import { expect, open, settled, signIn, test } from '../kit/test';

const start = '2026-03-01T00:00:00Z';

async function counted(page: Page): Promise<{ merchant: Merchant; event: string; total: () => Promise<string> }> {
  const merchant = await Merchant.create('Corrections');
  const metric = await merchant.metric('Runs', 'run');
  const { customer } = await merchant.customer(metric, start);
  const event = await merchant.use(customer, metric, '40', start, 'first');
  const total = async () => (await merchant.api.get<{ totalValue: string }>(`/v0/billableMetrics/${metric}/meter?from=${start}&to=2026-04-01T00:00:00Z`)).totalValue;
  await expect.poll(total).toBe('40');
  await signIn(page, merchant.testKey);
  await open(page, `events/${event}`, 'first');
  return { merchant, event, total };
}

test('an event is taken out of the count', async ({ page }) => {
  const { total } = await counted(page);
  await page.getByRole('button', { name: 'Take it out' }).click();
  await page.getByRole('dialog').getByLabel('Why').fill('Ran into our own fault');
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Take it out' }).click();

  await expect(page.getByText('It is taken out of the count')).toBeVisible();
  await expect.poll(total).toBe('0');
  await expect(page.getByText('which takes its place')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Take it out' })).toHaveCount(0);
});

test('an event is amended, and what is wrong is said beside its field', async ({ page }) => {
  const { total } = await counted(page);
  await page.getByRole('button', { name: 'Amend' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Quantity of Runs').fill('-1');
  await dialog.getByRole('button', { name: 'Amend it' }).click();
  await expect(dialog.getByLabel('Quantity of Runs')).toHaveAttribute('aria-invalid', 'true');
  await expect(dialog.getByLabel('Quantity of Runs')).toHaveValue('-1');
  await dialog.getByLabel('Quantity of Runs').fill('25');
  await dialog.getByRole('button', { name: 'Amend it' }).click();

  await expect(page.getByText('Other content takes the place of this event.')).toBeVisible();
  await expect.poll(total).toBe('25');
});

test('a dispute is opened and accepted, another declined', async ({ page }) => {
  const { merchant, event, total } = await counted(page);
  await page.getByRole('button', { name: 'Dispute' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What the customer says').fill('No');
  await dialog.getByRole('button', { name: 'Open the dispute' }).click();
  await expect(dialog.getByLabel('What the customer says')).toHaveAttribute('aria-invalid', 'true');
  await dialog.getByLabel('What the customer says').fill('We did not run this at all.');
  await dialog.getByRole('button', { name: 'Open the dispute' }).click();
  await page.getByRole('link', { name: 'Look at it' }).click();

  const row = page.getByRole('row', { name: /We did not run this/ });
  await expect(row).toContainText('pending');
  await row.getByRole('button', { name: /Accept/ }).click();
  await dialog.getByLabel('Why').fill('So it was');
  await dialog.getByRole('button', { name: 'Accept it' }).click();
  await expect(row).toContainText('accepted');
  await expect.poll(total).toBe('0');

  const customer = (await merchant.api.get<{ customerId: string }>(`/v0/usage/${event}`)).customerId;
  const metric = (await merchant.api.get<{ data: { id: string }[] }>('/v0/billableMetrics')).data[0]!.id;
  const other = await merchant.use(customer, metric, '7', start, 'second');
  await expect.poll(total).toBe('7');
  await merchant.api.post('/v0/disputes', { usageEventId: other, message: 'This one was not ours either.' });
  await open(page, 'events?status=counted', 'Events');
  await page.getByRole('button', { name: 'Disputes' }).click();
  const second = page.getByRole('row', { name: /not ours either/ });
  await second.getByRole('button', { name: /Decline/ }).click();
  await dialog.getByRole('button', { name: 'Decline it' }).click();
  await expect(second).toContainText('declined');
  await settled(page);
  await expectAccessible(page);
  await picture(page, 'disputes');
  await expectFitsPhone(page);
});
