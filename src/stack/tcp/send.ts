// What may be sent now, and what holds the rest back: window, silly windows (RFC 9293 section 3.8.6.2.1), Nagle (3.7.4), cwnd (RFC 5681).

import { NEVER, type Instant } from '../../base/time.ts';
import { add, diff, lt, max, min } from '../../wire/seqnum.ts';
import { ACK, FIN, PSH, SYN } from '../../wire/tcp.ts';
import { initialWindow } from './congestion.ts';
import { hasOutput } from './edges.ts';
import { optionsSize, sendSegment } from './emit.ts';
import type { TcpOut } from './out.ts';
import { tryLargerMtu } from './pathMtu.ts';
import { octetsWithin, rangeWith } from './ranges.ts';
import type { TcpReason } from './reasons.ts';
import { sendEnd } from './resend.ts';
import { currentRto, forgetTiming, startRto } from './rtt.ts';
import { octetsToSacked, pipeOf } from './sack.ts';
import { sackOutput } from './sackRecovery.ts';
import { smssOf, type Tcb } from './tcb.ts';

/** Octets under way, as congestion control counts them. */
export function flightOf(tcb: Tcb): number {
  if (tcb.sacked.count === 0) return diff(tcb.sndNxt, tcb.sndUna);
  if (tcb.recovery === 'fast') return pipeOf(tcb);
  return diff(tcb.sndNxt, tcb.sndUna) - octetsWithin(tcb.sacked, tcb.sndUna, tcb.sndNxt);
}

/** How many more octets congestion control lets out. Two segments beyond cwnd while it is not clear whether one was lost (RFC 3042). */
function cwndRoom(tcb: Tcb): number {
  const limited = tcb.options.limitedTransmit && tcb.recovery === 'none' && !tcb.sack;
  const extra = limited ? Math.min(tcb.dupAcks, 2) * smssOf(tcb) : 0;
  return tcb.congestion.cwnd + extra - flightOf(tcb);
}

/** Sends all that may be sent. `force`: a timer has found that waiting for a better window has no end. */
export function output(tcb: Tcb, now: Instant, out: TcpOut, force = false): void {
  if (!hasOutput(tcb.state)) return;
  tryLargerMtu(tcb, now, out);
  restartAfterIdle(tcb, now, out);
  const byBlocks = tcb.recovery === 'fast' && tcb.sack;
  if (byBlocks) sackOutput(tcb, true, now, out);
  while (sendNext(tcb, now, out, force));
  if (byBlocks) sackOutput(tcb, false, now, out);
  if (tcb.sndUna === tcb.sndMax || tcb.rtoAt !== NEVER || tcb.persistAt !== NEVER) return;
  startRto(tcb, now);
}

/** Sends the next segment from SND.NXT on, if it may leave. False when nothing is to be sent or something stands against it. */
function sendNext(tcb: Tcb, now: Instant, out: TcpOut, force: boolean): boolean {
  skipSacked(tcb);
  const { sndNxt } = tcb;
  const end = sendEnd(tcb);
  const waiting = diff(end, sndNxt);
  const finDue = tcb.finQueued && waiting >= 0;
  if (waiting <= 0 && !finDue) return false;
  const again = lt(sndNxt, tcb.sndMax);
  const window = tcb.sndWnd - diff(sndNxt, tcb.sndUna);
  const full = Math.max(1, tcb.room - optionsSize(tcb, ACK));
  let length = Math.min(waiting, full, Math.max(0, window));
  if (again) length = Math.min(length, octetsToSacked(tcb, sndNxt));
  const fin = finDue && length === waiting && length < window;
  if (length === 0 && !fin) {
    persist(tcb, now);
    if (out.explaining) out.decide(tcb, 'tcp-waits-window', waiting, window);
    return false;
  }
  if (!again && !force && isSilly(tcb, length, full, waiting, fin, window, now, out)) return false;
  const room = cwndRoom(tcb);
  if (length > Math.max(0, room) && flightOf(tcb) > 0) {
    if (out.explaining) out.decide(tcb, 'tcp-waits-cwnd', waiting, tcb.congestion.cwnd);
    return false;
  }
  sendData(tcb, length, fin, again, reasonFor(tcb, length, again), now, out);
  return true; // where they did not fit after all, they are cut anew
}

/**
 * RFC 9293 section 3.8.6.2.1, with Nagle's rule of 3.7.4: send (1) a full segment; (2) all that there is, when nothing is unacknowledged or
 * nobody wants to wait for more (a FIN has nothing to wait for); (3) half of the largest window the peer ever had.
 */
