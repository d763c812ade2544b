// From a header's table and octets to spans: every bit of what a dissector is given ends in exactly one of them.

import type { Derived, DissectedLayer, Problem, Span } from '../dissection.ts';
import { formatIpv4, formatMac } from '../address.ts';
import { toHex } from '../../base/bytes.ts';
import { type Field, type Read, bitsOf, flag, placed, reader } from '../field.ts';
import { whenSeen } from './reading.ts';

/** Filter name of octets that no header explains: what is left of a header that is cut short, or lies behind the end that a length gives. */
export const UNDISSECTED = 'undissected';

/**
 * Adds the spans of `fields`, which begin at octet `start`, as far as they lie before octet `end`; what is left of a field
 * that does not fit becomes one undissected span. True when all of them were there.
 */
export function addFields(
  layer: DissectedLayer,
  bytes: Uint8Array,
  fields: readonly Field[],
  start: number,
  end: number,
): boolean {
  whenSeen(layer, () => addAll(layer, bytes, fields, start, end));
  return start * 8 + bitsOf(fields) <= end * 8;
}

function addAll(layer: DissectedLayer, bytes: Uint8Array, fields: readonly Field[], start: number, end: number): void {
  const { spans } = layer;
  const last = end * 8;
  for (const { field, bit: from, read } of placesOf(fields)) {
    const bit = start * 8 + from;
    if (field.parts) {
      if (bit + field.bits <= last) addDerived(layer, field, read(bytes, start));
    } else if (bit + field.bits > last) {
      if (bit < last) addRest(layer, bytes, bit, last);
      return;
    } else if (field.type === 'bytes') {
      addBytes(layer, bytes, field.filter, field.label, bit / 8, (bit + field.bits) / 8);
    } else {
      const { filter, label, bits, type } = field;
      const raw = read(bytes, start);
      spans.push({ filter, label, bit, bits, value: shown(field, raw), text: textOf(field, raw), type });
    }
  }
}

/** A field with its first bit in the header, and how it is read there. */
interface Place {
  field: Field;
  bit: number;
  read: Read;
}

/** Worked out once for a row of fields: tables never change. */
const known = new WeakMap<readonly Field[], readonly Place[]>();

function placesOf(fields: readonly Field[]): readonly Place[] {
  let places = known.get(fields);
  if (!places) {
    places = placed(fields).map(({ field, bit }) => ({ field, bit, read: reader(bit, field.bits) }));
    known.set(fields, places);
  }
  return places;
}

/** The octets of a raw field with its name; nothing when there are none. */
export function addBytes(
  layer: DissectedLayer,
  bytes: Uint8Array,
  filter: string,
  label: string,
  start: number,
  end: number,
  problem?: Problem,
): void {
  if (start >= end) return;
  whenSeen(layer, () => {
    const value = bytes.subarray(start, end);
    const place = { filter, label, bit: start * 8, bits: (end - start) * 8 };
    const span: Span = { ...place, value, text: toHex(value, ''), type: 'bytes' };
    if (problem) span.problem = problem;
    layer.spans.push(span);
  });
}

/** Octets that are covered but not explained. */
export function addUndissected(
  layer: DissectedLayer,
  bytes: Uint8Array,
  start: number,
  end: number,
  problem?: Problem,
): void {
  addBytes(layer, bytes, UNDISSECTED, 'Undissected octets', start, end, problem);
}

/** What is left of a cut header, which may begin within an octet; then its value is a number. */
function addRest(layer: DissectedLayer, bytes: Uint8Array, bit: number, last: number): void {
  if (bit % 8 === 0) {
    addUndissected(layer, bytes, bit / 8, last / 8);
    return;
  }
  const value = readBits(bytes, bit, last - bit);
  const label = 'Undissected octets';
  layer.spans.push({ filter: UNDISSECTED, label, bit, bits: last - bit, value, text: String(value), type: 'uint' });
}

/** A value that is no bits of its own. */
export function addDerived(layer: DissectedLayer, field: Field, raw: number): void {
  const { filter, type } = field;
  addValue(layer, () => ({ filter, value: shown(field, raw), text: textOf(field, raw), type }));
}

/** Octets as a value that is no bits of its own. */
export function addOctets(layer: DissectedLayer, { filter, type }: Field, value: Uint8Array): void {
  addValue(layer, () => ({ filter, value, text: toHex(value, ''), type }));
}

