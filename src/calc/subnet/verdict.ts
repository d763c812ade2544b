// Straight or by way of the gateway: each of two hosts asks its own mask, and they may disagree (RFC 1122 section 3.3.1.1; RFC 950 section 2.2).

import { broadcastOf, formatIpv4, isLoopback, maskOf, networkOf, sameNetwork } from '../../wire/address.ts';
import type { Cidr } from '../ipv4Entry.ts';

/** What a host does with a packet for the other: straight to it, to the gateway, to itself, or nothing that a LAN sees. */
export type Way = 'direct' | 'gateway' | 'self' | 'loopback';

/** How one host sees the other. Addresses as dotted text. */
export interface View {
  address: string;
  prefix: number;
  mask: string;
  /** Its own address AND its own mask. */
  own: string;
  /** The other's address AND its own mask. */
  other: string;
  /** The first bit, counted from 1, in which the two differ; null where they are equal. */
  difference: number | null;
  way: Way;
  gateway: string | null;
  /** Why the gateway is of no use, where one is needed; null where it is of use, or no gateway was named at all. */
  gatewayTrouble: GatewayTrouble | null;
}

/** There is none; it is the host itself; it is not in the host's own network; it is the first or last address of that. */
export type GatewayTrouble = 'none' | 'itself' | 'outside' | 'end';

/** How two hosts see one another. */
export interface SameLan {
  a: View;
  b: View;
  outcome: 'agree' | 'disagree' | 'conflict' | 'loopback';
  /** So many bits at the front are the same in both addresses: the longest prefix that joins them. */
  common: number;
}

/** A host as it is set up. */
export interface Host extends Cidr {
  gateway?: number | undefined;
}

/** So many bits at the front are the same: 0 to 32. */
export const commonBits = (a: number, b: number): number => Math.clz32((a ^ b) >>> 0);

/** Which end of the network of a host an address is, where it has ends (RFC 1122 section 3.2.1.3; RFC 3021 for /31). */
export function endIn({ ip, prefix }: Cidr, address: number): 'network' | 'broadcast' | undefined {
  if (prefix >= 31) return undefined;
  if (address === networkOf(ip, prefix)) return 'network';
  return address === broadcastOf(ip, prefix) ? 'broadcast' : undefined;
}

function troubleOf(host: Host): GatewayTrouble | null {
  const { ip, prefix, gateway } = host;
  if (gateway === undefined) return 'none';
  if (gateway === ip) return 'itself';
  if (!sameNetwork(ip, gateway, prefix)) return 'outside';
  return endIn(host, gateway) ? 'end' : null;
}

function viewOf(host: Host, other: number, gatewaysNamed: boolean): View {
  const { ip, prefix, gateway } = host;
  const common = commonBits(ip, other);
  const differ = common < prefix;
  const inside = isLoopback(ip) || isLoopback(other);
  const way = inside ? 'loopback' : ip === other ? 'self' : differ ? 'gateway' : 'direct';
  return {
    address: formatIpv4(ip),
    prefix,
    mask: formatIpv4(maskOf(prefix)),
    own: formatIpv4(networkOf(ip, prefix)),
    other: formatIpv4(networkOf(other, prefix)),
    difference: differ ? common + 1 : null,
    way,
    gateway: gateway === undefined ? null : formatIpv4(gateway),
    gatewayTrouble: way === 'gateway' && gatewaysNamed ? troubleOf(host) : null,
  };
}

/** Both views, and whether they go together. */
export function sameLanOf(hostA: Host, hostB: Host): SameLan {
  // Where no gateway was named at all, they are not part of the question.
  const gatewaysNamed = (hostA.gateway ?? hostB.gateway) !== undefined;
  const [a, b] = [viewOf(hostA, hostB.ip, gatewaysNamed), viewOf(hostB, hostA.ip, gatewaysNamed)];
  const outcome =
    a.way === 'loopback' ? 'loopback' : a.way === 'self' ? 'conflict' : a.way === b.way ? 'agree' : 'disagree';
  return { a, b, outcome, common: commonBits(hostA.ip, hostB.ip) };
}
