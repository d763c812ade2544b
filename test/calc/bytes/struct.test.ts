// K-12: struct and byte order, with every case of the course, and Python itself as the judge.

import { describe, expect, test } from 'vitest';
import { below, luckFor, type Luck } from '../../../src/base/rng.ts';
import { toHex } from '../../../src/base/bytes.ts';
import { struct } from '../../../src/calc/bytes/struct.ts';
import { structDrills } from '../../../src/calc/bytes/structDrills.ts';
import { mark, setExercise } from '../../../src/calc/drill.ts';
import { disagreements, hasPython, oracleCases } from '../../support/python.ts';

const right = (values: Record<string, string>) => {
  const worked = struct.work(values);
  if (worked.state !== 'right') throw new Error(JSON.stringify(worked));
  return worked;
};

test.each([
  ['!I', '9000', '00 00 23 28', "b'\\x00\\x00#('"],
  ['<i', '9000', '28 23 00 00', "b'(#\\x00\\x00'"],
  ['!H', '9000', '23 28', "b'#('"],
  ['<i', '123456789', '15 cd 5b 07', "b'\\x15\\xcd[\\x07'"],
  ['>h', '-2', 'ff fe', "b'\\xff\\xfe'"],
  ['<hB?', '-1, 255, True', 'ff ff ff 01', "b'\\xff\\xff\\xff\\x01'"],
  ['!f', '1.5', '3f c0 00 00', "b'?\\xc0\\x00\\x00'"],
  ['!4s', "'a\\x00b'", '61 00 62 00', "b'a\\x00b\\x00'"],
  ['!3s', '你好', 'e4 bd a0', "b'\\xe4\\xbd\\xa0'"],
  ['<2H', '1 2', '01 00 02 00', "b'\\x01\\x00\\x02\\x00'"],
  ['<2H', '1,2', '01 00 02 00', "b'\\x01\\x00\\x02\\x00'"],
  ['!I', '9000,', '00 00 23 28', "b'\\x00\\x00#('"],
  ['!q', '-9223372036854775808', '80 00 00 00 00 00 00 00', "b'\\x80\\x00\\x00\\x00\\x00\\x00\\x00\\x00'"],
])('%s of %s', (format, values, packed, printed) => {
  expect(right({ format, values }).result).toMatchObject({ packed, printed, unpacked: null });
});

test.each([
  ['!I', '48 54 54 50', '(1213486160,)', '(1347703880,)'],
  ['<I', '48 54 54 50', '(1347703880,)', '(1213486160,)'],
  ['<i', '38 0a 34 31', '(825494072,)', '(940192817,)'],
  ['!i', '00 00 00 05', '(5,)', '(83886080,)'],
  ['!b', 'ff', '(-1,)', null],
  ['!4s?', '61 62 27 0a 02', `(b"ab'\\n", True)`, null],
  ['!d', '7f f0 00 00 00 00 00 00', '(inf,)', '(3.0418e-319,)'],
])('%s from %s', (format, hex, unpacked, otherOrder) => {
  expect(right({ format, values: '', hex }).result).toMatchObject({ packed: null, unpacked, otherOrder });
});

test.each([
  ['@bi', 8],
  ['bi', 8],
  ['=bi', 5],
  ['!bi', 5],
  ['@l', 8],
  ['=l', 4],
  ['!l', 4],
  ['<l', 4],
  ['@ib', 5],
  ['@bi0q', 8],
  ['@b0q', 8],
  ['!b 3x H', 6],
])('%s has %i octets', (format, size) => {
  expect(right({ format, values: '', hex: '00'.repeat(size) }).result.size).toBe(size);
});

test('the weights of octets are shown, and why a [ is printed', () => {
  const { steps } = right({ format: '<i', values: '123456789' });
  expect(steps.flatMap(({ sum = [] }) => sum)).toEqual(['21 × 2^0 + 205 × 2^8 + 91 × 2^16 + 7 × 2^24 = 123456789']);
  expect(steps.at(-1)!.say).toEqual({
    id: 'struct.step.printed-sign',
    params: { printed: "b'\\x15\\xcd[\\x07'", octet: '5b', sign: '[' },
  });
});

test('native mode is warned of, and text that is cut off', () => {
  expect(right({ format: 'bi', values: '1 2' }).notes.map(({ id }) => id)).toEqual(['struct.native', 'struct.aligned']);
  expect(right({ format: '!2s', values: 'abc' }).notes).toEqual([{ id: 'struct.cut', params: { size: 2 } }]);
});

