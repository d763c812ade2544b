// UDP (RFC 768; RFC 1122 section 4.1): ports, checksums, and who gets a datagram.

import { BROADCAST_IP, isLoopback, isMulticastIp } from '../wire/address.ts';
import { internetChecksum, pseudoHeaderSum } from '../wire/checksum.ts';
import { ICMP_UNREACHABLE } from '../wire/icmp.ts';
import { ipv4, PROTO_UDP } from '../wire/ipv4.ts';
import { udp } from '../wire/udp.ts';
import { copyOctets } from './card.ts';
import { UNSPECIFIED } from './handOver.ts';
import { sendIcmpError } from './icmpError.ts';
import { isOwn, isSubnetBroadcast, type StackState } from './machine.ts';
import { R } from './reason.ts';
import { beginPacket, draft, endPacket } from './send.ts';
import type { FrameNumber, StackSurroundings } from './surroundings.ts';
import type { Datagram, SendFailure, Upward } from './upward.ts';

const { read, write } = udp;
const DATAGRAM = R['udp-datagram'];
const PORT_UNREACHABLE = 3;
/** Dynamic ports (RFC 6335 section 6), counted up so that a lesson can name them. */
export const FIRST_EPHEMERAL_PORT = 49152;
const LAST_PORT = 65535;

export interface UdpSocket {
  port: number;
  /** `UNSPECIFIED`: every address of the machine. */
  address: number;
  /** Whose it is, and the descriptor behind which it stands (`sockets/`). */
  pid: number;
  fd: number;
  /** Connected: only datagrams from there are for it. */
  peer?: { ip: number; port: number };
  /** It shares its port with others that also say so (SO_REUSEADDR). */
  reuse?: boolean;
  /** Of multicast it hears these groups only; left out: all that the machine has joined (IP_MULTICAST_ALL, as on Linux). */
  groups?: number[];
}

/** The socket, or why there is none: somebody has that port; the address is not the machine's. */
export type Bound = { ok: true; socket: UdpSocket } | { ok: false; failure: 'EADDRINUSE' | 'EADDRNOTAVAIL' };

/** Opens a socket on a port, or with 0 on the next free ephemeral one. Who wants only what is for many may bind to a group's or a broadcast address. */
export function bindUdp(
  stack: StackState,
  port: number,
  owner: Pick<UdpSocket, 'pid' | 'fd' | 'reuse'>,
  address = UNSPECIFIED,
): Bound {
  const isMine = address === UNSPECIFIED || isOwn(stack, address) || isLoopback(address);
  if (!isMine && !isMulticastIp(address) && !isBroadcast(stack, address)) {
    return { ok: false, failure: 'EADDRNOTAVAIL' };
  }
  const wanted = port || freePort(stack);
  if (wanted === undefined || isTaken(stack, wanted, address, owner.reuse)) return { ok: false, failure: 'EADDRINUSE' };
  const socket: UdpSocket = { port: wanted, address, ...owner };
  stack.sockets.push(socket);
  return { ok: true, socket };
}

const isTaken = (stack: StackState, port: number, address: number, reuse = false): boolean =>
  stack.sockets.some(
    (one) =>
      one.port === port &&
      !(reuse && one.reuse) &&
      (one.address === address || one.address === UNSPECIFIED || address === UNSPECIFIED),
  );

function freePort(stack: StackState): number | undefined {
  for (let tries = FIRST_EPHEMERAL_PORT; tries <= LAST_PORT; tries++) {
    const port = stack.nextPort;
    stack.nextPort = port === LAST_PORT ? FIRST_EPHEMERAL_PORT : port + 1;
    if (!isTaken(stack, port, UNSPECIFIED)) return port;
  }
  return undefined;
}

/** What a program sends. */
export interface UdpRequest {
  to: number;
  toPort: number;
  fromPort: number;
  payload: Uint8Array;
  source?: number;
  ttl?: number;
  df?: boolean;
  /** The program means to reach everybody (SO_BROADCAST); without it a broadcast is refused. */
  broadcast?: boolean;
  dsfield?: number;
  /** The interface that a datagram to many must leave by. */
  by?: number;
}