function isSilly(
  tcb: Tcb,
  length: number,
  full: number,
  waiting: number,
  fin: boolean,
  window: number,
  now: Instant,
  out: TcpOut,
): boolean {
  if (length >= full) return false;
  const idle = tcb.sndUna === tcb.sndMax;
  const hurry = idle || fin || !tcb.options.nagle;
  if (hurry && (length === waiting || length >= tcb.maxSndWnd >>> 1)) return false;
  if (idle) persist(tcb, now);
  if (out.explaining) {
    if (length === waiting) out.decide(tcb, 'tcp-waits-nagle', waiting, diff(tcb.sndNxt, tcb.sndUna));
    else out.decide(tcb, 'tcp-waits-small-window', waiting, window);
  }
  return true;
}

/** The octet that a probe carried does not make a retransmission of what follows. */
const reasonFor = (tcb: Tcb, length: number, again: boolean): TcpReason =>
  again && (tcb.recovery !== 'none' || diff(tcb.sndMax, tcb.sndNxt) > 1)
    ? 'tcp-retransmission'
    : length
      ? 'tcp-data'
      : 'tcp-fin';

/** Sends `length` octets from SND.NXT on, and the FIN if it follows them. */
function sendData(
  tcb: Tcb,
  length: number,
  fin: boolean,
  again: boolean,
  why: TcpReason,
  now: Instant,
  out: TcpOut,
): void {
  const seq = tcb.sndNxt;
  const last = add(seq, length);
  const push = length > 0 && last === sendEnd(tcb) ? PSH : 0;
  if (!sendSegment(tcb, seq, length, ACK | push | (fin ? FIN : 0), why, now, out)) return;
  tcb.sndNxt = fin ? add(last, 1) : last;
  if (!again && tcb.rttAt === NEVER) {
    tcb.rttAt = now;
    tcb.rttSeq = tcb.sndNxt;
  }
  if (!again && tcb.dupAcks > 0 && tcb.recovery === 'none') tcb.limited += length;
  tcb.sndMax = max(tcb.sndMax, tcb.sndNxt);
  tcb.lastSent = now;
  tcb.persistAt = NEVER;
}

/** After a timeout SND.NXT runs over what was sent before: what the peer holds already need not be sent again (RFC 2018 section 5). */
function skipSacked(tcb: Tcb): void {
  while (tcb.sacked.count && lt(tcb.sndNxt, tcb.sndMax)) {
    const held = rangeWith(tcb.sacked, tcb.sndNxt);
    if (held < 0) return;
    tcb.sndNxt = min(tcb.sacked.edges[2 * held + 1], tcb.sndMax);
  }
}

/** RFC 9293 section 3.8.6.1: the window is closed and nothing under way: only a timer can find out that it opens. */
function persist(tcb: Tcb, now: Instant): void {
  if (tcb.persistAt !== NEVER || tcb.rtoAt !== NEVER || tcb.sndUna !== tcb.sndMax) return;
  tcb.persistAt = now + (tcb.sndWnd > 0 ? tcb.options.override : currentRto(tcb));
}

/** RFC 5681 section 4.1: after a pause longer than the RTO nobody knows any more what the path bears. */
function restartAfterIdle(tcb: Tcb, now: Instant, out: TcpOut): void {
  if (tcb.sndUna !== tcb.sndMax || now - tcb.lastSent <= tcb.rto) return;
  const initial = initialWindow(tcb.options.congestion, tcb.options.initialWindow, smssOf(tcb));
  tcb.lastSent = now;
  if (tcb.congestion.cwnd <= initial) return;
  tcb.congestion.cwnd = initial;
  out.changed(tcb, 'tcp-idle-restart', initial, tcb.congestion.ssthresh);
}

/** Sends the SYN, or the SYN with its ACK, for the first time or again. */
export function sendSyn(tcb: Tcb, why: TcpReason, now: Instant, out: TcpOut): void {
  const flags = tcb.state === 'SYN-SENT' ? SYN : SYN | ACK;
  if (tcb.retries === 0) {
    tcb.rttAt = now;
    tcb.rttSeq = add(tcb.iss, 1);
  } else forgetTiming(tcb);
  tcb.lastSent = now;
  sendSegment(tcb, tcb.iss, 0, flags, why, now, out);
  startRto(tcb, now);
}

/** The peer's SYN and this side's have met: congestion control begins (RFC 6928; RFC 5681 section 3.1 where the SYN was lost). */
export function beginCongestionControl(tcb: Tcb): void {
  const { options, congestion } = tcb;
  const smss = smssOf(tcb);
  congestion.cwnd = initialWindow(options.congestion, tcb.retries > 1 ? 1 : options.initialWindow, smss);
}