describe('what is wrong is told at its place', () => {
  const range = (value: string, min: string, max: string) => ({ value, min, max });
  test.each<[Record<string, string>, string, string, number, Record<string, unknown>?]>([
    [
      { format: '!i', values: '2147483648' },
      'values',
      'E_RANGE.number',
      0,
      range('2147483648', '-2147483648', '2147483647'),
    ],
    [{ format: '!i', values: '-2147483649' }, 'values', 'E_RANGE.number', 0],
    [{ format: '!I', values: '-1' }, 'values', 'E_RANGE.number', 0, range('-1', '0', '4294967295')],
    [{ format: '!H', values: '65536' }, 'values', 'E_RANGE.number', 0, range('65536', '0', '65535')],
    [{ format: '!B', values: '256' }, 'values', 'E_RANGE.number', 0, range('256', '0', '255')],
    [{ format: '!BB', values: '1, 256' }, 'values', 'E_RANGE.number', 3],
    [{ format: '!Q', values: '9'.repeat(60) }, 'values', 'E_RANGE.number', 0],
    [{ format: '!I', values: '1.5' }, 'values', 'E_NUMBER.fraction', 1],
    [{ format: '!I', values: '12a' }, 'values', 'E_NUMBER.signed', 2],
    [{ format: '!i', values: '−5' }, 'values', 'E_NUMBER.minus', 0],
    [{ format: '!i', values: '-' }, 'values', 'E_NUMBER.digits', 1],
    [{ format: '!I', values: '09' }, 'values', 'E_ZERO', 0],
    [{ format: '!I', values: '９' }, 'values', 'E_FULLWIDTH', 0],
    [{ format: '!I', values: '1 2' }, 'values', 'E_NUMBER.values', 2],
    [{ format: '!II', values: '1' }, 'values', 'E_NUMBER.values', 1],
    [{ format: '!II', values: '1,,2' }, 'values', 'E_NUMBER.value-missing', 2],
    [{ format: '!f', values: '1x' }, 'values', 'E_NUMBER.float', 1],
    [{ format: '!f', values: '1e39' }, 'values', 'E_RANGE.float', 0],
    [{ format: '!d', values: '1e999' }, 'values', 'E_RANGE.float', 0],
    [{ format: '!?', values: 'yes' }, 'values', 'E_NUMBER.bool', 0],
    [{ format: '!2s', values: "b'\\q'" }, 'values', 'E_CHAR.escape', 2],
    [{ format: '!2s', values: "'a\ud800'" }, 'values', 'E_CODEC.surrogate', 2],
    [{ format: '!I', values: '', hex: '00 01 02' }, 'hex', 'E_HEX.unpack', 8, { size: 4, count: 3 }],
    [{ format: '!H', values: '', hex: '00 01 02' }, 'hex', 'E_HEX.unpack', 6, { size: 2, count: 3 }],
    [{ format: '!I', values: '', hex: '0x' }, 'hex', 'E_HEX', 1],
    [{ format: '!z' }, 'format', 'E_CHAR.struct', 1],
    [{ format: '!n' }, 'format', 'E_CHAR.struct', 1],
    [{ format: 'I!' }, 'format', 'E_CHAR.struct-prefix', 1],
    [{ format: '！I' }, 'format', 'E_FULLWIDTH', 0],
    [{ format: '!4' }, 'format', 'E_CHAR.struct-count', 2],
    [{ format: '!' }, 'format', 'E_CHAR.struct-none', 1],
    [{ format: '!I9999s' }, 'format', 'E_TOOBIG.struct', 2],
  ])('%o', (values, field, id, at, params = {}) => {
    const worked = struct.work(values);
    if (worked.state !== 'wrong') throw new Error(worked.state);
    const { problem } = worked;
    expect([worked.field, problem.variant ? `${problem.id}.${problem.variant}` : problem.id, problem.at]).toEqual([
      field,
      id,
      at,
    ]);
    expect(problem.params).toMatchObject(params);
  });

  test('a full-width sign is offered as ASCII, in its place', () => {
    expect(struct.work({ format: '!HH', values: '1, ２3' })).toMatchObject({ problem: { instead: '1, 23', at: 3 } });
  });

  test('nothing typed says nothing', () => {
    expect(struct.work({ values: ' ' })).toEqual({ state: 'empty' });
    expect(struct.work({ format: '' })).toEqual({ state: 'empty' });
  });
});

test('the range of the seed is named as the mistake it is', () => {
  const drill = structDrills.find(({ id }) => id === 'struct.range')!;
  const exercise = Array.from({ length: 20 }, (_, seed) => setExercise(drill, 2, seed)).find(
    ({ ask }) => ask.params!['code'] === 'i',
  )!;
  expect(exercise.answer).toEqual(['-2147483648', '2147483647']);
  expect(mark(exercise, ['-2147483649', '2147483648'])).toMatchObject({
    right: false,
    because: { id: 'slip.struct.zero-forgotten' },
  });
  expect(exercise.trap).toEqual({ id: 'struct.trap.range' });
});

