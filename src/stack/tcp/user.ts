// The calls of the user (RFC 9293 section 3.10.1 to 3.10.5), with the answers that sockets of Linux give.

import type { Instant } from '../../base/time.ts';
import { add, span } from '../../wire/seqnum.ts';
import { hasOutput, isSynchronized, maySend, moveTo } from './edges.ts';
import { sendAck, windowGain } from './emit.ts';
import { resetConnection, endConnection } from './end.ts';
import { prepareSyn } from './arriveSyn.ts';
import type { TcpOut } from './out.ts';
import { noteTaken, readable } from './pieces.ts';
import { append, drop, peek } from './ring.ts';
import { sendEnd } from './resend.ts';
import { output, sendSyn } from './send.ts';
import type { Tcb, TcpFailure } from './tcb.ts';
import { noteWrite } from './writes.ts';

/** Active OPEN: sends the SYN. The result comes as an event, `connected` or `error`. */
export function openActive(tcb: Tcb, secret: Uint32Array, now: Instant, out: TcpOut): void {
  prepareSyn(tcb, secret, now);
  moveTo(tcb, 'SYN-SENT', 'active OPEN', now, out);
  sendSyn(tcb, 'tcp-syn', now, out);
}

/** Passive OPEN: the connection waits for a SYN. */
export function openPassive(tcb: Tcb, now: Instant, out: TcpOut): void {
  moveTo(tcb, 'LISTEN', 'passive OPEN', now, out);
}

/** Takes the pending error, so that it is told once. */
export function takeError(tcb: Tcb): TcpFailure | undefined {
  const { error } = tcb;
  tcb.error = undefined;
  return error;
}

/** SEND. Gives how many octets were taken, as many as there is room for; `EAGAIN` where there is none, or the connection is not there yet. */
export function userSend(tcb: Tcb, bytes: Uint8Array, now: Instant, out: TcpOut): number | TcpFailure {
  const { state } = tcb;
  if (tcb.error) return takeError(tcb)!;
  if (state === 'SYN-SENT' || state === 'SYN-RECEIVED') return 'EAGAIN';
  if (!maySend(state)) return 'EPIPE';
  if (bytes.length === 0) return 0;
  const room = tcb.options.sendBuffer - tcb.send.used;
  const taken = Math.min(room, bytes.length);
  if (taken < bytes.length) tcb.wantsRoom = true;
  if (taken <= 0) return 'EAGAIN';
  const seq = sendEnd(tcb);
  noteWrite(tcb.writes, seq);
  append(tcb.send, bytes, 0, taken);
  out.changed(tcb, 'tcp-written', seq, taken);
  output(tcb, now, out);
  return taken;
}

/** Sequence number of the first octet that the user has not read. */
export const firstUnread = (tcb: Tcb): number => add(tcb.rcvNxt, -tcb.recv.used - (tcb.eof ? 1 : 0));

/**
 * RECEIVE. Copies up to `most` octets to `into[at]` …, and gives their number; 0 means that the peer has closed (or that none were wanted).
 * `EAGAIN` where nothing is there yet. With `look` the octets stay.
 */
export function receiveInto(
  tcb: Tcb,
  into: Uint8Array,
  at: number,
  most: number,
  now: Instant,
  out: TcpOut,
  look = false,
): number | TcpFailure {
  const { recv } = tcb;
  const length = Math.min(most, readable(tcb));
  if (length <= 0) return most > 0 && recv.used > 0 ? 'EAGAIN' : nothingToRead(tcb);
  peek(recv, 0, length, into, at);
  out.changed(tcb, look ? 'tcp-peeked' : 'tcp-read', firstUnread(tcb), length);
  if (!look) discard(tcb, length, now, out);
  return length;
}

/** The same into octets of its own. */
export function userReceive(tcb: Tcb, most: number, now: Instant, out: TcpOut, look = false): Uint8Array | TcpFailure {
  const into = new Uint8Array(Math.max(0, Math.min(most, readable(tcb))));
  const length = receiveInto(tcb, into, 0, most, now, out, look);
  return typeof length === 'number' ? into : length;
}

