// How a header is drawn bit by bit, as RFCs draw it: which cells stand in which row of 32 (or, where there is less room, 16 or 8) bits.

import { placed, type Field } from '../../wire/field.ts';

/** A field of a bit diagram. Bits are counted from the beginning of the header. */
export interface BitField {
  filter: string;
  label: string;
  bit: number;
  bits: number;
  /** As it stands in a frame at hand. */
  value?: string;
  /** Something is wrong with it there. */
  odd?: boolean;
  /** An exercise asks for its value: it stands out. */
  asked?: boolean;
}

/** A cell, or a piece of one that goes on in the next row. */
export interface BitCell extends BitField {
  row: number;
  /** Columns, from 0; `to` is the one after the last. */
  from: number;
  to: number;
  /** The piece that carries the words: the widest, and of several the first. */
  main: boolean;
  /** Goes on from the row before, or into the next. */
  after: boolean;
  before: boolean;
}

/** The fields of a header's table as cells: where a field has parts, these stand in its place. */
export function bitFieldsOf(fields: readonly Field[], start = 0): BitField[] {
  return placed(fields, start)
    .filter(({ field }) => !field.parts)
    .map(({ field: { filter, label, bits }, bit }) => ({ filter, label, bit, bits }));
}

/** Fields cut into the rows of a diagram that is so many bits wide. */
export function bitRows(fields: readonly BitField[], columns: number): BitCell[] {
  return fields.flatMap((field) => {
    const pieces: BitCell[] = [];
    const end = field.bit + field.bits;
    for (let bit = field.bit; bit < end;) {
      const row = Math.floor(bit / columns);
      const stop = Math.min(end, (row + 1) * columns);
      const from = bit - row * columns;
      pieces.push({
        ...field,
        ...{ row, from, to: from + (stop - bit) },
        ...{ main: false, after: bit > field.bit, before: stop < end },
      });
      bit = stop;
    }
    const widest = pieces.reduce((best, one) => (one.to - one.from > best.to - best.from ? one : best));
    widest.main = true;
    return pieces;
  });
}

/** What names a field where its label has no room: the last part of its filter name. */
export const shortName = (filter: string): string => filter.slice(filter.lastIndexOf('.') + 1);
