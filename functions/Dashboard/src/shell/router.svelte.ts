/** Where the person is: the part of the address behind the '#'. The server sees nothing of it. */
class Router {
  #hash = $state(location.hash);

  constructor() {
    window.addEventListener('hashchange', () => {
      this.#hash = location.hash;
    });
  }

  /** The parts of the path: ['invoices', 'inv_1'] for #/invoices/inv_1. */
  readonly path = $derived(this.#hash.replace(/^#\/?/, '').split('?')[0]!.split('/').filter(Boolean).map(decodeURIComponent));

  readonly query = $derived(new URLSearchParams(this.#hash.split('?')[1] ?? ''));

  go(href: string): void {
    location.hash = href;
  }

  /** Changes members of the query and leaves the rest; the way back leads to the page before, not through every choice. */
  choose(changes: Record<string, string | undefined>): void {
    const query = new URLSearchParams(this.query);
    for (const [name, value] of Object.entries(changes)) {
      if (value) {
        query.set(name, value);
      } else {
        query.delete(name);
      }
    }

    history.replaceState(null, '', href(this.path, Object.fromEntries(query)));
    this.#hash = location.hash;
  }
}

/** The address of a page. */
export function href(path: readonly string[], query: Record<string, string | undefined> = {}): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const search = given.length > 0 ? `?${new URLSearchParams(given)}` : '';
  return `#/${path.map(encodeURIComponent).join('/')}${search}`;
}

export const router = new Router();
