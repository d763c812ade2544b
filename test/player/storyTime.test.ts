// Story time: what is short is stretched, what is long is folded, and order is kept.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MILLISECOND, SECOND } from '../../src/base/time.ts';
import { BEAT, StoryBuilder } from '../../src/player/storyBuilder.ts';
import {
  instantAt,
  lastInstant,
  nextInstant,
  placeOf,
  previousInstant,
  storyEnd,
  type Story,
} from '../../src/player/storyTime.ts';
import {
  appendFrame,
  appendRow,
  arenaRoom,
  COMMAND,
  createRecording,
  FLIGHT,
  SOCKET,
  type Recording,
} from '../../src/sim/record.ts';
import { reasonNames, type ReasonName } from '../../src/stack/reason.ts';
import { STATES } from '../../src/stack/tcp/states.ts';
import { four, pair, ring, twoLans } from '../support/labs.ts';
import { runOf } from './run.ts';

const length = (story: Story, from: number, to: number): number =>
  placeOf(story, to, 'before') - placeOf(story, from, 'after');

/** A record made by hand: flights of one empty frame, [departs, arrives, direction?], and commands at instants. */
function recordOf(flights: [number, number, number?][], commands: number[] = []): Recording {
  const record = createRecording();
  arenaRoom(record, 60);
  appendFrame(record, 60, 0);
  const rows = [
    ...flights.map(([departs, arrives, direction = 0]) => ({ at: departs, arrives, direction })),
    ...commands.map((at) => ({ at, arrives: -1, direction: 0 })),
  ];
  rows.sort((a, b) => a.at - b.at);
  for (const { at, arrives, direction } of rows) {
    if (arrives < 0) appendRow(record, COMMAND, 0, at, 0, 0xffffffff, 0xffffffff, 0, 0);
    else appendRow(record, FLIGHT, 0, at, direction, 0, 0xffffffff, at, arrives);
  }
  return record;
}

const storyOf = (record: Recording): Story => new StoryBuilder(record).grow(Infinity);

describe('a flight', () => {
  test.each([
    ['6 µs', 6_000],
    ['1 ms', MILLISECOND],
    ['200 ms', 200 * MILLISECOND],
  ])('of %s lasts one beat', (_, nanoseconds) => {
    const story = storyOf(recordOf([[1000, 1000 + nanoseconds]]));
    expect(length(story, 1000, 1000 + nanoseconds)).toBeCloseTo(BEAT, 6);
  });

  test('is as long in a ping over a router as in one over a switch', () => {
    const { rows, story } = runOf(twoLans(), ['ping -c 1 192.168.13.1']);
    const flights = rows.filter((row) => row.kind === 'flight');
    expect(flights.length).toBeGreaterThan(15);
    for (const { departs, arrives } of flights) expect(length(story, departs!, arrives!)).toBeCloseTo(BEAT, 1);
  });

  test('to oneself, which takes no time, is given a beat in which the clock stands', () => {
    const { rows, story } = runOf(pair(), ['ping -c 1 127.0.0.1']);
    const { departs, arrives } = rows.find((row) => row.kind === 'flight')!;
    expect(arrives).toBe(departs);
    expect(placeOf(story, departs!, 'after') - placeOf(story, departs!, 'before')).toBeGreaterThanOrEqual(BEAT);
  });
});

