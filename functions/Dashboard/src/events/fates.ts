export type Fate = 'rejected' | 'duplicate' | 'conflict' | 'accepted' | 'counted';

/** What may become of an event, in the order in which people look for trouble. */
export const fates: readonly { name: Fate; title: string; empty: string; next: string }[] = [
  { name: 'rejected', title: 'Rejected', empty: 'Nothing was rejected.', next: 'What cannot be metered is kept here with its reason, and can be replayed once the cause is mended.' },
  { name: 'conflict', title: 'Conflicts', empty: 'There are no conflicts.', next: 'A key that is used again for something else shows here, with the hashes of both bodies.' },
  { name: 'duplicate', title: 'Duplicates', empty: 'There are no duplicates.', next: 'Retries of events that count already show here. They cost nothing.' },
  { name: 'accepted', title: 'Waiting', empty: 'Nothing waits to be metered.', next: 'What has just been accepted shows here for a moment.' },
  { name: 'counted', title: 'Counted', empty: 'Nothing was counted in this time.', next: 'Report usage with POST /v0/usage, or look at a longer time.' },
];

/** How a fate is shown. */
export function kindOf(fate: string): 'plain' | 'good' | 'warn' | 'bad' {
  return fate === 'counted' ? 'good' : fate === 'rejected' ? 'bad' : fate === 'conflict' ? 'warn' : 'plain';
}
