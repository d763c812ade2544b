// What somebody who looks asks of the students' programs on a host: which there are, at which line each of their threads is, what it waits for and since when.

import type { Instant } from '../base/time.ts';
import type { HostState } from '../devices/host/host.ts';
import type { ScriptCall } from '../devices/host/kernel/call.ts';
import {
  FRUITLESS_TOLD,
  PYTHON,
  type ScriptData,
  type ScriptThread,
  type ThreadDoes,
  type Turn,
} from '../devices/host/kernel/script.ts';
import type { ProcessState } from '../devices/host/process.ts';
import { socketEntries, type SocketEntry } from '../devices/programs/socketList.ts';
import { formatIpv4 } from '../wire/address.ts';
import type { WorldState } from './state.ts';

/** What a thread waits for; words for it are keyed by these. */
export type WaitKind =
  | 'accept'
  | 'connect'
  | 'recv'
  | 'recvfrom'
  | 'send'
  | 'sleep'
  | 'input'
  | 'pipe'
  | 'output'
  | 'join'
  | 'lock'
  | 'select'
  | 'select-timer'
  | 'waitpid'
  | 'other';

/** What it waits for, with what there is to tell: addresses as `192.168.12.1:5000`, counts, a process by its number. */
export interface ScriptWait {
  kind: WaitKind;
  /** What the program calls it: `accept`, `input`. */
  as: string;
  /** The own end, or where it listens; the other end. */
  local?: string;
  peer?: string;
  /** Descriptors that are watched; octets that have gone in, of so many. */
  count?: number;
  of?: number;
  pid?: number;
  /** When its patience ends, or when it wakes; absent: never by itself. */
  until?: Instant;
}

/** A thread that has not ended, as of now. */
export interface ThreadFacts {
  tid: number;
  name: string;
  daemon: boolean;
  does: ThreadDoes;
  /** The line that was executed last; line 0: none yet. */
  file: string;
  line: number;
  /** Innermost first: where it is, in the student's own files. */
  frames: ScriptFrame[];
  variables: readonly (readonly [name: string, repr: string])[];
  since: Instant;
  /** While it waits. */
  wait?: ScriptWait;
}

/** A call of a function under way. */
export interface ScriptFrame {
  file: string;
  line: number;
  function: string;
}

/** A student's program, running or ended. */
export interface ScriptFacts {
  pid: number;
  argv: readonly string[];
  /** What is run, by an absolute path where it is a file. */
  file: string;
  startedAt: Instant;
  /** Undefined while it runs. */
  exit?: number;
  exitedAt?: Instant;
  /** None once it has ended. */
  threads: ThreadFacts[];
}

/** The host with that number; undefined where the device is none. */
export const hostAt = (state: WorldState, device: number): HostState | undefined => {
  const host = state.devices[device];
  return host && 'processes' in host ? host : undefined;
};

/** The students' programs of a host, those that have ended included, in the order of their starts. */
export function scriptsOn(state: WorldState, device: number): ScriptFacts[] {
  const host = hostAt(state, device);
  if (!host) return [];
  return host.processes.filter((one) => one.program === PYTHON).map((process) => scriptFacts(host, process));
}

/** Is a student's program running anywhere? */
export const scriptsRun = (state: WorldState): boolean =>
  state.devices.some(
    (device) =>
      'processes' in device && device.processes.some((one) => one.program === PYTHON && one.exit === undefined),
  );

/** Does a program anywhere ask again and again for what does not come? */
export const scriptsSpin = (state: WorldState): boolean =>
  state.devices.some(
    (device) =>
      'processes' in device &&
      device.processes.some(
        ({ program, exit, data }) =>
          program === PYTHON &&
          exit === undefined &&
          ((data as ScriptData | undefined)?.threads ?? []).some(({ fruitless }) => fruitless >= FRUITLESS_TOLD),
      ),
  );

/** Whose turn it is only because it looks now and then whether somebody has come, and nobody has: `select` or `accept` with a time limit that is over. */
export function isOnlyPolling(state: WorldState, { device, pid, tid }: Turn): boolean {
  const process = hostAt(state, device)?.processes.find((one) => one.pid === pid);
  const thread = (process?.data as ScriptData | undefined)?.threads.find((one) => one.tid === tid);
  const { call, answer } = thread ?? {};
  if (call?.call === 'select') return answer?.ok === true && 'ready' in answer && answer.ready.length === 0;
  return call?.call === 'accept' && answer?.ok === false && answer.timedOut === true;
}

