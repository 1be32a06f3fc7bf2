import { post } from '../api/client';
import type { SimulatedSubscription, Simulation } from '../api/types';
import { sum } from '../ui/numbers';

/** What one customer would have paid, in one currency. */
export interface Row {
  customerId: string;
  currency: string;
  actual: string;
  simulated: string;
  difference: string;
  periods: number;
}

export interface Outcome {
  rows: Row[];
  totals: Omit<Row, 'customerId'>[];
  subscriptions: SimulatedSubscription[];
  /** Subscriptions that were passed over: the currency or the length of their periods is another one. */
  passedOver: SimulatedSubscription[];
}

const limit = 100;

/** Asks for all subscriptions, a page at a time; told how many of them are done. */
export async function simulate(body: object, progress: (done: number, total: number) => void): Promise<Outcome> {
  const found: SimulatedSubscription[] = [];
  for (let total = 1; found.length < total;) {
    const page = await post<Simulation>(`v0/simulations?limit=${limit}&offset=${found.length}`, body);
    found.push(...page.data);
    total = page.data.length === 0 ? 0 : page.pagination.total;
    progress(found.length, total);
  }
  const compared = found.filter((one) => !one.notComparable);
  const rows = [...Map.groupBy(compared, (one) => `${one.customerId} ${one.currency}`).values()]
    .map((of) => ({ customerId: of[0]!.customerId, ...summed(of) }))
    .filter((row) => row.periods > 0)
    // For the order alone numbers do.
    .sort((one, other) => Number(other.difference) - Number(one.difference));
  return {
    rows,
    totals: [...Map.groupBy(compared, (one) => one.currency).values()].map(summed).filter((total) => total.periods > 0),
    subscriptions: found,
    passedOver: found.filter((one) => one.notComparable),
  };
}

function summed(of: readonly SimulatedSubscription[]): Omit<Row, 'customerId'> {
  return {
    currency: of[0]!.currency,
    actual: sum(of.map((one) => one.actual)),
    simulated: sum(of.map((one) => one.simulated)),
    difference: sum(of.map((one) => one.difference)),
    periods: of.reduce((so, one) => so + one.periods.length, 0),
  };
}
