// What comes up to the sockets of a machine: segments, datagrams, ICMP errors (RFC 1122 sections 4.1.3.3, 4.2.3.9), packets that could not be sent, time.

import { NEVER, type Instant } from '../../base/time.ts';
import { ICMP_FRAGMENTATION_NEEDED, ICMP_PARAMETER_PROBLEM, ICMP_UNREACHABLE, isIcmpError } from '../../wire/icmp.ts';
import { ipv4, PROTO_TCP, PROTO_UDP } from '../../wire/ipv4.ts';
import { tcp } from '../../wire/tcp.ts';
import { udp } from '../../wire/udp.ts';
import type { FrameNumber, StackSurroundings } from '../surroundings.ts';
import { icmpError } from '../tcp/icmp.ts';
import { packetArrives, settle, tickLayer } from '../tcp/layer.ts';
import { findEntry } from '../tcp/lookup.ts';
import type { Ends } from '../tcp/tcb.ts';
import type { UdpSocket } from '../udp.ts';
import type { Datagram, IcmpEvent, PacketOctets, SendFailed } from '../upward.ts';
import type { Failure } from './call.ts';
import { keepDatagram } from './datagram.ts';
import { segmentsOf } from './segments.ts';
import { keyOf, tell, type SocketStack } from './table.ts';

/** What the stack below tells the sockets; the shape of `Upward`, for a machine to build its own around. */
export const socketsUpward = {
  segment(
    stack: SocketStack,
    port: number,
    frame: FrameNumber,
    bytes: Uint8Array,
    at: number,
    alone: boolean,
    out: StackSurroundings,
  ): void {
    if (!alone) return; // RFC 9293 section 3.9.2.3, MUST-57: a segment for many is passed over in silence
    const head = at + ipv4.read.hdrLen(bytes, at) * 4;
    const length = at + ipv4.read.len(bytes, at) - head;
    const segments = segmentsOf(stack, out, port, frame);
    packetArrives(
      stack.door.tcp,
      bytes,
      head,
      length,
      ipv4.read.src(bytes, at),
      ipv4.read.dst(bytes, at),
      out.now,
      segments,
    );
    askForClock(stack, out);
  },

  datagram(stack: SocketStack, place: UdpSocket, datagram: Datagram, out: StackSurroundings): void {
    if (place.fd !== undefined) keepDatagram(stack, place, datagram, out);
  },

  icmp(stack: SocketStack, event: IcmpEvent, out: StackSurroundings): void {
    if (!isIcmpError(event.type) || !event.quoted) return;
    errorOf(stack, event.quoted, event.type, event.code, event.mtu ?? 0, out);
  },

  sendFailed(stack: SocketStack, failed: SendFailed, out: StackSurroundings): void {
    errorOf(stack, failed.packet, ICMP_UNREACHABLE, HOST_UNREACHABLE, 0, out);
  },
};

const HOST_UNREACHABLE = 1;
/** Octets of a TCP header that an error quotes at least: ports and sequence number (RFC 792). */
const QUOTED = 8;

/** A packet of this machine did not get where it should; `packet` is what is known of it. */
function errorOf(
  stack: SocketStack,
  { bytes, at, end }: PacketOctets,
  type: number,
  code: number,
  mtu: number,
  out: StackSurroundings,
): void {
  const { read } = ipv4;
  const head = at + read.hdrLen(bytes, at) * 4;
  if (head + QUOTED > end || read.fragOffset(bytes, at) !== 0) return;
  const localIp = read.src(bytes, at);
  const remoteIp = read.dst(bytes, at);
  if (read.proto(bytes, at) === PROTO_TCP) {
    const ends = {
      localIp,
      remoteIp,
      localPort: tcp.read.srcport(bytes, head),
      remotePort: tcp.read.dstport(bytes, head),
    };
    errorOfSegment(stack, ends, tcp.read.seqRaw(bytes, head), type, code, mtu, out);
  } else if (read.proto(bytes, at) === PROTO_UDP) {
    const ends = {
      localIp,
      remoteIp,
      localPort: udp.read.srcport(bytes, head),
      remotePort: udp.read.dstport(bytes, head),
    };
    errorOfDatagram(stack, ends, type, code, out);
  }
}

function errorOfSegment(
  stack: SocketStack,
  ends: Ends,
  seq: number,
  type: number,
  code: number,
  mtu: number,
  out: StackSurroundings,
): void {
  const { tcp: layer } = stack.door;
  const tcb = layer.connections[findEntry(layer.index, layer.connections, ends)];
  if (!tcb) return;
  const segments = segmentsOf(stack, out);
  icmpError(tcb, type, code, mtu, seq, out.now, segments);
  settle(layer, tcb, segments);
  askForClock(stack, out);
}

const PORT_UNREACHABLE = 3;

/** By code of "destination unreachable", those that Linux takes for final; the others may pass, and UDP programs are not told. */
const FINAL: Readonly<Record<number, Failure>> = {
  2: 'ENOPROTOOPT',
  3: 'ECONNREFUSED',
  6: 'ENETUNREACH',
  7: 'EHOSTUNREACH',
  9: 'ENETUNREACH',
  10: 'EHOSTUNREACH',
  13: 'EHOSTUNREACH',
};

/** RFC 1122 section 4.1.3.3: only a connected socket can be sure that the error is about what it sent. Windows tells all (`unreachableToAll`). */
function errorOfDatagram(stack: SocketStack, ends: Ends, type: number, code: number, out: StackSurroundings): void {
  const { sockets, settings } = stack.door;
  for (const place of stack.sockets) {
    if (place.fd === undefined || place.port !== ends.localPort) continue;
    if (place.address !== 0 && place.address !== ends.localIp) continue;
    const { peer } = place;
    const key = keyOf(place.pid, place.fd);
    const socket = sockets.get(key);
    if (socket?.type !== 'datagram') continue;
    const isPeer = peer?.ip === ends.remoteIp && peer.port === ends.remotePort;
    const toAll = settings.unreachableToAll && type === ICMP_UNREACHABLE && code === PORT_UNREACHABLE;
    const failure = toAll ? 'ECONNRESET' : isPeer ? failureOf(type, code, socket.df) : undefined;
    if (failure === undefined || (peer && !isPeer)) continue;
    socket.error = failure;
    tell(stack, key, 'error', out.cause);
  }
}

function failureOf(type: number, code: number, df: boolean): Failure | undefined {
  if (type === ICMP_PARAMETER_PROBLEM) return 'EPROTO';
  if (type !== ICMP_UNREACHABLE) return undefined;
  if (code === ICMP_FRAGMENTATION_NEEDED) return df ? 'EMSGSIZE' : undefined;
  return FINAL[code];
}

/** When the sockets next need the clock; NEVER where nothing runs. Exact. */
export const socketsWakeAt = ({ door }: SocketStack): Instant => door.tcp.nextWake;

/** Does what is due now, and asks for the next tick. Too early or once too often, it does nothing. */
export function socketsTick(stack: SocketStack, out: StackSurroundings): void {
  const { door } = stack;
  tickLayer(door.tcp, out.now, segmentsOf(stack, out));
  askForClock(stack, out);
}

/** Asks for the tick that TCP needs next. To be called after everything that may start a timer; who gives the clock sees to it that the same is not noted twice. */
export function askForClock({ door, device }: SocketStack, out: StackSurroundings): void {
  const { nextWake } = door.tcp;
  if (nextWake !== NEVER) out.wake(device, nextWake < out.now ? out.now : nextWake);
}
