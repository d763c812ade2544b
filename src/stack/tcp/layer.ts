// TCP of one machine: its connections and listeners, who gets a segment, and what nobody gets (RFC 9293 sections 3.10.7.1, 3.10.7.2, 3.6.1).

import type { Instant } from '../../base/time.ts';
import type { Luck } from '../../base/rng.ts';
import { BROADCAST_IP, isMulticastIp } from '../../wire/address.ts';
import { internetChecksum, pseudoHeaderSum } from '../../wire/checksum.ts';
import { PROTO_TCP } from '../../wire/ipv4.ts';
import { gt } from '../../wire/seqnum.ts';
import { ACK, RST, SYN, tcp } from '../../wire/tcp.ts';
import { arrive } from './arrive.ts';
import { synArrives } from './arriveSyn.ts';
import {
  addConnection,
  connectionBetween,
  connectionWith,
  createConnections,
  noteChange,
  removeConnection,
  type Connections,
} from './connections.ts';
import { resetFor } from './emit.ts';
import { endConnection, resetConnection } from './end.ts';
import { createSecret } from './isn.ts';
import type { TcpOptions } from './options.ts';
import type { TcpOut } from './out.ts';
import { readSegment, segment, type Segment } from './segment.ts';
import { createTcb, type Ends, type Tcb } from './tcb.ts';
import { tick } from './timers.ts';
import { openActive, openPassive } from './user.ts';
import { firstToWake } from './wakes.ts';

/** A listening socket: not a connection, but what connections come out of. */
export interface Listener {
  id: number;
  /** 0: every address of the machine. */
  ip: number;
  port: number;
  /** `listen`'s number. As on Linux, one more than it may wait. */
  backlog: number;
  options: TcpOptions;
  /** Ids: of connections whose handshake is under way, and of those that wait for `accept`, the oldest first. */
  handshakes: number[];
  waiting: number[];
}

export interface TcpLayer extends Connections {
  listeners: Listener[];
  secret: Uint32Array;
  nextId: number;
}

/** Most handshakes that a listener has under way (Linux: tcp_max_syn_backlog). */
const MOST_HANDSHAKES = 128;

/** Where no way leads back to whoever opens a connection: what every host takes (RFC 1122 section 3.3.3). */
const SAFE_MTU = 576;

export function createTcpLayer(luck: Luck): TcpLayer {
  return { ...createConnections(), listeners: [], secret: createSecret(luck), nextId: 1 };
}

/** Starts to listen. Whether the port is free is for the caller to know. */
export function listen(layer: TcpLayer, ip: number, port: number, backlog: number, options: TcpOptions): Listener {
  const listener = {
    id: layer.nextId++,
    ip,
    port,
    backlog: Math.max(0, backlog),
    options,
    handshakes: [],
    waiting: [],
  };
  layer.listeners.push(listener);
  return listener;
}

/** Opens a connection; the SYN leaves at once. `mtu`: of the interface towards the peer. */
export function connect(layer: TcpLayer, ends: Ends, mtu: number, options: TcpOptions, now: Instant, out: TcpOut): Tcb {
  const tcb = addConnection(layer, createTcb(layer.nextId++, ends, mtu, options, now));
  openActive(tcb, layer.secret, now, out);
  settle(layer, tcb, out);
  return tcb;
}

/** The connection that has waited longest, or nothing. */
export function accept(layer: TcpLayer, listener: Listener): Tcb | undefined {
  const id = listener.waiting.shift();
  return id === undefined ? undefined : connectionWith(layer, id);
}

/** Stops to listen. Connections that nobody has accepted are reset (as Linux does; the RFC knows no backlog). */
export function closeListener(layer: TcpLayer, listener: Listener, now: Instant, out: TcpOut): void {
  layer.listeners = layer.listeners.filter((one) => one !== listener);
  for (const id of [...listener.handshakes, ...listener.waiting]) {
    const tcb = connectionWith(layer, id);
    if (!tcb) continue;
    tcb.detached = true;
    resetConnection(tcb, 'ABORT', undefined, now, out);
    settle(layer, tcb, out);
  }
}

/**
 * To be called after every call of `user.ts` or `icmp.ts` on a connection: keeps the deadline and the cause, and removes what is over. A
 * connection that has ended stays as long as its user may still ask it for data or an error.
 */
export function settle(layer: TcpLayer, tcb: Tcb, out: TcpOut): void {
  if (tcb.listener !== 0 && tcb.state !== 'SYN-RECEIVED') leaveHandshake(layer, tcb);
  tcb.cause = out.cause;
  if (tcb.state === 'LISTEN' || (tcb.state === 'CLOSED' && tcb.detached)) removeConnection(layer, tcb);
  else noteChange(layer, tcb);
}

/** Does what is due, the earliest first. The next deadline stands in `nextWake` afterwards. */
export function tickLayer(layer: TcpLayer, now: Instant, out: TcpOut): void {
  const { cause } = out;
  // As many turns as there are connections: one that wanted the clock again and again would never give it back.
  for (let turns = layer.connections.length; turns > 0 && layer.nextWake <= now; turns--) {
    const tcb = layer.connections[firstToWake(layer.wakes)];
    out.cause = tcb.cause;
    tick(tcb, now, out);
    settle(layer, tcb, out);
  }
  out.cause = cause;
}

