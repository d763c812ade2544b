// What surprises about streams: a read that takes several sends, or a part of one, or half a character; a send that finds no room while the peer's window is closed.

import { add, diff, gt } from '../../../wire/seqnum.ts';
import type { RowNumber } from '../../../devices/surroundings.ts';
import type { Past } from '../../owners.ts';
import { rowAt, type Row } from '../../record.ts';
import { countBefore, itself, itsRow } from '../inOrder.ts';
import { octetsSent, reaching } from '../provenance.ts';
import { segmentOf } from '../segment.ts';
import { otherSide, type Read, type StreamEnd, type Write } from '../stream.ts';
import { memberOfFrame, memberOfSocket } from '../streams.ts';
import { octetsGiven, type Called } from './calledText.ts';
import type { Descriptor } from './descriptors.ts';
import { note, type Findings } from './findings.ts';
import { halfCharacterAt, type HalfCharacter } from './halfCharacter.ts';

/** Longer runs of octets are not read through for half a character. */
const LONGEST_TEXT = 1 << 16;

/** A row `tcp-read` and its call. */
export function streamRead(findings: Findings, past: Past, row: Row, call: Row): void {
  const member = memberOfSocket(past, row.device!, row.socket!);
  if (!member) return;
  const { reads } = member.stream.ends[member.side];
  const read = reads[countBefore(reads, row.number, itsRow)]!;
  const writer = member.stream.ends[otherSide(member.side)];
  const first = writeWith(writer.writes, read.seq);
  const last = writeWith(writer.writes, add(read.seq, read.count - 1));
  const of = `${call.y} ${row.socket}`;
  const more = { also: [row.number], connection: row.socket! };
  if (first >= 0 && last > first) note(findings, 'sends-joined', call, call.y, of, more);
  const end = writer.writes[last];
  // Told once of a send: where the read that took its first octet did not take all.
  const begins = end !== undefined && diff(end.seq, read.seq) >= 0;
  if (begins && gt(add(end.seq, end.count), add(read.seq, read.count)))
    note(findings, 'send-split', call, call.y, of, more);
  if (halfOfRead(past, writer, read))
    note(findings, 'half-character', call, call.y, of, { ...more, variant: 'stream' });
}

/** The place of the call that wrote an octet; −1 where none did. */
function writeWith(writes: readonly Write[], seq: number): number {
  const low = reaching(writes, seq);
  return low < writes.length && diff(seq, writes[low]!.seq) >= 0 ? low : -1;
}

/** Undefined where a read ended with a whole character, or took no text. */
export function halfOfRead(past: Past, writer: StreamEnd, { row, seq, count }: Read): HalfCharacter | undefined {
  const few = Math.min(3, count);
  const end = octetsSent(past, writer, add(seq, count - few), few, row);
  if (count > LONGEST_TEXT || !end.some((octet) => octet >= 0xc2)) return undefined;
  return halfCharacterAt(octetsSent(past, writer, seq, count, row));
}

/** A call of `send` on a stream: has it found room for all? */
export function sendTook(findings: Findings, past: Past, row: Row, called: Called, own: Descriptor): void {
  if (own.connection === undefined) return;
  const key = `${own.device} ${own.connection}`;
  const given = octetsGiven(called);
  const full = called.answer === 'EAGAIN' || (given !== undefined && Number(called.answer) < given);
  if (!full) {
    findings.blocked.delete(key);
    return;
  }
  findings.blocked.set(key, row.number);
  // The window may have been closed before: what was announced last counts.
  const member = memberOfSocket(past, own.device, own.connection);
  const flights = member ? member.stream.ends[otherSide(member.side)].flights : [];
  for (let i = countBefore(flights, row.number, itself) - 1; i >= 0; i--) {
    const flight = rowAt(past.record, flights[i]!);
    if (flight.arrives! > row.at) continue;
    if (segmentOf(past.record, flight.frame!)?.window === 0) blocked(findings, past, key, flight.number);
    return;
  }
}

/** While a `send` waits for room: a segment of a peer who says that there is none. */
export function windowTold(findings: Findings, past: Past, row: Row): void {
  const member = memberOfFrame(past, row.frame!);
  if (!member) return;
  const { device, socket } = member.stream.ends[otherSide(member.side)];
  const key = `${device} ${socket}`;
  if (findings.blocked.has(key) && segmentOf(past.record, row.frame!)?.window === 0)
    blocked(findings, past, key, row.number);
}

function blocked(findings: Findings, past: Past, key: string, flight: RowNumber): void {
  const row = rowAt(past.record, findings.blocked.get(key)!);
  findings.blocked.delete(key);
  const connection = Number(key.split(' ')[1]);
  note(findings, 'send-blocked', row, row.y, key, { known: [flight], connection });
}
