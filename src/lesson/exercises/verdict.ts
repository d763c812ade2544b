// What is said to an answer: the remarks on what is wrong with it, each found by working the exercise out with that mistake.

import type { Because } from '../check.ts';
import type { RemarkCode } from './exercise.ts';

export interface Remark {
  code: RemarkCode;
  parameters: Record<string, string | number>;
  /** Which part of the answer it is about, counted from 0. */
  on?: number;
  /** What the simulator found when it tried the answer. */
  because?: Because;
}

/** An answer in the making: one text a blank, a port, a step, a range of octets … as its kind says. */
export type Given = readonly string[];

/** A typical wrong answer, and the remark that it must bring. Tests give them. */
export interface Slip {
  given: string[];
  code: RemarkCode;
}

/** An exercise cannot be set: the run has not what it is about. */
export interface Unposed {
  why: string;
}

export const remark = (code: RemarkCode, parameters: Remark['parameters'] = {}, on?: number): Remark => ({
  code,
  parameters,
  ...(on === undefined ? {} : { on }),
});
