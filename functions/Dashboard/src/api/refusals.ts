import { timeText, zone } from '../ui/time.svelte';
import type { FieldError } from './types';

interface Wording {
  code: string;
  /** What the API says for programs, where its code alone does not tell which rule it is. */
  said?: RegExp;
  /** The API's name of the field, where it is said of some alone. */
  field?: RegExp;
  /** What people are told, with what the API named in the place of $1 and $2. */
  people: string;
}

const aNumber = 'Write a number with a point, such as 1.5.';

// The first that fits. A text of the API that none of them knows is shown as it is.
const wordings: readonly Wording[] = [
  { code: 'WRONG_TYPE', said: /^A decimal number/, field: /^overrides\..*quantity$/, people: 'Write how many in digits, such as 5 or 1.5.' },
  { code: 'WRONG_TYPE', said: /^A decimal number/, people: aNumber },
  { code: 'WRONG_TYPE', said: /^The value is/, people: 'Write a whole number, such as 30.' },
  { code: 'INVALID_DECIMAL', people: aNumber },
  { code: 'INVALID_PRICE', said: /^A decimal/, people: aNumber },
  { code: 'INVALID_PRICE', said: /^A price is 0 or more/, people: 'Write a price of 0 or more: at most 15 digits before the point and 9 behind it.' },
  { code: 'OUT_OF_RANGE', said: /^A quantity is 0 or more/, people: 'Write a quantity of 0 or more: at most 15 digits before the point and 9 behind it.' },
  { code: 'OUT_OF_RANGE', said: /^At most 15 digits/, people: 'Write a number with at most 15 digits before the point and 9 behind it.' },
  { code: 'OUT_OF_RANGE', said: /^A value from 0 to 10{15} /, people: 'Write a number of 0 or more.' },
  { code: 'OUT_OF_RANGE', said: /^A value from -?10{15} to 10{15} /, people: 'This number is too large.' },
  { code: 'OUT_OF_RANGE', said: /^A value from (\S+) to (\S+) /, people: 'Write a number from $1 to $2.' },
  { code: 'OUT_OF_RANGE', said: /^This comes to more/, people: 'This comes to more than can be invoiced.' },
  { code: 'OUT_OF_RANGE', said: /^A fraction above 0/, people: 'Write a part above 0 up to 1, such as 0.2 for 20 %, or an amount without parts of its smallest coin.' },
  { code: 'OUT_OF_RANGE', said: /^must be more than 0, with at most 15/, people: 'Write a number above 0: at most 15 digits before the point and 9 behind it.' },
  { code: 'INVALID_VALUE', said: /^must be more than 0, with at most (\d+) digits? .* in (\w+)/, people: 'Write an amount above 0, with at most $1 digits behind the point.' },
  { code: 'INVALID_AMOUNT', said: /(above 0|0 or more|other than 0).* whole minor units of (\w+)/, people: 'Write an amount in $2, $1, without parts of its smallest coin.' },
  { code: 'INVALID_CODE', said: /^1 to (\d+)/, people: 'Write 1 to $1 letters from A to Z, digits, _ or -.' },
  { code: 'UNKNOWN_CURRENCY', people: 'Write a currency by its three letters, such as EUR or USD.' },
  { code: 'UNKNOWN_TIME_ZONE', people: 'Write a time zone by its place, such as Europe/Berlin.' },
  { code: 'INVALID_EMAIL', people: 'Write an email address, such as ada@example.com.' },
  { code: 'ALREADY_CHANGED', people: 'It has changed at this moment already, and can change again later. Where it lives by a test clock, move the clock on first.' },
  { code: 'AFTER_THE_END', said: /^The subscription ends at (\S+):/, people: 'The subscription ends at $1, so it cannot change then or later.' },
  { code: 'METRIC_ALREADY_SUBSCRIBED', people: 'Another subscription prices one of this plan’s metrics at the same time: choose another plan, or end that one first.' },
  { code: 'CROSS_SITE_REQUEST', people: 'Your browser did not say that you come from this page, so nothing was done. Open the page again in a tab of its own.' },
];

/** What people are told where the API refuses something: what to write, not what a program should have sent. */
export function forPeople(code: string, said: string, field = ''): string {
  const found = wordings.find((one) => one.code === code && (one.said?.test(said) ?? true) && (one.field?.test(field) ?? true));
  const [, first = '', second = ''] = found?.said?.exec(said) ?? [];
  const text = found ? found.people.replace('$1', first).replace('$2', second) : said;
  return text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (instant) => `${timeText(instant)} ${zone.name}`);
}

/** The same of all fields at fault: of each the first thing that is wrong with it. */
export function fieldsForPeople(errors: readonly FieldError[]): FieldError[] {
  return errors.filter((one, index) => errors.findIndex((other) => other.field === one.field) === index)
    .map((one) => ({ ...one, message: forPeople(one.code, one.message, one.field) }));
}

/** At which field of a form it is shown what the API refuses as a whole. */
export const fieldOf: Readonly<Record<string, string>> = { METRIC_ALREADY_SUBSCRIBED: 'planId' };

/** What a refusal of a field says where the field is not in sight: "Payment term days: …" for paymentTermDays. When something takes effect nobody has typed. */
export function titled(error: FieldError): string {
  if (error.field === 'effectiveAt') {
    return error.message;
  }
  const name = error.field.split('.').at(-1)!.replace(/\[\d+\]/g, '').replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}: ${error.message}`;
}
