import { PlanDraft } from './planDraft.svelte';

// In this tab alone, and not for longer than it: names and numbers, no secrets. Whose they are, and in which mode, is a part of where they stand.
const placeOf = (owner: string) => `tally-new-plan-${owner}`;
const blank = new PlanDraft().text();

/** What was typed in this tab before a page was loaded again or left; undefined where nothing was, or nobody can read it any more. */
export function keptDraft(owner: string): PlanDraft | undefined {
  const text = sessionStorage.getItem(placeOf(owner));
  try {
    return text ? PlanDraft.of(text) : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps what is typed; forgets it where nothing is left of it. */
export function keepDraft(owner: string, draft: PlanDraft | undefined): void {
  const text = draft?.text() ?? blank;
  if (text === blank) {
    sessionStorage.removeItem(placeOf(owner));
  } else {
    sessionStorage.setItem(placeOf(owner), text);
  }
}
