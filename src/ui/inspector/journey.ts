// The way of a packet from port to port: which flight led to which, back to where it was sent and on to wherever copies of it went.

import type { RowIndex } from '../../player/rowIndex.ts';
import { rowAt, type Recording, type Row } from '../../sim/record.ts';

/** One flight of the journey. */
export interface Hop {
  flight: Row;
  /** How many forks came before it: copies of a flood stand side by side at the same depth, a way without forks stays at 0. */
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

/** What the journey needs to know of frames: do two of them carry the same packet? */
export type SamePacket = (a: number, b: number) => boolean;

/** The flight that a flight passes on. A packet that had to wait for a MAC goes on when the answer comes, so its way back leads over the question. */
function before(record: Recording, row: Row, same: SamePacket): Row | undefined {
  if (passesOn(row)) {
    const cause = row.cause === undefined ? undefined : rowAt(record, row.cause);
    return cause?.kind === 'flight' ? cause : undefined;
  }
  if (row.reason !== 'released-after-arp') return undefined;
  const arrival = causesOf(record, row.number).find(
    (one) => one.number !== row.number && one.kind === 'flight' && same(one.frame!, row.frame!),
  );
  return arrival;
}

/** The flights by which a flight was passed on. */
function after(record: Recording, index: RowIndex, row: Row, same: SamePacket): Row[] {
  const next = index.consequencesOf(row.number).map((number) => rowAt(record, number));
  const asked = next.some((one) => one.reason === 'arp-asking');
  return [...next.filter(passesOn), ...(asked ? released(record, index, row, same) : [])];
}

/** Packets that were released when the question that this flight gave rise to was answered. */
function released(record: Recording, index: RowIndex, row: Row, same: SamePacket): Row[] {
  const found: Row[] = [];
  let pending = [row.number];
  for (let turn = 0; turn < 12 && pending.length && pending.length < 200; turn++) {
    pending = pending.flatMap((number) => index.consequencesOf(number));
    for (const number of pending) {
      const one = rowAt(record, number);
      if (one.reason === 'released-after-arp' && same(one.frame!, row.frame!)) found.push(one);
    }
    if (found.length) return found;
  }
  return found;
}

/** The whole journey of a flight, in order of departure within each branch; at most `most` hops, and the flight itself is always among them. */
export function journeyOf(record: Recording, index: RowIndex, flight: number, same: SamePacket, most = 60): Journey {
  const path = pathTo(record, flight, same);
  const hops: Hop[] = [];
  const pending: Hop[] = [{ flight: path[0]!, depth: 0 }];
  while (pending.length && hops.length < most) {
    const hop = pending.pop()!;
    hops.push(hop);
    const next = after(record, index, hop.flight, same);
    const depth = hop.depth + (next.length > 1 ? 1 : 0);
    for (const row of next.reverse()) pending.push({ flight: row, depth, before: hop.flight });
  }
  if (!hops.some((hop) => hop.flight.number === flight)) {
    // A storm has more branches than anybody reads: tell the way to this very flight and leave the rest.
    return {
      hops: path.map((row, i) => ({ flight: row, depth: 0, ...(i ? { before: path[i - 1]! } : {}) })),
      cut: true,
    };
  }
  return { hops, cut: pending.length > 0 };
}

function pathTo(record: Recording, flight: number, same: SamePacket): Row[] {
  const path = [rowAt(record, flight)];
  for (let row = before(record, path[0]!, same); row; row = before(record, row, same)) path.unshift(row);
  return path;
}

/** The row at which the sender of a journey's first flight made up its mind: for a packet that had to wait, when it asked for the MAC. */
export function decidingRow(record: Recording, flight: Row): number {
  if (flight.reason !== 'released-after-arp') return flight.number;
  return causesOf(record, flight.number).find((row) => row.reason === 'arp-asking')?.number ?? flight.number;
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
