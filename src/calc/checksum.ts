// The Internet checksum worked out as people do it (RFC 1071 section 1): word by word, each carry added at the end, at last the complement.

import { putU16, putU32 } from '../base/bytes.ts';

/** Octets that count, one run after the other; each run begins with a whole word. */
export interface Run {
  bytes: Uint8Array;
  /** The word at this place counts as zero, for it is the checksum itself. */
  without?: number;
}

/** One addition. */
export interface Addition {
  /** Which run, and where in it the word begins. */
  run: number;
  at: number;
  /** The word that is added; of a single octet at the end the low half is zero. */
  word: number;
  single: boolean;
  /** The sum before the carry is dealt with, up to 17 bits, and after it. */
  raw: number;
  sum: number;
  /** It went over 16 bits: one is added at the end (end-around carry). */
  carry: boolean;
}

/** All additions in their order; the checksum is the complement of the last sum. */
export interface WorkedOut {
  additions: Addition[];
  sum: number;
  checksum: number;
}

/** Adds up the runs. */
export function workOut(runs: readonly Run[]): WorkedOut {
  const additions: Addition[] = [];
  let sum = 0;
  runs.forEach(({ bytes, without }, run) => {
    for (let at = 0; at < bytes.length; at += 2) {
      const single = at + 1 === bytes.length;
      const word = at === without ? 0 : (bytes[at]! << 8) | (single ? 0 : bytes[at + 1]!);
      const raw = sum + word;
      const carry = raw > 0xffff;
      sum = carry ? raw - 0xffff : raw;
      additions.push({ run, at, word, single, raw, sum, carry });
    }
  });
  return { additions, sum, checksum: ~sum & 0xffff };
}

/** What UDP and TCP take into their checksums besides themselves: source, destination, a zero octet and the protocol, the length (RFC 768, RFC 9293 section 3.1). */
export function pseudoHeader(source: number, destination: number, protocol: number, length: number): Run {
  const bytes = new Uint8Array(12);
  putU32(bytes, 0, source);
  putU32(bytes, 4, destination);
  bytes[9] = protocol;
  putU16(bytes, 10, length);
  return { bytes };
}
