// Loads the words of one language, and only those.

import type { Words } from './words.ts';

export const wordLanguages = ['en', 'zh-CN'] as const;
export type WordLanguage = (typeof wordLanguages)[number];

const loaders: Record<WordLanguage, () => Promise<{ words: Words }>> = {
  en: () => import('./words.en.ts'),
  'zh-CN': () => import('./words.zh-CN.ts'),
};

/** The words of a language. Rejects when they cannot be had (offline, never loaded). */
export async function loadWords(language: WordLanguage): Promise<Words> {
  return (await loaders[language]()).words;
}
