// The working of K-08: groups written out, shortened as RFC 5952 section 4 asks for, the kind, the network, its parts, and EUI-64.

import { formatIpv6 } from '../ipv6Text.ts';
import type { BitRow, Step } from '../calculator.ts';
import type { Ipv6Entry } from '../ipv6Entry.ts';
import { euiSteps } from '../mac/macSteps.ts';
import type { Said } from '../said.ts';
import { blockText6, fullForm, groupsOf, type Interface6, type Ipv6, type Subnets6 } from './ipv6Facts.ts';
import { kindOf6, networkOf6 } from './ipv6Kind.ts';

/** Sixteen octets as a row of bits, with the border of the prefix if there is one. */
export const ipv6Row = (label: Said, octets: Uint8Array, border?: number): BitRow => ({
  label,
  bits: Array.from(octets, (octet) => octet.toString(2).padStart(8, '0')).join(''),
  value: formatIpv6(octets),
  ...(border !== undefined && { border }),
});

/** From any form to all 32 digits, and from those to the shortest form. */
export function formSteps(octets: Uint8Array, canonical: string): Step[] {
  const stripped = groupsOf(octets)
    .map((group) => group.toString(16))
    .join(':');
  const short = formatIpv6(octets);
  const run = short.includes('::');
  return [
    {
      say: { id: 'ipv6.step.groups' },
      source: 'RFC 4291 §2.2',
      sum: [fullForm(octets)],
    },
    { say: { id: 'ipv6.step.zeros' }, source: 'RFC 5952 §4.1', sum: [stripped] },
    {
      say: { id: run ? 'ipv6.step.run' : 'ipv6.step.no-run' },
      source: run ? 'RFC 5952 §4.2.3' : 'RFC 5952 §4.2.2',
      sum: [short],
    },
    ...(canonical === short ? [] : [{ say: { id: 'ipv6.step.dots' }, source: 'RFC 5952 §5', sum: [canonical] }]),
  ];
}

/** Which block the first bits lie in. */
export function kindStep(octets: Uint8Array): Step {
  const { id, block, source } = kindOf6(octets);
  if (!block) return { say: { id: 'ipv6.step.no-kind' }, source };
  const params = { prefix: block.prefix, block: blockText6(block) };
  return {
    say: { id: `ipv6.step.kind`, params },
    source,
    bits: [ipv6Row({ id: `kind6.${id}` }, octets, block.prefix)],
  };
}

/** The network of an address. */
export const networkStep = (octets: Uint8Array, prefix: number): Step => ({
  say: {
    id: 'ipv6.step.network',
    params: {
      prefix,
      digits: Math.floor(prefix / 4),
      network: blockText6({ octets: networkOf6(octets, prefix), prefix }),
    },
  },
  source: 'RFC 4291 §2.3',
  bits: [
    ipv6Row({ id: 'subnet.address' }, octets, prefix),
    ipv6Row({ id: 'subnet.network' }, networkOf6(octets, prefix), prefix),
  ],
});

/** How many parts there are, and the first of them. */
export const splitStep = (prefix: number, { prefix: into, count, list, last }: Subnets6): Step => ({
  say: { id: 'ipv6.step.split', params: { prefix, into, bits: into - prefix, count } },
  source: 'RFC 4291 §2.5.4',
  sum: [
    `2^(${into} − ${prefix}) = 2^${into - prefix} = ${count}`,
    ...list,
    ...(list.includes(last) ? [] : ['…', last]),
  ],
});

const interfaceSteps = (mac: number, { linkLocal, address }: Interface6): Step[] => [
  ...euiSteps(mac, linkLocal),
  ...(address ? [{ say: { id: 'ipv6.step.joined', params: { address } }, source: 'RFC 4862 §5.5.3' }] : []),
];

/** All of it. */
export function stepsOf({ octets, prefix }: Ipv6Entry, result: Ipv6, mac: number | undefined): Step[] {
  return [
    ...formSteps(octets, result.address),
    kindStep(octets),
    ...(prefix === undefined ? [] : [networkStep(octets, prefix)]),
    ...(prefix !== undefined && result.subnets ? [splitStep(prefix, result.subnets)] : []),
    ...(mac !== undefined && result.interface ? interfaceSteps(mac, result.interface) : []),
  ];
}
