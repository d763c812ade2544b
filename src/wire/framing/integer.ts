// Integers as Python's struct module writes them: one format text such as `!I` or `<i` to octets and back.

import { type Framed, framed, refused } from './failure.ts';

/** What one format text says. Plain data. */
export interface IntegerFormat {
  /** The text as it was given. */
  text: string;
  /** Octets that the integer takes: 1, 2, 4 or 8. */
  size: 1 | 2 | 4 | 8;
  signed: boolean;
  littleEndian: boolean;
  /** No prefix, or `@`: order and size are those of the machine (here of 64-bit Linux on x86 or ARM), so it does not belong on a wire. */
  native: boolean;
}

const STANDARD_SIZES: Readonly<Record<string, IntegerFormat['size']>> = { b: 1, h: 2, i: 4, l: 4, q: 8 };
/** With native sizes `l` has 8 octets, and there are the `ssize_t` and the `size_t`, `n` and `N`. */
const NATIVE_SIZES: Readonly<Record<string, IntegerFormat['size']>> = { ...STANDARD_SIZES, l: 8, n: 8 };

/** Reads a format of exactly one integer, as `struct` does: prefix `@ = < > !` or none, blanks, a count of 1 or none, letter. */
export function integerFormat(text: string): Framed<IntegerFormat> {
  const parts = /^([@=<>!]?)[ \t\n\v\f\r]*(?:0*1)?([a-zA-Z])[ \t\n\v\f\r]*$/.exec(text);
  if (!parts) return refused('format-not-one-integer', { format: text });
  const [order, letter] = [parts[1]!, parts[2]!];
  const native = order === '' || order === '@';
  const kind = letter.toLowerCase();
  const sizes = native ? NATIVE_SIZES : STANDARD_SIZES;
  if (!Object.hasOwn(sizes, kind)) return refused('format-not-one-integer', { format: text });
  const littleEndian = order !== '!' && order !== '>';
  return framed({ text, size: sizes[kind]!, signed: letter === kind, littleEndian, native });
}

/** The smallest number that the format writes. */
export const leastOf = (format: IntegerFormat): bigint => (format.signed ? -(1n << bitsBelowSign(format)) : 0n);
/** The largest number that the format writes. */
export const mostOf = (format: IntegerFormat): bigint => (1n << bitsBelowSign(format)) - 1n;

function bitsBelowSign({ size, signed }: IntegerFormat): bigint {
  return BigInt(size * 8 - (signed ? 1 : 0));
}

/** `struct.pack(format, value)`: refuses what is no whole number, and what lies outside the format's range (no silent clipping). */
export function packInteger(format: IntegerFormat, value: number | bigint): Framed<Uint8Array> {
  if (typeof value === 'number' && !Number.isInteger(value))
    return refused('integer-fraction', { value: String(value) });
  let rest = BigInt(value);
  const [least, most] = [leastOf(format), mostOf(format)];
  if (rest < least || rest > most) {
    return refused('integer-range', {
      format: format.text,
      value: String(rest),
      min: String(least),
      max: String(most),
    });
  }
  const octets = new Uint8Array(format.size);
  for (let i = 0; i < format.size; i++) {
    octets[format.littleEndian ? i : format.size - 1 - i] = Number(rest & 0xffn);
    rest >>= 8n; // of a negative number too: two's complement
  }
  return framed(octets);
}

/** `struct.unpack(format, octets)[0]`: refuses any other number of octets than the format's. A bigint only where a double would not be exact. */
export function unpackInteger(format: IntegerFormat, octets: Uint8Array): Framed<number | bigint> {
  if (octets.length !== format.size) {
    return refused('integer-octets', { format: format.text, needed: format.size, found: octets.length });
  }
  return framed(readInteger(format, octets));
}

/** The number in the first octets, of which there must be enough. */
export function readInteger(format: IntegerFormat, octets: Uint8Array): number | bigint {
  const { size, signed, littleEndian } = format;
  let value = 0n;
  for (let i = 0; i < size; i++) value = (value << 8n) | BigInt(octets[littleEndian ? size - 1 - i : i]!);
  return exactOf(signed ? BigInt.asIntN(size * 8, value) : value);
}

/** The same number as a double where that is exact, which every whole number up to 2⁵³ − 1 is. */
export function exactOf(value: bigint): number | bigint {
  const double = Number(value);
  return Number.isSafeInteger(double) ? double : value;
}
