import type { Page } from '@playwright/test';
import { expectAccessible, expectFitsPhone } from '../kit/accessibility';
import { Keyboard, Mouse, type Hands } from '../kit/hands';
import { Merchant } from '../kit/merchant';
import { picture } from '../kit/pictures';
import { expect, open, settled, signIn, test } from '../kit/test';

const ways: readonly { name: string; hands: (page: Page) => Hands }[] = [
  { name: 'mouse', hands: () => new Mouse() },
  { name: 'keyboard alone', hands: (page) => new Keyboard(page) },
];

for (const way of ways) {
  test(`from an empty merchant to the first invoice, by ${way.name}`, async ({ page }) => {
    test.setTimeout(240_000);
    const merchant = await Merchant.create('From nothing');
    const hands = way.hands(page);
    const main = page.getByRole('main');
    const field = (label: string) => main.getByLabel(label, { exact: true });
    const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
    await signIn(page, merchant.testKey);
    await open(page, 'overview', 'Overview');

    await hands.press(page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Catalogue' }));
    await expect(page.getByText('There are no plans yet.')).toBeVisible();
    await hands.press(page.getByRole('link', { name: 'Make the first one' }));

    await hands.fill(field('Name'), 'Code execution');
    await hands.press(button('Next: metric'));
    await hands.fill(field('Name'), 'Runs');
    await hands.fill(field('Unit'), 'run');
    await hands.press(button('Next: price'));
    await hands.fill(field('Price of one'), '0.5');
    await expect(page.getByRole('complementary')).toContainText('500.00 USD');

    // Back, and what was typed is there.
    await hands.press(main.getByRole('link', { name: 'Back' }));
    await expect(field('Unit')).toHaveValue('run');
    await hands.press(button('Next: price'));
    await expect(field('Price of one')).toHaveValue('0.5');
    await expect(field('Called on invoices')).toHaveValue('Runs');
    await hands.press(button('Next: plan'));
    await hands.fill(field('Name'), 'Pay as you go');
    await hands.choose(field('Drafts are issued'), 'after a day');
    await hands.press(button('Make the plan'));

    await expect(page.getByRole('heading', { level: 1, name: 'A customer of Pay as you go' })).toBeFocused();
    await hands.fill(field('Name'), 'Ada');
    await hands.fill(field('Email'), 'ada@example.com');
    await hands.fillTime(field('Starts'), '2026-03-01T09:00');
    await hands.press(button('Start the subscription'));
    await expect(page.getByText('What is left: two calls around your API.')).toBeVisible();

    // As the merchant's server does it, with the ids of the snippet.
    const snippet = await page.getByRole('group', { name: 'curl snippet' }).innerText();
    const [customer, metric] = [/cus_\w+/.exec(snippet)![0], /bm_\w+/.exec(snippet)![0]];
    await merchant.use(customer, metric, '40', '2026-03-01T09:00:00Z', 'first');

    await hands.press(page.getByRole('link', { name: 'To the customer' }));
    await expect(page.getByRole('heading', { level: 1, name: 'Ada' })).toBeVisible();
    await expect(page.getByText('20.00 USD')).toBeVisible();
    await hands.press(button('Move the clock'));
    await hands.fillTime(page.getByRole('dialog').getByLabel('To'), '2026-04-01T11:00');
    await hands.press(button('Move it'));
    await expect(page.getByText('which shows 2026-04-01 11:00')).toBeVisible();

    await hands.press(page.getByRole('navigation', { name: 'About this customer' }).getByRole('link', { name: 'Invoices' }));
    await hands.press(page.getByRole('table').getByRole('link').first());
    await expect(page.getByRole('row', { name: /Runs/ }).first()).toContainText('40');
    await settled(page);
    await hands.press(button('Issue'));
    await hands.press(page.getByRole('dialog').getByRole('button', { name: 'Issue' }));
    await expect(page.getByRole('heading', { level: 1 })).toContainText('INV-000001');
    await hands.press(button('Verify'));
    await expect(page.getByText('Proved: built again from the log')).toBeVisible();
  });
}

test('the steps, for everyone', async ({ page }) => {
  test.setTimeout(240_000);
  const merchant = await Merchant.create('Steps');
  await merchant.metric('Runs', 'run', { eventType: 'run', aggregation: 'COUNT', groupBy: { region: '$.region', size: '$.size' } });
  await signIn(page, merchant.testKey);
  await open(page, 'catalogue/new/product', 'New plan');
  const main = page.getByRole('main');
  const field = (label: string) => main.getByLabel(label, { exact: true });
  await field('Name').fill('Code execution');
  const shown = async (name: string) => {
    await settled(page);
    await expectAccessible(page);
    await picture(page, `guide-${name}`);
    await expectFitsPhone(page);
    await page.setViewportSize({ width: 1280, height: 800 });
  };
  await shown('product');
  await page.getByRole('button', { name: 'Next: metric' }).click();
  await field('Name').fill('Runs');
  await page.getByRole('radio', { name: /By events of a type/ }).check();
  await page.getByRole('button', { name: 'Add a group' }).click();
  await page.getByRole('button', { name: 'Count some events only' }).click();
  await shown('metric');
  await page.getByRole('radio', { name: 'One that exists' }).check();
  await page.getByRole('button', { name: 'Next: price' }).click();
  for (const [model, fields] of Object.entries({
    'Per unit': { 'Price of one': '0.002', 'Free units': '100' },
    'Linear volume': { Start: '1', Slope: '-0.0001', 'Lowest price of one': '0.2', 'Highest price of one': '1' },
    Packages: { 'Units in a package': '100', 'Price of a package': '5' },
    Percentage: { Part: '0.029', 'Fee of each period': '0.3' },
    'Told by the event': { 'Lowest price of one': '0.5', 'Highest price of one': '3' },
    Matrix: { region: 'eu', size: 'large', 'Price of one in every other group': '0.5' },
    'Volume tiers': { 'Tier 1: up to': '500' },
    'Graduated tiers': {},
  })) {
    await field('Model').selectOption(model);
    for (const [label, value] of Object.entries(fields)) {
      await field(label).first().fill(value);
    }
    if (/tiers|Matrix/.test(model)) {
      for (const [index, price] of (model === 'Matrix' ? ['3'] : ['0.01', '0.005']).entries()) {
        await main.getByLabel('Price of one', { exact: true }).nth(index).fill(price);
      }
    }
    await expect(page.getByRole('complementary'), model).toContainText(/[\d.]+ USD for one/);
    if (model === 'Matrix' || model === 'Percentage') {
      await shown(`price-${model.toLowerCase()}`);
    }
  }
  await shown('price');
  await page.getByRole('button', { name: 'Add a fee' }).click();
  await expect(page.getByRole('heading', { level: 3, name: 'A fee' })).toBeVisible();
  await page.getByRole('link', { name: /Plan$/ }).click();
  await shown('plan');
});
