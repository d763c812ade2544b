// 全部中文词句。

import { because, commands, problems, terms, titles } from './codes.zh-CN.ts';
import { fields as link } from './fields/link.zh-CN.ts';
import { fields as network } from './fields/network.zh-CN.ts';
import { fields as rest } from './fields/rest.zh-CN.ts';
import { fields as tcp } from './fields/tcp.zh-CN.ts';
import { reasons } from './reasons.zh-CN.ts';
import type { Words } from './words.ts';

export const words: Words = {
  named: '{owner}（{address}）',
  comma: '、',
  reasons,
  fields: { ...link, ...network, ...rest, ...tcp },
  titles,
  problems,
  because,
  commands,
  terms,
};
