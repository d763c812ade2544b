// The sockets of a run's processes, as the calls that have been made tell of them: where they are bound, who listens, which connection is whose.

import type { RowNumber } from '../../../devices/surroundings.ts';
import { addressGiven, type Called } from './calledText.ts';
import type { Surprise } from './surprise.ts';

/** A socket, while a process has it. */
export interface Descriptor {
  kind: 'stream' | 'datagram';
  device: number;
  pid: number;
  fd: number;
  /** The row of the call that made it. */
  opened: RowNumber;
  bound?: { ip: string; port: number; row: RowNumber };
  /** The row that tells that it listens. */
  listening?: RowNumber;
  /** Of a datagram socket: it has a peer. */
  connected?: boolean;
  /** The number of its connection on the device. */
  connection?: number;
  /** The call that ended its own sending or receiving. */
  shut?: RowNumber;
  /** Reads in a row that gave nothing; and what was noted when they became many. */
  empty: number;
  spins?: Surprise;
}

/** Those of all processes, by device and process, and there by number. */
export interface Descriptors {
  processes: Map<string, Map<number, Descriptor>>;
  /** By device and number of the connection. */
  connections: Map<string, Descriptor>;
}

export const noDescriptors = (): Descriptors => ({ processes: new Map(), connections: new Map() });

const keyOf = (device: number, second: number): string => `${device} ${second}`;

export const descriptorOf = (all: Descriptors, device: number, pid: number, fd: number): Descriptor | undefined =>
  all.processes.get(keyOf(device, pid))?.get(fd);

/** Whose a connection is; also after it was closed. */
export const ownerOf = (all: Descriptors, device: number, connection: number): Descriptor | undefined =>
  all.connections.get(keyOf(device, connection));

/** All that a device's processes have. */
export function* descriptorsOn(all: Descriptors, device: number): Generator<Descriptor> {
  for (const [key, own] of all.processes) if (key.startsWith(`${device} `)) yield* own.values();
}

function add(all: Descriptors, one: Descriptor): Descriptor {
  const key = keyOf(one.device, one.pid);
  let own = all.processes.get(key);
  if (!own) all.processes.set(key, (own = new Map()));
  own.set(one.fd, one);
  return one;
}

/** Takes in what a call has done to sockets. */
export function noteCall(all: Descriptors, row: RowNumber, device: number, pid: number, called: Called): void {
  const { name, fd, given, answer } = called;
  if (name === 'socket') {
    const kind = given === 'SOCK_DGRAM' ? 'datagram' : 'stream';
    add(all, { kind, device, pid, fd: Number.parseInt(answer, 10), opened: row, empty: 0 });
    return;
  }
  const own = descriptorOf(all, device, pid, fd);
  if (!own) return;
  if (name === 'close') all.processes.get(keyOf(device, pid))!.delete(fd);
  else if (name === 'shutdown' && answer === '0') {
    if (given !== `${fd}, SHUT_RD`) own.shut = row;
  } else if (name === 'connect' && own.kind === 'datagram' && answer === '0') own.connected = true;
  else if (name === 'bind' && answer === '0') {
    const address = addressGiven(called);
    if (address) own.bound = { ...address, row };
  }
}

/** The call of a row that has to do with a socket listens there, or has this connection from now on. */
export function noteListening(own: Descriptor | undefined, row: RowNumber, at: string): void {
  if (!own) return;
  own.listening = row;
  const colon = at.lastIndexOf(':');
  own.bound ??= { ip: at.slice(0, colon), port: Number(at.slice(colon + 1)), row };
}

export function noteConnection(all: Descriptors, own: Descriptor | undefined, connection: number): void {
  if (!own) return;
  own.connection = connection;
  all.connections.set(keyOf(own.device, connection), own);
}

/** A socket that came of `accept`. */
export const noteAccepted = (
  all: Descriptors,
  row: RowNumber,
  device: number,
  pid: number,
  fd: number,
  connection: number,
): void => noteConnection(all, add(all, { kind: 'stream', device, pid, fd, opened: row, empty: 0 }), connection);

/** A process has ended, and has nothing any more. */
export const noteExit = (all: Descriptors, device: number, pid: number): void =>
  void all.processes.delete(keyOf(device, pid));
