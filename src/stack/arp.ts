// Address resolution (RFC 826; RFC 1122 section 2.3.2 for the queue, the limit on asking and the age of entries).

import { SECOND, type Instant } from '../base/time.ts';
import { BROADCAST_MAC } from '../wire/address.ts';
import { arp, ARP_REPLY, ARP_REQUEST } from '../wire/arp.ts';
import { ethernet } from '../wire/ethernet.ts';
import { hearClaims, hearConflict } from './acd.ts';
import { isWellFormed, sendArp } from './arpMessage.ts';
import {
  addNeighbour,
  ASKING,
  FAILED,
  findNeighbour,
  isFull,
  MISSING,
  REACHABLE,
  removeNeighbour,
  STATIC,
  type ArpQuestion,
  type ArpState,
} from './arpTable.ts';
import { copyOctets, handToCard } from './card.ts';
import { isOwn, isOwnMac, sourceFor, type StackState } from './machine.ts';
import { R } from './reason.ts';
import { NO_FRAME, NO_ROW, type FrameNumber, type StackSurroundings } from './surroundings.ts';

/** In place of a MAC: not known. */
export const UNRESOLVED = -1;

/** Packets that wait for one neighbour; the oldest goes when another comes. Enough for the fragments of one datagram of any size at MTU 1500. */
const WAITING_LIMIT = 64;

/** A confirmation sooner than this after the last one is not worth a row. */
const REFRESH_TOLD_AFTER = SECOND;

const { read } = arp;

/** The MAC of a neighbour, or `UNRESOLVED`: then the packet goes to `waitForNeighbour`. An entry past its time is forgotten here (`arp-expired`). */
export function resolve(stack: StackState, port: number, ip: number, out: StackSurroundings): number {
  const cache = stack.interfaces[port].arp;
  const entry = findNeighbour(cache, ip);
  if (entry !== MISSING) {
    const state = cache.state[entry];
    const fresh = state === REACHABLE && out.now - cache.confirmedAt[entry] < stack.options.arpTimeout;
    if (fresh || state === STATIC) {
      if (out.explaining) out.decide(stack.device, port, NO_FRAME, R['arp-cache-hit'], ip, cache.mac[entry]);
      return cache.mac[entry];
    }
    if (state === REACHABLE) {
      out.changed(stack.device, port, R['arp-expired'], ip, cache.mac[entry]);
      cache.state[entry] = FAILED;
      cache.mac[entry] = 0;
    }
  }
  if (out.explaining) out.decide(stack.device, port, NO_FRAME, R['arp-cache-miss'], ip);
  return UNRESOLVED;
}

/** Keeps a packet until its next hop's MAC is known, and asks for that where nobody has asked yet. `from`: see `WaitingPacket`. */
export function waitForNeighbour(
  stack: StackState,
  port: number,
  ip: number,
  frame: FrameNumber,
  from: number,
  out: StackSurroundings,
): void {
  const cache = stack.interfaces[port].arp;
  const under = cache.questions.find((one) => one.ip === ip);
  if (under) {
    if (under.waiting.length >= WAITING_LIMIT) {
      const oldest = under.waiting.shift()!;
      out.drop(stack.device, port, oldest.frame, R['arp-queue-full'], ip);
    }
    under.waiting.push({ frame, from });
    return;
  }
  const entry = findNeighbour(cache, ip);
  if (entry === MISSING) enter(stack, port, ip, ASKING, 0, out);
  else cache.state[entry] = ASKING;
  const question: ArpQuestion = { ip, tries: 0, deadline: out.now, cause: NO_ROW, waiting: [{ frame, from }] };
  cache.questions.push(question);
  ask(stack, port, question, out);
}

/** Sends the next request for an address and sets the time for what comes after it. */
function ask(stack: StackState, port: number, question: ArpQuestion, out: StackSurroundings): void {
  const before = out.cause;
  question.tries++;
  question.deadline = out.now + stack.options.arpRetry;
  question.cause = out.changed(stack.device, port, R['arp-asking'], question.ip, question.tries);
  out.cause = question.cause;
  const reason = question.tries === 1 ? R['arp-request'] : R['arp-request-again'];
  const source = sourceFor(stack.interfaces[port], question.ip);
  sendArp(stack, port, ARP_REQUEST, BROADCAST_MAC, source, 0, question.ip, reason, out);
  out.cause = before;
  out.wake(stack.device, question.deadline);
}

