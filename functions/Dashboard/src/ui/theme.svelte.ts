const stored = 'tally-theme';

export type Theme = 'system' | 'light' | 'dark';

/** Dark or light: as the system has it, unless the person says otherwise. */
class ThemeChoice {
  #chosen = $state<Theme>(read());

  get chosen(): Theme {
    return this.#chosen;
  }

  choose(theme: Theme): void {
    this.#chosen = theme;
    localStorage.setItem(stored, theme);
    this.apply();
  }

  /** Puts it on the page. */
  apply(): void {
    if (this.#chosen === 'system') {
      delete document.documentElement.dataset['theme'];
    } else {
      document.documentElement.dataset['theme'] = this.#chosen;
    }
  }
}

function read(): Theme {
  const theme = localStorage.getItem(stored);
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

export const theme = new ThemeChoice();
