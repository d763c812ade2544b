// What K-15 lets learners work out by hand: how many octets a text has, the UTF-8 of a character, what a recv brought, and what a wrong codec makes of it.

import { below, type Luck } from '../../base/rng.ts';
import { toHex } from '../../base/bytes.ts';
import type { Drill, Posed } from '../drill.ts';
import type { Said } from '../said.ts';
import { codecs, decodeText, encodeText, type Codec } from './codec.ts';
import { cellsOf, pointOf, rowsOfCells, shown, textSteps } from './textSteps.ts';

const WORDS = ['你好', '中文', '网络', '地址', '学校', '老师', '世界', '消息', '数据', '主机', '字节', '端口'] as const;
const ASCII = ['A', 'ok', 'hi', '42', 'TCP', 'GET'] as const;
const FAR = ['😀', '🚀', '🎉'] as const;

const pick = <T>(luck: Luck, from: readonly T[]): T => from[below(luck, from.length)]!;
const slip = (id: string, answer: string): Posed['slips'][number] => ({
  say: { id: `slip.text.${id}` },
  answer: [answer],
});

/** The octets of a text that is known to have some. */
function octets(codec: Codec, text: string): Uint8Array {
  const done = encodeText(codec, text);
  if (!('bytes' in done)) throw new Error(`${codec} has no octets for ${text}`);
  return done.bytes;
}
const stepsOf = (codec: Codec, text: string): Posed['worked'] =>
  textSteps(codec, octets(codec, text), cellsOf(codec, text));

/** Level 1: Chinese and ASCII in UTF-8 or GBK. Level 2: with signs beyond U+FFFF, in UTF-8, GB 18030 or UTF-16. */
const length: Drill = {
  id: 'text.length',
  levels: 2,
  pose(luck, level) {
    const codec = pick<Codec>(luck, level === 1 ? ['utf-8', 'gbk'] : ['utf-8', 'gb18030', 'utf-16']);
    const parts = [pick(luck, WORDS), pick(luck, ASCII), ...(level === 2 ? [pick(luck, FAR)] : [])];
    const start = below(luck, parts.length);
    const text = parts.map((_, place) => parts[(start + place) % parts.length]).join('');
    const characters = [...text].length;
    const other = codec === 'utf-8' ? 'gb18030' : 'utf-8';
    return {
      ask: { id: 'ask.text.length', params: { text, codec } },
      form: { kind: 'type', boxes: [{ name: 'octets', label: { id: 'text.octets' }, reads: 'whole' }] },
      answer: [String(octets(codec, text).length)],
      slips: [
        slip('characters', String(characters)),
        slip('other-codec', String(octets(other, text).length)),
        slip('all-three', String(3 * characters)),
        slip('all-two', String(2 * characters)),
        ...(codec === 'utf-16' ? [slip('no-mark', String(octets(codec, text).length - 2))] : []),
      ],
      worked: stepsOf(codec, text),
    };
  },
};

/** Level 1: two octets. Level 2: three. */
const utf8: Drill = {
  id: 'text.utf8',
  levels: 2,
  pose(luck, level) {
    const point = level === 1 ? 0xa1 + below(luck, 0x400 - 0xa1) : 0x4e00 + below(luck, 0x5000);
    const char = String.fromCodePoint(point);
    const right = octets('utf-8', char);
    const six = Array.from(right, (_, place) => (point >> (6 * (right.length - 1 - place))) & 0x3f);
    const gbk = encodeText('gbk', char);
    return {
      ask: { id: 'ask.text.utf8', params: { char, point: pointOf(char), binary: point.toString(2) } },
      form: { kind: 'type', boxes: [{ name: 'octets', label: { id: 'text.bytes' }, reads: 'hex' }] },
      answer: [toHex(right)],
      slips: [
        slip('bare-number', toHex([point >> 8, point & 0xff])),
        ...('bytes' in gbk ? [slip('in-gbk', toHex(gbk.bytes))] : []),
        slip('no-prefixes', toHex(six)),
        slip('leads-everywhere', toHex(six.map((bits, place) => bits | (place === 0 ? right[0]! & 0xe0 : 0xc0)))),
        slip('turned', toHex([...right].reverse())),
      ],
      worked: stepsOf('utf-8', char),
    };
  },
};

