import { address } from '../api/client';

interface Counts {
  at: string;
  total: number;
  accepted: number;
  lagSeconds: string;
}

const shown = 60;
const averaged = 5;
const shortestBeat = 3000;

/** What the log takes, as it takes it: listened to while somebody looks. */
export class Live {
  /** Events a second, of the last minute. */
  rates = $state.raw<number[]>([]);
  connected = $state(false);
  waiting = $state(0);
  lagSeconds = $state('0');
  /** Grows when there is something new to read, every few seconds at most. */
  beat = $state(0);

  #source: EventSource | undefined;
  #last: Counts | undefined;
  #beaten = 0;

  /** To be called while a component is made. */
  constructor() {
    $effect(() => {
      const look = () => (document.hidden ? this.#close() : this.#open());
      look();
      document.addEventListener('visibilitychange', look);
      return () => {
        document.removeEventListener('visibilitychange', look);
        this.#close();
      };
    });
  }

  /** Events a second, over the last five; undefined before there is anything to compare. */
  readonly rate = $derived.by(() => {
    const last = this.rates.slice(-averaged);
    return last.length === 0 ? undefined : last.reduce((so, one) => so + one, 0) / last.length;
  });

  #open(): void {
    if (this.#source) {
      return;
    }
    this.#last = undefined;
    this.#source = new EventSource(address('v0/usage/live'));
    this.#source.addEventListener('counts', (event) => this.#hear(JSON.parse(event.data as string) as Counts));
    // The browser connects again by itself; a stream that begins anew counts from another hour.
    this.#source.addEventListener('error', () => {
      this.connected = false;
      this.#last = undefined;
    });
  }

  #close(): void {
    this.#source?.close();
    this.#source = undefined;
  }

  #hear(counts: Counts): void {
    this.connected = true;
    this.waiting = counts.accepted;
    this.lagSeconds = counts.lagSeconds;
    if (this.#last) {
      const seconds = (Date.parse(counts.at) - Date.parse(this.#last.at)) / 1000;
      const more = Math.max(0, counts.total - this.#last.total);
      this.rates = [...this.rates, seconds > 0 ? more / seconds : 0].slice(-shown);
      const isNews = more > 0 || counts.accepted !== this.#last.accepted;
      if (isNews && Date.now() - this.#beaten > shortestBeat) {
        this.#beaten = Date.now();
        this.beat++;
      }
    }
    this.#last = counts;
  }
}
