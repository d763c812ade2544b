// The programs of a lab as they run: which of their steps (start, a line that is typed, the kill) is due, by what the run has come to. Changes nothing in the world.

import type { Instant } from '../base/time.ts';
import type { HostState } from '../devices/host/host.ts';
import type { ProcessState } from '../devices/host/process.ts';
import { programNamed } from '../devices/host/program.ts';
import { PYTHON, type ScriptData } from '../devices/host/kernel/script.ts';
import type { RowNumber } from '../devices/surroundings.ts';
import type { Command } from './command.ts';
import type { History, LoggedCommand } from './history.ts';
import type { Lab } from './lab.ts';
import { lineOf, type LabProgram, type Moment } from './labProgram.ts';
import { deviceNamed } from './place.ts';
import { rowAt, type Recording } from './record.ts';
import { boundAt } from './hostFacts.ts';
import type { WorldState } from './state.ts';

/** Which step of which program a logged command is. Written into the log when it is done, so that a run can be followed from its log and record alone. */
export interface ProgramStep {
  /** Place in the lab's list. */
  program: number;
  /** 0 is the start, then what is typed, from 1; −1 is the kill. */
  step: number;
  /** The row of the command. */
  row: RowNumber;
  /** The process that a start has started; absent for one that could not be started. */
  pid?: number;
}

/** What has become of one program so far. */
interface Progress {
  /** The step that comes next, without the kill: 0, the start. */
  next: number;
  killed: boolean;
  pid?: number;
  /** When it was started, and when its last step was done. */
  startedAt: Instant;
  at: Instant;
  ended: boolean;
  /** The line of its standard output that has not ended yet. */
  open: string;
  /** What it has written to its standard output, and since its last step: only as far as somebody asks for a text. */
  all: Heard;
  since: Heard;
}

/** Output in which texts are looked for: which were found, and its end, in which another may have begun. */
interface Heard {
  found: Set<string>;
  end: string;
}

/** How far the programs of a history have come, and up to which row and entry of the log it is known. Derived, in no state. */
export interface ProgramRun {
  progress: Progress[];
  row: RowNumber;
  log: number;
  /** By device and pid: whose output it is. */
  owners: Map<string, number>;
  /** Texts that somebody waits for, by program. */
  wanted: ReadonlyMap<number, readonly string[]>;
}

/** Nothing has happened yet. */
export function beginPrograms(lab: Lab): ProgramRun {
  const programs = lab.programs ?? [];
  const nothing = (): Heard => ({ found: new Set(), end: '' });
  return {
    progress: programs.map(() => ({
      ...{ next: 0, killed: false, startedAt: 0, at: 0, ended: false, open: '' },
      ...{ all: nothing(), since: nothing() },
    })),
    row: 0,
    log: 0,
    owners: new Map(),
    wanted: textsIn(programs),
  };
}

function textsIn(programs: readonly LabProgram[]): Map<number, string[]> {
  const wanted = new Map<number, string[]>();
  programs.forEach(({ start, stdin, kill }, i) => {
    for (const moment of [start, ...stdin.map((one) => one.when), ...(kill ? [kill.when] : [])]) {
      if (moment.is !== 'text') continue;
      const whose = moment.of === undefined ? i : programs.findIndex((one) => one.name === moment.of);
      wanted.set(whose, [...(wanted.get(whose) ?? []), moment.text]);
    }
  });
  return wanted;
}

/** Takes in what has happened since it was last asked: rows of the record and steps in the log. */
export function followPrograms(
  run: ProgramRun,
  lab: Lab,
  { record, log, state }: { record: Recording; log: readonly LoggedCommand[]; state: WorldState },
): void {
  run.row = Math.max(run.row, record.firstRow);
  for (;;) {
    // A step comes at the row of its command: what stands before it was said before, what it causes comes after.
    while (run.log < log.length && !log[run.log]!.step) run.log++;
    const entry = log[run.log];
    const step = entry?.step;
    if (step && step.row <= run.row) {
      takeStep(run, lab, state, step, entry.at);
      run.log++;
    } else if (run.row < state.rowCount) takeRow(run, record, run.row++);
    else return;
  }
}

function takeStep(run: ProgramRun, lab: Lab, state: WorldState, step: ProgramStep, at: Instant): void {
  const one = run.progress[step.program];
  if (!one) return;
  if (step.step < 0) {
    one.killed = true;
    return;
  }
  one.next = step.step + 1;
  one.at = at;
  one.since = { found: new Set(), end: '' };
  if (step.step > 0) return;
  one.startedAt = at;
  if (step.pid === undefined) one.ended = true;
  else {
    one.pid = step.pid;
    const device = deviceNamed(state, lab.programs![step.program]!.host);
    run.owners.set(`${device} ${step.pid}`, step.program);
  }
}

function takeRow(run: ProgramRun, record: Recording, number: RowNumber): void {
  const row = rowAt(record, number);
  if (row.kind !== 'program') return;
  const program = run.owners.get(`${row.device} ${row.y}`);
  if (program === undefined) return;
  const one = run.progress[program]!;
  if (row.reason === 'program-exited') one.ended = true;
  else if (row.reason === 'program-text' || row.reason === 'program-line') {
    const text = record.texts[row.x]!;
    const ends = row.reason === 'program-line';
    one.open = ends ? '' : one.open + text;
    hear(run, program, `${text}${ends ? '\n' : ''}`);
  }
}

