// A segment arrives (RFC 9293 section 3.10.7): which rules look at it, in their order. LISTEN and SYN-SENT have their own.

import { MILLISECOND, SECOND, type Instant } from '../../base/time.ts';
import { add, diff, geq, gt, inWindow, leq, lt, span } from '../../wire/seqnum.ts';
import { ACK, FIN, RST, SYN, URG } from '../../wire/tcp.ts';
import { ackArrives } from './arriveAck.ts';
import { dataArrives, finArrives } from './arriveText.ts';
import { synSentArrives } from './arriveSyn.ts';
import { sendChallenge } from './challenge.ts';
import { mayReceive, moveTo } from './edges.ts';
import { resetFor, sendAck } from './emit.ts';
import { endConnection } from './end.ts';
import type { TcpOut } from './out.ts';
import { forgetTiming } from './rtt.ts';
import { output, sendSyn } from './send.ts';
import { readSegment, segment, type Segment } from './segment.ts';
import type { Tcb } from './tcb.ts';

/** A segment of `length` octets at `bytes[at]` for this connection; its checksum has been found right. */
export function segmentArrives(
  tcb: Tcb,
  bytes: Uint8Array,
  at: number,
  length: number,
  now: Instant,
  out: TcpOut,
): void {
  if (readSegment(bytes, at, length)) arrive(tcb, segment, now, out);
}

/** The same for a segment that has been read. It may be changed on the way: what lies outside of the window is cut off. */
export function arrive(tcb: Tcb, s: Segment, now: Instant, out: TcpOut): void {
  tcb.heard = now;
  tcb.keepsSent = 0;
  if (tcb.state === 'CLOSED' || tcb.state === 'LISTEN') return;
  if (tcb.state === 'SYN-SENT') {
    if (!synSentArrives(tcb, s, now, out)) return;
    cutToWindow(tcb, s, out);
  } else if (!isAcceptable(tcb, s, now, out) || !passesChecks(tcb, s, now, out)) return;
  if (s.flags & URG) out.changed(tcb, 'tcp-urgent-ignored', s.urgentPointer, s.seq);
  if (s.data < s.end && mayReceive(tcb.state) && !dataArrives(tcb, s, now, out)) return;
  if (s.flags & FIN) finArrives(tcb, s, now, out);
  finish(tcb, now, out);
}

/** Sends what the segment has made possible; the acknowledgment goes with it, or alone. */
function finish(tcb: Tcb, now: Instant, out: TcpOut): void {
  output(tcb, now, out);
  if (tcb.ackNow) sendAck(tcb, tcb.gaps.count ? 'tcp-duplicate-ack' : 'tcp-ack', now, out);
}

/** First: the timestamp (RFC 7323 section 5.3) and the sequence number (RFC 9293 section 3.10.7.4). Cuts the segment to the window. */
function isAcceptable(tcb: Tcb, s: Segment, now: Instant, out: TcpOut): boolean {
  if (tcb.timestamps && !s.timestamps && !(s.flags & RST)) return false; // RFC 7323 section 3.2
  if (isOld(tcb, s, now)) {
    if (out.explaining) out.decide(tcb, 'tcp-old-timestamp', s.tsval, tcb.tsRecent);
    acknowledgeAgain(tcb, s, now, out);
    return false;
  }
  if (tcb.state === 'SYN-RECEIVED' && isSynAgain(tcb, s)) {
    if (!(s.flags & ACK)) {
      // Its answer was lost. The RFC would send an ACK, which a peer in SYN-SENT cannot use; all stacks send SYN,ACK.
      sendSyn(tcb, 'tcp-syn-ack', now, out);
      forgetTiming(tcb);
      return false;
    }
    // Simultaneous OPEN (RFC 9293 figure 7): the SYN is known, its ACK is what counts.
    s.flags &= ~SYN;
    s.seq = tcb.rcvNxt;
    s.length--;
  }
  if (!touchesWindow(tcb, s)) {
    outsideWindow(tcb, s, now, out);
    return false;
  }
  if (s.timestamps && tcb.timestamps && leq(s.seq, tcb.ackSent) && !(s.flags & RST)) {
    tcb.tsRecent = s.tsval; // RFC 7323 section 4.3; a smaller one where that of before is too old to count
    tcb.tsRecentAt = now;
  }
  cutToWindow(tcb, s, out);
  return true;
}

/** The SYN that is known already; with an ACK only where both sides have opened actively. */
const isSynAgain = (tcb: Tcb, s: Segment): boolean =>
  (s.flags & (SYN | RST)) === SYN && s.seq === tcb.irs && !(s.flags & ACK && tcb.passive);

/** RFC 7323 section 5.5: after 24 days the clock of timestamps may have gone round. */
const PAWS_IDLE = 24 * 24 * 3600 * SECOND;

const isOld = (tcb: Tcb, s: Segment, now: Instant): boolean =>
  tcb.timestamps && s.timestamps && !(s.flags & RST) && lt(s.tsval, tcb.tsRecent) && now - tcb.tsRecentAt < PAWS_IDLE;

/** The four cases of RFC 9293 section 3.4; a closed window still lets the next number pass, for its ACK and RST. */
function touchesWindow(tcb: Tcb, s: Segment): boolean {
  const window = span(tcb.rcvNxt, tcb.rcvAdv);
  if (s.seq === tcb.rcvNxt) return true;
  if (window === 0) return false;
  if (inWindow(s.seq, tcb.rcvNxt, window)) return true;
  return s.length > 0 && inWindow(add(s.seq, s.length - 1), tcb.rcvNxt, window);
}

/** Between acknowledgments of segments without data that are not taken: two ends that disagree would send them for ever. */
const OUT_OF_WINDOW_PAUSE = 500 * MILLISECOND;

