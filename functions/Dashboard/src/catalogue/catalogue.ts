import { list } from '../api/client';
import { Names } from '../api/names.svelte';
import type { Metric, Plan, Price, Product } from '../api/types';
import { metricNames } from '../usage/metrics';

/** The names of plans. */
export const planNames = new Names<Plan>('v0/plans', (plan) => plan.name);

/** The names of products. */
export const productNames = new Names<Product>('v0/products', (product) => product.name);

/** The newest of each kind, for choices. */
export const most = 100;

export async function newestPlans(signal: AbortSignal): Promise<Plan[]> {
  const { data } = await list<Plan>('v0/plans', { limit: most }, signal);
  planNames.remember(data);
  return data;
}

export async function newestProducts(signal: AbortSignal): Promise<Product[]> {
  const { data } = await list<Product>('v0/products', { limit: most }, signal);
  productNames.remember(data);
  return data;
}

export async function newestMetrics(signal: AbortSignal): Promise<Metric[]> {
  const { data } = await list<Metric>('v0/billableMetrics', { limit: most }, signal);
  metricNames.remember(data);
  return data;
}

export async function newestPrices(signal: AbortSignal): Promise<Price[]> {
  return (await list<Price>('v0/prices', { limit: most }, signal)).data;
}
