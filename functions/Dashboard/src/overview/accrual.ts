import { get } from '../api/client';
import type { Accrual } from '../api/types';
import { sum } from '../ui/numbers';

const page = 100;
const most = 1000;

/** What subscriptions have earned and were not invoiced for, in sum; of the newest thousand, where there are more. */
export async function accrualOf(signal: AbortSignal) {
  const amounts = new Map<string, string[]>();
  let subscriptions = 0;
  let total = 0;
  do {
    const part = await get<Accrual>('v0/reports/accrual', { limit: page, offset: subscriptions }, signal);
    for (const one of part.totals) {
      amounts.set(one.currency, [...(amounts.get(one.currency) ?? []), one.total]);
    }
    subscriptions += part.data.length;
    total = part.pagination.total;
    if (part.data.length === 0) {
      break;
    }
  } while (subscriptions < Math.min(total, most));

  return {
    totals: [...amounts].map(([currency, parts]) => ({ currency, total: sum(parts) })),
    subscriptions,
    isPart: subscriptions < total,
  };
}
