import type { Window } from './types';

/** The windows of caps and alerts, as people call them. */
export const windows: readonly { value: Window; name: string }[] = [
  { value: 'BILLING_PERIOD', name: 'billing period' },
  { value: 'MONTH', name: 'calendar month' },
  { value: 'WEEK', name: 'week' },
  { value: 'DAY', name: 'day' },
];

export function windowName(value: Window | null): string {
  return windows.find((one) => one.value === value)?.name ?? '';
}
