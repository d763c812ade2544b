// The display filter: Wireshark's language (version 4.0) over dissected frames. What students learn here works there.

import type { Dissection } from './dissection.ts';
import type { KnownField } from './filter/fields.ts';
import { type FilterError, lex } from './filter/lex.ts';
import type { Scope } from './filter/operand.ts';
import { parse } from './filter/parse.ts';
import { predicateOf } from './filter/predicate.ts';
import type { FrameFacts } from './filter/read.ts';

export interface Filter {
  ok: true;
  /** Does the filter select this frame? Facts that are not given (number, time) are fields that are not there. */
  test(dissection: Dissection, frame?: FrameFacts): boolean;
  /** The fields and protocols that the filter names, in their order. */
  fields: string[];
}

/** Longer than a person writes; it bounds how deep a filter can be. */
const LONGEST = 4000;

/**
 * Compiles a filter once, to be asked often. An empty one selects every frame. Never throws: a mistake is told with its place.
 * `more` are fields that the caller offers besides, read through `FrameFacts.extra`.
 */
export function compileFilter(text: string, more: readonly KnownField[] = []): Filter | ({ ok: false } & FilterError) {
  if (text.length > LONGEST) {
    return {
      ok: false,
      position: LONGEST,
      length: text.length - LONGEST,
      message: `A filter has at most ${LONGEST} characters`,
    };
  }
  const { tokens, error } = lex(text);
  if (!tokens.length && !error) return { ok: true, test: () => true, fields: [] };
  const tree = error ?? parse(tokens, text.length);
  if ('message' in tree) return { ok: false, ...tree };
  const scope: Scope = { more: more.map((field) => ({ ...field, offered: true })), names: new Set() };
  const predicate = predicateOf(scope, tree);
  if (!predicate) return { ok: false, ...scope.error! };
  return { ok: true, test: (dissection, frame) => predicate({ dissection, frame }), fields: [...scope.names] };
}
