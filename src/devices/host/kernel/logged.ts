// Calls of scripts as a log keeps them: plain JSON, octets as texts. Read back total: a log may come from anywhere.

import { fromBinary, toBinary } from '../../../base/bytes.ts';
import type { FileChange, ScriptCall, ScriptCallName, Told } from './call.ts';

/** The same with each `Uint8Array` as a text, a character an octet. */
export type Logged<T> = T extends Uint8Array
  ? string
  : T extends readonly (infer Item)[]
    ? Logged<Item>[]
    : T extends object
      ? { [Key in keyof T]: Logged<T[Key]> }
      : T;

export type LoggedCall = Logged<ScriptCall>;
/** A change of a file by hand may also give the whole file as text. */
export type LoggedChange = Logged<FileChange> | { path: string; text: string };

/** A call as the log keeps it. */
export function logged(call: ScriptCall): LoggedCall {
  if (call.call === 'file') return { ...call, changes: call.changes.map(loggedChange) };
  if ('bytes' in call) return { ...call, bytes: toBinary(call.bytes) } as LoggedCall;
  return call as LoggedCall;
}

const loggedChange = (change: FileChange): Logged<FileChange> =>
  'bytes' in change ? { ...change, bytes: toBinary(change.bytes) } : change;

type Fits = (value: unknown) => boolean;
const whole =
  (least: number, most: number): Fits =>
  (value) =>
    Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
const fd = whole(-1, 65_535);
const time = whole(0, Number.MAX_SAFE_INTEGER);
const text =
  (most: number): Fits =>
  (value) =>
    typeof value === 'string' && value.length <= most;
const oneOf =
  (...words: unknown[]): Fits =>
  (value) =>
    words.includes(value);
const flag = oneOf(true, false);
const list =
  (each: Fits, most = 10_000): Fits =>
  (value) =>
    Array.isArray(value) && value.length <= most && value.every(each);
/** Octets; the socket itself says where they are too many. */
const octets: Fits = (value) => typeof value === 'string' && fromBinary(value) !== undefined;
const anything: Fits = () => true;
const address = { ip: anything, port: anything };
const patience = { 'timeout?': time };

/** Sizes of files, and exit statuses as a program may give them: 31 bits. */
const MOST = 0x8000_0000;
const path = text(4096);
const changeForms: readonly Record<string, Fits>[] = [
  { path, at: whole(0, MOST), bytes: octets, size: whole(0, MOST) },
  { path, removed: oneOf(true) },
  { path, folder: oneOf(true) },
  { path, mode: whole(0, 0o7777) },
  { path, to: path },
];
const isChange: Fits = (value) => changeForms.some((form) => fits(value, form));
const standard = oneOf('inherit', 'pipe', 'null');

/** The keys of each call; one that may be left out ends in `?`. What a socket call itself refuses (`EINVAL`) is left to it. */
const calls: Record<ScriptCallName, Record<string, Fits>> = {
  socket: { type: oneOf('stream', 'datagram') },
  bind: { fd, ...address },
  listen: { fd, 'backlog?': anything },
  accept: { fd, ...patience },
  connect: { fd, ...address, ...patience },
  send: { fd, bytes: octets, 'all?': flag, ...patience },
  sendto: { fd, bytes: octets, ...address, ...patience },
  recv: { fd, size: anything, 'peek?': flag, ...patience },
  recvfrom: { fd, size: anything, 'peek?': flag, ...patience },
  shutdown: { fd, how: anything },
  close: { fd },
  setsockopt: { fd, option: anything, value: anything },
  getsockopt: { fd, option: anything },
  getsockname: { fd },
  getpeername: { fd },
  sleep: { duration: time },
  select: { read: list(fd), write: list(fd), except: list(fd), ...patience },
  read: { fd, size: whole(0, Number.MAX_SAFE_INTEGER), ...patience },
  write: { fd, bytes: octets },
  compute: { duration: whole(0, 1e9) },
  wait: { on: time, ...patience },
  wake: { on: time, count: time },
  thread: { name: text(200), daemon: flag },
  'thread-end': {},
  exit: { status: whole(-MOST, 2 * MOST) },
  spawn: {
    ...{ line: text(100_000), stdin: standard, stdout: standard, 'cwd?': path },
    stderr: oneOf('inherit', 'pipe', 'null', 'stdout'),
  },
  waitpid: { pid: time, ...patience },
  kill: { pid: time, signal: whole(0, 64) },
  signal: { signal: whole(0, 64), handled: flag },
  chdir: { path },
  file: { changes: list(isChange) },
};

const line: Fits = (value) =>
  Number.isSafeInteger(value) || (Array.isArray(value) && value.length === 2 && path(value[0]) && time(value[1]));
const toldForm = {
  ...{ 'lines?': list(line), 'frames?': list(text(1000), 200), 'as?': text(100) },
  'variables?': list((one) => Array.isArray(one) && one.length === 2 && one.every(text(1000)), 200),
};

function fits(value: unknown, form: Readonly<Record<string, Fits>>): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const given = value as Record<string, unknown>;
  const optional = (key: string): boolean => Object.hasOwn(form, `${key}?`);
  return (
    Object.entries(form).every(([key, is]) => {
      const found = given[key.replace('?', '')];
      return found === undefined ? key.endsWith('?') : is(found);
    }) && Object.keys(given).every((key) => key === 'call' || Object.hasOwn(form, key) || optional(key))
  );
}

/** A call of a log, or undefined where it is none. */
export function callOf(value: unknown): ScriptCall | undefined {
  const name = (value as { call?: unknown } | null)?.call;
  if (typeof name !== 'string' || !Object.hasOwn(calls, name)) return undefined;
  if (!fits(value, calls[name as ScriptCallName])) return undefined;
  const call = value as LoggedCall;
  if (call.call === 'file') return { ...call, changes: call.changes.map(changeOf) };
  if ('bytes' in call) return { ...call, bytes: fromBinary(call.bytes)! } as ScriptCall;
  return call as ScriptCall;
}

export const isTold = (value: unknown): value is Told => fits(value, toldForm);

/** Is this a change of a file that a person may make? */
export const isLoggedChange = (value: unknown): value is LoggedChange =>
  isChange(value) || fits(value, { path, text: text(1 << 24) });

export function changeOf(change: LoggedChange): FileChange {
  if ('text' in change) {
    const bytes = new TextEncoder().encode(change.text);
    return { path: change.path, at: 0, bytes, size: bytes.length };
  }
  return 'bytes' in change ? { ...change, bytes: fromBinary(change.bytes)! } : change;
}
