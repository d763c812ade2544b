// Be the router: to which next hop, out of which interface, does this packet go (RFC 1812 section 5.2.4.3: longest prefix first)?

import { formatCidr, formatIpv4, networkOf, parseIpv4, sameNetwork } from '../../wire/address.ts';
import { fieldIn } from '../../sim/dissected.ts';
import type { Flight } from '../../sim/flights.ts';
import { deviceNamed, portText } from '../../sim/place.ts';
import type { WorldState } from '../../sim/state.ts';
import { routeLines, type RouteLine } from '../../sim/tables.ts';
import { interfacesOf, ipFor, type Interface } from '../addresses.ts';
import type { Present } from '../exercise.ts';
import { flightOf, worldBefore } from './chosen.ts';
import type { Task } from './exercise.ts';
import { NONE } from './ports.ts';
import { remark, type Given, type Remark, type Slip, type Unposed } from './verdict.ts';

export interface PosedRoute {
  kind: 'route';
  present: Present;
  /** The packet as it arrives, where one has. */
  flight?: Flight;
  device: string;
  destination: number;
  /** The routing table of that moment, in the order in which it is looked through. */
  routes: RouteLine[];
  interfaces: Interface[];
  /** `none`, or the next hop's address and the interface (`R.eth1`). */
  truth: string[];
}

export function poseRoute(present: Present, task: Extract<Task, { kind: 'route' }>): PosedRoute | Unposed {
  const { device } = task;
  const number = deviceNamed(present.state, device);
  if ('to' in task) {
    const destination = ipFor(present.state, task.to);
    if (destination === undefined) return { why: `${task.to} has no address` };
    return posed(present, present.state, device, destination);
  }
  // What it forwards arrives at it; what it sends itself is looked at where it leaves.
  const flight = flightOf(
    present,
    task.frame,
    (one) => (one.arrived && one.to[0] === number) || one.from[0] === number,
  );
  if ('why' in flight) return { why: `${flight.why}, at ${device}` };
  const destination = fieldIn(flight.dissection, 'ip.dst')?.value;
  if (typeof destination !== 'number') return { why: `the frame at ${device} carries no IP packet` };
  const arrives = flight.to[0] === number;
  const state = worldBefore(present, arrives ? flight : { ...flight, arrives: flight.departs });
  return posed(present, state, device, destination, flight);
}

function posed(
  present: Present,
  state: WorldState,
  device: string,
  destination: number,
  flight?: Flight,
): PosedRoute | Unposed {
  const interfaces = interfacesOf(state).filter((one) => one.device === device);
  if (interfaces.some(({ addresses }) => addresses.some(({ ip }) => ip === destination)))
    return { why: `${formatIpv4(destination)} is an address of ${device} itself` };
  const number = deviceNamed(state, device);
  const routes = routeLines(state, number);
  const taken = routes.find((route) => fits(route, destination));
  const truth = taken ? [formatIpv4(taken.via ?? destination), portText(state, [number, taken.port])] : [NONE];
  return { kind: 'route', present, device, destination, routes, interfaces, truth, ...(flight && { flight }) };
}

const fits = ({ to, prefix }: RouteLine, destination: number): boolean => sameNetwork(to, destination, prefix);
const textOf = ({ to, prefix }: RouteLine): string => formatCidr(networkOf(to, prefix), prefix);

/** Given: `none`, or next hop and interface. */
export function judgeRoute(posed: PosedRoute, given: Given): Remark[] {
  const { truth, destination } = posed;
  const to = formatIpv4(destination);
  const [hop = '', out = ''] = given.map((one) => one.normalize('NFKC').trim());
  if (hop === NONE) return truth[0] === NONE ? [] : [remark('a-route-fits', { to })];
  if (truth[0] === NONE) return [remark('no-route-fits', { to })];
  if (hop === '') return [remark('missing', {}, 0)];
  if (out === '') return [remark('missing', {}, 1)];
  const address = parseIpv4(hop);
  if (address === undefined) return [remark('unreadable', { value: hop }, 0)];
  if (hop !== truth[0]) return [remarkOnHop(posed, address)];
  if (out === truth[1]) return [];
  const { flight, present } = posed;
  const cameBy =
    flight && present.state.devices[flight.to[0]]?.name === posed.device ? portText(present.state, flight.to) : '';
  return [
    out === cameBy
      ? remark('way-back', { interface: out }, 1)
      : remark('other-interface', { value: hop, interface: out }, 1),
  ];
}

function remarkOnHop({ routes, destination, interfaces, truth, device }: PosedRoute, hop: number): Remark {
  const value = formatIpv4(hop);
  const to = formatIpv4(destination);
  const best = routes.find((route) => fits(route, destination))!;
  if (interfaces.some(({ addresses }) => addresses.some(({ ip }) => ip === hop)))
    return remark('own-address', { value }, 0);
  if (hop === destination) return remark('not-on-the-link', { to, device }, 0);
  if (truth[0] === to) return remark('on-the-link', { to, network: textOf(best) }, 0);
  const meant = routes.find((route) => route.via === hop);
  if (!meant) return remark('no-next-hop', { value }, 0);
  return remark(fits(meant, destination) ? 'shorter-prefix' : 'route-does-not-fit', { route: textOf(meant), to }, 0);
}

export function routeSlips(posed: PosedRoute): Slip[] {
  const { truth, routes, destination, interfaces } = posed;
  const to = formatIpv4(destination);
  const [own] = interfaces.flatMap(({ addresses }) => addresses);
  const [hop, out] = truth as [string, string];
  if (hop === NONE) return [{ given: [to, interfaces[0]?.name ?? ''], code: 'no-route-fits' }];
  const slips: Slip[] = [{ given: [NONE], code: 'a-route-fits' }];
  if (own) slips.push({ given: [formatIpv4(own.ip), out], code: 'own-address' });
  if (hop !== to) slips.push({ given: [to, out], code: 'not-on-the-link' });
  for (const route of routes) {
    const via = route.via === undefined ? undefined : formatIpv4(route.via);
    if (via === undefined || via === hop || via === to) continue;
    if (interfaces.some(({ addresses }) => addresses.some(({ ip }) => ip === route.via))) continue;
    if (routes.find((one) => one.via === route.via) !== route) continue;
    const code = hop === to ? 'on-the-link' : fits(route, destination) ? 'shorter-prefix' : 'route-does-not-fit';
    slips.push({ given: [via, out], code });
  }
  return slips;
}
