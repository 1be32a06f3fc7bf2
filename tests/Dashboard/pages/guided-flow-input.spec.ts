import { expectAccessible } from '../kit/accessibility';
import { Merchant } from '../kit/merchant';
import { expect, open, signIn, test } from '../kit/test';

test('what the server refuses at the end is shown at its field, at the step where it was typed', async ({ page }) => {
  const merchant = await Merchant.create('Refused');
  await signIn(page, merchant.testKey);
  await open(page, 'catalogue/new/product', 'New plan');
  const main = page.getByRole('main');
  const field = (label: string) => main.getByLabel(label, { exact: true });
  await page.getByRole('button', { name: 'Next: metric' }).click();
  await field('Name').fill('Tokens');
  await page.getByRole('button', { name: 'Next: price' }).click();
  await field('Model').selectOption('Graduated tiers');
  await field('Price of one').nth(0).fill('0.01');
  await page.getByRole('link', { name: /Plan$/ }).click();
  await page.getByRole('button', { name: 'Make the plan' }).click();

  await expect(page.getByRole('heading', { level: 2, name: 'Product' })).toBeVisible();
  await expect(field('Name')).toBeFocused();
  await expect(field('Name')).toHaveAttribute('aria-invalid', 'true');
  await field('Name').fill('Language model');
  await page.getByRole('link', { name: /Plan$/ }).click();
  await page.getByRole('button', { name: 'Make the plan' }).click();

  await expect(page.getByRole('heading', { level: 2, name: 'Metric' })).toBeVisible();
  await expect(field('Unit')).toBeFocused();
  await expect(field('Name')).toHaveValue('Tokens');
  await field('Unit').fill('token');
  await page.getByRole('link', { name: /Plan$/ }).click();
  await field('Days to pay').fill('many');
  await page.getByRole('button', { name: 'Make the plan' }).click();
  await expect(main.locator('[aria-invalid="true"]').first()).toBeFocused();
  await page.getByRole('link', { name: /Plan$/ }).click();
  await field('Days to pay').fill('14');
  await field('Name').fill('Pro');
  await page.getByRole('button', { name: 'Make the plan' }).click();

  await expect(page.getByRole('heading', { level: 2, name: 'Price' })).toBeVisible();
  await expect(field('Price of one').nth(1)).toBeFocused();
  await expect(field('Price of one').nth(0)).toHaveValue('0.01');
  await field('Price of one').nth(1).fill('0.005');
  await page.getByRole('link', { name: /Plan$/ }).click();
  await page.getByRole('button', { name: 'Make the plan' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'A customer of Pro' })).toBeVisible();
  // Made once, though the plan was refused behind it.
  expect((await merchant.api.get<{ data: unknown[] }>('/v0/products')).data).toHaveLength(1);
  expect((await merchant.api.get<{ data: unknown[] }>('/v0/billableMetrics')).data).toHaveLength(1);
});

test('numbers that cannot be a price are named at their fields while they are typed, and before the next step', async ({ page }) => {
  const merchant = await Merchant.create('Wrong numbers');
  await merchant.metric('Runs', 'run');
  await signIn(page, merchant.testKey);
  await open(page, 'catalogue/new/metric', 'New plan');
  const main = page.getByRole('main');
  const field = (label: string) => main.getByLabel(label, { exact: true });
  const next = page.getByRole('button', { name: 'Next: plan' });
  const said = (label: string) => field(label).evaluate((one) => document.getElementById(one.getAttribute('aria-describedby')?.split(' ').at(-1) ?? '')?.textContent);
  await page.getByRole('radio', { name: 'One that exists' }).check();
  await page.getByRole('button', { name: 'Next: price' }).click();

  for (const [typed, told] of Object.entries({
    '1,5': 'Write a number with a point, such as 1.5.', abc: 'Write a number with a point, such as 1.5.', '-1': 'Write a price of 0 or more: at most 15 digits before the point and 9 behind it.',
  })) {
    await field('Price of one').fill(typed);
    await expect(field('Price of one'), typed).toHaveAttribute('aria-invalid', 'true');
    await expect.poll(() => said('Price of one'), typed).toBe(told);
    await expect(page.getByRole('complementary')).toContainText('Shown as soon as what is wrong is mended.');
    await next.click();
    await expect(field('Price of one')).toBeFocused();
    await expect(field('Price of one')).toHaveValue(typed);
    await expect(page.getByRole('heading', { level: 2, name: 'Price' })).toBeVisible();
  }

  await field('Price of one').fill('');
  await next.click();
  await expect(field('Price of one')).toBeFocused();
  await field('Price of one').fill('0.5');
  await expect(field('Price of one')).not.toHaveAttribute('aria-invalid');
  await field('Currency').fill('EU');
  await expect(page.getByRole('complementary')).toContainText('Write a currency by its three letters');
  await next.click();
  await expect(field('Currency')).toBeFocused();
  await field('Currency').fill('EUR');
  await main.getByRole('button', { name: 'Add a fee' }).click();
  await field('How many').fill('few');
  await next.click();
  await expect(field('How many')).toBeFocused();
  expect(await said('How many')).toBe('Write a number with a point, such as 1.5.');
  await field('How many').fill('3');
  await field('Price of one').nth(1).fill('20');
  await next.click();
  await expect(page.getByRole('heading', { level: 2, name: 'Plan' })).toBeVisible();
});

