// Asking for a neighbour: packets wait, requests go out a second apart, and after three of them it is over (RFC 1122 section 2.3.2).

import type { Instant } from '../base/time.ts';
import { BROADCAST_MAC } from '../wire/address.ts';
import { ARP_REQUEST } from '../wire/arp.ts';
import { ethernet } from '../wire/ethernet.ts';
import { sendArp } from './arpMessage.ts';
import { ASKING, FAILED, findNeighbour, MISSING, REACHABLE, STATIC, type ArpQuestion } from './arpTable.ts';
import { copyOctets, handToCard } from './card.ts';
import { sourceFor, type StackState } from './machine.ts';
import { enterNeighbour } from './neighbour.ts';
import { R } from './reason.ts';
import { NO_FRAME, NO_ROW, type FrameNumber, type StackSurroundings } from './surroundings.ts';

/** In place of a MAC: not known. */
export const UNRESOLVED = -1;

/** Packets that wait for one neighbour; the oldest goes when another comes. Enough for the fragments of one datagram of any size at MTU 1500. */
const WAITING_LIMIT = 64;

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
  if (entry === MISSING) enterNeighbour(stack, port, ip, ASKING, 0, out);
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
  // An interface without an address asks in the name of another one, as Linux: with 0.0.0.0 it would be a probe (RFC 5227), from which nobody learns.
  const source = sourceFor(stack.interfaces[port], question.ip) || (stack.own[0] ?? 0);
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

/** Sends what waited for a neighbour: copies of the frames, now with its MAC. */
export function release(stack: StackState, port: number, ip: number, mac: number, out: StackSurroundings): void {
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
