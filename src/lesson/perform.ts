// Does the lines of a console to a history, one after another: a line begins when the one before it has ended.

import '../sim/equipment.ts';
import { MILLISECOND, SECOND, type Instant } from '../base/time.ts';
import type { Command } from '../sim/command.ts';
import type { CommandProblem } from '../sim/commandCheck.ts';
import { act, branch, endOf, extend, type History } from '../sim/history.ts';
import { deviceNamed } from '../sim/place.ts';
import { rowAt } from '../sim/record.ts';
import { nextEventAt } from '../sim/world.ts';
import type { ConsoleLine } from './lesson.ts';

/** A program that runs longer than this is not waited for any more: the next line is typed beside it. */
const LONGEST = 600 * SECOND;
/** What is still on its way when the last line has ended gets so much time. */
const SETTLING = 5 * SECOND;
/** What comes of a line that was typed into a program gets so much. */
const TYPED = SECOND;
/** Events that one line may cause: far more than any lesson needs, and a storm ends. */
const EVENTS = 50_000;

export interface Performed {
  history: History;
  /** Lines that were not done. A program that fails is no such line. */
  refused: { line: ConsoleLine; refusal: Refusal }[];
}

/** Why a line was not done, and the codes of the problems, where the lab refused it. */
export interface Refusal {
  message: string;
  codes: string[];
}

/** Does the lines at the end of the history, which goes on in place; what is still under way gets a few seconds to end. */
export function performLines(history: History, lines: readonly ConsoleLine[]): Performed {
  const refused: Performed['refused'] = [];
  let present = history;
  for (const line of lines) {
    const done = performLine(present, line);
    present = done.history;
    if (done.refusal) refused.push({ line, refusal: done.refusal });
  }
  settle(present);
  return { history: present, refused };
}

/** Does one line, up to its end. */
export function performLine(history: History, line: ConsoleLine): { history: History; refusal?: Refusal } {
  if (line.type === 'wait') {
    extend(history, { until: endOf(history) + line.duration, events: EVENTS });
    return { history };
  }
  if (line.type === 'hand') {
    const done = act(history, endOf(history), line.command);
    return done.result.ok
      ? { history: done.history }
      : { history: done.history, refusal: refusalOf(done.result.problems) };
  }
  if (line.type === 'type') return typeLine(history, line);
  const before = processesOf(history, line.on).map((process) => process.pid);
  const done = act(history, endOf(history), { do: 'run', on: line.on, line: line.line });
  if (!done.result.ok) return { history: done.history, refusal: refusalOf(done.result.problems) };
  const started = (): boolean =>
    processesOf(done.history, line.on).some((process) => process.exit === undefined && !before.includes(process.pid));
  runWhile(done.history, started, endOf(done.history) + LONGEST);
  return { history: done.history };
}

/** Types a line, or presses a key. What comes of it gets a moment: nobody can say when a program has done with a line. */
function typeLine(
  history: History,
  { on, line }: Extract<ConsoleLine, { type: 'type' }>,
): { history: History; refusal?: Refusal } {
  const command: Command =
    line === '^C' ? { do: 'interrupt', on } : line === '^D' ? { do: 'type', on, end: true } : { do: 'type', on, line };
  const done = act(history, endOf(history), command);
  if (!done.result.ok) return { history: done.history, refusal: refusalOf(done.result.problems) };
  runWhile(done.history, () => true, endOf(done.history) + TYPED);
  return { history: done.history };
}

const refusalOf = (problems: readonly CommandProblem[]): Refusal => ({
  message: problems.map(({ code, parameters }) => [code, ...Object.values(parameters)].join(' ')).join(', '),
  codes: problems.map((one) => one.code),
});

interface Process {
  pid: number;
  argv: string[];
  exit?: number;
}

/** The processes of a host that are still listed, oldest first; none of what is no host. */
export function processesOf(history: History, host: string): Process[] {
  const { state } = history.live;
  const device = state.devices[deviceNamed(state, host)];
  return device && 'processes' in device ? device.processes : [];
}

/** Runs event by event while it is so, until an instant or the budget ends it, or until nothing more would come of it. */
function runWhile(history: History, isSo: () => boolean, until: Instant): void {
  // A program that only waits for others makes no event: then nothing is gained by letting time pass.
  for (let events = 0; events < EVENTS && isSo() && nextEventAt(history.live) <= until; events++) {
    const next = nextEventAt(history.live);
    if (next - endOf(history) > LONG && !somethingHappens(history, until)) break;
    extend(history, { until: next, events: 1 });
  }
  delete history.stopped;
}

/** From here on a silence is looked at before it is waited for. */
const LONG = 100 * MILLISECOND;

/** Something on a cable, or in a program: what is worth waiting for. */
export const isHappening = ({ record }: History, row: number): boolean =>
  ['flight', 'drop', 'program'].includes(rowAt(record, row).kind);

/** Will there be another frame, or a line of a program? Some clocks are looked at for nothing: that of a connection which was answered in time, or of an old entry. */
function somethingHappens(history: History, until: Instant): boolean {
  const ahead = branch(history);
  let row = ahead.live.state.rowCount;
  for (let events = 0; events < EVENTS && nextEventAt(ahead.live) <= until; events++) {
    extend(ahead, { until: nextEventAt(ahead.live), events: 1 });
    for (; row < ahead.live.state.rowCount; row++) if (isHappening(ahead, row)) return true;
  }
  return false;
}

/** Lets what is on its way arrive, and programs that wait a little come to their end. */
export function settle(history: History): void {
  const until = endOf(history) + SETTLING;
  if (nextEventAt(history.live) > until) return;
  for (let events = 0; events < EVENTS && nextEventAt(history.live) <= until; events++)
    extend(history, { until: nextEventAt(history.live), events: 1 });
  delete history.stopped;
}
