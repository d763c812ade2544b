// A history: lab, seed, commands, record and checkpoints. From it the world at any instant that has happened can be had again, exactly.

import { copyOf } from '../base/copy.ts';
import { peek } from '../base/queue.ts';
import { formatInstant, type Instant } from '../base/time.ts';
import type { FrameNumber, RowNumber } from '../devices/surroundings.ts';
import { acting, programDeed } from './acting.ts';
import type { Command, CommandResult } from './command.ts';
import { directionOf, generationOf } from './departure.ts';
import { wholeFramesOf } from './inUse.ts';
import type { Lab, TimedDeed } from './lab.ts';
import { ARRIVE, type Decision } from './outside.ts';
import type { ProgramDeed, ProgramRun, ProgramStep } from './programs.ts';
import { branchRecording, type Recording } from './record.ts';
import { eventsBetweenCheckpoints, trimRing, type Ring } from './ring.ts';
import type { WorldState } from './state.ts';
import { advance, copyWorld, createWorld, isDue, nextEventAt, openWorld, type World } from './world.ts';

/** A command with its place in the run: at which instant, and after how many events. `scripted`: from the lab's own `do` list or programs. */
export interface LoggedCommand {
  at: Instant;
  after: number;
  command: Command;
  scripted?: boolean;
  /** A step of one of the lab's programs; such an entry is `scripted`, too. */
  step?: ProgramStep;
}

/** A copy of the state after some event. Never written to. */
export interface Checkpoint {
  at: Instant;
  events: number;
  state: WorldState;
  /** Rough size, for the limit on all of them together. */
  octets: number;
  /** Frames that were under way then, where the record keeps only their beginnings. */
  whole?: ReadonlyMap<FrameNumber, Uint8Array>;
}

export interface History {
  readonly lab: Lab;
  readonly seed: number;
  readonly log: LoggedCommand[];
  readonly checkpoints: Checkpoint[];
  readonly record: Recording;
  /** How many lines of the lab's `do` list are in the log: the next one is the one after them. */
  scripted: number;
  /** The world at the end of what has happened. Only `act` and `extend` move it. */
  readonly live: World;
  /** Set when a run was cut by its budget of events (a broadcast storm, say): where, and how many events it had had. */
  stopped?: { at: Instant; events: number };
  /** Where only what came last is kept: see `keepRing`. */
  ring?: Ring;
  /** How far the lab's programs have come; worked out from log and record when it is wanted (programs.ts). */
  programs?: ProgramRun;
}

/** Events between two checkpoints at the most, and the octets that all checkpoints of a history may take. */
export const CHECKPOINT_EVENTS = 20_000;
/** A small state is copied more often, so that going back is quick: an event is replayed in the time in which so many octets are copied; and the least. */
const OCTETS_PER_EVENT = 64;
const LEAST_EVENTS = 2_000;
const CHECKPOINT_OCTETS = 64 << 20;
/** Events that one call of `extend` does at the most unless told otherwise: a storm ends here, a lesson never comes near. */
export const RUN_BUDGET = 400_000;
/** Rows that go with each event of a budget, and some more: where every event is repeated out of many ports, it is rows that fill the memory. */
export const ROWS_PER_EVENT = 4;
const MORE_ROWS = 2_000;

/** A history in which nothing has happened yet: instant 0. `keep`: less of it is kept than all (record.ts, ring.ts). */
export function startHistory(lab: Lab, seed = lab.seed, keep: { snaplen?: number; ring?: Ring } = {}): History {
  const live = createWorld(lab, seed, keep.snaplen);
  const history: History = { lab, seed, log: [], scripted: 0, checkpoints: [], record: live.record, live };
  if (keep.ring) history.ring = keep.ring;
  addCheckpoint(history);
  return history;
}

/** The instant up to which the history is known. */
export const endOf = (history: History): Instant => history.live.state.now;

/** When the next thing is due: an event, or a line that the lab wants done. Infinity: nothing will happen by itself. */
export function dueAt(history: History): Instant {
  const { live, lab, scripted } = history;
  return Math.min(nextEventAt(live), lab.do[scripted]?.at ?? Infinity, programDeed(history).at);
}

/**
 * Runs on, to `until` (default: until nothing is left to happen) and for at most `events` events (default RUN_BUDGET). Lines of the lab's `do` list
 * are done when their time comes. `idle`: nothing is left to happen; `until`: the instant is reached; `budget`: cut, see `stopped`.
 * With `turns` the clock stands still where it is the turn of a script's thread (`turn`); without, scripts have nobody who goes on with them.
 */
