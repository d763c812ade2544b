// Standard input, output and error of a script, and the pipes to processes that it started.

import type { Surroundings } from '../../surroundings.ts';
import type { HostState } from '../host.ts';
import { isOutputFull, joined, pauseInput, PIPE_CAPACITY, resumeInput, takeFromChild } from '../pipes.ts';
import { putErrorOctets, putOctets } from '../output.ts';
import type { ProcessState } from '../process.ts';
import { endInput, feed } from '../standardInput.ts';
import type { ScriptAnswer, ScriptCall } from './call.ts';
import { type ScriptData, type ScriptPipe, type ScriptThread, scriptOf } from './script.ts';
import { tryAgain } from './threads.ts';

const [STDIN, STDOUT, STDERR] = [0, 1, 2];
const NEWLINE = 10;

/** Is it standard input, output or error? */
export const isStandard = (fd: number): boolean => fd >= STDIN && fd <= STDERR;
/** The pipe to a process that the script started, by its descriptor; undefined where it has none. */
export const pipeWith = (script: ScriptData, fd: number): ScriptPipe | undefined =>
  script.pipes.find((one) => one.fd === fd);

/** Would a read of it give something, or its end, at once? */
export function isReadable(script: ScriptData, fd: number): boolean {
  if (fd === STDIN) return script.stdin.length > 0 || script.stdinEnded;
  const pipe = pipeWith(script, fd);
  return pipe !== undefined && pipe.stream !== STDIN && (pipe.octets.length > 0 || pipe.ended);
}

/** What a read gives; undefined: nothing has come yet. */
export function readFrom(
  process: ProcessState,
  host: HostState,
  { fd, size }: Extract<ScriptCall, { call: 'read' }>,
  out: Surroundings,
): ScriptAnswer | undefined {
  const script = scriptOf(process);
  const pipe = pipeWith(script, fd);
  if (fd !== STDIN && (!pipe || pipe.stream === STDIN)) return { ok: false, failure: 'EBADF' };
  const octets = pipe ? pipe.octets : script.stdin;
  if (!octets.length) return (pipe ? pipe.ended : script.stdinEnded) ? { ok: true, bytes: octets } : undefined;
  // A terminal gives what was typed line by line; a pipe gives what is there.
  const typed = fd === STDIN && process.from === undefined && process.stdin === undefined;
  const line = typed ? octets.indexOf(NEWLINE) + 1 : 0;
  const count = Math.min(size, line || octets.length);
  const bytes = octets.slice(0, count);
  const rest = octets.slice(count);
  if (pipe) {
    pipe.octets = rest;
    takeFromChild(host, process, pipe.pid, out);
  } else {
    script.stdin = rest;
    if (rest.length < PIPE_CAPACITY) resumeInput(host, process, out);
  }
  return { ok: true, bytes };
}

/** Undefined: whoever reads it is too slow. */
export function writeTo(
  process: ProcessState,
  host: HostState,
  thread: ScriptThread,
  { fd, bytes }: Extract<ScriptCall, { call: 'write' }>,
  out: Surroundings,
): ScriptAnswer | undefined {
  const script = scriptOf(process);
  const pipe = pipeWith(script, fd);
  if (pipe?.stream === STDIN) {
    if (pipe.ended) return { ok: false, failure: 'EPIPE' };
    feed(host, pipe.pid, bytes, out);
  } else if (fd === STDERR) putErrorOctets(host, process, bytes, out);
  else if (fd !== STDOUT) return { ok: false, failure: 'EBADF' };
  else if (script.outputGone) return { ok: false, failure: 'EPIPE' };
  else if (isOutputFull(host, process)) return undefined;
  else putOctets(host, process, bytes, out);
  thread.done = bytes.length;
  return { ok: true, count: bytes.length };
}

/** Octets for standard input. */
export function receiveInput(process: ProcessState, host: HostState, octets: Uint8Array, out: Surroundings): void {
  const script = scriptOf(process);
  script.stdin = script.stdin.length ? joined([script.stdin, octets]) : octets.slice();
  if (script.stdin.length >= PIPE_CAPACITY) pauseInput(process);
  tryAgain(process, host, (thread) => readsFrom(thread, STDIN), out);
}

/** Nothing more comes on standard input: reads give no octets from now on. */
export function endOfInput(process: ProcessState, host: HostState, out: Surroundings): void {
  scriptOf(process).stdinEnded = true;
  tryAgain(process, host, (thread) => readsFrom(thread, STDIN), out);
}

/** Octets that a process has written into a pipe; none: it has ended or closed it. */
export function receiveFromChild(
  process: ProcessState,
  host: HostState,
  pid: number,
  stream: 1 | 2,
  octets: Uint8Array | undefined,
  out: Surroundings,
): void {
  const pipe = scriptOf(process).pipes.find((one) => one.pid === pid && one.stream === stream);
  if (!pipe) return;
  if (octets) pipe.octets = pipe.octets.length ? joined([pipe.octets, octets]) : octets.slice();
  else pipe.ended = true;
  tryAgain(process, host, (thread) => readsFrom(thread, pipe.fd), out);
}

/** The script closes its end of a pipe. False: it is none of its pipes. */
export function closePipe(process: ProcessState, host: HostState, fd: number, out: Surroundings): boolean {
  const script = scriptOf(process);
  const pipe = pipeWith(script, fd);
  if (!pipe) return false;
  script.pipes = script.pipes.filter((one) => one !== pipe);
  if (pipe.stream === STDIN && !pipe.ended) endInput(host, pipe.pid, out);
  return true;
}

/** Does a thread wait in a call that reads this descriptor? */
function readsFrom({ call }: ScriptThread, fd: number): boolean {
  if (call?.call === 'read') return call.fd === fd;
  return call?.call === 'select' && call.read.includes(fd);
}
