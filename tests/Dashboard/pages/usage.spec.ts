import { readFileSync } from 'node:fs';
import { expectAccessible, expectFitsPhone } from '../kit/accessibility';
import { demo } from '../kit/demo';
import { Merchant } from '../kit/merchant';
import { picture } from '../kit/pictures';
import { expect, open, settled, signIn, test } from '../kit/test';

async function merchantWithRuns(): Promise<{ merchant: Merchant; metric: string; ada: string }> {
  const merchant = await Merchant.create('Usage');
  const metric = await merchant.metric('Runs', 'run', { eventType: 'run', valueProperty: '$.count', groupBy: { language: '$.language' } });
  const { customer, clock } = await merchant.customer(metric, '2026-02-10T10:00:00Z');
  const other = await merchant.customer(metric, '2026-02-10T10:00:00Z', { name: 'Grace', externalId: 'grace' });
  const events: [string, string, string, string][] = [
    [customer, 'rust', '3', '2026-02-10T10:00:00Z'],
    [customer, 'rust', '5', '2026-03-10T10:00:00Z'],
    [customer, 'python', '7', '2026-03-10T11:30:00Z'],
    [other.customer, 'python', '11', '2026-03-12T10:00:00Z'],
  ];
  for (const [index, [subject, language, count, timestamp]] of events.entries()) {
    await merchant.moveClock(subject === customer ? clock : other.clock, timestamp);
    await merchant.api.post('/v0/events', { type: 'run', source: 'test', subject, idempotencyKey: `${index}`, timestamp, data: { language, count } });
  }
  await expect.poll(async () => {
    const meter = await merchant.api.get<{ totalValue: string }>(`/v0/billableMetrics/${metric}/meter?from=2026-02-01T00:00:00Z&to=2026-04-01T00:00:00Z`);
    return meter.totalValue;
  }).toBe('26');
  return { merchant, metric, ada: customer };
}

const march = 'from=2026-03-01T00:00:00Z&to=2026-04-01T00:00:00Z';

test('usage is asked for by metric, time, group and customer, and compared with the period before', async ({ page }) => {
  const { merchant, ada } = await merchantWithRuns();
  await signIn(page, merchant.testKey);
  await open(page, `usage?${march}`, 'Usage');
  const total = page.locator('dl').first();
  await expect(total).toContainText('23 run');

  await page.getByLabel('Compare with the period before').check();
  await expect(total).toContainText('+666.7 % since');
  await page.getByLabel('Group').selectOption('language');
  await expect(page.getByRole('row', { name: /python/ })).toContainText('18');
  await expect(page.getByRole('row', { name: /rust/ })).toContainText('5');

  await page.getByLabel('Customer').fill(ada);
  await page.keyboard.press('Tab');
  await expect(total).toContainText('12 run');
  await page.getByLabel('Customer').fill('grace');
  await page.keyboard.press('Tab');
  await expect(total).toContainText('11 run');
  expect(page.url()).toContain('customer=grace');
  await settled(page);
  await expectAccessible(page);
});

test('drawing over the chart looks closer', async ({ page }) => {
  const { merchant } = await merchantWithRuns();
  await signIn(page, merchant.testKey);
  await open(page, `usage?${march}`, 'Usage');
  const box = (await page.locator('.u-over').boundingBox())!;

  await page.mouse.move(box.x + box.width * 0.25, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.45, box.y + 60, { steps: 4 });
  await page.mouse.up();

  await expect(page.locator('dl').first()).toContainText('23 run');
  await expect(page.getByLabel('From')).toHaveValue(/^2026-03-0[789]T/);
  await expect(page.getByLabel('To', { exact: true })).toHaveValue(/^2026-03-1[345]T/);
});

test('a wrong stretch of time and an unknown customer are said beside their fields, which keep what was typed', async ({ page }) => {
  const { merchant } = await merchantWithRuns();
  await signIn(page, merchant.testKey);
  await open(page, `usage?${march}`, 'Usage');

  await page.getByLabel('To', { exact: true }).fill('2026-02-01T00:00');
  await page.keyboard.press('Tab');
  await expect(page.getByText('It must be after from.')).toBeVisible();
  await expect(page.getByLabel('To', { exact: true })).toHaveValue('2026-02-01T00:00');
  await expect(page.getByLabel('To', { exact: true })).toHaveAttribute('aria-invalid', 'true');

  await page.getByLabel('To', { exact: true }).fill('2026-04-01T00:00');
  await page.getByLabel('Customer').fill('nobody');
  await page.keyboard.press('Tab');
  await expect(page.getByText("There is no customer 'nobody'.").first()).toBeVisible();
  await expect(page.getByLabel('Customer')).toHaveValue('nobody');
});

test('the figures are saved as CSV', async ({ page }) => {
  const { merchant } = await merchantWithRuns();
  await signIn(page, merchant.testKey);
  await open(page, `usage?${march}`, 'Usage');

  const [table] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'This table as CSV' }).click()]);
  const text = readFileSync(await table.path(), 'utf8');
  expect(text).toContain('2026-03-10T00:00:00Z,2026-03-11T00:00:00Z,12,2');

  const [events] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Every event as CSV' }).click()]);
  expect(readFileSync(await events.path(), 'utf8').trim().split('\n').length).toBe(4);
});

test('days are those of the zone that is chosen', async ({ page }) => {
  const { merchant } = await merchantWithRuns();
  await signIn(page, merchant.testKey);
  await open(page, `usage?${march}`, 'Usage');
  await expect(page.getByLabel('From')).toHaveValue('2026-03-01T00:00');

  await page.getByLabel('Times in').selectOption('Europe/Berlin');

  await expect(page.getByLabel('From')).toHaveValue('2026-03-01T01:00');
  await expect(page.getByRole('columnheader', { name: 'From (Europe/Berlin)' })).toBeVisible();
});

test('the demo, for everyone', async ({ page }) => {
  await signIn(page, demo().apiKey);
  await open(page, `usage?metric=${demo().metricIds.basic}&range=last-month&compare=1`, 'Usage');
  await expectAccessible(page);
  await picture(page, 'usage');
  await expectFitsPhone(page);
});
