// The shell of a host: runs command lines as typed into its terminal, and ends what runs (Ctrl-C).

import type { Surroundings } from '../surroundings.ts';
import { readCommandLine } from './commandLine.ts';
import type { HostState } from './host.ts';
import type { ProcessState } from './process.ts';
import { endInput, exitWith, fail, feed, newProcess, print, startCommands } from './processes.ts';
import { programNamed } from './program.ts';
import { tellPrograms } from './sockets.ts';

const SYNTAX_ERROR = 2;
const ENDED_BY_INTERRUPT = 130; // 128 + SIGINT, as bash tells it

/** Runs a line; its first command is running or has ended when this returns. Undefined: the line holds no command. */
export function runLine(host: HostState, line: string, out: Surroundings): ProcessState | undefined {
  const read = readCommandLine(line);
  if (read.ok) {
    const process = startCommands(host, read.commands, 0, out);
    tellPrograms(host, out);
    return process;
  }
  const process = newProcess(host, [line], 'bash', out);
  fail(host, process, SYNTAX_ERROR, read.message, out);
  return process;
}

/** The processes that run, oldest first. */
export const runningProcesses = (host: HostState): ProcessState[] =>
  host.processes.filter((process) => process.exit === undefined);

/** Ctrl-C: ends one process, or all that run. False when there was none to end. */
export function interrupt(host: HostState, pid: number | undefined, out: Surroundings): boolean {
  const running = runningProcesses(host).filter((process) => pid === undefined || process.pid === pid);
  for (const process of running) {
    if (process.exit !== undefined) continue; // the reader of one that has just ended
    delete process.next; // the rest of the line goes too
    const program = programNamed(process.program);
    if (program?.interrupt) program.interrupt(process, host, out);
    else {
      if (process.into === undefined) print(host, process, '^C', out);
      exitWith(host, process, ENDED_BY_INTERRUPT, out);
    }
  }
  tellPrograms(host, out);
  return running.length > 0;
}

/** The process that typed lines are for: the youngest that runs, reads, and has no pipe to read from. */
export const readingProcess = (host: HostState): ProcessState | undefined =>
  runningProcesses(host).findLast((one) => one.from === undefined && programNamed(one.program)?.input !== undefined);

/** What somebody types for a process: octets, or with none of them the end of input (Ctrl-D). */
export function typeInto(host: HostState, pid: number, octets: Uint8Array, out: Surroundings): void {
  if (octets.length) feed(host, pid, octets, out);
  else endInput(host, pid, out);
  tellPrograms(host, out);
}
