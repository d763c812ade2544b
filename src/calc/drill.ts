// Exercises that calculators set and mark: made from a seed by the calculators' own functions, and a wrong answer is explained by making the mistake.

import { luckFor, type Luck } from '../base/rng.ts';
import type { BitRow, OctetRow, Step } from './calculator.ts';
import type { Entry } from './entry.ts';
import { readAnswer, type Reading } from './reading.ts';
import type { Problem, Said } from './said.ts';

/** How an answer is given. */
export type Form =
  /** One box for each name; `reads` says in which ways the same value may be written. */
  | { kind: 'type'; boxes: Box[] }
  /** Bits to be switched; `groups` of so many. */
  | { kind: 'bits'; length: number; groups: number }
  | { kind: 'choose'; options: Option[]; /** More than one may be right. */ many?: boolean }
  | { kind: 'order'; items: Option[] };

export interface Box {
  name: string;
  label: Said;
  reads: Reading;
}
export interface Option {
  id: string;
  text: Said | string;
}
/** An answer: the text of each box, the bits, the ids chosen or in order. */
export type Given = readonly string[];

/** Set by a drill: plain data, its right answers included. */
export interface Exercise {
  drill: string;
  level: number;
  seed: number;
  ask: Said;
  /** What is given besides the question. */
  bits?: BitRow[];
  octets?: OctetRow[];
  form: Form;
  answer: Given;
  /** Other answers that are as right. */
  alsoRight?: Given[];
  /** What comes out when a mistake is made: the code of the mistake's sentence, and the answer. */
  slips: { say: Said; answer: Given }[];
  /** The solution worked out. */
  worked: Step[];
  /** A trap that was set is named once it is solved. */
  trap?: Said;
}

/** What a drill makes; its name, level and seed are put on by `setExercise`. */
export type Posed = Omit<Exercise, 'drill' | 'level' | 'seed'>;

export interface Drill {
  /** Unlike that of any other drill: `subnet.network`. */
  id: string;
  /** Levels count from 1. */
  levels: number;
  pose(luck: Luck, level: number): Posed;
}

/** The exercise of a seed: the same for everybody who has the seed. */
export function setExercise(drill: Drill, level: number, seed: number): Exercise {
  const posed = drill.pose(luckFor(seed, drill.id, `level ${level}`), level);
  const given = canonical(posed.form, posed.answer);
  const seen = new Set([given, ...(posed.alsoRight ?? []).map((one) => canonical(posed.form, one))]);
  // A mistake that happens to give the right answer, or the same as another mistake, explains nothing.
  const slips = posed.slips.filter(({ answer }) => {
    const key = canonical(posed.form, answer);
    return !seen.has(key) && Boolean(seen.add(key));
  });
  return { ...posed, slips, drill: drill.id, level, seed };
}

export type Verdict =
  | { right: true }
  /** Nothing was answered yet. */
  | { right: undefined }
  /** It cannot be read; nothing is counted. */
  | { right: undefined; box: number; problem: Problem }
  | { right: false; because?: Said };

/** Says whether an answer is right, and if not, which mistake gives it. */
export function mark(exercise: Exercise, given: Given): Verdict {
  const { form } = exercise;
  if (given.length === 0 || given.every((text) => text.trim() === '')) return { right: undefined };
  if (form.kind === 'type') {
    for (const [box, { reads }] of form.boxes.entries()) {
      const entry: Entry<string> = readAnswer(reads, given[box] ?? '');
      if (entry.state === 'empty') return { right: undefined };
      if (entry.state === 'wrong') return { right: undefined, box, problem: entry.problem };
    }
  }
  const mine = canonical(form, given);
  if ([exercise.answer, ...(exercise.alsoRight ?? [])].some((one) => canonical(form, one) === mine)) {
    return { right: true };
  }
  const slip = exercise.slips.find(({ answer }) => canonical(form, answer) === mine);
  return slip ? { right: false, because: slip.say } : { right: false };
}

/** One text for all answers that mean the same. */
function canonical(form: Form, given: Given): string {
  if (form.kind === 'type') return form.boxes.map(({ reads }, box) => inOneForm(reads, given[box] ?? '')).join('\n');
  if (form.kind === 'choose') return [...given].sort().join('\n');
  return given.join('\n');
}

function inOneForm(reads: Reading, text: string): string {
  const entry = readAnswer(reads, text);
  return entry.state === 'right' ? entry.value : `? ${text}`;
}
