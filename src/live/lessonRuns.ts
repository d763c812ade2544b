// What a page asks about a lesson whose programs only the running world can run: lines tried ahead, goals judged, and a step reached. Loaded with the first such question.

import { reachingExercise } from '../lesson/exercises/present.ts';
import { presentOf } from '../lesson/exercise.ts';
import type { Judgement } from '../lesson/check.ts';
import { judging } from '../lesson/judge.ts';
import { reaching } from '../lesson/play.ts';
import { reachedRunOf, type ReachedRun } from '../lesson/reached.ts';
import { rehearsing, type Rehearsal } from '../lesson/rehearsal.ts';
import { branch, type History } from '../sim/history.ts';
import type { Turns } from '../sim/turns.ts';
import type { LessonRequest } from './messages/message.ts';

/** What answers a question; the history itself stays as it is. */
export function answering(
  history: History,
  request: Exclude<LessonRequest, { type: 'reach' }>,
): Turns<Rehearsal | Judgement> {
  switch (request.type) {
    case 'rehearse':
      return rehearsing(history, request.at, request.lines);
    case 'judge': {
      const { at, beginning, checks, answers } = request;
      return judging(checks, presentOf(branch(history, at), beginning), answers);
    }
  }
}

/** The run with which a step begins, or on which one of its exercises is set. */
export function* reached({
  lesson,
  index,
  exercise,
}: Extract<LessonRequest, { type: 'reach' }>): Turns<ReachedRun | undefined> {
  if (exercise !== undefined) {
    const present = yield* reachingExercise(lesson, index, { id: exercise });
    return present && { ...reachedRunOf(present.history), beginning: present.beginning };
  }
  const history = yield* reaching(lesson, index);
  return history && reachedRunOf(history);
}
