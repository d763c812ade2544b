// Initial sequence numbers (RFC 9293 section 3.4.1, in the way of RFC 6528): a clock of 4 µs, and a number that each pair of sockets has for itself.

import { nextWord, type Luck } from '../../base/rng.ts';
import type { Instant } from '../../base/time.ts';
import { add } from '../../wire/seqnum.ts';
import type { Ends } from './tcb.ts';

/** Secret of a machine, from its luck. Two words; the third is for the offset of timestamps. */
export const createSecret = (luck: Luck): Uint32Array => Uint32Array.of(nextWord(luck), nextWord(luck), nextWord(luck));

const TICK = 4000;

/** ISN = M + F(localip, localport, remoteip, remoteport, secretkey). F is a good mixer, not a cryptographic one: there is nobody to keep out. */
export function initialSequenceNumber(secret: Uint32Array, ends: Ends, now: Instant): number {
  return add(mix(secret, ends), Math.floor(now / TICK) % 0x1_0000_0000);
}

/** RFC 7323 section 5.4: each connection's clock of timestamps begins elsewhere. */
export const timestampOffset = (secret: Uint32Array, ends: Ends): number => (mix(secret, ends) ^ secret[2]) >>> 0;

function mix(secret: Uint32Array, ends: Ends): number {
  let h = secret[0];
  for (const word of [ends.localIp, ends.remoteIp, (ends.localPort << 16) | ends.remotePort, secret[1]]) {
    h = Math.imul(h ^ word, 0x85eb_ca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2_ae35);
    h ^= h >>> 16;
  }
  return h >>> 0;
}
