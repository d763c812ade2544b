// UDP's sends and receives of a run (RFC 768): which call of `sendto` made the datagram that a call of `recvfrom` got, whole or cut.

import type { Instant } from '../../base/time.ts';
import type { RowNumber } from '../../devices/surroundings.ts';
import { ipv4 } from '../../wire/ipv4.ts';
import { ownersOf, type Past } from '../owners.ts';
import { frameBytes, rowAt, type Row } from '../record.ts';
import { ipv4In } from './segment.ts';
import { effectOfCall } from './streams.ts';

/** A datagram as the call that sent it made it. */
export interface SentDatagram {
  /** The row `udp-written`, and that of the call. */
  row: RowNumber;
  call: RowNumber | undefined;
  at: Instant;
  device: number;
  /** The port of its socket; the process. */
  port: number;
  pid: number;
  octets: number;
}

/** What a call of `recvfrom` got of a datagram. */
export interface ReceivedDatagram {
  row: RowNumber;
  call: RowNumber | undefined;
  at: Instant;
  device: number;
  port: number;
  pid: number;
  /** How many octets the call got: the first of the datagram. Less than it has: the rest is lost, or was only looked at. */
  octets: number;
  peek: boolean;
  /** Undefined where it came from outside. */
  sent: SentDatagram | undefined;
}

/** What was sent in a row: `udp-written`, or the call that it is the effect of. Undefined for any other row. */
export function datagramSentIn(past: Past, row: RowNumber): SentDatagram | undefined {
  const own = effectIn(past, row);
  if (own?.reason !== 'udp-written') return undefined;
  return { ...placeOf(past, own), octets: own.y };
}

/** What was received in a row: `udp-read` or `udp-peeked`, or the call that it is the effect of. Undefined for any other row. */
export function datagramReceivedIn(past: Past, row: RowNumber): ReceivedDatagram | undefined {
  const own = effectIn(past, row);
  if (own?.reason !== 'udp-read' && own?.reason !== 'udp-peeked') return undefined;
  const peek = own.reason === 'udp-peeked';
  return { ...placeOf(past, own), octets: own.y, peek, sent: senderOf(past, own.x) };
}

function effectIn(past: Past, number: RowNumber): Row | undefined {
  const row = rowAt(past.record, number);
  const effect = row.reason === 'socket-call' ? effectOfCall(past, number) : number;
  return effect === undefined ? undefined : rowAt(past.record, effect);
}

function placeOf(
  { record }: Past,
  { number, at, cause, device = 0, socket = 0 }: Row,
): Pick<SentDatagram, 'row' | 'call' | 'at' | 'device' | 'port' | 'pid'> {
  const call = cause === undefined ? undefined : rowAt(record, cause);
  const isCall = call?.reason === 'socket-call';
  return { row: number, call: isCall ? cause : undefined, at, device, port: socket, pid: isCall ? call.y : 0 };
}

/** Who sent what row `brought` brought. Fragments and copies of a router keep the identification, which is the sender's own count. */
function senderOf(past: Past, brought: RowNumber): SentDatagram | undefined {
  if (brought >= past.record.rowCount) return undefined;
  const row = rowAt(past.record, brought);
  if (row.kind !== 'flight') return datagramSentIn(past, brought); // a copy to oneself, by the call itself
  const bytes = frameBytes(past.record, row.frame!);
  const ip = ipv4In(bytes);
  if (ip === undefined) return undefined;
  const source = ipv4.read.src(bytes, ip);
  const ident = ipv4.read.id(bytes, ip);
  const devices = new Set(ownersOf(past, 'ip', source, brought).map((owner) => owner.device));
  // Over loopback the address is everybody's, and the sender is who receives.
  const isSender = (device: number): boolean => devices.has(device) || source >>> 24 === 127;
  for (let number = brought; number-- > 0;) {
    const one = rowAt(past.record, number);
    if (one.reason === 'udp-written' && one.x === ident && isSender(one.device!)) return datagramSentIn(past, number);
  }
  return undefined;
}
