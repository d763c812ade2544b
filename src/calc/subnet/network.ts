// A network from an address and the length of its prefix, and the working as it is done by hand (RFC 4632; RFC 3021 for /31; RFC 1122 section 3.2.1.3).

import { broadcastOf, formatCidr, formatIpv4, maskOf, networkOf } from '../../wire/address.ts';
import { ipv4Row } from '../bits.ts';
import type { Step } from '../calculator.ts';
import type { Cidr } from '../ipv4Entry.ts';
import { kindOf } from './kind.ts';

/** Addresses as dotted text, `null` where there is none. */
export interface Subnet {
  address: string;
  prefix: number;
  mask: string;
  wildcard: string;
  network: string;
  broadcast: string | null;
  first: string | null;
  last: string | null;
  /** Addresses that hosts may have; null where that is not stated (/0). */
  usable: number | null;
  addresses: number;
  /** The address is number so many in its network, from 0. */
  host: number;
  kind: string;
}

/** Everything that follows from an address and the length of its prefix. */
export function subnetOf({ ip, prefix }: Cidr): Subnet {
  const network = networkOf(ip, prefix);
  const last = broadcastOf(ip, prefix);
  const [pair, single] = [prefix === 31, prefix === 32];
  const whole = prefix === 0;
  const usable = whole ? null : single ? 1 : pair ? 2 : last - network - 1;
  return {
    address: formatIpv4(ip),
    prefix,
    mask: formatIpv4(maskOf(prefix)),
    wildcard: formatIpv4(~maskOf(prefix) >>> 0),
    network: formatIpv4(network),
    broadcast: pair || single ? null : formatIpv4(last),
    first: whole ? null : formatIpv4(pair || single ? network : network + 1),
    last: whole ? null : formatIpv4(pair || single ? last : last - 1),
    usable,
    addresses: last - network + 1,
    host: ip - network,
    kind: kindOf(ip).id,
  };
}

/** The working, as it is done by hand: mask, AND, the other end, what hosts may have. */
export function stepsOf({ ip, prefix }: Cidr, result: Subnet): Step[] {
  const mask = maskOf(prefix);
  const network = networkOf(ip, prefix);
  const host = 32 - prefix;
  const steps: Step[] = [
    {
      say: { id: 'subnet.step.mask', params: { prefix, host, mask: result.mask } },
      source: 'RFC 4632 §3.1',
      bits: [ipv4Row({ id: 'subnet.mask' }, mask, prefix)],
    },
    {
      say: { id: 'subnet.step.and', params: { address: result.address, network: result.network } },
      source: 'RFC 1122 §3.3.1.1',
      bits: [
        ipv4Row({ id: 'subnet.address' }, ip, prefix),
        ipv4Row({ id: 'subnet.mask' }, mask, prefix),
        ipv4Row({ id: 'subnet.and' }, network, prefix),
      ],
    },
  ];
  if (prefix >= 31) {
    const id = prefix === 31 ? 'subnet.step.pair' : 'subnet.step.single';
    return [...steps, { say: { id, params: { network: formatCidr(network, prefix) } }, source: 'RFC 3021 §2.1' }];
  }
  steps.push({
    say: { id: 'subnet.step.broadcast', params: { host, broadcast: result.broadcast! } },
    source: 'RFC 1122 §3.2.1.3',
    bits: [
      ipv4Row({ id: 'subnet.network' }, network, prefix),
      ipv4Row({ id: 'subnet.broadcast' }, broadcastOf(ip, prefix), prefix),
    ],
  });
  if (prefix > 0) {
    steps.push({
      say: {
        id: 'subnet.step.usable',
        params: { host, addresses: result.addresses, usable: result.usable!, first: result.first!, last: result.last! },
      },
      sum: [`2^${host} − 2 = ${result.addresses} − 2 = ${result.usable}`],
    });
  }
  return steps;
}
