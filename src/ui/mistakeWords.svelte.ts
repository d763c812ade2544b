// What is wrong with a filter or a lab, in the language of the page: for all views that show such a mistake.

import { formatFileError, type FileError } from '../base/result.ts';
import { loadMistakeWords } from '../words/load.ts';
import { wordMistake } from '../words/mistake.ts';
import { Spoken } from './words.svelte.ts';

const mistakesSpoken = new Spoken(loadMistakeWords);

/** A sentence about a mistake; in English while the words are being loaded. */
export const mistakeText = (sentence: string): string => wordMistake(sentence, mistakesSpoken.words ?? {});

/** A mistake in a file, with its place. */
export const fileMistakeText = (error: FileError): string =>
  formatFileError({
    ...error,
    message: mistakeText(error.message),
    ...(error.hint === undefined ? {} : { hint: mistakeText(error.hint) }),
  });
