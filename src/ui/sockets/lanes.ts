// What the sockets view shows of a connection at an instant: for each direction the calls of send, the send buffer, the cable, the receive buffer, the calls of recv.

import { countBefore, itself, itsRow } from '../../sim/analysis/inOrder.ts';
import { payloadOf, receivedIn, type Octets, type Received } from '../../sim/analysis/provenance.ts';
import { buffersAt, type Buffers } from '../../sim/analysis/buffers.ts';
import { otherSide, type Side, type Stream, type Read, type StreamEnd, type Write } from '../../sim/analysis/stream.ts';
import { whyWaits, type Waits } from '../../sim/analysis/waiting.ts';
import type { History } from '../../sim/history.ts';
import { rowAt, rowChunkOf, rowIndexOf, type Recording } from '../../sim/record.ts';
import type { WorldState } from '../../sim/state.ts';

/** What is looked at: the run, and its world at the playhead, when `rows` rows had been written. */
export interface Moment {
  history: History;
  state: WorldState;
  rows: number;
}

/** A segment with octets on its way, on one cable or waiting for it. */
export interface Carried extends Octets {
  row: number;
  frame: number;
  /** Sent before, as far as this run has told. */
  again: boolean;
}

/** One direction of a connection: what `from` sends and `to` reads. */
export interface Lane {
  side: Side;
  from: StreamEnd;
  to: StreamEnd;
  /** Undefined while the host has no such connection, or where it is no simulated one. */
  sender: Buffers | undefined;
  receiver: Buffers | undefined;
  writes: Write[];
  wire: Carried[];
  reads: Received[];
  /** Octets that have been handed over, and read, up to now. */
  written: number;
  read: number;
  waits: Waits | undefined;
}

/** Calls that are shown, the latest ones. */
export const CALLS_SHOWN = 12;

/** Both directions; the one in which something was written first comes first. */
export function lanesOf(moment: Moment, stream: Stream): [Lane, Lane] {
  const lanes = ([0, 1] as const).map((side) => laneOf(moment, stream, side));
  const [a, b] = lanes as [Lane, Lane];
  const first = (lane: Lane): number => lane.from.writes[0]?.row ?? Infinity;
  return first(b) < first(a) ? [b, a] : [a, b];
}

function laneOf(moment: Moment, stream: Stream, side: Side): Lane {
  const { history, state, rows } = moment;
  const from = stream.ends[side];
  const to = stream.ends[otherSide(side)];
  const sent = from.device === undefined ? undefined : buffersAt(history, state, from.device, from.socket!);
  const got = to.device === undefined ? undefined : buffersAt(history, state, to.device, to.socket!);
  const writes = countBefore(from.writes, rows, itsRow);
  const reads = countBefore(to.reads, rows, itsRow);
  return {
    ...{ side, from, to },
    sender: sent,
    receiver: got,
    writes: from.writes.slice(Math.max(0, writes - CALLS_SHOWN), writes),
    wire: carried(moment, from),
    reads: to.reads
      .slice(Math.max(0, reads - CALLS_SHOWN), reads)
      .flatMap((read) => receivedIn(history, read.row) ?? []),
    written: octetsOfFirst(from.writes, writes),
    read: octetsOfFirst(to.reads, reads),
    waits: sent && whyWaits(sent.tcb, state.now),
  };
}

/** For lists of calls, which only grow: at each place what the calls before it have moved. */
const summed = new WeakMap<readonly (Write | Read)[], number[]>();

/** Octets that the first so many calls have written, or have taken out. */
function octetsOfFirst(calls: readonly (Write | Read)[], many: number): number {
  let sums = summed.get(calls);
  if (!sums) summed.set(calls, (sums = [0]));
  while (sums.length <= many) {
    const call = calls[sums.length - 1]!;
    sums.push(sums[sums.length - 1]! + ('peek' in call && call.peek ? 0 : call.count));
  }
  return sums[many]!;
}

/** How many flights are looked back at: more are not on their way at once, or cannot be told apart any more. */
const FLIGHTS_BACK = 400;
/** Segments that are drawn one by one. */
const SEGMENTS_SHOWN = 8;

/** The segments with octets that are on a cable now. */
function carried({ history, state, rows }: Moment, from: StreamEnd): Carried[] {
  const { record } = history;
  const { flights } = from;
  const found: Carried[] = [];
  let at = countBefore(flights, rows, itself);
  for (let back = 0; at > 0 && back < FLIGHTS_BACK && found.length < SEGMENTS_SHOWN; back++) {
    const row = flights[--at]!;
    const chunk = rowChunkOf(record, row);
    if (chunk.y[rowIndexOf(row)]! <= state.now) continue;
    const frame = chunk.frame[rowIndexOf(row)]!;
    const payload = payloadOf(history, frame);
    if (!payload?.bytes.length) continue;
    const { seq, bytes, shares } = payload;
    found.push({ row, frame, again: isAgain(record, row), seq, bytes, shares });
  }
  return found.reverse();
}

/** Why the frame was first put on a cable says it; a switch or router in between only passes it on. */
function isAgain(record: Recording, row: number): boolean {
  let one = rowAt(record, row);
  while (one.cause !== undefined && /forwarded|flooded|repeated/.test(one.reason)) one = rowAt(record, one.cause);
  return /retransmission/.test(one.reason);
}

/** A run of octets of one call, to be drawn together. `write` 0: nobody that the simulator knows wrote them. */
export interface Group {
  write: number;
  /** Place of the first octet of what one call wrote, and of the bytes shown. */
  offset: number;
  at: number;
  count: number;
}

/** Octets as runs by the calls that wrote them, those of nobody between them; `cut`: a place where a run is divided (sent and not sent). */
export function groupsOf({ seq, bytes, shares }: Octets, cut?: number): Group[] {
  const groups: Group[] = [];
  let at = 0;
  const add = (group: Group): void => {
    if (cut !== undefined && group.at < cut && cut < group.at + group.count) {
      const head = cut - group.at;
      groups.push({ ...group, count: head });
      groups.push({ ...group, offset: group.offset + head, at: cut, count: group.count - head });
    } else if (group.count > 0) groups.push(group);
    at = group.at + group.count;
  };
  for (const { source, offset, count, write } of shares) {
    const start = ((source.seq + offset - seq) >>> 0) as number;
    if (start > at) add({ write: 0, offset: 0, at, count: start - at });
    add({ write, offset, at: start, count });
  }
  if (at < bytes.length) add({ write: 0, offset: 0, at, count: bytes.length - at });
  return groups;
}

/** An octet as a character where it prints, else in hexadecimal. */
export function octetText(octet: number): string {
  if (octet === 0x20) return '␣';
  if (octet === 0x0a) return '↵';
  return octet > 0x20 && octet < 0x7f ? String.fromCharCode(octet) : octet.toString(16).padStart(2, '0');
}
