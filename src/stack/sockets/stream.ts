// TCP sockets: bind, listen, accept and connect (RFC 9293 section 3.9.1 OPEN), with the answers that Linux gives.

import { BROADCAST_IP, formatIpv4, isLoopback, isMulticastIp } from '../../wire/address.ts';
import { isOwn, LOOPBACK_IP } from '../machine.ts';
import { R } from '../reason.ts';
import type { StackSurroundings } from '../surroundings.ts';
import { accept as takeWaiting, closeListener, connect, listen, settle } from '../tcp/layer.ts';
import { findEntry } from '../tcp/lookup.ts';
import type { TcpOptions } from '../tcp/options.ts';
import type { Tcb } from '../tcp/tcb.ts';
import { close, takeError } from '../tcp/user.ts';
import { isBroadcast } from '../udp.ts';
import { DONE, failed, type Answer } from './call.ts';
import { ephemeralPort, isPortFree, mayListen } from './ports.ts';
import { segmentsOf, wayTo } from './segments.ts';
import {
  addSocket,
  connectionOf,
  freeDescriptor,
  keyOf,
  listenerOf,
  type SocketStack,
  type StreamSocket,
} from './table.ts';

/** Linux: net.core.somaxconn. */
const LONGEST_BACKLOG = 4096;
const USUAL_BACKLOG = 128;

export function createStream(stack: SocketStack, pid: number, fd: number): StreamSocket {
  return {
    type: 'stream',
    ...{ pid, fd, told: 0, reuse: false, broadcast: false },
    ...{ ip: 0, port: 0, connection: 0, listener: 0, connecting: false },
    options: { ...stack.door.settings.tcp },
  };
}

/** The knobs of a socket, wherever they are just now. To be written to. */
export const tcpOptionsOf = (stack: SocketStack, socket: StreamSocket): TcpOptions =>
  socket.options ?? connectionOf(stack, socket)?.options ?? listenerOf(stack, socket)!.options;

export function bindStream(stack: SocketStack, socket: StreamSocket, ip: number, port: number): Answer<'bind'> {
  if (socket.port) return failed('EINVAL');
  if (ip !== 0 && !isOwn(stack, ip) && !isLoopback(ip)) return failed('EADDRNOTAVAIL');
  const wanted = port || ephemeralPort(stack);
  if (wanted === undefined || !isPortFree(stack, socket, ip, wanted)) return failed('EADDRINUSE');
  socket.ip = ip;
  socket.port = wanted;
  return DONE;
}

export function listenOn(
  stack: SocketStack,
  socket: StreamSocket,
  backlog = USUAL_BACKLOG,
  out: StackSurroundings,
): Answer<'listen'> {
  const most = backlog < 0 ? LONGEST_BACKLOG : Math.min(backlog, LONGEST_BACKLOG);
  const listener = listenerOf(stack, socket);
  if (listener) {
    listener.backlog = most;
    return DONE;
  }
  if (socket.connection) return failed('EINVAL');
  if (!socket.port) {
    const bound = bindStream(stack, socket, 0, 0);
    if (!bound.ok) return bound;
  }
  if (!mayListen(stack, socket)) return failed('EADDRINUSE');
  const { tcp, owners } = stack.door;
  socket.listener = listen(tcp, socket.ip, socket.port, most, socket.options!).id;
  socket.options = undefined;
  owners.set(socket.listener, keyOf(socket.pid, socket.fd));
  const at = `${formatIpv4(socket.ip)}:${socket.port}`;
  out.socketChanged(stack.device, socket.listener, R['tcp-listening'], out.text(at), most);
  return DONE;
}

export function acceptFrom(stack: SocketStack, socket: StreamSocket, out: StackSurroundings): Answer<'accept'> {
  const listener = listenerOf(stack, socket);
  if (!listener) return failed('EINVAL');
  if (!listener.waiting.length) return failed('EAGAIN');
  const fd = freeDescriptor(stack, socket.pid);
  if (fd === undefined) return failed('EMFILE');
  const { tcp, owners } = stack.door;
  const tcb = takeWaiting(tcp, listener)!;
  const { pid, reuse, broadcast } = socket;
  out.socketChanged(stack.device, tcb.id, R['tcp-accepted'], fd, pid);
  addSocket(stack, {
    type: 'stream',
    ...{ pid, fd, told: 0, reuse, broadcast },
    ...{ ip: tcb.localIp, port: tcb.localPort, connection: tcb.id, listener: 0, connecting: false },
    options: undefined,
  });
  owners.set(tcb.id, keyOf(pid, fd));
  return { ok: true, fd, peer: { ip: tcb.remoteIp, port: tcb.remotePort } };
}

