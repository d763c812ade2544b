// K-04, the calculator `prefix`: prefix length, mask and wildcard, in three fields, because 0.0.0.0 and 255.255.255.255 mean opposite things in the last two.

import { formatIpv4, maskOf } from '../../wire/address.ts';
import { ipv4Row, powerOfTwo } from '../bits.ts';
import { agreeing, valueOf, type Calculator, type Field, type Values, type Worked } from '../calculator.ts';
import { readEntry } from '../entry.ts';
import { readMask, readPrefix, readWildcard } from '../ipv4Entry.ts';
import type { Read } from '../said.ts';
import { prefixDrills, prefixSteps } from './prefixDrills.ts';

export interface Prefix {
  prefix: number;
  mask: string;
  wildcard: string;
  /** Addresses in such a network. */
  addresses: number;
}

const fields: readonly Field[] = [
  { name: 'prefix', kind: 'line', initial: '/26', optional: true, alternative: true },
  { name: 'mask', kind: 'line', initial: '', optional: true, alternative: true },
  { name: 'wildcard', kind: 'line', initial: '', optional: true, alternative: true },
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
  const entry = (field: string, read: (text: string) => Read<number>) => {
    const text = valueOf(fields, values, field);
    return { field, text, entry: readEntry(text, read) };
  };
  const entries = [
    entry('prefix', (text) => readPrefix(text)),
    entry('mask', readMask),
    entry('wildcard', readWildcard),
  ];
  const read = agreeing(
    entries,
    (one, other) => one === other,
    (prefix, other, value) => ({ id: 'E_MASK', variant: 'disagrees', params: { value, prefix, other } }),
  );
  if (read.state !== 'right') return read;
  const { value: found, notes } = read;
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
