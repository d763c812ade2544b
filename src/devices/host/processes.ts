// The life of processes: they start, write lines, and end with a status; what a command line has behind `;` `&&` `||` starts after them.

import { NEVER } from '../../base/time.ts';
import { R } from '../../stack/reason.ts';
import type { Surroundings } from '../surroundings.ts';
import type { SimpleCommand } from './commandLine.ts';
import type { HostState } from './host.ts';
import type { OutputLine, ProcessState } from './process.ts';
import { programNamed } from './program.ts';
import { hasDoor, transport } from './transport.ts';

/** Lines that a process keeps in its state. What is older is still in the record. */
const LINES_KEPT = 500;
/** Processes that have ended and stay listed with their output. */
const ENDED_KEPT = 50;
const NOT_FOUND = 127;
const ENDED_BY_BROKEN_PIPE = 141; // 128 + SIGPIPE, as bash tells it

/**
 * Starts the first of some commands, and one after another those that may follow at once; the rest waits in the process that runs on. `status` is the
 * exit status of what ran before. Gives the first process started; undefined when `&&` and `||` left nothing to run.
 */
export function startCommands(
  host: HostState,
  commands: readonly SimpleCommand[],
  status: number,
  out: Surroundings,
): ProcessState | undefined {
  let first: ProcessState | undefined;
  let last = status;
  for (let i = 0; i < commands.length; i++) {
    const { after } = commands[i]!;
    if ((after === '&&' && last !== 0) || (after === '||' && last === 0)) continue;
    const pipeline = start(host, commands[i]!, out);
    const process = pipeline.at(-1)!;
    first ??= pipeline[0];
    if (process.exit === undefined) {
      const rest = commands.slice(i + 1);
      if (rest.length) process.next = rest;
      return first;
    }
    last = process.exit;
  }
  return first;
}

/** Starts a command, or all those of a pipeline: the readers run first, so that somebody is there to read. */
function start(host: HostState, { argv, piped }: SimpleCommand, out: Surroundings): ProcessState[] {
  const pipeline = [argv, ...(piped ?? [])].map((words) => newProcess(host, words, words[0]!, out));
  pipeline.forEach((process, i) => {
    const [from, into] = [pipeline[i - 1]?.pid, pipeline[i + 1]?.pid];
    if (from !== undefined) process.from = from;
    if (into !== undefined) process.into = into;
  });
  const before = out.cause;
  for (const process of [...pipeline].reverse()) {
    out.cause = process.wakeCause;
    if (process.exit === undefined) begin(host, process, out);
  }
  out.cause = before;
  return pipeline;
}

function begin(host: HostState, process: ProcessState, out: Surroundings): void {
  const program = programNamed(process.program);
  if (program) program.start(process, host, out);
  else fail(host, process, NOT_FOUND, `bash: ${process.program}: command not found`, out);
}

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

/** Writes lines to standard output; `text` may hold several. */
export function print(host: HostState, process: ProcessState, text: string, out: Surroundings): void {
  write(host, process, text, false, out);
}

/** Writes lines to standard error. */
export function complain(host: HostState, process: ProcessState, text: string, out: Surroundings): void {
  write(host, process, text, true, out);
}

/** Writes text to standard output as it is: what has no line end stands in an open line, in which the next text goes on. */
export function put(host: HostState, process: ProcessState, text: string, out: Surroundings): void {
  const lines = text.split('\n');
  const open = lines.pop()!;
  for (const line of lines) writeLine(host, process, line, R['program-line'], out);
  if (open) writeLine(host, process, open, R['program-text'], out);
}

/**
 * Opens a page of the manual on the terminal. The record holds its name, and whoever shows the terminal has the words, so that a run is the same in every
 * language. What reads through a pipe gets the heading alone.
 */
export function openPage(host: HostState, process: ProcessState, page: string, out: Surroundings): void {
  const heading = `${page.toUpperCase()}(1)`;
  if (process.into !== undefined) return print(host, process, heading, out);
  keepLine(process, { text: heading, err: false, at: out.now });
  out.program(host.device, R['program-manual'], page, process.pid);
}

function write(host: HostState, process: ProcessState, text: string, err: boolean, out: Surroundings): void {
  const reason = err ? R['program-error-line'] : R['program-line'];
  for (const line of text.split('\n')) writeLine(host, process, line, reason, out);
}

function writeLine(host: HostState, process: ProcessState, text: string, reason: number, out: Surroundings): void {
  const open = reason === R['program-text'];
  if (process.into !== undefined && reason !== R['program-error-line']) {
    feed(host, process.into, new TextEncoder().encode(open ? text : `${text}\n`), out);
    return;
  }
  const err = reason === R['program-error-line'];
  keepLine(process, open ? { text, err, at: out.now, open } : { text, err, at: out.now });
  out.program(host.device, reason, text, process.pid);
}

function keepLine(process: ProcessState, line: OutputLine): void {
  process.output.push(line);
  if (process.output.length > LINES_KEPT) process.output.splice(0, process.output.length - LINES_KEPT);
}

/** Gives octets to the standard input of a process that runs. */
export function feed(host: HostState, pid: number, octets: Uint8Array, out: Surroundings): void {
  const process = runningWith(host, pid);
  if (process) programNamed(process.program)?.input?.(process, host, octets, out);
}

/** Ends the standard input of a process that runs. */
export function endInput(host: HostState, pid: number, out: Surroundings): void {
  const process = runningWith(host, pid);
  if (process) programNamed(process.program)?.inputEnds?.(process, host, out);
}

const runningWith = (host: HostState, pid: number): ProcessState | undefined =>
  host.processes.find((one) => one.pid === pid && one.exit === undefined);

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
  if (ended.length > ENDED_KEPT) host.processes.splice(host.processes.indexOf(ended[0]!), 1);
  const { next } = process;
  delete process.next;
  if (next) startCommands(host, next, status, out);
}

/** Who reads this process's output hears that there is no more; who writes into it has nobody to write for, and ends by and by (`endBrokenPipes`). */
function closePipes(host: HostState, { into, from }: ProcessState, out: Surroundings): void {
  if (into !== undefined) endInput(host, into, out);
  const writer = from === undefined ? undefined : runningWith(host, from);
  if (writer) (host.brokenPipes ??= []).push(writer.pid);
}

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
