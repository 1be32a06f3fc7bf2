import { Problem } from '../api/problem';
import { useSession } from '../api/client';
import type { Mode, Session } from '../api/types';

const stored = 'tally-mode';

/** The sessions of this browser: one for each mode at most, and the one whose data is on the screen. */
class Sessions {
  open = $state.raw<Session[]>([]);
  known = $state(false);
  #mode = $state<Mode>(localStorage.getItem(stored) === 'test' ? 'test' : 'live');

  /** The session whose data is on the screen; undefined where nobody is signed in. */
  readonly current = $derived(this.open.find((session) => session.mode === this.#mode) ?? this.open[0]);

  /** Whether what is on the screen may be changed. */
  readonly mayWrite = $derived(this.current?.scopes.includes('admin') ?? false);

  async read(): Promise<void> {
    const response = await fetch('session');
    if (!response.ok) {
      throw await Problem.of(response);
    }
    this.#set(((await response.json()) as { sessions: Session[] }).sessions);
    this.known = true;
  }

  /** Signs in with an API key, or with the token of a link. */
  async signIn(who: { apiKey: string } | { link: string }): Promise<void> {
    const response = await fetch('session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(who),
    });
    if (!response.ok) {
      throw await Problem.of(response);
    }
    const made = (await response.json()) as Session;
    this.#set([...this.open.filter((session) => session.mode !== made.mode), made]);
    this.switchTo(made.mode);
  }

  switchTo(mode: Mode): void {
    this.#mode = mode;
    localStorage.setItem(stored, mode);
    this.#use();
  }

  async signOut(mode: Mode): Promise<void> {
    await fetch(`session/${mode}`, { method: 'DELETE' });
    this.#set(this.open.filter((session) => session.mode !== mode));
  }

  #set(open: Session[]): void {
    this.open = open;
    this.#use();
  }

  #use(): void {
    const session = this.current;
    if (session) {
      useSession(session.mode, () => this.#set(this.open.filter((other) => other.mode !== session.mode)));
    }
  }
}

export const sessions = new Sessions();
