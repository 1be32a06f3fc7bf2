/** Where the person is: the part of the address behind the '#'. The server sees nothing of it. */
class Router {
  #hash = $state(location.hash);
  /** Gets what the page of a path needs to be shown. The page before keeps its own path until that is there. */
  ready: (path: readonly string[]) => Promise<void> = () => Promise.resolve();

  constructor() {
    window.addEventListener('hashchange', () => void this.#follow(location.hash));
  }

  /** The parts of the path: ['invoices', 'inv_1'] for #/invoices/inv_1. */
  readonly path = $derived(pathOf(this.#hash));

  readonly query = $derived(new URLSearchParams(this.#hash.split('?')[1] ?? ''));

  go(href: string): void {
    location.hash = href;
  }

  /** Changes members of the query and leaves the rest; the way back leads to the page before, not through every choice. Nothing once another page is on its way. */
  choose(changes: Record<string, string | undefined>): void {
    if (location.hash !== this.#hash) {
      return;
    }
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

  async #follow(hash: string): Promise<void> {
    await this.ready(pathOf(hash));
    if (location.hash === hash) {
      this.#hash = hash;
    }
  }
}

function pathOf(hash: string): string[] {
  return hash.replace(/^#\/?/, '').split('?')[0]!.split('/').filter(Boolean).map(decodeURIComponent);
}

/** The address of a page. */
export function href(path: readonly string[], query: Record<string, string | undefined> = {}): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const search = given.length > 0 ? `?${new URLSearchParams(given)}` : '';
  return `#/${path.map(encodeURIComponent).join('/')}${search}`;
}

export const router = new Router();
