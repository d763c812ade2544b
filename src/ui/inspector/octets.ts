// Where each octet of a frame belongs: its layer, its field, its place in the hexdump. Made from a dissection, for hexdump and tree alike.

import type { DissectedLayer, Dissection, Span } from '../../wire/dissection.ts';

/** A field as it is pointed at: its filter name and its bits. Two fields may have one name (quoted headers), never the same bits. */
export interface FieldPlace {
  filter: string;
  bit: number;
  bits: number;
}

/** What one octet belongs to. */
export interface OctetPlace {
  /** Place of the layer in the dissection. */
  layer: number;
  /** The first field with a bit in this octet. */
  span: Span;
  /** Padding or trailer: there to fill the frame, part of no message. */
  filler: boolean;
}

export const isFiller = (span: Span): boolean => span.filter === 'eth.padding' || span.filter === 'eth.trailer';

/** For each octet of the frame what it belongs to. Every octet has a place: dissection is total. */
export function octetPlaces(dissection: Dissection): OctetPlace[] {
  const places: OctetPlace[] = new Array<OctetPlace>(dissection.length);
  dissection.layers.forEach((one, layer) => {
    for (const span of one.spans) {
      const filler = isFiller(span);
      for (let octet = span.bit >>> 3; octet < (span.bit + span.bits) / 8; octet++) {
        const there = places[octet];
        if (!there || span.bit < there.span.bit) places[octet] = { layer, span, filler };
      }
    }
  });
  return places;
}

/** Does the octet hold a bit of the field? */
export function holds(octet: number, field: { bit: number; bits: number } | undefined): boolean {
  return field !== undefined && octet * 8 < field.bit + field.bits && octet * 8 + 8 > field.bit;
}

/** The layer and the span of a field that is pointed at; undefined where this frame has no such field. */
export function spanOf(
  dissection: Dissection,
  field: FieldPlace | undefined,
): { layer: DissectedLayer; index: number; span: Span } | undefined {
  if (!field) return undefined;
  for (const [index, layer] of dissection.layers.entries()) {
    for (const span of layer.spans)
      if (span.bit === field.bit && span.bits === field.bits) return { layer, index, span };
  }
  return undefined;
}

/** True for a field that does not begin and end with an octet: its bits are worth a look. */
export const isWithinOctets = (field: { bit: number; bits: number }): boolean =>
  field.bit % 8 !== 0 || field.bits % 8 !== 0;

/** The bits of the octets that a field lies in, octet by octet, each marked whether it is the field's. */
export function bitsOfField(
  bytes: Uint8Array,
  field: { bit: number; bits: number },
): { octet: number; bits: { value: 0 | 1; inside: boolean }[] }[] {
  const out: { octet: number; bits: { value: 0 | 1; inside: boolean }[] }[] = [];
  const last = Math.ceil((field.bit + field.bits) / 8);
  for (let octet = field.bit >>> 3; octet < last; octet++) {
    const bits = Array.from({ length: 8 }, (_, i) => ({
      value: ((bytes[octet]! >>> (7 - i)) & 1) as 0 | 1,
      inside: octet * 8 + i >= field.bit && octet * 8 + i < field.bit + field.bits,
    }));
    out.push({ octet, bits });
  }
  return out;
}
