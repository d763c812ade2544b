// Which ports a TCP socket may have (RFC 6056 section 3.3.1's simplest choice: counted up), with the rules of Linux for SO_REUSEADDR.

import { FIRST_EPHEMERAL_PORT } from '../udp.ts';
import type { SocketStack, StreamSocket } from './table.ts';

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

/** The next ephemeral port that no socket or connection of the machine uses, or undefined. */
export function ephemeralPort({ door }: SocketStack): number | undefined {
  const used = new Set<number>();
  for (const one of door.sockets.values()) if (one.type === 'stream') used.add(one.port);
  for (const one of door.tcp.connections) used.add(one.localPort);
  for (let tries = FIRST_EPHEMERAL_PORT; tries <= LAST_PORT; tries++) {
    const port = door.nextPort;
    door.nextPort = port === LAST_PORT ? FIRST_EPHEMERAL_PORT : port + 1;
    if (!used.has(port)) return port;
  }
  return undefined;
}
