// The shell of a host: runs command lines as typed into its terminal, or as a script asks for them, and ends what runs (Ctrl-C).

import type { Surroundings } from '../surroundings.ts';
import { readCommandLine } from './commandLine.ts';
import type { HostState } from './host.ts';
import type { Standard } from './kernel/call.ts';
import { isOnTerminal, print, sinkOf } from './output.ts';
import { runPipelines } from './pipelines.ts';
import type { ProcessState, Sink } from './process.ts';
import { exitWith, fail, newProcess } from './processes.ts';
import { programNamed } from './program.ts';
import { ENDED_BY_INTERRUPT } from './shellProcess.ts';
import { tellPrograms } from './sockets.ts';
import { endInput, feed } from './standardInput.ts';

const SYNTAX_ERROR = 2;

/** Runs a line; its first command is running or has ended when this returns. Undefined: the line holds no command. */
export function runLine(host: HostState, line: string, out: Surroundings): ProcessState | undefined {
  const read = readCommandLine(line);
  if (read.ok) {
    const process = runPipelines(host, read.commands, undefined, host.shell.status, out);
    tellPrograms(host, out);
    return process;
  }
  host.shell.status = SYNTAX_ERROR;
  const process = newProcess(host, [line], 'bash', out);
  fail(host, process, SYNTAX_ERROR, read.message, out);
  return process;
}

/** Where the streams of a new process lead: `inherit`: where those of who starts it lead. */
export interface Streams {
  stdin: Standard;
  stdout: Standard;
  stderr: Standard | 'stdout';
  cwd?: string;
}

/**
 * Starts `sh -c LINE` for a process. What is `pipe` goes to that process's program by `childWrites`, with the new process's pid, and comes from it by `feed`;
 * `childEnds` tells of its end.
 */
export function spawnLine(
  host: HostState,
  parent: ProcessState,
  line: string,
  { stdin, stdout, stderr, cwd = parent.cwd }: Streams,
  out: Surroundings,
): ProcessState {
  const process = newProcess(host, ['/bin/sh', '-c', line], 'sh', out);
  Object.assign(process, { cwd, parent: parent.pid });
  const pipe = (stream: 1 | 2): Sink => ({ to: 'parent', pid: parent.pid, child: process.pid, stream });
  const leads = (how: Standard, stream: 1 | 2): Sink | undefined =>
    how === 'pipe' ? pipe(stream) : how === 'null' ? { to: 'nowhere' } : sinkOf(parent, stream === 2);
  const output = leads(stdout, 1);
  const errors: Sink | undefined = stderr === 'stdout' ? (output ?? { to: 'terminal', err: false }) : leads(stderr, 2);
  if (output?.to === 'process') process.into = output.pid;
  else if (output) process.stdout = output;
  if (errors) process.stderr = errors;
  if (stdin === 'pipe') process.stdin = 'parent';
  // What a script reads through a pipe or from a file is its own.
  else if (stdin === 'null' || parent.from !== undefined || parent.stdin !== undefined) process.stdin = 'none';
  const before = out.cause;
  out.cause = process.wakeCause;
  programNamed('sh')!.start(process, host, out);
  if (stdin === 'null') endInput(host, process.pid, out);
  out.cause = before;
  return process;
}

/** The processes that run, oldest first. */
export const runningProcesses = (host: HostState): ProcessState[] =>
  host.processes.filter((process) => process.exit === undefined);

/** Ctrl-C: ends one process and the commands that it runs as a shell, or all that run. False when there was none to end. */
export function interrupt(host: HostState, pid: number | undefined, out: Surroundings): boolean {
  const running = runningProcesses(host).filter((process) => pid === undefined || isOf(host, process, pid));
  for (const process of running) {
    if (process.exit !== undefined) continue; // the reader of one that has just ended
    delete process.next; // the rest of the line goes too
    const program = programNamed(process.program);
    if (program?.interrupt) program.interrupt(process, host, out);
    else {
      if (isOnTerminal(process)) print(host, process, '^C', out);
      exitWith(host, process, ENDED_BY_INTERRUPT, out);
    }
  }
  tellPrograms(host, out);
  return running.length > 0;
}

/** Is it the process with that pid, or a command that this one runs as a shell? */
function isOf(host: HostState, process: ProcessState, pid: number): boolean {
  if (process.pid === pid) return true;
  if (process.shell === undefined || process.stdin === 'none') return false;
  const shell = host.processes.find((one) => one.pid === process.shell);
  return shell !== undefined && isOf(host, shell, pid);
}

/** The process that typed lines are for: the youngest that runs, reads, and has no pipe or file to read from. */
export const readingProcess = (host: HostState): ProcessState | undefined =>
  runningProcesses(host).findLast(
    (one) => one.from === undefined && one.stdin === undefined && programNamed(one.program)?.input !== undefined,
  );

/** What somebody types for a process: octets, or with none of them the end of input (Ctrl-D). */
export function typeInto(host: HostState, pid: number, octets: Uint8Array, out: Surroundings): void {
  if (octets.length) feed(host, pid, octets, out);
  else endInput(host, pid, out);
  tellPrograms(host, out);
}
