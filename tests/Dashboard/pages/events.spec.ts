import { expectAccessible, expectFitsPhone } from '../kit/accessibility';
import { Api } from '../kit/api';
import { demo } from '../kit/demo';
import { Merchant } from '../kit/merchant';
import { picture } from '../kit/pictures';
import { expect, open, settled, signIn, test } from '../kit/test';

interface Outcomes {
  data: { eventId: string; status: string }[];
}

/** A merchant with one event that counts, a retry of it, one with another body, and one of a type that nobody knows yet. */
async function merchantWithEvents(): Promise<{ merchant: Merchant; customer: string; clock: string }> {
  const merchant = await Merchant.create('Events');
  const metric = await merchant.metric('Runs', 'run', { eventType: 'run', valueProperty: '$.count' });
  const { customer, clock } = await merchant.customer(metric, '2026-03-01T00:00:00Z', { externalId: 'ada' });
  const send = (idempotencyKey: string, type: string, count: number) => merchant.api.post(
    '/v0/events', { type, source: 'test', subject: customer, idempotencyKey, timestamp: '2026-03-01T00:00:00Z', data: { count } });
  await send('first', 'run', 3);
  await send('first', 'run', 3);
  await send('first', 'run', 4);
  await send('later', 'jog', 5);
  for (const status of ['duplicate', 'conflict', 'rejected']) {
    await expect.poll(async () => (await merchant.api.get<Outcomes>(`/v0/usage/outcomes?status=${status}`)).data.length).toBe(1);
  }
  return { merchant, customer, clock };
}

test('an event is found by its customer and key, and followed to its invoice', async ({ page }) => {
  const { merchant, clock } = await merchantWithEvents();
  await merchant.moveClock(clock, '2026-04-02T00:00:00Z');
  await signIn(page, merchant.testKey);
  await open(page, 'events', 'Events');

  await page.getByLabel('Event id or idempotency key').fill('first');
  await page.getByLabel('Its customer').fill('ada');
  await page.getByRole('button', { name: 'Find', exact: true }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'first' })).toBeVisible();
  await expect(page.getByText('counted', { exact: true })).toBeVisible();
  await expect(page.getByText('Accepted')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Other deliveries' }).first()).toContainText('conflict');
  await settled(page);
  await expectAccessible(page);
  await page.getByRole('link', { name: /^INV-/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Invoice / })).toBeVisible();
});

test('what cannot be found is said beside the field, and stays in it', async ({ page }) => {
  const { merchant } = await merchantWithEvents();
  await signIn(page, merchant.testKey);
  await open(page, 'events', 'Events');
  await page.getByLabel('Event id or idempotency key').fill('never sent');
  await page.getByRole('button', { name: 'Find', exact: true }).click();
  await expect(page.getByText('This field is required.')).toBeVisible();

  await page.getByLabel('Its customer').fill('ada');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/There is no usage event 'never sent'/)).toBeVisible();
  await expect(page.getByLabel('Event id or idempotency key')).toHaveValue('never sent');
  await expect(page.getByLabel('Event id or idempotency key')).toBeFocused();

  await page.getByLabel('Event id or idempotency key').fill('usg_nothing');
  await expect(page.getByLabel('Its customer')).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(page.getByText("There is no usage event 'usg_nothing'.")).toBeVisible();
});

test('a rejected event is replayed once its cause is mended', async ({ page }) => {
  const { merchant } = await merchantWithEvents();
  await signIn(page, merchant.testKey);
  await open(page, 'events?status=rejected', 'Events');
  await page.getByRole('link', { name: 'later' }).click();
  await expect(page.getByText('UNKNOWN_EVENT_TYPE')).toBeVisible();

  await merchant.metric('Jogs', 'jog', { eventType: 'jog', valueProperty: '$.count' });
  await page.getByRole('button', { name: 'Replay' }).click();

  await expect(page.getByRole('button', { name: 'Replay' })).toHaveCount(0);
  await expect(page.getByText(/Counted|Waits to be metered|Replayed as/).first()).toBeVisible();
});

test('all rejected events are replayed, and those that would be rejected again are left alone', async ({ page }) => {
  const { merchant } = await merchantWithEvents();
  await signIn(page, merchant.testKey);
  await open(page, 'events?status=rejected', 'Events');

  await page.getByRole('button', { name: 'Replay all' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Replay' }).click();

  await expect(page.getByText('0 replayed; 1 would be rejected again and were left alone.')).toBeVisible();
});

test('each fate has its list', async ({ page }) => {
  const { merchant } = await merchantWithEvents();
  await signIn(page, merchant.testKey);
  await open(page, 'events', 'Events');
  await page.getByRole('button', { name: 'Conflicts' }).click();
  await expect(page.getByRole('row', { name: /first/ })).toContainText('with another body');
  await page.getByRole('button', { name: 'Duplicates' }).click();
  await expect(page.getByRole('row', { name: /first/ })).toHaveCount(1);
  await page.getByRole('button', { name: 'Waiting' }).click();
  await expect(page.getByText('Nothing waits to be metered.')).toBeVisible();
  await page.getByRole('button', { name: 'Rejected' }).click();
  await page.getByLabel('Reason').fill('unknown_metric');
  await page.keyboard.press('Tab');
  await expect(page.getByText('Nothing was rejected.')).toBeVisible();
});

test('the demo, for everyone', async ({ page }) => {
  await signIn(page, demo().apiKey);
  await open(page, 'events?status=duplicate', 'Events');
  await expectAccessible(page);
  await picture(page, 'events');
  const { data } = await new Api(demo().apiKey).get<Outcomes>('/v0/usage/outcomes?status=duplicate');
  await open(page, `events/${data[0]!.eventId}`, /.+/);
  await expectAccessible(page);
  await picture(page, 'event');
  await expectFitsPhone(page);
});
