// The segments that each end of a connection has sent: which numbers they carried, which of them came again, and which never arrived.

import type { Instant } from '../../base/time.ts';
import type { FrameNumber, RowNumber } from '../../devices/surroundings.ts';
import { span } from '../../wire/seqnum.ts';
import { FIN, SYN } from '../../wire/tcp.ts';
import type { History } from '../history.ts';
import { flightLostIn } from '../lost.ts';
import { flightBefore } from '../passedOn.ts';
import { DROP, FLIGHT, frameIsBad, rowChunkOf, rowIndexOf, type Recording } from '../record.ts';
import { endsOf } from '../world.ts';
import { firstSentIn } from './again.ts';
import { segmentOf } from './segment.ts';
import { otherSide, type Stream } from './stream.ts';
import { memberOfFrame } from './streams.ts';

export interface SentSegment {
  /** The flight by which it left its sender, and when its first bit did. */
  row: RowNumber;
  at: Instant;
  frame: FrameNumber;
  /** The number of its first octet, from the ISN on; and how many octets of data it has. */
  seq: number;
  octets: number;
  syn: boolean;
  fin: boolean;
  /** It begins with what has been sent before. */
  again: boolean;
  /** When its last bit reaches the peer's host; undefined while no flight leads there. */
  arrives: Instant | undefined;
  /** The row that tells that it, or a copy of it, was thrown away on the way. */
  dropped: RowNumber | undefined;
}

/** How far a record has been gone through for one connection. */
export interface Tally {
  row: RowNumber;
  segments: [SentSegment[], SentSegment[]];
  /** Which segment a flight carries, whichever cable that is. */
  carried: Map<RowNumber, SentSegment>;
  /** The flight by which a segment arrives. */
  arrivals: Map<SentSegment, RowNumber>;
}

export const createTally = (row: RowNumber): Tally => ({
  ...{ row, segments: [[], []], carried: new Map(), arrivals: new Map() },
});

/** It was thrown away, and nothing of it arrived. */
export const isLost = ({ dropped, arrives }: SentSegment): boolean => dropped !== undefined && arrives === undefined;

/** Goes through so many rows more; true when there are still others. */
export function tallyMore(history: History, stream: Stream, tally: Tally, rows: number): boolean {
  const { record } = history;
  const end = Math.min(record.rowCount, tally.row + rows);
  for (; tally.row < end; tally.row++) {
    const kind = rowChunkOf(record, tally.row).kind[rowIndexOf(tally.row)]!;
    if (kind === FLIGHT) takeFlight(history, stream, tally, tally.row);
    else if (kind === DROP) takeDrop(record, tally, tally.row);
  }
  return tally.row < record.rowCount;
}

function takeFlight(history: History, stream: Stream, tally: Tally, row: RowNumber): void {
  const { record, live } = history;
  const chunk = rowChunkOf(record, row);
  const i = rowIndexOf(row);
  const frame = chunk.frame[i]!;
  const member = memberOfFrame(history, frame);
  if (member?.stream !== stream) return;
  const before = flightBefore(record, row);
  const segment = before === undefined ? sentIn(history, stream, tally, row, frame) : tally.carried.get(before);
  if (!segment) return;
  tally.carried.set(row, segment);
  const [device] = endsOf(live.state, chunk.where[i]!).to;
  const peer = stream.ends[otherSide(member.side)].device;
  if (device !== peer || segment.arrives !== undefined || frameIsBad(record, frame)) return;
  segment.arrives = chunk.y[i]!;
  tally.arrivals.set(segment, row);
}

function sentIn(
  history: History,
  stream: Stream,
  { segments }: Tally,
  row: RowNumber,
  frame: FrameNumber,
): SentSegment | undefined {
  const { record } = history;
  const s = segmentOf(record, frame);
  if (!s) return undefined;
  const { side } = memberOfFrame(history, frame)!;
  const segment: SentSegment = {
    ...{ row, frame, at: rowChunkOf(record, row).x[rowIndexOf(row)]! },
    ...{ seq: span(stream.ends[side].first ?? s.seq, s.seq), octets: s.length },
    ...{ syn: (s.flags & SYN) !== 0, fin: (s.flags & FIN) !== 0, again: firstSentIn(history, frame) !== undefined },
    ...{ arrives: undefined, dropped: undefined },
  };
  segments[side].push(segment);
  return segment;
}

/** A flight that was lost on its cable did not arrive. What TCP at the other end ignores did. */
function takeDrop(record: Recording, { carried, arrivals }: Tally, row: RowNumber): void {
  const flight = rowChunkOf(record, row).cause[rowIndexOf(row)]!;
  const segment = carried.get(flight);
  if (!segment) return;
  segment.dropped ??= row;
  if (flightLostIn(record, row) !== undefined && arrivals.get(segment) === flight) {
    segment.arrives = undefined;
    arrivals.delete(segment);
  }
}
