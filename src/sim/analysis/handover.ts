// Where a packet meets the programs: the row that tells what a program handed over for it at the sender, and the one in which a program took it at the receiver.

import type { RowNumber } from '../../devices/surroundings.ts';
import { add, diff, gt, leq } from '../../wire/seqnum.ts';
import { frameBytes, rowAt, type Recording, type Row } from '../record.ts';
import { endsOf } from '../world.ts';
import { datagramIn } from './conversations.ts';
import { payloadOf } from './provenance.ts';
import { segmentOf } from './segment.ts';
import { otherSide } from './stream.ts';
import { memberOfFrame, type Run } from './streams.ts';

/** So many causes are gone back from a flight to the program that wanted it. */
const FAR = 40;
/** So many rows are looked through for the call that took a datagram. */
const AFTER = 20_000;

/** The row of the call of `send` or `sendto`, or of the start of the program, that a first flight of a packet goes back to; undefined where the system sends of its own. */
export function handedOverIn(run: Run, flight: RowNumber): RowNumber | undefined {
  const { record } = run;
  const row = rowAt(record, flight);
  const shares = row.frame === undefined ? [] : (payloadOf(run, row.frame)?.shares ?? []);
  const call = shares[0]?.source.call;
  if (call !== undefined) return call;
  if (row.frame !== undefined && memberOfFrame(run, row.frame)) return undefined;
  const { from } = endsOf(run.live.state, row.direction!);
  return causedBy(record, row, (one) => one.device === from[0] && isProgram(one));
}

/** Packets that no program sends. */
const ANSWERS: ReadonlySet<string> = new Set(['echo-reply', 'icmp-error']);

/** A call of a socket, or a program that sends without one. */
const isProgram = ({ reason }: Row): boolean => reason === 'socket-call' || reason === 'program-started';

function causedBy(record: Recording, row: Row, fits: (row: Row) => boolean): RowNumber | undefined {
  let one = row;
  for (let steps = 0; steps < FAR && one.cause !== undefined && one.cause >= record.firstRow; steps++) {
    const before = one;
    one = rowAt(record, one.cause);
    if (fits(one)) return one.number;
    // What another machine's packet brought about, the system answered by itself.
    if (one.kind === 'flight' && ANSWERS.has(before.reason)) return undefined;
  }
  return undefined;
}

/** The row in which a program took the first octet that a flight brought, however late; undefined where none has, or the packet is for no program. */
export function takenIn(run: Run, flight: RowNumber): RowNumber | undefined {
  const { record } = run;
  const { frame } = rowAt(record, flight);
  const member = frame === undefined ? undefined : memberOfFrame(run, frame);
  if (!member) return datagramTakenIn(record, flight);
  const s = segmentOf(record, frame!);
  if (!s || s.length === 0) return undefined;
  const { reads } = member.stream.ends[otherSide(member.side)];
  return reads.find(({ row, seq, count, peek }) => {
    return !peek && row > flight && leq(seq, s.seq) && gt(add(seq, count), s.seq) && diff(s.seq, seq) < count;
  })?.row;
}

/** A datagram is taken by a call; of anything else only a program without a port tells something (ping prints a line). */
function datagramTakenIn(record: Recording, flight: RowNumber): RowNumber | undefined {
  const isDatagram = datagramIn(frameBytes(record, rowAt(record, flight).frame!)) !== undefined;
  const end = Math.min(record.rowCount, flight + AFTER);
  for (let number = flight + 1; number < end; number++) {
    const row = rowAt(record, number);
    if (isDatagram ? row.reason === 'udp-read' && row.x === flight : row.kind === 'program' && row.cause === flight)
      return number;
  }
  return undefined;
}
