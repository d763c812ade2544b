// The language of the page: which one is on, and its texts, loaded when they are first wanted.
import { fillText, type UiParameters, type UiTexts } from '../words/uiText.ts';
import { recall, remember } from './storage.ts';

export type LanguageName = 'en' | 'zh-CN';
export const languageNames: readonly LanguageName[] = ['en', 'zh-CN'];

const tables: Record<LanguageName, () => Promise<{ texts: UiTexts }>> = {
  en: () => import('../words/ui.en.ts'),
  'zh-CN': () => import('../words/ui.zh-CN.ts'),
};

class Language {
  /** The language on show. Changes only when its texts are there. */
  now = $state<LanguageName>('en');
  texts = $state.raw<UiTexts>({});

  /** Loads a language and turns to it; stays with the old one when it cannot be had. */
  async choose(name: LanguageName): Promise<void> {
    const { texts } = await tables[name]();
    this.texts = texts;
    this.now = name;
    remember('language', name);
  }
}

export const language = new Language();

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