function hear(run: ProgramRun, program: number, text: string): void {
  const wanted = run.wanted.get(program);
  if (!wanted) return;
  const one = run.progress[program]!;
  const longest = Math.max(...wanted.map(({ length }) => length));
  for (const heard of [one.all, one.since]) {
    const said = heard.end + text;
    for (const each of wanted) if (said.includes(each)) heard.found.add(each);
    heard.end = said.slice(-longest);
  }
}

/** A step that is to be done now. */
export interface ProgramDeed {
  command: Command;
  program: number;
  step: number;
}

/** What is due now; `at`: when time alone will bring a step (Infinity: none). `watch`: one waits for something else, so that each event must be looked at. */
export interface DueDeed {
  deed?: ProgramDeed;
  at: Instant;
  watch: boolean;
}

const NOTHING_DUE: DueDeed = { at: Infinity, watch: false };

/** What the programs of a history's lab have to do next. */
export function nextProgramDeed(history: History): DueDeed {
  const { lab, record, log, live } = history;
  if (!lab.programs) return NOTHING_DUE;
  const run = (history.programs ??= beginPrograms(lab));
  followPrograms(run, lab, { record, log, state: live.state });
  return dueProgramDeed(run, lab, live.state);
}

/** The first step that is due, in the order of the list. `run` must have followed. */
export function dueProgramDeed(run: ProgramRun, lab: Lab, state: WorldState): DueDeed {
  let at = Infinity;
  let watch = false;
  for (const [program, setup] of (lab.programs ?? []).entries()) {
    const one = run.progress[program]!;
    for (const { step, when } of openSteps(setup, one)) {
      const due = dueAt(run, lab, state, program, when, step < 0 ? one.startedAt : one.at);
      if (due <= state.now)
        return { deed: { command: commandOf(setup, one, step), program, step }, at: state.now, watch: true };
      at = Math.min(at, due);
      watch ||= when.is !== 'at' && when.is !== 'after';
    }
  }
  return { at, watch };
}

/** The kill goes on beside what is typed. */
function openSteps(setup: LabProgram, { next, ended, killed }: Progress): { step: number; when: Moment }[] {
  if (ended) return [];
  if (next === 0) return [{ step: 0, when: setup.start }];
  const typed = setup.stdin[next - 1];
  return [
    ...(setup.kill && !killed ? [{ step: -1, when: setup.kill.when }] : []),
    ...(typed ? [{ step: next, when: typed.when }] : []),
  ];
}

/** When it is due: now or before, when what it waits for is so; an instant for what comes by time; otherwise Infinity. */
function dueAt(run: ProgramRun, lab: Lab, state: WorldState, program: number, when: Moment, since: Instant): Instant {
  const setup = lab.programs![program]!;
  const one = run.progress[program]!;
  const now = (isSo: boolean): Instant => (isSo ? state.now : Infinity);
  switch (when.is) {
    case 'at':
      return when.at;
    case 'after':
      return since + when.by;
    case 'bound':
      return now(
        when.on === undefined
          ? state.devices.some((_, device) => boundAt(state, device, when.port))
          : boundAt(state, deviceNamed(state, when.on), when.port),
      );
    case 'exits':
      return now(run.progress[indexOf(lab, when.program)]?.ended ?? false);
    case 'text': {
      const heard = when.of === undefined ? one.since : run.progress[indexOf(lab, when.of)]?.all;
      return now(heard?.found.has(when.text) ?? false);
    }
    case 'prompt':
      return now(endsWith(one.open, when.text) && readsInput(state, setup.host, one.pid));
    case 'reads':
      return now(readsInput(state, setup.host, one.pid));
  }
}

const indexOf = (lab: Lab, name: string): number => lab.programs!.findIndex((one) => one.name === name);

/** Blanks behind a prompt do not count. */
const endsWith = (open: string, prompt: string): boolean =>
  open.endsWith(prompt) || (prompt.trim() !== '' && open.trimEnd().endsWith(prompt.trimEnd()));

/** Does the process wait for standard input? Of a script one knows; another program that takes input takes it at any time. */
function readsInput(state: WorldState, host: string, pid: number | undefined): boolean {
  const process = processOf(state, host, pid);
  if (!process || process.exit !== undefined) return false;
  if (process.program !== PYTHON) return programNamed(process.program)?.input !== undefined && !process.paused;
  const script = process.data as ScriptData | undefined;
  return (script?.threads ?? []).some(({ does, call }) => does === 'waiting' && call?.call === 'read' && call.fd === 0);
}

function processOf(state: WorldState, host: string, pid: number | undefined): ProcessState | undefined {
  const device = state.devices[deviceNamed(state, host)] as HostState | undefined;
  return device?.processes.find((one) => one.pid === pid);
}

function commandOf(setup: LabProgram, { pid = 0 }: Progress, step: number): Command {
  const { host: on, stdin, kill } = setup;
  if (step === 0) return { do: 'run', on, line: lineOf(setup) };
  if (step < 0) {
    const signal = kill!.signal;
    if (signal === 'int') return { do: 'interrupt', on, pid };
    return { do: 'run', on, line: `kill -${signal.toUpperCase()} ${pid}` };
  }
  const { line } = stdin[step - 1]!;
  return line === undefined ? { do: 'type', on, pid, end: true } : { do: 'type', on, pid, line };
}
