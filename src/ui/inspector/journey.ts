// The way of a packet from port to port: which flight led to which, back to where it was sent and on to wherever copies of it went.

import type { RowIndex } from '../../player/rowIndex.ts';
import { rowAt, type Recording, type Row } from '../../sim/record.ts';

/** One flight of the journey. */
export interface Hop {
  flight: Row;
  /** How many flights came before it: copies of a flood stand side by side at the same depth. */
  depth: number;
  /** The flight that was forwarded as this one; undefined for the first. */
  before?: Row;
}

export interface Journey {
  hops: Hop[];
  /** True when there are more hops than are told. */
  cut: boolean;
}

/** Reasons by which a device passes on what it received; any other flight is the beginning of a journey of its own. */
const PASSED_ON = new Set([
  'hub-repeated',
  'switch-forwarded',
  'switch-flooded-unknown',
  'switch-flooded-broadcast',
  'switch-flooded-multicast',
  'switch-mirrored',
  'router-forwarded',
  'router-fragmented',
  'fault-duplicate',
  'link-duplicate',
]);

const passesOn = (row: Row): boolean => row.kind === 'flight' && PASSED_ON.has(row.reason);

/** The whole journey of a flight, in order of departure within each branch; at most `most` hops, and the flight itself is always among them. */
export function journeyOf(record: Recording, index: RowIndex, flight: number, most = 60): Journey {
  const path = pathTo(record, flight);
  const hops: Hop[] = [];
  const pending: Hop[] = [{ flight: path[0]!, depth: 0 }];
  while (pending.length && hops.length < most) {
    const hop = pending.pop()!;
    hops.push(hop);
    const next = index.consequencesOf(hop.flight.number).map((row) => rowAt(record, row));
    for (const row of next.filter(passesOn).reverse())
      pending.push({ flight: row, depth: hop.depth + 1, before: hop.flight });
  }
  if (!hops.some((hop) => hop.flight.number === flight)) {
    // A storm has more branches than anybody reads: tell the way to this very flight and leave the rest.
    return {
      hops: path.map((row, depth) => ({ flight: row, depth, ...(depth ? { before: path[depth - 1]! } : {}) })),
      cut: true,
    };
  }
  return { hops, cut: pending.length > 0 };
}

function pathTo(record: Recording, flight: number): Row[] {
  const path = [rowAt(record, flight)];
  while (passesOn(path[0]!) && path[0]!.cause !== undefined) {
    const cause = rowAt(record, path[0]!.cause!);
    if (cause.kind !== 'flight') break;
    path.unshift(cause);
  }
  return path;
}

/** The row and what caused it, step by step, up to what nobody in the record caused; at most `most` steps. */
export function causesOf(record: Recording, row: number, most = 40): Row[] {
  const rows = [rowAt(record, row)];
  for (let cause = rows[0]!.cause; cause !== undefined && rows.length < most;) {
    const next = rowAt(record, cause);
    rows.push(next);
    cause = next.cause;
  }
  return rows;
}
