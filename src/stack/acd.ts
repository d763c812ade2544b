// Address conflict detection (RFC 5227): probing before an address is used, announcing it, hearing of others that use it, and its defence.

import { below } from '../base/rng.ts';
import { SECOND, type Instant } from '../base/time.ts';
import { BROADCAST_MAC } from '../wire/address.ts';
import { ARP_REQUEST } from '../wire/arp.ts';
import { useAddress } from './addresses.ts';
import { sendArp } from './arpMessage.ts';
import { isOwnMac, type InterfaceAddress, type StackState } from './machine.ts';
import { R } from './reason.ts';
import type { RowNumber, StackSurroundings } from './surroundings.ts';

/** The numbers of RFC 5227 section 1.1. */
const PROBE_WAIT = SECOND;
const PROBE_NUM = 3;
const PROBE_MIN = SECOND;
const PROBE_MAX = 2 * SECOND;
const ANNOUNCE_WAIT = 2 * SECOND;
const ANNOUNCE_NUM = 2;
const ANNOUNCE_INTERVAL = 2 * SECOND;
const DEFEND_INTERVAL = 10 * SECOND;

/** An address in the care of this file: in `addresses` of its interface only when probing has found nobody. */
export interface Claim extends InterfaceAddress {
  phase: 'probing' | 'announcing' | 'held';
  /** Probes or announcements sent in this phase. */
  sent: number;
  /** When the next step is due. */
  at: Instant;
  /** The row that set the address. */
  cause: RowNumber;
  defendAgainAt: Instant;
}

/** Begins to probe for an address, after a random moment so that machines switched on together do not speak together. */
export function claimAddress(
  stack: StackState,
  port: number,
  address: InterfaceAddress,
  cause: RowNumber,
  now: Instant,
): void {
  stack.interfaces[port].claims.push({
    ip: address.ip,
    prefix: address.prefix,
    phase: 'probing',
    sent: 0,
    at: now + below(stack.luck, PROBE_WAIT),
    cause,
    defendAgainAt: 0,
  });
}

/** An interface is up again: what was being probed for or announced on it begins anew (RFC 5227 section 2.1). */
export function resumeClaims(stack: StackState, port: number, out: StackSurroundings): void {
  for (const claim of stack.interfaces[port].claims) {
    if (claim.phase === 'held') continue;
    claim.sent = 0;
    claim.at = claim.phase === 'probing' ? out.now + below(stack.luck, PROBE_WAIT) : out.now;
    claim.cause = out.cause;
    out.wake(stack.device, claim.at);
  }
}

/** When a claim next needs the clock. */
export function claimsWakeAt(stack: StackState): Instant {
  let at = Infinity;
  for (const one of stack.interfaces) for (const claim of one.claims) at = Math.min(at, claim.at);
  return at;
}

/** Takes every step of every claim that is due. */
export function claimTicks(stack: StackState, out: StackSurroundings): void {
  stack.interfaces.forEach((one, port) => {
    for (const claim of one.claims) {
      if (claim.at > out.now) continue;
      if (!one.up) {
        claim.at = Infinity; // nothing leaves by it; `resumeClaims` goes on
        continue;
      }
      out.cause = claim.cause;
      if (claim.phase === 'probing' && claim.sent === PROBE_NUM) {
        useAddress(stack, port, { ip: claim.ip, prefix: claim.prefix }, out);
        claim.phase = 'announcing';
        claim.sent = 0;
      }
      if (claim.phase === 'probing') probe(stack, port, claim, out);
      else announce(stack, port, claim, out);
    }
  });
}

function probe(stack: StackState, port: number, claim: Claim, out: StackSurroundings): void {
  sendArp(stack, port, ARP_REQUEST, BROADCAST_MAC, 0, 0, claim.ip, R['arp-probe'], out);
  claim.sent++;
  const pause = claim.sent < PROBE_NUM ? PROBE_MIN + below(stack.luck, PROBE_MAX - PROBE_MIN) : ANNOUNCE_WAIT;
  claim.at = out.now + pause;
}

function announce(stack: StackState, port: number, claim: Claim, out: StackSurroundings): void {
  sendArp(stack, port, ARP_REQUEST, BROADCAST_MAC, claim.ip, 0, claim.ip, R['arp-announcement'], out);
  claim.sent++;
  claim.at = out.now + ANNOUNCE_INTERVAL;
  if (claim.sent < ANNOUNCE_NUM) return;
  claim.phase = 'held';
  claim.at = Infinity;
}

/**
 * An ARP message is heard while addresses are claimed: one that is being probed for is given up when somebody uses it, or probes for it too
 * (RFC 5227 section 2.1.1).
 */
export function hearClaims(
  stack: StackState,
  port: number,
  senderMac: number,
  senderIp: number,
  target: number,
  asks: boolean,
  out: StackSurroundings,
): void {
  if (isOwnMac(stack, senderMac)) return;
  const one = stack.interfaces[port];
  const lost = one.claims.find(
    (claim) => claim.phase === 'probing' && (claim.ip === senderIp || (asks && senderIp === 0 && claim.ip === target)),
  );
  if (!lost) return;
  out.changed(stack.device, port, R['arp-claim-lost'], lost.ip, senderMac);
  one.claims.splice(one.claims.indexOf(lost), 1);
}

/**
 * Somebody else says that an address of this machine is theirs (RFC 5227 section 2.4). It is told; an address that was probed for is defended
 * with one announcement in ten seconds, and kept.
 */
export function hearConflict(stack: StackState, port: number, ip: number, mac: number, out: StackSurroundings): void {
  const row = out.changed(stack.device, port, R['arp-conflict'], ip, mac);
  const claim = stack.interfaces[port].claims.find((one) => one.ip === ip);
  if (!claim || out.now < claim.defendAgainAt) return;
  const before = out.cause;
  out.cause = row;
  claim.defendAgainAt = out.now + DEFEND_INTERVAL;
  sendArp(stack, port, ARP_REQUEST, BROADCAST_MAC, ip, 0, ip, R['arp-defence'], out);
  out.cause = before;
}
