// A run had again with another log: commands taken out of it, or one put in before an instant. What came before stays as it is, to the octet.

import type { Instant } from '../base/time.ts';
import { NO_ROW } from '../devices/surroundings.ts';
import type { Command, CommandResult } from './command.ts';
import type { Turns } from './turns.ts';
import {
  doAgain,
  goOnTo,
  replayTo,
  RUN_BUDGET,
  worldAt,
  type History,
  type LoggedCommand,
  performStep,
} from './history.ts';
import { NOTHING_DUE, programDeed } from './acting.ts';

/** What is to be different. Entries of the log are named by their place in it; lines of the lab's `do` list stay whatever is said. */
export interface Rewriting {
  without: readonly number[];
  /** Done before anything of the instant `before` happens. */
  insert?: { before: Instant; command: Command };
}

/** A command that is to be done again: when, and how many events of that very instant come before it. */
export interface Deed {
  at: Instant;
  early: number;
  command: Command;
  scripted: boolean;
  inserted?: true;
}

export interface Plan {
  /** From this instant on everything is had again; Infinity when nothing changes. */
  before: Instant;
  deeds: Deed[];
}

/** What has to be done again, and from when on. */
export function planOf(history: History, { without, insert }: Rewriting): Plan {
  const gone = new Set(without.filter((number) => history.log[number]?.scripted === undefined));
  let before = insert?.before ?? Infinity;
  for (const number of gone) before = Math.min(before, history.log[number]?.at ?? Infinity);
  const deeds: Deed[] = [];
  if (insert) deeds.push({ ...momentBefore(insert.before), command: insert.command, scripted: false, inserted: true });
  if (before === Infinity) return { before, deeds };
  deedsFrom(history, before).forEach((deed, number) => {
    if (!gone.has(number)) deeds.push(deed);
  });
  // The one that is put in comes last in the instant before its own, and first where there is none before.
  const last = (deed: Deed): number => (deed.inserted && deed.early > 0 ? 1 : 0);
  return { before, deeds: deeds.sort((a, b) => a.at - b.at || last(a) - last(b)) };
}

/** What was done from an instant on, each at its place in the log; places of what was done before are left empty. */
export function deedsFrom(history: History, before: Instant): Deed[] {
  const world = worldAt(history, Math.max(0, before - 1));
  const deeds: Deed[] = [];
  history.log.forEach(({ at, after, command, scripted = false, step }, number) => {
    if (at < before) return;
    if (at > 0) replayTo(history, world, at - 1);
    // What a script calls it will call again, and the lab's programs take their steps again, if it comes to that.
    if (step || command.do === 'call' || command.do === 'crash') return;
    deeds[number] = { at, early: at > 0 ? after - world.state.events : after, command, scripted };
  });
  return deeds;
}

const momentBefore = (before: Instant): { at: Instant; early: number } =>
  before > 0 ? { at: before - 1, early: RUN_BUDGET } : { at: 0, early: 0 };

/** Does it all again on a branch that ends before the plan's instant (`branchBefore`). Gives what became of the command that was put in. */
export function* carryOut(target: History, { deeds }: Plan): Turns<CommandResult> {
  let result: CommandResult = { ok: true, row: NO_ROW };
  const { state } = target.live;
  for (const { at, early, command, scripted, inserted } of deeds) {
    if (at > 0) yield* goOnTurns(target, at - 1, state.events + RUN_BUDGET);
    yield* goOnTurns(target, at, state.events + early);
    // A storm that uses up the budget ends the way there; then here is where it is done.
    const done = doAgain(target, { at: state.now, after: state.events, command, ...(scripted ? { scripted } : {}) })!;
    if (inserted) result = done;
  }
  return result;
}

/** As `goOnTo`, with scripts, and (`steps`) with the steps of the lab's programs as they come due in this run. */
function* goOnTurns(target: History, at: Instant, events: number, steps = true): Turns<void> {
  const { state } = target.live;
  for (;;) {
    const { deed, at: due, watch } = steps ? programDeed(target) : NOTHING_DUE;
    if (deed && state.turns.length === 0 && state.now <= at) {
      performStep(target, deed);
      continue;
    }
    const [now, done] = [state.now, state.events];
    const stop = Math.min(at, Math.max(due, now));
    if (goOnTo(target, stop, watch ? Math.min(events, done + 1) : events, true) === 'turn') {
      const { commands } = state;
      yield { history: target, until: at };
      if (state.commands === commands) return void goOnTo(target, at, events);
    } else if ((stop === at && !watch) || (state.now === now && state.events === done)) return;
  }
}

/** Events between two looks at how much has been written; rows that a run had again may write. */
const STRIDE = 250;
const MOST_ROWS = 4_000_000;

/**
 * Does a whole log of another run again, each command at its very place. Gives the place in the log of the first at which this run does not come by there.
 * A log without the calls of scripts has them made again.
 */
export function* doAllAgain(history: History, log: readonly LoggedCommand[]): Turns<number | undefined> {
  const { state } = history.live;
  const hasCalls = log.some(({ command }) => command.do === 'call');
  for (const [number, entry] of log.entries()) {
    for (;;) {
      const { events: before, commands } = state;
      // In strides: a log from anywhere may name a storm.
      const events = Math.min(entry.after, before + STRIDE);
      if (hasCalls) goOnTo(history, entry.at, events);
      // Steps of programs stand in the log.
      else yield* goOnTurns(history, entry.at, events, false);
      if (state.rowCount > MOST_ROWS) return number;
      if (state.events === before && state.commands === commands) break;
    }
    if (!doAgain(history, entry)) return number;
  }
  return undefined;
}
