// Completion of field names in a display filter: which word the caret is in, and which names begin (or go on) like it.

import type { KnownField } from '../../wire/filter/fields.ts';

/** The word under the caret: where it begins and what of it stands before the caret. */
export function wordAt(text: string, caret: number): { start: number; end: number; typed: string } {
  const inName = (at: number): boolean => /[\w.]/.test(text[at] ?? '');
  let start = caret;
  while (start > 0 && inName(start - 1)) start--;
  let end = caret;
  while (end < text.length && inName(end)) end++;
  return { start, end, typed: text.slice(start, caret) };
}

/** Is the caret inside a string or behind a comparison, where a value stands and no name? */
export function wantsValue(text: string, start: number): boolean {
  const before = text.slice(0, start);
  if ((before.match(/"/g)?.length ?? 0) % 2 === 1) return true;
  return /(==|!=|>=|<=|>|<|\b(eq|ne|gt|lt|ge|le|contains|matches|in)\b|[{,])\s*$/.test(before);
}

/** Names that fit, best first: those that begin so, then those with a part after a dot that begins so. Nothing for a number or an empty word. */
export function completions(fields: readonly KnownField[], typed: string, most = 12): KnownField[] {
  if (!/^[a-z]/i.test(typed)) return [];
  const wanted = typed.toLowerCase();
  const begins = fields.filter((field) => field.name.startsWith(wanted));
  const inside = fields.filter((field) => !field.name.startsWith(wanted) && field.name.includes(`.${wanted}`));
  const found = [...begins, ...inside];
  return found.length === 1 && found[0]!.name === wanted ? [] : found.slice(0, most);
}

/** The text with the word under the caret replaced, and where the caret then stands. */
export function complete(text: string, caret: number, name: string): { text: string; caret: number } {
  const { start, end } = wordAt(text, caret);
  return { text: text.slice(0, start) + name + text.slice(end), caret: start + name.length };
}