/** The SYN leaves at once and the answer is EINPROGRESS; what came of it is told by an event, and by `connect` again or SO_ERROR. */
export function connectStream(
  stack: SocketStack,
  socket: StreamSocket,
  to: number,
  toPort: number,
  out: StackSurroundings,
): Answer<'connect'> {
  if (socket.listener) return failed('EISCONN');
  const tcb = connectionOf(stack, socket);
  if (tcb) return socket.connecting ? outcome(stack, socket, tcb, out) : failed('EISCONN');
  const ip = to || LOOPBACK_IP; // as Linux: "this host"
  if (isMulticastIp(ip) || ip === BROADCAST_IP || isBroadcast(stack, ip)) return failed('ENETUNREACH');
  const way = wayTo(stack, ip);
  if (!way) return failed('ENETUNREACH');
  const source = socket.ip || way.source;
  if (!source) return failed('EADDRNOTAVAIL');
  if (isLoopback(source) && !isLoopback(ip) && !isOwn(stack, ip)) return failed('EINVAL');
  const port = socket.port || ephemeralPort(stack);
  if (port === undefined) return failed('EADDRNOTAVAIL');
  const { tcp, owners } = stack.door;
  const ends = { localIp: source, localPort: port, remoteIp: ip, remotePort: toPort };
  if (findEntry(tcp.index, tcp.connections, ends) >= 0) return failed('EADDRNOTAVAIL');
  socket.ip = source;
  socket.port = port;
  socket.connecting = true;
  socket.connection = tcp.nextId; // known before the SYN leaves: what it brings is told of this socket
  owners.set(socket.connection, keyOf(socket.pid, socket.fd));
  const { options } = socket;
  socket.options = undefined;
  connect(tcp, ends, way.mtu, options!, out.now, segmentsOf(stack, out));
  return failed('EINPROGRESS');
}

/** What came of a connection that was asked for. Told once; after a failure the socket is as before. */
function outcome(stack: SocketStack, socket: StreamSocket, tcb: Tcb, out: StackSurroundings): Answer<'connect'> {
  if (tcb.state === 'SYN-SENT' || tcb.state === 'SYN-RECEIVED') return failed('EALREADY');
  socket.connecting = false;
  if (tcb.state !== 'CLOSED') return DONE;
  const failure = takeError(tcb) ?? 'ECONNABORTED';
  forgetConnection(stack, socket, tcb, out);
  return failed(failure);
}

/** A connection that has ended leaves its socket, which may be used for another. */
function forgetConnection(stack: SocketStack, socket: StreamSocket, tcb: Tcb, out: StackSurroundings): void {
  const { tcp, owners } = stack.door;
  tcb.detached = true;
  settle(tcp, tcb, segmentsOf(stack, out));
  owners.delete(tcb.id);
  socket.options = tcb.options;
  socket.connection = 0;
}

/** Gives up a connection that is being opened; nothing of it is told. */
export function cancelConnect(stack: SocketStack, socket: StreamSocket, tcb: Tcb, out: StackSurroundings): void {
  stack.door.owners.delete(tcb.id);
  close(tcb, out.now, segmentsOf(stack, out));
  forgetConnection(stack, socket, tcb, out);
  socket.connecting = false;
}

/** Stops to listen, and resets what nobody has accepted. */
export function stopListening(stack: SocketStack, socket: StreamSocket, out: StackSurroundings): void {
  const listener = listenerOf(stack, socket);
  if (!listener) return;
  const { tcp, owners } = stack.door;
  socket.options = listener.options;
  socket.listener = 0;
  owners.delete(listener.id);
  closeListener(tcp, listener, out.now, segmentsOf(stack, out));
}

/** Close: the connection goes on alone with its FIN, or ends with a reset where something was not read. */
export function closeStream(stack: SocketStack, socket: StreamSocket, out: StackSurroundings): void {
  stopListening(stack, socket, out);
  const tcb = connectionOf(stack, socket);
  if (!tcb) return;
  const { tcp, owners } = stack.door;
  owners.delete(tcb.id);
  const segments = segmentsOf(stack, out);
  close(tcb, out.now, segments);
  settle(tcp, tcb, segments);
}
