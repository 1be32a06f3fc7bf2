import type { Alert, Cap } from '../api/types';
import { metricNames } from '../usage/metrics';
import { decimalText, moneyText } from '../ui/numbers';

/** The stretches of time in which is counted. */
export const windows = [
  ['BILLING_PERIOD', 'a billing period'],
  ['MONTH', 'a month'],
  ['WEEK', 'a week, from Monday'],
  ['DAY', 'a day'],
] as const;

export type Window = (typeof windows)[number][0];

export function windowText(window: Cap['window']): string {
  return windows.find(([value]) => value === window)?.[1] ?? 'all time';
}

/** What of is counted: money, or the use of a metric. */
export function measureText(of: { billableMetricId: string | null; currency: string | null }): string {
  return of.currency ? (of.billableMetricId ? `spend on ${metricNames.of(of.billableMetricId)}` : 'spend') : of.billableMetricId ? `use of ${metricNames.of(of.billableMetricId)}` : 'use';
}

export function amountText(amount: string, currency: string | null): string {
  return currency ? moneyText(amount, currency) : decimalText(amount);
}

/** What alerts tell. */
export const alertTitles: Record<Alert['type'], string> = {
  cap_threshold: 'a part of a cap is used',
  spend_threshold: 'so much is spent',
  usage_threshold: 'so much is used',
  wallet_low_balance: 'the wallet runs low',
  usage_spike: 'a day is unlike those before',
};
