// What each field is for, in Chinese.

import { fields as analysis } from './fields/analysis.zh-CN.ts';
import { fields as link } from './fields/link.zh-CN.ts';
import { fields as network } from './fields/network.zh-CN.ts';
import { fields as rest } from './fields/rest.zh-CN.ts';
import { fields as tcp } from './fields/tcp.zh-CN.ts';
import type { FieldTable } from './words.ts';

export const fields: FieldTable = { ...analysis, ...link, ...network, ...rest, ...tcp };
