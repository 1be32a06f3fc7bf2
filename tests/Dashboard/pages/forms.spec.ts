import { Merchant } from '../kit/merchant';
import { expect, open, settled, signIn, test } from '../kit/test';

/** What forms are about: made once by each worker. */
interface World {
  merchant: Merchant;
  customer: string;
  plan: string;
  event: string;
  draft: string;
  issued: string;
}

const start = '2026-03-01T00:00:00Z';
let world: Promise<World> | undefined;

async function make(): Promise<World> {
  const merchant = await Merchant.create('Forms');
  const metric = await merchant.metric('Runs', 'run');
  const { customer, clock, plan } = await merchant.customer(metric, start);
  await merchant.use(customer, metric, '40', start, 'first');
  await merchant.moveClock(clock, '2026-04-02T00:00:00Z');
  const invoices = () => merchant.api.get<{ data: { id: string; status: string }[] }>(`/v2/invoices`);
  const issued = (await invoices()).data[0]!.id;
  const reviewed = await merchant.customer(metric, start, { name: 'Grace', plan: { reviewDuration: 'P7D' } });
  await merchant.use(reviewed.customer, metric, '40', start, 'second');
  await merchant.moveClock(reviewed.clock, '2026-04-02T00:00:00Z');
  const draft = (await invoices()).data.find((one) => one.status === 'draft')!.id;
  const product = (await merchant.api.get<{ data: { id: string }[] }>('/v0/products')).data[0]!.id;
  await merchant.api.post('/v0/plans', {
    productId: product, name: 'Support', currency: 'USD', billingCadence: 'P1M',
    prices: [{ feeId: 'support', invoiceDisplayName: 'Support', paymentTerm: 'in_arrears', model: 'standard', properties: { unitPrice: '10' } }],
  });
  await merchant.api.post('/v0/caps', { customerId: customer, kind: 'spend', amount: '100', window: 'MONTH' });
  await merchant.api.post('/v1/features', { key: 'runs', name: 'Runs', type: 'metered', billableMetricId: metric });
  await merchant.api.post('/v1/entitlements', { customerId: customer, featureKey: 'runs', usagePeriod: { interval: 'P1M' }, issueAfterReset: 10 });
  const event = await merchant.use(customer, metric, '1', '2026-04-01T12:00:00Z', 'third');
  return { merchant, customer, plan, event, draft, issued };
}

interface Case {
  form: string;
  at: (world: World) => string;
  /** What is pressed to have the form. */
  opens?: (string | RegExp)[];
  typed: Record<string, string>;
  sends: string;
  wrong: string;
  /** What people are told, where the API says it for programs. */
  told?: string;
}

const aNumber = 'Write a number with a point, such as 1.5.';

