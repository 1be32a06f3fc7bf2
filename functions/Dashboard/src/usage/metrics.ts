import { Names } from '../api/names.svelte';
import type { Metric } from '../api/types';

/** The names of metrics. */
export const metricNames = new Names<Metric>('v0/billableMetrics', (metric) => metric.name);
