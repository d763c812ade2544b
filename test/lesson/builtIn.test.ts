// The built-in lessons together: every kind of exercise and question, every device that can be played, and every view is met in one of them.
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readLessons } from '../../src/cli/lessonFiles.ts';
import { taskKinds } from '../../src/lesson/exercises/exercise.ts';
import { linksIn, viewNames } from '../../src/lesson/linkTargets.ts';
import type { Lesson } from '../../src/lesson/lesson.ts';

const { lessons } = readLessons(fileURLToPath(new URL('../../lessons', import.meta.url)));
const steps = lessons.flatMap(({ languages }) => languages['en']!.steps);
const parts = steps.flatMap((step) => step.parts);
const questions = parts.flatMap((part) => (part.type === 'predict' || part.type === 'quiz' ? [part.question] : []));

test.each(['predict', 'quiz', 'goal', 'spot', 'console', 'program'])('some lesson has a part of type %s', (type) => {
  expect(parts.map((part) => part.type)).toContain(type);
});

test.each(taskKinds)('some lesson has an exercise of kind %s', (kind) => {
  expect(parts.flatMap((part) => (part.type === 'exercise' ? [part.exercise.task.kind] : []))).toContain(kind);
});

test.each(['choice', 'number', 'text', 'device'])('some lesson asks for a %s', (kind) => {
  expect(questions.map((question) => question.kind)).toContain(kind);
});

test.each(viewNames)('some lesson leads through the view %s', (view) => {
  expect(steps.flatMap((step) => linksIn(step.parts, 'view'))).toContain(view);
});

const linkedBySteps = (lesson: Lesson, what: 'view' | 'term'): string[][] =>
  lesson.steps.map((step) => [...new Set(linksIn(step.parts, what))].sort());

test.each(lessons.map(({ entry, languages }) => [entry.id, languages] as const))(
  '%s links the same views and terms in every language, and some of each',
  (_, languages) => {
    const { en, ...others } = languages;
    for (const what of ['view', 'term'] as const) {
      const original = linkedBySteps(en!, what);
      expect(original.flat(), what).not.toEqual([]);
      for (const other of Object.values(others)) expect(linkedBySteps(other, what), what).toEqual(original);
    }
  },
);
