// All words in English.

import { because, commands, problems, terms, titles } from './codes.en.ts';
import { fields as link } from './fields/link.en.ts';
import { fields as network } from './fields/network.en.ts';
import { fields as rest } from './fields/rest.en.ts';
import { fields as tcp } from './fields/tcp.en.ts';
import { reasons } from './reasons.en.ts';
import type { Words } from './words.ts';

export const words: Words = {
  named: '{owner} ({address})',
  comma: ', ',
  reasons,
  fields: { ...link, ...network, ...rest, ...tcp },
  titles,
  problems,
  because,
  commands,
  terms,
};
