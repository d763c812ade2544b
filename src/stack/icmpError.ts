// ICMP errors: when one may be sent, what it quotes, and where it comes from (RFC 792; RFC 1122 section 3.2.2; RFC 1812 section 4.3.2).

import { BROADCAST_IP, isLoopback, isMulticastIp } from '../wire/address.ts';
import { internetChecksum } from '../wire/checksum.ts';
import { icmp, isIcmpError } from '../wire/icmp.ts';
import { ipv4, PROTO_ICMP } from '../wire/ipv4.ts';
import { copyOctets } from './card.ts';
import { UNSPECIFIED } from './handOver.ts';
import { isOwn, isSubnetBroadcast, type StackState } from './machine.ts';
import { R } from './reason.ts';
import { beginPacket, draft, endPacket } from './send.ts';
import type { StackSurroundings } from './surroundings.ts';

/** An error quotes as much as fits into a packet of 576 octets (RFC 1812 section 4.3.2.3), as Linux does. RFC 792 asked for 8 octets of data only. */
const LONGEST_ERROR = 576;
/** Precedence "internetwork control", beside the packet's own type of service (RFC 1812 section 4.3.2.5; the bits of RFC 791, as Linux reads them). */
const INTERNETWORK_CONTROL = 0xc0;
const TYPE_OF_SERVICE = 0x1e;
/** So many destinations are remembered for the limit on errors. */
const REMEMBERED = 64;

/**
 * Tells the source of a packet what went wrong with it, where that is allowed. The packet begins at `at` of `bytes` and came in by `port`;
 * `rest` is the second word of the message (the MTU of "fragmentation needed", the pointer of "parameter problem").
 */
export function sendIcmpError(
  stack: StackState,
  port: number,
  bytes: Uint8Array,
  at: number,
  type: number,
  code: number,
  rest: number,
  out: StackSurroundings,
): void {
  const source = ipv4.read.src(bytes, at);
  if (!stack.options.icmpErrors || !mayBeAnswered(stack, port, bytes, at) || isTooSoon(stack, source, out)) return;
  const quoted = Math.min(ipv4.read.len(bytes, at), LONGEST_ERROR - ipv4.size - icmp.size);
  const failure = beginPacket(
    stack,
    {
      to: source,
      source: sourceOfError(stack, bytes, at),
      protocol: PROTO_ICMP,
      ttl: stack.options.ttl,
      df: false,
      dsfield: INTERNETWORK_CONTROL | (ipv4.read.dsfield(bytes, at) & TYPE_OF_SERVICE),
      length: icmp.size + quoted,
      evenIfLost: true,
    },
    out,
  );
  if (failure) return;
  const { bytes: b, payload } = draft;
  icmp.write.type(b, payload, type);
  icmp.write.code(b, payload, code);
  icmp.write.unused(b, payload, rest);
  copyOctets(bytes, at, b, payload + icmp.size, quoted);
  icmp.write.checksum(b, payload, internetChecksum(b, payload, payload + icmp.size + quoted));
  endPacket(stack, R['icmp-error'], out);
}

/**
 * No error is sent about an ICMP error, a fragment that is not the first, a packet to many, or one whose source is not a single host
 * (RFC 1122 section 3.2.2, RFC 1812 section 4.3.2.7). Frames to many are the caller's to know.
 */
function mayBeAnswered(stack: StackState, port: number, bytes: Uint8Array, at: number): boolean {
  const source = ipv4.read.src(bytes, at);
  const to = ipv4.read.dst(bytes, at);
  const one = stack.interfaces[port];
  if (ipv4.read.fragOffset(bytes, at) !== 0) return false;
  if (to === BROADCAST_IP || isMulticastIp(to) || isSubnetBroadcast(one, to)) return false;
  if (source === UNSPECIFIED || source === BROADCAST_IP || isMulticastIp(source)) return false;
  if (isLoopback(source) && !one.loopback) return false;
  if (ipv4.read.proto(bytes, at) !== PROTO_ICMP) return true;
  const message = at + ipv4.read.hdrLen(bytes, at) * 4;
  return message < at + ipv4.read.len(bytes, at) && !isIcmpError(icmp.read.type(bytes, message));
}

/** The packet's destination where that was this machine, otherwise the address of the interface by which the error leaves (RFC 1812 section 4.3.2.4). */
function sourceOfError(stack: StackState, bytes: Uint8Array, at: number): number {
  const to = ipv4.read.dst(bytes, at);
  return isOwn(stack, to) || isLoopback(to) ? to : UNSPECIFIED;
}

/** The limit of RFC 1812 section 4.3.2.8, where the machine has one: a time between two errors to the same host. */
function isTooSoon(stack: StackState, to: number, out: StackSurroundings): boolean {
  const interval = stack.options.icmpErrorInterval;
  if (!interval) return false;
  const sent = stack.icmpErrorsSent;
  const last = sent.findIndex((one) => one.to === to);
  if (last >= 0) {
    if (out.now - sent[last].at < interval) return true;
    sent.splice(last, 1);
  }
  sent.push({ to, at: out.now });
  if (sent.length > REMEMBERED) sent.shift();
  return false;
}
