// Which addresses an interface uses, and the routes that come and go with them (RFC 1122 section 3.3.1.1: what is on the link).

import { formatCidr, formatIpv4, sameNetwork } from '../wire/address.ts';
import { noteAddresses, type InterfaceAddress, type StackState } from './machine.ts';
import { R } from './reason.ts';
import { connectedRoutes, insertRoute, sameRoute, type Route } from './routes.ts';
import type { StackSurroundings } from './surroundings.ts';

/** Takes an address into use, with the route to its network. */
export function useAddress(stack: StackState, port: number, address: InterfaceAddress, out: StackSurroundings): void {
  stack.interfaces[port].addresses.push(address);
  noteAddresses(stack);
  out.changed(stack.device, port, R['address-set'], out.text(formatCidr(address.ip, address.prefix)), 0);
  followAddresses(stack, port, out);
}

/** Takes an address out of use. Its routes stay until `followAddresses`. */
export function dropAddress(stack: StackState, port: number, address: InterfaceAddress, out: StackSurroundings): void {
  const { addresses } = stack.interfaces[port];
  addresses.splice(addresses.indexOf(address), 1);
  noteAddresses(stack);
  out.changed(stack.device, port, R['address-removed'], out.text(formatCidr(address.ip, address.prefix)), 0);
}

/** Makes the routes of an interface fit its addresses: connected ones come and go, and with them those whose gateway is on no network any more. */
export function followAddresses(stack: StackState, port: number, out: StackSurroundings): void {
  const one = stack.interfaces[port];
  const wanted = connectedRoutes(one, port);
  for (const route of stack.routes.filter((r) => r.interface === port)) {
    const stays =
      route.source === 'connected' ? wanted.some((w) => sameRoute(w, route)) : one.up && isOnLink(stack, route);
    if (!stays) takeOutRoute(stack, route, out);
  }
  for (const route of wanted) {
    if (!stack.routes.some((r) => r.source === 'connected' && sameRoute(r, route))) putInRoute(stack, route, out);
  }
}

/** Is the route's gateway on a network of its interface, of addresses in use or still probed for? A route without a gateway always is. */
function isOnLink(stack: StackState, route: Route): boolean {
  const { via } = route;
  const { addresses, claims } = stack.interfaces[route.interface];
  return via === undefined || [...addresses, ...claims].some(({ ip, prefix }) => sameNetwork(ip, via, prefix));
}

export function putInRoute(stack: StackState, route: Route, out: StackSurroundings): void {
  insertRoute(stack, route);
  out.changed(stack.device, route.interface, R['route-added'], out.text(formatRoute(stack, route)), 0);
}

export function takeOutRoute(stack: StackState, route: Route, out: StackSurroundings): void {
  stack.routes.splice(stack.routes.indexOf(route), 1);
  out.changed(stack.device, route.interface, R['route-removed'], out.text(formatRoute(stack, route)), 0);
}

/** A route as `ip route` shows it: `default via 192.168.12.254 dev eth0`. */
export function formatRoute(stack: StackState, route: Route): string {
  const to = route.prefix === 0 ? 'default' : formatCidr(route.to, route.prefix);
  const via = route.via === undefined ? '' : ` via ${formatIpv4(route.via)}`;
  const metric = route.metric ? ` metric ${route.metric}` : '';
  return `${to}${via} dev ${stack.interfaces[route.interface].name}${metric}`;
}