const INTEGERS: Readonly<Record<string, [bigint, bigint]>> = Object.fromEntries(
  [1, 2, 4, 8].flatMap((size, place) => {
    const all = 1n << BigInt(8 * size);
    return [
      ['bhiq'[place]!, [-(all >> 1n), (all >> 1n) - 1n]],
      ['BHIQ'[place]!, [0n, all - 1n]],
    ];
  }),
);
const wide = (luck: Luck): bigint => (BigInt(below(luck, 2 ** 32)) << 32n) | BigInt(below(luck, 2 ** 32));

/** Whole numbers at and near the ends of the range, beyond them, and anywhere. */
function someInteger(luck: Luck, code: string): bigint {
  const [min, max] = INTEGERS[code]!;
  const nearEnd = BigInt(below(luck, 4)) - 1n;
  return [min - nearEnd, max + nearEnd, min + (wide(luck) % (max - min + 1n))][below(luck, 3)]!;
}

describe.skipIf(!hasPython)('Python agrees (skipped where there is no python3)', () => {
  const luck = luckFor(12, 'test', 'struct');
  const cases = (most: number): number[] => Array.from({ length: most }, (_, place) => place);
  const anyFormat = (codes: string, most: number): string =>
    ['', '@', '=', '<', '>', '!'][below(luck, 6)]! +
    cases(1 + below(luck, most))
      .map(() => (below(luck, 5) ? '' : String(below(luck, 4))) + codes[below(luck, codes.length)]!)
      .join('');

  test('about packing, printing and what is out of range', () => {
    const questions = cases(oracleCases).map(() => {
      const code = 'bBhHiIqQ'[below(luck, 8)]!;
      return { format: ['', '@', '=', '<', '>', '!'][below(luck, 6)]! + code, value: String(someInteger(luck, code)) };
    });
    const script = `
import struct
def answer(q):
    try:
        packed = struct.pack(q['format'], int(q['value']))
    except struct.error:
        return None
    return [packed.hex(' '), repr(packed)]
`;
    expect(
      disagreements(script, questions, ({ format, value }) => {
        const worked = struct.work({ format, values: value });
        return worked.state === 'right' ? [worked.result.packed, worked.result.printed] : null;
      }),
    ).toEqual([]);
  });

  test('about sizes, and what any octets are in any format and in the other order', () => {
    const questions = cases(oracleCases).map(() => ({
      format: anyFormat('bBhHiIlLqQfd?sx', 6),
      pool: toHex(Uint8Array.from({ length: 200 }, () => below(luck, 256))),
    }));
    const script = `
import struct
def answer(q):
    size = struct.calcsize(q['format'])
    octets = bytes.fromhex(q['pool'])[:size]
    return [size, repr(struct.unpack(q['format'], octets))]
`;
    const ours = ({ format, pool }: { format: string; pool: string }): unknown => {
      const read = right({ format, values: '', hex: pool.slice(0, 3 * sizeOf(format)) });
      return [read.result.size, read.result.unpacked];
    };
    // A format without octets (0i) has nothing to be typed: our field is empty then.
    expect(
      disagreements(
        script,
        questions.filter(({ format }) => sizeOf(format) > 0),
        ours,
      ),
    ).toEqual([]);
  });

  test('about numbers with a point', () => {
    const questions = cases(oracleCases).map(() => {
      const digits = String(below(luck, 10 ** (1 + below(luck, 15))));
      const text = `${below(luck, 2) ? '-' : ''}${digits}.${below(luck, 1000)}e${below(luck, 80) - 40}`;
      return { format: ['!f', '<f', '!d', '<d'][below(luck, 4)]!, text };
    });
    const script = `
import struct
def answer(q):
    try:
        packed = struct.pack(q['format'], float(q['text']))
    except OverflowError:
        return None
    return [packed.hex(' '), repr(struct.unpack(q['format'], packed))]
`;
    expect(
      disagreements(script, questions, ({ format, text }) => {
        const worked = struct.work({ format, values: text });
        if (worked.state !== 'right') return null;
        const { packed } = worked.result;
        return [packed, right({ format, values: '', hex: packed! }).result.unpacked];
      }),
    ).toEqual([]);
  });
});

function sizeOf(format: string): number {
  const worked = struct.work({ format, values: '', hex: '00' });
  if (worked.state === 'right') return worked.result.size;
  return worked.state === 'wrong' ? Number(worked.problem.params?.['size']) : 0;
}
