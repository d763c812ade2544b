// Which ports a TCP socket may have (RFC 6056 section 3.3.1's simplest choice: counted up), with the rules of Linux for SO_REUSEADDR.

import { FIRST_EPHEMERAL_PORT } from '../udp.ts';
import type { SocketStack, SocketTable, StreamSocket } from './table.ts';

const LAST_PORT = 65_535;

const overlap = (a: number, b: number): boolean => a === b || a === 0 || b === 0;

/**
 * May `socket` have this port of this address (0: of all)? Not while somebody listens there. Beside other sockets only when both say SO_REUSEADDR;
 * beside what closed sockets have left behind (TIME-WAIT and the like) when this one says so.
 */
export function isPortFree(stack: SocketStack, socket: StreamSocket, ip: number, port: number): boolean {
  const { sockets, owners, tcp } = stack.door;
  for (const one of sockets.values()) {
    if (one === socket || one.type !== 'stream' || one.port !== port || !overlap(one.ip, ip)) continue;
    if (one.listener || !socket.reuse || !one.reuse) return false;
  }
  if (socket.reuse) return true;
  return !tcp.connections.some((one) => one.localPort === port && overlap(one.localIp, ip) && !owners.has(one.id));
}

/** May `socket` listen where it is bound? One at a time, SO_REUSEADDR or not. */
export function mayListen(stack: SocketStack, socket: StreamSocket): boolean {
  return !stack.door.tcp.listeners.some((one) => one.port === socket.port && overlap(one.ip, socket.ip));
}

/** Where so many ports in a row are taken, it is worth making a list of all that are. */
const FEW = 4;

/** The next ephemeral port that no socket or connection of the machine uses, or undefined. */
export function ephemeralPort({ door }: SocketStack): number | undefined {
  let used: Set<number> | undefined;
  for (let tries = 0; tries <= LAST_PORT - FIRST_EPHEMERAL_PORT; tries++) {
    const port = door.nextPort;
    door.nextPort = port === LAST_PORT ? FIRST_EPHEMERAL_PORT : port + 1;
    if (tries === FEW) used = portsInUse(door);
    if (used ? !used.has(port) : !isUsed(door, port)) return port;
  }
  return undefined;
}

function isUsed({ sockets, tcp }: SocketTable, port: number): boolean {
  const { connections } = tcp;
  for (let i = 0; i < connections.length; i++) if (connections[i].localPort === port) return true;
  for (const one of sockets.values()) if (one.type === 'stream' && one.port === port) return true;
  return false;
}

function portsInUse({ sockets, tcp }: SocketTable): Set<number> {
  const used = new Set<number>();
  for (const one of sockets.values()) if (one.type === 'stream') used.add(one.port);
  for (const one of tcp.connections) used.add(one.localPort);
  return used;
}
