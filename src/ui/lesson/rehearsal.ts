// What a console block will do, found out on a branch before it is done: when each line is to be typed, and what the run then shows.

import type { Instant } from '../../base/time.ts';
import type { ConsoleLine } from '../../lesson/lesson.ts';
import { isHappening, performLine, settle } from '../../lesson/perform.ts';
import type { Command } from '../../sim/command.ts';
import { branch, endOf, type History } from '../../sim/history.ts';
import { rowAt } from '../../sim/record.ts';

export interface Rehearsal {
  /** By line: when it was typed or done; undefined for waiting. */
  typed: (Instant | undefined)[];
  from: Instant;
  /** When the last thing happens that comes of it, and what waits a little has ended. */
  until: Instant;
  commands: { at: Instant; command: Command }[];
}

/** Does the lines on a branch that leaves the history at `at`. */
export function rehearse(history: History, at: Instant, lines: readonly ConsoleLine[]): Rehearsal {
  let present = branch(history, at);
  const logged = present.log.length;
  const typed: Rehearsal['typed'] = [];
  let until = at;
  for (const line of lines) {
    typed.push(line.type === 'wait' ? undefined : endOf(present));
    present = performLine(present, line).history;
    if (line.type === 'wait') until = endOf(present);
  }
  settle(present);
  until = Math.max(until, lastHappening(present));
  const commands = present.log
    .slice(logged)
    .flatMap((one) => (one.scripted ? [] : [{ at: one.at, command: one.command }]));
  return { typed, from: at, until, commands };
}

/** The instant of the last thing that can be seen. Time may have gone on behind it: a clock was looked at that was not due, or a connection forgotten. */
function lastHappening(history: History): Instant {
  let row = history.live.state.rowCount - 1;
  while (row >= 0 && !isHappening(history, row)) row--;
  if (row < 0) return 0;
  const { at, arrives = at } = rowAt(history.record, row);
  return arrives;
}
