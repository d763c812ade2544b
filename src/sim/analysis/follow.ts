// What both ends of a connection or a UDP conversation said to each other, in turn, as Wireshark's "Follow Stream" tells it.

import type { FrameNumber, RowNumber } from '../../devices/surroundings.ts';
import { add, diff, gt } from '../../wire/seqnum.ts';
import { SYN } from '../../wire/tcp.ts';
import { frameBytes, rowAt, type Recording } from '../record.ts';
import { conversationOf, datagramIn } from './conversations.ts';
import { octetsOf, type SourcedShare } from './provenance.ts';
import { segmentOf } from './segment.ts';
import type { Side, Stream } from './stream.ts';
import { memberOfFrame, type Run } from './streams.ts';

/** Octets that one side sent, and the flight by which they left it the first time. */
export interface Said {
  side: Side;
  row: RowNumber;
  frame: FrameNumber;
  bytes: Uint8Array;
  /** Which calls of `send` wrote them, as far as simulated hosts did. */
  shares: readonly SourcedShare[];
  /** So many octets before these were never seen. */
  missing: number;
}

/** A whole conversation. Side 0 spoke first, or asked for the connection. */
export interface Followed {
  protocol: 'tcp' | 'udp';
  ends: [{ ip: number; port: number }, { ip: number; port: number }];
  said: Said[];
}

/** The conversation that a frame belongs to; undefined where it carries neither a segment nor a datagram. `before`: only what left by that row. */
export function followed(run: Run, frame: FrameNumber, before: RowNumber = run.record.rowCount): Followed | undefined {
  const member = memberOfFrame(run, frame);
  if (member) return { protocol: 'tcp', ends: member.stream.ends, said: segmentsOf(run.record, member.stream, before) };
  const conversation = conversationOf(run.record, frame);
  if (!conversation) return undefined;
  const said = conversation.flights
    .filter(({ row }) => row < before)
    .map(({ row, side }): Said => {
      const one = rowAt(run.record, row).frame!;
      return { side, row, frame: one, bytes: datagramIn(frameBytes(run.record, one))!.bytes, shares: [], missing: 0 };
    });
  return { protocol: 'udp', ends: conversation.ends, said };
}

/** Each octet once, when it was sent the first time: in the order of their numbers in each direction, and in turn as they left. */
function segmentsOf(record: Recording, { ends }: Stream, before: RowNumber): Said[] {
  const next: [number | undefined, number | undefined] = [undefined, undefined];
  const said: Said[] = [];
  for (const { row, side } of inTurn(ends[0].flights, ends[1].flights)) {
    if (row >= before) break;
    const frame = rowAt(record, row).frame!;
    const carrier = frameBytes(record, frame);
    const s = segmentOf(record, frame);
    if (!s?.length) continue;
    const start = s.flags & SYN ? add(s.seq, 1) : s.seq;
    const end = add(start, s.length);
    const first = ends[side].first;
    const expected = next[side] ?? (first === undefined ? start : add(first, 1));
    next[side] ??= expected;
    if (!gt(end, expected)) continue;
    const skip = Math.max(0, diff(expected, start));
    const bytes = carrier.slice(s.payload + skip, s.payload + s.length);
    const { shares } = octetsOf(ends[side], add(start, skip), bytes);
    said.push({ side, row, frame, bytes, shares, missing: Math.max(0, diff(start, expected)) });
    next[side] = end;
  }
  return said;
}

/** Rows of both sides in order. */
function inTurn(a: readonly RowNumber[], b: readonly RowNumber[]): { row: RowNumber; side: Side }[] {
  const rows = [...a.map((row) => ({ row, side: 0 as Side })), ...b.map((row) => ({ row, side: 1 as Side }))];
  return rows.sort((x, y) => x.row - y.row);
}
