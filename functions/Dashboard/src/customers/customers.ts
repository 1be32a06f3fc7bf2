import { get, list } from '../api/client';
import { Names } from '../api/names.svelte';
import type { Customer, TestClock } from '../api/types';

/** The names of customers. */
export const customerNames = new Names<Customer>('v0/customers', (customer) => customer.consumer.name);

/** The newest customers, for choices. */
export async function newestCustomers(signal: AbortSignal): Promise<Customer[]> {
  const { data } = await list<Customer>('v0/customers', { limit: 100 }, signal);
  customerNames.remember(data);
  return data;
}

/** A customer's present: that of the test clock, where the customer lives by one. */
export async function presentOf(clock: string | null, signal: AbortSignal): Promise<Date> {
  return clock ? new Date((await get<TestClock>(`v0/testClocks/${clock}`, {}, signal)).currentTime) : new Date();
}

/** Codes that were typed with commas between. */
export function codesOf(typed: string): string[] {
  return typed.split(',').map((code) => code.trim()).filter(Boolean);
}
