// Which segments carry again what has been sent before, and what carried it first: told from sequence numbers alone, of any sender (RFC 9293 section 3.8.1).

import type { FrameNumber, RowNumber } from '../../devices/surroundings.ts';
import { add, diff, geq, gt } from '../../wire/seqnum.ts';
import { FIN, SYN } from '../../wire/tcp.ts';
import { flightBefore } from '../passedOn.ts';
import { rowChunkOf, rowIndexOf, type Recording } from '../record.ts';
import { segmentOf } from './segment.ts';
import type { StreamEnd } from './stream.ts';
import { memberOfFrame, streamsOf, type Run } from './streams.ts';

/** Numbers that were used for the first time in the flight of `row`: from `seq` up to, not including, `next`. */
interface Fresh {
  row: RowNumber;
  seq: number;
  next: number;
}

interface Findings {
  /** Flights of the end looked at so far. */
  taken: number;
  /** In the order of their numbers, without gaps but those of what was never seen. */
  fresh: Fresh[];
  /** What a segment carries again was first in this flight. */
  firsts: Map<FrameNumber, RowNumber>;
  /** Frames seen; a switch sends on the one that it got. */
  seen: Set<FrameNumber>;
}

const found = new WeakMap<StreamEnd, Findings>();

/** The flight by which the first of a frame's numbers left its sender the first time; undefined where they are new, or there are none. */
export function firstSentIn(run: Run, frame: FrameNumber): RowNumber | undefined {
  const member = memberOfFrame(run, frame);
  return member && findingsOf(run.record, member.stream.ends[member.side]).firsts.get(frame);
}

/** Looks ahead at about so many more flights; true when there are more to look at. Who asks for one looks at all that are left of its sender. */
export function lookForAgain(run: Run, most: number): boolean {
  let left = most;
  return streamsOf(run).some(({ ends }) =>
    ends.some((end) => {
      const before = found.get(end)?.taken ?? 0;
      const { taken } = findingsOf(run.record, end, before + left);
      left -= taken - before;
      return left <= 0;
    }),
  );
}

/** What is known when so many flights of an end have been looked at, and perhaps more. */
function findingsOf(record: Recording, end: StreamEnd, until = Infinity): Findings {
  let findings = found.get(end);
  if (!findings) found.set(end, (findings = { taken: 0, fresh: [], firsts: new Map(), seen: new Set() }));
  const to = Math.min(until, end.flights.length);
  for (; findings.taken < to; findings.taken++) take(findings, record, end.flights[findings.taken]!);
  return findings;
}

function take({ fresh, firsts, seen }: Findings, record: Recording, row: RowNumber): void {
  const frame = frameOf(record, row);
  if (seen.has(frame)) return;
  seen.add(frame);
  const before = flightBefore(record, row);
  if (before !== undefined) {
    // A router's copy is as new or as old as what it copies.
    const first = firsts.get(frameOf(record, before));
    if (first !== undefined) firsts.set(frame, first);
    return;
  }
  const s = segmentOf(record, frame);
  if (!s) return;
  const next = add(s.seq, s.length + (s.flags & SYN ? 1 : 0) + (s.flags & FIN ? 1 : 0));
  if (next === s.seq) return;
  const last = fresh[fresh.length - 1];
  if (!last || geq(s.seq, last.next)) {
    fresh.push({ row, seq: s.seq, next });
    return;
  }
  const first = whereIs(fresh, s.seq);
  if (first) firsts.set(frame, first.row);
  if (gt(next, last.next)) fresh.push({ row, seq: last.next, next });
}

/** The last of them that begins at or before a number, if the number lies in it. */
function whereIs(fresh: readonly Fresh[], seq: number): Fresh | undefined {
  let low = 0;
  let high = fresh.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (diff(fresh[middle]!.seq, seq) <= 0) low = middle + 1;
    else high = middle;
  }
  const one = fresh[low - 1];
  return one && gt(one.next, seq) ? one : undefined;
}

const frameOf = (record: Recording, row: RowNumber): FrameNumber => rowChunkOf(record, row).frame[rowIndexOf(row)]!;
