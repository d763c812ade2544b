// A script: a process whose code an interpreter runs that stands outside of the world. All that the host knows of it is here, as plain data; the interpreter holds only suspended stacks.

import type { Instant } from '../../../base/time.ts';
import type { RowNumber } from '../../surroundings.ts';
import type { ProcessState } from '../process.ts';
import type { ScriptAnswer, ScriptCall } from './call.ts';

/** The program of a process that runs a script. */
export const PYTHON = 'python3';
/** So many calls in a row that bring nothing are told of, and from then on each takes longer, so that a loop without end does not hold the world up. */
export const FRUITLESS_TOLD = 2000;

/**
 * What a thread does: `ready`: it is the interpreter's turn, and the clock stands still until its next call is made (`ScriptThread.answer` is what
 * it goes on with; without one it begins); `busy`: it executes lines, or a call that takes its time; `waiting`: in a call, for something to come; `ended`.
 */
export type ThreadDoes = 'ready' | 'busy' | 'waiting' | 'ended';

/** One thread of a script, as far as it has come. */
export interface ScriptThread {
  /** 0 is the main thread; numbers never repeat in a process. */
  tid: number;
  name: string;
  daemon: boolean;
  does: ThreadDoes;
  /** The call that it makes or waits in, and what the program calls it (`input`). */
  call?: ScriptCall;
  as?: string;
  /** Lines that are still to be executed before the call, `lines[nextLine]` first. */
  lines: [file: string, line: number][];
  nextLine: number;
  /** Where it is: the line that was executed last. */
  file: string;
  line: number;
  /** Frames as `file:line:function`, innermost first, at the last call. */
  frames: string[];
  variables: [name: string, repr: string][];
  /** Since when it does what it does. */
  since: Instant;
  /** When it is done with a line or call, or when its patience ends; Infinity: never by itself. */
  wakeAt: Instant;
  /** Octets of a send that have gone in. */
  done: number;
  /** Calls in a row that brought nothing (an empty read, `EAGAIN`), and `compute` calls in a row. */
  fruitless: number;
  computed: number;
  /** What the interpreter is to be told when its turn comes. */
  answer?: ScriptAnswer;
  /** The row to blame for what it does next. */
  cause: RowNumber;
}

/** A pipe between a script and a process that it started. */
export interface ScriptPipe {
  fd: number;
  /** The process at the other end. */
  pid: number;
  /** Which of the other's standard streams it is. */
  stream: 0 | 1 | 2;
  /** What has come and has not been read. */
  octets: Uint8Array;
  /** Nothing more will come, or nobody reads. */
  ended: boolean;
}

/** `ProcessState.data` of a script. */
export interface ScriptData {
  /** What it runs: a file, the text behind `-c`, a module behind `-m`, or lines as they are typed (a console). */
  runs: 'file' | 'code' | 'module' | 'console';
  /** The file as an absolute path, the text, the module's name, or nothing; and what `sys.argv` is. */
  file: string;
  argv: string[];
  cwd: string;
  threads: ScriptThread[];
  nextTid: number;
  /** Typed or piped octets that nobody has read; whether more may come. */
  stdin: Uint8Array;
  stdinEnded: boolean;
  pipes: ScriptPipe[];
  /** How many pipes it has had. */
  nextPipe?: number;
  /** Signals that the main thread has not been told of, and those for which the program has a handler. */
  signals: number[];
  handled: number[];
  /** Whoever read its standard output has ended: writing fails with `EPIPE`. */
  outputGone?: true;
}

/** Whose turn it is: a thread of a process of a device. In `WorldState.turns`, first come first served. */
export interface Turn {
  device: number;
  pid: number;
  tid: number;
}

/** The script of a process that runs one (`isScript`). */
export const scriptOf = (process: ProcessState): ScriptData => process.data as ScriptData;
/** Does the process run a script that has begun? */
export const isScript = ({ program, data }: ProcessState): boolean => program === PYTHON && data !== undefined;
