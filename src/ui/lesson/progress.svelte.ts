// What a reader has done in each lesson. Kept in this browser, movable as a file, never trusted when it comes back.
import { recall, remember, whenKept } from '../storage.ts';

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
  /** When the reader was last here, ms since 1970; 0 when nobody noted it. */
  at: number;
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
  at: 0,
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

function entries<T>(value: unknown, read: (one: unknown) => T | undefined): Record<string, T> {
  if (!isObject(value)) return {};
  const kept = Object.entries(value).flatMap(([key, one]) => {
    const good = key === '__proto__' ? undefined : read(one);
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
    at: count(value['at']) ?? 0,
  };
}

/** Both together: whatever was reached in one of them is reached. Where they differ without one being better, `mine` holds. */
export function combine(mine: LessonProgress, other: LessonProgress): LessonProgress {
  const further = other.passed.length > mine.passed.length ? other : mine;
  const union = (a: readonly string[], b: readonly string[]): string[] => [
    ...a,
    ...b.filter((one) => !a.includes(one)),
  ];
  const answers = { ...other.answers, ...mine.answers };
  for (const [id, theirs] of Object.entries(other.answers)) {
    // An answer that has been marked says more than one that waits for its run; a right one more than a wrong one.
    const own = mine.answers[id];
    if (own && rankOf(theirs) > rankOf(own)) answers[id] = theirs;
  }
  const hints = { ...other.hints };
  for (const [id, count] of Object.entries(mine.hints)) hints[id] = Math.max(count, hints[id] ?? 0);
  const goals = { ...other.goals, ...mine.goals };
  for (const [id, how] of Object.entries(other.goals)) if (how === 'alone') goals[id] = how;
  const spots = { ...other.spots };
  for (const [id, chosen] of Object.entries(mine.spots)) spots[id] = { ...spots[id], ...chosen };
  return {
    step: further.step,
    steps: further.steps || Math.max(mine.steps, other.steps),
    passed: union(mine.passed, other.passed),
    answers,
    hints,
    goals,
    opened: union(mine.opened, other.opened),
    spots,
    at: Math.max(mine.at, other.at),
  };
}

const rankOf = ({ right }: KeptAnswer): number => (right === undefined ? 0 : right ? 2 : 1);

type Lessons = Readonly<Record<string, LessonProgress>>;

function combineAll(mine: Lessons, other: Lessons): Lessons {
  const all: Record<string, LessonProgress> = { ...other, ...mine };
  for (const [id, theirs] of Object.entries(other)) {
    const own = Object.hasOwn(mine, id) ? mine[id] : undefined;
    if (own) all[id] = combine(own, theirs);
  }
  return all;
}

/** The version of the file that `save` writes; one that says more is from a classroom that this one does not know. */
const VERSION = 1;
/** A file of progress is small: more than this is something else. */
const MOST_CHARACTERS = 4_000_000;

/** What came of a file: how many lessons were taken over and how many were not readable; or why none was. */
export type Loaded = { lessons: number; unreadable: number } | { problem: 'large' | 'no-json' | 'other' | 'newer' };

class Progress {
  lessons = $state.raw<Lessons>(entries(recall('progress'), readProgress));

  constructor() {
    // Another tab has kept something: here it is so, too. Where the reader is in this tab stays.
    whenKept('progress', (value) => {
      const all = { ...combineAll(this.lessons, entries(value, readProgress)) };
      for (const [id, { step }] of Object.entries(this.lessons)) all[id] = { ...all[id]!, step };
      this.lessons = all;
    });
  }

  of(lesson: string): LessonProgress {
    return Object.hasOwn(this.lessons, lesson) ? this.lessons[lesson]! : nothing;
  }

  begun(lesson: string): boolean {
    return Object.hasOwn(this.lessons, lesson);
  }

  change(lesson: string, change: Partial<LessonProgress>): void {
    const mine = { ...this.of(lesson), ...change, at: Date.now() };
    const { step, steps } = mine;
    const all = this.#withOthers({ ...this.lessons, [lesson]: mine });
    this.#keep({ ...all, [lesson]: { ...all[lesson]!, step, steps } });
  }

  /** With what another tab may have kept since, so that neither writes over the other. */
  #withOthers(mine: Lessons): Lessons {
    return combineAll(mine, entries(recall('progress'), readProgress));
  }

  #keep(lessons: Lessons): void {
    this.lessons = lessons;
    remember('progress', lessons);
  }

  /** All of it as the text of a file, with what else is kept of the reader's work. */
  save(more: Readonly<Record<string, unknown>> = {}): string {
    const { lessons } = this;
    return JSON.stringify({ 'packet-classroom': 'progress', version: VERSION, lessons, ...more }, undefined, 1);
  }

  /** Takes over the lessons of a file, whoever wrote it: of each lesson the better state holds. */
  load(text: string): Loaded {
    if (text.length > MOST_CHARACTERS) return { problem: 'large' };
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return { problem: 'no-json' };
    }
    if (!isObject(value) || value['packet-classroom'] !== 'progress' || !isObject(value['lessons']))
      return { problem: 'other' };
    // The first files had no version.
    const version = value['version'] ?? VERSION;
    if (!isCount(version) || version > VERSION) return { problem: 'newer' };
    const lessons = entries(value['lessons'], readProgress);
    const count = Object.keys(lessons).length;
    this.#keep(combineAll(this.#withOthers(this.lessons), lessons));
    return { lessons: count, unreadable: Object.keys(value['lessons']).length - count };
  }
}

export const progress = new Progress();
