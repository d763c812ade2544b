// K-18: sequence numbers, window and round trip, timeouts, transfer times.

import { describe, expect, test } from 'vitest';
import { below, luckFor, nextWord } from '../../src/base/rng.ts';
import type { Values } from '../../src/calc/calculator.ts';
import { expiriesOf, scaleFor } from '../../src/calc/stream/reckoning.ts';
import { readMillis, timeText } from '../../src/calc/stream/millis.ts';
import { timing } from '../../src/calc/stream/timing.ts';
import { currentRto } from '../../src/stack/tcp/rtt.ts';
import { createTcb } from '../../src/stack/tcp/tcb.ts';
import { defaultTcpOptions } from '../../src/stack/tcp/options.ts';
import { disagreements, hasPython, oracleCases } from '../support/python.ts';

function resultOf(values: Values): unknown {
  const worked = timing.work(values);
  return worked.state === 'right' ? worked.result : worked;
}
const notesOf = (values: Values): string[] => {
  const worked = timing.work(values);
  return worked.state === 'right' ? worked.notes.map(({ id }) => id) : [];
};

describe('sequence numbers', () => {
  test.each<[Values, number, number, boolean]>([
    [{ seq: '0', octets: '5' }, 5, 5, false],
    [{ seq: '1000', octets: '0', syn: 'on' }, 1, 1001, false],
    [{ seq: '1000', octets: '10', fin: 'on' }, 11, 1011, false],
    [{ seq: '1000', octets: '10', syn: 'on', fin: 'on' }, 12, 1012, false],
    [{ seq: '4294967295', octets: '0', syn: 'on' }, 1, 0, true],
    [{ seq: '4294967290', octets: '20' }, 20, 14, true],
    [{ seq: '4294967290', octets: '5' }, 5, 4294967295, false],
    [{ seq: '7', octets: '0' }, 0, 7, false],
  ])('%o', (values, length, next, wraps) => {
    expect(resultOf(values)).toEqual({ about: 'sequence', length, next, wraps });
    expect(notesOf(values).includes('timing.wraps')).toBe(wraps);
  });
});

describe('window and round trip', () => {
  test('65536 octets at 40 ms are 1.64 MB/s', () => {
    const worked = timing.work({ what: 'window', window: '65536', rtt: '40' });
    expect(worked).toMatchObject({ state: 'right', result: { throughput: 1_638_400, scale: 1 } });
    const lines = worked.state === 'right' ? worked.lines.map(({ value }) => value) : [];
    expect(lines).toEqual(['1638400', '1.638', '13.107']);
  });

  test('a round trip of 0 is not defined', () => {
    expect(timing.work({ what: 'window', rtt: '0' })).toMatchObject({
      state: 'wrong',
      field: 'rtt',
      problem: { id: 'E_NUMBER', variant: 'rtt-zero' },
    });
    expect(resultOf({ what: 'window', window: '1000', rtt: '0.5' })).toMatchObject({ throughput: 2_000_000 });
    expect(notesOf({ what: 'window', window: '0' })).toEqual(['timing.closed']);
  });

  test.each([
    [65535, 0],
    [65536, 1],
    [131071, 1],
    [131072, 2],
    [0xffff << 14, 14],
  ])('a window of %i needs a scale of %i', (window, scale) => {
    expect(scaleFor(window)).toBe(scale);
  });
});

describe('timeouts', () => {
  test('double: 1, 2, 4 s', () => {
    expect(resultOf({ what: 'rto', tries: '3' })).toEqual({
      about: 'rto',
      expiries: [
        { wait: 1_000_000, at: 1_000_000 },
        { wait: 2_000_000, at: 3_000_000 },
        { wait: 4_000_000, at: 7_000_000 },
      ],
    });
  });

  test('are those of the simulator', () => {
    for (const first of [200, 1000, 1500, 3000, 100_000]) {
      const ends = { localIp: 1, localPort: 1, remoteIp: 2, remotePort: 2 };
      const tcb = createTcb(1, ends, 1500, { ...defaultTcpOptions, firstRto: first * 1e6 }, 0);
      const theirs = Array.from({ length: 15 }, (_, backoff) => {
        tcb.backoff = backoff;
        return currentRto(tcb) / 1000;
      });
      expect(expiriesOf(first * 1000, 15).map(({ wait }) => wait)).toEqual(theirs);
    }
  });

  test('say where they are short or no longer grow', () => {
    expect(notesOf({ what: 'rto', first: '200' })).toEqual(['timing.short']);
    expect(notesOf({ what: 'rto', tries: '15' })).toEqual(['timing.longest']);
  });
});