export function extend(
  history: History,
  limits: { until?: Instant; events?: number; turns?: boolean } = {},
): 'idle' | 'until' | 'budget' | 'turn' {
  const until = limits.until ?? Infinity;
  let left = limits.events ?? RUN_BUDGET;
  const { live, lab } = history;
  delete history.stopped;
  for (;;) {
    const line = lab.do[history.scripted];
    const { deed, at, watch } = programDeed(history);
    const turn = limits.turns === true && live.state.turns.length > 0;
    if (deed && !turn && live.state.now <= until && !(line && line.at <= live.state.now)) {
      performStep(history, deed);
      continue;
    }
    const stop = Math.min(line?.at ?? Infinity, at, until);
    const { rowCount } = live.state;
    const done = runTo(history, stop, watch ? Math.min(left, 1) : left, limits.turns ?? false);
    // Where every event is looked at, the rows that they make are counted here.
    left -= watch ? Math.max(done, Math.floor((live.state.rowCount - rowCount) / ROWS_PER_EVENT)) : done;
    if (limits.turns && live.state.turns.length > 0) return 'turn';
    if (watch && done > 0) continue;
    if (isDue(live, stop)) {
      history.stopped = { at: live.state.now, events: live.state.events };
      return 'budget';
    }
    if (stop !== Infinity) setClock(live, stop);
    if (line && line.at <= until && line.at === stop) perform(history, deedOf(line), { scripted: true });
    else if (at === Infinity || at > until || at !== stop) return isDue(live, Infinity) ? 'until' : 'idle';
  }
}

/** Does a step of one of the lab's programs, and notes which. */
export function performStep(history: History, { command, program, step }: ProgramDeed): void {
  const noted: ProgramStep = { program, step, row: history.live.state.rowCount };
  const result = perform(history, command, { scripted: true, step: noted });
  if (!result.ok) return;
  noted.row = result.row;
  if (result.pid !== undefined) noted.pid = result.pid;
}

/** The command of a line of the lab's `do` list. */
export const deedOf = (line: TimedDeed): Command =>
  'run' in line ? { do: 'run', on: line.on, line: line.run } : line.command;

/**
 * Does a command at `at`. Where the history has gone on beyond `at`, the result is a branch that shares what came before; the history itself stays as
 * it is. Otherwise the history itself goes on.
 */
export function act(history: History, at: Instant, command: Command): { history: History; result: CommandResult } {
  const target = at < history.live.state.now ? branch(history, at) : history;
  if (at > target.live.state.now) extend(target, { until: at });
  return { history: target, result: perform(target, command, {}) };
}

/** Does a command where the history ends. */
export const actNow = (history: History, command: Command): CommandResult => perform(history, command, {});

/** A history of its own that is the same up to and including `at`, and ends there. */
export function branch(history: History, at: Instant = endOf(history)): History {
  return branchAs(history, worldAt(history, at), at);
}

/** A history of its own that is the same up to an instant, and ends before anything of it has happened. */
export function branchBefore(history: History, before: Instant): History {
  if (before > 0) return branch(history, before - 1);
  const first = history.checkpoints[0]!;
  return branchAs(history, openWorld(history.lab, copyOf(first.state), history.record, first.whole), 0);
}

function branchAs(history: History, world: World, at: Instant): History {
  const { rowCount, frameCount, textCount, events, commands } = world.state;
  const record = branchRecording(history.record, rowCount, frameCount, textCount);
  const log = history.log.slice(0, commands);
  return {
    lab: history.lab,
    seed: history.seed,
    log,
    scripted: scriptedIn(log),
    checkpoints: history.checkpoints.filter((c) => c.events <= events && c.state.commands <= commands && c.at <= at),
    record,
    live: openWorld(history.lab, world.state, record, world.outside.whole),
  };
}

/** How many entries of a log are lines of the lab's `do` list. */
export function scriptedIn(log: readonly LoggedCommand[]): number {
  let count = 0;
  for (const entry of log) if (entry.scripted && !entry.step) count++;
  return count;
}

/**
 * Does a logged command of another run of the same lab and seed at the same place of this one: the same instant, after as many events. Undefined when
 * this run does not come by that place, so that log and lab do not belong together.
 */
