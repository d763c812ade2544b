// What sentences about TCP need to know of the connection: its ends, who is at the other one, which write it was, and numbers that count from the SYN.

import { add } from '../wire/seqnum.ts';
import { parseIpv4 } from '../wire/address.ts';
import { directionOf, endsOfSocket, numberOfWrite, reversed, startOf, type Direction } from './connections.ts';
import { fieldIn } from './dissected.ts';
import { ownersOf, type Past } from './owners.ts';
import type { Matter } from './telling.ts';

/** Parameters that are numbers of the machine's own octets; in all others it speaks of those of its peer. */
const OWN_NUMBERS: ReadonlySet<string> = new Set(['tcp-written', 'tcp-ack-ignored']);

/** RFC 7323 section 2.3. */
const LARGEST_SHIFT = 14;

/** What the machine sends on the connection that it is about; undefined where none is known. */
function ownDirection({ record }: Past, { kind, here, socket, dissection }: Matter): Direction | undefined {
  if (socket !== undefined) return here && endsOfSocket(record, here.device, socket);
  const seen = dissection && directionOf((name) => fieldIn(dissection, name)?.text);
  // A decision is about a segment that has come.
  return seen && kind !== 'flight' ? reversed(seen) : seen;
}

/** The value of a placeholder that only a connection has. */
export function connectionValue(past: Past, matter: Matter, name: string): string | undefined {
  if (matter.socket === undefined) return undefined;
  if (name === 'write') return numberOfWrite(past.record, matter.row)?.toString();
  if (matter.reason.startsWith('udp-')) return name === 'localPort' ? String(matter.socket) : undefined;
  const direction = ownDirection(past, matter);
  const [own, other] = direction?.split(' ') ?? [];
  if (!own || !other) return undefined;
  if (name === 'connection') return `${own} ↔ ${other}`;
  const [address, port] = other.split(':');
  if (name === 'localPort') return own.split(':')[1];
  if (name === 'remotePort') return port;
  return name === 'peer' ? nameOf(past, address!, matter.row) : undefined;
}

function nameOf(past: Past, address: string, row: number): string {
  const [owner, another] = ownersOf(past, 'ip', parseIpv4(address)!, row);
  return owner && !another ? past.lab.devices[owner.device]!.name : address;
}

/** A sequence number among the parameters, counted from the SYN. */
export function sequenceText(past: Past, matter: Matter, value: number): string {
  const own = ownDirection(past, matter);
  const direction = own && !OWN_NUMBERS.has(matter.reason) ? reversed(own) : own;
  return counted(past, direction, matter.row, value);
}

/** What Wireshark works out of a whole connection, for the segment of a flight or a decision. */
export function segmentValue(past: Past, { dissection, row }: Matter, name: string): string | undefined {
  if (!dissection || !['tcp.seq', 'tcp.ack', 'tcp.window_size'].includes(name)) return undefined;
  const value = (field: string): unknown => fieldIn(dissection, field)?.value;
  const direction = directionOf((field) => fieldIn(dissection, field)?.text);
  if (!direction) return undefined;
  const back = reversed(direction);
  if (name === 'tcp.window_size') {
    const [own, other] = [startOf(past.record, direction, row), startOf(past.record, back, row)];
    const isScaled = other?.shift !== undefined && !value('tcp.flags.syn');
    const shift = isScaled ? Math.min(own?.shift ?? 0, LARGEST_SHIFT) : 0;
    return String(Number(value('tcp.window_size_value')) << shift);
  }
  const isSeq = name === 'tcp.seq';
  return counted(past, isSeq ? direction : back, row, Number(value(isSeq ? 'tcp.seq_raw' : 'tcp.ack_raw')));
}

function counted({ record }: Past, direction: Direction | undefined, row: number, value: number): string {
  const start = direction === undefined ? undefined : startOf(record, direction, row);
  return String(start ? add(value, -start.isn) : value);
}