/**
 * Asks again where that is due. Gives the first question that stays without an answer, taken out of the table, with `out.cause` set to its
 * row: the caller tells the senders of what waited, and calls again until nothing comes.
 */
export function nextUnanswered(
  stack: StackState,
  out: StackSurroundings,
): { port: number; question: ArpQuestion } | undefined {
  for (let port = 0; port < stack.interfaces.length; port++) {
    const cache = stack.interfaces[port].arp;
    for (let i = 0; i < cache.questions.length; i++) {
      const question = cache.questions[i];
      if (question.deadline > out.now) continue;
      out.cause = question.cause;
      if (question.tries < stack.options.arpTries) {
        ask(stack, port, question, out);
        continue;
      }
      cache.questions.splice(i, 1);
      const entry = findNeighbour(cache, question.ip);
      if (entry !== MISSING) cache.state[entry] = FAILED;
      out.cause = out.changed(stack.device, port, R['arp-failed'], question.ip, 0);
      return { port, question };
    }
  }
  return undefined;
}

/** When ARP next needs the clock. */
export function arpWakeAt(stack: StackState): Instant {
  let at = Infinity;
  for (const one of stack.interfaces) for (const question of one.arp.questions) at = Math.min(at, question.deadline);
  return at;
}

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
    if (out.explaining) out.decide(stack.device, port, frame, R['arp-not-for-me'], target);
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
  enter(stack, port, ip, REACHABLE, mac, out);
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

/** Sends what waited for a neighbour: copies of the frames, now with its MAC. */
function release(stack: StackState, port: number, ip: number, mac: number, out: StackSurroundings): void {
  const { questions } = stack.interfaces[port].arp;
  const i = questions.findIndex((one) => one.ip === ip);
  if (i < 0) return;
  const [question] = questions.splice(i, 1);
  for (const { frame } of question.waiting) {
    out.open(frame);
    const from = out.bytes;
    const { start, end } = out;
    const to = out.begin(end - start);
    const room = out.room;
    copyOctets(from, start, to, room, end - start);
    ethernet.write.dst(to, room, mac);
    handToCard(stack, port, out.finish(), end - start, R['released-after-arp'], out);
  }
}

/** Makes room where the table is full, and puts an entry in. */
function enter(
  stack: StackState,
  port: number,
  ip: number,
  state: number,
  mac: number,
  out: StackSurroundings,
): number {
  const cache = stack.interfaces[port].arp;
  if (isFull(cache)) dropOldest(stack, port, cache, out);
  return addNeighbour(cache, ip, state, mac, out.now);
}

function dropOldest(stack: StackState, port: number, cache: ArpState, out: StackSurroundings): void {
  for (let entry = 0; entry < cache.count; entry++) {
    if (cache.state[entry] === STATIC || cache.state[entry] === ASKING) continue;
    forget(stack, port, entry, out);
    return;
  }
  forget(stack, port, 0, out);
}

/** Takes an entry out of the table. Packets that waited for it are dropped, and nobody is told of them. */
export function forget(stack: StackState, port: number, entry: number, out: StackSurroundings): void {
  const cache = stack.interfaces[port].arp;
  const ip = cache.ip[entry];
  removeNeighbour(cache, entry);
  const before = out.cause;
  out.cause = out.changed(stack.device, port, R['arp-removed'], ip, 0);
  const i = cache.questions.findIndex((one) => one.ip === ip);
  if (i >= 0) {
    const [question] = cache.questions.splice(i, 1);
    for (const { frame } of question.waiting) out.drop(stack.device, port, frame, R['arp-unresolved'], ip);
  }
  out.cause = before;
}

/** Enters a neighbour that nothing changes any more but its owner; what waited for it is sent. */
export function setStatic(stack: StackState, port: number, ip: number, mac: number, out: StackSurroundings): void {
  const cache = stack.interfaces[port].arp;
  const known = findNeighbour(cache, ip);
  const entry = known === MISSING ? enter(stack, port, ip, STATIC, mac, out) : known;
  cache.state[entry] = STATIC;
  cache.mac[entry] = mac;
  cache.confirmedAt[entry] = out.now;
  const before = out.cause;
  out.cause = out.changed(stack.device, port, R['arp-static'], ip, mac);
  release(stack, port, ip, mac, out);
  out.cause = before;
}
