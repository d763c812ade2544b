// One way through the network out of a journey: the flights from the sender to where the packet came to its end, one after the other.

import { MILD_ENDINGS } from '../../player/now.ts';
import type { RowIndex } from '../../player/rowIndex.ts';
import { rowAt, type Recording, type Row } from '../../sim/record.ts';
import type { Hop, SamePacket } from '../inspector/journey.ts';

/** A flight of the way, and the row that tells how it ended where it was not simply taken in. */
export interface Leg {
  flight: Row;
  ending?: Row;
  /** It was lost between the two ends. */
  onTheWay: boolean;
}

/** The way that leads through a flight. Where copies go on from it, the one counts that somebody took in. */
export function wayThrough(
  record: Recording,
  index: RowIndex,
  hops: readonly Hop[],
  flight: number,
  same: SamePacket,
): Leg[] {
  const byNumber = new Map(hops.map((hop) => [hop.flight.number, hop]));
  const rows: Row[] = [];
  for (let hop = byNumber.get(flight); hop; hop = hop.before && byNumber.get(hop.before.number))
    rows.unshift(hop.flight);
  const next = new Map<number, Row[]>();
  for (const { flight: row, before } of hops)
    if (before) next.set(before.number, [...(next.get(before.number) ?? []), row]);
  for (let row: Row | undefined = rows[rows.length - 1]; row;) {
    row = best(next.get(row.number) ?? [], next, record, index);
    if (row && rows.length < hops.length) rows.push(row);
    else break;
  }
  return rows.map((row, i) => legOf(record, index, row, i === rows.length - 1 ? same : undefined));
}

/** Of copies the one whose way ends where somebody answered; else where one was taken in; else one that got lost; one that a card left alone comes last. */
function best(copies: readonly Row[], next: Map<number, Row[]>, record: Recording, index: RowIndex): Row | undefined {
  const worth = (row: Row, depth: number): number => {
    const on = next.get(row.number);
    if (on && depth < 30) return Math.max(...on.map((one) => worth(one, depth + 1)));
    const fate = index.fateOf(row.number);
    if (!fate) return index.consequencesOf(row.number).some((one) => rowAt(record, one).kind === 'flight') ? 3 : 2;
    return MILD_ENDINGS.has(rowAt(record, fate.row).reason) ? 0 : 1;
  };
  let found: Row | undefined;
  let most = -1;
  for (const row of copies) {
    const value = worth(row, 0);
    if (value > most) [found, most] = [row, value];
  }
  return found;
}

function legOf(record: Recording, index: RowIndex, flight: Row, same: SamePacket | undefined): Leg {
  const fate = index.fateOf(flight.number);
  if (fate) return { flight, ending: rowAt(record, fate.row), onTheWay: fate.onTheWay };
  // Of a frame that did not get out of the next port tells a row that the flight has caused.
  const stuck = same
    ? index
        .consequencesOf(flight.number)
        .map((number) => rowAt(record, number))
        .find(({ kind, frame }) => kind === 'drop' && frame !== undefined && isSame(frame, flight.frame!, same))
    : undefined;
  return { flight, onTheWay: false, ...(stuck ? { ending: stuck } : {}) };
}

const isSame = (a: number, b: number, same: SamePacket): boolean => a === b || same(a, b);
