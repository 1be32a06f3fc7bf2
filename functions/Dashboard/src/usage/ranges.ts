import { partsOf, startOfDay, zone } from '../ui/time.svelte';

export interface Range {
  from: Date;
  to: Date;
}

/** The stretches of time that people ask for, as the zone's calendar has them. */
export const presets = [
  { name: 'today', label: 'Today', range: (now: Date) => ({ from: dayBefore(now, 0), to: now }) },
  { name: '7d', label: 'Last 7 days', range: (now: Date) => ({ from: dayBefore(now, 6), to: now }) },
  { name: '30d', label: 'Last 30 days', range: (now: Date) => ({ from: dayBefore(now, 29), to: now }) },
  { name: '90d', label: 'Last 90 days', range: (now: Date) => ({ from: dayBefore(now, 89), to: now }) },
  { name: 'month', label: 'This month', range: (now: Date) => ({ from: monthBefore(now, 0), to: now }) },
  { name: 'last-month', label: 'Last month', range: (now: Date) => ({ from: monthBefore(now, 1), to: monthBefore(now, 0) }) },
  { name: 'year', label: 'Last 12 months', range: (now: Date) => ({ from: monthBefore(now, 11), to: now }) },
] as const;

export type WindowSize = 'MINUTE' | 'HOUR' | 'DAY' | 'MONTH';

const hour = 3_600_000;
const day = 24 * hour;

/** Windows of which a stretch has neither few nor more than fit on a screen. */
export function windowFor({ from, to }: Range): WindowSize {
  const span = to.getTime() - from.getTime();
  return span <= 3 * hour ? 'MINUTE' : span <= 4 * day ? 'HOUR' : span <= 200 * day ? 'DAY' : 'MONTH';
}

/** What came just before: as long, or the month before where it is a month. */
export function before(range: Range): Range {
  const start = partsOf(range.from, zone.name);
  const end = partsOf(range.to, zone.name);
  const isMonth = start.day === 1 && end.day === 1 && end.year * 12 + end.month === start.year * 12 + start.month + 1
    && [start, end].every((one) => one.hour + one.minute + one.second === 0);
  return isMonth
    ? { from: startOfDay(start.year, start.month - 1, 1), to: range.from }
    : { from: new Date(2 * range.from.getTime() - range.to.getTime()), to: range.from };
}

function dayBefore(now: Date, days: number): Date {
  const { year, month, day: today } = partsOf(now);
  return startOfDay(year, month, today - days);
}

function monthBefore(now: Date, months: number): Date {
  const { year, month } = partsOf(now);
  return startOfDay(year, month - months, 1);
}
