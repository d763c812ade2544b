// The life of processes: they start, write lines, and end with a status; what a command line has behind `;` `&&` `||` starts after them.

import { NEVER } from '../../base/time.ts';
import { R } from '../../stack/reason.ts';
import { closeUdp } from '../../stack/udp.ts';
import type { Surroundings } from '../surroundings.ts';
import type { SimpleCommand } from './commandLine.ts';
import type { HostState } from './host.ts';
import type { ProcessState } from './process.ts';
import { programNamed } from './program.ts';

/** Lines that a process keeps in its state. What is older is still in the record. */
const LINES_KEPT = 500;
/** Processes that have ended and stay listed with their output. */
const ENDED_KEPT = 50;
const NOT_FOUND = 127;

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
    const { argv, after } = commands[i]!;
    if ((after === '&&' && last !== 0) || (after === '||' && last === 0)) continue;
    const process = start(host, argv, out);
    first ??= process;
    if (process.exit === undefined) {
      const rest = commands.slice(i + 1);
      if (rest.length) process.next = rest;
      return first;
    }
    last = process.exit;
  }
  return first;
}

function start(host: HostState, argv: string[], out: Surroundings): ProcessState {
  const name = argv[0]!;
  const process = newProcess(host, argv, name, out);
  const before = out.cause;
  out.cause = process.wakeCause;
  const program = programNamed(name);
  if (program) program.start(process, host, out);
  else fail(host, process, NOT_FOUND, `bash: ${name}: command not found`, out);
  out.cause = before;
  return process;
}

/** A process in the list of the host, and its row; nothing runs yet. The row is to blame for what the process does by the clock. */
export function newProcess(host: HostState, argv: string[], program: string, out: Surroundings): ProcessState {
  const pid = host.nextPid++;
  const process: ProcessState = {
    pid,
    argv,
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

function write(host: HostState, process: ProcessState, text: string, err: boolean, out: Surroundings): void {
  const reason = err ? R['program-error-line'] : R['program-line'];
  for (const line of text.split('\n')) {
    process.output.push({ text: line, err, at: out.now });
    out.program(host.device, reason, line, process.pid);
  }
  if (process.output.length > LINES_KEPT) process.output.splice(0, process.output.length - LINES_KEPT);
}

/** Ends a process with its exit status; what waited for it starts. */
export function exitWith(host: HostState, process: ProcessState, status: number, out: Surroundings): void {
  if (process.exit !== undefined) return;
  process.exit = status;
  process.exitedAt = out.now;
  process.wakeAt = NEVER;
  process.data = undefined;
  out.program(host.device, R['program-exited'], String(status), process.pid);
  closeUdp(host, process.pid);
  const ended = host.processes.filter((one) => one.exit !== undefined);
  if (ended.length > ENDED_KEPT) host.processes.splice(host.processes.indexOf(ended[0]!), 1);
  const { next } = process;
  delete process.next;
  if (next) startCommands(host, next, status, out);
}

/** Says why on standard error and ends the process. */
export function fail(host: HostState, process: ProcessState, status: number, text: string, out: Surroundings): void {
  complain(host, process, text, out);
  exitWith(host, process, status, out);
}
