// What K-17 lets learners work out by hand: how long a digest is, how many blocks a message fills, and which messages have the same digest.

import { below, type Luck } from '../../base/rng.ts';
import { toHex } from '../../base/bytes.ts';
import type { Drill, Posed } from '../drill.ts';
import { encodeText, type Codec } from './codec.ts';
import { BLOCK, hashes, padded, type HashName } from './digests.ts';
import { plainSteps } from './digestSteps.ts';

const pick = <T>(luck: Luck, from: readonly T[]): T => from[below(luck, from.length)]!;
const slip = (id: string, ...answer: string[]): Posed['slips'][number] => ({
  say: { id: `slip.digest.${id}` },
  answer,
});
const names = Object.keys(hashes) as HashName[];

/** What is asked about a digest of so many octets. */
const ASKED = { octets: 1, digits: 2, bits: 8 } as const;

const size: Drill = {
  id: 'digest.size',
  levels: 1,
  pose(luck) {
    const name = pick(luck, names);
    const asked = pick(luck, ['octets', 'digits', 'bits'] as const);
    const length = 1 + below(luck, 900);
    const of = (one: HashName, what: keyof typeof ASKED): string => String(hashes[one].size * ASKED[what]);
    return {
      ask: { id: `ask.digest.size-${asked}`, params: { name, length } },
      form: { kind: 'type', boxes: [{ name: 'size', label: { id: `digest.size-${asked}` }, reads: 'whole' }] },
      answer: [of(name, asked)],
      slips: [
        ...(['octets', 'digits', 'bits'] as const)
          .filter((one) => one !== asked)
          .map((one) => slip(`in-${one}`, of(name, one))),
        ...names.filter((one) => one !== name).map((one) => slip(`of-${one}`, of(one, asked))),
        slip('of-message', String(length)),
      ],
      worked: [
        {
          say: { id: 'digest.step.size', params: { name, octets: hashes[name].size } },
          source: hashes[name].source,
          sum: [`${hashes[name].size} × 8 = ${of(name, 'bits')}`, `${hashes[name].size} × 2 = ${of(name, 'digits')}`],
        },
      ],
    };
  },
};

/** Level 1: anywhere. Level 2: at the border where another block begins. */
const blocks: Drill = {
  id: 'digest.blocks',
  levels: 2,
  pose(luck, level) {
    const name = pick(luck, names);
    const length = level === 1 ? below(luck, 200) : BLOCK * (1 + below(luck, 4)) - 10 + below(luck, 11);
    const message = new Uint8Array(length);
    const right = padded(message, hashes[name]).length / BLOCK;
    return {
      ask: { id: 'ask.digest.blocks', params: { name, length } },
      form: { kind: 'type', boxes: [{ name: 'blocks', label: { id: 'digest.blocks' }, reads: 'whole' }] },
      answer: [String(right)],
      slips: [
        slip('no-padding', String(Math.ceil(length / BLOCK))),
        slip('length-forgotten', String(Math.ceil((length + 1) / BLOCK))),
        slip('rounded-down', String(Math.floor((length + 9) / BLOCK))),
        slip('always-one-more', String(Math.ceil(length / BLOCK) + 1)),
      ],
      worked: plainSteps(hashes[name], message).slice(0, 1),
    };
  },
};

/** What two programs may do differently with a text, by codes that words know as `digest.other.CODE`. */
const others: Readonly<Record<string, (text: string) => Uint8Array>> = {
  gbk: (text) => octets('gbk', text),
  'utf-16': (text) => octets('utf-16', text),
  'as-hex': (text) => octets('utf-8', text),
  newline: (text) => octets('utf-8', `${text}\n`),
  capital: (text) => octets('utf-8', text.toUpperCase()),
  digits: (text) => octets('utf-8', toHex(octets('utf-8', text), '')),
};

function octets(codec: Codec, text: string): Uint8Array {
  const done = encodeText(codec, text);
  if (!('bytes' in done)) throw new Error(`${codec} has no octets for ${text}`);
  return done.bytes;
}

/** Level 1: ASCII. Level 2: Chinese. */
const same: Drill = {
  id: 'digest.same',
  levels: 2,
  pose(luck, level) {
    const text = pick(luck, level === 1 ? ['abc', 'ok', 'hello', 'secret', 'login'] : ['你好', '密码', '老师', '网络']);
    const name = pick(luck, names);
    const digestOf = (bytes: Uint8Array): string => toHex(hashes[name].digest(bytes), '');
    const mine = digestOf(octets('utf-8', text));
    const ids = Object.keys(others).filter((id) => level === 1 || id !== 'capital');
    const start = below(luck, ids.length);
    const right = ids.filter((id) => digestOf(others[id]!(text)) === mine);
    return {
      ask: { id: 'ask.digest.same', params: { text, name } },
      form: {
        kind: 'choose',
        many: true,
        options: ids.map((_, place) => {
          const id = ids[(start + place) % ids.length]!;
          return { id, text: { id: `digest.other.${id}`, params: { text, hex: toHex(octets('utf-8', text)) } } };
        }),
      },
      answer: right,
      slips: [
        ...ids.filter((id) => !right.includes(id)).map((id) => slip(`same-${id}`, ...right, id)),
        ...right
          .map((id) => slip(`not-${id}`, ...right.filter((one) => one !== id)))
          .filter(({ answer }) => answer.length > 0),
        slip('all-same', ...ids),
      ],
      worked: [
        { say: { id: 'digest.step.same', params: { text } }, sum: [`${toHex(octets('utf-8', text))} → ${mine}`] },
        ...ids.map((id) => ({
          say: { id: `digest.other.${id}`, params: { text, hex: toHex(octets('utf-8', text)) } },
          sum: [`${toHex(others[id]!(text))} → ${digestOf(others[id]!(text))}`],
        })),
      ],
      trap: { id: 'digest.trap' },
    };
  },
};

/** Drills of the calculator `digest`. */
export const digestDrills: readonly Drill[] = [same, size, blocks];
