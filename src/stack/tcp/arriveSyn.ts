// Segments in LISTEN and SYN-SENT (RFC 9293 sections 3.10.7.2, 3.10.7.3), and what the two SYNs agree on.

import { MILLISECOND, NEVER, SECOND, type Instant } from '../../base/time.ts';
import { add, gt, leq } from '../../wire/seqnum.ts';
import { ACK, RST, SYN } from '../../wire/tcp.ts';
import { moveTo } from './edges.ts';
import { resetFor } from './emit.ts';
import { endConnection } from './end.ts';
import { initialSequenceNumber, timestampOffset } from './isn.ts';
import type { TcpOut } from './out.ts';
import { startRecovery } from './recovery.ts';
import { takeSample, timestampNow } from './rtt.ts';
import type { Segment } from './segment.ts';
import { beginCongestionControl, sendSyn } from './send.ts';
import { ownMss, type Tcb } from './tcb.ts';

/** Where a peer announces nothing (RFC 9293 section 3.7.1); and no segment that is worth its header is smaller. */
const DEFAULT_MSS = 536;
const LEAST_MSS = 28;
/** Without scaling, and in every SYN. */
const LARGEST_WINDOW = 65_535;
/** Beyond any window that the earlier connection may have had open without scaling. */
const REUSE_GAP = 65_536;

/** Chooses the ISN and what is offered in the SYN. `after`: a number that an earlier connection between the same ends has used. */
export function prepareSyn(tcb: Tcb, secret: Uint32Array, now: Instant, after?: number): void {
  const { options } = tcb;
  tcb.iss = initialSequenceNumber(secret, tcb, now);
  if (after !== undefined && leq(tcb.iss, after)) tcb.iss = add(after, REUSE_GAP); // RFC 1122 section 4.2.2.13 (c)
  tcb.tsOffset = timestampOffset(secret, tcb);
  tcb.sndUna = tcb.iss;
  tcb.sndNxt = add(tcb.iss, 1);
  tcb.sndMax = tcb.sndNxt;
  tcb.sendStart = tcb.sndNxt;
  tcb.scaling = options.windowScale;
  tcb.timestamps = options.timestamps;
  tcb.sack = options.sack;
  startRecovery(tcb);
}

/** The peer's SYN: its number, its MSS, and of the options those that both want. */
function takeSyn(tcb: Tcb, s: Segment, now: Instant): void {
  tcb.irs = s.seq;
  tcb.rcvNxt = add(s.seq, 1);
  // This side's SYN has told a window, where it came before the peer's.
  const told = tcb.state === 'SYN-SENT' ? Math.min(LARGEST_WINDOW, tcb.options.receiveBuffer) : 0;
  tcb.rcvAdv = add(tcb.rcvNxt, told);
  tcb.ackSent = tcb.rcvNxt;
  tcb.peerMss = Math.max(LEAST_MSS, s.mss || DEFAULT_MSS);
  tcb.room = Math.min(tcb.peerMss, ownMss(tcb));
  tcb.rcvMss = Math.min(DEFAULT_MSS, ownMss(tcb));
  tcb.scaling &&= s.scale !== undefined;
  tcb.sndScale = tcb.scaling ? (s.scale ?? 0) : 0;
  if (!tcb.scaling) tcb.rcvScale = 0;
  tcb.sack &&= s.sackPermitted;
  tcb.timestamps &&= s.timestamps;
  tcb.tsRecent = s.tsval;
  tcb.tsRecentAt = now;
  tcb.sndWnd = s.window; // the window of a SYN is never scaled (RFC 7323 section 2.2)
  tcb.maxSndWnd = s.window;
  tcb.sndWl1 = s.seq;
  tcb.sndWl2 = s.ack;
}

/** A SYN for a listening socket: `tcb`, in state LISTEN, becomes the connection. */
export function synArrives(
  tcb: Tcb,
  s: Segment,
  secret: Uint32Array,
  after: number | undefined,
  now: Instant,
  out: TcpOut,
): void {
  tcb.passive = true;
  prepareSyn(tcb, secret, now, after);
  takeSyn(tcb, s, now);
  moveTo(tcb, 'SYN-RECEIVED', 'SYN', now, out);
  sendSyn(tcb, 'tcp-syn-ack', now, out);
}

/** SYN-SENT. True when the connection is established and the rest of the segment (its data, its FIN) is to be looked at. */
export function synSentArrives(tcb: Tcb, s: Segment, now: Instant, out: TcpOut): boolean {
  const acks = (s.flags & ACK) !== 0;
  const acceptable = acks && gt(s.ack, tcb.sndUna) && leq(s.ack, tcb.sndMax);
  if (acks && !acceptable) {
    if (!(s.flags & RST)) resetFor(s, tcb, out);
    return false;
  }
  if (s.flags & RST) {
    if (acceptable) endConnection(tcb, 'CLOSED', 'RST', 'ECONNREFUSED', now, out);
    return false;
  }
  if (!(s.flags & SYN)) return false;
  takeSyn(tcb, s, now);
  if (!acks) {
    // Simultaneous OPEN (RFC 9293 section 3.5, figure 7). The SYN,ACK is a first sending: only the SYN was timed.
    moveTo(tcb, 'SYN-RECEIVED', 'SYN', now, out);
    sendSyn(tcb, 'tcp-syn-ack', now, out);
    return false;
  }
  establish(tcb, s, now, out);
  moveTo(tcb, 'ESTABLISHED', 'SYN,ACK', now, out);
  out.event(tcb, 'connected');
  tcb.ackNow = true;
  s.seq = tcb.rcvNxt;
  s.flags &= ~SYN;
  return true;
}

/** The SYN is acknowledged for the first time. */
function establish(tcb: Tcb, s: Segment, now: Instant, out: TcpOut): void {
  tcb.sndUna = s.ack;
  synIsAcknowledged(tcb, s, now, out);
}

/** Round trip, timers and congestion window once this side's SYN has been acknowledged. */
export function synIsAcknowledged(tcb: Tcb, s: Segment, now: Instant, out: TcpOut): void {
  if (tcb.timestamps && s.timestamps && s.tsecr !== 0)
    takeSample(tcb, Math.max(0, (timestampNow(tcb, now) - s.tsecr) | 0) * MILLISECOND, out);
  else if (tcb.rttAt !== NEVER) takeSample(tcb, now - tcb.rttAt, out);
  else tcb.rto = Math.max(tcb.rto, 3 * SECOND); // RFC 6298 section 5.7: the SYN was lost, nothing is measured
  tcb.rttAt = NEVER;
  tcb.rtoAt = NEVER;
  tcb.backoff = 0;
  beginCongestionControl(tcb);
  tcb.retries = 0;
  if (tcb.options.keepAlive) tcb.keepAt = now + tcb.options.keepIdle;
}
