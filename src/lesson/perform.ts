// Does the lines of a console to a history, one after another: a line begins when the one before it has ended.

import '../sim/equipment.ts';
import { MILLISECOND, SECOND, type Instant } from '../base/time.ts';
import type { Command } from '../sim/command.ts';
import type { CommandProblem } from '../sim/commandCheck.ts';
import { act, branch, endOf, extend, type History } from '../sim/history.ts';
import { deviceNamed } from '../sim/place.ts';
import { rowAt } from '../sim/record.ts';
import { awaitsInput, isOnlyPolling, scriptsRun, scriptsSpin } from '../sim/scriptFacts.ts';
import { extendTurns, runAlone, type Turns } from '../sim/turns.ts';
import { nextEventAt } from '../sim/world.ts';
import type { ConsoleLine } from './lesson.ts';

/** A program that runs longer than this is not waited for any more: the next line is typed beside it. */
const LONGEST = 600 * SECOND;
/** What is still on its way when the last line has ended gets so much time. */
const SETTLING = 5 * SECOND;
/** What comes of a line that was typed into a program gets so much. */
const TYPED = SECOND;
/** Events that one line may cause: far more than any lesson needs, and a storm ends. Each line that a script executes is one, too. */
const EVENTS = 50_000;
const EVENTS_OF_SCRIPTS = 1_000_000;

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

/** One line, done: the history may be another one. */
export interface PerformedLine {
  history: History;
  refusal?: Refusal;
}

/** Does the lines at the end of the history, which goes on in place; what is still under way gets a few seconds to end. Scripts have their turns. */
export function* performing(history: History, lines: readonly ConsoleLine[]): Turns<Performed> {
  const refused: Performed['refused'] = [];
  let present = history;
  for (const line of lines) {
    const done = yield* performingLine(present, line);
    present = done.history;
    if (done.refusal) refused.push({ line, refusal: done.refusal });
  }
  yield* settling(present);
  return { history: present, refused };
}

/** The same where nobody serves scripts. */
export const performLines = (history: History, lines: readonly ConsoleLine[]): Performed =>
  runAlone(performing(history, lines));

/** Does one line, up to its end. */
export function* performingLine(history: History, line: ConsoleLine): Turns<PerformedLine> {
  if (line.type === 'wait') {
    const until = endOf(history) + line.duration;
    yield* extendTurns(history, { until, events: eventsFor(history) });
    return { history };
  }
  const command = commandOf(line);
  const before = processesOf(history, line.type === 'hand' ? '' : line.on).map((process) => process.pid);
  const done = act(history, endOf(history), command);
  const present = done.history;
  if (!done.result.ok) return { history: present, refusal: refusalOf(done.result.problems) };
  // What runs in the background is not waited for.
  if (line.type === 'run' && !/&\s*$/.test(line.line)) {
    // Nor is one waited for that wants to be told something: a line behind it may tell it.
    const device = deviceNamed(present.live.state, line.on);
    const started = (): boolean =>
      processesOf(present, line.on).some(
        ({ pid, exit }) => exit === undefined && !before.includes(pid) && !awaitsInput(present.live.state, device, pid),
      );
    yield* runWhile(present, started, endOf(present) + LONGEST);
  }
  // What comes of a typed line gets a moment: nobody can say when a program has done with it.
  if (line.type === 'type') yield* runWhile(present, () => true, endOf(present) + TYPED);
  return { history: present };
}

/** The same where nobody serves scripts. */
export const performLine = (history: History, line: ConsoleLine): PerformedLine =>
  runAlone(performingLine(history, line));

/** What a line does. */
export function commandOf(line: Exclude<ConsoleLine, { type: 'wait' }>): Command {
  switch (line.type) {
    case 'hand':
      return line.command;
    case 'run':
      return { do: 'run', on: line.on, line: line.line };
    case 'file':
      return { do: 'file', on: line.on, changes: [{ path: line.file, text: line.text }] };
    case 'type':
      if (line.line === '^C') return { do: 'interrupt', on: line.on };
      return line.line === '^D' ? { do: 'type', on: line.on, end: true } : { do: 'type', on: line.on, line: line.line };
  }
}

const eventsFor = ({ live }: History): number => (scriptsRun(live.state) ? EVENTS_OF_SCRIPTS : EVENTS);

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
export function* runWhile(history: History, isSo: () => boolean, until: Instant): Turns<void> {
  const { live } = history;
  const begun = live.state.events;
  // A program that only waits for others makes no event: then nothing is gained by letting time pass.
  while (live.state.events - begun < eventsFor(history) && isSo() && !scriptsSpin(live.state)) {
    if (yield* served(history, until)) continue;
    const next = nextEventAt(live);
    if (next > until || (next - endOf(history) > LONG && !somethingHappens(history, until))) break;
    yield* extendTurns(history, { until: next, events: 1 });
  }
  delete history.stopped;
}

/** Lets those have their turn whose turn it is. False when it is nobody's, or nobody serves them. */
function* served(history: History, until: Instant): Turns<boolean> {
  const { state } = history.live;
  if (state.turns.length === 0) return false;
  const { commands } = state;
  yield { history, until };
  return state.commands > commands;
}

/** From here on a silence is looked at before it is waited for. */
const LONG = 100 * MILLISECOND;

/** Something on a cable, or in a program: what is worth waiting for. */
export const isHappening = ({ record }: History, row: number): boolean =>
  ['flight', 'drop', 'program'].includes(rowAt(record, row).kind);

/**
 * Will there be another frame, or a line of a program? Some clocks are looked at for nothing: that of a connection which was answered in time, of an old entry,
 * or of a server that looks now and then whether somebody has come.
 */
function somethingHappens(history: History, until: Instant): boolean {
  const ahead = branch(history);
  const { live } = ahead;
  let row = live.state.rowCount;
  let turns = 0;
  for (let events = 0; events < EVENTS && nextEventAt(live) <= until; events++) {
    extend(ahead, { until: nextEventAt(live), events: 1 });
    for (; row < live.state.rowCount; row++) if (isHappening(ahead, row)) return true;
    for (; turns < live.state.turns.length; turns++)
      if (!isOnlyPolling(live.state, live.state.turns[turns]!)) return true;
  }
  return false;
}

/** Lets what is on its way arrive, and programs that wait a little come to their end. */
export function* settling(history: History): Turns<void> {
  const { live } = history;
  const until = endOf(history) + SETTLING;
  const begun = live.state.events;
  // What spins will never settle.
  while (live.state.events - begun < eventsFor(history) && !scriptsSpin(live.state)) {
    if (yield* served(history, until)) continue;
    if (nextEventAt(live) > until) break;
    yield* extendTurns(history, { until: nextEventAt(live), events: 1 });
  }
  delete history.stopped;
}

/** The same where nobody serves scripts. */
export const settle = (history: History): void => runAlone(settling(history));
