// Processes of a host: plain state, moved by programs. A program is code in `devices/programs/`; all it remembers is in its process.

import type { Instant } from '../../base/time.ts';
import type { RowNumber } from '../surroundings.ts';
import type { SimpleCommand } from './commandLine.ts';

export type { IcmpEvent, SendFailure } from '../../stack/upward.ts';

export interface OutputLine {
  text: string;
  err: boolean;
  at: Instant;
  /** No line end has been written yet: what comes next goes on in this line. */
  open?: true;
}

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
  /** It reads no more of its standard input for now (pipes.ts). */
  paused?: true;
  /** The last octets that it wrote, when they are the beginning of a character. */
  partial?: Uint8Array;
  /** What stands behind it in its command line, to be started when it ends. */
  next?: SimpleCommand[];
  /** The program's own memory: plain data. */
  data: unknown;
}
