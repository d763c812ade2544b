// What a console block will do, found out on a branch before it is done: when each line is to be typed, and what the run then shows.

import type { Instant } from '../base/time.ts';
import type { Command } from '../sim/command.ts';
import { branch, endOf, type History, type LoggedCommand } from '../sim/history.ts';
import { rowAt } from '../sim/record.ts';
import { runAlone, type Turns } from '../sim/turns.ts';
import type { ConsoleLine } from './lesson.ts';
import { isHappening, performingLine, settling, type Refusal } from './perform.ts';

export interface Rehearsal {
  /** By line: when it was typed or done; undefined for waiting. */
  typed: (Instant | undefined)[];
  from: Instant;
  /** When the last thing happens that comes of it, and what waits a little has ended. */
  until: Instant;
  commands: { at: Instant; command: Command }[];
  /** All that the branch has logged, what scripts have called among it; and where it ended. From these the branch can be had again without an interpreter. */
  log: LoggedCommand[];
  end: Instant;
}

/** Lines that have been done: by line, when; the history, which may be another one; and when the last thing happened that came of it. */
export interface Done extends Pick<Rehearsal, 'typed' | 'from' | 'until'> {
  history: History;
  refused: { line: ConsoleLine; refusal: Refusal }[];
}

/** Does the lines where a history ends, which goes on in place, and lets what comes of them end. Scripts have their turns. */
export function* doing(history: History, lines: readonly ConsoleLine[]): Turns<Done> {
  let present = history;
  const from = endOf(history);
  const typed: Done['typed'] = [];
  const refused: Done['refused'] = [];
  let until = from;
  for (const line of lines) {
    typed.push(line.type === 'wait' ? undefined : endOf(present));
    const { history: next, refusal } = yield* performingLine(present, line);
    present = next;
    if (refusal) refused.push({ line, refusal });
    if (line.type === 'wait') until = endOf(present);
  }
  yield* settling(present);
  until = Math.max(until, lastHappening(present));
  return { history: present, typed, from, until, refused };
}

/** Does the lines on a branch that leaves the history at `at`. Scripts have their turns. */
export function* rehearsing(history: History, at: Instant, lines: readonly ConsoleLine[]): Turns<Rehearsal> {
  const ahead = branch(history, at);
  const logged = ahead.log.length;
  const { history: present, typed, until } = yield* doing(ahead, lines);
  const log = present.log.slice(logged);
  const commands = log
    .filter(({ scripted, command }) => !scripted && command.do !== 'call' && command.do !== 'crash')
    .map(({ at: when, command }) => ({ at: when, command }));
  return { typed, from: at, until, commands, log, end: endOf(present) };
}

/** The same where nobody serves scripts. */
export const rehearse = (history: History, at: Instant, lines: readonly ConsoleLine[]): Rehearsal =>
  runAlone(rehearsing(history, at, lines));

/** The instant of the last thing that can be seen. Time may have gone on behind it: a clock was looked at that was not due, or a connection forgotten. */
function lastHappening(history: History): Instant {
  let row = history.live.state.rowCount - 1;
  while (row >= 0 && !isHappening(history, row)) row--;
  if (row < 0) return 0;
  const { at, arrives = at } = rowAt(history.record, row);
  return arrives;
}
