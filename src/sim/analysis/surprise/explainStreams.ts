// Explains what surprises about octets of a stream: sends that came together, a send that came in parts, half a character, a send that waits.

import type { RowNumber } from '../../../devices/surroundings.ts';
import { add, diff, geq, gt } from '../../../wire/seqnum.ts';
import type { Past } from '../../owners.ts';
import { rowAt, type Row } from '../../record.ts';
import { countBefore, itself, itsRow } from '../inOrder.ts';
import { payloadOf, receivedIn, type Received } from '../provenance.ts';
import { segmentOf } from '../segment.ts';
import { otherSide, type StreamEnd } from '../stream.ts';
import { memberOfSocket } from '../streams.ts';
import { nameOfEnd, type Described } from './naming.ts';
import { halfOfRead } from './scanStreams.ts';
import type { Surprise } from './surprise.ts';

/** Of many sends, segments or reads so many are named. */
const SHOWN = 4;
/** Flights that are gone back for the segments of a read. */
const FAR = 400;

const NOTHING: Described = { variant: '', parameters: {}, evidence: [] };

/** The first few, and the last. */
const few = <T>(all: readonly T[]): T[] => (all.length > SHOWN ? [...all.slice(0, SHOWN - 1), all.at(-1)!] : [...all]);

/** Several sends in one read: were they together on the wire already? */
export function describedJoined(past: Past, { also }: Surprise): Described {
  const got = receivedIn(past, also[0]!);
  if (!got) return NOTHING;
  const writer = got.stream.ends[got.side];
  const segments = segmentsOf(past, writer, got);
  const joined = segments.some((row) => (payloadOf(past, rowAt(past.record, row).frame!)?.shares.length ?? 0) > 1);
  const sends = got.shares;
  return {
    variant: joined ? 'wire' : 'buffer',
    parameters: {
      peer: nameOfEnd(past, writer),
      count: sends.length,
      first: sends[0]!.write,
      last: sends.at(-1)!.write,
      octets: got.bytes.length,
      segments: segments.length,
    },
    evidence: [...few(sends.map(({ source }) => source.call ?? source.row)), ...few(segments)],
  };
}

/** A read that ended within a send: was it asked for no more, or had no more come? */
export function describedSplit(past: Past, { also }: Surprise, size: number): Described {
  const got = receivedIn(past, also[0]!);
  const share = got?.shares.at(-1);
  if (!got || !share) return NOTHING;
  const { source, write, offset, count } = share;
  const octets = offset + count;
  const end = add(source.seq, source.count);
  const reader = got.stream.ends[otherSide(got.side)];
  const rest = reader.reads
    .slice(countBefore(reader.reads, got.read.row, itsRow) + 1)
    .filter(({ seq, peek }) => !peek && gt(end, seq));
  const writer = got.stream.ends[got.side];
  return {
    variant: got.bytes.length >= size ? 'asked' : 'arrived',
    parameters: {
      ...{ peer: nameOfEnd(past, writer), write, of: source.count },
      ...{ octets, size, left: source.count - octets },
    },
    evidence: [
      source.call ?? source.row,
      ...few(segmentsOf(past, writer, got)),
      ...few(rest.slice(0, SHOWN).map(({ call, row }) => call ?? row)),
    ],
  };
}

/** `row`: a `tcp-read`. */
export function describedHalf(past: Past, row: Row): Described {
  const got = receivedIn(past, row.number);
  if (!got) return { variant: 'stream', parameters: { have: 0, of: 0 }, evidence: [] };
  const writer = got.stream.ends[got.side];
  const half = halfOfRead(past, writer, got.read) ?? { have: 0, of: 0 };
  const { source } = got.shares.at(-1) ?? {};
  const { reads } = got.stream.ends[otherSide(got.side)];
  const next = reads[countBefore(reads, row.number, itsRow) + 1];
  return {
    variant: 'stream',
    parameters: { ...half },
    evidence: [
      ...(source ? [source.call ?? source.row] : []),
      got.read.call ?? got.read.row,
      ...(next ? [next.call ?? next.row] : []),
    ],
  };
}

/** A send that waits: what waits with it, and what the peer has not read. `known`: the segment that closed the window. */
export function describedFull(past: Past, { device, connection, known }: Surprise): Described {
  const member = connection === undefined ? undefined : memberOfSocket(past, device, connection);
  if (!member) return NOTHING;
  const { writes } = member.stream.ends[member.side];
  const peer = member.stream.ends[otherSide(member.side)];
  const { last: told, over } = closedFrom(past, peer, known[0]!);
  const segment = segmentOf(past.record, rowAt(past.record, told).frame!)!;
  const last = writes[countBefore(writes, over, itsRow) - 1];
  const reads = peer.reads.slice(0, countBefore(peer.reads, told, itsRow)).filter(({ peek }) => !peek);
  const read = reads.at(-1);
  const from = read ? add(read.seq, read.count) : (writes[0]?.seq ?? segment.ack);
  return {
    variant: 'full',
    parameters: {
      peer: nameOfEnd(past, peer),
      waiting: last ? Math.max(0, diff(add(last.seq, last.count), segment.ack)) : 0,
      unread: Math.max(0, diff(segment.ack, from)),
    },
    evidence: [],
  };
}

/** Up to which segment the window stays closed, and the row in which it opens again. */
function closedFrom(past: Past, { flights }: StreamEnd, first: RowNumber): { last: RowNumber; over: RowNumber } {
  let last = first;
  for (let i = countBefore(flights, first, itself); i < flights.length; i++) {
    if (segmentOf(past.record, rowAt(past.record, flights[i]!).frame!)?.window !== 0)
      return { last, over: flights[i]! };
    last = flights[i]!;
  }
  return { last, over: past.record.rowCount };
}

/** The first flights of the segments that carried octets of a read, in order. */
function segmentsOf(past: Past, { flights }: StreamEnd, { read }: Received): RowNumber[] {
  const bySeq = new Map<number, RowNumber>();
  const end = add(read.seq, read.count);
  const before = countBefore(flights, read.row, itself);
  for (let i = before - 1; i >= Math.max(0, before - FAR); i--) {
    const s = segmentOf(past.record, rowAt(past.record, flights[i]!).frame!);
    if (!s?.length || geq(s.seq, end) || geq(read.seq, add(s.seq, s.length))) continue;
    bySeq.set(s.seq, flights[i]!);
  }
  return [...bySeq.values()].sort((a, b) => a - b);
}
