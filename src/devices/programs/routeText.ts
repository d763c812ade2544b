// How `ip route`, `route` and `netstat -r` print a routing table.

import { formatIpv4, maskOf, sameNetwork } from '../../wire/address.ts';
import type { Route } from '../../stack/routes.ts';
import type { HostState } from '../host/host.ts';

/** The routes in the order in which Linux lists them: by network, the default route first. */
export function inOrder(host: HostState): Route[] {
  return [...host.routes].sort((a, b) => a.to - b.to || a.prefix - b.prefix || a.metric - b.metric);
}

const network = (to: number, prefix: number): string =>
  prefix === 0 ? 'default' : prefix === 32 ? formatIpv4(to) : `${formatIpv4(to)}/${prefix}`;

/** One route as `ip route` prints it. */
export function ipRouteText(host: HostState, route: Route): string {
  const one = host.interfaces[route.interface]!;
  let text = network(route.to, route.prefix);
  if (route.via !== undefined) text += ` via ${formatIpv4(route.via)}`;
  text += ` dev ${one.name}`;
  if (route.source === 'connected') text += ' proto kernel';
  if (route.via === undefined) text += ' scope link';
  if (route.source === 'connected') {
    const own = one.addresses.find((a) => a.prefix === route.prefix && sameNetwork(a.ip, route.to, route.prefix));
    if (own) text += ` src ${formatIpv4(own.ip)}`;
  }
  if (route.metric) text += ` metric ${route.metric}`;
  return one.carrier ? text : `${text} linkdown`;
}

function flagsOf(route: Route): string {
  return `U${route.via === undefined ? '' : 'G'}${route.prefix === 32 ? 'H' : ''}`;
}

const columns = (route: Route): string[] =>
  [route.to, route.via ?? 0, maskOf(route.prefix)].map((ip) => formatIpv4(ip).padEnd(15));

/** The table as `route -n` prints it. */
export function routeTable(host: HostState): string[] {
  const rows = inOrder(host).map((route) => {
    const [to, via, mask] = columns(route);
    const numbers = `${String(route.metric).padEnd(6)} ${'0'.padEnd(2)} ${'0'.padStart(7)}`;
    return `${to!} ${via!} ${mask!} ${flagsOf(route).padEnd(5)} ${numbers} ${host.interfaces[route.interface]!.name}`;
  });
  return [
    'Kernel IP routing table',
    'Destination     Gateway         Genmask         Flags Metric Ref    Use Iface',
    ...rows,
  ];
}

/** The table as `netstat -rn` prints it. */
export function netstatTable(host: HostState): string[] {
  const rows = inOrder(host).map((route) => {
    const numbers = `${flagsOf(route).padEnd(5)} ${'0'.padStart(5)} ${'0'.padEnd(5)} ${'0'.padStart(6)}`;
    return `${columns(route).join(' ')} ${numbers} ${host.interfaces[route.interface]!.name}`;
  });
  return [
    'Kernel IP routing table',
    'Destination     Gateway         Genmask         Flags   MSS Window  irtt Iface',
    ...rows,
  ];
}
