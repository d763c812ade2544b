// The routing table: longest prefix first, then the smaller metric, then the older route (RFC 1812 section 5.2.4.3).

import { maskOf, networkOf } from '../wire/address.ts';
import type { InterfaceState, StackState } from './machine.ts';

export interface Route {
  /** Network and prefix length; `mask` is the same as a number. */
  to: number;
  prefix: number;
  mask: number;
  /** Next hop; undefined: the destination itself, which is on the link. */
  via: number | undefined;
  /** Index of the interface. */
  interface: number;
  metric: number;
  source: 'connected' | 'static';
}

/** Why a route was not taken: no connected network holds the gateway; the route exists; something about it cannot be; no such route. */
export type RouteFailure = 'ENETUNREACH' | 'EEXIST' | 'EINVAL' | 'ESRCH' | 'ENETDOWN';

/** The route that a packet to `destination` takes. The machine's own addresses and 127/8 never come here. */
export function lookUpRoute(stack: StackState, destination: number): Route | undefined {
  const routes = stack.routes;
  for (let i = 0; i < routes.length; i++) {
    const route = routes[i];
    if (((destination ^ route.to) & route.mask) === 0) return route;
  }
  return undefined;
}

/** Puts a route at its place. */
export function insertRoute(stack: StackState, route: Route): void {
  const { routes } = stack;
  let at = 0;
  while (at < routes.length && !comesBefore(route, routes[at])) at++;
  routes.splice(at, 0, route);
}

const comesBefore = (a: Route, b: Route): boolean =>
  a.prefix > b.prefix || (a.prefix === b.prefix && a.metric < b.metric);

export function makeRoute(
  to: number,
  prefix: number,
  via: number | undefined,
  interface_: number,
  metric: number,
  source: Route['source'],
): Route {
  return { to: networkOf(to, prefix), prefix, mask: maskOf(prefix), via, interface: interface_, metric, source };
}

/** The networks that an interface's addresses put it on. A /32 is on no network. */
export function connectedRoutes(one: InterfaceState, index: number): Route[] {
  const routes: Route[] = [];
  if (!one.up || one.loopback) return routes;
  for (const { ip, prefix } of one.addresses) {
    const route = makeRoute(ip, prefix, undefined, index, 0, 'connected');
    if (prefix < 32 && !routes.some((other) => sameRoute(other, route))) routes.push(route);
  }
  return routes;
}

/** Same network, metric and way. */
export function sameRoute(a: Route, b: Route): boolean {
  return (
    a.to === b.to && a.prefix === b.prefix && a.metric === b.metric && a.via === b.via && a.interface === b.interface
  );
}

/** The interface through which a gateway is directly reachable: a route without a next hop of its own must lead to it. */
export function interfaceTo(stack: StackState, gateway: number): number | undefined {
  const route = lookUpRoute(stack, gateway);
  return route && route.via === undefined ? route.interface : undefined;
}
