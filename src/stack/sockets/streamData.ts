// TCP sockets: send, receive, shutdown, names and readiness, with the answers that Linux gives (RFC 9293 section 3.9.1).

import type { StackSurroundings } from '../surroundings.ts';
import { maySend } from '../tcp/edges.ts';
import { readable } from '../tcp/pieces.ts';
import { sendEnd } from '../tcp/resend.ts';
import { settle } from '../tcp/layer.ts';
import { firstUnread, shutdownReceive, shutdownSend, userReceive, userSend } from '../tcp/user.ts';
import { DONE, failed, type Answer, type Readiness } from './call.ts';
import { segmentsOf } from './segments.ts';
import { cancelConnect, stopListening } from './stream.ts';
import { connectionOf, listenerOf, type SocketStack, type StreamSocket } from './table.ts';

export function sendStream(
  stack: SocketStack,
  socket: StreamSocket,
  bytes: Uint8Array,
  out: StackSurroundings,
): Answer<'send'> {
  const tcb = connectionOf(stack, socket);
  if (!tcb) return failed('EPIPE');
  const seq = sendEnd(tcb);
  const write = tcb.writes.first + tcb.writes.count;
  const segments = segmentsOf(stack, out);
  const taken = userSend(tcb, bytes, out.now, segments);
  settle(stack.door.tcp, tcb, segments);
  if (typeof taken !== 'number') return failed(taken);
  return taken > 0 ? { ok: true, count: taken, seq, write } : { ok: true, count: 0 };
}

export function receiveStream(
  stack: SocketStack,
  socket: StreamSocket,
  size: number,
  look: boolean,
  out: StackSurroundings,
): Answer<'recv'> {
  // As CPython and the RFC's "whatever is there": nothing asked for is nothing given, in any state.
  if (size === 0) return { ok: true, bytes: new Uint8Array(0), truncated: false, length: 0 };
  const tcb = connectionOf(stack, socket);
  if (!tcb) return failed('ENOTCONN');
  const seq = firstUnread(tcb);
  const segments = segmentsOf(stack, out);
  const bytes = userReceive(tcb, size, out.now, segments, look);
  settle(stack.door.tcp, tcb, segments);
  if (typeof bytes === 'string') return failed(bytes);
  const { length } = bytes;
  if (length === 0) return { ok: true, bytes, truncated: false, length };
  const from = { ip: tcb.remoteIp, port: tcb.remotePort };
  return { ok: true, bytes, truncated: false, length, from, to: tcb.localIp, seq };
}

export function shutdownStream(
  stack: SocketStack,
  socket: StreamSocket,
  read: boolean,
  write: boolean,
  out: StackSurroundings,
): Answer<'shutdown'> {
  if (socket.listener) {
    if (read) stopListening(stack, socket, out); // as Linux: nobody is left to accept for
    return read ? DONE : failed('ENOTCONN');
  }
  const tcb = connectionOf(stack, socket);
  if (!tcb) return failed('ENOTCONN');
  if (tcb.state === 'SYN-SENT') {
    cancelConnect(stack, socket, tcb, out);
    return DONE;
  }
  if (tcb.state === 'CLOSED') return failed('ENOTCONN');
  if (read) shutdownReceive(tcb);
  const segments = segmentsOf(stack, out);
  const failure = write ? shutdownSend(tcb, out.now, segments) : undefined;
  settle(stack.door.tcp, tcb, segments);
  return failure ? failed(failure) : DONE;
}

/** The peer; ENOTCONN where there is none, or none any more. */
export function streamPeer(stack: SocketStack, socket: StreamSocket): Answer<'getpeername'> {
  const tcb = connectionOf(stack, socket);
  if (!tcb || tcb.state === 'CLOSED' || tcb.state === 'SYN-SENT') return failed('ENOTCONN');
  return { ok: true, ip: tcb.remoteIp, port: tcb.remotePort };
}

/** As Linux' tcp_poll: a fresh socket is writable and hung up, which makes programs try it and learn that it is not connected. */
export function streamReadiness(stack: SocketStack, socket: StreamSocket): Readiness {
  const { fd } = socket;
  const ready: Readiness = { fd, readable: false, writable: false, error: false, hangup: false, invalid: false };
  const listener = listenerOf(stack, socket);
  if (listener) {
    ready.readable = listener.waiting.length > 0;
    return ready;
  }
  const tcb = connectionOf(stack, socket);
  if (!tcb) return { ...ready, writable: true, hangup: true };
  const { state, send, options } = tcb;
  if (state === 'SYN-SENT' || state === 'SYN-RECEIVED') return ready;
  const sendShut = !maySend(state);
  const receiveShut = tcb.eof || tcb.readShut || state === 'CLOSED';
  ready.error = tcb.error !== undefined;
  ready.readable = readable(tcb) > 0 || receiveShut || ready.error;
  ready.writable = sendShut || send.used < options.sendBuffer || ready.error;
  ready.hangup = state === 'CLOSED' || (sendShut && receiveShut);
  return ready;
}
