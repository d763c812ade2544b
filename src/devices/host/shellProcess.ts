// A shell that is a process (`sh -c LINE`, `sh FILE`, `./file`): it runs pipelines as the terminal does, with its own folder and streams, and hands on what it is given to read.

import type { Surroundings } from '../surroundings.ts';
import type { Pipeline } from './commandLine.ts';
import { readCommandLine } from './commandLine.ts';
import type { HostState } from './host.ts';
import { complain } from './output.ts';
import { commandReading, joined, pauseInput, PIPE_CAPACITY, resumeInput } from './pipes.ts';
import { runPipelines } from './pipelines.ts';
import type { ProcessState, Sink } from './process.ts';
import { exitWith } from './processes.ts';
import { endInput, feed, runningWith } from './standardInput.ts';

/** `ProcessState.data` of a shell. */
export interface ShellData {
  status: number;
  /** `$0`, `$1`, … */
  args: string[];
  /** It reads its lines from standard input. */
  fromInput: boolean;
  /** A command of it runs; it is just about to run lines. */
  busy: boolean;
  looping: boolean;
  /** What has come and is of no use to anybody yet; nothing more will come. */
  held: Uint8Array;
  ended: boolean;
}

const SYNTAX_ERROR = 2;
export const ENDED_BY_INTERRUPT = 130; // 128 + SIGINT, as bash tells it

const isShell = ({ program, data }: ProcessState): boolean =>
  (program === 'sh' || program === 'bash') && data !== undefined;
const dataOf = (process: ProcessState): ShellData => process.data as ShellData;

/** What commands get from the shell that runs them. */
export interface ShellContext {
  shell: number | undefined;
  pid: number;
  cwd: string;
  status: number;
  args: readonly string[];
  into?: number | undefined;
  stdout?: Sink | undefined;
  stderr?: Sink | undefined;
  /** It hands on its own standard input. */
  relays: boolean;
  /** What stands before its complaints. */
  prefix: string;
}

export function contextOf(host: HostState, shell: number | undefined): ShellContext {
  const process = shell === undefined ? undefined : runningWith(host, shell);
  if (!process || !isShell(process)) {
    return { shell, pid: 0, ...host.shell, args: ['bash'], relays: false, prefix: 'bash' };
  }
  const { pid, cwd, into, stdout, stderr } = process;
  const { status, args } = dataOf(process);
  const relays = process.from !== undefined || process.stdin !== undefined;
  return { shell, pid, cwd, status, args, into, stdout, stderr, relays, prefix: args[0]! };
}

/** Remembers the exit status of what ran last, for `$?`. */
export function noteStatus(host: HostState, shell: number | undefined, status: number): void {
  const process = shell === undefined ? undefined : runningWith(host, shell);
  if (shell === undefined) host.shell.status = status;
  else if (process && isShell(process)) dataOf(process).status = status;
}

/** Goes to another folder: the terminal, or the shell whose command says so. */
export function changeFolder(host: HostState, { shell }: ProcessState, path: string): void {
  const process = shell === undefined ? undefined : runningWith(host, shell);
  if (process) process.cwd = path;
  else host.shell.cwd = path;
}

/** All commands that were to be run have ended: a shell that is a process goes on, or ends. */
export function commandEnded(host: HostState, shell: number | undefined, status: number, out: Surroundings): void {
  const process = shell === undefined ? undefined : runningWith(host, shell);
  if (shell === undefined) host.shell.status = status;
  if (!process || !isShell(process)) return;
  const data = dataOf(process);
  data.status = status;
  data.busy = false;
  if (!data.fromInput || status === ENDED_BY_INTERRUPT) exitWith(host, process, status, out);
  else runTyped(host, process, out);
}

/** Runs a text of lines in a shell. It ends when they have ended. */
export function runText(host: HostState, process: ProcessState, text: string, out: Surroundings): void {
  const commands = commandsOf(host, process, text, out);
  const data = dataOf(process);
  data.busy = true;
  if (commands) runPipelines(host, commands, process.pid, data.status, out);
  else commandEnded(host, process.pid, SYNTAX_ERROR, out);
}

function commandsOf(host: HostState, process: ProcessState, text: string, out: Surroundings): Pipeline[] | undefined {
  const read = readCommandLine(text);
  if (read.ok) return read.commands;
  complain(host, process, read.message.replace('bash', dataOf(process).args[0]!), out);
  return undefined;
}

/** Runs what has come of its lines. Each line begins when the one before it has ended. */
function runTyped(host: HostState, process: ProcessState, out: Surroundings): void {
  const data = dataOf(process);
  if (data.looping) return;
  data.looping = true;
  while (process.exit === undefined && !data.busy) {
    const end = data.held.indexOf(10);
    if (end < 0 && !(data.ended && data.held.length)) break;
    const line = new TextDecoder().decode(data.held.subarray(0, end < 0 ? undefined : end));
    data.held = end < 0 ? new Uint8Array(0) : data.held.slice(end + 1);
    runText(host, process, line, out);
  }
  data.looping = false;
  if (process.exit !== undefined || data.busy) return;
  if (data.ended) exitWith(host, process, data.status, out);
  else resumeInput(host, process, out);
}

/** Octets for a shell: its command reads them, or they wait for one. */
export function giveShell(host: HostState, process: ProcessState, octets: Uint8Array, out: Surroundings): void {
  const data = dataOf(process);
  const reader = commandReading(host, process);
  if (reader) return feed(host, reader.pid, octets, out);
  data.held = joined([data.held, octets]);
  if (data.fromInput && !data.busy) runTyped(host, process, out);
  else if (data.held.length >= PIPE_CAPACITY) pauseInput(process);
}

export function endShellInput(host: HostState, process: ProcessState, out: Surroundings): void {
  const data = dataOf(process);
  data.ended = true;
  const reader = commandReading(host, process);
  if (reader) endInput(host, reader.pid, out);
  else if (data.fromInput && !data.busy) runTyped(host, process, out);
}

/** A command of it reads now: it gets what has waited. */
export function handOn(host: HostState, process: ProcessState, out: Surroundings): void {
  const data = dataOf(process);
  const reader = commandReading(host, process);
  if (!reader || data.fromInput) return;
  const { held } = data;
  data.held = new Uint8Array(0);
  if (held.length) feed(host, reader.pid, held, out);
  if (data.ended) endInput(host, reader.pid, out);
  else resumeInput(host, process, out);
}
