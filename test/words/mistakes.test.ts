// Mistakes in filters and labs: every sentence that a reader of them can say has Chinese words, and values are put where they belong.
import { describe, expect, test } from 'vitest';
import { parseLab } from '../../src/sim/labText.ts';
import { compileFilter } from '../../src/wire/filter.ts';
import { wordMistake } from '../../src/words/mistake.ts';
import { mistakes } from '../../src/words/mistakes.zh-CN.ts';
import { mistakeTexts } from '../support/mistakeTexts.ts';

const texts = mistakeTexts();

test('the sources have sentences', () => expect(texts.size).toBeGreaterThan(200));

test.each([...texts])('%s (%s)', (text) => {
  // The end of a sentence stands in the table with its beginning.
  expect([text, `{} ${text}`, `{}${text}`].some((one) => Object.hasOwn(mistakes, one))).toBe(true);
});

test('each value of a sentence is told once', () => {
  for (const [text, words] of Object.entries(mistakes)) {
    const values = [...text.matchAll(/\{\}/g)].map((_, i) => `{${i + 1}}`);
    expect([...(words.match(/\{\d\}/g) ?? [])].filter((one) => !text.includes(one)).sort()).toEqual(values);
  }
});

describe('what comes of it', () => {
  const filter = (text: string): string[] => {
    const { message, hint } = compileFilter(text) as { message: string; hint?: string };
    return [message, hint ?? ''].map((one) => wordMistake(one, mistakes));
  };
  const lab = (text: string): string[] => {
    const read = parseLab(text, 'x');
    return read.ok
      ? []
      : read.errors.flatMap(({ message, hint }) => [message, hint ?? '']).map((one) => wordMistake(one, mistakes));
  };
  test.each([
    ['ip.tttl == 1', ['ip.tttl 既不是字段，也不是协议', '是不是想写 ip.ttl？']],
    ['ip.ttl == 900', [expect.stringMatching(/^900 对 .+ 来说太大$/), expect.stringContaining('0 到 255 的数')]],
    ['ip.ttl &&', ['过滤器还没写完', '后面还应该有内容']],
    ['matches', [expect.not.stringMatching(/[a-z]{4,} [a-z]{3,}/), expect.anything()]],
  ])('%s', (text, words) => expect(filter(text)).toEqual(words));

  test('a lab with mistakes', () => {
    const words = lab(
      'devices:\n  A: { kind: hst, ip: 1.2.3.4 }\n  B: { kind: host, ip: 224.0.0.1/24, colour: red }\nlinks: 3\n',
    );
    expect(words).toContain('没有 `hst` 这种设备');
    expect(words).toContain('224.0.0.1/24 是组播地址：它指一个组，不指接口');
    expect(words.filter((one) => /[a-z]{2,} [a-z]{2,} [a-z]{2,}/.test(one))).toEqual([]);
  });

  test('a giant sentence stays as it is, and takes no time', () => {
    const giant = `${'is not '.repeat(20_000)} is no key`;
    expect(wordMistake(giant, mistakes)).toBe(giant);
  });

  test('what the table does not know stays as it is', () => expect(wordMistake('so what', mistakes)).toBe('so what'));
});
