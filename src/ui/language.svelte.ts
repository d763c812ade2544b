// The language of the page: which one is on, and its texts, loaded when they are first wanted.
import { fillText, type UiParameters, type UiTexts } from '../words/uiText.ts';
import { recall, remember } from './storage.ts';

export type LanguageName = 'en' | 'zh-CN';
export const languageNames: readonly LanguageName[] = ['en', 'zh-CN'];

const tables: Record<LanguageName, () => Promise<{ texts: UiTexts }>> = {
  en: () => import('../words/ui.en.ts'),
  'zh-CN': () => import('../words/ui.zh-CN.ts'),
};

/** Texts of views that are loaded later. */
const paneTables: Record<LanguageName, () => Promise<{ texts: UiTexts }>> = {
  en: () => import('../words/panes.en.ts'),
  'zh-CN': () => import('../words/panes.zh-CN.ts'),
};

class Language {
  /** The language on show. Changes only when its texts are there. */
  now = $state<LanguageName>('en');
  texts = $state.raw<UiTexts>({});
  #whole: Promise<void> | undefined;

  /** Loads a language and turns to it; stays with the old one when it cannot be had. `keep`: it is the reader's own choice. */
  async choose(name: LanguageName, keep = true): Promise<void> {
    const [first, panes] = await Promise.all([tables[name](), this.#whole ? paneTables[name]() : undefined]);
    this.texts = { ...first.texts, ...panes?.texts };
    this.now = name;
    if (keep) remember('language', name);
  }

  /** Loads the texts of all views as well, now and for every language that is chosen later. Tries anew after it could not. */
  whole(): Promise<void> {
    return (this.#whole ??= this.#loadRest().catch((error: unknown) => {
      this.#whole = undefined;
      throw error;
    }));
  }

  async #loadRest(): Promise<void> {
    const { now } = this;
    const { texts } = await paneTables[now]();
    // Another language chosen meanwhile has brought its own.
    if (this.now === now) this.texts = { ...this.texts, ...texts };
  }
}

export const language = new Language();

/** A view that is loaded when it is first wanted, and with it the texts of such views. */
export const withTexts = async <T>(view: Promise<T>): Promise<T> => (await Promise.all([view, language.whole()]))[0];

/** What the reader chose here before, or else what the browser says the reader reads. */
export function preferredLanguage(): LanguageName {
  const kept = recall('language');
  const known = languageNames.find((name) => name === kept);
  if (known) return known;
  const first = navigator.languages.find((tag) => /^(en|zh)\b/i.test(tag)) ?? 'en';
  return /^zh/i.test(first) ? 'zh-CN' : 'en';
}

/** The page's text under a key, in the language that is on. A key without a text shows itself (a test finds such keys). */
export function t(key: string, parameters?: UiParameters): string {
  const text = language.texts[key];
  return text === undefined ? key : fillText(text, parameters);
}
