import { get, list } from '../api/client';
import type { Meter, Plan, Subscription } from '../api/types';
import type { Outcome } from './run';

/** Usage that would cost nothing, because the other plan has no price for it. */
export interface Unpriced {
  metricId: string;
  /** How many of the customers that were compared have a price for it. */
  customers: number;
}

const limit = 100;

/**
 * What customers that were compared have a price for, and another plan has none: of metrics of which something was used in that time, by anybody. Prices are those of
 * the latest versions of their plans.
 */
export async function unpricedIn(plan: Plan, plans: readonly Plan[], outcome: Outcome, time: { from: string | null; to: string | null }): Promise<Unpriced[]> {
  const priced = new Set(plan.prices.map((price) => price.billableMetricId));
  const compared = new Set(outcome.subscriptions.filter((one) => !one.notComparable && one.periods.length > 0).map((one) => one.subscriptionId));
  const customers = new Map<string, Set<string>>();
  for (const subscription of (await subscriptions()).filter((one) => compared.has(one.id))) {
    const planIds = new Set(subscription.phases.map((phase) => phase.planId));
    for (const { billableMetricId: metric } of plans.filter((one) => planIds.has(one.id)).flatMap((one) => one.prices)) {
      if (metric && !priced.has(metric)) {
        customers.set(metric, (customers.get(metric) ?? new Set()).add(subscription.customerId));
      }
    }
  }
  const used = await Promise.all([...customers.keys()].map((metric) => get<Meter>(`v0/billableMetrics/${metric}/meter`, time)));
  return [...customers].filter((_, index) => Number(used[index]!.totalValue) !== 0).map(([metricId, of]) => ({ metricId, customers: of.size }))
    .sort((one, other) => other.customers - one.customers);
}

async function subscriptions(): Promise<Subscription[]> {
  const found: Subscription[] = [];
  for (let total = 1; found.length < total;) {
    const page = await list<Subscription>('v0/subscriptions', { limit, offset: found.length });
    found.push(...page.data);
    total = page.data.length === 0 ? 0 : page.pagination.total;
  }
  return found;
}
