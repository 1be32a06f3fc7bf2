// In this tab alone, and not for longer than it: what is typed, and no secrets.

/** What was kept under a name before the page was loaded again or left; undefined where nothing was, or nobody can read it any more. */
export function kept<T>(name: string, read: (text: string) => T): T | undefined {
  const text = sessionStorage.getItem(`tally-${name}`);
  try {
    return text ? read(text) : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a text; forgets it where nothing is left of it. */
export function keep(name: string, text: string | undefined): void {
  if (text === undefined) {
    sessionStorage.removeItem(`tally-${name}`);
  } else {
    sessionStorage.setItem(`tally-${name}`, text);
  }
}
