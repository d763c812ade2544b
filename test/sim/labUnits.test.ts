// Values with units: what is read, what is refused, and that spelling and reading agree.
import { describe, expect, test } from 'vitest';
import {
  formatChance,
  formatRate,
  formatSize,
  parseChance,
  parseRate,
  parseSize,
  parseSwitch,
} from '../../src/sim/labUnits.ts';

describe('units', () => {
  test.each([
    [parseRate, '100 Mbit/s', 100e6],
    [parseRate, '1.5Gbit/s', 1.5e9],
    [parseRate, '0 bit/s', 0],
    [parseRate, '56 kbit/s', 56e3],
    [parseRate, '100', undefined],
    [parseRate, '100 MBit/s', undefined],
    [parseRate, '-1 bit/s', undefined],
    [parseSize, '64 kB', 64_000],
    [parseSize, '64 KiB', 65_536],
    [parseSize, '1500 B', 1500],
    [parseSize, '1500', undefined],
    [parseSize, '9 GB', undefined],
    [parseChance, '1 %', 10_000],
    [parseChance, '0.0001%', 1],
    [parseChance, '100 %', 1_000_000],
    [parseChance, '100.1 %', undefined],
    [parseChance, '1', undefined],
  ])('%o reads %s as %s', (parse, text, value) => {
    expect(parse(text)).toBe(value);
  });
  test('are spelled so that they read the same', () => {
    for (const rate of [1, 999, 1000, 56_000, 100e6, 1e9, 1_500_000]) expect(parseRate(formatRate(rate))).toBe(rate);
    for (const size of [1, 1500, 64_000, 65_536, 2e6]) expect(parseSize(formatSize(size))).toBe(size);
    for (const chance of [1, 2500, 10_000, 1e6]) expect(parseChance(formatChance(chance))).toBe(chance);
  });
  test('are spelled in the largest unit that fits', () => {
    expect([1500, 64_000, 65_536, 2e6, 0x1000_0000].map(formatSize)).toEqual([
      '1500 B',
      '64 kB',
      '64 KiB',
      '2 MB',
      '256 MiB',
    ]);
  });
  test('on and off', () => {
    expect(['on', 'yes', 'true', 'off', 'no', 'false', 'maybe', ''].map(parseSwitch)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      undefined,
      undefined,
    ]);
  });
});
