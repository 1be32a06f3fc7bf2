import { test as base, expect, type Page } from '@playwright/test';
import { demo } from './demo';

/** A browser at the dashboard, in which nothing may go wrong unseen. */
export const test = base.extend<{ page: Page }>({
  baseURL: async ({}, use) => use(demo().baseUrl),
  page: async ({ page }, use) => {
    const wrong: string[] = [];
    page.on('pageerror', (error) => wrong.push(String(error)));
    // Answers of 4xx are told of by the pages; whatever else is written to the console, as what the policy forbids, is a fault.
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
        wrong.push(message.text());
      }
    });
    page.on('request', (request) => {
      const isOurs = request.url().startsWith(demo().baseUrl) || /^(data|blob):/.test(request.url());
      if (!isOurs) {
        wrong.push(`asked another host: ${request.url()}`);
      }
    });
    await use(page);
    expect(wrong).toEqual([]);
  },
});

/** Signs the browser in, as the pages do, without going through the form again. */
export async function signIn(page: Page, apiKey: string): Promise<void> {
  const response = await page.request.post(new URL('/dashboard/session', demo().baseUrl).href, {
    data: { apiKey }, headers: { 'Sec-Fetch-Site': 'same-origin' },
  });
  expect(response.status()).toBe(201);
}

/** Opens a page of the dashboard and waits until its heading is there and nothing more is read. */
export async function open(page: Page, path: string, heading: string | RegExp): Promise<void> {
  await page.goto(`/dashboard/#/${path}`);
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
  await settled(page);
}

/** Waits until nothing is read any more. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await expect(page.getByText('Loading …')).toHaveCount(0);
}

export { expect };
