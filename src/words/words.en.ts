// All words in English.

import { because, commands, problems, terms, titles } from './codes.en.ts';
import { reasons } from './reasons.en.ts';
import { reasons as ofTransport } from './transport.en.ts';
import type { Words } from './words.ts';

export const words: Words = {
  named: '{owner} ({address})',
  octets: { one: '{count} octet', other: '{count} octets', boundless: 'not set yet (∞)' },
  comma: ', ',
  reasons: { ...reasons, ...ofTransport },
  titles,
  problems,
  because,
  commands,
  terms,
};