export function doAgain(history: History, entry: LoggedCommand): CommandResult | undefined {
  if (!goOnTo(history, entry.at, entry.after)) return undefined;
  const { scripted, step } = entry;
  return perform(history, entry.command, { ...(scripted ? { scripted } : {}), ...(step ? { step } : {}) });
}

/**
 * Runs on to an instant and a number of events, leaving the lab's `do` list alone. False when this run does not come by there. With `turns` it stops
 * (`turn`) where it is the turn of a script's thread.
 */
export function goOnTo(history: History, at: Instant, events: number): boolean;
export function goOnTo(history: History, at: Instant, events: number, turns: boolean): boolean | 'turn';
export function goOnTo(history: History, at: Instant, events: number, turns = false): boolean | 'turn' {
  const { state } = history.live;
  for (;;) {
    if (turns && state.turns.length > 0) return 'turn';
    if (state.events >= events || !isDue(history.live, at)) break;
    runTo(history, at, events - state.events, turns);
  }
  // The clock never passes what is still to happen.
  if (nextEventAt(history.live) >= at) setClock(history.live, at);
  return state.events === events && state.now === at;
}

/** The instant from which on the history is kept: 0, or where its ring begins. */
export const beginningOf = ({ checkpoints }: History): Instant => (checkpoints[0]!.events ? checkpoints[0]!.at : 0);

/** The world at an instant: everything up to and including it has happened. Instants beyond the end give the end; before a ring's beginning there is nothing to go back to, and it throws. */
export function worldAt(history: History, at: Instant): World {
  const { live } = history;
  if (at >= live.state.now) return copyWorld(live);
  if (at < beginningOf(history))
    throw new RangeError(
      `what happened before ${formatInstant(beginningOf(history))} s is not kept: the ring begins there`,
    );
  let from = history.checkpoints[0]!;
  for (const checkpoint of history.checkpoints)
    if (checkpoint.at <= at && checkpoint.events >= from.events) from = checkpoint;
  const world = openWorld(history.lab, copyOf(from.state), history.record, from.whole);
  replayTo(history, world, at);
  return world;
}

/** Moves a world that `worldAt` gave forward to a later instant of the same history. Writes nothing into the record. */
export function replayTo(history: History, world: World, at: Instant): void {
  while (replayStep(history, world, at)) {
    /* one event or command a turn */
  }
  setClock(world, Math.min(at, history.live.state.now));
}

/** Goes through the run once more from its beginning, and calls `seen` after each event and each command with the world as it is then. */
export function replayThrough(history: History, seen: (world: World) => void): void {
  const [first] = history.checkpoints;
  const world = openWorld(history.lab, copyOf(first!.state), history.record, first!.whole);
  while (replayStep(history, world, history.live.state.now)) seen(world);
}

/** One event or logged command of the replay, if one is due by `at`. Never goes beyond what the live world has done. */
export function replayStep(history: History, world: World, at: Instant): boolean {
  const { state } = world;
  const entry = history.log[state.commands];
  if (entry && entry.after === state.events) {
    if (entry.at > at) return false;
    setClock(world, entry.at);
    state.commands++;
    acting.get().applyCommand(world, entry.command);
    return true;
  }
  if (state.events >= history.live.state.events || !isDue(world, at)) return false;
  return advance(world);
}

/** What each layer decided in the step that wrote this row (a flight: why it was sent). */
export function explainRow(history: History, row: RowNumber): Decision[] {
  return explain(history, row, (world) => world.state.rowCount > row);
}

/** What each layer of the receiving device decided when the flight of this row arrived; undefined when it never did. */
export function explainArrival(history: History, row: RowNumber): Decision[] | undefined {
  let arriving = false;
  let found = false;
  const decisions = explain(
    history,
    row,
    () => {
      found ||= arriving;
      return arriving;
    },
    (world) => {
      const slot = peek(world.state.queue);
      const isNext = history.log[world.state.commands]?.after !== world.state.events;
      arriving = isNext && slot >= 0 && world.state.queue.c[slot] === row && isArrival(world.state, slot);
    },
  );
  return found ? decisions : undefined;
}

/** Will the frame of this event reach its receiver? One whose cable went dark meanwhile does not. */
function isArrival({ queue, directions }: WorldState, slot: number): boolean {
  const a = queue.a[slot]!;
  return queue.kind[slot] === ARRIVE && generationOf(a) === directions.generation[directionOf(a)];
}

