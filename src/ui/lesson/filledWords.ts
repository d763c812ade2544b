// A text of the page with words of a lesson in its gaps: what stands there as code stays code.

import type { Inline, Rich } from '../../lesson/prose.ts';

/** Gives the text of a key; gaps that nothing is given for stay in it as `{name}`. */
type Told = (key: string) => string;

/** The text with the words in the gaps that are named like them: `It is {truth}.` */
export function filledWords(told: Told, key: string, words: Readonly<Record<string, Rich>>): Rich {
  return told(key)
    .split(/\{(\w+)\}/)
    .flatMap((piece, i): Inline[] => (i % 2 ? (words[piece] ?? []) : piece ? [{ type: 'text', value: piece }] : []));
}

/** Several of them in a row: `a, b and c`. */
export function listedWords(told: Told, items: readonly Rich[]): Rich {
  const last = items.at(-1);
  if (!last) return [{ type: 'text', value: told('question.none') }];
  if (items.length === 1) return last;
  const first = items.slice(0, -1).flatMap((one, i): Rich => (i ? [{ type: 'text', value: ', ' }, ...one] : one));
  return filledWords(told, 'question.and', { first, last });
}