test.each([
  ['1000000', '10000000', '5', 800_000, 805_000],
  ['0', '10', '5', 0, 5000],
  ['1500', '1000000000', '0', 12, 12],
  ['1000000000000', '1', '0', 8e18, 8e18],
])('%s octets at %s bit/s with %s ms', (size, rate, latency, sending, time) => {
  expect(resultOf({ what: 'transfer', size, rate, latency })).toEqual({ about: 'transfer', sending, time });
});

describe('times', () => {
  test.each<[string, unknown]>([
    ['40', 40_000],
    ['0.25', 250],
    ['1.005', 1005],
    ['0', 0],
    ['-1', 'E_NUMBER.millis 0'],
    ['.5', 'E_NUMBER.millis 0'],
    ['5.', 'E_NUMBER.millis 1'],
    ['1.2.3', 'E_NUMBER.millis 3'],
    ['1e3', 'E_NUMBER.millis 1'],
    ['😀', 'E_NUMBER.millis 0'],
    ['1.2345', 'E_NUMBER.decimals 5'],
    ['05', 'E_ZERO 0'],
    ['101', 'E_RANGE.number 0'],
    ['100.001', 'E_RANGE.number 0'],
  ])('%s', (text, is) => {
    const read = readMillis(text, 100);
    expect(read.ok ? read.value : `${read.problem.id}.${read.problem.variant ?? ''} ${read.problem.at}`).toBe(
      is === 'E_ZERO 0' ? 'E_ZERO. 0' : is,
    );
  });

  test.each([
    [0, '0 µs'],
    [999, '999 µs'],
    [1000, '1 ms'],
    [40_500, '40.5 ms'],
    [1_500_000, '1.5 s'],
    [805_000, '805 ms'],
  ])('%i µs is %s', (micros, text) => {
    expect(timeText(micros)).toBe(text);
  });
});

test.each<[Values, string]>([
  [{ seq: '4294967296' }, 'seq E_RANGE.number'],
  [{ seq: '-1' }, 'seq E_NUMBER'],
  [{ octets: 'ten' }, 'octets E_NUMBER'],
  [{ what: 'window', window: '-5' }, 'window E_NUMBER'],
  [{ what: 'window', rtt: '-5' }, 'rtt E_NUMBER.millis'],
  [{ what: 'rto', first: '0' }, 'first E_NUMBER.rto-zero'],
  [{ what: 'transfer', rate: '0' }, 'rate E_NUMBER.rate-zero'],
  [{ what: 'transfer', size: '1.5' }, 'size E_NUMBER'],
  [{ what: 'transfer', latency: 'soon' }, 'latency E_NUMBER.millis'],
  [{ what: 'transfer', size: '１０' }, 'size E_FULLWIDTH'],
])('%o is told', (values, told) => {
  const worked = timing.work(values);
  if (worked.state !== 'wrong') throw new Error(worked.state);
  const { id, variant } = worked.problem;
  expect(`${worked.field} ${id}${variant ? `.${variant}` : ''}`).toBe(told);
});

test('what another question asks may hold anything', () => {
  expect(timing.work({ what: 'rto', seq: 'x', rtt: '0', rate: 'x' }).state).toBe('right');
  expect(timing.work({ what: 'window', rtt: '' })).toEqual({ state: 'empty' });
});

describe.skipIf(!hasPython)('Python says the same (skipped where there is no python3)', () => {
  const luck = luckFor(18, 'timing', 'python');

  test('about numbers that wrap and times of transfers', () => {
    const script = `
from fractions import Fraction
import math
def answer(question):
    seq, octets, syn, fin, size, rate = question
    sending = math.floor(Fraction(size * 8000000, rate) + Fraction(1, 2))
    return [(seq + octets + syn + fin) % 2**32, sending]`;
    const questions = Array.from({ length: oracleCases }, () => [
      ...[nextWord(luck), below(luck, 0x4000_0000), below(luck, 2), below(luck, 2)],
      ...[below(luck, 1_000_000_000), 1000 + below(luck, 10_000_000_000)],
    ]);
    const ours = ([seq, octets, syn, fin, size, rate]: number[]): unknown => {
      const on = (flag: number | undefined): string => (flag ? 'on' : '');
      const sequence = resultOf({ seq: String(seq), octets: String(octets), syn: on(syn), fin: on(fin) });
      const transfer = resultOf({ what: 'transfer', size: String(size), rate: String(rate) });
      return [(sequence as { next: number }).next, (transfer as { sending: number }).sending];
    };
    expect(disagreements(script, questions, ours)).toEqual([]);
  });
});
