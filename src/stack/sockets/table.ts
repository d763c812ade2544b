// The sockets of one machine: who owns them, what each remembers, and the news that nobody has fetched yet. Plain data.

import { luckFor } from '../../base/rng.ts';
import type { StackState } from '../machine.ts';
import type { RowNumber } from '../surroundings.ts';
import { connectionWith } from '../tcp/connections.ts';
import { createTcpLayer, type Listener, type TcpLayer } from '../tcp/layer.ts';
import type { TcpOptions } from '../tcp/options.ts';
import type { Tcb } from '../tcp/tcb.ts';
import { FIRST_EPHEMERAL_PORT } from '../udp.ts';
import type { Failure, SocketEvent, SocketNews } from './call.ts';
import { defaultSocketSettings, type SocketSettings } from './settings.ts';

export { defaultSocketSettings, type SocketSettings } from './settings.ts';

interface SocketCommon {
  /** Who has it, and the number by which he calls it. */
  pid: number;
  fd: number;
  /** News that has been written down and not been fetched: a bit for each kind. */
  told: number;
  reuse: boolean;
  broadcast: boolean;
}

/** A TCP socket: fresh, listening, or with a connection. */
export interface StreamSocket extends SocketCommon {
  type: 'stream';
  /** Where it is bound; port 0: nowhere yet. */
  ip: number;
  port: number;
  /** Numbers in the TCP layer; 0: none. */
  connection: number;
  listener: number;
  /** `connect` was called and has not told yet what came of it. */
  connecting: boolean;
  /** Undefined while connection or listener have them. */
  options: TcpOptions | undefined;
}

/** A datagram that waits to be read. */
export interface WaitingDatagram {
  from: number;
  fromPort: number;
  to: number;
  bytes: Uint8Array;
  /** The row of the trace that brought it. */
  brought: RowNumber;
}

export interface Joined {
  group: number;
  /** Index of the interface. */
  by: number;
}

/** A UDP socket. Where it is bound and connected stands in `StackState.sockets`, once it is. */
export interface DatagramSocket extends SocketCommon {
  type: 'datagram';
  error: Failure | undefined;
  waiting: WaitingDatagram[];
  /** Octets that wait, headers counted, so that empty datagrams fill the buffer too. */
  used: number;
  receiveBuffer: number;
  sendBuffer: number;
  readShut: boolean;
  writeShut: boolean;
  /** 0: the machine's. */
  ttl: number;
  dsfield: number;
  df: boolean;
  multicastTtl: number;
  multicastLoop: boolean;
  /** An address of the interface for multicasts; 0: as the routes say. */
  multicastInterface: number;
  /** Hears every group that the machine has joined, not only its own (Linux: IP_MULTICAST_ALL). */
  multicastAll: boolean;
  joined: Joined[];
}

export type Socket = StreamSocket | DatagramSocket;

export interface SocketTable {
  sockets: Map<number, Socket>;
  /** By process: below this number it has no descriptor free. */
  lowest: Map<number, number>;
  /** Connections and listeners by number: the key of their socket. */
  owners: Map<number, number>;
  tcp: TcpLayer;
  settings: SocketSettings;
  nextPort: number;
  events: SocketEvent[];
}

/** A machine with sockets. */
export interface SocketStack extends StackState {
  door: SocketTable;
}

/** No sockets yet. `seed`, `owner`: for the luck of initial sequence numbers. */
export function createSocketTable(
  seed: number,
  owner: string,
  settings: SocketSettings = defaultSocketSettings,
): SocketTable {
  return {
    sockets: new Map(),
    lowest: new Map(),
    owners: new Map(),
    tcp: createTcpLayer(luckFor(seed, owner, 'tcp')),
    settings: { ...settings, tcp: { ...settings.tcp } },
    nextPort: FIRST_EPHEMERAL_PORT,
    events: [],
  };
}

/** 0 to 2 are a process's standard streams. */
const FIRST_DESCRIPTOR = 3;
const MOST_DESCRIPTORS = 65_536;

export const keyOf = (pid: number, fd: number): number => pid * MOST_DESCRIPTORS + fd;

export const socketOf = (stack: SocketStack, pid: number, fd: unknown): Socket | undefined =>
  Number.isInteger(fd) && (fd as number) >= 0 && (fd as number) < MOST_DESCRIPTORS
    ? stack.door.sockets.get(keyOf(pid, fd as number))
    : undefined;

/** The lowest descriptor that a process has free, as POSIX wants it; undefined where it may have no more. */
export function freeDescriptor({ door }: SocketStack, pid: number): number | undefined {
  const end = Math.min(MOST_DESCRIPTORS, FIRST_DESCRIPTOR + door.settings.descriptors);
  let fd = door.lowest.get(pid) ?? FIRST_DESCRIPTOR;
  while (fd < end && door.sockets.has(keyOf(pid, fd))) fd++;
  door.lowest.set(pid, fd);
  return fd < end ? fd : undefined;
}

export function addSocket(stack: SocketStack, socket: Socket): void {
  stack.door.sockets.set(keyOf(socket.pid, socket.fd), socket);
}

export function removeSocket({ door }: SocketStack, { pid, fd }: Socket): void {
  door.sockets.delete(keyOf(pid, fd));
  if (fd < door.lowest.get(pid)!) door.lowest.set(pid, fd);
}

export const connectionOf = (stack: SocketStack, socket: StreamSocket): Tcb | undefined =>
  socket.connection ? connectionWith(stack.door.tcp, socket.connection) : undefined;

export const listenerOf = (stack: SocketStack, socket: StreamSocket): Listener | undefined =>
  socket.listener ? stack.door.tcp.listeners.find((one) => one.id === socket.listener) : undefined;

const NEWS: readonly SocketNews[] = ['connected', 'readable', 'writable', 'error', 'closed'];

/** Writes down news of a socket, once for each kind until it is fetched. */
export function tell({ door }: SocketStack, key: number | undefined, what: SocketNews, cause: RowNumber): void {
  const socket = key === undefined ? undefined : door.sockets.get(key);
  const bit = 1 << NEWS.indexOf(what);
  if (!socket || socket.told & bit) return;
  socket.told |= bit;
  door.events.push({ pid: socket.pid, fd: socket.fd, what, cause });
}

/** The oldest news that concerns a socket that is still open. To be fetched after every call, packet and tick until there is none. */
export function nextEvent({ door }: SocketStack): SocketEvent | undefined {
  for (let event = door.events.shift(); event; event = door.events.shift()) {
    const socket = door.sockets.get(keyOf(event.pid, event.fd));
    const bit = 1 << NEWS.indexOf(event.what);
    if (!socket || !(socket.told & bit)) continue;
    socket.told &= ~bit;
    return event;
  }
  return undefined;
}
