// What is said in the cards of exercises, in the language of the page: loaded with the first card.

import type { Remark } from '../../../lesson/exercises/verdict.ts';
import { loadExerciseWords } from '../../../words/load.ts';
import { parametersAsLook, sayCode } from '../../../words/say.ts';
import { fillText, type UiParameters } from '../../../words/uiText.ts';
import { becauseText } from '../../sentence.ts';
import { Spoken, spoken } from '../../words.svelte.ts';

const spokenHere = new Spoken(loadExerciseWords);

/** A text of the cards; '' while it is being loaded. */
export function say(key: string, parameters: UiParameters = {}): string {
  const text = spokenHere.words?.texts[key];
  return text === undefined ? '' : fillText(text, parameters);
}

/** Why an answer is wrong, and what the simulator found when it tried it. */
export function remarkText({ code, parameters, because }: Remark): string {
  const { words } = spoken;
  const remarks = spokenHere.words?.remarks;
  const sentence = words && remarks ? sayCode(remarks, [code], parametersAsLook(parameters), words) : '';
  return [sentence ?? code, because ? becauseText(because) : ''].filter(Boolean).join(' ');
}
