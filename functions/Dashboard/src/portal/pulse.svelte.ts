import { address } from '../api/client';

/** Grows when something was counted or paid: listened to while somebody looks. */
export class Pulse {
  beat = $state(0);
  #source: EventSource | undefined;
  #mark: string | undefined;

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

  #open(): void {
    if (this.#source) {
      return;
    }
    this.#source = new EventSource(address('portal/api/live'));
    this.#source.addEventListener('pulse', (event) => {
      const { mark } = JSON.parse(event.data as string) as { mark: string };
      // Also what changed while nobody looked.
      if (this.#mark !== undefined && this.#mark !== mark) {
        this.beat++;
      }
      this.#mark = mark;
    });
  }

  #close(): void {
    this.#source?.close();
    this.#source = undefined;
  }
}
