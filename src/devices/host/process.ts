// Processes of a host: plain state, moved by programs. A program is code in `devices/programs/`; all it remembers is in its process.

import type { Instant } from '../../base/time.ts';
import type { RowNumber } from '../surroundings.ts';
import type { Pipeline } from './commandLine.ts';

export type { IcmpEvent, SendFailure } from '../../stack/upward.ts';

export interface OutputLine {
  text: string;
  err: boolean;
  at: Instant;
  /** No line end has been written yet: what comes next goes on in this line. */
  open?: true;
}

/** Where a stream of a process leads. `parent`: into a pipe to the process that started `child`; `kept`: to the words of a command line; `terminal`: to the terminal as the other stream (`2>&1`). */
export type Sink =
  | { to: 'file'; path: string }
  | { to: 'process'; pid: number }
  | { to: 'parent'; pid: number; child: number; stream: 1 | 2 }
  | { to: 'kept'; pid: number }
  | { to: 'terminal'; err: boolean }
  | { to: 'nowhere' };

export interface ProcessState {
  pid: number;
  argv: string[];
  /** The folder that its relative names start from. */
  cwd: string;
  /** Key of the program that moves it (`ping`). */
  program: string;
  startedAt: Instant;
  /** When it wants to run next; Infinity: only when something arrives. */
  wakeAt: Instant;
  /** The row to blame for the next timed wake. */
  wakeCause: RowNumber;
  /** Undefined while it runs. */
  exit?: number;
  exitedAt?: Instant;
  /** What it wrote, line by line, in order. `err`: to standard error. Also in the trace; here so that a rewound world can show a terminal. */
  output: OutputLine[];
  /** The process that reads its standard output, and the one whose output it reads (`a | b`). */
  into?: number;
  from?: number;
  /** Where standard output leads when that is neither the terminal nor another process; where standard error leads when that is not the terminal. */
  stdout?: Sink;
  stderr?: Sink;
  /** Where standard input comes from, when that is neither the terminal nor a process of its pipeline: its shell's, whoever started it, a file, nowhere. */
  stdin?: 'shell' | 'parent' | 'file' | 'none';
  /** The process (`sh`) whose command it is; left out where its line was typed into a terminal. `awaited`: that goes on when this one has ended. */
  shell?: number;
  awaited?: true;
  /** The script that started it (`spawnLine`). */
  parent?: number;
  /** What its commands have written so far, octets as characters, where that becomes words of a command line. */
  kept?: string;
  /** It reads no more of its standard input for now (pipes.ts). */
  paused?: true;
  /** The last octets that it wrote, when they are the beginning of a character; to standard error. */
  partial?: Uint8Array;
  partialError?: Uint8Array;
  /** What stands behind it in its command line, to be started when it ends. */
  next?: Pipeline[];
  /** The program's own memory: plain data. */
  data: unknown;
}
