import { expectAccessible, expectFitsPhone } from '../kit/accessibility';
import { demo } from '../kit/demo';
import { Merchant } from '../kit/merchant';
import { picture } from '../kit/pictures';
import { expect, open, signIn, test } from '../kit/test';

test('the overview shows what the demo has used and earned', async ({ page }) => {
  await signIn(page, demo().apiKey);
  await open(page, 'overview', 'Overview');

  await expect(page.getByText('Revenue this month')).toBeVisible();
  const row = page.getByRole('row', { name: /Basic submissions/ });
  await expect(row).toContainText('submission');
  await expect(page.getByText(/^[\d\s]+\.\d\d EUR$/).first()).toBeVisible();
  for (const fate of ['Counted', 'Duplicate', 'Conflict', 'Rejected']) {
    await expect(page.getByRole('row', { name: new RegExp(fate) })).toContainText(/[1-9]/);
  }
  await expectAccessible(page);
  await picture(page, 'overview');
  await expectFitsPhone(page);
});

test('a merchant who has nothing is told what to do next', async ({ page }) => {
  const merchant = await Merchant.create('Nothing yet');
  await signIn(page, merchant.testKey);
  await open(page, 'overview', 'Overview');

  await expect(page.getByText('No events in 24 hours.')).toBeVisible();
  await expect(page.getByText('POST /v0/usage', { exact: true })).toBeVisible();
  await expect(page.getByText('Nothing is measured yet.')).toBeVisible();
  await expectAccessible(page);
});

test('what arrives is seen without loading the page again', async ({ page }) => {
  const merchant = await Merchant.create('Live');
  const metric = await merchant.metric('Runs', 'run');
  const { customer } = await merchant.customer(metric, '2026-03-01T00:00:00Z');
  await signIn(page, merchant.testKey);
  await open(page, 'overview', 'Overview');
  await expect(page.getByText('Up to date')).toBeVisible();
  await expect(page.getByRole('row', { name: /Counted/ })).toContainText('0');

  await merchant.use(customer, metric, '3', '2026-03-01T00:00:00Z', 'one');

  await expect(page.getByRole('row', { name: /Counted/ })).toContainText('1');
});
