// Packing and unpacking as Python's struct does it, and values as Python prints them.

import { packInteger, readInteger } from '../../wire/framing/integer.ts';
import { pythonBytes } from '../pythonBytes.ts';
import type { Format, Item } from './structFormat.ts';
import type { Value } from './structValues.ts';

/** The octets of values; each has to be in the range of its code. Text is cut, or filled up with zeros. */
export function pack(format: Format, values: readonly Value[]): Uint8Array {
  const bytes = new Uint8Array(format.size);
  format.items.forEach((item, place) => bytes.set(octetsOf(item, values[place]!, format.order), item.offset));
  return bytes;
}

function octetsOf(item: Item, value: Value, order: Format['order']): Uint8Array {
  if (item.is === 'integer') {
    const packed = packInteger(item.integer, value as bigint);
    if (!packed.ok) throw new Error(`${item.code} does not hold ${String(value)}`);
    return packed.value;
  }
  const bytes = new Uint8Array(item.size);
  if (item.is === 'text') bytes.set((value as Uint8Array).subarray(0, item.size));
  else if (item.is === 'bool') bytes[0] = Number(value);
  else {
    const view = new DataView(bytes.buffer);
    if (item.size === 4) view.setFloat32(0, value as number, order === 'little');
    else view.setFloat64(0, value as number, order === 'little');
  }
  return bytes;
}

/** The values of as many octets as the format has. */
export const unpack = (format: Format, bytes: Uint8Array): Value[] =>
  format.items.map((item) => valueIn(item, bytes.slice(item.offset, item.offset + item.size), format.order));

function valueIn(item: Item, bytes: Uint8Array, order: Format['order']): Value {
  if (item.is === 'integer') return BigInt(readInteger(item.integer, bytes));
  if (item.is === 'text') return bytes;
  if (item.is === 'bool') return bytes[0] !== 0;
  const view = new DataView(bytes.buffer);
  return item.size === 4 ? view.getFloat32(0, order === 'little') : view.getFloat64(0, order === 'little');
}

/** A value as Python writes it. */
export function pythonValue(value: Value): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'bigint') return String(value);
  return typeof value === 'number' ? pythonFloat(value) : pythonBytes(value);
}

/** Values as Python writes a tuple: a single one with a comma behind it. */
export function pythonTuple(values: readonly Value[]): string {
  const written = values.map(pythonValue);
  return written.length === 1 ? `(${written[0]},)` : `(${written.join(', ')})`;
}

/** A number with a point as Python's `repr` writes it: the shortest digits that give it back, with an exponent below 1e-4 and from 1e16 on. */
function pythonFloat(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const [digits, exponent] = Math.abs(value).toExponential().split('e') as [string, string];
  const power = Number(exponent);
  if (value !== 0 && (power < -4 || power >= 16)) {
    return `${sign}${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
  }
  const all = digits.replace('.', '');
  if (power < 0) return `${sign}0.${'0'.repeat(-power - 1)}${all}`;
  const before = all.slice(0, power + 1).padEnd(power + 1, '0');
  return `${sign}${before}.${all.slice(power + 1) || '0'}`;
}
