import { SvelteMap } from 'svelte/reactivity';
import { post } from '../api/client';
import { Problem } from '../api/problem';
import type { Metric, Plan, PlanVersion, Product } from '../api/types';
import { PriceDraft, text, whole } from './priceDraft.svelte';

export const steps = ['product', 'metric', 'price', 'plan'] as const;
export type Step = (typeof steps)[number];

type Source = 'new' | 'existing';

interface Kept {
  product: object;
  metric: object;
  plan: object;
  currency: string;
  prices: object[];
  made: [asked: string, thing: { id: string }][];
}

/** What is typed on the way from a product to a plan. Nothing is made before the end, so each step can be gone back to. */
export class PlanDraft {
  product = $state({ source: 'new' as Source, id: '', name: '', description: '' });
  metric = $state({
    source: 'new' as Source | 'none', id: '', name: '', unit: '', aggregation: 'SUM', reported: 'quantity' as 'quantity' | 'events',
    eventType: '', valueProperty: '', groupBy: [] as { name: string; path: string }[], filters: [] as { path: string; values: string }[],
  });
  prices = $state([new PriceDraft()]);
  plan = $state({
    source: 'new' as Source, id: '', name: '', cadence: 'P1M', alignment: 'anniversary', termDays: '30', trialDays: '', taxRate: '', taxBehavior: 'exclusive',
    minimum: '', maximum: '', review: 'PT0S',
  });
  currency = $state('USD');
  /** What was made by an attempt that was refused later on, by what was asked for: it is not made twice. */
  readonly #made = new SvelteMap<string, { id: string }>();

  /** The draft that a text was made of. Throws where it is none. */
  static of(text: string): PlanDraft {
    const { product, metric, prices, plan, currency, made } = JSON.parse(text) as Kept;
    const draft = new PlanDraft();
    Object.assign(draft.product, product);
    Object.assign(draft.metric, metric);
    Object.assign(draft.plan, plan);
    draft.prices = prices.map((price) => Object.assign(new PriceDraft(), price));
    draft.currency = currency;
    made.forEach(([asked, thing]) => draft.#made.set(asked, thing));
    return draft;
  }

  /** All that was typed, and what was made of it, as a text. */
  text(): string {
    const { product, metric, plan, currency } = this;
    return JSON.stringify({ product, metric, plan, currency, prices: this.prices.map((price) => price.typed()), made: [...this.#made] });
  }

  /** The metric that prices of the flow are of. */
  metricBody(productId: string): object {
    const { name, unit, aggregation, reported, eventType, valueProperty, groupBy, filters } = this.metric;
    return {
      productId, name, unit, aggregation,
      ...(reported === 'events'
        ? {
            eventType: text(eventType) ?? '', valueProperty: text(valueProperty),
            groupBy: Object.fromEntries(groupBy.filter((one) => one.name.trim() || one.path.trim()).map((one) => [one.name.trim(), one.path.trim()])),
            filters: Object.fromEntries(filters.filter((one) => one.path.trim()).map((one) => [one.path.trim(), one.values.split(',').map((value) => value.trim())])),
          }
        : {}),
    };
  }

  planBody(productId: string, prices: unknown[]): object {
    const { name, cadence, alignment, termDays, trialDays, taxRate, taxBehavior, minimum, maximum, review } = this.plan;
    return {
      productId, name, currency: this.currency.trim(), billingCadence: cadence, billingAlignment: alignment, paymentTermDays: whole(termDays), trialDays: whole(trialDays),
      defaultTaxRate: text(taxRate), taxBehavior, minimumCommitment: text(minimum), maximumCharge: text(maximum), reviewDuration: review, prices,
    };
  }

  /** Has the numbers of prices that are new looked at, all of them; what is wrong is named as `make` names it. Nothing is made. */
  async checkPrices(dimensionsOf: (price: PriceDraft) => readonly string[]): Promise<void> {
    const refused = await Promise.all(this.prices.map((price, index) => (price.source === 'existing' ? undefined
      : post('v0/prices/preview', price.trial(this.currency.trim(), dimensionsOf(price))).then(() => undefined, (thrown: unknown) => within(thrown, (field) => (
        field === 'currency' ? 'plan.currency' : `prices[${index}].${field}`))))));
    const problems = refused.filter((one) => one !== undefined);
    if (problems[0]) {
      throw new Problem(problems[0].status, problems[0].code, problems[0].message, problems.flatMap((one) => one.fields));
    }
  }

  /** Makes all that is new, the plan last. What is refused is named by step and field: product.name, metric.unit, prices[0].properties.unitPrice. */
  async make(dimensionsOf: (price: PriceDraft) => readonly string[]): Promise<{ planId: string; metricId: string }> {
    const productId = this.product.source === 'existing'
      ? this.product.id : await this.#one<Product>('product', 'v0/products', { name: this.product.name, description: text(this.product.description) });
    const metricId = this.metric.source === 'none' ? ''
      : this.metric.source === 'existing' ? this.metric.id : await this.#one<Metric>('metric', 'v0/billableMetrics', this.metricBody(productId));
    const prices = this.prices.map((price) => (price.source === 'existing' ? price.existingId : price.body(metricId, dimensionsOf(price))));
    const planId = this.plan.source === 'existing' ? this.plan.id : undefined;
    const plan = planId
      ? await asked<PlanVersion>('plan', post(`v0/plans/${planId}/versions`, { addPrices: prices })) : await asked<Plan>('plan', post('v0/plans', this.planBody(productId, prices)));
    return { planId: planId ?? plan.id, metricId: metricId || (this.prices.find((price) => price.metricId)?.metricId ?? '') };
  }

  async #one<T extends { id: string }>(step: Step, path: string, body: object): Promise<string> {
    const key = path + JSON.stringify(body);
    const made = this.#made.get(key) ?? (await asked<T>(step, post(path, body)));
    this.#made.set(key, made);
    return made.id;
  }
}

/** At which step a field is that the server has named. */
export function stepOf(field: string): Step {
  const [first] = field.split(/[.[]/);
  return first === 'product' ? 'product' : first === 'metric' ? 'metric' : /^(prices|plan\.prices|plan\.currency)/.test(field) ? 'price' : 'plan';
}

async function asked<T>(step: Step, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (thrown) {
    throw within(thrown, (field) => named(step, field));
  }
}

/** A problem whose fields are called as the flow calls them. */
function within(thrown: unknown, nameOf: (field: string) => string): Problem {
  return Problem.from(thrown).map((one) => ({ ...one, field: nameOf(one.field) }));
}

function named(step: Step, field: string): string {
  return field.startsWith('prices[') || field.startsWith('addPrices[') ? field.replace('addPrices', 'prices') : `${step}.${field}`;
}
