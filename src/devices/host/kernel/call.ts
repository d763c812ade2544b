// What a student's program asks of its host: the system calls of its threads, and what each is answered. Plain data; the interpreter that makes them stands outside of the world.

import type { Nanoseconds } from '../../../base/time.ts';
import type { Answers, Failure, OptionValue, Readiness, SocketType } from '../../../stack/sockets/call.ts';

interface Address {
  ip: number;
  port: number;
}

/**
 * How long a call may wait: left out, for ever; 0, not at all (`EAGAIN`); otherwise so many ns, and then `ETIMEDOUT` with `timedOut`.
 * As Python's `settimeout(None)`, `settimeout(0)`, `settimeout(t)`.
 */
interface Patience {
  timeout?: Nanoseconds;
}

/** What stands in a script's own file system has changed; all paths are absolute. */
export type FileChange =
  /** Octets were written at an offset; the file is then `size` octets long. It is made when it is not there. */
  | { path: string; at: number; bytes: Uint8Array; size: number }
  | { path: string; removed: true }
  | { path: string; folder: true }
  | { path: string; mode: number }
  | { path: string; to: string };

/** Calls of the socket interface, as Python's `socket` module makes them: they may wait. */
export type ScriptSocketCall =
  | { call: 'socket'; type: SocketType }
  | ({ call: 'bind'; fd: number } & Address)
  | { call: 'listen'; fd: number; backlog?: number }
  | ({ call: 'accept'; fd: number } & Patience)
  | ({ call: 'connect'; fd: number } & Address & Patience)
  /** `all`: `sendall`. Without it a blocking `send` waits, as on Linux, until all octets have room, too; an error cuts it to what went in. */
  | ({ call: 'send'; fd: number; bytes: Uint8Array; all?: boolean } & Patience)
  | ({ call: 'sendto'; fd: number; bytes: Uint8Array } & Address & Patience)
  | ({ call: 'recv' | 'recvfrom'; fd: number; size: number; peek?: boolean } & Patience)
  | { call: 'shutdown'; fd: number; how: 'read' | 'write' | 'both' }
  | { call: 'close'; fd: number }
  | { call: 'setsockopt'; fd: number; option: string; value: OptionValue }
  | { call: 'getsockopt'; fd: number; option: string }
  | { call: 'getsockname' | 'getpeername'; fd: number };

/** A system call: one command of the log each (`do: call`). */
export type ScriptCall =
  | ScriptSocketCall
  | { call: 'sleep'; duration: Nanoseconds }
  /** Sockets, pipes and standard input by descriptor; answers which are ready. */
  | ({ call: 'select'; read: number[]; write: number[]; except: number[] } & Patience)
  /** Standard input (0): a line at the most when somebody types, no octets at its end. Or a pipe. */
  | ({ call: 'read'; fd: number; size: number } & Patience)
  /** Standard output (1), standard error (2), or a pipe. */
  | { call: 'write'; fd: number; bytes: Uint8Array }
  /** It has computed for so long without asking for anything, and lets others have their turn. */
  | { call: 'compute'; duration: Nanoseconds }
  /** Waits until another thread of the process wakes whoever waits on this number (locks, joins). Answers `ETIMEDOUT` when the time is over. */
  | ({ call: 'wait'; on: number } & Patience)
  | { call: 'wake'; on: number; count: number }
  /** Begins a thread; its number is answered. */
  | { call: 'thread'; name: string; daemon: boolean }
  | { call: 'thread-end' }
  /** Ends the process with all its threads. */
  | { call: 'exit'; status: number }
  /** A command line for the host's shell, in a process of its own. What is `pipe` gets a descriptor. */
  | { call: 'spawn'; line: string; stdin: Standard; stdout: Standard; stderr: Standard | 'stdout'; cwd?: string }
  | ({ call: 'waitpid'; pid: number } & Patience)
  | { call: 'kill'; pid: number; signal: number }
  /** The program has (or no longer has) a handler of its own for a signal: it is told of it (`EINTR` with `signal`) instead of being ended. SIGINT is always told. */
  | { call: 'signal'; signal: number; handled: boolean }
  | { call: 'chdir'; path: string }
  | { call: 'file'; changes: FileChange[] };

/** What a new process gets for a standard stream: the caller's own, a pipe to the caller, or nothing. */
export type Standard = 'inherit' | 'pipe' | 'null';

export type ScriptCallName = ScriptCall['call'];

/** What goes with each call: where in the program it is made. */
export interface Told {
  /** Lines of the script's own files that were executed since the call before, as [file, line]; the last is the line of this call. The file may be left out where it is the one before. */
  lines?: Line[];
  /** The frames of the student's files, the innermost first, as `file:line:function`. Left out: as at the call before. */
  frames?: string[];
  /** What the program calls it: `accept`, `input`, `join`. Left out: as the call. */
  as?: string;
  /** Names and short reprs of the innermost frame's variables. Left out: as at the call before. */
  variables?: [name: string, repr: string][];
}
export type Line = number | [file: string, line: number];

/** What a call fails with, beyond the socket interface: `EINTR` for a signal (2 for Ctrl-C; the main thread alone is told, and the call has done nothing), `ECHILD`, `ENOENT`, `ESRCH`. `timedOut`: the program's own patience is over, not the network's. */
export type ScriptFailure = Failure | 'EINTR' | 'ECHILD' | 'ENOENT' | 'ESRCH';

/** What each call is answered when it was done, beside `ok`. */
export interface ScriptAnswers extends Answers {
  sleep: object;
  select: { ready: Readiness[] };
  read: { bytes: Uint8Array };
  write: { count: number };
  compute: object;
  wait: object;
  wake: { count: number };
  thread: { tid: number };
  'thread-end': object;
  exit: object;
  spawn: { pid: number; stdin?: number; stdout?: number; stderr?: number };
  waitpid: { status: number };
  kill: object;
  signal: object;
  chdir: object;
  file: object;
}

export type ScriptFailed = { ok: false; failure: ScriptFailure; timedOut?: true; signal?: number };
export type ScriptAnswer<C extends ScriptCallName = ScriptCallName> = ({ ok: true } & ScriptAnswers[C]) | ScriptFailed;
