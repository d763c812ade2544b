// Forwarding (RFC 1812 section 5.2): the next hop, the time to live, the new frame. Redirects are not sent: a router may be told not to, and
// the lessons' hosts have one gateway each.

import { isLoopback } from '../wire/address.ts';
import { updateChecksum } from '../wire/checksum.ts';
import { ethernet } from '../wire/ethernet.ts';
import { ICMP_FRAGMENTATION_NEEDED, ICMP_TIME_EXCEEDED, ICMP_UNREACHABLE } from '../wire/icmp.ts';
import { ipv4 } from '../wire/ipv4.ts';
import { resolve } from './arpQuestion.ts';
import { copyOctets } from './card.ts';
import { sendFragments } from './fragment.ts';
import { frameLength, handOver, UNSPECIFIED, writeEthernet } from './handOver.ts';
import { sendIcmpError } from './icmpError.ts';
import type { StackState } from './machine.ts';
import { R } from './reason.ts';
import { explainWay, findWay, type Way } from './send.ts';
import type { FrameNumber, StackSurroundings } from './surroundings.ts';

const { read, write } = ipv4;
const FORWARDED = R['router-forwarded'];
const way: Way = { port: 0, nextHop: UNSPECIFIED, mac: 0 };

/** Codes of "unreachable" and "time exceeded". */
const NET_UNREACHABLE = 0;
const TTL_EXCEEDED = 0;

/** Sends on the packet at `at` of `bytes`, which came in by `port` and is for somebody else. Its header has been checked. */
export function forward(
  stack: StackState,
  port: number,
  frame: FrameNumber,
  bytes: Uint8Array,
  at: number,
  out: StackSurroundings,
): void {
  const { device } = stack;
  const to = read.dst(bytes, at);
  if (isNeverForwarded(to) || !findWay(stack, to, way) || (way.mac !== 0 && way.nextHop === UNSPECIFIED)) {
    refuse(stack, port, frame, bytes, at, to, out);
    return;
  }
  const ttl = read.ttl(bytes, at);
  if (ttl <= 1) {
    const before = out.cause;
    out.cause = out.drop(device, port, frame, R['ip-ttl-exceeded'], ttl);
    sendIcmpError(stack, port, bytes, at, ICMP_TIME_EXCEEDED, TTL_EXCEEDED, 0, out);
    out.cause = before;
    return;
  }
  if (out.explaining) {
    out.decide(device, port, frame, R['ip-forwarding'], ttl);
    explainWay(stack, frame, to, way, out);
  }
  const length = read.len(bytes, at);
  const { mtu } = stack.interfaces[way.port];
  if (length <= mtu) sendOn(stack, port, bytes, at, length, out);
  else if (!read.flagsDf(bytes, at)) cut(stack, port, bytes, at, length, mtu, out);
  else {
    const before = out.cause;
    out.cause = out.drop(device, port, frame, R['ip-df-too-big'], length, mtu);
    sendIcmpError(stack, port, bytes, at, ICMP_UNREACHABLE, ICMP_FRAGMENTATION_NEEDED, mtu, out);
    out.cause = before;
  }
}

/** 0/8, 127/8 and 240/4 never leave a machine (RFC 1812 section 5.3.7; a broadcast to all of a link is no business of the next one). */
const isNeverForwarded = (to: number): boolean => to >>> 24 === 0 || isLoopback(to) || to >>> 28 === 0xf;

/** A destination that no route leads to is told to the source; one that is not to be forwarded ends in silence. */
function refuse(
  stack: StackState,
  port: number,
  frame: FrameNumber,
  bytes: Uint8Array,
  at: number,
  to: number,
  out: StackSurroundings,
): void {
  const directed = !isNeverForwarded(to) && findWay(stack, to, way);
  if (isNeverForwarded(to) || directed) {
    out.drop(stack.device, port, frame, R['ip-not-mine'], to);
    return;
  }
  const before = out.cause;
  out.cause = out.drop(stack.device, port, frame, R['ip-no-route'], to);
  sendIcmpError(stack, port, bytes, at, ICMP_UNREACHABLE, NET_UNREACHABLE, 0, out);
  out.cause = before;
}

/** The packet in a new frame: new MACs, a time to live one less, and the checksum changed by just that (RFC 1624). */
function sendOn(
  stack: StackState,
  from: number,
  bytes: Uint8Array,
  at: number,
  length: number,
  out: StackSurroundings,
): void {
  const one = stack.interfaces[way.port];
  const { port, nextHop } = way;
  const mac = resolve(stack, port, nextHop, out);
  const octets = frameLength(ethernet.size + length, one.loopback);
  const b = out.begin(octets);
  const start = out.room;
  writeEthernet(b, start, mac, one.mac);
  copyOctets(bytes, at, b, start + ethernet.size, length);
  countDown(b, start + ethernet.size);
  handOver(stack, port, nextHop, mac, out.finish(), octets, from, FORWARDED, out);
}

/** The packet in fragments; each goes on like a packet of its own. */
function cut(
  stack: StackState,
  from: number,
  bytes: Uint8Array,
  at: number,
  length: number,
  mtu: number,
  out: StackSurroundings,
): void {
  const packet = bytes.slice(at, at + length);
  countDown(packet, 0);
  sendFragments(stack, way.port, way.nextHop, way.mac, packet, 0, mtu, from, R['router-fragmented'], out);
}

/** One hop less to live. The word that changes holds the time to live and the protocol. */
function countDown(b: Uint8Array, at: number): void {
  const ttl = read.ttl(b, at);
  const word = (ttl << 8) | read.proto(b, at);
  write.ttl(b, at, ttl - 1);
  write.checksum(b, at, updateChecksum(read.checksum(b, at), word, word - 0x100));
}
