// The sockets of a host as netstat and ss list them: listeners, connections with or without a socket, and UDP sockets.

import type { Nanoseconds } from '../../base/time.ts';
import type { DatagramSocket, Socket, SocketTable } from '../../stack/sockets/table.ts';
import type { State } from '../../stack/tcp/states.ts';
import type { Tcb } from '../../stack/tcp/tcb.ts';
import type { HostState } from '../host/host.ts';
import type { Address } from './callsFile.ts';

export interface SocketEntry {
  protocol: 'tcp' | 'udp';
  /** Of a TCP socket; a UDP socket is `ESTABLISHED` when it is connected, otherwise `UNCONN`. */
  state: State | 'UNCONN';
  local: Address;
  /** Undefined: no peer. */
  remote: Address | undefined;
  /** Octets that wait to be read, and that wait to be acknowledged; of a listener: connections that wait, and how many may. */
  receiveQueue: number;
  sendQueue: number;
  /** Whose it is; undefined for a connection that no process has, because nobody has accepted it yet or its program has closed it. */
  owner?: { pid: number; program: string; fd: number };
  tcb?: Tcb;
}

/** All of a host. */
export function socketEntries(host: HostState): SocketEntry[] {
  const { door } = host;
  return door ? [...listening(host, door), ...connections(host, door), ...datagrams(host, door)] : [];
}

function listening(host: HostState, door: SocketTable): SocketEntry[] {
  return door.tcp.listeners.map((one) => ({
    protocol: 'tcp',
    state: 'LISTEN',
    local: { ip: one.ip, port: one.port },
    remote: undefined,
    receiveQueue: one.waiting.length,
    sendQueue: one.backlog,
    ...ownerOf(host, socketWith(door, one.id)),
  }));
}

function connections(host: HostState, door: SocketTable): SocketEntry[] {
  const open = door.tcp.connections.filter((tcb) => tcb.state !== 'CLOSED').sort((a, b) => a.id - b.id);
  return open.map((tcb) => ({
    protocol: 'tcp',
    state: tcb.state,
    local: { ip: tcb.localIp, port: tcb.localPort },
    remote: { ip: tcb.remoteIp, port: tcb.remotePort },
    receiveQueue: tcb.recv.used,
    sendQueue: tcb.send.used,
    ...ownerOf(host, socketWith(door, tcb.id)),
    tcb,
  }));
}

function datagrams(host: HostState, door: SocketTable): SocketEntry[] {
  const entries: SocketEntry[] = [];
  for (const place of host.sockets) {
    const { pid, fd, address: ip, port, peer: remote } = place;
    const of = [...door.sockets.values()].find((one) => one.pid === pid && one.fd === fd);
    const receiveQueue = (of as DatagramSocket | undefined)?.used ?? 0;
    const state = remote ? 'ESTABLISHED' : 'UNCONN';
    entries.push({
      protocol: 'udp',
      state,
      local: { ip, port },
      remote,
      receiveQueue,
      sendQueue: 0,
      ...ownerOf(host, of),
    });
  }
  return entries;
}

/** The socket of a connection or listener. */
function socketWith({ owners, sockets }: SocketTable, id: number): Socket | undefined {
  const key = owners.get(id);
  return key === undefined ? undefined : sockets.get(key);
}

function ownerOf(host: HostState, socket: Socket | undefined): Pick<SocketEntry, 'owner'> {
  if (!socket) return {};
  const { pid, fd } = socket;
  const program = host.processes.find((one) => one.pid === pid)?.program ?? '?';
  return { owner: { pid, program, fd } };
}

/** The timer that runs next at a connection, as the tools call it, and what is left of it. */
export interface RunningTimer {
  is: 'on' | 'keepalive' | 'timewait' | 'persist';
  left: Nanoseconds;
  /** Times it has run out in a row. */
  count: number;
}

/** Undefined: none. A delayed ACK is none of those that the tools know. */
export function timerOf(tcb: Tcb, now: number): RunningTimer | undefined {
  const { rtoAt, persistAt, keepAt, closeAt, retries, persists, keepsSent } = tcb;
  const next = Math.min(rtoAt, persistAt, keepAt, closeAt);
  if (next === Infinity) return undefined;
  const left = Math.max(0, next - now);
  if (next === rtoAt) return { is: 'on', left, count: retries };
  if (next === persistAt) return { is: 'persist', left, count: persists };
  return next === keepAt ? { is: 'keepalive', left, count: keepsSent } : { is: 'timewait', left, count: 0 };
}
