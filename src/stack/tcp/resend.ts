// Sending octets again that are under way already (RFC 5681 section 3.2).

import { NEVER, type Instant } from '../../base/time.ts';
import { add, diff, gt, lt, min } from '../../wire/seqnum.ts';
import { ACK, FIN, PSH } from '../../wire/tcp.ts';
import { optionsSize, sendSegment } from './emit.ts';
import type { TcpOut } from './out.ts';
import type { TcpReason } from './reasons.ts';
import { forgetTiming } from './rtt.ts';
import { octetsToSacked } from './sack.ts';
import type { Tcb } from './tcb.ts';

/** The number after the last octet that the user has handed over; a FIN has this number. */
export const sendEnd = (tcb: Tcb): number => add(tcb.sendStart, tcb.send.used);

/** Sends octets again that are under way already; new ones would need room in the window. Gives the number after them. */
export function resend(tcb: Tcb, seq: number, limit: number, why: TcpReason, now: Instant, out: TcpOut): number {
  const end = sendEnd(tcb);
  const full = Math.max(1, tcb.room - optionsSize(tcb, ACK));
  const length = Math.max(0, Math.min(diff(min(end, tcb.sndMax), seq), full, limit, octetsToSacked(tcb, seq)));
  const last = add(seq, length);
  const fin = tcb.finQueued && last === end && gt(tcb.sndMax, end);
  const push = length > 0 && last === end ? PSH : 0;
  const isSent = sendSegment(tcb, seq, length, ACK | push | (fin ? FIN : 0), why, now, out);
  if (!isSent) return resend(tcb, seq, limit, why, now, out); // in a smaller segment
  if (tcb.rttAt !== NEVER && lt(seq, tcb.rttSeq)) forgetTiming(tcb);
  tcb.lastSent = now;
  const after = fin ? add(last, 1) : last;
  if (lt(tcb.sndNxt, after)) tcb.sndNxt = after;
  return after;
}
