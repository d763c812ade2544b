// Sets an exercise on the page: finds its step, does what comes before it, and keeps that for the exercises that follow.

import { judgeExercise, pose, type Posed, type Verdict } from '../../../lesson/exercises/pose.ts';
import { presentBefore } from '../../../lesson/exercises/present.ts';
import type { Unposed } from '../../../lesson/exercises/verdict.ts';
import { presentOf } from '../../../lesson/exercise.ts';
import type { ExercisePart, Lesson } from '../../../lesson/lesson.ts';
import { historyOf, type ReachedRun } from '../../../lesson/reached.ts';
import { hasScripts } from '../../../sim/labProgram.ts';

export { judgeExercise, type Posed, type Verdict };

/** By what stands before an exercise: two with nothing done between them are about the same run. */
const before = new WeakMap<Lesson, Map<string, ReturnType<typeof presentBefore>>>();

/** The step that an exercise stands in, and what it shares its run by with its neighbours. */
function placeOf(lesson: Lesson, part: ExercisePart): { index: number; key: string } {
  const index = lesson.steps.findIndex(({ parts }) =>
    parts.some((one) => one.type === 'exercise' && one.id === part.id),
  );
  const parts = lesson.steps[index]?.parts ?? [];
  const at = parts.findIndex((one) => one.type === 'exercise' && one.id === part.id);
  const done = parts.slice(0, at).filter(({ type }) => type === 'console' || type === 'goal').length;
  return { index, key: `${index} ${done}` };
}

function knownOf(lesson: Lesson): Map<string, ReturnType<typeof presentBefore>> {
  let known = before.get(lesson);
  if (!known) before.set(lesson, (known = new Map()));
  return known;
}

/** Keeps the run that an exercise is about where it had to be had from the running world, because programs run in it. */
export async function fetchBefore(
  lesson: Lesson,
  part: ExercisePart,
  reach: (index: number) => Promise<ReachedRun | undefined>,
): Promise<void> {
  const { index, key } = placeOf(lesson, part);
  const lab = lesson.steps.slice(0, index + 1).findLast((step) => step.lab)?.lab;
  const known = knownOf(lesson);
  if (!lab || !hasScripts(lab) || known.has(key)) return;
  const reached = await reach(index);
  known.set(key, reached?.beginning && presentOf(historyOf(reached), reached.beginning));
}

export function setExercise(lesson: Lesson, part: ExercisePart): Posed | Unposed {
  const { index, key } = placeOf(lesson, part);
  const known = knownOf(lesson);
  if (!known.has(key)) known.set(key, presentBefore(lesson, index, part));
  const present = known.get(key);
  return present ? pose(present, part.exercise) : { why: '' };
}
