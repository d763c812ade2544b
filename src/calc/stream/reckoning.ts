// The sums of K-18: sequence numbers (RFC 9293 section 3.4), window and round trip (RFC 7323 section 1.1), retransmission timeouts (RFC 6298), transfer times.

import { add } from '../../wire/seqnum.ts';

/** One more than the largest sequence number. */
export const NUMBERS = 0x1_0000_0000;

/** What a segment takes of the sequence numbers. */
export interface Sequence {
  seq: number;
  octets: number;
  syn: boolean;
  fin: boolean;
}

/** SYN and FIN count as one octet each (SEG.LEN); `next` is what the other side acknowledges. */
export function sequenceOf({ seq, octets, syn, fin }: Sequence): { length: number; next: number; wraps: boolean } {
  const length = octets + Number(syn) + Number(fin);
  return { length, next: add(seq, length), wraps: seq + length >= NUMBERS };
}

/** Octets a second at most, when after each window of octets one round trip has to be waited. `rtt` in microseconds, not 0. */
export const throughputOf = (window: number, rtt: number): number => Math.round((window * 1_000_000) / rtt);

/** The window scale that a window needs: how often it is halved until it fits 16 bits (RFC 7323 section 2). */
export function scaleFor(window: number): number {
  let shift = 0;
  while (Math.floor(window / (1 << shift)) > 0xffff) shift++;
  return shift;
}

/** The longest timeout, in microseconds: RFC 6298 section 2.5 asks for 60 s at least; the simulator has 120 s, as Linux. */
export const LONGEST_RTO = 120_000_000;

/** One timeout after another: how long each is, and when it expires, counted from the first sending. */
export interface Expiry {
  wait: number;
  at: number;
}

/** The timeouts of a segment that is never acknowledged, each twice as long as the one before (RFC 6298 section 5.5). In microseconds. */
export function expiriesOf(first: number, tries: number): Expiry[] {
  const expiries: Expiry[] = [];
  let [wait, at] = [Math.min(first, LONGEST_RTO), 0];
  for (let i = 0; i < tries; i++) {
    at += wait;
    expiries.push({ wait, at });
    wait = Math.min(2 * wait, LONGEST_RTO);
  }
  return expiries;
}

/** Microseconds until the last bit has arrived; `rate` in bits a second, not 0. */
export function transferOf(octets: number, rate: number, latency: number): { sending: number; time: number } {
  // Exact before it is rounded: a product of this size does not fit a double.
  const sending = Number((BigInt(octets) * 8_000_000n + BigInt(rate) / 2n) / BigInt(rate));
  return { sending, time: latency + sending };
}
