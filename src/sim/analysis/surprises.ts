// What in a run is known to surprise, and what happened there: for "explain this result". Grown with the record, never stored in a state.

import type { RowNumber } from '../../devices/surroundings.ts';
import type { Past } from '../owners.ts';
import type { Recording } from '../record.ts';
import { bothWait } from './surprise/deadlock.ts';
import { nothingFound, type Findings } from './surprise/findings.ts';
import { takeRow } from './surprise/scan.ts';
import type { Surprise } from './surprise/surprise.ts';

export { explained } from './surprise/explain.ts';
export { surpriseCodes, surpriseSpecs, type Explained, type Surprise, type SurpriseCode } from './surprise/surprise.ts';

const found = new WeakMap<Recording, Findings>();

function lookTo(past: Past, end: RowNumber): Findings {
  const { record } = past;
  let findings = found.get(record);
  if (!findings) found.set(record, (findings = nothingFound()));
  for (; findings.rows < end; findings.rows++) takeRow(findings, past, findings.rows);
  return findings;
}

/** All of the run so far, in the order of their rows; a new list each time. Of those that are alike only the first are there. */
export function surprisesOf(past: Past): Surprise[] {
  const { all } = lookTo(past, past.record.rowCount);
  return [...all, ...waitingIn(past)].sort((a, b) => a.row - b.row);
}

/** Those that show in a row. */
export function surprisesIn(past: Past, row: RowNumber): Surprise[] {
  const found = lookTo(past, past.record.rowCount).byRow.get(row) ?? [];
  return [...found, ...waitingIn(past).filter((one) => one.row === row)];
}

/** Worlds as far as they have come, and who waits in them. */
const waiting = new WeakMap<Past['live'], { rows: number; found: Surprise[] }>();

function waitingIn(past: Past): Surprise[] {
  const { rowCount: rows } = past.record;
  const known = waiting.get(past.live);
  if (known?.rows === rows) return known.found;
  const found = bothWait(past);
  waiting.set(past.live, { rows, found });
  return found;
}

/** Looks at about so many more rows; true when there are more to look at. Who asks for surprises looks at all that are left. */
export function lookForSurprises(past: Past, rows: number): boolean {
  const { record } = past;
  const seen = found.get(record)?.rows ?? 0;
  return lookTo(past, Math.min(record.rowCount, seen + rows)).rows < record.rowCount;
}
