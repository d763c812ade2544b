// Names of hosts: what a machine finds in its own hosts table (RFC 952; hosts(5)), both ways.

import { formatIpv4, parseIpv4 } from '../../wire/address.ts';
import { LOOPBACK_IP, sourceFor } from '../../stack/machine.ts';
import { lookUpRoute } from '../../stack/routes.ts';
import type { HostState } from '../host/host.ts';

/** The address that a word means: an address in digits, `localhost`, or a name of the hosts table; undefined for anything else. */
export function addressOf(host: HostState, word: string): number | undefined {
  const address = parseIpv4(word);
  if (address !== undefined) return address;
  const name = word.toLowerCase(); // capitals do not matter (RFC 952), and a lab's table has none
  if (Object.hasOwn(host.hosts, name)) return host.hosts[name];
  return name === 'localhost' ? LOOPBACK_IP : undefined;
}

/** The name of an address in the hosts table; undefined when it has none. */
export function nameOf(host: HostState, address: number): string | undefined {
  for (const name in host.hosts) if (host.hosts[name] === address) return name;
  return address === LOOPBACK_IP ? 'localhost' : undefined;
}

/** All names of an address, in the order of the hosts table. */
export function namesOf(host: HostState, address: number): string[] {
  const names = Object.keys(host.hosts).filter((name) => host.hosts[name] === address);
  return address === LOOPBACK_IP ? [...names, 'localhost'] : names;
}

/** `B (192.168.12.2)`, or the address twice as traceroute writes it when there is no name. */
export const nameAndAddress = (host: HostState, address: number): string =>
  `${nameOf(host, address) ?? formatIpv4(address)} (${formatIpv4(address)})`;

/** The address from which this host sends to another: that of the interface that the route leads out of; 0 where there is none. */
export function ownAddressTo(host: HostState, to: number): number {
  const route = lookUpRoute(host, to);
  return route ? sourceFor(host.interfaces[route.interface]!, route.via ?? to) : 0;
}
