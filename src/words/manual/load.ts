// Loads the manual in one language, and only in that.

import type { WordLanguage } from '../load.ts';
import type { ManualWords } from './words.ts';

const loaders: Record<WordLanguage, () => Promise<{ manual: ManualWords }>> = {
  en: () => import('./manual.en.ts'),
  'zh-CN': () => import('./manual.zh-CN.ts'),
};

/** The manual in a language. Rejects when it cannot be had (offline, never loaded). */
export async function loadManual(language: WordLanguage): Promise<ManualWords> {
  return (await loaders[language]()).manual;
}
