import { SvelteMap } from 'svelte/reactivity';
import { get } from './client';

/** What people call things that are known by their ids: each is asked for once. */
export class Names<T extends { id: string }> {
  readonly #known = new SvelteMap<string, string>();
  readonly #asked = new Set<string>();

  constructor(private readonly path: string, private readonly nameOf: (thing: T) => string) {}

  /** The name; the id until it is known, and where nobody knows. */
  of(id: string): string {
    if (!this.#asked.has(id) && !this.#known.has(id)) {
      this.#asked.add(id);
      get<T>(`${this.path}/${id}`).then((thing) => this.remember([thing]), () => {});
    }
    return this.#known.get(id) ?? id;
  }

  /** Notes the names of things that were read for another reason. */
  remember(things: readonly T[]): void {
    for (const thing of things) {
      this.#known.set(thing.id, this.nameOf(thing));
    }
  }
}
