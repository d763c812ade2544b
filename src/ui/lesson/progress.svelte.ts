// What a reader has done in each lesson. Kept in this browser, movable as a file, never trusted when it comes back.
import { recall, remember } from '../storage.ts';

/** An answer that was given for good, and how the simulator marked it. */
export interface KeptAnswer {
  given: string[];
  /** Absent until the run has been made that shows it. */
  right?: boolean;
  /** The right answers, as the simulator found them. */
  truth: string[];
}

export interface LessonProgress {
  /** Where the reader was last, from 1, and how many steps the lesson had. */
  step: number;
  steps: number;
  /** Ids of steps that are passed. */
  passed: string[];
  answers: Record<string, KeptAnswer>;
  /** How many hints of a goal were opened. */
  hints: Record<string, number>;
  /** Goals that were reached, by the reader or after the solution had been opened. */
  goals: Record<string, 'alone' | 'shown'>;
  /** Goals whose solution was opened. */
  opened: string[];
  /** Of a spot-the-mistake card: the part that was clicked last, by statement. */
  spots: Record<string, Record<string, number>>;
}

const nothing: LessonProgress = {
  step: 1,
  steps: 0,
  passed: [],
  answers: {},
  hints: {},
  goals: {},
  opened: [],
  spots: {},
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

function entries<T>(value: unknown, read: (one: unknown) => T | undefined): Record<string, T> {
  if (!isObject(value)) return {};
  const kept = Object.entries(value).flatMap(([key, one]) => {
    const good = read(one);
    return good === undefined ? [] : [[key, good] as const];
  });
  return Object.fromEntries(kept);
}

function readAnswer(value: unknown): KeptAnswer | undefined {
  if (!isObject(value)) return undefined;
  const answer: KeptAnswer = { given: texts(value['given']), truth: texts(value['truth']) };
  if (typeof value['right'] === 'boolean') answer.right = value['right'];
  return answer;
}

function readProgress(value: unknown): LessonProgress | undefined {
  if (!isObject(value)) return undefined;
  const count = (one: unknown): number | undefined => (isCount(one) ? one : undefined);
  return {
    step: count(value['step']) || 1,
    steps: count(value['steps']) ?? 0,
    passed: texts(value['passed']),
    answers: entries(value['answers'], readAnswer),
    hints: entries(value['hints'], count),
    goals: entries(value['goals'], (one) => (one === 'alone' || one === 'shown' ? one : undefined)),
    opened: texts(value['opened']),
    spots: entries(value['spots'], (one) => entries(one, count)),
  };
}

class Progress {
  lessons = $state.raw<Readonly<Record<string, LessonProgress>>>(entries(recall('progress'), readProgress));

  of(lesson: string): LessonProgress {
    return Object.hasOwn(this.lessons, lesson) ? this.lessons[lesson]! : nothing;
  }

  begun(lesson: string): boolean {
    return Object.hasOwn(this.lessons, lesson);
  }

  change(lesson: string, change: Partial<LessonProgress>): void {
    this.lessons = { ...this.lessons, [lesson]: { ...this.of(lesson), ...change } };
    remember('progress', this.lessons);
  }

  /** All of it as the text of a file. */
  save(): string {
    return JSON.stringify({ 'packet-classroom': 'progress', lessons: this.lessons }, undefined, 1);
  }

  /** Takes over the lessons of a file; gives how many, undefined when it is no such file. */
  load(text: string): number | undefined {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return undefined;
    }
    if (!isObject(value) || value['packet-classroom'] !== 'progress') return undefined;
    const lessons = entries(value['lessons'], readProgress);
    this.lessons = { ...this.lessons, ...lessons };
    remember('progress', this.lessons);
    return Object.keys(lessons).length;
  }
}

export const progress = new Progress();
