// The ACK of a segment (RFC 9293 section 3.10.7.4, fifth; RFC 5961 section 5): what it acknowledges, the window, and the states that a FIN's ACK ends.

import { MILLISECOND, NEVER, type Instant } from '../../base/time.ts';
import { add, diff, geq, gt, leq, lt } from '../../wire/seqnum.ts';
import { FIN, SYN } from '../../wire/tcp.ts';
import { synIsAcknowledged } from './arriveSyn.ts';
import { sendChallenge } from './challenge.ts';
import { moveTo } from './edges.ts';
import { endConnection } from './end.ts';
import type { TcpOut } from './out.ts';
import { dropBefore } from './ranges.ts';
import { ackAdvances, duplicateAck } from './recovery.ts';
import { drop } from './ring.ts';
import { sendEnd } from './resend.ts';
import { startRto, takeSample, timestampNow } from './rtt.ts';
import { takeSackBlocks } from './sack.ts';
import type { Segment } from './segment.ts';
import { flightOf } from './send.ts';
import { startTimeWait, type Tcb } from './tcb.ts';
import { dropWrites } from './writes.ts';

/** True when the rest of the segment is to be looked at. */
export function ackArrives(tcb: Tcb, s: Segment, now: Instant, out: TcpOut): boolean {
  if (gt(s.ack, tcb.sndMax) || lt(s.ack, add(tcb.sndUna, -tcb.maxSndWnd))) {
    // Of something never sent, or too old to be from this connection (RFC 5961 section 5.2).
    if (out.explaining) out.decide(tcb, 'tcp-ack-ignored', s.ack, tcb.sndUna);
    sendChallenge(tcb, now, out);
    return false;
  }
  const news = tcb.sack && s.sackBlocks > 0 && takeSackBlocks(tcb, s);
  const window = s.window << tcb.sndScale;
  if (gt(s.ack, tcb.sndUna)) acknowledge(tcb, s, now, out);
  else if (s.ack === tcb.sndUna && isDuplicate(tcb, s, window, news)) duplicateAck(tcb, now, out);
  if (tcb.persistAt !== NEVER) tcb.retries = 0; // it answers probes: it is there, however long its window stays closed
  if (geq(s.ack, tcb.sndUna)) updateWindow(tcb, s, window);
  return finIsAcknowledged(tcb, now, out);
}

/** RFC 5681 section 2; with SACK it is the news of a block that counts (RFC 6675 section 2). */
function isDuplicate(tcb: Tcb, s: Segment, window: number, news: boolean): boolean {
  if (tcb.sndUna === tcb.sndMax || s.flags & (SYN | FIN)) return false;
  if (tcb.persistAt !== NEVER) return false; // it answers a probe, which was not meant to be taken
  if (tcb.sack) return news;
  return s.data === s.end && window === tcb.sndWnd;
}

/** SND.UNA moves on: what is acknowledged leaves the buffer, the clocks are set, the window grows. */
function acknowledge(tcb: Tcb, s: Segment, now: Instant, out: TcpOut): void {
  const flight = flightOf(tcb);
  const first = tcb.sndUna === tcb.iss;
  measure(tcb, s, now, out, first);
  tcb.sndUna = s.ack;
  if (lt(tcb.sndNxt, s.ack)) tcb.sndNxt = s.ack;
  const acked = Math.min(Math.max(0, diff(s.ack, tcb.sendStart)), tcb.send.used);
  if (acked) {
    drop(tcb.send, acked);
    tcb.sendStart = add(tcb.sendStart, acked);
    dropWrites(tcb.writes, tcb.sendStart);
  }
  dropBefore(tcb.sacked, s.ack);
  tcb.backoff = 0;
  tcb.retries = 0;
  if (tcb.sndUna === tcb.sndMax) tcb.rtoAt = NEVER;
  else startRto(tcb, now); // RFC 6298 section 5.3
  if (!first) ackAdvances(tcb, acked, flight, now, out);
  if (acked && tcb.wantsRoom && 3 * (tcb.options.sendBuffer - tcb.send.used) >= tcb.options.sendBuffer) {
    tcb.wantsRoom = false;
    out.event(tcb, 'writable');
  }
}

/** A round trip, from the timestamp that comes back (RFC 7323 section 4.1) or from the segment that is being timed. */
function measure(tcb: Tcb, s: Segment, now: Instant, out: TcpOut, first: boolean): void {
  if (first) synIsAcknowledged(tcb, s, now, out);
  else if (tcb.timestamps && s.timestamps) {
    if (s.tsecr !== 0) takeSample(tcb, Math.max(0, (timestampNow(tcb, now) - s.tsecr) | 0) * MILLISECOND, out);
  } else if (tcb.rttAt !== NEVER && geq(s.ack, tcb.rttSeq)) takeSample(tcb, now - tcb.rttAt, out);
  if (tcb.rttAt !== NEVER && geq(s.ack, tcb.rttSeq)) tcb.rttAt = NEVER;
}

/** SND.WL1 and SND.WL2 keep an old segment from setting the window. */
function updateWindow(tcb: Tcb, s: Segment, window: number): void {
  if (!(lt(tcb.sndWl1, s.seq) || (tcb.sndWl1 === s.seq && leq(tcb.sndWl2, s.ack)))) return;
  tcb.sndWnd = window;
  tcb.sndWl1 = s.seq;
  tcb.sndWl2 = s.ack;
  if (window > tcb.maxSndWnd) tcb.maxSndWnd = window;
  if (window > 0) {
    tcb.persistAt = NEVER;
    tcb.persists = 0;
  } else if (tcb.sndUna === tcb.sndMax) tcb.rtoAt = NEVER;
}

/** Has the peer acknowledged this side's FIN? True when the rest of the segment still matters. */
function finIsAcknowledged(tcb: Tcb, now: Instant, out: TcpOut): boolean {
  if (!tcb.finQueued || !gt(tcb.sndUna, sendEnd(tcb))) return true;
  switch (tcb.state) {
    case 'FIN-WAIT-1':
      moveTo(tcb, 'FIN-WAIT-2', 'ACK of FIN', now, out);
      // Without a user nobody would ever end it (Linux: tcp_fin_timeout).
      if (tcb.detached) tcb.closeAt = now + tcb.options.finWait2;
      return true;
    case 'CLOSING':
      moveTo(tcb, 'TIME-WAIT', 'ACK of FIN', now, out);
      startTimeWait(tcb, now);
      return false;
    case 'LAST-ACK':
      endConnection(tcb, 'CLOSED', 'ACK of FIN', undefined, now, out);
      return false;
    default:
      return true;
  }
}
