// Two runs of the same commands laid beside each other: what is the same in both, what differs first, and that it does not matter which of them comes first.
import { runAlone } from '../../src/sim/turns.ts';
import { describe, expect, test } from 'vitest';
import { MILLISECOND } from '../../src/base/time.ts';
import { differencesOf, figuresOf, type Difference, type Seen } from '../../src/player/difference.ts';
import { happeningsOf } from '../../src/player/happenings.ts';
import { heldBack } from '../../src/player/held.ts';
import { startHistory, extend, type History } from '../../src/sim/history.ts';
import { vary, type Variation } from '../../src/sim/variation.ts';
import { labOf, threeHosts, twoLans } from '../support/lab.ts';
import { threeSends } from '../support/threeSends.ts';

function runOf(text: string): History {
  const history = startHistory(labOf(text));
  extend(history);
  return history;
}

function varied(history: History, variation: Variation): History {
  const other = runAlone(vary(history, variation));
  extend(other);
  return other;
}

const seen = (history: History): Seen => ({ history, happenings: happeningsOf(history) });
const differ = (a: History, b: History): Difference[] => differencesOf(seen(a), seen(b));

/** `10.050 A 192.168.12.1>192.168.12.2:5000#1/0 data 6#1: octets 7|4`. */
const told = ({ at, both: [a, b], facts }: Difference): string => {
  const one = (a ?? b)!;
  const values = facts.map((fact) =>
    fact === 'at' ? `at ${a!.at}|${b!.at}` : `${fact} ${a!.facts[fact]}|${b!.facts[fact]}`,
  );
  return `${(at / MILLISECOND).toFixed(3)} ${one.name.replace('192.168.12.1>192.168.12.2:5000#1', 'talk')}: ${
    a && b ? values.join(', ') : a ? 'only first' : 'only second'
  }`;
};

const three = runOf(threeSends());
const knob = (of: string, knob: 'nagle' | 'delayedAck', value: boolean | number): Variation => ({
  ...{ kind: 'knob', of, knob, value },
});
const link = (key: 'loss' | 'delay' | 'rate', value: number): Variation => ({ kind: 'link', link: 'A-S', key, value });

describe('what is the same', () => {
  const mixed = runOf(
    twoLans(
      'do:\n  - { at: 0 s, on: A, run: ping -c 2 192.168.13.1 }\n  - { at: 1 s, on: C, run: ping -c 1 192.168.12.77 }\n',
    ),
  );

  test.each([
    ['three sends', three],
    ['pings over a router', mixed],
  ])('%s: a run does not differ from itself', (_, run) => {
    expect(seen(run).happenings.all.length).toBeGreaterThan(5);
    expect(differ(run, run)).toEqual([]);
  });

  test('nor from the run had again, nor from one with a knob as it was', () => {
    expect(differ(three, varied(three, knob('A', 'nagle', true)))).toEqual([]);
    expect(differ(mixed, varied(mixed, link('loss', 0)))).toEqual([]);
  });

  test('other luck chooses other sequence numbers, which are no difference', () => {
    const other = varied(three, { kind: 'seed', seed: 99 });
    expect(differ(three, other)).toEqual([]);
  });

  test('each thing has a name of its own', () => {
    for (const run of [three, mixed]) {
      const names = seen(run).happenings.all.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    }
  });
});

describe('what differs', () => {
  test('without Nagle: the second segment leaves at once and carries less; what reads it gets less', () => {
    const other = varied(three, knob('A', 'nagle', false));
    expect(differ(three, other).map(told)).toEqual([
      '10.050 A talk/0 data 6#1: octets 7|4, at 54064320|10049920',
      '10.055 A talk/0 data 10#1: only second',
      '12.060 B talk/1 in#2: octets 7|4',
      '12.064 B talk/1 in#3: only second',
      '52.055 B talk/1 ack 6#1: only first',
      '52.055 B talk/1 ack 13#1: at 96074080|52054720',
    ]);
    const [first] = differ(three, other);
    expect(heldBack(three, first!.both[1]!, first!.at)).toMatchObject({ reason: 'tcp-waits-nagle', device: 0 });
    expect(heldBack(other, first!.both[0]!, first!.at)).toBeUndefined();
  });

  test('a delay is told where it begins: what follows from it is not', () => {
    const slow = differ(three, varied(three, link('delay', 20 * MILLISECOND)));
    expect(slow.every(({ facts }) => facts.join() === 'took')).toBe(true);
    expect(differ(three, varied(three, knob('B', 'delayedAck', 0))).map(told)).toEqual([
      '12.055 B talk/1 ack 6#1: at 52054720|12054720',
      '16.074 B talk/1 ack 13#1: at 96074080|16074080',
    ]);
  });

  test('a loss is a difference where it happens, and so is what is sent again', () => {
    const other = varied(three, link('loss', 300_000));
    const lines = differ(three, other).map(told);
    expect(lines[0]).toBe('2.000 A sends 1001#1: fate arrives|link-lost');
    expect(lines.filter((line) => line.includes('SYN#2'))).toEqual([expect.stringMatching(/only second$/)]);
    const [a, b] = [figuresOf(seen(three)), figuresOf(seen(other))];
    expect([a.lost, b.lost, a.again, b.again]).toEqual([0, 3, 0, 1]);
    expect(b.done).toBeGreaterThan(a.done);
  });

  test('without a command nothing of what it did is there', () => {
    const other = varied(three, { kind: 'without', log: 1 });
    const lines = differ(three, other).map(told);
    expect(lines[0]).toBe('2.000 A sends 1001#1: only first');
    expect(lines.every((line) => line.endsWith('only first'))).toBe(true);
    expect(figuresOf(seen(other))).toMatchObject({ frames: 0, octets: 0, reads: 0 });
  });

  test('beyond the instant up to which both are known nothing is told', () => {
    const other = varied(three, knob('A', 'nagle', false));
    const until = 12 * MILLISECOND;
    const some = differencesOf(seen(three), seen(other), until);
    expect(some).toHaveLength(2);
    expect(some.every(({ at }) => at <= until)).toBe(true);
    expect(figuresOf(seen(three), until).reads).toBe(0);
  });

  test('with the runs exchanged the same differs, exchanged', () => {
    for (const variation of [
      knob('A', 'nagle', false),
      knob('B', 'delayedAck', 0),
      link('loss', 300_000),
      link('delay', 7 * MILLISECOND),
      link('rate', 64_000),
      { kind: 'without', log: 0 } as const,
    ]) {
      const other = varied(three, variation);
      const there = differ(three, other);
      const back = differ(other, three).map(({ at, both: [a, b], facts }) => ({ at, both: [b, a], facts }));
      expect(there.length).toBeGreaterThan(0);
      expect(back).toEqual(there);
    }
  });

  test('what each run of pings did, by kind and number', () => {
    const lab = threeHosts('do:\n  - { at: 0 s, on: A, run: ping -c 3 192.168.12.2 }\n');
    const run = runOf(lab);
    const lines = differ(run, varied(run, { kind: 'line', log: 0, line: 'ping -c 2 192.168.12.2' })).map(told);
    expect(lines[0]).toMatch(/^200\d\.\d+ A .*: only first$|^100\d\.\d+ A exit/);
    expect(lines.some((line) => line.includes('A exit#1: at'))).toBe(true);
  });
});