test('a bound of what events tell is named at its own field, though the other one is not written yet', async ({ page }) => {
  const merchant = await Merchant.create('Bounds');
  await merchant.metric('Runs', 'run');
  await signIn(page, merchant.testKey);
  await open(page, 'catalogue/new/metric', 'New plan');
  const field = (label: string) => page.getByRole('main').getByLabel(label, { exact: true });
  await page.getByRole('radio', { name: 'One that exists' }).check();
  await page.getByRole('button', { name: 'Next: price' }).click();
  await field('Model').selectOption('Told by the event');

  for (const typed of ['abc', '1e3', '1,5']) {
    await field('Lowest price of one').fill(typed);
    await expect(field('Lowest price of one'), typed).toHaveAttribute('aria-invalid', 'true');
    await expect(field('At a price of'), typed).not.toHaveAttribute('aria-invalid');
    await page.getByRole('button', { name: 'Next: plan' }).click();
    await expect(field('Lowest price of one'), typed).toBeFocused();
  }
});

test('what was typed is there after the page is loaded again, for this merchant and mode, until it is made or started anew', async ({ page }) => {
  const merchant = await Merchant.create('Loaded again');
  await signIn(page, merchant.testKey);
  await open(page, 'catalogue/new/product', 'New plan');
  const main = page.getByRole('main');
  const field = (label: string) => main.getByLabel(label, { exact: true });
  const kept = page.getByText('What you typed before is here again.');
  const storage = () => page.evaluate(() => JSON.stringify({ ...sessionStorage }));
  await expect(kept).toHaveCount(0);
  await field('Name').fill('Code execution');
  await page.getByRole('button', { name: 'Next: metric' }).click();
  await field('Name').fill('Runs');
  await field('Unit').fill('run');
  await page.getByRole('button', { name: 'Next: price' }).click();
  await field('Model').selectOption('Graduated tiers');
  await field('Price of one').nth(0).fill('0.01');
  await field('Price of one').nth(1).fill('1,5');

  await page.reload();
  await expect(kept).toBeVisible();
  await expect(field('Model')).toHaveValue('graduated');
  await expect(field('Price of one').nth(0)).toHaveValue('0.01');
  await expect(field('Price of one').nth(1)).toHaveValue('1,5');
  await expect(field('Called on invoices')).toHaveValue('Runs');
  await expectAccessible(page);
  await main.getByRole('link', { name: 'Back' }).click();
  await expect(field('Unit')).toHaveValue('run');
  expect(await storage()).not.toContain(merchant.testKey);

  // Another mode has a draft of its own.
  await signIn(page, merchant.liveKey);
  await page.reload();
  await page.getByRole('button', { name: 'Live' }).click();
  await open(page, 'catalogue/new/product', 'New plan');
  await expect(kept).toHaveCount(0);
  await expect(field('Name')).toHaveValue('');
  await page.getByRole('button', { name: 'Test', exact: true }).click();

  await open(page, 'catalogue/new/product', 'New plan');
  await expect(field('Name')).toHaveValue('Code execution');
  await page.getByRole('button', { name: 'Start anew' }).click();
  await expect(field('Name')).toHaveValue('');
  expect(await storage()).toBe('{}');
  await page.reload();
  await expect(kept).toHaveCount(0);

  await field('Name').fill('Support');
  await page.getByRole('button', { name: 'Next: metric' }).click();
  await page.getByRole('radio', { name: /^None/ }).check();
  await page.getByRole('button', { name: 'Next: price' }).click();
  await field('Called on invoices').fill('Base');
  await field('Fee').fill('base');
  await field('Price of one').fill('10');
  await page.getByRole('button', { name: 'Next: plan' }).click();
  await field('Name').fill('Flat');
  await page.getByRole('button', { name: 'Make the plan' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'A customer of Flat' })).toBeVisible();
  expect(await storage()).toBe('{}');
});
