// K-12, the calculator `struct`: numbers to octets and back, in either byte order, as Python's module struct does it.

import { toHex } from '../../base/bytes.ts';
import { gather, valueOf, type Calculator, type Field, type Line, type Values, type Worked } from '../calculator.ts';
import { readEntry, type Entry } from '../entry.ts';
import { pythonBytes } from '../pythonBytes.ts';
import { wrong, type Said } from '../said.ts';
import { placeOfOctet, readOctets } from './octetsEntry.ts';
import { structDrills } from './structDrills.ts';
import { otherOrder, readFormat, type Format } from './structFormat.ts';
import { pack, pythonTuple, unpack } from './structOctets.ts';
import { bitsOfValues, layoutRow, structSteps } from './structSteps.ts';
import { readValues, type Value } from './structValues.ts';

const fields: readonly Field[] = [
  { name: 'format', kind: 'line', initial: '!I' },
  { name: 'values', kind: 'line', initial: '9000', optional: true },
  { name: 'hex', kind: 'line', initial: '', optional: true },
];

/** Octets in hexadecimal, values as Python writes a tuple; null where nothing was to be packed or unpacked. */
export interface Struct {
  format: string;
  order: 'big' | 'little';
  size: number;
  /** Where each value begins, and how many octets it has. */
  items: { code: string; offset: number; size: number }[];
  packed: string | null;
  /** The packed octets as Python prints them. */
  printed: string | null;
  unpacked: string | null;
  /** What is read when each number is taken in the other byte order. */
  otherOrder: string | null;
}

/** The calculator `struct`. */
export const struct: Calculator<Struct> = { id: 'struct', fields, work, drills: structDrills };

function work(values: Values): Worked<Struct> {
  const typed = (name: string): string => valueOf(fields, values, name);
  const format = readEntry(typed('format'), readFormat, 'inside');
  const known = format.state === 'right' ? format.value : undefined;
  const gathered = gather(
    {
      format,
      values: known ? readValues(typed('values'), known) : ({ state: 'empty' } as Entry<Value[]>),
      hex: known ? readPacked(typed('hex'), known) : ({ state: 'empty' } as Entry<Uint8Array>),
    },
    ['values', 'hex'],
  );
  if (gathered.state !== 'right') return gathered;
  const { values: given, hex } = gathered.values as Told;
  if (given === undefined && hex === undefined) return { state: 'empty' };
  return answer(gathered.values as Told, gathered.notes);
}

interface Told {
  format: Format;
  values: Value[] | undefined;
  hex: Uint8Array | undefined;
}

function answer(told: Told, notes: readonly Said[]): Worked<Struct> {
  const { format, values, hex } = told;
  const packed = values && pack(format, values);
  const bytes = hex ?? packed!;
  const result: Struct = {
    format: format.text,
    order: format.order,
    size: format.size,
    items: format.items.map(({ code, offset, size }) => ({ code, offset, size })),
    packed: packed ? toHex(packed) : null,
    printed: packed ? pythonBytes(packed) : null,
    unpacked: hex ? pythonTuple(unpack(format, hex)) : null,
    otherOrder: hasOrder(format) ? pythonTuple(unpack(otherOrder(format), bytes)) : null,
  };
  const rows = [
    ...(packed ? [layoutRow('struct.packed', format, packed)] : []),
    ...(hex ? [layoutRow('struct.given', format, hex)] : []),
  ];
  return {
    state: 'right',
    result,
    notes: [...notes, ...notesOn(told)],
    lines: linesOf(result),
    bits: bitsOfValues(format, bytes),
    octets: rows,
    steps: structSteps(format, {
      ...(packed && { packed: { bytes: packed, values: values! } }),
      ...(hex && { given: hex }),
    }),
  };
}

/** There is a number of more than one octet: the order matters. */
const hasOrder = ({ items }: Format): boolean =>
  items.some(({ is, size }) => (is === 'integer' || is === 'float') && size > 1);

/** Octets, exactly as many as the format has. */
function readPacked(typed: string, { size }: Format): Entry<Uint8Array> {
  const entry = readOctets(typed);
  if (entry.state !== 'right' || entry.value.length === size) return entry;
  const count = entry.value.length;
  const at = count > size ? placeOfOctet(typed, size) : typed.length;
  const length = count > size ? typed.length - at : 0;
  const { problem } = wrong('E_HEX', at, length, { variant: 'unpack', params: { size, count } });
  return { state: 'wrong', problem };
}

function notesOn({ format, values }: Told): Said[] {
  const cut = format.items.find(
    ({ is, size }, place) => is === 'text' && values !== undefined && (values[place] as Uint8Array).length > size,
  );
  const filled = format.items.reduce((sum, { size }) => sum + size, 0);
  return [
    ...(format.prefix === '@' ? [{ id: 'struct.native' }] : []),
    ...(format.prefix === '@' && filled < format.size ? [{ id: 'struct.aligned' }] : []),
    ...(cut ? [{ id: 'struct.cut', params: { size: cut.size } }] : []),
  ];
}

function linesOf({ order, size, packed, printed, unpacked, otherOrder }: Struct): Line[] {
  return [
    { id: 'struct.size', value: String(size) },
    { id: 'struct.order', value: { id: `struct.${order}` } },
    ...(packed === null ? [] : [{ id: 'struct.packed', value: packed }]),
    ...(printed === null ? [] : [{ id: 'struct.printed', value: printed }]),
    ...(unpacked === null ? [] : [{ id: 'struct.unpacked', value: unpacked }]),
    ...(otherOrder === null ? [] : [{ id: 'struct.other', value: otherOrder }]),
  ];
}
