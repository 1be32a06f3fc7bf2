import { get, list } from '../api/client';
import type { Customer } from '../api/types';
import { SvelteMap } from 'svelte/reactivity';

const known = new SvelteMap<string, string>();
const asked = new Set<string>();

/** What people call a customer; the id until it is known, and where nobody knows. */
export function customerName(id: string): string {
  if (!asked.has(id) && !known.has(id)) {
    asked.add(id);
    get<Customer>(`v0/customers/${id}`).then((customer) => remember([customer]), () => {});
  }
  return known.get(id) ?? id;
}

/** Notes the names of customers that were read for another reason. */
export function remember(customers: readonly Customer[]): void {
  for (const customer of customers) {
    known.set(customer.id, customer.consumer.name);
  }
}

/** The newest customers, for choices. */
export async function newestCustomers(signal: AbortSignal): Promise<Customer[]> {
  const { data } = await list<Customer>('v0/customers', { limit: 100 }, signal);
  remember(data);
  return data;
}
