// Which rows of the record the event list shows: kinds that are switched on, and frames that the display filter selects. Grows with the record.

import type { Filter } from '../../wire/filter.ts';
import { analysisOf, needsAnalysis, type Look } from '../../sim/analysis/fields.ts';
import type { Run } from '../../sim/analysis/streams.ts';
import type { Dissections } from '../../player/dissections.ts';
import {
  COMMAND,
  DROP,
  FLIGHT,
  frameBytes,
  NOTE,
  PROGRAM,
  rowChunkOf,
  rowIndexOf,
  SOCKET,
  TABLE,
  type Recording,
} from '../../sim/record.ts';

/** What can be switched on and off. Commands go with what programs print, for a terminal shows both. */
export const kindGroups = ['frames', 'drops', 'tables', 'programs', 'sockets', 'notes'] as const;
export type KindGroup = (typeof kindGroups)[number];

const groupOf: Record<number, KindGroup> = {
  [FLIGHT]: 'frames',
  [DROP]: 'drops',
  [TABLE]: 'tables',
  [PROGRAM]: 'programs',
  [COMMAND]: 'programs',
  [SOCKET]: 'sockets',
  [NOTE]: 'notes',
};

/** The kind group of a row's kind number. */
export const kindGroupOf = (kind: number): KindGroup => groupOf[kind] ?? 'notes';

export interface Sieve {
  readonly record: Recording;
  readonly groups: ReadonlySet<KindGroup>;
  /** Does the display filter select this frame? Absent: no filter. With one, rows without a frame are left out, as a capture has none. */
  readonly selects: ((row: number, frame: number) => boolean) | undefined;
  /** Row numbers that passed, in order; `seen` rows have been looked at. */
  readonly rows: number[];
  seen: number;
}

export function createSieve(
  record: Recording,
  groups: ReadonlySet<KindGroup>,
  selects: Sieve['selects'] = undefined,
): Sieve {
  return { record, groups, selects, rows: [], seen: 0 };
}

const NO_FRAME = 0xffffffff;

/** Looks at rows up to `count` that have not been looked at, at most `budget` of them. True when all have been. */
export function sift(sieve: Sieve, count: number, budget = Infinity): boolean {
  const { record, groups, selects, rows } = sieve;
  const end = Math.min(count, sieve.seen + budget);
  for (let row = sieve.seen; row < end; row++) {
    const chunk = rowChunkOf(record, row);
    const i = rowIndexOf(row);
    if (!groups.has(kindGroupOf(chunk.kind[i]!))) continue;
    const frame = chunk.kind[i] === SOCKET ? NO_FRAME : chunk.frame[i]!;
    if (selects && (frame === NO_FRAME || !selects(row, frame))) continue;
    rows.push(row);
  }
  sieve.seen = end;
  return end === count;
}

/** Place of the last shown row whose number is not above `row`; −1 when there is none. */
export function placeOf(rows: readonly number[], row: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rows[middle]! <= row) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * The test of a display filter by row and frame; `portOf` gives the port that a row's frame left by, for `frame.interface_name`, `runNow` the run as far
 * as it has come, for what analysis tells. A frame passes many
 * cables: unless the filter asks for what differs from row to row (`frame.number`, `frame.time_relative` …), its answer is kept.
 */
export function frameTest(
  filter: Filter,
  record: Recording,
  dissections: Dissections,
  portOf: (row: number) => string,
  runNow: () => Run,
): NonNullable<Sieve['selects']> {
  const byRow = filter.fields.some((field) => field.startsWith('frame.')) || needsAnalysis(filter.fields);
  if (byRow) {
    const look: Look = { numberOf: (row) => row + 1 };
    return (row, frame) =>
      filter.test(dissections.of(frame), {
        extra: analysisOf(runNow(), row, look),
        number: row + 1,
        time: rowChunkOf(record, row).at[rowIndexOf(row)]!,
        length: frameBytes(record, frame).length,
        interface: portOf(row),
      });
  }
  const answers = new Map<number, boolean>();
  return (_, frame) => {
    let answer = answers.get(frame);
    if (answer === undefined) answers.set(frame, (answer = filter.test(dissections.of(frame))));
    return answer;
  };
}
