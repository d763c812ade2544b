// Codecs: what the course names, and Python's codecs as the judge.

import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '../../../src/base/bytes.ts';
import { below, luckFor } from '../../../src/base/rng.ts';
import { codecs, decodeText, encodeText, type Codec } from '../../../src/calc/bytes/codec.ts';
import { disagreements, hasPython, oracleCases } from '../../support/python.ts';

const encoded = (codec: Codec, text: string): string | number => {
  const done = encodeText(codec, text);
  return 'bytes' in done ? toHex(done.bytes) : done.at;
};

test.each<[Codec, string, string | number]>([
  ['utf-8', '你好', 'e4 bd a0 e5 a5 bd'],
  ['gbk', '你好', 'c4 e3 ba c3'],
  ['utf-8', '中文', 'e4 b8 ad e6 96 87'],
  ['gbk', '中文', 'd6 d0 ce c4'],
  ['utf-8', '😀', 'f0 9f 98 80'],
  ['gbk', '😀', 0],
  ['gb18030', '😀', '94 39 fc 36'],
  ['gb18030', '你好', 'c4 e3 ba c3'],
  ['gbk', 'é', 'a8 a6'],
  ['gbk', 'aß', 1],
  ['gb18030', 'ß', '81 30 89 38'],
  ['utf-16', '你', 'ff fe 60 4f'],
  ['utf-16', '😀', 'ff fe 3d d8 00 de'],
  ['ascii', 'Aé', 1],
  ['latin-1', 'é', 'e9'],
  ['latin-1', '€', 0],
  ['gbk', '€', 0],
  ['utf-8', 'a\ud800', 1],
  ['utf-16', '\udc00', 0],
])('%s of %s', (codec, text, is) => {
  expect(encoded(codec, text)).toEqual(is);
});

test.each<[Codec, string, { text: string } | { at: number }]>([
  ['gbk', 'e4 bd a0 e5 a5 bd', { text: '浣犲ソ' }],
  ['utf-8', 'c4 e3 ba c3', { at: 0 }],
  ['gbk', 'e4 b8 ad e6 96 87', { at: 2 }],
  ['utf-8', '61 e4 bd', { at: 1 }],
  ['utf-8', 'ef bb bf 61', { text: '\ufeffa' }],
  ['gbk', '61 80', { at: 1 }],
  ['gbk', '61 c4', { at: 1 }],
  ['gb18030', '94 39 fc 36', { text: '😀' }],
  ['utf-16', 'fe ff 4f 60', { text: '你' }],
  ['utf-16', '60 4f 61', { at: 2 }],
  ['utf-16', '3d d8 61 00', { at: 0 }],
  ['ascii', '61 ff', { at: 1 }],
  ['latin-1', '61 80 ff', { text: 'a\u0080ÿ' }],
])('%s reads %s', (codec, hex, is) => {
  expect(decodeText(codec, fromHex(hex)!)).toEqual(is);
});

/** Characters that the platform's GB 18030 (of 2005 and 2022) and Python's (of 2000) put in different places, and places without a character. */
const NEWER = /[\ue000-\uf8ff\ufe10-\ufe19\u1e3f\u9fb4-\u9fbb\u3000]/u;

describe.skipIf(!hasPython)('Python agrees (skipped where there is no python3)', () => {
  const luck = luckFor(15, 'test', 'codec');
  /** Anything from everywhere, characters of GBK above all. */
  const points = (): number => {
    const [from, size] = [
      [0x20, 0x5f],
      [0xa0, 0x360],
      [0x2000, 0x800],
      [0x3001, 0xff],
      [0x4e00, 0x51a6],
      [0xf900, 0x600],
      [0x1_f300, 0x400],
      [0x1_0000, 0xf_0000],
      [0x80, 0xd780],
    ][below(luck, 9)] as [number, number];
    return from + below(luck, size);
  };
  const cases = Array.from({ length: oracleCases }, (_, place) => codecs[place % codecs.length]!);

  test('about the octets of any character, and which characters there are', () => {
    const questions = cases
      .map((codec) => ({ codec, text: String.fromCodePoint(points()) }))
      .filter(({ codec, text }) => codec !== 'gb18030' || !NEWER.test(text));
    const script = `
def answer(q):
    try:
        octets = q['text'].encode(q['codec'])
    except UnicodeEncodeError as error:
        return error.start
    return octets.hex(' ')
`;
    expect(disagreements(script, questions, ({ codec, text }) => encoded(codec, text))).toEqual([]);
  });

  test('about what octets read as, and where they are no text', () => {
    const questions = cases.map((codec) => {
      const texts = [String.fromCodePoint(points()), '网络', 'é', '😀'];
      const other = codecs[below(luck, codecs.length)]!;
      const done = encodeText(other, texts[below(luck, 4)]! + texts[below(luck, 4)]!);
      const bytes =
        'bytes' in done ? done.bytes : Uint8Array.from({ length: 1 + below(luck, 8) }, () => below(luck, 256));
      return { codec, hex: toHex(bytes.subarray(0, bytes.length - below(luck, 2))) };
    });
    const script = `
def answer(q):
    try:
        return { 'text': bytes.fromhex(q['hex']).decode(q['codec']) }
    except UnicodeDecodeError as error:
        return { 'at': error.start }
`;
    const ours = (question: { codec: Codec; hex: string }): unknown =>
      decodeText(question.codec, fromHex(question.hex)!);
    const fair = questions.filter((one) => one.codec !== 'gb18030' || !NEWER.test(JSON.stringify(ours(one))));
    expect(disagreements(script, fair, ours)).toEqual([]);
  });

  test('about every pair of GBK', () => {
    const questions = Array.from({ length: 126 }, (_, place) => 0x81 + place);
    const script = `
def answer(first):
    row = []
    for second in range(256):
        try:
            row.append(bytes([first, second]).decode('gbk'))
        except UnicodeDecodeError:
            row.append(None)
    return row
`;
    const ours = (first: number): unknown =>
      Array.from({ length: 256 }, (_, second) => {
        const read = decodeText('gbk', Uint8Array.of(first, second));
        return 'text' in read ? read.text : null;
      });
    expect(disagreements(script, questions, ours)).toEqual([]);
  });
});
