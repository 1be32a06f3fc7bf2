import { partsOf, startOfDay } from '../ui/time.svelte';

/** Where today, this month and the month before begin, by the calendar of the zone that is shown. */
export function calendar(now: Date): { today: Date; month: Date; lastMonth: Date } {
  const { year, month, day } = partsOf(now);
  return { today: startOfDay(year, month, day), month: startOfDay(year, month, 1), lastMonth: startOfDay(year, month - 1, 1) };
}
