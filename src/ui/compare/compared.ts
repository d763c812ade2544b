// Two runs as the view compares them: what happened in each, how far both are known, where they differ, and what each sums up to.

import type { Instant } from '../../base/time.ts';
import { differencesOf, figuresOf, type Difference, type Figures, type Seen } from '../../player/difference.ts';
import { happeningsOf } from '../../player/happenings.ts';
import { knownUntil, MOST_ROWS } from '../../player/otherRun.svelte.ts';
import type { History } from '../../sim/history.ts';
import { rowAt } from '../../sim/record.ts';

export interface Compared {
  seen: readonly [Seen, Seen];
  /** Both are known up to here; Infinity: to their ends. */
  until: Instant;
  differences: readonly Difference[];
  figures: readonly [Figures, Figures];
}

/** What happened in a run, so far as it is looked at. */
export const seenIn = (history: History): Seen => ({ history, happenings: happeningsOf(history, MOST_ROWS) });

export function compared(a: Seen, b: Seen): Compared {
  const until = Math.min(lookedUntil(a.history), lookedUntil(b.history));
  return {
    seen: [a, b],
    until,
    differences: differencesOf(a, b, until),
    figures: [figuresOf(a, until), figuresOf(b, until)],
  };
}

/** Of a run with more rows than are looked at: up to the last of those. */
const lookedUntil = (history: History): Instant =>
  history.record.rowCount > MOST_ROWS ? rowAt(history.record, MOST_ROWS - 1).at - 1 : knownUntil(history);
