// What went wrong comes again: after a few others, then after ever more days, until it has been right often enough.
import { describe, expect, test } from 'vitest';
import {
  afterAnswer,
  afterCorrection,
  cardOf,
  combine,
  dueOf,
  noPractice,
  readPractice,
  streakOf,
  type Practice,
} from '../../src/calc/repetition.ts';

const which = { drill: 'subnet.network', level: 2, seed: 7 };
const drills = ['subnet.network', 'subnet.count'];
let ms = 0;
const answer = (practice: Practice, right: boolean, day: number, seed = 7): Practice =>
  afterAnswer(practice, { ...which, seed }, right, { day, at: ++ms });
const others = (practice: Practice, day: number, count: number): Practice => {
  let now = practice;
  for (let i = 0; i < count; i++) now = answer(now, true, day, 1000 + i);
  return now;
};
const due = (practice: Practice, day: number): number[] => dueOf(practice, drills, day).map(({ seed }) => seed);

describe('an exercise that went wrong', () => {
  const wrong = answer(noPractice, false, 100);
  test('comes again on the same day after four others, and the next day at once', () => {
    expect(due(wrong, 100)).toEqual([]);
    expect(due(others(wrong, 100, 3), 100)).toEqual([]);
    expect(due(others(wrong, 100, 4), 100)).toEqual([7]);
    expect(due(wrong, 101)).toEqual([7]);
  });
  test('is of no interest to those who practise something else', () => {
    expect(dueOf(wrong, ['prefix.mask'], 101)).toEqual([]);
  });
  test('comes after one, three and seven days as long as it is right, and then no more', () => {
    let now = wrong;
    let day = 101;
    for (const days of [1, 3, 7]) {
      now = answer(now, true, day);
      expect(due(now, day + days - 1)).toEqual([]);
      expect(due(now, day + days)).toEqual([7]);
      day += days;
    }
    now = answer(now, true, day);
    expect([due(now, day + 1000), cardOf(now, which)]).toEqual([[], undefined]);
  });
  test('begins anew when it goes wrong again', () => {
    const second = answer(answer(wrong, true, 101), false, 102);
    expect(cardOf(second, which)).toMatchObject({ box: 0, day: 102 });
  });
  test('gains nothing by being answered before it is due', () => {
    expect(cardOf(answer(wrong, true, 100), which)).toMatchObject({ box: 0, day: 100 });
  });
});

test('what was right at once is not kept, but counted', () => {
  const now = answer(answer(noPractice, true, 1), true, 1, 8);
  expect(now.cards).toEqual([]);
  expect(now.answered).toBe(2);
  expect(streakOf(now, which.drill)).toMatchObject({ now: 2, best: 2 });
  expect(streakOf(answer(now, false, 1), which.drill)).toMatchObject({ now: 0, best: 2 });
  expect(streakOf(now, 'constructor')).toMatchObject({ now: 0, best: 0 });
});

test('a wrong answer that is put right counts in the row, and the exercise comes again', () => {
  const now = afterCorrection(answer(noPractice, false, 1), which, { day: 1, at: ++ms });
  expect(streakOf(now, which.drill)).toMatchObject({ now: 1, best: 1 });
  expect(cardOf(now, which)).toMatchObject({ box: 0 });
});

test('what waits longest is offered first', () => {
  const now = answer(answer(noPractice, false, 5, 1), false, 3, 2);
  expect(due(now, 9)).toEqual([2, 1]);
});

test('a day far away was noted by a wrong clock', () => {
  expect(due(answer(noPractice, false, 20_000), 100)).toEqual([7]);
});

test('of two tabs the later state of each card and streak holds, and none is lost', () => {
  const start = answer(noPractice, false, 1);
  const here = answer(start, false, 1, 8);
  const there = answer(start, true, 2);
  for (const both of [combine(here, there), combine(there, here)]) {
    expect(both.cards.map(({ seed, box }) => [seed, box]).sort()).toEqual([
      [7, 1],
      [8, 0],
    ]);
    expect(streakOf(both, which.drill)).toMatchObject({ now: 1, best: 1 });
  }
});

test('no more than three hundred are kept: those that are done go first', () => {
  let now = answer(noPractice, false, 1);
  for (const day of [2, 3, 6, 13]) now = answer(now, true, day);
  for (let seed = 10; seed < 309; seed++) now = answer(now, false, 20, seed);
  expect(now.cards).toHaveLength(300);
  now = answer(now, false, 20, 400);
  expect(now.cards).toHaveLength(300);
  expect(now.cards.some(({ seed }) => seed === 7)).toBe(false);
  now = answer(now, false, 20, 401);
  expect(now.cards.some(({ seed }) => seed === 10)).toBe(false);
});

describe('what a browser or a file has kept', () => {
  test('comes back as it was', () => {
    const kept = answer(answer(noPractice, false, 1), true, 2, 9);
    expect(readPractice(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
  });
  test.each([
    [undefined],
    [null],
    [7],
    ['x'],
    [[]],
    [{ cards: 3, streaks: [], answered: -1 }],
    [{ cards: [null, {}, { ...which, box: 0, day: 1.5, count: 0, at: 0 }], streaks: { x: 3 }, answered: 'x' }],
    [{ cards: [{ drill: '<b>', level: 1, seed: 1, box: 0, day: 1, count: 0, at: 0 }] }],
    [JSON.parse('{"streaks":{"__proto__":{"now":1,"best":1,"at":1}}}')],
  ])('%j is nothing', (value) => {
    expect(readPractice(value)).toEqual(noPractice);
  });
});
