// Cutting a packet that is too long for the next link (RFC 791 section 3.2 "an example fragmentation procedure").

import { internetChecksum } from '../wire/checksum.ts';
import { ethernet } from '../wire/ethernet.ts';
import { ipv4 } from '../wire/ipv4.ts';
import { resolve } from './arpQuestion.ts';
import { copyOctets } from './card.ts';
import { frameLength, handOver, UNSPECIFIED, writeEthernet } from './handOver.ts';
import { copiedOptions } from './ipOptions.ts';
import type { StackState } from './machine.ts';
import type { StackSurroundings } from './surroundings.ts';

const { read, write } = ipv4;

/**
 * Sends the packet at `at` (its header checked, its octets at rest) as fragments that fit `mtu`. `from`: see `WaitingPacket`. A packet that is
 * itself a fragment is cut further.
 */
export function sendFragments(
  stack: StackState,
  port: number,
  nextHop: number,
  mac: number,
  bytes: Uint8Array,
  at: number,
  mtu: number,
  from: number,
  reason: number,
  out: StackSurroundings,
): void {
  const headerLength = read.hdrLen(bytes, at) * 4;
  const end = at + read.len(bytes, at);
  const offset = read.fragOffset(bytes, at);
  const more = read.flagsMf(bytes, at);
  const first = bytes.subarray(at, at + headerLength);
  const rest = laterHeader(first);
  const one = stack.interfaces[port];
  for (let position = at + headerLength; position < end;) {
    const head = position === at + headerLength ? first : rest;
    const room = Math.floor((mtu - head.length) / 8) * 8;
    const count = Math.min(room, end - position);
    const known = nextHop === UNSPECIFIED ? mac : resolve(stack, port, nextHop, out);
    const length = frameLength(ethernet.size + head.length + count, one.loopback);
    const b = out.begin(length);
    const start = out.room;
    writeEthernet(b, start, known, one.mac);
    const ip = start + ethernet.size;
    copyOctets(head, 0, b, ip, head.length);
    copyOctets(bytes, position, b, ip + head.length, count);
    write.len(b, ip, head.length + count);
    write.fragOffset(b, ip, offset + (position - at - headerLength) / 8);
    write.flagsMf(b, ip, position + count < end ? 1 : more);
    write.checksum(b, ip, 0);
    write.checksum(b, ip, internetChecksum(b, ip, ip + head.length));
    handOver(stack, port, nextHop, known, out.finish(), length, from, reason, out);
    position += count;
  }
}

/** The header of all fragments but the first: of the options only those whose type says so. */
function laterHeader(first: Uint8Array): Uint8Array {
  const options = copiedOptions(first, ipv4.size, first.length);
  const header = new Uint8Array(ipv4.size + options.length);
  header.set(first.subarray(0, ipv4.size));
  header.set(options, ipv4.size);
  write.hdrLen(header, 0, header.length / 4);
  return header;
}
