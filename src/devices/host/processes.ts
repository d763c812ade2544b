// The life of processes: they are in the host's list, hold pipes and sockets, and end with a status.

import { NEVER } from '../../base/time.ts';
import { R } from '../../stack/reason.ts';
import type { Surroundings } from '../surroundings.ts';
import { behind } from './behind.ts';
import type { HostState } from './host.ts';
import { complain, readersOf } from './output.ts';
import type { ProcessState, Sink } from './process.ts';
import { programNamed } from './program.ts';
import { endInput, runningWith } from './standardInput.ts';
import { hasDoor, transport } from './transport.ts';

/** Processes that have ended and stay listed with their output. */
const ENDED_KEPT = 50;
const ENDED_OF_SCRIPTS_KEPT = 500;
const ENDED_BY_BROKEN_PIPE = 141; // 128 + SIGPIPE, as bash tells it

/** A process in the list of the host, and its row; nothing runs yet. The row is to blame for what the process does by the clock. */
export function newProcess(host: HostState, argv: string[], program: string, out: Surroundings): ProcessState {
  const pid = host.nextPid++;
  const process: ProcessState = {
    pid,
    argv,
    cwd: host.shell.cwd,
    program,
    startedAt: out.now,
    wakeAt: NEVER,
    wakeCause: out.program(host.device, R['program-started'], argv.join(' '), pid),
    output: [],
    data: undefined,
  };
  host.processes.push(process);
  return process;
}

/** Ends a process with its exit status; what waited for it starts. */
export function exitWith(host: HostState, process: ProcessState, status: number, out: Surroundings): void {
  if (process.exit !== undefined) return;
  process.exit = status;
  process.exitedAt = out.now;
  process.wakeAt = NEVER;
  process.data = undefined;
  out.turnTaken(host.device, process.pid);
  const row = out.program(host.device, R['program-exited'], String(status), process.pid);
  if (hasDoor(host)) {
    const before = out.cause;
    out.cause = row;
    transport.get().closeSockets(host, process.pid, out);
    out.cause = before;
  }
  closePipes(host, process, out);
  const ended = host.processes.filter((one) => one.exit !== undefined);
  if (ended.length > ENDED_KEPT) {
    // A script may still ask how its own ended.
    const isOver = ({ parent }: ProcessState): boolean => parent === undefined || !runningWith(host, parent);
    const goes = ended.find(isOver) ?? (ended.length > ENDED_OF_SCRIPTS_KEPT ? ended[0] : undefined);
    if (goes) host.processes.splice(host.processes.indexOf(goes), 1);
  }
  const parent = process.parent === undefined ? undefined : runningWith(host, process.parent);
  if (parent) programNamed(parent.program)?.childEnds?.(parent, host, process.pid, out);
  behind.get()(host, process, status, out);
}

/**
 * Who reads what this process writes hears that there is no more when nobody else writes there; who writes for this one has nobody to write for, and ends by
 * and by (`endBrokenPipes`). A shell takes along the command that it waits for.
 */
function closePipes(host: HostState, process: ProcessState, out: Surroundings): void {
  const running = host.processes.filter((one) => one.exit === undefined);
  for (const pid of readersOf(process)) {
    if (!running.some((one) => readersOf(one).includes(pid))) endInput(host, pid, out);
  }
  for (const one of running) {
    const writes =
      readersOf(one).includes(process.pid) || [one.stdout, one.stderr].some((sink) => isPipeTo(sink, process.pid));
    if (writes) (host.brokenPipes ??= []).push(one.pid);
    if (one.stdin === 'parent' && one.parent === process.pid) endInput(host, one.pid, out);
    if (one.shell === process.pid && one.awaited) exitWith(host, one, process.exit!, out);
  }
}

const isPipeTo = (sink: Sink | undefined, pid: number): boolean => sink?.to === 'parent' && sink.pid === pid;

/** Ends those who write into a pipe that nobody reads (SIGPIPE). Not in the middle of what they do, but when that is done. */
export function endBrokenPipes(host: HostState, out: Surroundings): void {
  while (host.brokenPipes) {
    const pids = host.brokenPipes;
    delete host.brokenPipes;
    for (const pid of pids) {
      const writer = runningWith(host, pid);
      const program = writer && programNamed(writer.program);
      if (program?.outputEnds) program.outputEnds(writer!, host, out);
      else if (writer) exitWith(host, writer, ENDED_BY_BROKEN_PIPE, out);
    }
  }
}

/** Says why on standard error and ends the process. */
export function fail(host: HostState, process: ProcessState, status: number, text: string, out: Surroundings): void {
  complain(host, process, text, out);
  exitWith(host, process, status, out);
}
