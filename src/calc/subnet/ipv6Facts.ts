// Everything that follows from an IPv6 address: its forms (RFC 5952), its kind, its prefix and the parts of that, and the address that a MAC address gives.

import { toHex, u16, u32 } from '../../base/bytes.ts';
import { formatIpv4, formatMac } from '../../wire/address.ts';
import type { Ipv6Entry } from '../ipv6Entry.ts';
import { formatIpv6 } from '../ipv6Text.ts';
import { eui64Of, macOf } from '../mac/macKind.ts';
import { blocks6, carriesIpv4, kindOf6, lastOf6, networkOf6, toNumber, toOctets, type Block6 } from './ipv6Kind.ts';

/** Numbers beyond 2⁵³ as decimal text; null where there is none. */
export interface Ipv6 {
  /** As RFC 5952 writes it. */
  address: string;
  /** Eight groups of four digits. */
  full: string;
  /** With hex digits alone, where the first form ends in dots. */
  hex: string | null;
  kind: string;
  block: string | null;
  zone: string | null;
  /** The IPv4 address in it. */
  ipv4: string | null;
  prefix: number | null;
  network: string | null;
  first: string | null;
  last: string | null;
  addresses: string | null;
  subnets: Subnets6 | null;
  interface: Interface6 | null;
}

/** A prefix cut into equal parts. */
export interface Subnets6 {
  prefix: number;
  count: string;
  /** The first ones, at most four. */
  list: string[];
  last: string;
}

/** What a MAC address gives by EUI-64. */
export interface Interface6 {
  mac: string;
  identifier: string;
  linkLocal: string;
  /** In the network of the prefix; null where that leaves no 64 bits. */
  address: string | null;
}

/** The eight groups. */
export const groupsOf = (octets: Uint8Array): number[] =>
  Array.from({ length: 8 }, (_, place) => u16(octets, 2 * place));

/** All 32 digits. */
export const fullForm = (octets: Uint8Array): string =>
  groupsOf(octets)
    .map((group) => group.toString(16).padStart(4, '0'))
    .join(':');

/** As RFC 5952 writes it: with the last four octets in dots where they are an IPv4 address (section 5). */
export function canonicalForm(octets: Uint8Array): string {
  if (!carriesIpv4(kindOf6(octets))) return formatIpv6(octets);
  // The writer of groups is given a tail that it does not shorten, and this is replaced.
  const front = Uint8Array.from(octets).fill(0xff, 12);
  return formatIpv6(front).replace(/ffff:ffff$/, formatIpv4(u32(octets, 12)));
}

/** A network as `2001:db8::/32`. */
export const blockText6 = ({ octets, prefix }: Block6): string => `${formatIpv6(octets)}/${prefix}`;

/** Everything that an address says, and what comes of cutting its prefix and of a MAC address where those are given. */
export function ipv6Of({ octets, zone, prefix }: Ipv6Entry, into?: number, mac?: number): Ipv6 {
  const kind = kindOf6(octets);
  const block = prefix === undefined ? undefined : { octets: networkOf6(octets, prefix), prefix };
  const [address, hex] = [canonicalForm(octets), formatIpv6(octets)];
  return {
    address,
    full: fullForm(octets),
    hex: hex === address ? null : hex,
    kind: kind.id,
    block: kind.block ? blockText6(kind.block) : null,
    zone: zone ?? null,
    ipv4: carriesIpv4(kind) ? formatIpv4(u32(octets, 12)) : null,
    prefix: prefix ?? null,
    network: block ? blockText6(block) : null,
    first: block ? formatIpv6(block.octets) : null,
    last: block ? formatIpv6(lastOf6(octets, block.prefix)) : null,
    addresses: block ? String(1n << BigInt(128 - block.prefix)) : null,
    subnets: block && into !== undefined ? subnetsOf(block, into) : null,
    interface: mac === undefined ? null : interfaceOf(mac, block),
  };
}

/** The part number so many, from 0, of a network cut into parts of that length. */
export const subnetAt = ({ octets }: Block6, into: number, number: bigint): Block6 => ({
  octets: toOctets(toNumber(octets) + (number << BigInt(128 - into))),
  prefix: into,
});

function subnetsOf(block: Block6, into: number): Subnets6 {
  const count = 1n << BigInt(into - block.prefix);
  const shown = Array.from({ length: count < 4n ? Number(count) : 4 }, (_, number) => BigInt(number));
  return {
    prefix: into,
    count: String(count),
    list: shown.map((number) => blockText6(subnetAt(block, into, number))),
    last: blockText6(subnetAt(block, into, count - 1n)),
  };
}

function interfaceOf(mac: number, block: Block6 | undefined): Interface6 {
  const identifier = eui64Of(mac);
  const joined = block && block.prefix <= 64 ? Uint8Array.of(...block.octets.subarray(0, 8), ...identifier) : undefined;
  return {
    mac: formatMac(mac),
    identifier: toHex(identifier, '').replace(/.{4}(?!$)/g, '$&:'),
    linkLocal: macOf(mac).linkLocal!,
    address: joined ? formatIpv6(joined) : null,
  };
}

/** A link-local address whose bits 10 to 63 are not all zero, as they have to be (RFC 4291 section 2.5.6). */
export function oddLinkLocal(octets: Uint8Array): boolean {
  const linkLocal = blocks6.find(({ id }) => id === 'link-local')!;
  return kindOf6(octets).id === 'link-local' && toNumber(networkOf6(octets, 64)) !== toNumber(linkLocal.block.octets);
}