/** Replays from the checkpoint before `row`, explaining every step, until `done` says that the last step was the one. */
function explain(
  history: History,
  row: RowNumber,
  done: (world: World) => boolean,
  before?: (world: World) => void,
): Decision[] {
  if (row < history.record.firstRow) return [];
  let from = history.checkpoints[0]!;
  for (const checkpoint of history.checkpoints)
    if (checkpoint.state.rowCount <= row && checkpoint.events >= from.events) from = checkpoint;
  const world = openWorld(history.lab, copyOf(from.state), history.record, from.whole);
  world.outside.explaining = true;
  for (;;) {
    before?.(world);
    world.outside.decisions = [];
    if (!replayStep(history, world, history.live.state.now)) return [];
    if (done(world)) return world.outside.decisions;
  }
}

function perform(history: History, command: Command, by: Pick<LoggedCommand, 'scripted' | 'step'>): CommandResult {
  const { live, log } = history;
  log.push({ at: live.state.now, after: live.state.events, command, ...by });
  if (by.scripted && !by.step) history.scripted++;
  live.state.commands++;
  return acting.get().applyCommand(live, command);
}

function setClock(world: World, at: Instant): void {
  if (at <= world.state.now || at === Infinity) return;
  world.state.now = at;
  world.outside.now = at;
}

/** Does events up to `stop`, at most `budget` or as many rows as go with them, with a checkpoint now and then. Gives how many. */
function runTo(history: History, stop: Instant, budget: number, turns = false): number {
  const { live } = history;
  const { state } = live;
  const rows = state.rowCount + ROWS_PER_EVENT * budget + MORE_ROWS;
  let done = 0;
  let next = nextCheckpoint(history);
  while (done < budget && state.rowCount < rows && isDue(live, stop) && !(turns && state.turns.length > 0)) {
    advance(live);
    done++;
    if (state.events >= next) {
      addCheckpoint(history);
      next = nextCheckpoint(history);
    }
  }
  return done;
}

/** After how many events of the run the next checkpoint is due. */
function nextCheckpoint({ checkpoints, ring }: History): number {
  const { events, octets } = checkpoints[checkpoints.length - 1]!;
  const usual = Math.min(CHECKPOINT_EVENTS, Math.max(LEAST_EVENTS, Math.ceil(octets / OCTETS_PER_EVENT)));
  return events + (ring ? eventsBetweenCheckpoints(ring, usual) : usual);
}

function addCheckpoint(history: History): void {
  const { checkpoints, live } = history;
  const state = copyOf(live.state);
  const checkpoint: Checkpoint = { at: state.now, events: state.events, state, octets: octetsOf(state) };
  const whole = wholeFramesOf(live.outside);
  if (whole) {
    checkpoint.whole = whole;
    checkpoint.octets += octetsOf(whole);
  }
  checkpoints.push(checkpoint);
  if (history.ring) trimRing(history);
  thin(checkpoints);
}

/** Keeps the first, the newest, and of the older ones fewer the older they are: those whose number has the most factors of two stay longest. */
function thin(checkpoints: Checkpoint[]): void {
  let total = 0;
  for (const c of checkpoints) total += c.octets;
  while (checkpoints.length > 2 && (total > CHECKPOINT_OCTETS || checkpoints.length > 200)) {
    let victim = 1;
    let least = Infinity;
    for (let i = 1; i < checkpoints.length - 1; i++) {
      // The gap that its going would leave, seen from the end: far ones may be wide, near ones should not.
      const gap = checkpoints[i + 1]!.events - checkpoints[i - 1]!.events;
      const age = checkpoints[checkpoints.length - 1]!.events - checkpoints[i]!.events + 1;
      if (gap / age < least) [least, victim] = [gap / age, i];
    }
    total -= checkpoints[victim]!.octets;
    checkpoints.splice(victim, 1);
  }
}

function octetsOf(value: unknown): number {
  if (typeof value === 'string') return 2 * value.length;
  if (typeof value !== 'object' || value === null) return 8;
  if (ArrayBuffer.isView(value)) return value.byteLength + 64;
  let sum = 32;
  if (value instanceof Map) for (const [k, v] of value) sum += octetsOf(k) + octetsOf(v);
  else for (const item of Array.isArray(value) ? value : Object.values(value)) sum += octetsOf(item);
  return sum;
}
