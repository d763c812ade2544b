// K-02, the calculator `same-lan`: does each of two hosts send straight to the other, or to its gateway? Each decides by its own mask.

import { formatCidr, formatIpv4, networkOf } from '../../wire/address.ts';
import { gather, valueOf, type Calculator, type Field, type Line, type Values, type Worked } from '../calculator.ts';
import { readEntry } from '../entry.ts';
import { readHost, readHostCidr } from '../ipv4Entry.ts';
import type { Said } from '../said.ts';
import { sameLanDrills } from './sameLanDrills.ts';
import { groupOf, rowsOf, stepsOf, theOther, type Side } from './sameLanSteps.ts';
import { endIn, sameLanOf, type Host, type SameLan, type View } from './verdict.ts';

const fields: readonly Field[] = [
  { name: 'a', kind: 'line', initial: '192.168.12.1/24' },
  { name: 'b', kind: 'line', initial: '192.168.13.1/24' },
  { name: 'gatewayA', kind: 'line', initial: '', optional: true },
  { name: 'gatewayB', kind: 'line', initial: '', optional: true },
];

/** The calculator `same-lan`. */
export const sameLan: Calculator<SameLan> = { id: 'same-lan', fields, work, moveBorder, drills: sameLanDrills };

/** The border in the rows of one host is its own mask. */
function moveBorder(values: Values, border: number, group?: string): Values {
  const name = group === groupOf('B').id ? 'b' : 'a';
  return { ...values, [name]: `${valueOf(fields, values, name).replace(/\/.*$/s, '')}/${border}` };
}

function work(values: Values): Worked<SameLan> {
  const typed = (name: string): string => valueOf(fields, values, name);
  const gathered = gather(
    {
      a: readEntry(typed('a'), readHostCidr),
      b: readEntry(typed('b'), readHostCidr),
      gatewayA: readEntry(typed('gatewayA'), readHost),
      gatewayB: readEntry(typed('gatewayB'), readHost),
    },
    ['gatewayA', 'gatewayB'],
  );
  if (gathered.state !== 'right') return gathered;
  const { values: read } = gathered;
  const a: Host = { ...read.a, gateway: read.gatewayA };
  const b: Host = { ...read.b, gateway: read.gatewayB };
  const result = sameLanOf(a, b);
  const reckoned = result.outcome === 'agree' || result.outcome === 'disagree';
  return {
    state: 'right',
    result,
    notes: [...gathered.notes, ...warningsOn(a, b, result)],
    lines: linesOf(result),
    bits: reckoned ? [...rowsOf('A', a, b.ip), ...rowsOf('B', b, a.ip)] : [],
    steps: reckoned ? stepsOf(a, b, result) : [{ say: { id: `same-lan.${result.outcome}` }, source: sourceOf(result) }],
  };
}

const sourceOf = ({ outcome }: SameLan): string => (outcome === 'conflict' ? 'RFC 5227 §2.4' : 'RFC 1122 §3.2.1.3');

function linesOf({ a, b, outcome, common }: SameLan): Line[] {
  const group: Said = { id: 'same-lan.both' };
  const odd = outcome !== 'agree';
  const together: Line[] = [
    { id: 'same-lan.outcome', value: { id: `same-lan.outcome.${outcome}` }, group, ...(odd && { odd }) },
    { id: 'same-lan.common', value: String(common), group },
  ];
  if (outcome === 'loopback' || outcome === 'conflict') return together;
  return [...linesOfOne('A', a), ...linesOfOne('B', b), ...together];
}

function linesOfOne(side: Side, { own, other, difference, way }: View): Line[] {
  const group = groupOf(side);
  const compared: Said =
    difference === null ? { id: 'same-lan.equal' } : { id: 'same-lan.first', params: { bit: difference } };
  return [
    { id: 'same-lan.own', value: own, group },
    { id: 'same-lan.other', value: other, group },
    { id: 'same-lan.compared', value: compared, group },
    { id: 'same-lan.way', value: { id: `same-lan.way.${way}` }, group },
  ];
}

/** What is odd about the addresses, and about the gateways where they are needed. */
function warningsOn(a: Host, b: Host, { a: viewA, b: viewB, outcome }: SameLan): Said[] {
  if (outcome === 'loopback' || outcome === 'conflict') return [{ id: `same-lan.${outcome}` }];
  return [
    ...endWarning('A', a),
    ...endWarning('B', b),
    ...seenAsEnd('A', a, b),
    ...seenAsEnd('B', b, a),
    ...gatewayWarning('A', a, viewA),
    ...gatewayWarning('B', b, viewB),
  ];
}

function endWarning(side: Side, host: Host): Said[] {
  const end = endIn(host, host.ip);
  return end
    ? [{ id: `same-lan.is-${end}`, params: { host: side, address: formatIpv4(host.ip), prefix: host.prefix } }]
    : [];
}

/** Usable by its own mask, and yet an end by the mask of the other: one host takes the other for everybody. */
function seenAsEnd(side: Side, host: Host, other: Host): Said[] {
  const end = endIn(host, other.ip);
  if (!end || endIn(other, other.ip)) return [];
  return [
    { id: `same-lan.seen-as-${end}`, params: { host: side, other: theOther(side), address: formatIpv4(other.ip) } },
  ];
}

function gatewayWarning(side: Side, { ip, prefix }: Host, { gateway, gatewayTrouble }: View): Said[] {
  if (gatewayTrouble === null) return [];
  const network = formatCidr(networkOf(ip, prefix), prefix);
  return [{ id: `same-lan.gateway.${gatewayTrouble}`, params: { host: side, gateway: gateway ?? '', network } }];
}
