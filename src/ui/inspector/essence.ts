// What a header comes to in a few words, for a header that is folded: from whom to whom, or what kind of message it is.

import type { DissectedLayer, Span } from '../../wire/dissection.ts';

/** Endings of field names that come in pairs; the first pair that a header has tells its ends. */
const PAIRS = [
  ['.src', '.dst'],
  ['.srcport', '.dstport'],
] as const;
const KINDS = ['.opcode', '.type'];

/** `192.168.12.1 → 192.168.12.2`, `request (1)`; '' for a header without either. */
export function essenceOf(layer: DissectedLayer): string {
  const named = (ending: string): Span | undefined =>
    layer.spans.find(({ filter }) => filter === `${layer.protocol}${ending}`);
  for (const [from, to] of PAIRS) {
    const [a, b] = [named(from), named(to)];
    if (a && b) return `${a.text} → ${b.text}`;
  }
  for (const kind of KINDS) {
    const span = named(kind);
    if (span) return span.text;
  }
  return '';
}
