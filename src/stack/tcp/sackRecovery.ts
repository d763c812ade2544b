// Recovery by the scoreboard: which octets to send next (NextSeg of RFC 6675 section 4, sent as section 5 says).

import type { Instant } from '../../base/time.ts';
import { add, leq, lt, max } from '../../wire/seqnum.ts';
import type { TcpOut } from './out.ts';
import { resend } from './resend.ts';
import { isLost, pipeOf } from './sack.ts';
import { smssOf, type Tcb } from './tcb.ts';

/**
 * Section 5, step C: while the pipe has room, sends what NextSeg gives of what is under way already. New data (rule 2) lies between the two
 * calls: before it what is `lost` for certain (rule 1), behind it the other holes (rule 3), and once a recovery the very last octets (rule 4).
 */
export function sackOutput(tcb: Tcb, lost: boolean, now: Instant, out: TcpOut): void {
  const smss = smssOf(tcb);
  while (tcb.congestion.cwnd - pipeOf(tcb) >= smss) {
    const from = nextHole(tcb, lost);
    if (from === undefined) {
      if (!lost) rescue(tcb, smss, now, out);
      return;
    }
    tcb.highRxt = max(tcb.highRxt, resend(tcb, from, smss, 'tcp-fast-retransmission', now, out));
  }
}

/** The first octet below the highest block that has not been sent again in this recovery. */
function nextHole(tcb: Tcb, lost: boolean): number | undefined {
  const { edges, count } = tcb.sacked;
  let left = tcb.sndUna;
  for (let i = 0; i < count; i++) {
    const from = max(left, tcb.highRxt);
    if (lt(from, edges[2 * i])) return lost && !isLost(tcb, from) ? undefined : from;
    left = edges[2 * i + 1];
  }
  return undefined;
}

function rescue(tcb: Tcb, smss: number, now: Instant, out: TcpOut): void {
  const { edges, count } = tcb.sacked;
  const held = count ? edges[2 * count - 1] : tcb.sndUna;
  if (tcb.rescued || leq(tcb.sndMax, held)) return;
  tcb.rescued = true;
  resend(tcb, max(held, add(tcb.sndMax, -smss)), smss, 'tcp-fast-retransmission', now, out);
}