const cases: readonly Case[] = [
  { form: 'a customer', at: () => 'customers', opens: ['New customer'], typed: { Name: 'Ada', Email: 'ada', 'External id': 'a', 'Time zone': 'UTC' }, sends: 'Make the customer', wrong: 'Email', told: 'Write an email address, such as ada@example.com.' },
  { form: 'a customer elsewhere', at: () => 'customers', opens: ['New customer'], typed: { Name: 'Ada', Email: 'ada@example.com', 'Time zone': 'Berlin' }, sends: 'Make the customer', wrong: 'Time zone', told: 'Write a time zone by its place, such as Europe/Berlin.' },
  { form: 'a payment', at: ({ customer }) => `customers/${customer}`, opens: ['Ask for a payment'], typed: { Amount: '1,5', Currency: 'USD' }, sends: 'Ask for it', wrong: 'Amount', told: aNumber },
  { form: 'a payment in a currency', at: ({ customer }) => `customers/${customer}`, opens: ['Ask for a payment'], typed: { Amount: '15', Currency: 'US' }, sends: 'Ask for it', wrong: 'Currency', told: 'Write a currency by its three letters, such as EUR or USD.' },
  { form: 'a payment that is too large', at: ({ customer }) => `customers/${customer}`, opens: ['Ask for a payment'], typed: { Amount: '99999999999999999999', Currency: 'USD' }, sends: 'Ask for it', wrong: 'Amount', told: 'Write a number with at most 15 digits before the point and 9 behind it.' },
  { form: 'a payment below a cent', at: ({ customer }) => `customers/${customer}`, opens: ['Ask for a payment'], typed: { Amount: '0.001', Currency: 'USD' }, sends: 'Ask for it', wrong: 'Amount', told: 'Write an amount above 0, with at most 2 digits behind the point.' },
  { form: 'credits with a priority in words', at: ({ customer }) => `customers/${customer}/wallet`, opens: ['Grant credits'], typed: { Amount: '10', Priority: 'high' }, sends: 'Grant them', wrong: 'Priority', told: 'Write a whole number, such as 30.' },
  { form: 'a subscription', at: ({ customer }) => `customers/${customer}`, opens: ['Start a subscription'], typed: { Name: 'Second', Ends: '2026-01-01T00:00' }, sends: 'Start it', wrong: 'Ends' },
  { form: 'coupons of a subscription', at: ({ customer }) => `customers/${customer}`, opens: ['Start a subscription'], typed: { Name: 'Second', Coupons: 'NO-SUCH' }, sends: 'Start it', wrong: 'Coupons' },
  { form: 'another plan', at: ({ customer }) => `customers/${customer}`, opens: [/^Change plan/], typed: { Coupons: 'NO-SUCH' }, sends: 'Change it', wrong: 'Coupons' },
  { form: 'a pause', at: ({ customer }) => `customers/${customer}`, opens: [/^Pause/], typed: { 'Goes on by itself': '2026-01-01T00:00' }, sends: 'Pause it', wrong: 'Goes on by itself' },
  { form: 'an end', at: ({ customer }) => `customers/${customer}`, opens: [/^End/], typed: { Why: '' }, sends: 'End it', wrong: 'Why' },
  { form: 'a cap', at: ({ customer }) => `customers/${customer}/limits`, opens: ['Set a cap'], typed: { 'At most': '-1', 'Alerts at': '50' }, sends: 'Set it', wrong: 'At most' },
  { form: 'thresholds of a cap', at: ({ customer }) => `customers/${customer}/limits`, opens: ['Set a cap'], typed: { 'At most': '10', 'Alerts at': '50, 120' }, sends: 'Set it', wrong: 'Alerts at' },
  { form: 'another cap', at: ({ customer }) => `customers/${customer}/limits`, opens: [/^Change/], typed: { 'At most': 'much', 'Alerts at': '90' }, sends: 'Change it', wrong: 'At most', told: aNumber },
  { form: 'an alert', at: ({ customer }) => `customers/${customer}/limits`, opens: ['New alert'], typed: { Threshold: '0', Currency: 'USD' }, sends: 'Make it', wrong: 'Threshold' },
  { form: 'an alert below 0', at: ({ customer }) => `customers/${customer}/limits`, opens: ['New alert'], typed: { Threshold: '-1' }, sends: 'Make it', wrong: 'Threshold', told: 'Write a number above 0: at most 15 digits before the point and 9 behind it.' },
  { form: 'credits', at: ({ customer }) => `customers/${customer}/wallet`, opens: ['Grant credits'], typed: { Amount: '10', Name: 'Gift', Priority: '999' }, sends: 'Grant them', wrong: 'Priority' },
  { form: 'credits that expire', at: ({ customer }) => `customers/${customer}/wallet`, opens: ['Grant credits'], typed: { Amount: '10', Expires: '2020-01-01T00:00' }, sends: 'Grant them', wrong: 'Expires' },
  { form: 'an entitlement', at: ({ customer }) => `customers/${customer}/entitlements`, opens: ['Entitle'], typed: { 'Quota of a period': '-5' }, sends: 'Entitle', wrong: 'Quota of a period' },
  { form: 'more of a feature', at: ({ customer }) => `customers/${customer}/entitlements`, opens: [/^Grants of/], typed: { 'Grant this much more': '-5' }, sends: 'Grant it', wrong: 'Grant this much more' },
  { form: 'the time of a customer', at: ({ customer }) => `customers/${customer}`, opens: ['Move the clock'], typed: { To: '2020-01-01T00:00' }, sends: 'Move it', wrong: 'To' },
  { form: 'no time of a customer', at: ({ customer }) => `customers/${customer}`, opens: ['Move the clock'], typed: { To: '' }, sends: 'Move it', wrong: 'To', told: 'This field is required.' },
  { form: 'a line of a draft', at: ({ draft }) => `invoices/${draft}`, opens: ['Add a line'], typed: { 'What for': 'Help', 'Amount without tax, in USD': 'a lot', 'Tax rate': '0.19' }, sends: 'Add', wrong: 'Amount without tax, in USD', told: aNumber },
  { form: 'a credit note', at: ({ issued }) => `invoices/${issued}`, opens: ['Credit note'], typed: { 'Amount with tax, in USD': '99999', Why: 'Too much' }, sends: 'Make the credit note', wrong: 'Amount with tax, in USD' },
  { form: 'an amendment', at: ({ event }) => `events/${event}`, opens: ['Amend'], typed: { 'Quantity of Runs': 'some', Why: 'Wrong' }, sends: 'Amend it', wrong: 'Quantity of Runs' },
  { form: 'a dispute', at: ({ event }) => `events/${event}`, opens: ['Dispute'], typed: { 'What the customer says': 'No' }, sends: 'Open the dispute', wrong: 'What the customer says' },
  { form: 'the search of events', at: () => 'events', typed: { 'Event id or idempotency key': 'first', 'Its customer': '' }, sends: 'Find', wrong: 'Its customer' },
  { form: 'a clock', at: () => 'developers/test-clocks', opens: ['New clock'], typed: { Name: 'March', 'Shows at first': '' }, sends: 'Make the clock', wrong: 'Shows at first' },
  { form: 'an endpoint', at: () => 'developers/webhooks', opens: ['New endpoint'], typed: { Address: 'nowhere', 'Told of': 'invoice.issued', Description: 'Ours' }, sends: 'Make the endpoint', wrong: 'Address' },
  { form: 'a key', at: () => 'developers/api-keys', opens: ['New key'], typed: { Name: '' }, sends: 'Make the key', wrong: 'Name' },
  { form: 'a price of a plan', at: ({ plan }) => `catalogue/plans/${plan}/prices/new`, typed: { 'Called on invoices': 'More runs', 'Price of one': '-1' }, sends: 'Make the next version', wrong: 'Price of one', told: 'Write a price of 0 or more: at most 15 digits before the point and 9 behind it.' },
  { form: 'a first customer', at: ({ plan }) => `catalogue/plans/${plan}/first`, typed: { Name: 'Edsger', Email: 'edsger' }, sends: 'Start the subscription', wrong: 'Email' },
  { form: 'the start of a first customer', at: ({ plan }) => `catalogue/plans/${plan}/first`, typed: { Name: 'Edsger', Email: 'edsger@example.com', Starts: '' }, sends: 'Start the subscription', wrong: 'Starts' },
  { form: 'the time of a simulation', at: () => 'simulator', typed: { From: '2026-03-01T00:00', To: '2020-01-01T00:00' }, sends: 'Reckon', wrong: 'To' },
];

