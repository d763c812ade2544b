// Loads the words of one language, and only those.

import type { ExerciseWords, FieldTable, Sentences, Words } from './words.ts';
import type { MistakeWords } from './mistake.ts';
import type { UiTexts } from './uiText.ts';

export const wordLanguages = ['en', 'zh-CN'] as const;
export type WordLanguage = (typeof wordLanguages)[number];

const loaders: Record<WordLanguage, () => Promise<{ words: Words }>> = {
  en: () => import('./words.en.ts'),
  'zh-CN': () => import('./words.zh-CN.ts'),
};

const fieldLoaders: Record<WordLanguage, () => Promise<{ fields: FieldTable }>> = {
  en: () => import('./fields.en.ts'),
  'zh-CN': () => import('./fields.zh-CN.ts'),
};

const framingLoaders: Record<WordLanguage, () => Promise<{ framing: Sentences }>> = {
  en: () => import('./framing.en.ts'),
  'zh-CN': () => import('./framing.zh-CN.ts'),
};

const exerciseLoaders: Record<WordLanguage, () => Promise<{ exercises: ExerciseWords }>> = {
  en: () => import('./exercises.en.ts'),
  'zh-CN': () => import('./exercises.zh-CN.ts'),
};

const calcLoaders: Record<WordLanguage, () => Promise<{ texts: UiTexts }>> = {
  en: () => import('./calc.en.ts'),
  'zh-CN': () => import('./calc.zh-CN.ts'),
};

/** What calculators say, in a language. Rejects as `loadWords` does. */
export async function loadCalcTexts(language: WordLanguage): Promise<UiTexts> {
  return (await calcLoaders[language]()).texts;
}

/** For mistakes in filters and labs, which are told in English: nothing is to be done for that. Rejects as `loadWords` does. */
export async function loadMistakeWords(language: WordLanguage): Promise<MistakeWords> {
  return language === 'en' ? {} : (await import('./mistakes.zh-CN.ts')).mistakes;
}

/** The words of a language. Rejects when they cannot be had (offline, never loaded). */
export async function loadWords(language: WordLanguage): Promise<Words> {
  return (await loaders[language]()).words;
}

/** What the fields of headers are for, in a language: wanted only by those who look into a packet. Rejects as `loadWords` does. */
export async function loadFieldWords(language: WordLanguage): Promise<FieldTable> {
  return (await fieldLoaders[language]()).fields;
}

/** Why messages cannot be framed and streams are refused, in a language: by the codes of `framingCodes`. Rejects as `loadWords` does. */
export async function loadFramingWords(language: WordLanguage): Promise<Sentences> {
  return (await framingLoaders[language]()).framing;
}

/** What is said about exercises, in a language: remarks by `remarkCodes`, and the texts of their cards. Rejects as `loadWords` does. */
export async function loadExerciseWords(language: WordLanguage): Promise<ExerciseWords> {
  return (await exerciseLoaders[language]()).exercises;
}
