// TCP, the sockets and the door to them, as a host reaches them: provided apart, because a network at rest does without (see sim/equipment.ts).

import { later } from '../../base/later.ts';
import type { socketsUpward } from '../../stack/sockets/arrive.ts';
import type { Answer, SocketCall, SocketEvent } from '../../stack/sockets/call.ts';
import type { SocketSettings } from '../../stack/sockets/settings.ts';
import type { SocketStack, SocketTable } from '../../stack/sockets/table.ts';
import type { StackSurroundings } from '../../stack/surroundings.ts';
import type { HostState } from './host.ts';

export interface Transport {
  createSocketTable(seed: number, owner: string, settings: SocketSettings): SocketTable;
  socketCall<C extends SocketCall>(stack: SocketStack, pid: number, call: C, out: StackSurroundings): Answer<C['call']>;
  closeSockets(stack: SocketStack, pid: number, out: StackSurroundings): void;
  nextEvent(stack: SocketStack): SocketEvent | undefined;
  socketsTick(stack: SocketStack, out: StackSurroundings): void;
  socketsUpward: typeof socketsUpward;
  chopStreams(stack: SocketStack, rule: string, out: StackSurroundings): void;
}

export const transport = later<Transport>('TCP and the sockets of hosts');

/** A host whose sockets are there. */
export type HostWithDoor = HostState & SocketStack;

/** The host with its sockets; they are made when it first needs any, because most hosts of a large network never do. */
export function withDoor(host: HostState): HostWithDoor {
  host.door ??= transport.get().createSocketTable(host.seed, host.name, host.socketSettings);
  return host as HostWithDoor;
}

export const hasDoor = (host: HostState): host is HostWithDoor => host.door !== undefined;
