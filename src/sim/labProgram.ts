// A program that a lab runs by itself: what is started on which host and when, what is typed for it, and when it is killed. Plain data.

import type { Instant, Nanoseconds } from '../base/time.ts';
import type { Lab } from './lab.ts';

/** When a step of a program comes. */
export type Moment =
  /** An instant of the run, ns. */
  | { is: 'at'; at: Instant }
  /** So long after the step before it: after its start, after the line that was typed before; the kill counts from the start. */
  | { is: 'after'; by: Nanoseconds }
  /** Somebody listens for TCP, or waits for datagrams, at this port; of the host `on`, or of any. */
  | { is: 'bound'; port: number; on?: string }
  /** That program of the lab has ended, with whatever status. */
  | { is: 'exits'; program: string }
  /** Its standard output (or another program's, `of`) has had this text: its own since the step before. */
  | { is: 'text'; text: string; of?: string }
  /** It waits for input behind this text. */
  | { is: 'prompt'; text: string }
  /** It waits for input. */
  | { is: 'reads' };

/** What is typed for a program: a line, or the end of its input. */
export interface TypedStep {
  /** Absent: the input ends (Ctrl-D). */
  line?: string;
  when: Moment;
}

export type KillSignal = 'kill' | 'term' | 'int';

export interface LabProgram {
  /** Other programs speak of it by this name. */
  name: string;
  host: string;
  /** A script of the host, with what stands behind it in `sys.argv`; or, where `run` is given, a command line. */
  file?: string;
  argv: string[];
  run?: string;
  start: Moment;
  stdin: TypedStep[];
  kill?: { when: Moment; signal: KillSignal };
}

/** The command line that starts it. */
export const lineOf = ({ file, argv, run }: LabProgram): string =>
  run ?? ['python', file ?? '', ...argv].map(shellWord).join(' ');

/** Some host has a program that an interpreter runs. */
export const hasScripts = (lab: Lab): boolean =>
  lab.devices.some((device) => 'files' in device && Object.keys(device.files).some((name) => name.endsWith('.py')));

/** A word as a shell takes it for itself. */
export function shellWord(word: string): string {
  return /^[\p{L}\p{N}_.,:/=@%+-]+$/u.test(word) ? word : `'${word.replaceAll("'", `'"'"'`)}'`;
}
