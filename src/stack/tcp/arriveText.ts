// The text and the FIN of a segment (RFC 9293 section 3.10.7.4, seventh and eighth): reassembly, and when to acknowledge (RFC 5681 section 4.2).

import { NEVER, type Instant } from '../../base/time.ts';
import { add, diff, geq, gt, span } from '../../wire/seqnum.ts';
import { moveTo } from './edges.ts';
import { resetFor } from './emit.ts';
import { endConnection } from './end.ts';
import type { TcpOut } from './out.ts';
import { noteCome } from './pieces.ts';
import { addRange, dropBefore, rangeWith } from './ranges.ts';
import { place } from './ring.ts';
import type { Segment } from './segment.ts';
import { ownMss, startTimeWait, type Tcb } from './tcb.ts';

/** Takes the octets, wherever in the window they lie. False when they ended the connection. */
export function dataArrives(tcb: Tcb, s: Segment, now: Instant, out: TcpOut): boolean {
  const octets = s.end - s.data;
  if (tcb.detached || (tcb.readShut && tcb.state !== 'ESTABLISHED')) {
    // Nobody will read it: the sender must learn that it is lost (RFC 1122 section 4.2.2.13). Shut down for both, a user says as much as by CLOSE.
    out.changed(tcb, 'tcp-data-after-close', s.seq, octets);
    resetFor(s, tcb, out);
    endConnection(tcb, 'CLOSED', 'data after CLOSE', tcb.detached ? undefined : 'ECONNRESET', now, out);
    return false;
  }
  if (octets > tcb.rcvMss) tcb.rcvMss = Math.min(octets, ownMss(tcb));
  const offset = tcb.recv.used + diff(s.seq, tcb.rcvNxt);
  place(tcb.recv, offset, s.bytes, s.data, s.end);
  if (s.seq === tcb.rcvNxt) inOrder(tcb, octets, now, out);
  else outOfOrder(tcb, s.seq, octets, out);
  return true;
}

/** The next octets have come, and with them perhaps what had waited behind the gap. */
function inOrder(tcb: Tcb, octets: number, now: Instant, out: TcpOut): void {
  const hadGap = tcb.gaps.count > 0;
  let next = add(tcb.rcvNxt, octets);
  if (hadGap) {
    const known = rangeWith(tcb.gaps, next);
    if (known >= 0) next = tcb.gaps.edges[2 * known + 1];
    dropBefore(tcb.gaps, next);
  }
  tcb.recv.used += span(tcb.rcvNxt, next);
  tcb.rcvNxt = next;
  if (gt(next, tcb.rcvAdv)) tcb.rcvAdv = next;
  noteCome(tcb, now);
  out.event(tcb, 'readable');
  if (hadGap) tcb.ackNow = true; // RFC 5681 section 4.2: at once where a gap is filled
  if (tcb.finWaiting && tcb.finSeq === next) reachFin(tcb, now, out);
  else acknowledgeSoon(tcb, now, out);
}

/** RFC 1122 section 4.2.3.2: at the latest after the second full segment, or when the timer ends the wait. */
function acknowledgeSoon(tcb: Tcb, now: Instant, out: TcpOut): void {
  const { delayedAck } = tcb.options;
  const pending = span(tcb.ackSent, tcb.rcvNxt);
  if (tcb.ackNow || delayedAck === 0 || pending >= 2 * tcb.rcvMss) {
    tcb.ackNow = true;
    return;
  }
  if (tcb.delackAt === NEVER) tcb.delackAt = now + delayedAck;
  if (out.explaining) out.decide(tcb, 'tcp-ack-delayed', tcb.delackAt, pending);
}

/** Something is missing before it: it waits, and the sender is told at once (RFC 5681 section 4.2). */
function outOfOrder(tcb: Tcb, seq: number, octets: number, out: TcpOut): void {
  tcb.ackNow = true;
  const right = add(seq, octets);
  if (!addRange(tcb.gaps, seq, right)) {
    if (tcb.sack && tcb.options.dsack) {
      tcb.dsackLeft = seq;
      tcb.dsackRight = right;
    }
    if (out.explaining) out.decide(tcb, 'tcp-duplicate-data', seq, octets);
  } else if (out.explaining) out.decide(tcb, 'tcp-out-of-order', seq, tcb.rcvNxt);
  tcb.recent.copyWithin(1, 0);
  tcb.recent[0] = seq;
}

/** A FIN: it counts when all before it has come. */
export function finArrives(tcb: Tcb, s: Segment, now: Instant, out: TcpOut): void {
  const { state } = tcb;
  if (state === 'CLOSED' || state === 'LISTEN' || state === 'SYN-SENT') return;
  tcb.ackNow = true;
  if (tcb.eof) return;
  const seq = add(s.seq, s.end - s.data);
  if (geq(seq, tcb.rcvNxt)) {
    tcb.finWaiting = true;
    tcb.finSeq = seq;
  }
  if (seq === tcb.rcvNxt) reachFin(tcb, now, out);
}

/** Everything that the peer has sent is here, and its FIN too. */
function reachFin(tcb: Tcb, now: Instant, out: TcpOut): void {
  tcb.finWaiting = false;
  tcb.rcvNxt = add(tcb.rcvNxt, 1);
  if (gt(tcb.rcvNxt, tcb.rcvAdv)) tcb.rcvAdv = tcb.rcvNxt;
  tcb.eof = true;
  tcb.ackNow = true;
  if (tcb.state === 'ESTABLISHED') moveTo(tcb, 'CLOSE-WAIT', 'FIN', now, out);
  else if (tcb.state === 'FIN-WAIT-1') moveTo(tcb, 'CLOSING', 'FIN', now, out);
  else if (tcb.state === 'FIN-WAIT-2') {
    moveTo(tcb, 'TIME-WAIT', 'FIN', now, out);
    startTimeWait(tcb, now);
  }
  out.event(tcb, 'readable');
}
