// K-03, the calculator `subnet`: everything that an address with its mask says about its network.

import { broadcastOf, maskOf, networkOf } from '../../wire/address.ts';
import { ipv4Row } from '../bits.ts';
import { gather, valueOf, type Calculator, type Field, type Line, type Values, type Worked } from '../calculator.ts';
import { readEntry } from '../entry.ts';
import { readCidr, type Cidr } from '../ipv4Entry.ts';
import type { Said } from '../said.ts';
import { stepsOf, subnetOf, type Subnet } from './network.ts';
import { subnetDrills } from './subnetDrills.ts';

const fields: readonly Field[] = [{ name: 'address', kind: 'line', initial: '192.168.12.130/26' }];

/** The calculator `subnet`. */
export const subnet: Calculator<Subnet> = {
  id: 'subnet',
  fields,
  work,
  moveBorder: (values, border) => ({
    address: `${valueOf(fields, values, 'address').replace(/\/.*$/s, '')}/${border}`,
  }),
  drills: subnetDrills,
};

function work(values: Values): Worked<Subnet> {
  const gathered = gather({ address: readEntry(valueOf(fields, values, 'address'), readCidr) });
  if (gathered.state !== 'right') return gathered;
  const cidr = gathered.values.address;
  const result = subnetOf(cidr);
  return {
    state: 'right',
    result,
    notes: [...gathered.notes, ...notesOn(cidr, result)],
    lines: linesOf(result),
    bits: [
      ipv4Row({ id: 'subnet.address' }, cidr.ip, cidr.prefix),
      ipv4Row({ id: 'subnet.mask' }, maskOf(cidr.prefix), cidr.prefix),
      ipv4Row({ id: 'subnet.network' }, networkOf(cidr.ip, cidr.prefix), cidr.prefix),
      ...(result.broadcast === null
        ? []
        : [ipv4Row({ id: 'subnet.broadcast' }, broadcastOf(cidr.ip, cidr.prefix), cidr.prefix)]),
    ],
    steps: stepsOf(cidr, result),
  };
}

function notesOn({ prefix }: Cidr, { host, addresses, network, broadcast }: Subnet): Said[] {
  if (prefix === 31) return [{ id: 'subnet.pair' }];
  if (prefix === 32) return [{ id: 'subnet.single' }];
  if (prefix === 0) return [{ id: 'subnet.whole' }];
  if (host === 0) return [{ id: 'subnet.is-network', params: { network } }];
  if (host === addresses - 1) return [{ id: 'subnet.is-broadcast', params: { broadcast: broadcast! } }];
  return [{ id: 'subnet.host-bits', params: { network: `${network}/${prefix}` } }];
}

function linesOf(result: Subnet): Line[] {
  const none: Said = { id: 'none' };
  return [
    { id: 'subnet.network', value: `${result.network}/${result.prefix}` },
    { id: 'subnet.broadcast', value: result.broadcast ?? none },
    { id: 'subnet.first', value: result.first ?? { id: 'subnet.no-list' } },
    { id: 'subnet.last', value: result.last ?? { id: 'subnet.no-list' } },
    { id: 'subnet.usable', value: result.usable === null ? { id: 'subnet.no-list' } : String(result.usable) },
    { id: 'subnet.addresses', value: String(result.addresses) },
    { id: 'subnet.mask', value: result.mask },
    { id: 'subnet.wildcard', value: result.wildcard },
    { id: 'subnet.host', value: String(result.host) },
    { id: 'subnet.kind', value: { id: `kind.${result.kind}` } },
  ];
}