/** Does a student's program wait for a line that somebody is to type? Its main thread, that is. */
export function awaitsInput(state: WorldState, device: number, pid: number): boolean {
  const process = hostAt(state, device)?.processes.find((one) => one.pid === pid);
  if (process?.program !== PYTHON || process.exit !== undefined) return false;
  const [main] = (process.data as ScriptData | undefined)?.threads ?? [];
  return main?.does === 'waiting' && main.call?.call === 'read' && main.call.fd === 0;
}

function scriptFacts(host: HostState, process: ProcessState): ScriptFacts {
  const { pid, argv, startedAt, exit, exitedAt } = process;
  const data = process.data as ScriptData | undefined;
  return {
    ...{ pid, argv, startedAt, file: data?.file ?? fileOfWords(argv) },
    ...(exit === undefined ? {} : { exit }),
    ...(exitedAt === undefined ? {} : { exitedAt }),
    threads: exit === undefined ? (data?.threads ?? []).map((thread) => threadFacts(host, process, thread)) : [],
  };
}

/** The file in `python3 -u server.py 9000`, or in `./server.py`. */
const fileOfWords = (argv: readonly string[]): string =>
  (/^python/.test(argv[0] ?? '') ? argv.slice(1).find((word) => !word.startsWith('-')) : argv[0]) ?? '';

function threadFacts(host: HostState, process: ProcessState, thread: ScriptThread): ThreadFacts {
  const { tid, name, daemon, does, file, line, variables, since } = thread;
  const facts: ThreadFacts = { tid, name, daemon, does, file, line, variables, since, frames: framesOf(thread) };
  if (does === 'waiting' && thread.call) facts.wait = waitOf(host, process, thread, thread.call);
  return facts;
}

/** `file:line:function`, where a file's name may have colons in it. */
function framesOf({ frames }: ScriptThread): ScriptFrame[] {
  return frames.flatMap((text) => {
    const parts = /^(.*):(\d+):([^:]*)$/s.exec(text);
    return parts ? [{ file: parts[1]!, line: Number(parts[2]), function: parts[3]! }] : [];
  });
}

function waitOf(host: HostState, process: ProcessState, thread: ScriptThread, call: ScriptCall): ScriptWait {
  const { wakeAt, done } = thread;
  const as = thread.as ?? call.call;
  const until = Number.isFinite(wakeAt) ? { until: wakeAt } : {};
  const ends = 'fd' in call ? endsOf(host, process.pid, call.fd) : {};
  switch (call.call) {
    case 'accept':
      return { kind: 'accept', as, ...ends, ...until };
    case 'connect':
      return { kind: 'connect', as, peer: addressText(call), ...until };
    case 'recv':
    case 'recvfrom':
      return { kind: ends.peer === undefined ? 'recvfrom' : 'recv', as, ...ends, ...until };
    case 'send':
    case 'sendto':
      return { kind: 'send', as, ...ends, count: done, of: call.bytes.length, ...until };
    case 'sleep':
      return { kind: 'sleep', as, ...until };
    case 'read':
      return call.fd === 0
        ? { kind: 'input', as, ...until }
        : { kind: 'pipe', as, ...writerOf(process, call.fd), ...until };
    case 'write':
      return { kind: 'output', as, ...until };
    case 'wait':
      return { kind: as === 'join' ? 'join' : 'lock', as, ...until };
    case 'select': {
      const count = new Set([...call.read, ...call.write, ...call.except]).size;
      return { kind: count ? 'select' : 'select-timer', as, count, ...until };
    }
    case 'waitpid':
      return { kind: 'waitpid', as, pid: call.pid, ...until };
    default:
      return { kind: 'other', as, ...until };
  }
}

/** The process that writes into a pipe. */
function writerOf(process: ProcessState, fd: number): { pid?: number } {
  const pipe = (process.data as ScriptData).pipes.find((one) => one.fd === fd);
  return pipe ? { pid: pipe.pid } : {};
}

interface Address {
  ip: number;
  port: number;
}

const addressText = ({ ip, port }: Address): string => `${formatIpv4(ip)}:${port}`;

/** The ends of a process's socket, as far as it has any. */
function endsOf(host: HostState, pid: number, fd: number): Pick<ScriptWait, 'local' | 'peer'> {
  const entry = socketEntries(host).find(({ owner }: SocketEntry) => owner?.pid === pid && owner.fd === fd);
  if (!entry) return {};
  const peer = entry.remote ? { peer: addressText(entry.remote) } : {};
  return { local: addressText(entry.local), ...peer };
}
