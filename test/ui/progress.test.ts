// What a reader has done: two tabs add to it together, files bring the better state of each lesson, and nothing in a file is believed unseen.
import { beforeEach, expect, test } from 'vitest';
import { combine, progress, type LessonProgress } from '../../src/ui/lesson/progress.svelte.ts';

const key = 'packet-classroom.progress';
const state = (change: Partial<LessonProgress>): LessonProgress => ({
  ...{ step: 1, steps: 4, passed: [], answers: {}, hints: {}, goals: {}, opened: [], spots: {}, at: 0 },
  ...change,
});
const fileOf = (lessons: unknown, rest: object = {}): string =>
  JSON.stringify({ 'packet-classroom': 'progress', version: 1, lessons, ...rest });

beforeEach(() => {
  localStorage.clear();
  progress.lessons = {};
});

test('of two states what was reached in either is reached', () => {
  const mine = state({
    step: 2,
    passed: ['opening', 'ask'],
    answers: { many: { given: ['2'], right: false, truth: ['3'] }, why: { given: ['a'], truth: [] } },
    hints: { reach: 2 },
    goals: { reach: 'shown' },
    opened: ['reach'],
    spots: { s: { 0: 1 } },
    at: 5,
  });
  const other = state({
    step: 4,
    passed: ['opening', 'repair', 'ask'],
    answers: { many: { given: ['3'], right: true, truth: ['3'] }, why: { given: ['b'], truth: [] } },
    hints: { reach: 1, again: 1 },
    goals: { reach: 'alone' },
    spots: { s: { 0: 2, 1: 3 } },
    at: 9,
  });
  expect(combine(mine, other)).toEqual(
    state({
      step: 4,
      passed: ['opening', 'ask', 'repair'],
      answers: { many: other.answers['many']!, why: mine.answers['why']! },
      hints: { reach: 2, again: 1 },
      goals: { reach: 'alone' },
      opened: ['reach'],
      spots: { s: { 0: 1, 1: 3 } },
      at: 9,
    }),
  );
  expect(combine(mine, mine)).toEqual(mine);
});

test('a page in a frame of another one shows what was done, and keeps nothing', () => {
  progress.change('ping', { passed: ['one'], step: 2 });
  const kept = localStorage.getItem(key);
  const { href } = location;
  history.replaceState(null, '', '?embed');
  try {
    progress.change('ping', { passed: ['one', 'two'], step: 3 });
    expect(progress.of('ping').step).toBe(3);
    progress.load(fileOf({ arp: state({ passed: ['opening'] }) }));
    expect(localStorage.getItem(key)).toBe(kept);
    expect(localStorage).toHaveLength(1);
  } finally {
    history.replaceState(null, '', href);
  }
});

test('two tabs do not write over each other', () => {
  progress.change('ping', { passed: ['one'], step: 2 });
  // Another tab, which had read before this one wrote, has kept a lesson of its own, and this one further on.
  const other = { ping: state({ passed: ['one', 'two'], step: 3 }), arp: state({ passed: ['opening'] }) };
  localStorage.setItem(key, JSON.stringify(other));
  progress.change('ping', { passed: ['one', 'late'], step: 2 });
  expect(progress.of('arp').passed).toEqual(['opening']);
  expect(progress.of('ping').passed).toEqual(['one', 'late', 'two']);
  expect(progress.of('ping').step).toBe(2); // where the reader of this tab is
  expect(JSON.parse(localStorage.getItem(key)!)).toEqual(progress.lessons);
});

test('what another tab keeps is seen here at once', () => {
  progress.change('ping', { passed: ['one'], step: 2 });
  localStorage.setItem(key, JSON.stringify({ ping: state({ passed: ['one', 'two'], step: 4 }) }));
  dispatchEvent(new StorageEvent('storage', { key }));
  expect(progress.of('ping').passed).toEqual(['one', 'two']);
  expect(progress.of('ping').step).toBe(2);
});

test('a file has what was practised beside the lessons, and is read by those who know nothing of it', () => {
  const practice = { answered: 3, cards: [], streaks: {} };
  const file = progress.save({ practice });
  expect(JSON.parse(file)).toMatchObject({ practice, lessons: {} });
  expect(progress.load(file)).toEqual({ lessons: 0, unreadable: 0 });
});

test('a file brings back what was saved, and takes nothing away', () => {
  progress.change('ping', { passed: ['one', 'two'], step: 3, goals: { reach: 'alone' } });
  const file = progress.save();
  expect(JSON.parse(file)).toMatchObject({ 'packet-classroom': 'progress', version: 1 });
  progress.lessons = {};
  localStorage.clear();
  progress.change('ping', { passed: ['one', 'three'], step: 2 });
  expect(progress.load(file)).toEqual({ lessons: 1, unreadable: 0 });
  expect(progress.of('ping')).toMatchObject({ passed: ['one', 'three', 'two'], goals: { reach: 'alone' } });
});

test.each([
  ['no JSON', 'PK\u0003\u0004', 'no-json'],
  ['something else', '{"lab":"pair"}', 'other'],
  ['lessons that are none', fileOf([1, 2]), 'other'],
  ['a later version', fileOf({}, { version: 2 }), 'newer'],
  ['an odd version', fileOf({}, { version: 'one' }), 'newer'],
  ['a giant', 'x'.repeat(4_000_001), 'large'],
])('a file is refused: %s', (_, text, problem) => {
  expect(progress.load(text)).toEqual({ problem });
  expect(progress.lessons).toEqual({});
});

test('of a file that was tampered with only what has the right shape is taken', () => {
  const text = `{"packet-classroom":"progress","lessons":{"__proto__":{"step":9},"ping":{"step":-3,"passed":["one",{"a":1}],
    "answers":{"x":{"given":"<script>"},"y":7},"hints":{"h":1.5},"goals":{"g":"cheated"}},"arp":[]}}`;
  expect(progress.load(text)).toEqual({ lessons: 1, unreadable: 2 });
  expect(progress.of('ping')).toEqual(state({ steps: 0, passed: ['one'], answers: { x: { given: [], truth: [] } } }));
  expect(({} as { step?: number }).step).toBeUndefined();
});
