import { list } from '../api/client';
import { Names } from '../api/names.svelte';
import type { Customer } from '../api/types';

/** The names of customers. */
export const customerNames = new Names<Customer>('v0/customers', (customer) => customer.consumer.name);

/** The newest customers, for choices. */
export async function newestCustomers(signal: AbortSignal): Promise<Customer[]> {
  const { data } = await list<Customer>('v0/customers', { limit: 100 }, signal);
  customerNames.remember(data);
  return data;
}
