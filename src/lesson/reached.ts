// A run that has got somewhere in a lesson, as it is handed on: from lab, seed and log it can be had again, without an interpreter even where scripts were run.

import type { Instant } from '../base/time.ts';
import { doAllAgain } from '../sim/rewrite.ts';
import { endOf, extend, startHistory, type History, type LoggedCommand } from '../sim/history.ts';
import type { Lab } from '../sim/lab.ts';
import { runAlone } from '../sim/turns.ts';
import type { Beginning } from './exercise.ts';

/** A run from which a history can be had again without an interpreter: its whole log, and where it ends. */
export interface ReachedRun {
  lab: Lab;
  seed: number;
  log: LoggedCommand[];
  end: Instant;
  /** Of an exercise: where its step began. */
  beginning?: Beginning;
}

/** What is to be handed on of a history. */
export const reachedRunOf = (history: History): ReachedRun => ({
  ...{ lab: history.lab, seed: history.seed, log: history.log, end: endOf(history) },
});

/** The history that it stands for. */
export function historyOf({ lab, seed, log, end }: ReachedRun): History {
  const history = startHistory(lab, seed);
  runAlone(doAllAgain(history, log));
  extend(history, { until: end });
  return history;
}
