import type { Page } from '@playwright/test';
import { Merchant } from './merchant';
import { expect } from './test';

export const start = '2026-03-01T00:00:00Z';

/** A merchant with one metric, and a customer of a test clock who is subscribed to it. */
export async function customerWithRuns(options: Parameters<Merchant['customer']>[2] = {}) {
  const merchant = await Merchant.create('Actions');
  const metric = await merchant.metric('Runs', 'run');
  return { merchant, metric, ...(await merchant.customer(metric, start, options)) };
}

/** Fills the dialog that is open, sends it, and waits until it is closed. */
export async function send(page: Page, action: string, fields: Record<string, string> = {}): Promise<void> {
  const dialog = page.getByRole('dialog');
  for (const [label, value] of Object.entries(fields)) {
    await dialog.getByLabel(label, { exact: true }).fill(value);
  }
  await dialog.getByRole('button', { name: action, exact: true }).click();
  await expect(dialog).toHaveCount(0);
}