describe('several flights', () => {
  test('that leave together are one beat', () => {
    const story = storyOf(
      recordOf([
        [0, MILLISECOND, 0],
        [0, MILLISECOND, 2],
        [0, MILLISECOND, 4],
      ]),
    );
    expect(length(story, 0, MILLISECOND)).toBeCloseTo(BEAT, 6);
  });

  test('that overlap still do, and the slower one takes as long as it must', () => {
    const story = storyOf(
      recordOf([
        [0, 10 * MILLISECOND, 0],
        [MILLISECOND, 2 * MILLISECOND, 2],
      ]),
    );
    expect(length(story, MILLISECOND, 2 * MILLISECOND)).toBeCloseTo(BEAT, 6);
    expect(placeOf(story, MILLISECOND, 'after')).toBeLessThan(placeOf(story, 10 * MILLISECOND, 'before'));
    expect(length(story, 0, 10 * MILLISECOND)).toBeGreaterThan(BEAT);
  });

  test('of one kind go faster the more of them come, and begin anew after a command', () => {
    const step = 2 * MILLISECOND;
    const flights = Array.from({ length: 60 }, (_, i): [number, number] => [i * step, i * step + MILLISECOND]);
    const story = storyOf(recordOf(flights, [40 * step - 1]));
    const lengths = flights.map(([from, to]) => length(story, from, to));
    expect(lengths[0]).toBeCloseTo(BEAT, 6);
    expect(lengths[39]!).toBeLessThan(BEAT / 2);
    for (let i = 5; i < 40; i++) expect(lengths[i]!).toBeLessThanOrEqual(lengths[i - 1]! + 1e-9);
    expect(lengths[40]).toBeCloseTo(BEAT, 6);
  });

  test('of a kind that is new slow the story down again', () => {
    const step = 2 * MILLISECOND;
    const flights = Array.from({ length: 41 }, (_, i): [number, number, number] => [
      i * step,
      i * step + MILLISECOND,
      i === 40 ? 6 : 0,
    ]);
    const story = storyOf(recordOf(flights));
    expect(length(story, 40 * step, 40 * step + MILLISECOND)).toBeCloseTo(BEAT, 6);
  });
});

describe('waiting', () => {
  test('is folded, and the fold says how long it was', () => {
    const { story } = runOf(pair(), ['ping -c 3 192.168.12.2']);
    const long = story.folds.filter((fold) => fold.to - fold.from > 0.9 * SECOND);
    expect(long).toHaveLength(2);
    for (const fold of long) expect(fold.end - fold.start).toBeLessThan(1);
  });

  test('of a few microseconds is no fold', () => {
    const story = storyOf(
      recordOf([
        [0, 1000],
        [2000, 3000],
      ]),
    );
    expect(story.folds).toEqual([]);
  });
});

describe('the story', () => {
  test('never goes back, and every place has its instant', () => {
    for (const lab of [pair(), four(), twoLans()]) {
      const { story } = runOf(lab, ['ping -c 2 192.168.12.2', 'ping -c 1 192.168.12.77']);
      for (let i = 1; i < story.count; i++) {
        expect(story.times[i]!).toBeGreaterThanOrEqual(story.times[i - 1]!);
        expect(story.places[i]!).toBeGreaterThanOrEqual(story.places[i - 1]!);
      }
      for (let place = 0; place <= storyEnd(story); place += 0.05) {
        const t = instantAt(story, place);
        expect(placeOf(story, t, 'before')).toBeLessThanOrEqual(place + 0.02);
        expect(placeOf(story, t, 'after')).toBeGreaterThanOrEqual(place - 0.02);
      }
    }
  });

  test('is the same whether it was made at once or as the record grew', () => {
    const { history } = runOf(ring(), ['ping -c 1 192.168.12.2'], 600);
    const whole = new StoryBuilder(history.record).grow(history.live.state.now);
    const partly = createRecording();
    const builder = new StoryBuilder(partly);
    for (const chunk of history.record.rows) partly.rows.push(chunk);
    partly.frames.push(...history.record.frames);
    partly.arena.push(...history.record.arena);
    Object.assign(partly, {
      frameCount: history.record.frameCount,
      arenaUsed: history.record.arenaUsed,
      texts: history.record.texts,
    });
    for (let count = 7; count < history.record.rowCount; count += 13) {
      // Rows of one instant come in one piece, as the world tells them.
      while (count < history.record.rowCount && partly.rows[0]!.at[count] === partly.rows[0]!.at[count - 1]) count++;
      partly.rowCount = count;
      builder.grow(partly.rows[0]!.at[count - 1]!);
    }
    partly.rowCount = history.record.rowCount;
    const grown = builder.grow(history.live.state.now);
    expect(grown.count).toBe(whole.count);
    expect(Array.from(grown.places.subarray(0, grown.count))).toEqual(
      Array.from(whole.places.subarray(0, whole.count)),
    );
    expect(grown.folds).toEqual(whole.folds);
  });

  test('any flights whatever: order kept, ends found', () => {
    const flight = fc.tuple(
      fc.integer({ min: 0, max: 5_000_000 }),
      fc.integer({ min: 0, max: 3_000_000 }),
      fc.integer({ min: 0, max: 5 }),
    );
    fc.assert(
      fc.property(fc.array(flight, { minLength: 1, maxLength: 40 }), (made) => {
        const flights = made.map(([departs, takes, direction]): [number, number, number] => [
          departs,
          departs + takes,
          direction,
        ]);
        const story = storyOf(recordOf(flights));
        expect(lastInstant(story)).toBe(Math.max(...flights.map((one) => one[1])));
        for (let i = 1; i < story.count; i++) expect(story.places[i]!).toBeGreaterThanOrEqual(story.places[i - 1]!);
        for (const [departs, arrives] of flights) {
          if (arrives > departs) expect(length(story, departs, arrives)).toBeGreaterThan(0);
        }
      }),
    );
  });
});

