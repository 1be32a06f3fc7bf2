import type { Page } from '@playwright/test';
import type { Merchant } from './merchant';
import { expect, settled } from './test';

/** Opens the portal of a subscription by a link that its merchant makes. */
export async function openPortal(page: Page, merchant: Pick<Merchant, 'api'>, subscription: string, request: object = {}): Promise<void> {
  const { url } = await merchant.api.post<{ url: string }>(`/v0/subscriptions/${subscription}/portal`, request);
  await page.goto(url);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await settled(page);
}
