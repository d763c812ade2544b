// 全部中文词句。

import { because, commands, problems, terms, titles } from './codes.zh-CN.ts';
import { reasons } from './reasons.zh-CN.ts';
import { reasons as ofTransport } from './transport.zh-CN.ts';
import type { Words } from './words.ts';

export const words: Words = {
  named: '{owner}（{address}）',
  octets: { one: '{count} 个八位组', other: '{count} 个八位组', boundless: '∞（尚未设定）' },
  comma: '、',
  reasons: { ...reasons, ...ofTransport },
  titles,
  problems,
  because,
  commands,
  terms,
};