describe('steps', () => {
  test('go to every instant at which something happens, and to no other', () => {
    const { rows, story } = runOf(pair(), ['ping -c 1 192.168.12.2']);
    const expected = new Set(
      rows.flatMap((row) => (row.kind === 'flight' ? [row.at, row.departs!, row.arrives!] : [row.at])),
    );
    const seen = new Set([0]);
    for (let t: number | undefined = 0; t !== undefined; t = nextInstant(story, t)) seen.add(t);
    expect([...seen].sort((a, b) => a - b)).toEqual([...expected].sort((a, b) => a - b));
  });

  test('back undo steps forward', () => {
    const { story } = runOf(four(), ['ping -c 1 192.168.12.3']);
    for (let t = 0; ;) {
      const next = nextInstant(story, t);
      if (next === undefined) break;
      expect(previousInstant(story, next)).toBe(t);
      expect(previousInstant(story, next + 1)).toBe(next);
      t = next;
    }
    expect(previousInstant(story, 0)).toBeUndefined();
  });
});

describe('what happens at a socket', () => {
  /** How long the story stands still for a row of a socket, in seconds. */
  function standsFor(reason: ReasonName, x = 0, y = 0): number {
    const record = createRecording();
    appendRow(record, SOCKET, reasonNames.indexOf(reason), MILLISECOND, 255, 1, 0xffffffff, x, y);
    const story = storyOf(record);
    return placeOf(story, MILLISECOND, 'after') - placeOf(story, MILLISECOND, 'before');
  }

  test('is seen when a connection changes its state, or thinks of its path anew', () => {
    const [listen, established] = [STATES.indexOf('LISTEN'), STATES.indexOf('ESTABLISHED')];
    expect(standsFor('tcp-state', 2, established)).toBeCloseTo(0.32, 6);
    expect(standsFor('tcp-timeout')).toBeGreaterThan(0.3);
    expect(standsFor('tcp-state', 0, listen)).toBe(0);
    for (const reason of ['tcp-opened', 'tcp-written', 'tcp-read', 'tcp-rto'] as const)
      expect(standsFor(reason)).toBe(0);
  });

  test('and every state as long as the first', () => {
    const record = createRecording();
    const states = STATES.map((_, state) => state).filter((state) => STATES[state] !== 'LISTEN');
    const reason = reasonNames.indexOf('tcp-state');
    for (const state of states) appendRow(record, SOCKET, reason, state * SECOND, 255, 1, 0xffffffff, 0, state);
    const story = storyOf(record);
    for (const state of states.filter((one) => one > 0)) {
      const at = state * SECOND;
      expect(placeOf(story, at, 'after') - placeOf(story, at, 'before')).toBeCloseTo(0.32, 6);
    }
  });
});
