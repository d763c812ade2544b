// K-07, the calculator `kind`: what an IPv4 address is for, by the block that it lies in, and its class of before 1993.

import { formatIpv4 } from '../../wire/address.ts';
import { gather, valueOf, type Calculator, type Field, type Values, type Worked } from '../calculator.ts';
import { readEntry } from '../entry.ts';
import { readIpv4 } from '../ipv4Entry.ts';
import type { Said } from '../said.ts';
import { addressKindDrills } from './addressKindDrills.ts';
import { endsOf, kindSteps, rowsOf } from './addressKindSteps.ts';
import { blockText, classOf, kindOf, nearestBlock } from './kind.ts';

export interface AddressKind {
  address: string;
  kind: string;
  /** The block that it lies in, its first and its last address; null for a public address. */
  block: string | null;
  first: string | null;
  last: string | null;
  /** The document that says so. */
  source: string;
  /** Of before 1993. */
  class: string;
}

const fields: readonly Field[] = [{ name: 'address', kind: 'line', initial: '172.168.14.0' }];

/** The calculator `kind`. */
export const kind: Calculator<AddressKind> = { id: 'kind', fields, work, drills: addressKindDrills };

function work(values: Values): Worked<AddressKind> {
  const gathered = gather({ address: readEntry(valueOf(fields, values, 'address'), readIpv4) });
  if (gathered.state !== 'right') return gathered;
  const ip = gathered.values.address;
  const found = kindOf(ip);
  const ends = found.block && endsOf(found.block);
  const result: AddressKind = {
    address: formatIpv4(ip),
    kind: found.id,
    block: found.block ? blockText(found.block) : null,
    first: ends?.first ?? null,
    last: ends?.last ?? null,
    source: found.source,
    class: classOf(ip),
  };
  const none: Said = { id: 'none' };
  const history: Said = { id: 'kind.history' };
  return {
    state: 'right',
    result,
    notes: [...gathered.notes, { id: `kind.about.${found.id}` }],
    lines: [
      { id: 'subnet.kind', value: { id: `kind.${found.id}` } },
      { id: 'kind.block', value: result.block ?? none },
      { id: 'kind.from-to', value: ends ? `${ends.first} – ${ends.last}` : none },
      { id: 'kind.class', value: result.class, group: history },
    ],
    bits: rowsOf(ip, found.block ?? nearestBlock(ip).block),
    steps: kindSteps(ip),
  };
}
