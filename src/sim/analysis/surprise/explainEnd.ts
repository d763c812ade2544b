// Explains how connections end where that surprises: refused, reset, a broken pipe, the end of a stream.

import type { RowNumber } from '../../../devices/surroundings.ts';
import { add, diff, gt } from '../../../wire/seqnum.ts';
import { FIN, RST, SYN } from '../../../wire/tcp.ts';
import type { Past } from '../../owners.ts';
import { rowAt, type Row } from '../../record.ts';
import { countBefore, itself, itsRow } from '../inOrder.ts';
import { segmentOf } from '../segment.ts';
import { otherSide, type StreamEnd } from '../stream.ts';
import { memberOfSocket } from '../streams.ts';
import { addressGiven, calledIn, type Called } from './calledText.ts';
import { nameOfEnd, ownerOfAddress, type Described } from './naming.ts';
import type { Surprise } from './surprise.ts';

/** Both ends of the connection of a surprise. */
function endsOf(past: Past, { device, connection }: Surprise): { near: StreamEnd; far: StreamEnd } | undefined {
  const member = connection === undefined ? undefined : memberOfSocket(past, device, connection);
  return member && { near: member.stream.ends[member.side], far: member.stream.ends[otherSide(member.side)] };
}

/** The first flight of the last segment with a flag that an end sent before a row. */
function lastWith(past: Past, { flights }: StreamEnd, flag: number, before: RowNumber): RowNumber | undefined {
  let found: RowNumber | undefined;
  let seq: number | undefined;
  for (let i = countBefore(flights, before, itself) - 1; i >= 0; i--) {
    const s = segmentOf(past.record, rowAt(past.record, flights[i]!).frame!)!;
    if (s.flags & flag && (seq === undefined || seq === s.seq)) {
      found = flights[i]!;
      seq = s.seq;
    } else if (seq !== undefined) break;
  }
  return found;
}

/** What made an end hang up: its call of `close` or `shutdown`, or the end of its program. */
interface HungUp {
  by: 'closed' | 'shutdown' | 'ended';
  row: RowNumber;
}

/** So many rows around one are looked through for what belongs to it. */
const NEAR = 30;

function hungUp(past: Past, { states, device, pid }: StreamEnd, before: RowNumber): HungUp | undefined {
  const left = states.slice(0, countBefore(states, before, itsRow)).find(({ from, to }) => {
    return to === 'FIN-WAIT-1' || to === 'LAST-ACK' || (to === 'CLOSED' && from !== 'SYN-SENT');
  });
  if (!left) return undefined;
  const { cause } = rowAt(past.record, left.row);
  const call = cause === undefined ? undefined : rowAt(past.record, cause);
  if (call?.reason === 'socket-call') {
    const name = calledIn(past.record.texts[call.x] ?? '')?.name;
    if (name === 'close' || name === 'shutdown')
      return { by: name === 'close' ? 'closed' : 'shutdown', row: call.number };
  }
  for (let number = left.row - 1; number >= Math.max(past.record.firstRow, left.row - NEAR); number--) {
    const row = rowAt(past.record, number);
    if (row.reason === 'program-exited' && row.device === device && row.y === pid) return { by: 'ended', row: number };
  }
  return undefined;
}

const rowsIn = (...rows: (RowNumber | undefined)[]): RowNumber[] => rows.filter((row) => row !== undefined);

/** `recv` gave nothing. */
export function describedEmpty(past: Past, surprise: Surprise): Described {
  const ends = endsOf(past, surprise);
  if (!ends) return { variant: 'own', parameters: { peer: '', program: '' }, evidence: [] };
  const { far } = ends;
  const fin = lastWith(past, far, FIN, surprise.row);
  const why = fin === undefined ? undefined : hungUp(past, far, surprise.row);
  const reset = fin === undefined ? lastWith(past, far, RST, surprise.row) : undefined;
  return {
    variant: why?.by ?? (fin !== undefined ? 'fin' : reset !== undefined ? 'reset' : 'own'),
    parameters: { peer: nameOfEnd(past, far), program: far.program ?? '' },
    evidence: rowsIn(why?.row, fin, reset),
  };
}