/** Any derived value. */
export function addValue(layer: DissectedLayer, make: () => Derived): void {
  whenSeen(layer, () => layer.derived.push(make()));
}

/** Any number of bits up to 48 from any bit on. Slow beside the accessors; for looking only. */
export function readBits(bytes: Uint8Array, bit: number, bits: number): number {
  const first = bit >>> 3;
  const last = (bit + bits - 1) >>> 3;
  let value = bytes[first] & (0xff >>> (bit & 7));
  for (let i = first + 1; i <= last; i++) value = value * 256 + bytes[i];
  return Math.floor(value / (1 << (7 - ((bit + bits - 1) & 7))));
}

/** The value as Wireshark has it, from the bits as they stand in the header. */
export function shown(field: Field, raw: number): number {
  if (field.show.swapped) return ((raw & 0xff) << 8) | (raw >>> 8);
  return raw * (field.show.scale ?? 1);
}

/** The value as a person reads it. */
export function textOf(field: Field, raw: number): string {
  const value = shown(field, raw);
  if (field.type === 'mac') return formatMac(value);
  if (field.type === 'ipv4') return formatIpv4(value);
  if (field.type === 'boolean') return value ? 'Set' : 'Not set';
  const { base, names, scale, textScale } = field.show;
  const hex = `0x${value.toString(16).padStart(Math.ceil(field.bits / 4), '0')}`;
  if (base === 'hexdec') return `${hex} (${value})`;
  if (base === 'dechex') return `${value} (${hex})`;
  const number = base === 'hex' ? hex : String(value);
  const name = names?.[value];
  if (name) return `${number} (${name})`;
  if (textScale && raw) return `${raw * textScale} (${raw} × ${textScale})`;
  return scale && raw ? `${number} (${raw} × ${scale})` : number;
}

/** A checksum or another 16-bit number as `0x0a0b`. */
export const hex16 = (value: number): string => `0x${value.toString(16).padStart(4, '0')}`;

/** The span of a field that was added before. */
export function spanNamed(layer: DissectedLayer, filter: string): Span | undefined {
  return layer.spans.find((span) => span.filter === filter);
}

/** Marks the span of a field as odd. */
export function blame(
  layer: DissectedLayer,
  filter: string,
  code: ProblemCode,
  parameters: Problem['parameters'],
): void {
  const span = spanNamed(layer, filter);
  if (span) span.problem = { code, parameters };
}

/** A header that needs more octets than are there. */
export function cutShort(layer: DissectedLayer, fields: readonly Field[], present: number): void {
  blameLayer(layer, 'cut-short', { needed: Math.ceil(bitsOf(fields) / 8), present });
  addMalformed(layer);
}

/** Wireshark's mark for packets that cannot be read to their end. */
export const malformed = flag('malformed', '_ws.malformed', 'Malformed Packet');

export function addMalformed(layer: DissectedLayer): void {
  addDerived(layer, malformed, 1);
}

/** Marks the layer as a whole as odd. */
export function blameLayer(layer: DissectedLayer, code: ProblemCode, parameters: Problem['parameters'] = {}): void {
  layer.problems.push({ code, parameters });
}

/** Every code that a problem can have; worded by `words/`. */
export const PROBLEM_CODES = [
  /** A checksum is wrong; `right` is what it would have to be. */
  'checksum',
  /** A header ends after `present` of its `needed` octets. */
  'cut-short',
  /** The version is `found` and not `right`. */
  'version',
  /** A length of `found` octets is less than the header has, `least`. */
  'length-too-small',
  /** A length says `found` octets, but only `present` are there. */
  'length-too-large',
  /** `octets` octets lie behind the end that the header's length gives. */
  'beyond-length',
  /** The length of an option does not fit into the options (`found`, `room`). */
  'option-length',
  /** An option's pointer does not point to an address or time of it (`found`). */
  'option-pointer',
  /** A number that is neither a length nor a type (`found`). */
  'neither-length-nor-type',
  /** The source address is that of a group. */
  'group-source',
  /** What fills the frame up is not zeros. */
  'padding-not-zero',
  /** The frame check sequence did not match: the frame changed on its way. */
  'bad-fcs',
] as const;

export type ProblemCode = (typeof PROBLEM_CODES)[number];
