import { newKey, post } from '../api/client';
import { Problem } from '../api/problem';
import type { PricePreview } from '../api/types';
import type { PriceDraft } from './priceDraft.svelte';

const pause = 150;

/** What usage comes to by a price, asked anew while the price is typed. */
export class Preview {
  result = $state.raw<PricePreview>();
  /** What some other quantities come to, the smallest first. */
  others = $state.raw<PricePreview[]>([]);
  problem = $state.raw<Problem>();
  /** Whether what is typed now was taken: the answer may still be on its way. */
  isTaken = $state(false);
  quantity = $state('1000');
  /** How much of each group, or at which price: where a quantity alone does not tell. */
  parts = $state<string[]>([]);
  price = $state('');
  #last = '';

  /** To be called while a component is made. */
  constructor(draft: () => PriceDraft, currency: () => string, dimensions: () => readonly string[]) {
    $effect(() => {
      const asked = this.#bodies(draft(), currency(), dimensions());
      const id = (this.#last = newKey());
      this.isTaken = false;
      const timer = setTimeout(() => void this.#ask(asked, id), pause);
      return () => clearTimeout(timer);
    });
  }

  /** What the server says against a number, once something stands in it. */
  error(field: string): string | undefined {
    return this.problem?.fields.find((one) => one.field === field)?.message;
  }

  #bodies(draft: PriceDraft, currency: string, dimensions: readonly string[]): object[] {
    const price = { model: draft.model, properties: draft.properties(dimensions), currency };
    if (draft.model === 'matrix') {
      const cells = draft.cells.map((cell, index) => ({
        values: Object.fromEntries(dimensions.map((name) => [name, cell.values[name] ?? ''])), quantity: this.parts[index] || '0',
      }));
      return [{ ...price, quantities: [...cells, { quantity: this.quantity || '0' }] }];
    }
    if (draft.model === 'dynamic') {
      return [{ ...price, quantities: [{ quantity: this.quantity, price: this.price || draft.lowest }] }];
    }
    const quantity = draft.kind === 'fee' ? draft.quantity : this.quantity;
    return [quantity, ...(draft.kind === 'fee' ? [] : around(quantity))].map((one) => ({ ...price, quantity: one }));
  }

  async #ask(bodies: readonly object[], id: string): Promise<void> {
    try {
      const [result, ...others] = await Promise.all(bodies.map((body) => post<PricePreview>('v0/prices/preview', body)));
      if (id === this.#last) {
        [this.result, this.others, this.problem, this.isTaken] = [result, others, undefined, true];
      }
    } catch (thrown) {
      if (id === this.#last) {
        this.problem = Problem.from(thrown);
      }
    }
  }
}

/** Quantities around one: enough to see how a price goes on. */
function around(quantity: string): string[] {
  const number = Number(quantity);
  return /^\d+$/.test(quantity.trim()) && number > 0 && number < 1e12 ? [number / 10, number / 2, number * 2, number * 10].map((one) => String(Math.ceil(one))) : [];
}
