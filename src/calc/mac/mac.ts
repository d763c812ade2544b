// K-10, the calculator `mac`: a MAC address in all its forms, what its first octet says, and the addresses that go with it (RFC 9542; RFC 1112; RFC 4291).

import { formatIpv4, formatMac, isMulticastIp, multicastMac } from '../../wire/address.ts';
import { bitsOf } from '../bits.ts';
import { gather, valueOf, type Calculator, type Field, type Line, type Values, type Worked } from '../calculator.ts';
import { readEntry } from '../entry.ts';
import { readIpv4 } from '../ipv4Entry.ts';
import { wrong, type Problem, type Read, type Said } from '../said.ts';
import { macDrills } from './macDrills.ts';
import { readMac } from './macEntry.ts';
import { macOf, type Mac } from './macKind.ts';
import { groupSteps, macSteps } from './macSteps.ts';

const fields: readonly Field[] = [
  { name: 'mac', kind: 'line', initial: '02:00:00:00:00:0a', optional: true },
  { name: 'group', kind: 'line', initial: '', optional: true },
];

/** The calculator `mac`. An IPv4 group instead of a MAC address gives the MAC address that its packets are sent to. */
export const mac: Calculator<Mac> = { id: 'mac', fields, work, drills: macDrills };

function work(values: Values): Worked<Mac> {
  // The example stands in the first field only as long as nothing was typed in the other.
  const typed = (name: string): string => (values['group'] ? (values[name] ?? '') : valueOf(fields, values, name));
  const gathered = gather({ mac: readEntry(typed('mac'), readMac), group: readEntry(typed('group'), readGroup) }, [
    'mac',
    'group',
  ]);
  if (gathered.state !== 'right') return gathered;
  const { group } = gathered.values as { group: number | undefined };
  const number = (gathered.values.mac as number | undefined) ?? (group === undefined ? undefined : multicastMac(group));
  if (number === undefined) return { state: 'empty' };
  if (group !== undefined && multicastMac(group) !== number) {
    return { state: 'wrong', field: 'group', problem: otherMac(typed('group'), group, number) };
  }
  const result = macOf(number);
  return {
    state: 'right',
    result,
    notes: [...gathered.notes, ...notesOn(result)],
    lines: linesOf(result),
    bits: [{ label: { id: 'mac.mac' }, bits: bitsOf(number, 48), value: result.mac }],
    steps: [...(group === undefined ? [] : groupSteps(group)), ...macSteps(number, result)],
  };
}

/** An IPv4 address of 224.0.0.0/4. */
function readGroup(text: string): Read<number> {
  const ip = readIpv4(text);
  if (!ip.ok || isMulticastIp(ip.value)) return ip;
  return wrong('E_RANGE', 0, text.length, { variant: 'group', params: { value: text } });
}

const otherMac = (text: string, group: number, mac: number): Problem => ({
  id: 'E_MAC',
  variant: 'other',
  params: { group: formatIpv4(group), mac: formatMac(multicastMac(group)), other: formatMac(mac) },
  at: 0,
  length: text.length,
});

function notesOn({ kind, source }: Mac): Said[] {
  if (kind === 'zero') return [{ id: 'mac.zero' }];
  return source ? [] : [{ id: 'mac.invalid-source' }];
}

function linesOf(result: Mac): Line[] {
  const { oui, maker, groups, linkLocal } = result;
  return [
    { id: 'mac.mac', value: result.mac },
    { id: 'mac.hyphens', value: result.hyphens },
    { id: 'mac.dots', value: result.dots },
    { id: 'mac.digits', value: result.digits },
    { id: 'mac.kind', value: { id: `mac.kind.${result.kind}` } },
    { id: 'mac.ig', value: { id: result.group ? 'mac.ig.1' : 'mac.ig.0' } },
    { id: 'mac.ul', value: { id: result.local ? 'mac.ul.1' : 'mac.ul.0' } },
    {
      id: 'mac.maker',
      value: maker ?? { id: oui === null ? 'mac.no-maker' : 'mac.unlisted', params: { oui: oui ?? '' } },
    },
    { id: 'mac.source', value: { id: result.source ? 'mac.source.yes' : 'mac.source.no' }, odd: !result.source },
    { id: 'mac.link-local', value: linkLocal ?? { id: 'none' } },
    ...(groups === null ? [] : [{ id: 'mac.groups', value: `${groups.slice(0, 3).join(', ')} … ${groups.at(-1)}` }]),
  ];
}
