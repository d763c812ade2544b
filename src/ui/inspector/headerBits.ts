// The fields of a header in a frame, as cells of its bit diagram, with what they hold there.

import type { DissectedLayer, Span } from '../../wire/dissection.ts';
import type { BitField } from '../kit/bitRows.ts';
import { isFiller } from './octets.ts';

/** So many bits of one run of octets are drawn: eight rows as RFCs draw them. */
const MOST = 256;

/** Places are counted from the beginning of the header. Payload and padding are no part of it. */
export function headerBits(layer: DissectedLayer, labelOf: (span: Span) => string): BitField[] {
  return layer.spans
    .filter((span) => !isFiller(span))
    .map((span) => {
      const bits = Math.min(span.bits, MOST);
      const at = { filter: span.filter, label: labelOf(span), bit: span.bit - layer.start * 8, bits };
      return { ...at, value: valueOf(span), odd: span.problem !== undefined };
    });
}

/** A flag is its bit; of a long run of octets the beginning. */
function valueOf({ type, value, text }: Span): string {
  if (type === 'boolean') return value ? '1' : '0';
  return text.length > 24 ? `${text.slice(0, 23)}…` : text;
}