for (const { form, at, opens, typed, sends, wrong, told } of cases) {
  test(`what is wrong with ${form} is said beside its field, and what was typed stays`, async ({ page }) => {
    const made = await (world ??= make());
    await signIn(page, made.merchant.testKey);
    await open(page, at(made), /./);
    for (const name of opens ?? []) {
      await page.getByRole('main').getByRole('button', { name, exact: true }).first().click();
    }
    await settled(page);
    const inside = opens ? page.getByRole('dialog') : page.getByRole('main');
    const field = (label: string) => inside.getByLabel(label, { exact: true });
    for (const [label, value] of Object.entries(typed)) {
      await field(label).fill(value);
    }

    await inside.getByRole('button', { name: sends, exact: true }).click();

    await expect(field(wrong)).toHaveAttribute('aria-invalid', 'true');
    await expect(field(wrong)).toBeFocused();
    const said = await field(wrong).evaluate((one) => document.getElementById(one.getAttribute('aria-describedby')!.split(' ').at(-1)!)!.textContent);
    expect(said, 'those who hear the page are told what is wrong').toMatch(/^[A-Z0-9].+\.$/);
    expect(said, 'it is said for people').not.toMatch(/decimal (number )?is|wrong type|minor unit|ISO 4217|IANA|as a string/);
    expect(said).toBe(told ?? said);
    for (const [label, value] of Object.entries(typed)) {
      await expect(field(label), label).toHaveValue(value);
    }
  });
}
