// The working of K-12: where each value lies, what each octet is worth, and how Python prints it.

import { hexOctet } from '../../base/bytes.ts';
import { bitsOf } from '../bits.ts';
import type { BitRow, OctetRow, Step } from '../calculator.ts';
import { pythonBytes } from '../pythonBytes.ts';
import type { Format, Item } from './structFormat.ts';
import { pythonTuple, pythonValue, unpack } from './structOctets.ts';
import type { Value } from './structValues.ts';

/** Of many values only so many are worked out and drawn. */
const SHOWN = 6;
const DOCS = 'Python: struct';

/** What is worked out: values that became octets, octets that become values, or both. */
interface Work {
  packed?: { bytes: Uint8Array; values: readonly Value[] };
  given?: Uint8Array;
}

/** The octets with the value that lies in each run of them, and what was put in between. */
export function layoutRow(id: string, { items, size }: Format, bytes: Uint8Array): OctetRow {
  const marks: NonNullable<OctetRow['marks']> = [];
  let at = 0;
  for (const item of items) {
    if (item.size === 0) continue;
    if (item.offset > at) marks.push({ from: at, to: item.offset, tone: 'added', label: { id: 'struct.padding' } });
    at = item.offset + item.size;
    const tone = marks.length % 2 === 0 ? 'network' : 'transport';
    marks.push({ from: item.offset, to: at, tone, label: item.code });
  }
  if (at < size) marks.push({ from: at, to: size, tone: 'added', label: { id: 'struct.padding' } });
  return { label: { id }, bytes, marks };
}

/** The first values as bits, as they lie. */
export const bitsOfValues = (format: Format, bytes: Uint8Array): BitRow[] =>
  format.items
    .filter(({ is, size }) => is !== 'text' && size > 0)
    .slice(0, SHOWN)
    .map((item) => bitRow(item, bytes, format));

function bitRow(item: Item, bytes: Uint8Array, format: Format): BitRow {
  const octets = bytes.subarray(item.offset, item.offset + item.size);
  const [value] = unpack({ ...format, items: [item] }, bytes) as [Value];
  const sign = format.order === 'big' ? 0 : 8 * (item.size - 1);
  const signed = item.is === 'float' || (item.is === 'integer' && item.integer.signed);
  return {
    label: { id: 'struct.value', params: { code: item.code, offset: item.offset } },
    bits: Array.from(octets, (octet) => bitsOf(octet, 8)).join(''),
    value: pythonValue(value),
    ...(signed && { marks: [{ from: sign, to: sign + 1, tone: 'differs', label: { id: 'struct.sign' } }] }),
  };
}

/** The working of packing, of unpacking, or of both. */
export function structSteps(format: Format, { packed, given }: Work): Step[] {
  const { items, prefix, order, size } = format;
  const id = prefix === '@' ? 'native' : prefix === '=' ? 'machine' : order;
  return [
    { say: { id: `struct.step.${id}` }, source: id === 'big' ? 'RFC 1700, Data Notations' : DOCS },
    {
      say: { id: 'struct.step.layout', params: { count: items.length, size } },
      source: DOCS,
      octets: [layoutRow('struct.layout', format, packed?.bytes ?? given!)],
    },
    ...(packed
      ? items.slice(0, SHOWN).flatMap((item, place) => packing(item, packed.values[place]!, packed.bytes))
      : []),
    ...(packed ? [printing(packed.bytes)] : []),
    ...(given ? unpacking(format, given) : []),
  ];
}

/** A value into its octets. */
function packing(item: Item, value: Value, bytes: Uint8Array): Step[] {
  const octets = bytes.subarray(item.offset, item.offset + item.size);
  const params = { value: pythonValue(value), code: item.code, size: item.size };
  if (item.is === 'text') {
    return [
      {
        say: { id: 'struct.step.text', params },
        source: DOCS,
        octets: [{ label: { id: 'struct.packed' }, bytes: octets }],
      },
    ];
  }
  if (item.is !== 'integer')
    return [{ say: { id: `struct.step.${item.is}`, params }, source: item.is === 'float' ? 'IEEE 754' : DOCS }];
  const steps: Step[] = [];
  if ((value as bigint) < 0n) {
    const unsigned = BigInt.asUintN(8 * item.size, value as bigint);
    steps.push({
      say: { id: 'struct.step.negative', params },
      sum: [`${value as bigint} + 2^${8 * item.size} = ${unsigned}`],
    });
  }
  return [...steps, weights(item, octets)];
}

/** What each octet of a whole number is worth. */
function weights(item: Extract<Item, { is: 'integer' }>, octets: Uint8Array): Step {
  const { littleEndian } = item.integer;
  const power = (place: number): number => 8 * (littleEndian ? place : octets.length - 1 - place);
  const unsigned = octets.reduce((sum, octet, place) => sum + (BigInt(octet) << BigInt(power(place))), 0n);
  return {
    say: { id: 'struct.step.weights', params: { code: item.code, value: String(unsigned) } },
    octets: [
      {
        label: { id: 'struct.weights' },
        bytes: octets,
        marks: Array.from(octets, (_, place) => ({
          ...{ from: place, to: place + 1, tone: place % 2 ? ('transport' as const) : ('network' as const) },
          label: `× 2^${power(place)}`,
        })),
      },
    ],
    sum: [`${Array.from(octets, (octet, place) => `${octet} × 2^${power(place)}`).join(' + ')} = ${unsigned}`],
  };
}

/** Python writes octets that are signs of ASCII as such. */
function printing(bytes: Uint8Array): Step {
  const sign = bytes.find((octet) => octet > 0x20 && octet < 0x7f);
  const params = {
    printed: pythonBytes(bytes),
    ...(sign !== undefined && { octet: hexOctet(sign), sign: String.fromCharCode(sign) }),
  };
  return {
    say: { id: sign === undefined ? 'struct.step.printed' : 'struct.step.printed-sign', params },
    source: 'Python: bytes',
  };
}

function unpacking(format: Format, bytes: Uint8Array): Step[] {
  const values = unpack(format, bytes);
  const steps: Step[] = [];
  for (const [place, item] of format.items.slice(0, SHOWN).entries()) {
    if (item.is !== 'integer') continue;
    steps.push(weights(item, bytes.subarray(item.offset, item.offset + item.size)));
    const value = values[place] as bigint;
    if (value >= 0n) continue;
    const unsigned = BigInt.asUintN(8 * item.size, value);
    steps.push({
      say: { id: 'struct.step.sign', params: { value: String(value) } },
      sum: [`${unsigned} − 2^${8 * item.size} = ${value}`],
    });
  }
  return [...steps, { say: { id: 'struct.step.tuple', params: { values: pythonTuple(values) } }, source: DOCS }];
}
