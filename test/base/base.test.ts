// Time, luck, octets and copies.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex, printable, putU16, putU32, putU48, toHex, u16, u32, u48 } from '../../src/base/bytes.ts';
import { copyOf } from '../../src/base/copy.ts';
import { formatFileError } from '../../src/base/result.ts';
import { below, happens, luckFor, nextWord } from '../../src/base/rng.ts';
import { formatDuration, formatInstant, parseDuration } from '../../src/base/time.ts';

describe('time', () => {
  test.each([
    ['1 ms', 1_000_000],
    ['0.5s', 500_000_000],
    ['10 us', 10_000],
    ['10 µs', 10_000],
    ['7ns', 7],
    ['2 min', 120e9],
    ['1h', 3600e9],
    ['.5 ms', 500_000],
  ])('%s is %i ns', (text, ns) => expect(parseDuration(text)).toBe(ns));
  test.each(['', '5', '5 sec', '-1 ms', '1e3 ms', '1 ms 2', 'ms', '9999999999 h'])('%j is no duration', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
  test.each([
    [0, '0 ns'],
    [640, '640 ns'],
    [6_720, '6.72 µs'],
    [1_000_000, '1 ms'],
    [2_500_000_000, '2.5 s'],
    [Infinity, '∞'],
  ])('%d ns reads %s', (ns, text) => {
    expect(formatDuration(ns)).toBe(text);
  });
  test('an instant keeps every nanosecond', () => {
    expect(formatInstant(1_006_720)).toBe('0.001006720');
    expect(formatInstant(61_000_000_001)).toBe('61.000000001');
  });
});

describe('luck', () => {
  test('the same name gives the same stream, another name another one', () => {
    const draw = (owner: string, purpose: string, seed = 7): number[] => {
      const luck = luckFor(seed, owner, purpose);
      return Array.from({ length: 8 }, () => nextWord(luck));
    };
    expect(draw('A-S', 'loss')).toEqual(draw('A-S', 'loss'));
    expect(draw('A-S', 'loss')).not.toEqual(draw('A-S', 'jitter'));
    expect(draw('A-S', 'loss')).not.toEqual(draw('B-S', 'loss'));
    expect(draw('A-S', 'loss')).not.toEqual(draw('A-S', 'loss', 8));
  });
  test('the stream is fixed: a change here changes every recorded run', () => {
    const luck = luckFor(7, 'A-S', 'loss');
    expect(Array.from({ length: 3 }, () => nextWord(luck))).toMatchInlineSnapshot(`
      [
        72404954,
        2362810302,
        3726278180,
      ]
    `);
  });
  test('a chance in a million comes about as often as it says', () => {
    const luck = luckFor(1, 'x', 'y');
    let hits = 0;
    for (let i = 0; i < 100_000; i++) if (happens(luck, 10_000)) hits++;
    expect(hits).toBeGreaterThan(850);
    expect(hits).toBeLessThan(1150);
    expect(happens(luck, 0)).toBe(false);
    expect(happens(luck, 1_000_000)).toBe(true);
  });
  test('below covers all of its range and nothing else', () => {
    const luck = luckFor(1, 'x', 'z');
    const seen = new Set<number>();
    for (let i = 0; i < 200; i++) seen.add(below(luck, 6));
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5]);
  });
  test.each([0x1_0000_0000, 0x1_0000_0001, 6_000_000_001, 0x20_0000_0000_0000])(
    'below %d ends, and reaches high',
    (bound) => {
      const luck = luckFor(1, 'x', 'wide');
      const drawn = Array.from({ length: 100 }, () => below(luck, bound));
      for (const value of drawn) expect(Number.isSafeInteger(value) && value >= 0 && value < bound).toBe(true);
      expect(Math.max(...drawn)).toBeGreaterThan(bound * 0.9);
      expect(Math.min(...drawn)).toBeLessThan(bound * 0.1);
    },
  );
});

describe('octets', () => {
  test('numbers of 16, 32 and 48 bits come back as they went', () => {
    fc.assert(
      fc.property(fc.nat(0xffff), fc.nat(0xffffffff), fc.nat(0xffffffffffff), (a, b, c) => {
        const room = new Uint8Array(12);
        putU16(room, 0, a);
        putU32(room, 2, b);
        putU48(room, 6, c);
        expect([u16(room, 0), u32(room, 2), u48(room, 6)]).toEqual([a, b, c]);
        expect(fromHex(toHex(room))).toEqual(room);
      }),
    );
  });
  test('hexadecimal that is none is refused', () => {
    expect(fromHex('0g')).toBeUndefined();
    expect(fromHex('abc')).toBeUndefined();
    expect(fromHex('02:00-00.0A')).toEqual(Uint8Array.of(2, 0, 0, 10));
  });
  test('what cannot be printed is a dot', () => expect(printable(Uint8Array.of(0x68, 0x69, 0, 0xff))).toBe('hi..'));
});

test('a copy of plain data is equal and shares nothing that can change', () => {
  const original = {
    a: [1, { b: new Uint32Array([1, 2]) }],
    m: new Map([['k', { v: 1 }]]),
    s: new Set([1]),
    n: null,
    u: undefined,
  };
  const copy = copyOf(original);
  expect(copy).toEqual(original);
  (copy.a[1] as { b: Uint32Array }).b[0] = 9;
  copy.m.get('k')!.v = 2;
  copy.s.add(2);
  expect((original.a[1] as { b: Uint32Array }).b[0]).toBe(1);
  expect(original.m.get('k')!.v).toBe(1);
  expect(original.s.size).toBe(1);
});

test('a mistake in a file reads as compilers write it', () => {
  expect(
    formatFileError({
      file: 'x.lab.yaml',
      line: 3,
      column: 5,
      message: 'rate is a bare number',
      hint: 'write 100 Mbit/s',
    }),
  ).toBe('x.lab.yaml:3:5 rate is a bare number (write 100 Mbit/s)');
});
