// Sets an exercise on the page: finds its step, does what comes before it, and keeps that for the exercises that follow.

import { judgeExercise, pose, type Posed, type Verdict } from '../../../lesson/exercises/pose.ts';
import { presentBefore } from '../../../lesson/exercises/present.ts';
import type { Unposed } from '../../../lesson/exercises/verdict.ts';
import type { ExercisePart, Lesson } from '../../../lesson/lesson.ts';

export { judgeExercise, type Posed, type Verdict };

/** By what stands before an exercise: two with nothing done between them are about the same run. */
const before = new WeakMap<Lesson, Map<string, ReturnType<typeof presentBefore>>>();

export function setExercise(lesson: Lesson, part: ExercisePart): Posed | Unposed {
  const index = lesson.steps.findIndex(({ parts }) =>
    parts.some((one) => one.type === 'exercise' && one.id === part.id),
  );
  const parts = lesson.steps[index]?.parts ?? [];
  const at = parts.findIndex((one) => one.type === 'exercise' && one.id === part.id);
  const done = parts.slice(0, at).filter(({ type }) => type === 'console' || type === 'goal').length;
  let known = before.get(lesson);
  if (!known) before.set(lesson, (known = new Map()));
  const key = `${index} ${done}`;
  if (!known.has(key)) known.set(key, presentBefore(lesson, index, part));
  const present = known.get(key);
  return present ? pose(present, part.exercise) : { why: '' };
}
