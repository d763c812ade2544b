// The right answer to a question: measured on a branch of the history, so that the author need not know it.

import { branch, type History } from '../sim/history.ts';
import { beginAt, presentOf, type Present } from './exercise.ts';
import { runAlone, type Turns } from '../sim/turns.ts';
import type { ConsoleLine } from './lesson.ts';
import { measure, type Measured } from './measure.ts';
import { performing } from './perform.ts';
import type { Question } from './question.ts';

/** The right answers to a prediction: the lines are done on a branch of the history from its end, and measured. Scripts have their turns. */
export function* predicting(history: History, question: Question, lines: readonly ConsoleLine[]): Turns<Measured> {
  if (!question.measure) return { ok: true, answers: question.answer ?? [] };
  const ahead = branch(history);
  const beginning = beginAt(ahead);
  const done = yield* performing(ahead, lines);
  return measure(presentOf(done.history, beginning), question.measure);
}

/** The same where nobody serves scripts. */
export const predict = (history: History, question: Question, lines: readonly ConsoleLine[]): Measured =>
  runAlone(predicting(history, question, lines));

/** The right answers to a quiz: measured on what has happened since the step began. */
export function answersNow(present: Present, question: Question): Measured {
  return question.measure ? measure(present, question.measure) : { ok: true, answers: question.answer ?? [] };
}
