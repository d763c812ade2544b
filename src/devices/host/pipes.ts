// Octets between the processes of a pipeline, and out to the terminal: who reads too slowly holds up who writes, as a full pipe does (POSIX write).

import type { Surroundings } from '../surroundings.ts';
import type { HostState } from './host.ts';
import type { ProcessState } from './process.ts';
import { readersOf } from './output.ts';
import { programNamed } from './program.ts';
import { runningWith } from './standardInput.ts';

/** The most that a process should write at once where a slow reader may stand behind it: the capacity of a pipe on Linux, in octets. */
export const PIPE_CAPACITY = 65_536;

/** Says that a process can hold no more input. What stands before it in the pipeline should write no more; what is typed comes nevertheless. */
export function pauseInput(process: ProcessState): void {
  process.paused = true;
}

/** Says that a process takes input again, and lets those before it write. Not to be called while it is being given input. */
export function resumeInput(host: HostState, process: ProcessState, out: Surroundings): void {
  if (!process.paused) return;
  delete process.paused;
  letWrite(host, process, out);
}

function letWrite(host: HostState, process: ProcessState, out: Surroundings): void {
  for (const one of writersOf(host, process)) {
    if (isOutputFull(host, one)) continue;
    programNamed(one.program)?.outputTaken?.(one, host, out);
    letWrite(host, one, out);
  }
}

/**
 * Should a process wait before it writes more? So when anybody further down its pipeline has paused: a program that knows nothing of this (grep)
 * hands on what it is given at once.
 */
export function isOutputFull(host: HostState, process: ProcessState): boolean {
  for (let one = readerOf(host, process); one; one = readerOf(host, one)) if (one.paused) return true;
  return isPipeFull(host, process);
}

/** A pipe to the script that started it holds no more than other pipes. */
function isPipeFull(host: HostState, { stdout }: ProcessState): boolean {
  if (stdout?.to !== 'parent') return false;
  const parent = runningWith(host, stdout.pid);
  return (
    parent !== undefined &&
    (programNamed(parent.program)?.childHeld?.(parent, stdout.child, stdout.stream) ?? 0) >= PIPE_CAPACITY
  );
}

/** A script has read what a process that it started, or a command of that, has written: it may write more. */
export function takeFromChild(host: HostState, parent: ProcessState, child: number, out: Surroundings): void {
  for (const one of host.processes) {
    if (one.exit !== undefined || one.stdout?.to !== 'parent') continue;
    if (one.stdout.pid !== parent.pid || one.stdout.child !== child || isOutputFull(host, one)) continue;
    programNamed(one.program)?.outputTaken?.(one, host, out);
  }
}

/** Of a shell the command that reads what it is given. */
function readerOf(host: HostState, { into }: ProcessState): ProcessState | undefined {
  const reader = into === undefined ? undefined : runningWith(host, into);
  return reader && (commandReading(host, reader) ?? reader);
}

/** Who writes into its standard input; of a command that reads its shell's, who writes into that. */
function writersOf(host: HostState, process: ProcessState): ProcessState[] {
  const shell = process.stdin === 'shell' && process.shell !== undefined ? runningWith(host, process.shell) : undefined;
  if (shell) return writersOf(host, shell);
  return host.processes.filter((one) => one.exit === undefined && readersOf(one).includes(process.pid));
}

/** The command of a shell that reads the shell's standard input; of a shell in a shell, that one's. */
export function commandReading(host: HostState, shell: ProcessState): ProcessState | undefined {
  const reads = host.processes.findLast(
    (one) => one.exit === undefined && one.shell === shell.pid && one.stdin === 'shell',
  );
  return reads && (commandReading(host, reads) ?? reads);
}

/** Octets one after another, as new ones. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, one) => sum + one.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
