// The fields of a header that a layer works with, for a glance: addresses, ports, what comes next, what is counted down or checked; and whatever is odd.

import type { DissectedLayer, Span } from '../../wire/dissection.ts';

/** Endings of filter names that tell what a header is about, in the order in which they are told. */
const ENDINGS = [
  '.srcport',
  '.dstport',
  '.src',
  '.dst',
  '.opcode',
  '.src.proto_ipv4',
  '.dst.proto_ipv4',
  '.seq_raw',
  '.ack_raw',
  '.window_size_value',
  '.type',
  '.ttl',
  '.proto',
  '.length',
  '.ident',
  '.seq',
  '.checksum',
];

/** Those fields of a header, flags that are set among them; odd ones come first. */
export function essentialsOf({ spans, protocol }: DissectedLayer): Span[] {
  const rank = ({ filter }: Span): number => ENDINGS.findIndex((ending) => filter === protocol + ending);
  const told = spans.filter((span) => rank(span) >= 0 || span.problem || (span.type === 'boolean' && span.value));
  const place = (span: Span): number => (span.problem ? -1 : rank(span) < 0 ? ENDINGS.length : rank(span));
  return told.sort((a, b) => place(a) - place(b) || a.bit - b.bit);
}
