import { Api } from '../kit/api';
import { demo } from '../kit/demo';
import { openPortal } from '../kit/portal';
import { pictureForReadme } from '../kit/readme';
import { expect, open, settled, signIn, test } from '../kit/test';

interface Listed {
  data: { id: string; name: string }[];
}

const api = () => new Api(demo().apiKey);
const customer = async (externalId: string) => (await api().get<Listed>(`/v0/customers?externalId=${externalId}`)).data[0]!.id;

test('a picture of the overview, while usage is reported', async ({ page }) => {
  const customerId = await customer('hackathon');
  await signIn(page, demo().apiKey);
  await open(page, 'overview', 'Overview');
  const reported = { times: 0 };
  const rate = page.getByRole('definition').filter({ hasText: 'a second' });
  await expect.poll(async () => {
    const events = Array.from({ length: 4 + ((reported.times * 7) % 11) }, (_, index) => ({
      idempotencyKey: `live ${reported.times} ${index}`, customerId, timestamp: new Date().toISOString(),
      properties: [{ billableMetricId: demo().metricIds.premium, quantity: '3' }],
    }));
    await api().post('/v0/usage/batch', { events });
    reported.times++;
    return reported.times > 12 ? await rate.textContent() : '';
  }, { intervals: [600], timeout: 30_000 }).toMatch(/^[1-9]/);

  await pictureForReadme(page, 'overview', 880);
});

test('a picture of a quarter of usage', async ({ page }) => {
  const { data } = await api().get<Listed>('/v0/billableMetrics?limit=100');
  await signIn(page, demo().apiKey);

  await open(page, `usage?metric=${data.find((one) => one.name === 'Tokens')!.id}&range=90d&compare=1`, 'Usage');

  await expect(page.getByText('The period before').first()).toBeVisible();
  await pictureForReadme(page, 'usage', 800);
});

test('a picture of what a customer sees', async ({ page }) => {
  const { data } = await api().get<Listed>(`/v0/subscriptions?customerId=${await customer('bytewise')}`);
  await openPortal(page, { api: api() }, data[0]!.id);

  await expect(page.getByText('a calendar month')).toBeVisible();
  await pictureForReadme(page, 'portal', 1000);
});

test('a picture of an invoice with its proof', async ({ page }) => {
  const { data } = await api().get<Listed>('/v2/invoices?customerId=olcek&status=paid&limit=1');
  await signIn(page, demo().apiKey);
  await open(page, `invoices/${data[0]!.id}`, /^Invoice /);

  await page.getByRole('button', { name: 'Verify' }).click();

  await expect(page.getByText('Proved:')).toBeVisible();
  await settled(page);
  await pictureForReadme(page, 'invoice', 760, 'bottom');
});
