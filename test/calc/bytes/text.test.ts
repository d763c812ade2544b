// K-15: text to octets, where a cut falls, and what another codec reads.

import { describe, expect, test } from 'vitest';
import { text } from '../../../src/calc/bytes/text.ts';

const right = (values: Record<string, string>) => {
  const worked = text.work(values);
  if (worked.state !== 'right') throw new Error(JSON.stringify(worked));
  return worked;
};

test.each([
  ['你好', 'utf-8', 'e4 bd a0 e5 a5 bd', 2],
  ['你好', 'gbk', 'c4 e3 ba c3', 2],
  ['中文', 'utf-8', 'e4 b8 ad e6 96 87', 2],
  ['中文', 'gbk', 'd6 d0 ce c4', 2],
  ['😀', 'utf-8', 'f0 9f 98 80', 1],
  ['😀', 'gb18030', '94 39 fc 36', 1],
  ['é', 'gbk', 'a8 a6', 1],
  ['你', 'utf-16', 'ff fe 60 4f', 1],
  ['é', 'latin-1', 'e9', 1],
  [' a ', 'ascii', '20 61 20', 3],
  ['１。', 'utf-8', 'ef bc 91 e3 80 82', 2],
])('%s in %s', (typed, codec, bytes, characters) => {
  expect(right({ text: typed, codec }).result).toMatchObject({ bytes, characters, codec });
});

test.each([
  ['你好', 'utf-8', 'gbk', { text: '浣犲ソ' }],
  ['你好', 'gbk', 'utf-8', { error: 0 }],
  ['中文', 'utf-8', 'gbk', { error: 2 }],
  ['ok', 'ascii', 'gb18030', { text: 'ok' }],
])('%s in %s read as %s', (typed, codec, other, is) => {
  const { result, lines } = right({ text: typed, codec });
  expect(result.readAs[other as 'gbk']).toEqual(is);
  expect(lines.find(({ id }) => id === `calc.text.codec.${other}`)!.odd).toBe('error' in is);
});

describe('a cut', () => {
  test.each([
    ['你好', 'utf-8', '0', { at: 0, whole: 0, character: null }],
    ['你好', 'utf-8', '2', { at: 2, whole: 0, character: '你' }],
    ['你好', 'utf-8', '3', { at: 3, whole: 1, character: null }],
    ['你好', 'utf-8', '4', { at: 4, whole: 1, character: '好' }],
    ['你好', 'utf-8', '99', { at: 6, whole: 2, character: null }],
    ['你好', 'gbk', '3', { at: 3, whole: 1, character: '好' }],
    ['你', 'utf-16', '1', { at: 1, whole: 0, character: null }],
    ['你', 'utf-16', 'x', { at: 0, whole: 0, character: null }],
  ])('of %s in %s after %s octets', (typed, codec, cut, is) => {
    expect(right({ text: typed, codec, cut }).result.cut).toEqual(is);
  });

  test('inside a character it stands out, and both pieces are shown', () => {
    const { lines, octets, steps } = right({ text: '你好', cut: '4' });
    expect(lines.find(({ id }) => id === 'text.cut')).toMatchObject({ odd: true, value: { id: 'text.cut-inside' } });
    expect(octets!.map(({ bytes }) => bytes.length)).toEqual([6, 4, 2]);
    expect(octets![0]!.marks!.map(({ tone }) => tone)).toEqual(['network', 'wrong']);
    expect(steps.at(-1)!.say).toMatchObject({ params: { at: 4, whole: 1, left: 1, size: 3 } });
  });

  test('goes as far as there are octets', () => {
    const slider = text.fields.find(({ name }) => name === 'cut')!;
    const upTo = (values: Record<string, string>): number => slider.upTo!((name) => values[name] ?? '');
    expect(upTo({ text: '你好', codec: 'utf-8' })).toBe(6);
    expect(upTo({ text: '你好', codec: 'gbk' })).toBe(4);
    expect(upTo({ text: 'a\nb', codec: 'ascii', crlf: 'on' })).toBe(4);
    expect(upTo({ text: 'ß', codec: 'gbk' })).toBe(0);
  });
});

test('ends of lines are shown, and can be two octets', () => {
  const marks = (crlf: string) => right({ text: 'a\nb', crlf, cut: '0' }).octets![0]!.marks!.map(({ label }) => label);
  expect(marks('')).toEqual(['a', '\\n', 'b']);
  expect(marks('on')).toEqual(['a', '\\r', '\\n', 'b']);
  expect(right({ text: 'a\r\nb', crlf: 'on' }).result.bytes).toBe('61 0d 0a 62');
});

test('the bits of UTF-8 that only say how many octets there are', () => {
  const [row] = right({ text: '你' }).bits;
  expect(row).toMatchObject({
    bits: '111001001011110110100000',
    marks: [
      { from: 0, to: 4 },
      { from: 8, to: 10 },
      { from: 16, to: 18 },
    ],
  });
});

test.each([
  [{ text: 'a😀', codec: 'gbk' }, 'E_CODEC', 1, 2, { char: '😀', point: '1F600', codec: 'gbk' }],
  [{ text: 'ß', codec: 'gbk' }, 'E_CODEC', 0, 1, { char: 'ß', point: '00DF' }],
  [{ text: 'a\n\né', codec: 'ascii', crlf: 'on' }, 'E_CODEC', 3, 1, { char: 'é' }],
  [{ text: 'x\ud800y', codec: 'utf-8' }, 'E_CODEC.lone', 1, 1, { point: 'D800' }],
  [{ text: '\ude00', codec: 'utf-16' }, 'E_CODEC.lone', 0, 1, { point: 'DE00' }],
  [{ text: 'a'.repeat(201) }, 'E_TOOBIG.text', 200, 1, { count: 201, most: 200 }],
])('%o is told', (values, id, at, length, params) => {
  const worked = text.work(values);
  if (worked.state !== 'wrong') throw new Error(worked.state);
  const { problem } = worked;
  expect([problem.variant ? `${problem.id}.${problem.variant}` : problem.id, problem.at, problem.length]).toEqual([
    id,
    at,
    length,
  ]);
  expect(problem.params).toMatchObject(params);
});

test('no text says nothing, a blank is a text', () => {
  expect(text.work({ text: '' })).toEqual({ state: 'empty' });
  expect(right({ text: ' ' }).result.bytes).toBe('20');
});
