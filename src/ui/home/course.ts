// The course as the home page shows it: modules with their lessons, how far the reader is in each, and which lesson comes next.

import type { ModuleEntry } from '../../lesson/lesson.ts';
import type { LessonProgress } from '../lesson/progress.svelte.ts';
import type { ShelfEntry } from '../lessons.svelte.ts';

export interface LessonState {
  is: 'new' | 'begun' | 'done';
  /** Where to go on, from 1. */
  step: number;
  /** Steps that are passed, and all. */
  passed: number;
  of: number;
  /** Goals that the reader has reached without the solution, and all. */
  goals: number;
  ofGoals: number;
}

/** How far the reader is; `kept` is undefined for a lesson that was never opened. Steps and goals that the lesson no longer has do not count. */
export function stateOf(entry: ShelfEntry, kept: LessonProgress | undefined): LessonState {
  const of = entry.steps.length;
  const ofGoals = entry.goals.length;
  if (!kept) return { is: 'new', step: 1, passed: 0, of, goals: 0, ofGoals };
  const passed = entry.steps.filter((id) => kept.passed.includes(id)).length;
  const goals = entry.goals.filter((id) => Object.hasOwn(kept.goals, id) && kept.goals[id] === 'alone').length;
  const done = of > 0 && passed === of;
  return { is: done ? 'done' : 'begun', step: done ? 1 : Math.min(kept.step, of || 1), passed, of, goals, ofGoals };
}

/** One part of the course. `module` is undefined for a teacher's own lessons, and for those in a folder that says nothing of itself. */
export interface ShelfModule {
  key: string;
  module: ModuleEntry | undefined;
  lessons: ShelfEntry[];
  minutes: number;
}

/** Key of the module of a teacher's lessons. */
export const TEACHER = 'teacher';

/** The lessons by module: a teacher's first, then the course in its order; modules without lessons are left out. */
export function modulesOf(shelf: readonly ShelfEntry[], modules: readonly ModuleEntry[]): ShelfModule[] {
  const byKey = new Map<string, ShelfEntry[]>();
  const keyOf = (entry: ShelfEntry): string => (entry.teacher ? TEACHER : entry.folder.split('/')[0]!);
  for (const entry of shelf) byKey.set(keyOf(entry), [...(byKey.get(keyOf(entry)) ?? []), entry]);
  return [...byKey]
    .map(([key, lessons]) => ({
      key,
      lessons,
      module: modules.find((one) => one.folder === key),
      minutes: lessons.reduce((sum, { minutes }) => sum + minutes, 0),
    }))
    .sort((a, b) => Number(b.key === TEACHER) - Number(a.key === TEACHER));
}

/** A teacher's lessons before those of the course; one of hers with the same id stands for the built-in one. */
export const shelfOf = (own: readonly ShelfEntry[], entries: readonly ShelfEntry[]): ShelfEntry[] => [
  ...own,
  ...entries.filter((entry) => !own.some(({ id }) => id === entry.id)),
];

/**
 * What to do next: go on with the lesson in which the reader was last, else begin the first one that is new and comes after nothing that is not done, else the
 * first that is not done. Undefined when all are.
 */
export function nextOf(
  shelf: readonly ShelfEntry[],
  keptOf: (id: string) => LessonProgress | undefined,
): ShelfEntry | undefined {
  const open = shelf.filter((entry) => !entry.mistakes?.length);
  const is = (entry: ShelfEntry): LessonState['is'] => stateOf(entry, keptOf(entry.id)).is;
  const begun = open.filter((entry) => is(entry) === 'begun');
  const at = ({ id }: ShelfEntry): number => keptOf(id)?.at ?? 0;
  if (begun.length) return begun.reduce((last, one) => (at(one) > at(last) ? one : last));
  const done = new Set(open.filter((entry) => is(entry) === 'done').map(({ id }) => id));
  const fresh = open.filter(({ id }) => !done.has(id));
  const ready = ({ needs }: ShelfEntry): boolean =>
    needs.every((id) => done.has(id) || !open.some((one) => one.id === id));
  return fresh.find(ready) ?? fresh[0];
}
