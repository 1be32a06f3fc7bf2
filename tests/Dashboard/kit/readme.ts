import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';

const committed = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'docs', 'pictures');

/** They show the moment at which they are made: those of the repository are made anew where somebody asks for it. */
const folder = process.env['UPDATE_PICTURES'] ? committed : 'TestResults/readme';

/** A picture for the README of the top of a page or of its bottom, light and dark. */
export async function pictureForReadme(page: Page, name: string, height: number, end: 'top' | 'bottom' = 'top'): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page.setViewportSize({ width: 1280, height });
  await page.evaluate((y) => window.scrollTo(0, y), end === 'top' ? 0 : Number.MAX_SAFE_INTEGER);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`), animations: 'disabled' });
  }
}
