// Settings of a host's interfaces that somebody may change while the world runs: each writes what changed, and says in a POSIX word why it cannot be.

import { claimAddress, resumeClaims } from '../../stack/acd.ts';
import { dropAddress, followAddresses, useAddress } from '../../stack/addresses.ts';
import type { InterfaceAddress, InterfaceState } from '../../stack/machine.ts';
import { R } from '../../stack/reason.ts';
import { isGroupMac, isLoopback, maskOf } from '../../wire/address.ts';
import { NO_PORT, type Surroundings } from '../surroundings.ts';
import { flushArp } from './arpSettings.ts';
import type { HostState } from './host.ts';

export { arpEntries, flushArp, setStaticArp, type ArpEntry } from './arpSettings.ts';
export { addRoute, removeRoute, routeList, setGateway, type WantedRoute } from './routeSettings.ts';

/** Why a setting was refused: no such interface; it is `lo`; the value makes no sense; it is there already. */
export type SettingFailure = 'ENODEV' | 'EOPNOTSUPP' | 'EINVAL' | 'EEXIST';

/** The least that IPv4 asks of a link (RFC 791 section 3.2), and the most that its length field can say. */
const SMALLEST_MTU = 68;
const LARGEST_MTU = 65535;

/**
 * Sets all addresses of an interface. Routes to its networks follow, routes whose gateway is on none of them any more go, and its ARP cache is
 * emptied. With probing (RFC 5227) a new address is used only when nobody has answered.
 */
export function setAddresses(
  host: HostState,
  port: number,
  addresses: readonly InterfaceAddress[],
  out: Surroundings,
): SettingFailure | undefined {
  const one = host.interfaces[port];
  const failure = failureOf(one) ?? failureOfAddresses(host, one, addresses);
  if (failure) return failure;
  const isWanted = (old: InterfaceAddress): boolean => addresses.some((a) => same(a, old));
  one.claims = one.claims.filter(isWanted);
  for (const old of one.addresses.filter((a) => !isWanted(a))) dropAddress(host, port, old, out);
  for (const address of addresses) {
    if ([...one.addresses, ...one.claims].some((a) => same(a, address))) continue;
    if (host.options.arpProbe) claimAddress(host, port, address, out.cause, out.now);
    else useAddress(host, port, { ip: address.ip, prefix: address.prefix }, out);
  }
  const place = (address: InterfaceAddress): number => addresses.findIndex((a) => same(a, address));
  one.addresses.sort((a, b) => place(a) - place(b));
  followAddresses(host, port, out);
  flushArp(host, out, { interface: port });
  for (const claim of one.claims) out.wake(host.device, claim.at);
  return undefined;
}

const same = (a: InterfaceAddress, b: InterfaceAddress): boolean => a.ip === b.ip && a.prefix === b.prefix;

const failureOf = (one: InterfaceState | undefined): SettingFailure | undefined =>
  one === undefined ? 'ENODEV' : one.loopback ? 'EOPNOTSUPP' : undefined;

function failureOfAddresses(
  host: HostState,
  one: InterfaceState,
  addresses: readonly InterfaceAddress[],
): SettingFailure | undefined {
  if (!addresses.every(isUsable)) return 'EINVAL';
  const others = host.interfaces.flatMap((other) => (other === one ? [] : other.addresses));
  const twice = addresses.some((a, i) => [...addresses.slice(0, i), ...others].some((b) => b.ip === a.ip));
  return twice ? 'EEXIST' : undefined;
}

/** An address that one station can have: not of a group, not 0/8, not 127/8, and not the first or last of its network (up to /30). */
function isUsable({ ip, prefix }: InterfaceAddress): boolean {
  if (!Number.isInteger(prefix) || prefix < 1 || prefix > 32) return false;
  if (ip >>> 28 >= 0xe || isLoopback(ip) || ip >>> 24 === 0) return false;
  const hostMask = ~maskOf(prefix) >>> 0;
  const hostPart = (ip & hostMask) >>> 0;
  return prefix >= 31 || (hostPart !== 0 && hostPart !== hostMask);
}

/** Sets the MAC of an interface. Others learn of it by its next ARP message. */
export function setMac(host: HostState, port: number, mac: number, out: Surroundings): SettingFailure | undefined {
  const one = host.interfaces[port];
  const failure = failureOf(one);
  if (failure) return failure;
  if (mac === 0 || isGroupMac(mac)) return 'EINVAL';
  one.mac = mac;
  out.changed(host.device, port, R['mac-set'], mac, 0);
  flushArp(host, out, { interface: port });
  return undefined;
}

/** Sets the largest packet of an interface, in octets. */
export function setMtu(host: HostState, port: number, mtu: number, out: Surroundings): SettingFailure | undefined {
  const one = host.interfaces[port];
  if (!one) return 'ENODEV';
  if (!Number.isInteger(mtu) || mtu < SMALLEST_MTU || mtu > LARGEST_MTU) return 'EINVAL';
  one.mtu = mtu;
  out.changed(host.device, port, R['mtu-set'], mtu, 0);
  return undefined;
}

/** Lets a card take every frame, or only those for this station. */
export function setPromiscuous(
  host: HostState,
  port: number,
  on: boolean,
  out: Surroundings,
): SettingFailure | undefined {
  const one = host.interfaces[port];
  if (!one) return 'ENODEV';
  one.promiscuous = on;
  out.changed(host.device, port, R['promiscuous-set'], on ? 1 : 0, 0);
  return undefined;
}

/** Sets an interface up or down. Down, it loses all its routes and neighbours; up again, only the routes to its own networks come back (as Linux). */
export function setInterfaceUp(
  host: HostState,
  port: number,
  up: boolean,
  out: Surroundings,
): SettingFailure | undefined {
  const one = host.interfaces[port];
  const failure = failureOf(one);
  if (failure || one.up === up) return failure;
  one.up = up;
  const before = out.cause;
  out.cause = out.changed(host.device, port, R[up ? 'interface-up' : 'interface-down'], 0, 0);
  followAddresses(host, port, out);
  if (up) resumeClaims(host, port, out);
  else flushArp(host, out, { interface: port });
  out.cause = before;
  return undefined;
}

/** Makes a router of a host, or a host of a router. */
export function setForwarding(host: HostState, on: boolean, out: Surroundings): void {
  if (host.forwarding === on) return;
  host.forwarding = on;
  out.changed(host.device, NO_PORT, R['forwarding-set'], on ? 1 : 0, 0);
}
