// Who wrote which octet: what a segment carries, what waits in a buffer and what a call of `recv` got, each taken apart by the calls of `send`.

import type { FrameNumber, RowNumber } from '../../devices/surroundings.ts';
import { sharesOf, type Share } from '../../stack/sockets/provenance.ts';
import { add, diff, geq, gt } from '../../wire/seqnum.ts';
import { SYN } from '../../wire/tcp.ts';
import { frameBytes, rowAt, type Row } from '../record.ts';
import { countBefore, itself, itsRow } from './inOrder.ts';
import { segmentOf } from './segment.ts';
import { otherSide, type Read, type Side, type Stream, type StreamEnd, type Write } from './stream.ts';
import { effectOfCall, memberOfFrame, memberOfSocket, type Run } from './streams.ts';

/** A run of octets that one call of `send` wrote, from `offset` of what it wrote on, and that call: its row, process, number and time. */
export interface SourcedShare extends Share {
  source: Write;
}

/** Octets of a stream with consecutive numbers. */
export interface Octets {
  /** The sequence number of the first one. */
  seq: number;
  bytes: Uint8Array;
  /** By the calls that wrote them, in order. Octets that no simulated host wrote (they came from outside) are in none. */
  shares: SourcedShare[];
}

/** The place of the first call whose octets reach beyond `seq`; as many as there are calls where none does. */
export function reaching(writes: readonly Write[], seq: number): number {
  // They are in order, so it is found by halving.
  let low = 0;
  let high = writes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (gt(add(writes[middle]!.seq, writes[middle]!.count), seq)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Takes apart `count` octets from number `seq` on, of those that this end sent. */
export function sharesIn({ writes }: StreamEnd, seq: number, count: number): SourcedShare[] {
  const low = reaching(writes, seq);
  let last = low;
  const end = add(seq, count);
  while (last < writes.length && !geq(writes[last]!.seq, end)) last++;
  return sharesOf(writes.slice(low, last), seq, count).map((share) => ({ ...share, source: writes[share.write - 1]! }));
}

/** What a segment carries: its connection, the end that sent it, its octets. */
export interface Payload extends Octets {
  stream: Stream;
  side: Side;
}

/** What the segment of a frame carries; undefined where the frame has no segment. Without payload `bytes` is empty. */
export function payloadOf(run: Run, frame: FrameNumber): Payload | undefined {
  const member = memberOfFrame(run, frame);
  const bytes = frameBytes(run.record, frame);
  const s = member && segmentOf(run.record, frame);
  if (!s) return undefined;
  const seq = s.flags & SYN ? add(s.seq, 1) : s.seq;
  const { stream, side } = member;
  return { stream, side, ...octetsOf(stream.ends[side], seq, bytes.slice(s.payload, s.payload + s.length)) };
}

/** Octets with their writers. */
export const octetsOf = (writer: StreamEnd, seq: number, bytes: Uint8Array): Octets => ({
  ...{ seq, bytes },
  shares: sharesIn(writer, seq, bytes.length),
});

/** What a call of `recv` got. */
export interface Received extends Payload {
  read: Read;
}

/** What was read in a row: a `tcp-read` or `tcp-peeked`, or the call that brought it about. Undefined for any other row. */
export function receivedIn(run: Run, row: RowNumber): Received | undefined {
  const own = readRow(run, row);
  if (!own) return undefined;
  const member = memberOfSocket(run, own.device!, own.socket!);
  if (!member) return undefined;
  const { stream } = member;
  const { reads } = stream.ends[member.side];
  const read = reads[countBefore(reads, own.number, itsRow)]!;
  const side = otherSide(member.side);
  const bytes = octetsSent(run, stream.ends[side], read.seq, read.count, read.row);
  return { stream, side, read, ...octetsOf(stream.ends[side], read.seq, bytes) };
}

/** The row that tells what was read in a row, or by the call of that row. */
function readRow(run: Run, number: RowNumber): Row | undefined {
  const row = rowAt(run.record, number);
  const effect = row.reason === 'socket-call' ? effectOfCall(run, number) : number;
  const own = effect === undefined ? undefined : rowAt(run.record, effect);
  return own?.reason === 'tcp-read' || own?.reason === 'tcp-peeked' ? own : undefined;
}

/**
 * Octets of a stream, out of the segments that carried them before row `before`; what none carried is zero. The latest segment counts: of what was
 * damaged on the way only the last copy was taken.
 */
export function octetsSent(
  run: Run,
  { flights }: StreamEnd,
  seq: number,
  count: number,
  before: RowNumber = run.record.rowCount,
): Uint8Array {
  const bytes = new Uint8Array(count);
  const have = new Uint8Array(count);
  let missing = count;
  let known = -1;
  for (let i = countBefore(flights, before, itself) - 1; i >= 0 && missing > 0; i--) {
    const { frame } = rowAt(run.record, flights[i]!);
    if (frame === known) continue; // the same segment on the cable before
    known = frame!;
    const carrier = frameBytes(run.record, known);
    const s = segmentOf(run.record, known)!;
    const start = s.flags & SYN ? add(s.seq, 1) : s.seq;
    const to = Math.min(s.length, carrier.length - s.payload, diff(add(seq, count), start));
    for (let k = Math.max(0, diff(seq, start)); k < to; k++) {
      const at = diff(add(start, k), seq);
      if (have[at]) continue;
      have[at] = 1;
      bytes[at] = carrier[s.payload + k]!;
      missing--;
    }
  }
  return bytes;
}
