// What a header is: one table of fields that encodes, decodes, explains and filters it, and from which the fast accessors are made.

import { u16, u32, u48, putU16, putU32, putU48 } from '../base/bytes.ts';
import type { Layer, Span } from './dissection.ts';

/** One field of a header. `K` is its key, for a group together with the keys of its parts. */
export interface Field<K extends string = string> {
  readonly key: K;
  /** 1 to 48. */
  readonly bits: number;
  /** Wireshark's filter name and label. */
  readonly filter: string;
  readonly label: string;
  readonly type: Span['type'];
  readonly show: Show;
  /** A group's parts, from the first bit to the last; together they are the group. The parts become spans, the group a derived value. */
  readonly parts?: readonly Field[];
}

/** How a number is shown; without anything it is shown in decimal. */
export interface Show {
  /** Hexadecimal; the same with the decimal number behind it; or the other way round. */
  readonly base?: 'hex' | 'hexdec' | 'dechex';
  /** Meanings of single values: `1 (request)`. */
  readonly names?: Readonly<Record<number, string>>;
  /** What one unit of the bits counts for in the value shown: 4 for a length in 32-bit words that is shown in octets. */
  readonly scale?: number;
  /** The same where only the text tells it, and the value stays that of the bits. */
  readonly textScale?: number;
  /** A 16-bit number with its low octet first. */
  readonly swapped?: boolean;
}

/** An unsigned number. */
export function uint<K extends string>(key: K, bits: number, filter: string, label: string, show: Show = {}): Field<K> {
  return { key, bits, filter, label, type: 'uint', show };
}
/** One bit that is a yes or no. */
export function flag<K extends string>(key: K, filter: string, label: string): Field<K> {
  return { key, bits: 1, filter, label, type: 'boolean', show: {} };
}
/** A 48-bit Ethernet address. */
export function macAddress<K extends string>(key: K, filter: string, label: string): Field<K> {
  return { key, bits: 48, filter, label, type: 'mac', show: {} };
}
/** A 32-bit IPv4 address. */
export function ipv4Address<K extends string>(key: K, filter: string, label: string): Field<K> {
  return { key, bits: 32, filter, label, type: 'ipv4', show: {} };
}
/** Up to six octets without a meaning as a number. */
export function octets<K extends string>(key: K, bits: number, filter: string, label: string): Field<K> {
  return { key, bits, filter, label, type: 'bytes', show: {} };
}
/** Fields that also have a name and a value together, such as the three flags of IPv4. */
export function group<K extends string, P extends string>(
  key: K,
  filter: string,
  label: string,
  show: Show,
  parts: readonly Field<P>[],
): Field<K | P> {
  return { key, bits: bitsOf(parts), filter, label, type: 'uint', show, parts };
}

export type Read = (bytes: Uint8Array, at: number) => number;
export type Write = (bytes: Uint8Array, at: number, value: number) => void;

/** A header as its table says it; `K` are the keys of all fields, `V` the names of its variants. */
export interface Header<K extends string = string, V extends string = string> {
  /** Wireshark's protocol name, the RFC (or IEEE standard) that defines the header, and its full name. */
  readonly protocol: string;
  readonly source: string;
  readonly title: string;
  readonly layer: Layer;
  /** Octets of the fixed part. */
  readonly size: number;
  readonly fields: readonly Field<K>[];
  /** What follows `fields`, where that depends on their values. */
  readonly variants: Readonly<Record<V, readonly Field<K>[]>>;
  /** `fields` and a variant in a row. */
  readonly whole: Readonly<Record<V, readonly Field<K>[]>>;
  /** The value of a field of the header that starts at `at`. The octets must be there. */
  readonly read: Readonly<Record<K, Read>>;
  /** Sets a field of the header that starts at `at`. A value that needs more bits than the field has loses the high ones. */
  readonly write: Readonly<Record<K, Write>>;
}

interface HeaderTable<K extends string, V extends string> {
  protocol: string;
  source: string;
  title: string;
  layer: Layer;
  fields: readonly Field<K>[];
  variants?: Readonly<Record<V, readonly Field<K>[]>>;
  /** Where the fixed part is longer than `fields`, because every variant that matters has so much. */
  size?: number;
}

