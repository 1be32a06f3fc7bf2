import { demo } from '../kit/demo';
import { expect, open, settled, signIn, test } from '../kit/test';

test('nobody has to go through the navigation first', async ({ page }) => {
  await signIn(page, demo().apiKey);
  await open(page, 'invoices', 'Invoices');
  await page.reload();
  await settled(page);
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.querySelector('main')!.contains(document.activeElement)), 'a page begins at its heading').toBe(true);
  const skip = page.getByRole('link', { name: 'To the content' });
  await skip.focus();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
});

for (const path of ['overview', 'usage', 'invoices', 'customers', 'catalogue', 'catalogue/new/price', 'simulator', 'events', 'developers/snippets']) {
  test(`whatever has the focus is seen to have it: ${path}`, async ({ page }) => {
    await signIn(page, demo().apiKey);
    await open(page, path, /./);
    const unseen: string[] = [];
    const most = 80;
    for (let presses = 0; presses < most; presses++) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(() => {
        const focused = document.activeElement!;
        const shown = [focused, focused.closest('label')].some((one) => one !== null && getComputedStyle(one).outlineStyle !== 'none');
        return { isEnd: focused === document.body, name: shown ? '' : focused.outerHTML.slice(0, 120) };
      });
      if (at.isEnd) {
        break;
      }
      if (at.name) {
        unseen.push(at.name);
      }
    }
    expect(unseen).toEqual([]);
  });
}

test('what happens is said to those who hear the page', async ({ page }) => {
  await signIn(page, demo().apiKey);
  await open(page, 'catalogue/new/price', 'New plan');
  await page.getByLabel('Price of one').fill('0.25');
  await expect(page.locator('[aria-live="polite"]', { hasText: '250.00 USD' })).toBeVisible();

  await open(page, 'simulator', 'Simulator');
  await page.getByRole('button', { name: 'Reckon' }).click();
  await expect(page.getByRole('status').filter({ hasText: /subscriptions are looked at/ })).toBeVisible();
});
