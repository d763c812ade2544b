// The scoreboard of selective acknowledgments (RFC 6675 section 4): what the peer holds, what is lost, what is still on its way.

import { diff, geq, gt, leq, lt, max, min } from '../../wire/seqnum.ts';
import { addRange, octetsWithin } from './ranges.ts';
import type { Segment } from './segment.ts';
import { smssOf, type Tcb } from './tcb.ts';

/** Takes in the blocks of a segment. True when they tell of something new. Blocks below the acknowledgment are D-SACKs, and tell of no gap. */
export function takeSackBlocks(tcb: Tcb, s: Segment): boolean {
  let news = false;
  const una = max(tcb.sndUna, s.ack);
  for (let i = 0; i < s.sackBlocks; i++) {
    const left = s.sack[2 * i];
    const right = s.sack[2 * i + 1];
    if (lt(left, una) || geq(left, right) || gt(right, tcb.sndMax)) continue;
    if (addRange(tcb.sacked, left, right)) news = true;
  }
  return news;
}

/** IsLost (section 4): three blocks, or more than two segments of octets, lie behind `seq`. */
export function isLost(tcb: Tcb, seq: number): boolean {
  const { sacked, options } = tcb;
  const { edges, count } = sacked;
  let blocks = 0;
  for (let i = 0; i < count; i++) if (gt(edges[2 * i], seq)) blocks++;
  if (blocks >= options.dupThresh) return true;
  return octetsWithin(sacked, seq, tcb.sndMax) > (options.dupThresh - 1) * smssOf(tcb);
}

/** SetPipe (section 4): octets that are on their way, as far as the scoreboard tells. */
export function pipeOf(tcb: Tcb): number {
  const { edges, count } = tcb.sacked;
  let pipe = 0;
  let left = tcb.sndUna;
  for (let i = 0; i <= count; i++) {
    const right = i < count ? edges[2 * i] : tcb.sndMax;
    if (gt(right, left)) {
      if (!isLost(tcb, left)) pipe += diff(right, left);
      const sentAgain = min(tcb.highRxt, right);
      if (gt(sentAgain, left)) pipe += diff(sentAgain, left);
    }
    if (i < count) left = edges[2 * i + 1];
  }
  return pipe;
}

/** Octets from `seq` to the next that the peer holds. */
export function octetsToSacked(tcb: Tcb, seq: number): number {
  const { edges, count } = tcb.sacked;
  for (let i = 0; i < count; i++) if (geq(edges[2 * i], seq)) return diff(edges[2 * i], seq);
  return Infinity;
}

/** Does the scoreboard say that the first octet not acknowledged is lost (section 5, step 4.1)? */
export const headIsLost = (tcb: Tcb): boolean => tcb.sacked.count > 0 && isLost(tcb, tcb.sndUna);

/** Has the peer thrown away what it had told to hold? Then the acknowledgment has reached a block that it does not go beyond (RFC 2018 section 8). */
export function hasReneged(tcb: Tcb): boolean {
  return tcb.sacked.count > 0 && leq(tcb.sacked.edges[0], tcb.sndUna);
}
