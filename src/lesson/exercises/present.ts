// The run that an exercise is about: the step's own network with everything done that stands before the exercise. The same for every reader and for the tests.

import { branch, type History } from '../../sim/history.ts';
import { beginAt, presentOf, type Present } from '../exercise.ts';
import type { ExercisePart, Lesson } from '../lesson.ts';
import { performLines } from '../perform.ts';
import { historyAt } from '../play.ts';

/** What has happened in a step before one of its exercises; undefined without a network. `index`: of the step. */
export function presentBefore(lesson: Lesson, index: number, exercise: Pick<ExercisePart, 'id'>): Present | undefined {
  const start = historyAt(lesson, index);
  if (!start) return undefined;
  let history: History = branch(start);
  const beginning = beginAt(history);
  for (const part of lesson.steps[index]?.parts ?? []) {
    if (part.type === 'exercise' && part.id === exercise.id) break;
    if (part.type === 'console') history = performLines(history, part.lines).history;
    if (part.type === 'goal') history = performLines(history, part.solution).history;
  }
  return presentOf(history, beginning);
}