/** Data comes before the end, the end before an error, and an error is told once. */
function nothingToRead(tcb: Tcb): 0 | TcpFailure {
  const { state } = tcb;
  if (tcb.recv.used > 0 || tcb.eof) return 0;
  if (tcb.error) return takeError(tcb)!;
  if (tcb.readShut) return 0;
  if (state === 'LISTEN') return 'ENOTCONN';
  // Over, and its error has been told; or it never was one.
  if (state === 'CLOSED') return tcb.opened ? 0 : 'ENOTCONN';
  return 'EAGAIN';
}

/** Octets have been read: there is room again, and the peer is told when that is worth a segment (RFC 9293 section 3.8.6.2.2). */
function discard(tcb: Tcb, length: number, now: Instant, out: TcpOut): void {
  drop(tcb.recv, length);
  noteTaken(tcb, length);
  if (tcb.eof || !isSynchronized(tcb.state)) return;
  const worth = worthTelling(tcb);
  if (windowGain(tcb) >= worth) sendAck(tcb, 'tcp-window-update', now, out);
}

/**
 * How much further the window must reach for an update of its own: two segments; and a quarter of a large buffer while much of the window is left (as the BSDs).
 * Where a program reads as fast as segments come their acknowledgments tell the window, and an update between them would tell nothing new.
 */
function worthTelling({ options: { receiveBuffer }, rcvMss, rcvNxt, rcvAdv }: Tcb): number {
  const segments = Math.min(receiveBuffer >>> 1, 2 * rcvMss);
  if (receiveBuffer <= 8 * rcvMss || 8 * span(rcvNxt, rcvAdv) <= receiveBuffer) return segments;
  return Math.max(segments, receiveBuffer >>> 2);
}

/** No more is sent: a FIN follows what is waiting. Fails where there is no connection. */
export function shutdownSend(tcb: Tcb, now: Instant, out: TcpOut): TcpFailure | undefined {
  switch (tcb.state) {
    case 'SYN-RECEIVED':
    case 'ESTABLISHED':
      tcb.finQueued = true;
      moveTo(tcb, 'FIN-WAIT-1', 'CLOSE', now, out);
      break;
    case 'CLOSE-WAIT':
      tcb.finQueued = true;
      moveTo(tcb, 'LAST-ACK', 'CLOSE', now, out);
      break;
    case 'CLOSED':
    case 'LISTEN':
    case 'SYN-SENT':
      return 'ENOTCONN';
    default:
      return undefined; // a FIN is on its way already
  }
  output(tcb, now, out);
  return undefined;
}

/** No more is read: RECEIVE gives what is there, then the end. The peer is told nothing. */
export function shutdownReceive(tcb: Tcb): void {
  tcb.readShut = true;
}

/** CLOSE: the user goes. With unread data, or a linger of 0, the peer gets a reset (RFC 1122 section 4.2.2.13), else a FIN after what is waiting. */
export function close(tcb: Tcb, now: Instant, out: TcpOut): void {
  tcb.detached = true;
  const { state, options } = tcb;
  if (state === 'CLOSED') return;
  if (state === 'LISTEN' || state === 'SYN-SENT') {
    endConnection(tcb, 'CLOSED', 'CLOSE', undefined, now, out);
    return;
  }
  if (state === 'TIME-WAIT') return;
  if (tcb.recv.used > 0 || options.linger === 0) {
    resetConnection(tcb, 'ABORT', undefined, now, out);
    return;
  }
  shutdownSend(tcb, now, out);
  if (options.linger !== undefined && hasOutput(tcb.state)) tcb.lingerAt = now + options.linger;
  if (tcb.state === 'FIN-WAIT-2') tcb.closeAt = now + options.finWait2;
}

/** ABORT: a reset, and everything is forgotten. */
export function abort(tcb: Tcb, now: Instant, out: TcpOut): void {
  tcb.detached = true;
  resetConnection(tcb, 'ABORT', undefined, now, out);
}
