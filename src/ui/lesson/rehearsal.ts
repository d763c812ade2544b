// What a console block will do, found out on a branch before it is done: when each line is to be typed, and what the run then shows.

import type { Instant } from '../../base/time.ts';
import type { ConsoleLine } from '../../lesson/lesson.ts';
import { performLine } from '../../lesson/perform.ts';
import type { Command } from '../../sim/command.ts';
import { branch, endOf, type History } from '../../sim/history.ts';

export interface Rehearsal {
  /** By line: when it was typed or done; undefined for waiting. */
  typed: (Instant | undefined)[];
  from: Instant;
  /** When the last line has ended. */
  until: Instant;
  commands: { at: Instant; command: Command }[];
}

/** Does the lines on a branch that leaves the history at `at`. */
export function rehearse(history: History, at: Instant, lines: readonly ConsoleLine[]): Rehearsal {
  let present = branch(history, at);
  const logged = present.log.length;
  const typed: Rehearsal['typed'] = [];
  for (const line of lines) {
    typed.push(line.type === 'wait' ? undefined : endOf(present));
    present = performLine(present, line).history;
  }
  const until = endOf(present);
  const commands = present.log
    .slice(logged)
    .flatMap((one) => (one.scripted ? [] : [{ at: one.at, command: one.command }]));
  return { typed, from: at, until, commands };
}