function outsideWindow(tcb: Tcb, s: Segment, now: Instant, out: TcpOut): void {
  if (out.explaining) out.decide(tcb, 'tcp-not-in-window', s.seq, span(tcb.rcvNxt, tcb.rcvAdv));
  if (s.flags & RST) return;
  const octets = s.end - s.data;
  if (octets > 0 && tcb.sack && tcb.options.dsack && leq(add(s.seq, octets), tcb.rcvNxt)) {
    tcb.dsackLeft = s.seq; // RFC 2883 section 4
    tcb.dsackRight = add(s.seq, octets);
  }
  if (tcb.timestamps && s.timestamps && add(s.seq, s.length) === tcb.ackSent && geq(s.tsval, tcb.tsRecent)) {
    // What was acknowledged last comes again, its ACK was lost. RFC 7323 would echo the timestamp of the first sending, and the sender take the
    // whole timeout for a round trip; Linux echoes that of the last.
    tcb.tsRecent = s.tsval;
    tcb.tsRecentAt = now;
  }
  if (tcb.state === 'TIME-WAIT' && s.flags & FIN) tcb.closeAt = now + tcb.options.timeWait;
  // RFC 5961 section 4.2: a challenge for a SYN, whatever its number.
  if (s.flags & SYN) sendChallenge(tcb, now, out);
  else acknowledgeAgain(tcb, s, now, out);
}

/** The answer to what is not taken: it may be that the peer has missed an ACK. */
function acknowledgeAgain(tcb: Tcb, s: Segment, now: Instant, out: TcpOut): void {
  if (s.length === 0) {
    if (now - tcb.outOfWindowAt < OUT_OF_WINDOW_PAUSE) return;
    tcb.outOfWindowAt = now;
  }
  sendAck(tcb, 'tcp-duplicate-ack', now, out);
}

function cutToWindow(tcb: Tcb, s: Segment, out: TcpOut): void {
  const before = diff(tcb.rcvNxt, s.seq);
  if (before > 0) {
    const syn = s.flags & SYN ? 1 : 0;
    s.flags &= ~SYN;
    const known = Math.min(before - syn, s.end - s.data);
    if (known > 0) noteDuplicate(tcb, add(s.seq, syn), known);
    s.data += known;
    s.seq = tcb.rcvNxt;
    tcb.ackNow ||= known > 0;
  }
  const beyond = diff(add(s.seq, s.end - s.data), tcb.rcvAdv);
  if (beyond > 0) {
    if (out.explaining) out.decide(tcb, 'tcp-beyond-window', tcb.rcvAdv, beyond);
    s.end -= Math.min(beyond, s.end - s.data);
    s.flags &= ~FIN;
    tcb.ackNow = true;
  }
}

function noteDuplicate(tcb: Tcb, seq: number, octets: number): void {
  if (!tcb.sack || !tcb.options.dsack) return;
  tcb.dsackLeft = seq;
  tcb.dsackRight = add(seq, octets);
}

/** Second, fourth and fifth: RST, SYN and ACK. (Third is the security compartment, which nobody has.) */
function passesChecks(tcb: Tcb, s: Segment, now: Instant, out: TcpOut): boolean {
  if (s.flags & RST) {
    if (s.seq === tcb.rcvNxt) resetArrives(tcb, now, out);
    else {
      // RFC 5961 section 3.2: in the window, but not the next number: whoever sends it may be guessing.
      if (out.explaining) out.decide(tcb, 'tcp-reset-ignored', s.seq, tcb.rcvNxt);
      sendChallenge(tcb, now, out);
    }
    return false;
  }
  if (s.flags & SYN) {
    if (tcb.state === 'SYN-RECEIVED' && tcb.passive) endConnection(tcb, 'LISTEN', 'SYN', undefined, now, out);
    else sendChallenge(tcb, now, out); // RFC 5961 section 4.2
    return false;
  }
  if (!(s.flags & ACK)) return false;
  if (tcb.state === 'SYN-RECEIVED' && !synAcknowledged(tcb, s, now, out)) return false;
  return ackArrives(tcb, s, now, out);
}

/** RFC 9293 section 3.10.7.4, fifth, SYN-RECEIVED. */
function synAcknowledged(tcb: Tcb, s: Segment, now: Instant, out: TcpOut): boolean {
  if (leq(s.ack, tcb.sndUna) || gt(s.ack, tcb.sndMax)) {
    resetFor(s, tcb, out);
    return false;
  }
  tcb.sndWnd = s.window << tcb.sndScale;
  tcb.sndWl1 = s.seq;
  tcb.sndWl2 = s.ack;
  moveTo(tcb, 'ESTABLISHED', 'ACK of SYN', now, out);
  out.event(tcb, 'connected');
  return true;
}

/** What a reset means in each state (RFC 9293 section 3.10.7.4), and what the user is told. */
function resetArrives(tcb: Tcb, now: Instant, out: TcpOut): void {
  const { state } = tcb;
  if (state === 'SYN-RECEIVED' && tcb.passive) endConnection(tcb, 'LISTEN', 'RST', undefined, now, out);
  else if (state === 'SYN-RECEIVED') endConnection(tcb, 'CLOSED', 'RST', 'ECONNREFUSED', now, out);
  else if (state === 'CLOSE-WAIT') endConnection(tcb, 'CLOSED', 'RST', 'EPIPE', now, out);
  else if (state === 'TIME-WAIT' || state === 'CLOSING' || state === 'LAST-ACK')
    endConnection(tcb, 'CLOSED', 'RST', undefined, now, out);
  else endConnection(tcb, 'CLOSED', 'RST', 'ECONNRESET', now, out);
}
