// The words of the page's language for what the simulator tells: loaded when the first sentence is wanted, kept for both languages once loaded.

import { loadFieldWords, loadWords } from '../words/load.ts';
import type { Words } from '../words/words.ts';
import { language, type LanguageName } from './language.svelte.ts';

export class Spoken<Table> {
  #tables = $state.raw<Partial<Record<LanguageName, Table>>>({});
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- what has been asked for is on no page
  #asked = new Set<LanguageName>();
  readonly #load: (language: LanguageName) => Promise<Table>;

  constructor(load: (language: LanguageName) => Promise<Table>) {
    this.#load = load;
  }

  /** The words in the language that is on; while they are being loaded those of the other one, or undefined. */
  get words(): Table | undefined {
    const name = language.now;
    const found = this.#tables[name];
    if (!found) this.#ask(name);
    return found ?? Object.values(this.#tables)[0];
  }

  #ask(name: LanguageName): void {
    if (this.#asked.has(name)) return;
    this.#asked.add(name);
    this.#load(name).then(
      (words) => (this.#tables = { ...this.#tables, [name]: words }),
      () => this.#asked.delete(name), // offline: the next sentence asks again
    );
  }
}

/** Words, and what finds the values that belong into them: without the one the other is not needed. */
interface Speech extends Words {
  telling: typeof import('../sim/telling.ts');
}

async function loadSpeech(name: LanguageName): Promise<Speech> {
  const [words, telling] = await Promise.all([loadWords(name), import('../sim/telling.ts')]);
  return { ...words, telling };
}

export const spoken = new Spoken(loadSpeech);
/** What fields are for. */
export const fieldsSpoken = new Spoken(loadFieldWords);
