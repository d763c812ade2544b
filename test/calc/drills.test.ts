// What holds for the exercises of every calculator, whatever the seed.

import { describe, expect, test } from 'vitest';
import { calculators } from '../../src/calc/all.ts';
import { mark, setExercise, type Drill, type Exercise } from '../../src/calc/drill.ts';

const drills = calculators.flatMap((calculator) => calculator.drills);
const levels = ({ levels }: Drill): number[] => Array.from({ length: levels }, (_, place) => place + 1);
/** Seeds for each level; the long run sets 100,000 exercises in all. */
const seeds = process.env['LONG'] ? Math.ceil(100_000 / drills.flatMap(levels).length) : 60;
const setAll = (drill: Drill): Exercise[] =>
  levels(drill).flatMap((level) => Array.from({ length: seeds }, (_, seed) => setExercise(drill, level, seed)));

test('no two drills have the same name', () => {
  expect(new Set(drills.map(({ id }) => id)).size).toBe(drills.length);
});

describe.each(drills.map((drill) => [drill.id, drill] as const))('%s', (_, drill) => {
  test('marks its own answer right, and every mistake wrong with its own sentence', () => {
    for (const exercise of setAll(drill)) {
      expect(mark(exercise, exercise.answer), JSON.stringify(exercise)).toEqual({ right: true });
      for (const given of exercise.alsoRight ?? []) expect(mark(exercise, given)).toEqual({ right: true });
      for (const { say, answer } of exercise.slips) {
        expect(mark(exercise, answer), JSON.stringify([exercise, answer])).toEqual({ right: false, because: say });
      }
    }
  });

  test('is well formed: the answer fits the form, and there is a solution', () => {
    for (const { form, answer, worked } of setAll(drill)) {
      expect(worked.length).toBeGreaterThan(0);
      if (form.kind === 'type') expect(answer).toHaveLength(form.boxes.length);
      if (form.kind === 'bits') expect(answer.join('')).toMatch(new RegExp(`^[01]{${form.length}}$`));
      if (form.kind === 'choose') {
        const ids = form.options.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(answer.filter((id) => !ids.includes(id))).toEqual([]);
        if (!form.many) expect(answer).toHaveLength(1);
      }
      if (form.kind === 'order') {
        expect([...answer].sort()).toEqual(form.items.map(({ id }) => id).sort());
        expect(answer, 'as it stands it is no answer yet').not.toEqual(form.items.map(({ id }) => id));
      }
    }
  });

  test('is the same for the same seed, and not the same for all', () => {
    for (const level of levels(drill)) {
      const some = Array.from({ length: 12 }, (_, seed) =>
        JSON.stringify({ ...setExercise(drill, level, seed), seed: 0 }),
      );
      expect(setExercise(drill, level, 3)).toEqual(setExercise(drill, level, 3));
      expect(new Set(some).size).toBeGreaterThan(1);
    }
  });

  test('what was not answered is neither right nor wrong', () => {
    const exercise = setExercise(drill, 1, 1);
    expect(mark(exercise, []).right).toBeUndefined();
  });
});
