// What each part of a filter is, for colouring it while it is typed.

import { type KnownField, knownField } from './fields.ts';
import { FUNCTIONS } from './functions.ts';
import { type Place, lex } from './lex.ts';

export type PartKind = 'field' | 'function' | 'operator' | 'value' | 'mark';

/** The parts from left to right, white space left out; up to what cannot be read. Never throws. */
export function highlight(text: string, more: readonly KnownField[] = []): (Place & { kind: PartKind })[] {
  const { tokens } = lex(text);
  return tokens.map((token, i) => {
    const { kind, position, length } = token;
    const place = { position, length };
    if (kind === 'operator' || kind === 'mark') return { ...place, kind };
    if (kind !== 'word') return { ...place, kind: 'value' };
    const called = tokens[i + 1]?.text === '(' && Object.hasOwn(FUNCTIONS, token.text);
    if (called) return { ...place, kind: 'function' };
    return { ...place, kind: knownField(token.text.replace(/^\./, ''), more) ? 'field' : 'value' };
  });
}
