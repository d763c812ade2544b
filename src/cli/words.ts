// The sentence for each row of a run, in the language asked for.
import type { Dissection } from '../wire/dissection.ts';
import { dissectFrame } from '../sim/dissected.ts';
import type { History } from '../sim/history.ts';
import { tellingOf } from '../sim/telling.ts';
import type { Say } from '../sim/traceText.ts';
import { loadWords, wordLanguages, type WordLanguage } from '../words/load.ts';
import { sayCode } from '../words/say.ts';

/** The language that is meant by a name, or undefined. */
export const languageNamed = (name: string): WordLanguage | undefined => wordLanguages.find((one) => one === name);

/** How rows of a history are said in a language. */
export async function sayerFor(history: History, language: WordLanguage): Promise<Say> {
  const words = await loadWords(language);
  const known = new Map<number, Dissection>();
  const dissect = (frame: number): Dissection => {
    const found = known.get(frame) ?? dissectFrame(history.record, frame);
    known.set(frame, found);
    return found;
  };
  return (row) => {
    const { codes, value } = tellingOf(history, row.number, dissect);
    return sayCode(words.reasons, codes, value, words) ?? row.reason;
  };
}
