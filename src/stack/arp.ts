// ARP messages that arrive: what they teach, and which are answered (RFC 826 "packet reception"; RFC 1122 section 2.3.2).

import { SECOND } from '../base/time.ts';
import { arp, ARP_REPLY, ARP_REQUEST } from '../wire/arp.ts';
import { hearClaims, hearConflict } from './acd.ts';
import { isWellFormed, sendArp } from './arpMessage.ts';
import { release } from './arpQuestion.ts';
import { ASKING, findNeighbour, MISSING, REACHABLE, STATIC } from './arpTable.ts';
import { isOwn, isOwnMac, type StackState } from './machine.ts';
import { enterNeighbour } from './neighbour.ts';
import { R } from './reason.ts';
import type { FrameNumber, StackSurroundings } from './surroundings.ts';

/** A confirmation sooner than this after the last one is not worth a row. */
const REFRESH_TOLD_AFTER = SECOND;

const { read } = arp;

/** An ARP message has come in (RFC 826 "packet reception"). The frame is open; its message begins at `at`. */
export function receiveArp(
  stack: StackState,
  port: number,
  frame: FrameNumber,
  at: number,
  end: number,
  out: StackSurroundings,
): void {
  const b = out.bytes;
  if (!isWellFormed(b, at, end)) {
    out.drop(stack.device, port, frame, R['arp-malformed']);
    return;
  }
  const one = stack.interfaces[port];
  const senderMac = read.srcHwMac(b, at);
  const senderIp = read.srcProtoIpv4(b, at);
  const target = read.dstProtoIpv4(b, at);
  const asks = read.opcode(b, at) === ARP_REQUEST;
  if (one.claims.length) hearClaims(stack, port, senderMac, senderIp, target, asks, out);
  if (isOwn(stack, senderIp)) {
    // What a second interface of this machine says on the same link is no conflict, and nothing to learn from.
    if (!isOwnMac(stack, senderMac)) hearConflict(stack, port, senderIp, senderMac, out);
    if (out.explaining) out.decide(stack.device, port, frame, R['arp-sender-is-me'], senderIp);
    return;
  }
  const forMe = isOwn(stack, target);
  if (out.explaining) out.decide(stack.device, port, frame, R[forMe ? 'arp-is-for-me' : 'arp-not-for-me'], target);
  // A probe (RFC 5227) has no sender address: it is answered, but there is nothing in it to learn.
  if (senderIp !== 0) {
    const entry = findNeighbour(one.arp, senderIp);
    if (entry !== MISSING) confirm(stack, port, entry, senderMac, out);
    else if (forMe) learn(stack, port, senderIp, senderMac, out);
  }
  if (forMe && asks) sendArp(stack, port, ARP_REPLY, senderMac, target, senderMac, senderIp, R['arp-reply'], out);
}

function learn(stack: StackState, port: number, ip: number, mac: number, out: StackSurroundings): void {
  enterNeighbour(stack, port, ip, REACHABLE, mac, out);
  out.changed(stack.device, port, R['arp-learned'], ip, mac);
}

/** The merge of RFC 826 for an address that is in the table: any ARP message of its owner will do. */
function confirm(stack: StackState, port: number, entry: number, mac: number, out: StackSurroundings): void {
  const cache = stack.interfaces[port].arp;
  const state = cache.state[entry];
  if (state === STATIC) return;
  const ip = cache.ip[entry];
  const known = state === REACHABLE;
  const changed = known && cache.mac[entry] !== mac;
  const seldom = out.now - cache.confirmedAt[entry] > REFRESH_TOLD_AFTER;
  cache.state[entry] = REACHABLE;
  cache.mac[entry] = mac;
  cache.confirmedAt[entry] = out.now;
  if (!known) out.changed(stack.device, port, R['arp-learned'], ip, mac);
  else if (changed) out.changed(stack.device, port, R['arp-changed'], ip, mac);
  else if (seldom) out.changed(stack.device, port, R['arp-refreshed'], ip, mac);
  if (state === ASKING) release(stack, port, ip, mac, out);
}

/** Enters a neighbour that nothing changes any more but its owner; what waited for it is sent. */
export function setStaticNeighbour(
  stack: StackState,
  port: number,
  ip: number,
  mac: number,
  out: StackSurroundings,
): void {
  const cache = stack.interfaces[port].arp;
  const known = findNeighbour(cache, ip);
  const entry = known === MISSING ? enterNeighbour(stack, port, ip, STATIC, mac, out) : known;
  cache.state[entry] = STATIC;
  cache.mac[entry] = mac;
  cache.confirmedAt[entry] = out.now;
  const before = out.cause;
  out.cause = out.changed(stack.device, port, R['arp-static'], ip, mac);
  release(stack, port, ip, mac, out);
  out.cause = before;
}
