import { get } from '../api/client';
import type { Meter, Metric } from '../api/types';
import { rfc3339, zone } from '../ui/time.svelte';
import type { Range, WindowSize } from './ranges';

export interface Series {
  name: string;
  meter: Meter;
  /** True for the period before, laid over this one. */
  isBefore: boolean;
}

export interface Answer {
  metric: Metric;
  range: Range;
  total: Meter;
  before: Meter | undefined;
  groups: Meter['groupedValues'];
  /** The lines of the chart: all of it, or the largest groups. */
  series: Series[];
}

const drawnGroups = 5;

/** Asks how much of a metric was used. */
export async function ask(
  metric: Metric,
  { range, window, customer, group, before }: { range: Range; window: WindowSize; customer: string; group: string; before: Range | undefined },
  signal: AbortSignal,
): Promise<Answer> {
  const read = (of: Range, more: Record<string, string>) => get<Meter>(
    `v0/billableMetrics/${metric.id}/meter`,
    { from: rfc3339(of.from), to: rfc3339(of.to), subject: customer, windowTimeZone: zone.name, ...more },
    signal,
  );
  const [total, earlier, grouped] = await Promise.all([
    read(range, { windowSize: window }),
    before ? read(before, { windowSize: window }) : undefined,
    group ? read(range, { groupBy: group }) : undefined,
  ]);
  const groups = [...(grouped?.groupedValues ?? [])].sort((one, other) => Number(other.value) - Number(one.value));
  const parts = await Promise.all(groups.slice(0, drawnGroups).map(async (one) => ({
    name: groupName(one, group),
    isBefore: false,
    meter: await read(range, { windowSize: window, filterGroupBy: JSON.stringify({ [group]: [one.groupBy[group] ?? ''] }) }),
  })));
  const whole = parts.length > 0 ? parts : [{ name: metric.name, meter: total, isBefore: false }];
  return {
    metric, range, total, before: earlier, groups,
    series: earlier ? [...whole, { name: 'The period before', meter: earlier, isBefore: true }] : whole,
  };
}

/** What a group is called. */
export function groupName(one: Meter['groupedValues'][number], dimension: string): string {
  return one.groupBy[dimension] || `no ${dimension}`;
}
