// The run that an exercise is about: the step's own network with everything done that stands before the exercise. The same for every reader and for the tests.

import { branch, type History } from '../../sim/history.ts';
import { runAlone, type Turns } from '../../sim/turns.ts';
import { beginAt, presentOf, type Present } from '../exercise.ts';
import type { ExercisePart, Lesson } from '../lesson.ts';
import { performing } from '../perform.ts';
import { reaching } from '../play.ts';

/** What has happened in a step before one of its exercises; undefined without a network. `index`: of the step. Scripts have their turns. */
export function* reachingExercise(
  lesson: Lesson,
  index: number,
  exercise: Pick<ExercisePart, 'id'>,
): Turns<Present | undefined> {
  const start = yield* reaching(lesson, index);
  if (!start) return undefined;
  let history: History = branch(start);
  const beginning = beginAt(history);
  for (const part of lesson.steps[index]?.parts ?? []) {
    if (part.type === 'exercise' && part.id === exercise.id) break;
    if (part.type === 'console') history = (yield* performing(history, part.lines)).history;
    if (part.type === 'goal') history = (yield* performing(history, part.solution)).history;
  }
  return presentOf(history, beginning);
}

/** The same where nobody serves scripts. */
export const presentBefore = (lesson: Lesson, index: number, exercise: Pick<ExercisePart, 'id'>): Present | undefined =>
  runAlone(reachingExercise(lesson, index, exercise));
