// UDP sockets (RFC 768, RFC 1122 section 4.1): bind, connect, send and receive, with the answers that Linux gives.

import { isLoopback, isMulticastIp } from '../../wire/address.ts';
import { ipv4 } from '../../wire/ipv4.ts';
import { udp } from '../../wire/udp.ts';
import { UNSPECIFIED } from '../handOver.ts';
import { isOwn, LOOPBACK_IP } from '../machine.ts';
import { R } from '../reason.ts';
import { draft } from '../send.ts';
import { NO_FRAME, type StackSurroundings } from '../surroundings.ts';
import { bindUdp, handToSockets, isBroadcast, sendDatagram, type UdpRequest, type UdpSocket } from '../udp.ts';
import type { Datagram } from '../upward.ts';
import { DONE, failed, type Answer, type Failure, type Readiness } from './call.ts';
import { leaveAll, interfaceWith } from './groups.ts';
import { wayTo } from './segments.ts';
import { keyOf, tell, type DatagramSocket, type SocketStack } from './table.ts';

/** Octets of the buffer that a datagram takes beside its own. */
const HEADERS = ipv4.size + udp.size;

export function createDatagram(stack: SocketStack, pid: number, fd: number): DatagramSocket {
  const { udpReceiveBuffer, udpSendBuffer } = stack.door.settings;
  return {
    type: 'datagram',
    ...{ pid, fd, told: 0, reuse: false, broadcast: false, error: undefined },
    ...{ waiting: [], used: 0, receiveBuffer: udpReceiveBuffer, sendBuffer: udpSendBuffer },
    ...{ readShut: false, writeShut: false, ttl: 0, dsfield: 0, df: false },
    ...{ multicastTtl: 1, multicastLoop: true, multicastInterface: 0, multicastAll: true, joined: [] },
  };
}

/** Its place among those that datagrams are given to; undefined while it is bound nowhere. */
export const placeOf = (stack: SocketStack, { pid, fd }: DatagramSocket): UdpSocket | undefined =>
  stack.sockets.find((one) => one.fd === fd && one.pid === pid);

export function bindDatagram(stack: SocketStack, socket: DatagramSocket, ip: number, port: number): Answer<'bind'> {
  if (placeOf(stack, socket)) return failed('EINVAL');
  const { pid, fd, reuse } = socket;
  const bound = bindUdp(stack, port, { pid, fd, reuse }, ip);
  if (!bound.ok) return failed(bound.failure);
  noteGroups(socket, bound.socket);
  return DONE;
}

/** Tells those who give out datagrams which groups are for it. */
export function noteGroups(socket: DatagramSocket, place: UdpSocket | undefined): void {
  if (!place) return;
  if (socket.multicastAll) delete place.groups;
  else place.groups = socket.joined.map((one) => one.group);
}

/** The place of a socket that has to have one now: on an ephemeral port where the program has not chosen. */
function boundPlace(stack: SocketStack, socket: DatagramSocket): UdpSocket | undefined {
  const place = placeOf(stack, socket);
  if (place) return place;
  bindDatagram(stack, socket, UNSPECIFIED, 0);
  return placeOf(stack, socket);
}

/** Sends nothing: from now on the socket has one peer, and hears of ICMP errors (RFC 1122 section 4.1.3.3). */
export function connectDatagram(
  stack: SocketStack,
  socket: DatagramSocket,
  to: number,
  port: number,
): Answer<'connect'> {
  const ip = to || LOOPBACK_IP;
  if (isBroadcast(stack, ip) && !socket.broadcast) return failed('EACCES');
  const way = wayTo(stack, ip);
  if (!way) return failed('ENETUNREACH');
  if (!way.source) return failed('EADDRNOTAVAIL');
  const place = boundPlace(stack, socket);
  if (!place) return failed('EAGAIN');
  if (place.address && isLoopback(place.address) && !isLoopback(ip) && !isOwn(stack, ip)) return failed('EINVAL');
  if (place.address === UNSPECIFIED) place.address = way.source;
  place.peer = { ip, port };
  return DONE;
}

/** Sends a datagram, to its peer where no address is given. */
export function sendFrom(
  stack: SocketStack,
  socket: DatagramSocket,
  bytes: Uint8Array,
  to: { ip: number; port: number } | undefined,
  out: StackSurroundings,
): Answer<'sendto'> {
  const waiting = takeSocketError(socket);
  if (waiting) return failed(waiting);
  if (socket.writeShut) return failed('EPIPE');
  const peer = to ?? placeOf(stack, socket)?.peer;
  if (!peer) return failed('EDESTADDRREQ');
  if (peer.port === 0) return failed('EINVAL');
  if (bytes.length > socket.sendBuffer) return failed('EMSGSIZE');
  const ip = peer.ip || LOOPBACK_IP;
  const place = boundPlace(stack, socket);
  if (!place) return failed('EAGAIN'); // as Linux, when no ephemeral port is left
  const source = isMulticastIp(place.address) || isBroadcast(stack, place.address) ? UNSPECIFIED : place.address;
  if (isLoopback(source) && !isLoopback(ip) && !isOwn(stack, ip)) return failed('EINVAL');
  const { nextIdent } = stack;
  const failure = sendDatagram(stack, requestOf(stack, socket, bytes, ip, peer.port, place.port, source), out);
  if (failure) return failed(failure);
  out.socketChanged(stack.device, place.port, R['udp-written'], nextIdent, bytes.length);
  if (isMulticastIp(ip) && socket.multicastLoop) hearOneself(stack, bytes, ip, peer.port, place.port, out);
  return { ok: true, count: bytes.length };
}

