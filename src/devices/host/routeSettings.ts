// Routes that somebody adds and removes, as `ip route` does.

import { putInRoute, takeOutRoute } from '../../stack/addresses.ts';
import { isOwn } from '../../stack/machine.ts';
import { interfaceTo, makeRoute, sameRoute, type Route, type RouteFailure } from '../../stack/routes.ts';
import { isLoopback, networkOf } from '../../wire/address.ts';
import type { Surroundings } from '../surroundings.ts';
import type { HostState } from './host.ts';

/** A route as somebody asks for it: by a gateway, an interface (its index), or both. */
export interface WantedRoute {
  to: number;
  prefix: number;
  via?: number;
  interface?: number;
  metric?: number;
}

/** All routes, in the order in which they are tried. */
export const routeList = (host: HostState): readonly Route[] => host.routes;

/**
 * Adds a static route, in place of `instead` where that is given. `ENETUNREACH`: the gateway is on none of the host's networks. `EEXIST`: there
 * is a route to that network with that metric.
 */
export function addRoute(
  host: HostState,
  wanted: WantedRoute,
  out: Surroundings,
  instead?: Route,
): RouteFailure | undefined {
  const { to, prefix, via, metric = 0 } = wanted;
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > 32 || networkOf(to, prefix) !== to) return 'EINVAL';
  if (via !== undefined && (isOwn(host, via) || isLoopback(via) || via === 0)) return 'EINVAL';
  const port = via === undefined ? wanted.interface : interfaceTo(host, via);
  if (port === undefined) return via === undefined ? 'EINVAL' : 'ENETUNREACH';
  if (wanted.interface !== undefined && wanted.interface !== port) return 'ENETUNREACH';
  if (!host.interfaces[port] || host.interfaces[port].loopback) return 'EINVAL';
  if (!host.interfaces[port].up) return 'ENETDOWN';
  const route = makeRoute(to, prefix, via, port, metric, 'static');
  const rival = host.routes.find((r) => r !== instead && r.to === to && r.prefix === prefix && r.metric === metric);
  if (rival && (rival.source === 'static' || sameRoute(rival, route))) return 'EEXIST';
  if (instead) takeOutRoute(host, instead, out);
  putInRoute(host, route, out);
  return undefined;
}

/** Removes the first route that fits everything that is given. `ESRCH`: none does. */
export function removeRoute(host: HostState, wanted: WantedRoute, out: Surroundings): RouteFailure | undefined {
  const { to, prefix, via, interface: port, metric } = wanted;
  const found = host.routes.find(
    (r) =>
      r.to === to &&
      r.prefix === prefix &&
      (via === undefined || r.via === via) &&
      (port === undefined || r.interface === port) &&
      (metric === undefined || r.metric === metric),
  );
  if (!found) return 'ESRCH';
  takeOutRoute(host, found, out);
  return undefined;
}

/** Sets the gateway: the default route. Undefined takes all default routes out. */
export function setGateway(host: HostState, via: number | undefined, out: Surroundings): RouteFailure | undefined {
  const old = host.routes.filter((route) => route.prefix === 0);
  if (via !== undefined && old.length === 1 && old[0].via === via) return undefined;
  if (via !== undefined) {
    if (isOwn(host, via) || isLoopback(via) || via === 0) return 'EINVAL';
    if (interfaceTo(host, via) === undefined) return 'ENETUNREACH';
  }
  for (const route of old) takeOutRoute(host, route, out);
  return via === undefined ? undefined : addRoute(host, { to: 0, prefix: 0, via }, out);
}
