// Processes that a script starts (subprocess, os.system): a command line for the host's shell, pipes to it, and waiting for its end.

import type { Surroundings } from '../../surroundings.ts';
import type { HostState } from '../host.ts';
import type { ProcessState } from '../process.ts';
import { exitWith } from '../processes.ts';
import { programNamed } from '../program.ts';
import { interrupt, runningProcesses, spawnLine } from '../shell.ts';
import type { ScriptAnswer, ScriptCall } from './call.ts';
import { receiveFromChild } from './streams.ts';
import { isScript, scriptOf } from './script.ts';
import { tryAgain } from './threads.ts';

type Of<Name extends ScriptCall['call']> = Extract<ScriptCall, { call: Name }>;

const SIGINT = 2;
/** The exit status of who dies of a signal begins here, as bash tells it. */
const BY_SIGNAL = 128;
/** Descriptors of pipes are counted from here, so that they are never those of sockets. */
const FIRST_PIPE = 10_000;

/** Starts `sh -c line`. What is `pipe` gets a descriptor of the script. */
export function spawn(process: ProcessState, host: HostState, call: Of<'spawn'>, out: Surroundings): ScriptAnswer {
  const script = scriptOf(process);
  const { line, cwd = script.cwd, stdin, stdout, stderr } = call;
  // A pipe is there before anything is written into it.
  const pid = host.nextPid;
  const pipes = (['stdin', 'stdout', 'stderr'] as const).flatMap((name, stream) => {
    if (call[name] !== 'pipe') return [];
    const fd = FIRST_PIPE + (script.nextPipe = (script.nextPipe ?? 0) + 1);
    script.pipes.push({ fd, pid, stream: stream as 0 | 1 | 2, octets: new Uint8Array(0), ended: false });
    return [[name, fd] as const];
  });
  spawnLine(host, process, line, { stdin, stdout, stderr, cwd }, out);
  return { ok: true, pid, ...Object.fromEntries(pipes) };
}

/** The exit status of a process that has ended; undefined: it runs. */
export function waitpid(host: HostState, { pid }: Of<'waitpid'>): ScriptAnswer | undefined {
  const process = host.processes.find((one) => one.pid === pid);
  if (!process) return { ok: false, failure: 'ECHILD' };
  return process.exit === undefined ? undefined : { ok: true, status: process.exit };
}

/** A process that a script has started has ended: its pipes end, and who waits for it goes on. */
export function childEnded(process: ProcessState, host: HostState, pid: number, out: Surroundings): void {
  for (const stream of [1, 2] as const) receiveFromChild(process, host, pid, stream, undefined, out);
  for (const pipe of scriptOf(process).pipes) if (pipe.pid === pid) pipe.ended = true;
  tryAgain(process, host, ({ call }) => call?.call === 'waitpid' && call.pid === pid, out);
}

/** Sends a signal; 0 only asks whether the process is there. */
export function killPid(host: HostState, { pid, signal }: Of<'kill'>, out: Surroundings): ScriptAnswer {
  const process = runningProcesses(host).find((one) => one.pid === pid);
  if (!process) return { ok: false, failure: 'ESRCH' };
  // No key was pressed: a script is told without `^C` on the terminal.
  if (signal === SIGINT && !isScript(process)) interrupt(host, pid, out);
  else if (signal > 0) sendSignal(host, process, signal, out);
  return { ok: true };
}

/** A signal by its number, as `kill` sends it: SIGKILL ends whoever it is. */
export function sendSignal(host: HostState, process: ProcessState, signal: number, out: Surroundings): void {
  const program = programNamed(process.program);
  delete process.next;
  if (program?.signal && signal !== 9) program.signal(process, host, signal, out);
  else exitWith(host, process, BY_SIGNAL + signal, out);
}