/** Sends a datagram, its checksum worked out. Gives why not, where it cannot. */
export function sendDatagram(stack: StackState, request: UdpRequest, out: StackSurroundings): SendFailure | undefined {
  const { to, payload } = request;
  if (!request.broadcast && isBroadcast(stack, to)) return 'EACCES';
  const length = udp.size + payload.length;
  const failure = beginPacket(
    stack,
    {
      to,
      source: request.source ?? UNSPECIFIED,
      protocol: PROTO_UDP,
      ttl: request.ttl ?? stack.options.ttl,
      df: request.df ?? false,
      dsfield: request.dsfield ?? 0,
      length,
      ...(request.by === undefined ? {} : { by: request.by }),
      evenIfLost: false,
    },
    out,
  );
  if (failure) return failure;
  const { bytes, payload: at } = draft;
  write.srcport(bytes, at, request.fromPort);
  write.dstport(bytes, at, request.toPort);
  write.length(bytes, at, length);
  copyOctets(payload, 0, bytes, at + udp.size, payload.length);
  const checksum = internetChecksum(bytes, at, at + length, pseudoHeaderSum(draft.source, to, PROTO_UDP, length));
  write.checksum(bytes, at, checksum || 0xffff); // 0 would say that there is none (RFC 768)
  endPacket(stack, DATAGRAM, out);
  return undefined;
}

/** Does a datagram to this address reach all hosts of a network? */
export const isBroadcast = (stack: StackState, to: number): boolean =>
  to === BROADCAST_IP || stack.interfaces.some((one) => isSubnetBroadcast(one, to));

const datagram: Datagram = {
  from: 0,
  fromPort: 0,
  to: 0,
  toPort: 0,
  bytes: new Uint8Array(0),
  start: 0,
  end: 0,
  port: 0,
  frame: 0,
};

/** A whole packet with a UDP datagram has come for this machine. `alone`: see `deliver`. */
export function receiveUdp(
  stack: StackState,
  port: number,
  frame: FrameNumber,
  b: Uint8Array,
  at: number,
  alone: boolean,
  out: StackSurroundings,
  up: Upward,
): void {
  const head = at + ipv4.read.hdrLen(b, at) * 4;
  const end = at + ipv4.read.len(b, at);
  const length = end - head < udp.size ? 0 : read.length(b, head);
  if (length < udp.size || length > end - head) {
    out.drop(stack.device, port, frame, R['udp-bad-length']);
    return;
  }
  const from = ipv4.read.src(b, at);
  const to = ipv4.read.dst(b, at);
  const sum = pseudoHeaderSum(from, to, PROTO_UDP, length);
  if (read.checksum(b, head) !== 0 && internetChecksum(b, head, head + length, sum) !== 0) {
    out.drop(stack.device, port, frame, R['udp-bad-checksum']);
    return;
  }
  const toPort = read.dstport(b, head);
  datagram.from = from;
  datagram.fromPort = read.srcport(b, head);
  datagram.to = to;
  datagram.toPort = toPort;
  datagram.bytes = b;
  datagram.start = head + udp.size;
  datagram.end = head + length;
  datagram.port = port;
  datagram.frame = frame;
  if (handToSockets(stack, datagram, alone, out, up)) return;
  const before = out.cause;
  out.cause = out.drop(stack.device, port, frame, R['udp-no-port'], toPort);
  if (alone) sendIcmpError(stack, port, b, at, ICMP_UNREACHABLE, PORT_UNREACHABLE, 0, out);
  out.cause = before;
}

/** Gives a datagram to the sockets that it is for: one, where it came to this machine only, otherwise all. False: to none. */
export function handToSockets(
  stack: StackState,
  d: Datagram,
  alone: boolean,
  out: StackSurroundings,
  up: Upward,
): boolean {
  const { sockets } = stack;
  let best: UdpSocket | undefined;
  let bestFit = 0;
  let taken = false;
  for (let i = 0; i < sockets.length; i++) {
    const socket = sockets[i];
    const fit = fitOf(socket, d);
    if (fit === 0) continue;
    taken = true;
    if (!alone) handTo(stack, socket, d, out, up);
    else if (fit >= bestFit) {
      best = socket;
      bestFit = fit;
    }
  }
  if (best) handTo(stack, best, d, out, up);
  return taken;
}

/** How well a socket fits: a connected one before one bound to the address, that before one for all addresses, the younger of two alike (as Linux). 0: not at all. */
function fitOf(socket: UdpSocket, d: Datagram): number {
  const { address, peer, groups } = socket;
  if (socket.port !== d.toPort || (address !== UNSPECIFIED && address !== d.to)) return 0;
  if (peer && (peer.ip !== d.from || peer.port !== d.fromPort)) return 0;
  if (groups && isMulticastIp(d.to) && !groups.includes(d.to)) return 0;
  return 1 + (address === UNSPECIFIED ? 0 : 1) + (peer ? 2 : 0);
}

function handTo(stack: StackState, socket: UdpSocket, d: Datagram, out: StackSurroundings, up: Upward): void {
  if (out.explaining) out.decide(stack.device, d.port, d.frame, R['udp-to-socket'], d.toPort);
  up.datagram(stack, socket, d, out);
}
