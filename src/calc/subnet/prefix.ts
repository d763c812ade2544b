// K-04, the calculator `prefix`: prefix length, mask and wildcard, in three fields, because 0.0.0.0 and 255.255.255.255 mean opposite things in the last two.

import { formatIpv4, maskOf } from '../../wire/address.ts';
import { ipv4Row, powerOfTwo } from '../bits.ts';
import { valueOf, type Calculator, type Field, type Values, type Worked } from '../calculator.ts';
import { readEntry } from '../entry.ts';
import { readMask, readPrefix, readWildcard } from '../ipv4Entry.ts';
import { prefixDrills, prefixSteps } from './prefixDrills.ts';

export interface Prefix {
  prefix: number;
  mask: string;
  wildcard: string;
  /** Addresses in such a network. */
  addresses: number;
}

const fields: readonly Field[] = [
  { name: 'prefix', kind: 'line', initial: '/26', optional: true },
  { name: 'mask', kind: 'line', initial: '', optional: true },
  { name: 'wildcard', kind: 'line', initial: '', optional: true },
];

/** The calculator `prefix`. One field is enough; where several are filled in they have to say the same. */
export const prefix: Calculator<Prefix> = {
  id: 'prefix',
  fields,
  work,
  moveBorder: (_, border) => ({ prefix: `/${border}`, mask: '', wildcard: '' }),
  drills: prefixDrills,
};

function work(values: Values): Worked<Prefix> {
  // An example stands in the first field only as long as nothing was typed anywhere.
  const typed = (name: string): string =>
    fields.some(({ name }) => values[name]) ? (values[name] ?? '') : valueOf(fields, values, name);
  const entries = [
    { field: 'prefix', entry: readEntry(typed('prefix'), (text) => readPrefix(text)) },
    { field: 'mask', entry: readEntry(typed('mask'), readMask) },
    { field: 'wildcard', entry: readEntry(typed('wildcard'), readWildcard) },
  ];
  let found: number | undefined;
  const notes = [];
  for (const { field, entry } of entries) {
    if (entry.state === 'wrong') return { state: 'wrong', field, problem: entry.problem };
    if (entry.state === 'empty') continue;
    notes.push(...entry.notes);
    if (found !== undefined && entry.value !== found) {
      const text = typed(field);
      return {
        state: 'wrong',
        field,
        problem: {
          id: 'E_MASK',
          variant: 'disagrees',
          params: { value: text, prefix: entry.value, other: found },
          at: 0,
          length: text.length,
        },
      };
    }
    found = entry.value;
  }
  if (found === undefined) return { state: 'empty' };
  const [mask, wildcard] = [maskOf(found), ~maskOf(found) >>> 0];
  const addresses = powerOfTwo(32 - found);
  return {
    state: 'right',
    result: { prefix: found, mask: formatIpv4(mask), wildcard: formatIpv4(wildcard), addresses },
    notes,
    lines: [
      { id: 'prefix.length', value: `/${found}` },
      { id: 'prefix.mask', value: formatIpv4(mask) },
      { id: 'prefix.wildcard', value: formatIpv4(wildcard) },
      { id: 'subnet.addresses', value: String(addresses) },
    ],
    bits: [ipv4Row({ id: 'prefix.mask' }, mask, found), ipv4Row({ id: 'prefix.wildcard' }, wildcard, found)],
    steps: prefixSteps(found),
  };
}
