import { tick } from 'svelte';
import { newKey } from '../api/client';
import { Problem } from '../api/problem';

/** A form on its way: what is wrong with its fields stands beside them, and what was typed stays. */
export class Form {
  busy = $state(false);
  message = $state('');
  #errors = $state<Record<string, string>>({});
  #key = newKey();

  /** What is wrong with a field, or with any item of a list that is typed in one field ("coupons[]"); undefined where nothing is. */
  error(field: string): string | undefined {
    const list = field.endsWith('[]') ? field.slice(0, -2) : undefined;
    const found = list ? this.fields.find((one) => one === list || one.startsWith(`${list}[`)) : field;
    return found && this.#errors[found];
  }

  /** The fields with which something is wrong. */
  get fields(): readonly string[] {
    return Object.keys(this.#errors);
  }

  /** Sends it, once however often it is asked to; true where it was taken. The key given makes a repetition harmless. */
  async send(work: (key: string) => Promise<unknown>, element?: HTMLElement): Promise<boolean> {
    if (this.busy) {
      return false;
    }

    this.busy = true;
    this.message = '';
    this.#errors = {};
    try {
      await work(this.#key);
      this.#key = newKey();
      return true;
    } catch (thrown) {
      const problem = Problem.from(thrown);
      this.#errors = Object.fromEntries(problem.fields.map((field) => [field.field, sentence(field.message)]));
      // A refusal that no field of this form shows is said as a whole.
      await tick();
      const shown = element ? [...element.querySelectorAll<HTMLElement>('[aria-invalid="true"]')] : [];
      this.message = shown.length > 0 ? '' : problem.message;
      shown[0]?.focus();
      // After an answer that something is wrong, what is sent next is another request; after none, it is the same one again.
      if (problem.status !== 0 && problem.status < 500) {
        this.#key = newKey();
      }
      return false;
    } finally {
      this.busy = false;
    }
  }
}

/** What stands by itself beside a field begins and ends as a sentence does. */
function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}
