// All words in English.

import { because, commands, problems, terms, titles } from './codes.en.ts';
import { reasons } from './reasons.en.ts';
import type { Words } from './words.ts';

export const words: Words = {
  named: '{owner} ({address})',
  comma: ', ',
  reasons,
  titles,
  problems,
  because,
  commands,
  terms,
};