function requestOf(
  stack: SocketStack,
  socket: DatagramSocket,
  payload: Uint8Array,
  to: number,
  toPort: number,
  fromPort: number,
  source: number,
): UdpRequest {
  const toGroup = isMulticastIp(to);
  const { broadcast, df, dsfield } = socket;
  const ttl = toGroup ? socket.multicastTtl : socket.ttl || stack.options.ttl;
  const request: UdpRequest = { to, toPort, fromPort, payload, source, ttl, df, dsfield, broadcast };
  const by = toGroup && socket.multicastInterface ? interfaceWith(stack, socket.multicastInterface) : undefined;
  if (by !== undefined) request.by = by;
  return request;
}

/** A machine that is in the group hears its own multicasts (RFC 1112 section 6.1, IP_MULTICAST_LOOP). Expects `draft` to hold what was sent. */
function hearOneself(
  stack: SocketStack,
  bytes: Uint8Array,
  to: number,
  toPort: number,
  fromPort: number,
  out: StackSurroundings,
): void {
  const { port, source } = draft;
  const { loopback, groups } = stack.interfaces[port];
  if (loopback || !groups.includes(to)) return; // over `lo` it comes back by itself
  const copy: Datagram = {
    ...{ from: source, fromPort, to, toPort, bytes, start: 0, end: bytes.length, port },
    frame: NO_FRAME,
  };
  handToSockets(stack, copy, false, out, {
    icmp() {},
    sendFailed() {},
    datagram: (_, place, datagram) => keepDatagram(stack, place, datagram, out),
  });
}

/** A datagram for the socket at `place` has come: it waits to be read, or is dropped where the buffer is full. */
export function keepDatagram(stack: SocketStack, place: UdpSocket, d: Datagram, out: StackSurroundings): void {
  const key = keyOf(place.pid, place.fd);
  const socket = stack.door.sockets.get(key);
  if (socket?.type !== 'datagram' || socket.readShut) return;
  const octets = d.end - d.start + HEADERS;
  if (socket.used > 0 && socket.used + octets > socket.receiveBuffer) {
    if (d.frame !== NO_FRAME) out.drop(stack.device, d.port, d.frame, R['socket-buffer-full'], socket.receiveBuffer);
    return;
  }
  socket.used += octets;
  socket.waiting.push({
    from: d.from,
    fromPort: d.fromPort,
    to: d.to,
    bytes: d.bytes.slice(d.start, d.end),
    brought: out.cause,
  });
  tell(stack, key, 'readable', out.cause);
}

/** The oldest datagram, or as much of it as is asked for: the rest is lost (RFC 1122 says nothing; POSIX recv does). */
export function receiveDatagram(
  stack: SocketStack,
  socket: DatagramSocket,
  size: number,
  look: boolean,
  out: StackSurroundings,
): Answer<'recvfrom'> {
  const waiting = takeSocketError(socket);
  if (waiting) return failed(waiting);
  const [first] = socket.waiting;
  if (!first) {
    return socket.readShut ? { ok: true, bytes: new Uint8Array(0), truncated: false, length: 0 } : failed('EAGAIN');
  }
  const { length } = first.bytes;
  if (!look) {
    socket.waiting.shift();
    socket.used -= length + HEADERS;
  }
  const port = placeOf(stack, socket)?.port ?? 0;
  out.socketChanged(stack.device, port, R[look ? 'udp-peeked' : 'udp-read'], first.brought, Math.min(size, length));
  if (size < length && !look && stack.door.settings.truncationFails) return failed('EMSGSIZE');
  const from = { ip: first.from, port: first.fromPort };
  return { ok: true, bytes: first.bytes.slice(0, size), truncated: size < length, length, from, to: first.to };
}

/** Takes the pending error, so that it is told once. */
export function takeSocketError(socket: DatagramSocket): Failure | undefined {
  const { error } = socket;
  socket.error = undefined;
  return error;
}

/** As Linux: both halves are marked even where the answer is that nobody is connected. */
export function shutdownDatagram(
  stack: SocketStack,
  socket: DatagramSocket,
  read: boolean,
  write: boolean,
  out: StackSurroundings,
): Answer<'shutdown'> {
  if (!placeOf(stack, socket)?.peer) return failed('ENOTCONN');
  socket.readShut ||= read;
  socket.writeShut ||= write;
  if (read) tell(stack, keyOf(socket.pid, socket.fd), 'readable', out.cause);
  return DONE;
}

export function datagramReadiness({ fd, waiting, error, readShut, writeShut }: DatagramSocket): Readiness {
  const wrong = error !== undefined;
  const readable = waiting.length > 0 || wrong || readShut;
  return { fd, readable, writable: true, error: wrong, hangup: readShut && writeShut, invalid: false };
}

export function closeDatagram(stack: SocketStack, socket: DatagramSocket): void {
  leaveAll(stack, socket);
  const { pid, fd } = socket;
  stack.sockets = stack.sockets.filter((one) => one.fd !== fd || one.pid !== pid);
}
