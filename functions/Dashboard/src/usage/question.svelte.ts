import { router } from '../shell/router.svelte';
import { rfc3339 } from '../ui/time.svelte';
import { presets, windowFor, type Range, type WindowSize } from './ranges';

const sizes: readonly WindowSize[] = ['MINUTE', 'HOUR', 'DAY', 'MONTH'];

/** What is asked: all of it stands in the address, so that it can be sent to somebody. */
class Question {
  readonly metric = $derived(router.query.get('metric') ?? '');
  readonly customer = $derived(router.query.get('customer') ?? '');
  readonly group = $derived(router.query.get('group') ?? '');
  readonly compares = $derived(router.query.get('compare') === '1');
  readonly preset = $derived(router.query.get('from') ? 'custom' : (router.query.get('range') ?? '30d'));

  readonly range: Range = $derived.by(() => {
    const preset = presets.find((one) => one.name === this.preset) ?? presets[2];
    const usual = preset.range(new Date());
    const [from, to] = [router.query.get('from'), router.query.get('to')];
    return from && to ? { from: new Date(from), to: new Date(to) } : usual;
  });

  readonly chosenWindow = $derived(sizes.find((size) => size === router.query.get('window')));
  readonly window = $derived(this.chosenWindow ?? windowFor(this.range));

  zoom(from: Date, to: Date): void {
    router.choose({ from: rfc3339(from), to: rfc3339(to), range: undefined, window: undefined });
  }
}

export const question = new Question();