const ends: Ends = { localIp: 0, localPort: 0, remoteIp: 0, remotePort: 0 };

/**
 * The payload of a packet from `src` to `dst`, which is this machine's, has come (a packet to a subnet's broadcast address is not for TCP). Who
 * waits for `accept` looks at the listener's `waiting` afterwards.
 */
export function packetArrives(
  layer: TcpLayer,
  bytes: Uint8Array,
  at: number,
  length: number,
  src: number,
  dst: number,
  now: Instant,
  out: TcpOut,
): void {
  if (dst === BROADCAST_IP || isMulticastIp(dst) || isMulticastIp(src) || src === BROADCAST_IP) return; // RFC 9293 section 3.9.2.3
  ends.localIp = dst;
  ends.remoteIp = src;
  if (length < tcp.size || !readSegment(bytes, at, length)) {
    out.ignored('tcp-bad-header', 0, 0);
    return;
  }
  if (internetChecksum(bytes, at, at + length, pseudoHeaderSum(src, dst, PROTO_TCP, length)) !== 0) {
    out.ignored('tcp-bad-checksum', 0, 0);
    return;
  }
  ends.localPort = tcp.read.dstport(bytes, at);
  ends.remotePort = tcp.read.srcport(bytes, at);
  let after: number | undefined;
  const tcb = connectionBetween(layer, ends);
  if (tcb) {
    if (tcb.state !== 'TIME-WAIT' || !isReused(layer, tcb, segment, now, out)) {
      toConnection(layer, tcb, now, out);
      return;
    }
    after = tcb.sndMax;
  }
  toListener(layer, after, now, out);
}

function toConnection(layer: TcpLayer, tcb: Tcb, now: Instant, out: TcpOut): void {
  const fresh = tcb.state === 'SYN-RECEIVED' && tcb.listener !== 0;
  if (fresh && segment.flags & ACK && !(segment.flags & (RST | SYN))) {
    const listener = layer.listeners.find((one) => one.id === tcb.listener);
    if (listener && isFull(listener)) {
      out.ignored('tcp-backlog-full', listener.waiting.length, listener.backlog);
      return;
    }
  }
  arrive(tcb, segment, now, out);
  settle(layer, tcb, out);
}

const isFull = (listener: Listener): boolean => listener.waiting.length > listener.backlog;

/** The handshake of a connection is over, one way or the other: its listener may have one more to hand out, or one less to wait for. */
function leaveHandshake(layer: TcpLayer, tcb: Tcb): void {
  const listener = layer.listeners.find((one) => one.id === tcb.listener);
  const at = listener ? listener.handshakes.indexOf(tcb.id) : -1;
  if (!listener || at < 0) return;
  listener.handshakes.splice(at, 1);
  if (tcb.state === 'LISTEN' || tcb.state === 'CLOSED') tcb.detached = true;
  else listener.waiting.push(tcb.id);
}

/**
 * A SYN for a connection in TIME-WAIT may begin the next one between the same ends where it cannot be an old duplicate: its number, or its
 * timestamp (RFC 6191), lies beyond all that the last one used. The next ISN then lies beyond what this side used too.
 */
function isReused(layer: TcpLayer, tcb: Tcb, s: Segment, now: Instant, out: TcpOut): boolean {
  if (!(s.flags & SYN) || s.flags & (RST | ACK) || !listenerFor(layer, ends)) return false;
  const later =
    tcb.timestamps && s.timestamps && s.tsval !== tcb.tsRecent ? gt(s.tsval, tcb.tsRecent) : gt(s.seq, tcb.rcvNxt);
  if (!later) return false;
  endConnection(tcb, 'CLOSED', 'SYN', undefined, now, out);
  settle(layer, tcb, out);
  return true;
}

function listenerFor(layer: TcpLayer, to: Ends): Listener | undefined {
  let any: Listener | undefined;
  for (const one of layer.listeners) {
    if (one.port !== to.localPort) continue;
    if (one.ip === to.localIp) return one;
    if (one.ip === 0) any = one;
  }
  return any;
}

/** RFC 9293 section 3.10.7.2 (LISTEN), and 3.10.7.1 where nobody listens. */
function toListener(layer: TcpLayer, after: number | undefined, now: Instant, out: TcpOut): void {
  const s = segment;
  if (s.flags & RST) return;
  const listener = listenerFor(layer, ends);
  if (!listener || s.flags & ACK) {
    if (!listener) out.ignored('tcp-no-port', ends.localPort, ends.localIp);
    resetFor(s, ends, out);
    return;
  }
  if (!(s.flags & SYN)) return;
  if (isFull(listener) || listener.handshakes.length >= MOST_HANDSHAKES) {
    out.ignored('tcp-backlog-full', listener.waiting.length, listener.backlog);
    return;
  }
  const mtu = out.mtuTo(ends) ?? SAFE_MTU;
  const tcb = addConnection(layer, createTcb(layer.nextId++, ends, mtu, listener.options, now));
  tcb.listener = listener.id;
  listener.handshakes.push(tcb.id);
  openPassive(tcb, now, out);
  synArrives(tcb, s, layer.secret, after, now, out);
  settle(layer, tcb, out);
}