/** Makes a header from its table. A table with a mistake (parts of an octet, one key in two places) is our bug: it throws. */
export function header<K extends string, V extends string = never>(table: HeaderTable<K, V>): Header<K, V> {
  const read: Record<string, Read> = {};
  const write: Record<string, Write> = {};
  const places = new Map<string, string>();
  const variants = table.variants ?? ({} as Record<V, readonly Field<K>[]>);
  for (const variant of [[], ...Object.values<readonly Field<K>[]>(variants)]) {
    for (const { field, bit } of placed([...table.fields, ...variant])) {
      const place = `${bit}+${field.bits}`;
      if ((places.get(field.key) ?? place) !== place) throw new Error(`${table.protocol}: ${field.key} in two places`);
      places.set(field.key, place);
      read[field.key] = reader(bit, field.bits);
      write[field.key] = writer(bit, field.bits);
    }
  }
  const { protocol, source, title, layer, fields } = table;
  const size = table.size ?? bitsOf(fields) / 8;
  if (!Number.isInteger(size)) throw new Error(`${protocol}: ends within an octet`);
  const whole: Partial<Record<V, readonly Field<K>[]>> = {};
  for (const name of Object.keys(variants) as V[]) whole[name] = [...fields, ...variants[name]];
  return { protocol, source, title, layer, size, fields, variants, whole, read, write } as Header<K, V>;
}

/** Sum of the bits of fields that follow each other. */
export function bitsOf(fields: readonly Field[]): number {
  let bits = 0;
  for (const field of fields) bits += field.bits;
  return bits;
}

/** The fields with their first bit, groups before their parts. */
export function placed(fields: readonly Field[], start = 0): { field: Field; bit: number }[] {
  const out: { field: Field; bit: number }[] = [];
  let bit = start;
  for (const field of fields) {
    out.push({ field, bit });
    if (field.parts) out.push(...placed(field.parts, bit));
    bit += field.bits;
  }
  return out;
}

// Each accessor is a small closure without a loop: the offset is settled here, once, and not at every frame.

/** Reads the field of so many bits that begins at a bit of a header. */
export function reader(bit: number, bits: number): Read {
  const o = bit >>> 3;
  if (bit % 8 === 0) {
    if (bits === 8) return (b, at) => b[at + o];
    if (bits === 16) return (b, at) => u16(b, at + o);
    if (bits === 24) return (b, at) => (u16(b, at + o) << 8) | b[at + o + 2];
    if (bits === 32) return (b, at) => u32(b, at + o);
    if (bits === 48) return (b, at) => u48(b, at + o);
  }
  const last = (bit + bits - 1) >>> 3;
  const shift = 7 - ((bit + bits - 1) & 7);
  const mask = maskOfBits(bits);
  if (last === o) return (b, at) => (b[at + o] >>> shift) & mask;
  if (last === o + 1) return (b, at) => (u16(b, at + o) >>> shift) & mask;
  throw new Error(`no accessor for ${bits} bits at bit ${bit}`);
}

function writer(bit: number, bits: number): Write {
  const o = bit >>> 3;
  if (bit % 8 === 0) {
    if (bits === 8) return (b, at, value) => void (b[at + o] = value);
    if (bits === 16) return (b, at, value) => putU16(b, at + o, value);
    if (bits === 32) return (b, at, value) => putU32(b, at + o, value);
    if (bits === 48) return (b, at, value) => putU48(b, at + o, value);
    if (bits === 24)
      return (b, at, value) => {
        b[at + o] = value >>> 16;
        putU16(b, at + o + 1, value);
      };
  }
  const last = (bit + bits - 1) >>> 3;
  const shift = 7 - ((bit + bits - 1) & 7);
  const mask = maskOfBits(bits) << shift;
  if (last === o) return (b, at, value) => void (b[at + o] = (b[at + o] & ~mask) | ((value << shift) & mask));
  return (b, at, value) => putU16(b, at + o, (u16(b, at + o) & ~mask) | ((value << shift) & mask));
}

const maskOfBits = (bits: number): number => 0xffff >>> (16 - bits);
