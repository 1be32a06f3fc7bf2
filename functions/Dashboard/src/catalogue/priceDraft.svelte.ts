import type { Price } from '../api/types';
import { modelOf, type ModelName, type Properties, type Term } from './models';

interface TierTyped {
  upTo: string;
  unitPrice: string;
  flatFee: string;
}

interface CellTyped {
  values: Record<string, string>;
  unitPrice: string;
}

/** A price while it is typed. What was typed for one model stays while another is looked at. */
export class PriceDraft {
  /** Whether it is made, or one that exists is taken. */
  source = $state<'new' | 'existing'>('new');
  existingId = $state('');
  kind = $state<'metric' | 'fee'>('metric');
  /** The metric; none for that of the flow. */
  metricId = $state('');
  feeId = $state('');
  name = $state('');
  term = $state<Term>('in_arrears');
  model = $state<ModelName>('standard');
  numbers = $state<Record<string, string>>({});
  rounding = $state<'up' | 'down'>('up');
  tiers = $state<TierTyped[]>([{ upTo: '1000', unitPrice: '', flatFee: '' }, { upTo: '', unitPrice: '', flatFee: '' }]);
  cells = $state<CellTyped[]>([{ values: {}, unitPrice: '' }]);
  cadence = $state<'' | 'once'>('');
  quantity = $state('1');
  taxRate = $state('');

  constructor(kind: 'metric' | 'fee' = 'metric') {
    this.kind = kind;
    this.term = kind === 'fee' ? 'in_advance' : 'in_arrears';
  }

  static of(price: Price): PriceDraft {
    const draft = new PriceDraft(price.feeId ? 'fee' : 'metric');
    const { tiers, cells, dimensions: _, rounding, ...numbers } = price.properties as Properties;
    draft.metricId = price.billableMetricId ?? '';
    draft.feeId = price.feeId ?? '';
    draft.name = price.invoiceDisplayName;
    draft.term = price.paymentTerm;
    draft.model = modelOf(price.model).name;
    draft.numbers = Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, String(value ?? '')]));
    draft.rounding = rounding === 'down' ? 'down' : 'up';
    draft.tiers = tiers?.map((tier) => ({ upTo: String(tier.upTo ?? ''), unitPrice: String(tier.unitPrice), flatFee: String(tier.flatFee ?? '') })) ?? draft.tiers;
    draft.cells = cells?.map((cell) => ({ values: { ...cell.values }, unitPrice: String(cell.unitPrice) })) ?? draft.cells;
    draft.cadence = price.billingCadence === 'once' ? 'once' : '';
    draft.quantity = price.quantity;
    draft.taxRate = price.taxRate ?? '';
    return draft;
  }

  /** All that was typed, as data. */
  typed(): object {
    const { source, existingId, kind, metricId, feeId, name, term, model, numbers, rounding, tiers, cells, cadence, quantity, taxRate } = this;
    return { source, existingId, kind, metricId, feeId, name, term, model, numbers, rounding, tiers, cells, cadence, quantity, taxRate };
  }

  /** Whether something stands in a field, by the API's name of it: quantity, properties.unitPrice, properties.tiers[0].upTo. */
  isTyped(field: string): boolean {
    if (field === 'quantity') {
      return this.kind === 'fee' && Boolean(this.quantity.trim());
    }
    const [, list, index, name = ''] = /^properties\.(tiers|cells)\[(\d+)\]\.(\w+)$/.exec(field) ?? [];
    if (!list) {
      return Boolean(this.numbers[field.replace('properties.', '')]);
    }
    const row = (list === 'tiers' ? this.tiers : this.cells)[Number(index)];
    const typed = (row as unknown as Record<string, string | Record<string, string>> | undefined)?.[name];
    return typeof typed === 'object' ? Object.values(typed).some(Boolean) : Boolean(typed);
  }

  /** What the model needs, as the API takes it: what was left empty is left out. */
  properties(dimensions: readonly string[]): Record<string, unknown> {
    const model = modelOf(this.model);
    const names = [...model.fields.map((field) => field.name), ...(model.free && this.kind === 'metric' ? ['freeUnits'] : [])];
    const given = names.flatMap((name) => (this.numbers[name]?.trim() ? [[name, this.numbers[name]!.trim()]] : []));
    return {
      ...Object.fromEntries(given),
      ...(model.hasTiers ? { tiers: this.tiers.map((tier) => ({ upTo: text(tier.upTo), unitPrice: text(tier.unitPrice), ...(text(tier.flatFee) ? { flatFee: text(tier.flatFee) } : {}) })) } : {}),
      ...(model.name === 'package' ? { rounding: this.rounding } : {}),
      ...(model.name === 'matrix'
        ? {
            dimensions,
            cells: this.cells.map((cell) => ({ values: Object.fromEntries(dimensions.map((name) => [name, cell.values[name] ?? ''])), unitPrice: text(cell.unitPrice) })),
          }
        : {}),
    };
  }

  /** A price that an event may have where the bounds can be read: what cannot is named as the bound, and not as the event's. */
  get lowest(): string {
    const typed = this.numbers['minPrice']?.trim() ?? '';
    return /^\d+(\.\d+)?$/.test(typed) ? typed : '0';
  }

  /** The price as it is tried on nothing that was used: what is wrong with its numbers is said, and nothing is made. */
  trial(currency: string, dimensions: readonly string[]): Record<string, unknown> {
    return {
      model: this.model,
      properties: this.properties(dimensions),
      currency,
      ...(this.model === 'dynamic' ? { quantities: [{ quantity: '0', price: this.lowest }] } : { quantity: this.kind === 'fee' ? text(this.quantity) : '0' }),
    };
  }

  /** The price as the API takes it. */
  body(metricId: string, dimensions: readonly string[]): Record<string, unknown> {
    return {
      ...(this.kind === 'fee' ? { feeId: text(this.feeId) ?? '', quantity: text(this.quantity) } : { billableMetricId: this.metricId || metricId }),
      invoiceDisplayName: this.name,
      paymentTerm: this.term,
      model: this.model,
      properties: this.properties(dimensions),
      billingCadence: this.kind === 'fee' && this.cadence ? this.cadence : null,
      taxRate: text(this.taxRate),
    };
  }
}

/** What was typed; null where nothing was. */
export function text(typed: string): string | null {
  return typed.trim() || null;
}

/** A whole number that was typed; what is none is sent as it was typed, and the server says what is wrong with it. */
export function whole(typed: string): number | string | null {
  return /^\d+$/.test(typed.trim()) ? Number(typed) : text(typed);
}
