// What an acknowledgment means for congestion and loss: growth, fast retransmit and fast recovery (RFC 5681 section 3.2, NewReno of RFC 6582, SACK of RFC 6675).

import type { Instant } from '../../base/time.ts';
import { diff, geq, lt } from '../../wire/seqnum.ts';
import { BOUNDLESS, congestionControls, type CongestionControl } from './congestion.ts';
import type { TcpOut } from './out.ts';
import { clearRanges } from './ranges.ts';
import { resend } from './resend.ts';
import { startRto } from './rtt.ts';
import { hasReneged, headIsLost } from './sack.ts';
import { flightOf } from './send.ts';
import { smssOf, type Tcb } from './tcb.ts';

const controlOf = (tcb: Tcb): CongestionControl => congestionControls[tcb.options.congestion];

/** `acked` octets were acknowledged for the first time, SND.UNA has moved; `flight` octets were under way before. */
export function ackAdvances(tcb: Tcb, acked: number, flight: number, now: Instant, out: TcpOut): void {
  if (tcb.recovery === 'fast') {
    if (geq(tcb.sndUna, tcb.recover)) leaveRecovery(tcb, out);
    else partialAck(tcb, acked, now, out);
    return;
  }
  tcb.dupAcks = 0;
  tcb.limited = 0;
  if (tcb.recovery === 'loss' && geq(tcb.sndUna, tcb.recover)) tcb.recovery = 'none';
  grow(tcb, acked, flight, now, out);
}

/** A window that was not used grows no further (RFC 5681 section 4.1 in spirit, RFC 7661): what it was good for has not been tried. */
function grow(tcb: Tcb, acked: number, flight: number, now: Instant, out: TcpOut): void {
  const { congestion } = tcb;
  const smss = smssOf(tcb);
  const wasSlowStart = congestion.cwnd < congestion.ssthresh;
  if (2 * flight < congestion.cwnd && flight + smss <= congestion.cwnd) return;
  controlOf(tcb).grow(congestion, acked, smss, tcb.srtt, now);
  if (wasSlowStart && congestion.cwnd >= congestion.ssthresh)
    out.changed(tcb, 'tcp-congestion-avoidance', congestion.cwnd, congestion.ssthresh);
}

/** RFC 5681 section 3.2 step 6; RFC 6582 section 3.2 step 3 with the first of its two choices, which sends no burst. */
function leaveRecovery(tcb: Tcb, out: TcpOut): void {
  const { congestion } = tcb;
  const smss = smssOf(tcb);
  tcb.recovery = 'none';
  tcb.dupAcks = 0;
  tcb.limited = 0;
  const flight = Math.max(diff(tcb.sndMax, tcb.sndUna), smss) + smss;
  congestion.cwnd = controlOf(tcb).limits ? Math.min(congestion.ssthresh, flight) : BOUNDLESS;
  congestion.credit = 0;
  out.changed(tcb, 'tcp-recovered', congestion.cwnd, congestion.ssthresh);
}

/** RFC 6582 section 3.2 step 3, partial acknowledgment: the next hole is known at once. With SACK the scoreboard knows better. */
function partialAck(tcb: Tcb, acked: number, now: Instant, out: TcpOut): void {
  if (tcb.sack) return;
  const { congestion } = tcb;
  const smss = smssOf(tcb);
  resend(tcb, tcb.sndUna, smss, 'tcp-fast-retransmission', now, out);
  congestion.cwnd = Math.max(smss, congestion.cwnd - acked + (acked >= smss ? smss : 0));
}

/** A duplicate acknowledgment (RFC 5681 section 2), with SACK one that tells of a new block (RFC 6675 section 2). */
export function duplicateAck(tcb: Tcb, now: Instant, out: TcpOut): void {
  tcb.dupAcks++;
  const { congestion, options } = tcb;
  if (tcb.recovery === 'fast') {
    if (!tcb.sack) congestion.cwnd += smssOf(tcb); // step 4: it tells that a segment has left the network
    return;
  }
  // RFC 6582 section 3.2 step 2: duplicates of what was sent again after a loss tell of no new one.
  if (lt(tcb.sndUna, tcb.recover)) return;
  const early = tcb.sack && headIsLost(tcb);
  if (tcb.dupAcks >= options.dupThresh || early) fastRetransmit(tcb, now, out);
}

function fastRetransmit(tcb: Tcb, now: Instant, out: TcpOut): void {
  const { congestion } = tcb;
  const smss = smssOf(tcb);
  const control = controlOf(tcb);
  congestion.ssthresh = control.reduce(congestion, diff(tcb.sndMax, tcb.sndUna) - tcb.limited, smss);
  congestion.credit = 0;
  tcb.recover = tcb.sndMax;
  if (!control.fastRecovery) {
    congestion.cwnd = smss;
    tcb.recovery = 'loss';
    tcb.sndNxt = tcb.sndUna;
    tcb.dupAcks = 0;
    out.changed(tcb, 'tcp-fast-recovery', congestion.cwnd, congestion.ssthresh);
    return;
  }
  tcb.recovery = 'fast';
  tcb.rescued = false;
  congestion.cwnd = tcb.sack ? congestion.ssthresh : congestion.ssthresh + 3 * smss;
  out.changed(tcb, 'tcp-fast-recovery', congestion.cwnd, congestion.ssthresh);
  tcb.highRxt = resend(tcb, tcb.sndUna, smss, 'tcp-fast-retransmission', now, out);
  startRto(tcb, now);
}

/** The retransmission timer has expired (RFC 5681 section 3.1, equation 4 and "loss window"; RFC 6582 section 3.2 step 4). */
export function timeoutLoss(tcb: Tcb, out: TcpOut): void {
  const { congestion } = tcb;
  const smss = smssOf(tcb);
  const control = controlOf(tcb);
  // Only what is lost for the first time halves: when the same segment is lost again, the window is one segment already.
  if (tcb.retries <= 1) congestion.ssthresh = control.reduce(congestion, flightOf(tcb), smss);
  if (control.limits) congestion.cwnd = smss;
  congestion.credit = 0;
  tcb.recovery = 'loss';
  tcb.recover = tcb.sndMax;
  tcb.dupAcks = 0;
  tcb.limited = 0;
  if (hasReneged(tcb) || tcb.retries > 1) clearRanges(tcb.sacked);
  tcb.sndNxt = tcb.sndUna;
  out.changed(tcb, 'tcp-timeout', congestion.cwnd, congestion.ssthresh);
}

/** RFC 6582 section 3.2 step 1: nothing has been lost yet. */
export const startRecovery = (tcb: Tcb): void => void (tcb.recover = tcb.iss);
