// Failures of framing, as they come about, are said without a hole, and with what they are about.

import { expect, test } from 'vitest';
import { failureOf, framingFailures, type FramingCode, type FramingFailure } from '../../src/wire/framing/failure.ts';
import { loadFramingWords, loadWords, type WordLanguage } from '../../src/words/load.ts';
import { framingCodes, parametersAsLook, sayCode } from '../../src/words/say.ts';

async function saidBy(language: WordLanguage): Promise<(failure: FramingFailure) => string | undefined> {
  const [framing, words] = [await loadFramingWords(language), await loadWords(language)];
  return (failure) => sayCode(framing, framingCodes(failure), parametersAsLook(failure.parameters), words);
}

const inEnglish = await saidBy('en');
const inChinese = await saidBy('zh-CN');

test.each(Object.keys(framingFailures) as FramingCode[])('%s', (code) => {
  const parameters = Object.fromEntries(framingFailures[code].map((name, i) => [name, i + 2]));
  for (const sayIt of [inEnglish, inChinese]) expect(sayIt({ code, parameters })).not.toMatch(/…|undefined|[{}]/);
});

test('a part of the message has its own words', () => {
  const failure = failureOf('incomplete', { part: 'prefix', have: 1, missing: 3 });
  expect(inEnglish(failure)).toBe('The stream ends within the length of a message. Here: 1 octet; missing: 3.');
  expect(inChinese(failure)).toBe('流在一条消息的长度中间结束：已有 1 个八位组，还缺 3 个。');
  expect(inEnglish(failureOf('message-kind', { wanted: 'header and body' }))).toBe(
    'A message of this framing is a header and a body.',
  );
});
