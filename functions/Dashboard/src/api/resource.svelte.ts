import { Problem } from './problem';

/** Something that is read from the API, as it stands: what was read last stays in sight while it is read anew. */
export class Resource<T> {
  value = $state.raw<T>();
  problem = $state.raw<Problem>();
  loading = $state(true);
  #again = $state(0);

  /** Reads it anew. */
  reload = (): void => {
    this.#again++;
  };

  /** Reads when a component appears, and whenever what the reading depends on has changed. To be called while a component is made. */
  constructor(read: (signal: AbortSignal) => Promise<T>) {
    $effect(() => {
      void this.#again;
      const abort = new AbortController();
      this.loading = true;
      read(abort.signal).then(
        (value) => {
          if (!abort.signal.aborted) {
            this.value = value;
            this.problem = undefined;
            this.loading = false;
          }
        },
        (thrown: unknown) => {
          if (!abort.signal.aborted) {
            this.problem = Problem.from(thrown);
            this.loading = false;
          }
        },
      );
      return () => abort.abort();
    });
  }
}
