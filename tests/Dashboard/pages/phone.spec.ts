import type { Page } from '@playwright/test';
import { expectAccessible } from '../kit/accessibility';
import { Api } from '../kit/api';
import { demo } from '../kit/demo';
import { expect, open, settled, signIn, test } from '../kit/test';

const phone = { width: 360, height: 740 };
const pages = [
  'overview', 'usage', 'invoices', 'customers', 'catalogue', 'catalogue/prices', 'catalogue/metrics', 'catalogue/products', 'simulator', 'events', 'developers', 'developers/webhooks', 'developers/snippets',
  'developers/test-clocks',
];

/** Whatever is wider than its place: how, and whether somebody can tell. */
function wide(page: Page): Promise<{ name: string; isTold: boolean }[]> {
  return page.evaluate(() => [...document.querySelectorAll<HTMLElement>('body *')]
    .filter((one) => one.scrollWidth > one.clientWidth + 1 && ['auto', 'scroll'].includes(getComputedStyle(one).overflowX))
    .map((one) => ({
      name: one.getAttribute('aria-label') ?? one.outerHTML.slice(0, 80),
      isTold: one.tabIndex === 0 && one.ariaLabel !== null && getComputedStyle(one, '::before').content.includes('more to the right'),
    })));
}

test('on the smallest screen nothing is moved sideways to be read', async ({ page }) => {
  test.setTimeout(120_000);
  await page.setViewportSize(phone);
  await signIn(page, demo().apiKey);
  const customer = ['', '/usage', '/wallet', '/limits', '/invoices', '/events'].map((tab) => `customers/${demo().customerId}${tab}`);
  for (const path of [...pages, ...customer, `catalogue/plans/${demo().planId}`]) {
    await open(page, path, /./);
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(phone.width);
    await expect.poll(() => wide(page), path).toEqual([]);
  }
});

test('each figure of a table says of which column it is where rows stand below one another', async ({ page }) => {
  await page.setViewportSize(phone);
  await signIn(page, demo().apiKey);
  await open(page, 'invoices', 'Invoices');
  const named = await page.getByRole('table').getByRole('row').nth(1).getByRole('cell').evaluateAll((cells) => cells.map((cell) => getComputedStyle(cell, '::before').content));
  expect(named).toEqual(['"Customer"', '"Period (UTC)"', '"Status"', '"Due (UTC)"', '"Left to pay"', '"Total"']);
  await expect(page.getByRole('table').getByRole('columnheader')).toHaveCount(7);
  await expectAccessible(page);
});

test('a table that is moved sideways says so, and is reached by keyboard', async ({ page }) => {
  await page.setViewportSize({ width: 720, height: 740 });
  await signIn(page, demo().apiKey);
  await open(page, 'invoices', 'Invoices');
  await expect.poll(() => wide(page)).toEqual([{ name: 'Invoices', isTold: true }]);
  await expectAccessible(page);
  await page.setViewportSize({ width: 1280, height: 740 });
  await expect(page.getByRole('group', { name: 'Invoices' })).not.toHaveAttribute('tabindex');
});

test('a customer reads invoices on the smallest screen', async ({ page }) => {
  await page.setViewportSize(phone);
  const { url } = await new Api(demo().apiKey).post<{ url: string }>(`/v0/subscriptions/${demo().subscriptionId}/portal`, {});
  await page.goto(url);
  await settled(page);
  const invoices = page.getByRole('group', { name: 'Invoices' });
  await expect(invoices.getByRole('link', { name: /^PDF/ }).first()).toBeVisible();
  const cells = await invoices.getByRole('row').nth(1).getByRole('cell').evaluateAll((all) => all.map((cell) => {
    const { left, right } = cell.getBoundingClientRect();
    return { name: getComputedStyle(cell, '::before').content, isSeen: left >= 0 && right <= innerWidth };
  }));
  expect(cells).toEqual(['Status', 'Period (UTC)', 'Due (UTC)', 'Total', 'To pay', 'Open'].map((name) => ({ name: `"${name}"`, isSeen: true })));
  expect(await wide(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);
});