const whole: Drill = {
  id: 'text.whole',
  levels: 2,
  pose(luck, level) {
    const codec = level === 1 ? 'utf-8' : pick<Codec>(luck, ['utf-8', 'gbk']);
    const text = pick(luck, level === 1 ? [''] : ASCII) + pick(luck, WORDS) + pick(luck, WORDS);
    const bytes = octets(codec, text);
    const cells = cellsOf(codec, text);
    const at = 1 + below(luck, bytes.length - 1);
    const before = cells.filter(({ to }) => to <= at).length;
    const inside = cells.find(({ from, to }) => from < at && at < to);
    const each = codec === 'gbk' ? 2 : 3;
    return {
      ask: { id: 'ask.text.whole', params: { text, codec, at } },
      form: { kind: 'type', boxes: [{ name: 'whole', label: { id: 'text.whole' }, reads: 'whole' }] },
      answer: [String(before)],
      slips: [
        ...(inside ? [slip('broken-counted', String(before + 1))] : []),
        slip('octets-for-characters', String(at)),
        slip('other-width', String(Math.floor(at / (5 - each)))),
        slip('ascii-wide', String(Math.floor(at / each))),
        slip('all-arrived', String(cells.length)),
      ],
      worked: textSteps(codec, bytes, cells, { at, inside, whole: before }),
      ...(inside && { trap: { id: 'text.trap.cut' } }),
    };
  },
};

const reading: Drill = {
  id: 'text.reading',
  levels: 1,
  pose(luck) {
    const text = pick(luck, WORDS);
    const [from, to] = pick<[Codec, Codec]>(luck, [
      ['utf-8', 'gbk'],
      ['gbk', 'utf-8'],
      ['utf-8', 'latin-1'],
      ['gbk', 'latin-1'],
      ['gbk', 'gb18030'],
      ['utf-8', 'ascii'],
    ]);
    const bytes = octets(from, text);
    const optionOf = (codec: Codec): { id: string; text: Said | string } => {
      const read = decodeText(codec, bytes);
      const at = 'at' in read ? read.at : 0;
      return 'text' in read
        ? { id: read.text, text: shown(read.text) }
        : { id: `error ${at}`, text: { id: 'text.error', params: { at, octet: toHex([bytes[at]!]) } } };
    };
    const other = optionOf(to);
    const options = [{ id: text, text }, other, ...codecs.filter((codec) => codec !== from).map(optionOf)];
    options.push({ id: '??', text: '?'.repeat([...text].length) });
    const distinct = options.filter(({ id }, place) => options.findIndex((one) => one.id === id) === place).slice(0, 5);
    const start = below(luck, distinct.length);
    return {
      ask: { id: 'ask.text.reading', params: { text, from, to } },
      octets: rowsOfCells(bytes, cellsOf(from, text), { at: 0, inside: undefined, whole: 0 }),
      form: { kind: 'choose', options: distinct.map((_, place) => distinct[(start + place) % distinct.length]!) },
      answer: [other.id],
      slips: [
        slip('unharmed', text),
        ...(distinct.some(({ id }) => id === '??') ? [slip('question-marks', '??')] : []),
        ...distinct
          .filter(({ id }) => id !== text && id !== '??' && id !== other.id)
          .map(({ id }) => slip(id.startsWith('error') ? 'error-elsewhere' : 'another-codec', id)),
      ],
      worked: [
        ...stepsOf(from, text),
        {
          say: {
            id: other.id.startsWith('error') ? 'text.step.read-error' : 'text.step.read',
            params: {
              to,
              text: typeof other.text === 'string' ? other.text : '',
              at: Number(other.id.split(' ')[1] ?? 0),
            },
          },
        },
      ],
      trap: { id: to === 'gb18030' ? 'text.trap.same' : 'text.trap.codec' },
    };
  },
};

/** Drills of the calculator `text`. */
export const textDrills: readonly Drill[] = [length, whole, utf8, reading];
