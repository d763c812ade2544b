// 全部中文词句。

import { because, commands, problems, terms, titles } from './codes.zh-CN.ts';
import { reasons } from './reasons.zh-CN.ts';
import type { Words } from './words.ts';

export const words: Words = {
  named: '{owner}（{address}）',
  comma: '、',
  reasons,
  titles,
  problems,
  because,
  commands,
  terms,
};
