// Which multicast groups the sockets of a machine have joined (RFC 1112 section 6.1, 7.1). No report is sent: there is no IGMP here.

import { isMulticastIp } from '../../wire/address.ts';
import { ALL_HOSTS, LOOPBACK_IP } from '../machine.ts';
import { findWay, type Way } from '../send.ts';
import type { Failure, Membership } from './call.ts';
import type { DatagramSocket, SocketStack } from './table.ts';

/** Linux: net.ipv4.igmp_max_memberships. */
const MOST_GROUPS = 20;

/** Index of the interface that has an address; undefined where none has. */
export function interfaceWith(stack: SocketStack, ip: number): number | undefined {
  const port = stack.interfaces.findIndex((one) => one.addresses.some((address) => address.ip === ip));
  return port < 0 ? undefined : port;
}

const way: Way = { port: 0, nextHop: 0, mac: 0 };

/** The interface that a membership means: by address, or that by which the routes lead to the group. */
function interfaceOf(stack: SocketStack, wanted: Membership): number | undefined {
  if (wanted.interface === LOOPBACK_IP) return stack.interfaces.length - 1;
  if (wanted.interface) return interfaceWith(stack, wanted.interface);
  return findWay(stack, wanted.group, way) ? way.port : undefined;
}

/** IP_ADD_MEMBERSHIP. */
export function join(stack: SocketStack, socket: DatagramSocket, wanted: Membership): Failure | undefined {
  const { group } = wanted;
  if (!isMulticastIp(group)) return 'EINVAL';
  const by = interfaceOf(stack, wanted);
  if (by === undefined) return 'ENODEV';
  if (socket.joined.some((one) => one.group === group && one.by === by)) return 'EADDRINUSE';
  if (socket.joined.length >= MOST_GROUPS) return 'EINVAL';
  socket.joined.push({ group, by });
  const { groups } = stack.interfaces[by];
  if (!groups.includes(group)) groups.push(group);
  return undefined;
}

/** IP_DROP_MEMBERSHIP. */
export function leave(stack: SocketStack, socket: DatagramSocket, wanted: Membership): Failure | undefined {
  const { group } = wanted;
  if (!isMulticastIp(group)) return 'EINVAL';
  const by = wanted.interface ? interfaceOf(stack, wanted) : undefined;
  const at = socket.joined.findIndex((one) => one.group === group && (by === undefined || one.by === by));
  if (at < 0) return 'EADDRNOTAVAIL';
  const [left] = socket.joined.splice(at, 1);
  forget(stack, left.group, left.by);
  return undefined;
}

export function leaveAll(stack: SocketStack, socket: DatagramSocket): void {
  for (const { group, by } of socket.joined.splice(0)) forget(stack, group, by);
}

/** The interface leaves a group when no socket is left in it; that of all hosts never. */
function forget(stack: SocketStack, group: number, by: number): void {
  if (group === ALL_HOSTS) return;
  for (const one of stack.door.sockets.values()) {
    if (one.type === 'datagram' && one.joined.some((two) => two.group === group && two.by === by)) return;
  }
  const one = stack.interfaces[by];
  one.groups = one.groups.filter((two) => two !== group);
}
