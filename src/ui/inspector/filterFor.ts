// The display filter that selects frames in which a field has the value that it has here.

import { toHex } from '../../base/bytes.ts';
import { formatIpv4, formatMac } from '../../wire/address.ts';
import type { Span } from '../../wire/dissection.ts';

/** Longest run of octets that a filter is made for: more is nothing to read. */
const LONG = 32;

/** The filter, or undefined where a field has no name or too many octets for one. */
export function filterFor(span: Span): string | undefined {
  if (!span.filter.includes('.')) return undefined;
  const { value } = span;
  if (typeof value !== 'number') return value.length <= LONG ? `${span.filter} == ${toHex(value, ':')}` : undefined;
  if (span.type === 'boolean') return `${span.filter} == ${value ? 1 : 0}`;
  if (span.type === 'mac') return `${span.filter} == ${formatMac(value)}`;
  if (span.type === 'ipv4') return `${span.filter} == ${formatIpv4(value)}`;
  return `${span.filter} == ${span.text.startsWith('0x') ? `0x${value.toString(16).padStart(4, '0')}` : value}`;
}
