// What each field is for, in English.

import { fields as analysis } from './fields/analysis.en.ts';
import { fields as link } from './fields/link.en.ts';
import { fields as network } from './fields/network.en.ts';
import { fields as rest } from './fields/rest.en.ts';
import { fields as tcp } from './fields/tcp.en.ts';
import type { FieldTable } from './words.ts';

export const fields: FieldTable = { ...analysis, ...link, ...network, ...rest, ...tcp };
