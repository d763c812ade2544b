// What calculators say, in the language of the page.

import type { Said } from '../../calc/said.ts';
import { loadCalcTexts } from '../../words/load.ts';
import { fillText } from '../../words/uiText.ts';
import { Spoken } from '../words.svelte.ts';

const calcSpoken = new Spoken(loadCalcTexts);

/** The sentence of a code; while its words are being loaded an ellipsis. A code without words shows itself (a test finds such codes). */
export function says({ id, params }: Said): string {
  const texts = calcSpoken.words;
  const text = texts?.[id];
  return text === undefined ? (texts ? id : '…') : fillText(text, params);
}

/** A text as it is, or a sentence. */
export const saysEither = (text: Said | string): string => (typeof text === 'string' ? text : says(text));

/** The words are there. */
export const canSay = (): boolean => calcSpoken.words !== undefined;
