import { keep, kept } from '../ui/kept';
import { PlanDraft } from './planDraft.svelte';

// Whose it is, and in which mode, is a part of its name.
const nameOf = (owner: string) => `new-plan-${owner}`;
const blank = new PlanDraft().text();

/** The plan that was typed in this tab before; undefined where none was. */
export function keptDraft(owner: string): PlanDraft | undefined {
  return kept(nameOf(owner), (text) => PlanDraft.of(text));
}

/** Keeps what is typed; forgets it where nothing is left of it. */
export function keepDraft(owner: string, draft: PlanDraft | undefined): void {
  const text = draft?.text() ?? blank;
  keep(nameOf(owner), text === blank ? undefined : text);
}
