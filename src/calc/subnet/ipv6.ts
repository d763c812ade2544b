// K-08, the calculator `ipv6`: the forms of an IPv6 address, its kind, its network, the parts that this is cut into, and the address by EUI-64.

import { isGroupMac } from '../../wire/address.ts';
import { gather, valueOf, type Calculator, type Field, type Line, type Values, type Worked } from '../calculator.ts';
import { readEntry } from '../entry.ts';
import { readPrefix } from '../ipv4Entry.ts';
import { readIpv6Entry, type Ipv6Entry } from '../ipv6Entry.ts';
import { readMac } from '../mac/macEntry.ts';
import { wrong, type Problem, type Read, type Said } from '../said.ts';
import { ipv6Drills } from './ipv6Drills.ts';
import { ipv6Of, oddLinkLocal, type Ipv6 } from './ipv6Facts.ts';
import { networkOf6, toNumber } from './ipv6Kind.ts';
import { ipv6Row, stepsOf } from './ipv6Steps.ts';

const fields: readonly Field[] = [
  { name: 'address', kind: 'line', initial: '2001:0DB8:0:0:1:0:0:1/48' },
  { name: 'into', kind: 'line', initial: '', optional: true },
  { name: 'mac', kind: 'line', initial: '', optional: true },
];

/** The calculator `ipv6`. */
export const ipv6: Calculator<Ipv6> = {
  id: 'ipv6',
  fields,
  work,
  moveBorder: (values, border) => ({
    ...values,
    address: `${valueOf(fields, values, 'address').replace(/\/.*$/s, '')}/${border}`,
  }),
  drills: ipv6Drills,
};

function work(values: Values): Worked<Ipv6> {
  const typed = (name: string): string => valueOf(fields, values, name);
  const gathered = gather(
    {
      address: readEntry(typed('address'), readIpv6Entry),
      into: readEntry(typed('into'), (text) => readPrefix(text, 128)),
      mac: readEntry(typed('mac'), readStationMac),
    },
    ['into', 'mac'],
  );
  if (gathered.state !== 'right') return gathered;
  const { address: entry, into, mac } = gathered.values as { address: Ipv6Entry; into?: number; mac?: number };
  const { octets, prefix } = entry;
  const misfit = into === undefined ? undefined : misfitOf(prefix, into, typed);
  if (misfit) return { state: 'wrong', ...misfit };
  const result = ipv6Of(entry, into, mac);
  return {
    state: 'right',
    result,
    notes: [...gathered.notes, ...notesOn(entry, result)],
    lines: linesOf(result),
    bits: [
      ipv6Row({ id: 'subnet.address' }, octets, prefix),
      ...(prefix === undefined ? [] : [ipv6Row({ id: 'subnet.network' }, networkOf6(octets, prefix), prefix)]),
    ],
    steps: stepsOf(entry, result, mac),
  };
}

/** The MAC address of one station: groups and 00:00:00:00:00:00 give no interface identifier. */
function readStationMac(text: string): Read<number> {
  const mac = readMac(text);
  if (!mac.ok || !(isGroupMac(mac.value) || mac.value === 0)) return mac;
  return wrong('E_MAC', 0, text.length, { variant: 'no-station', params: { value: text } });
}

/** Why a network cannot be cut into parts of that length: it has no length itself, or they are no smaller. */
function misfitOf(
  prefix: number | undefined,
  into: number,
  typed: (name: string) => string,
): { field: string; problem: Problem } | undefined {
  if (prefix === undefined) {
    const at = typed('address').trimEnd().length;
    return { field: 'address', problem: { id: 'E_PREFIX', variant: 'to-split', at, length: 0 } };
  }
  if (into > prefix) return undefined;
  const params = { value: into, prefix };
  return {
    field: 'into',
    problem: { id: 'E_PREFIX', variant: 'no-smaller', params, at: 0, length: typed('into').length },
  };
}

function notesOn({ octets, prefix }: Ipv6Entry, result: Ipv6): Said[] {
  const inside = prefix !== undefined && toNumber(networkOf6(octets, prefix)) !== toNumber(octets);
  return [
    ...(oddLinkLocal(octets) ? [{ id: 'ipv6.odd-link-local' }] : []),
    ...(inside ? [{ id: 'ipv6.host-bits', params: { network: result.network! } }] : []),
    ...(result.interface?.address === null && prefix !== undefined ? [{ id: 'ipv6.no-room', params: { prefix } }] : []),
  ];
}

/** A group of lines; those without a value are left out. */
function group(id: string, values: readonly [id: string, value: string | Said | null | undefined][]): Line[] {
  return values.flatMap(([line, value]) => (value == null ? [] : [{ id: line, value, group: { id } }]));
}

const PLACES = ['first', 'second', 'third', 'fourth'];

function linesOf(result: Ipv6): Line[] {
  const { subnets, interface: eui } = result;
  return [
    ...group('ipv6.forms', [
      ['ipv6.address', result.address],
      ['ipv6.hex', result.hex],
      ['ipv6.full', result.full],
      ['ipv6.zone', result.zone],
    ]),
    ...group('ipv6.kind', [
      ['subnet.kind', { id: `kind6.${result.kind}` }],
      ['kind.block', result.block],
      ['ipv6.ipv4', result.ipv4],
    ]),
    ...group('ipv6.network', [
      ['subnet.network', result.network],
      ['ipv6.first', result.first],
      ['ipv6.last', result.last],
      ['subnet.addresses', result.addresses],
    ]),
    ...group('ipv6.subnets', [
      ['ipv6.count', subnets?.count],
      ...(subnets?.list ?? []).map((one, place): [string, string] => [`ipv6.part.${PLACES[place]}`, one]),
      ['ipv6.part.last', subnets && !subnets.list.includes(subnets.last) ? subnets.last : null],
    ]),
    ...group('ipv6.eui', [
      ['ipv6.identifier', eui?.identifier],
      ['ipv6.link-local', eui?.linkLocal],
      ['ipv6.own', eui?.address],
    ]),
  ];
}