/** `connect` was refused; of a datagram socket an ICMP error has come. */
export function describedRefusal(past: Past, surprise: Surprise, called: Called): Described {
  const given = addressGiven(called);
  const ends = endsOf(past, surprise);
  const peer = given ? ownerOfAddress(past, given.ip, surprise.row) : ends ? nameOfEnd(past, ends.far) : '';
  const parameters = { peer, address: given?.ip ?? '', port: given?.port ?? ends?.far.port ?? 0 };
  if (!ends) return { variant: 'datagram', parameters, evidence: [] };
  const syn = lastWith(past, ends.near, SYN, surprise.row);
  const reset = lastWith(past, ends.far, RST, surprise.row);
  const refusal = reset === undefined ? undefined : refusedIn(past, reset);
  return {
    variant: refusal === undefined ? 'reset' : 'nobody',
    parameters,
    evidence: rowsIn(syn, refusal, reset),
  };
}

/** The row beside a reset that says that nobody had the port. */
function refusedIn(past: Past, reset: RowNumber): RowNumber | undefined {
  const { cause } = rowAt(past.record, reset);
  const last = Math.min(past.record.rowCount - 1, reset + NEAR);
  for (let number = Math.max(past.record.firstRow, reset - NEAR); number <= last; number++) {
    const row = rowAt(past.record, number);
    if (row.reason === 'tcp-no-port' && row.cause === cause) return number;
  }
  return undefined;
}

/** The connection was reset: by whom, and why. */
export function describedReset(past: Past, surprise: Surprise): Described {
  const ends = endsOf(past, surprise);
  const nobody = { peer: '', program: '', octets: 0 };
  if (!ends) return { variant: 'unknown', parameters: nobody, evidence: [] };
  const { near, far } = ends;
  const reset = lastWith(past, far, RST, surprise.row);
  const parameters = { peer: nameOfEnd(past, far), program: far.program ?? '', octets: 0 };
  if (reset === undefined) return { variant: 'unknown', parameters, evidence: [] };
  const why = hungUp(past, far, surprise.row);
  const { cause } = rowAt(past.record, reset);
  const before = cause === undefined ? undefined : rowAt(past.record, cause);
  // A segment that came to a closed socket is answered; a close that leaves octets unread resets at once.
  if (before?.kind === 'flight')
    return { variant: why ? 'gone' : 'unknown', parameters, evidence: rowsIn(why?.row, before.number, reset) };
  const { octets, row } = unread(past, near, far, rowAt(past.record, reset));
  return {
    variant: octets > 0 ? 'unread' : why ? 'abort' : 'unknown',
    parameters: { ...parameters, octets },
    evidence: rowsIn(row, why?.row, reset),
  };
}

/** How many octets had come to `reader` and had not been read when a row was written, and the send that wrote the last of them. */
function unread(past: Past, writer: StreamEnd, reader: StreamEnd, by: Row): { octets: number; row?: RowNumber } {
  const { flights, writes, first } = writer;
  const reads = reader.reads.slice(0, countBefore(reader.reads, by.number, itsRow)).filter(({ peek }) => !peek);
  const read = reads.at(-1);
  const from = read ? add(read.seq, read.count) : first === undefined ? undefined : add(first, 1);
  if (from === undefined) return { octets: 0 };
  let end = from;
  for (let i = countBefore(flights, by.number, itself) - 1; i >= 0; i--) {
    const flight = rowAt(past.record, flights[i]!);
    const s = segmentOf(past.record, flight.frame!)!;
    if (flight.arrives! > by.at || !s.length) continue;
    if (gt(add(s.seq, s.length), end)) end = add(s.seq, s.length);
    if (diff(s.seq, from) <= 0) break;
  }
  const write = writes.findLast(({ seq }) => gt(end, seq));
  const octets = diff(end, from);
  return octets > 0 && write ? { octets, row: write.call ?? write.row } : { octets };
}

/** `send` on a connection that takes no more. */
export function describedPipe(past: Past, surprise: Surprise): Described {
  const ends = endsOf(past, surprise);
  if (!ends) return { variant: 'never', parameters: { peer: '' }, evidence: [] };
  const { near, far } = ends;
  const parameters = { peer: nameOfEnd(past, far) };
  const reset = lastWith(past, far, RST, surprise.row);
  if (reset === undefined) return { variant: 'own', parameters, evidence: [] };
  const fin = lastWith(past, far, FIN, surprise.row);
  const why = hungUp(past, far, surprise.row);
  const after = fin === undefined ? undefined : near.writes.find(({ row }) => row > fin);
  return { variant: 'reset', parameters, evidence: rowsIn(why?.row, fin, after && (after.call ?? after.row), reset) };
}
