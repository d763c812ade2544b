// What happens when a deadline passes: retransmission (RFC 6298 section 5), probes of a closed window (RFC 9293 section 3.8.6.1), delayed ACK, keep-alive, TIME-WAIT.

import { NEVER, type Instant } from '../../base/time.ts';
import { add, gt, max } from '../../wire/seqnum.ts';
import { ACK, FIN, PSH } from '../../wire/tcp.ts';
import { isSynchronized, moveTo } from './edges.ts';
import { sendAck, sendSegment } from './emit.ts';
import { endConnection, resetConnection } from './end.ts';
import type { TcpOut } from './out.ts';
import { quietIsDue } from './pieces.ts';
import { timeoutLoss } from './recovery.ts';
import { sendEnd } from './resend.ts';
import { currentRto, forgetTiming, startRto } from './rtt.ts';
import { output, sendSyn } from './send.ts';
import { stopTimers, type Tcb } from './tcb.ts';

/** Does what is due at `now`. Too early or too often it does nothing. */
export function tick(tcb: Tcb, now: Instant, out: TcpOut): void {
  if (tcb.closeAt <= now) closeIsDue(tcb, now, out);
  if (tcb.lingerAt <= now) lingerIsDue(tcb, now, out);
  if (tcb.rtoAt <= now) retransmissionIsDue(tcb, now, out);
  if (tcb.persistAt <= now) probeIsDue(tcb, now, out);
  if (tcb.delackAt <= now) sendAck(tcb, 'tcp-ack', now, out);
  if (tcb.keepAt <= now) keepAliveIsDue(tcb, now, out);
  if (tcb.quietAt <= now) quietIsDue(tcb, out);
}

/** 2 MSL have passed, or the peer of a connection without a user has never closed. */
function closeIsDue(tcb: Tcb, now: Instant, out: TcpOut): void {
  moveTo(tcb, 'CLOSED', 'timeout', now, out);
  stopTimers(tcb);
  out.event(tcb, 'closed');
}

/** SO_LINGER's time is up: what is left is thrown away, and the peer is told by a reset. */
function lingerIsDue(tcb: Tcb, now: Instant, out: TcpOut): void {
  tcb.lingerAt = NEVER;
  resetConnection(tcb, 'ABORT', undefined, now, out);
}

function retransmissionIsDue(tcb: Tcb, now: Instant, out: TcpOut): void {
  tcb.rtoAt = NEVER;
  const { state, options } = tcb;
  const syn = tcb.sndUna === tcb.iss; // also in FIN-WAIT-1, when the user closed during the handshake
  if (tcb.sndUna === tcb.sndMax) return;
  tcb.retries++;
  if (tcb.retries > (syn ? options.synRetries : options.retries2)) {
    giveUp(tcb, now, out);
    return;
  }
  if (tcb.retries === options.retries1) out.changed(tcb, 'tcp-path-doubtful', tcb.retries, options.retries2);
  tcb.backoff++;
  forgetTiming(tcb);
  if (syn) {
    sendSyn(tcb, state === 'SYN-SENT' ? 'tcp-syn-again' : 'tcp-syn-ack', now, out);
    return;
  }
  timeoutLoss(tcb, out);
  if (tcb.sndWnd === 0) {
    // The window was closed over what is under way: asking for it is all that may be sent.
    tcb.persistAt = now;
    return;
  }
  output(tcb, now, out);
  if (tcb.rtoAt === NEVER) startRto(tcb, now);
}

/** R2 (RFC 9293 section 3.8.3). A peer that does not answer is sent no reset: there is nobody to read it. */
function giveUp(tcb: Tcb, now: Instant, out: TcpOut): void {
  endConnection(tcb, 'CLOSED', 'timeout', tcb.softError ?? 'ETIMEDOUT', now, out);
}

/** Asks whether the window is still closed with the next octet, or ends the wait for a better one. */
function probeIsDue(tcb: Tcb, now: Instant, out: TcpOut): void {
  tcb.persistAt = NEVER;
  if (tcb.sndWnd > 0) {
    output(tcb, now, out, true);
    return;
  }
  tcb.retries++;
  if (tcb.retries > tcb.options.retries2) {
    giveUp(tcb, now, out);
    return;
  }
  sendProbe(tcb, now, out);
  tcb.persists++;
  const { backoff } = tcb;
  tcb.backoff = tcb.persists; // doubled each time, and never given up while it is answered
  tcb.persistAt = now + currentRto(tcb);
  tcb.backoff = backoff;
}

/** RFC 9293 section 3.8.6.1: at least one octet of new data, or the FIN where no data is left. */
function sendProbe(tcb: Tcb, now: Instant, out: TcpOut): void {
  const end = sendEnd(tcb);
  const length = gt(end, tcb.sndUna) ? 1 : 0;
  const fin = length === 0 && tcb.finQueued;
  tcb.sndMax = max(tcb.sndMax, add(tcb.sndUna, 1));
  tcb.sndNxt = fin ? tcb.sndMax : tcb.sndUna;
  const push = length && add(tcb.sndUna, 1) === end ? PSH : 0;
  sendSegment(tcb, tcb.sndUna, length, ACK | push | (fin ? FIN : 0), 'tcp-probe', now, out);
}

/** RFC 1122 section 4.2.3.6: a number that the peer has seen makes it answer. */
function keepAliveIsDue(tcb: Tcb, now: Instant, out: TcpOut): void {
  const { options } = tcb;
  tcb.keepAt = NEVER;
  if (!options.keepAlive || !isSynchronized(tcb.state) || tcb.state === 'TIME-WAIT') return;
  const idleSince = tcb.heard + options.keepIdle;
  if (tcb.keepsSent === 0 && (idleSince > now || tcb.sndUna !== tcb.sndMax)) {
    tcb.keepAt = idleSince > now ? idleSince : now + options.keepInterval;
    return;
  }
  if (tcb.keepsSent >= options.keepProbes) {
    resetConnection(tcb, 'timeout', tcb.softError ?? 'ETIMEDOUT', now, out);
    return;
  }
  tcb.keepsSent++;
  tcb.keepAt = now + options.keepInterval;
  sendSegment(tcb, add(tcb.sndMax, -1), 0, ACK, 'tcp-keep-alive', now, out);
}
