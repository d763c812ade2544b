// A sheet of exercises that is the same for everybody who has its seed, and its results as a table for the teacher.

import { csvOf } from '../base/csv.ts';
import { luckFor, nextWord } from '../base/rng.ts';
import type { Values } from './calculator.ts';
import { mark, setExercise, type Drill, type Exercise, type Given, type Option } from './drill.ts';
import type { Said } from './said.ts';

/** What a sheet has: exercises of these drills in turn. */
export interface Sheet {
  drills: { drill: Drill; level: number }[];
  count: number;
  seed: number;
}

export const MOST_EXERCISES = 60;
const USUAL_EXERCISES = 10;
const LARGEST_SEED = 0xffff_ffff;

/**
 * Reads a sheet from an address: `drills=subnet.network:2,prefix.mask:1&count=10&seed=7`. `usual` stand on it where none is named.
 * What cannot be read has its usual value, and is told in `odd`.
 */
export function readSheet(
  values: Values,
  known: readonly Drill[],
  usual: readonly Drill[],
): { sheet: Sheet; odd: string[] } {
  const odd: string[] = [];
  const named = (values['drills'] ?? '').split(',').filter((name) => name !== '');
  const drills = named.flatMap((name) => {
    const [id, level = '1'] = name.split(':');
    const drill = known.find((one) => one.id === id);
    const good = drill && /^[1-9]$/.test(level) && Number(level) <= drill.levels;
    if (!good) odd.push(name);
    return good ? [{ drill, level: Number(level) }] : [];
  });
  const whole = (name: string, least: number, most: number, otherwise: number): number => {
    const text = values[name];
    if (text === undefined) return otherwise;
    const good = /^\d{1,10}$/.test(text) && Number(text) >= least && Number(text) <= most;
    if (!good) odd.push(`${name}=${text}`);
    return good ? Number(text) : otherwise;
  };
  const sheet: Sheet = {
    drills: drills.length > 0 ? drills : usual.map((drill) => ({ drill, level: 1 })),
    count: whole('count', 1, MOST_EXERCISES, USUAL_EXERCISES),
    seed: whole('seed', 0, LARGEST_SEED, 1),
  };
  return { sheet, odd };
}

/** The sheet as an address carries it. */
export const sheetValues = ({ drills, count, seed }: Sheet): Values => ({
  drills: drills.map(({ drill, level }) => `${drill.id}:${level}`).join(','),
  count: String(count),
  seed: String(seed),
});

/** So often another one is tried in place of one that stands on the sheet already. */
const TRIES = 30;

/** The exercises of a sheet, each drill in turn. None stands there twice as long as a drill has others. */
export function exercisesOf({ drills, count, seed }: Sheet): Exercise[] {
  const lucks = drills.map(({ drill, level }) => luckFor(seed, drill.id, `sheet, level ${level}`));
  const seen = new Set<string>();
  return Array.from({ length: count }, (_, place) => {
    const turn = place % drills.length;
    const { drill, level } = drills[turn]!;
    let exercise: Exercise;
    let key: string;
    let tries = 0;
    do {
      exercise = setExercise(drill, level, nextWord(lucks[turn]!));
      const { seed: _, ...rest } = exercise;
      key = JSON.stringify(rest);
    } while (seen.has(key) && ++tries < TRIES);
    seen.add(key);
    return exercise;
  });
}

/** A sentence, or a text as it is, in words. */
export type Say = (text: Said | string) => string;

/** An answer as it is written down. */
export function answerText({ form }: Pick<Exercise, 'form'>, given: Given, say: Say): string {
  if (form.kind === 'bits') {
    return given.map((bit, place) => (place > 0 && place % form.groups === 0 ? ` ${bit}` : bit)).join('');
  }
  if (form.kind === 'type') {
    if (form.boxes.length === 1) return given[0] ?? '';
    return form.boxes.map(({ label }, box) => `${say(label)}: ${given[box] ?? ''}`).join('; ');
  }
  const options: readonly Option[] = form.kind === 'choose' ? form.options : form.items;
  const texts = given.map((id) => say(options.find((option) => option.id === id)?.text ?? id));
  return form.kind === 'order' ? texts.map((text, place) => `${place + 1}. ${text}`).join('; ') : texts.join('; ');
}

/** Who answered a sheet, and how. */
export interface Answered {
  name: string;
  sheet: Sheet;
  exercises: readonly Exercise[];
  /** By exercise; empty where nothing was answered. */
  given: readonly Given[];
  /** How often the sheet was checked, and whether its answers were shown before. */
  checks: number;
  shown: boolean;
}

const COLUMNS = [
  'name',
  'seed',
  'number',
  'exercise',
  'question',
  'answer',
  'result',
  'mistake',
  'solution',
  'checks',
  'shown',
];

/** The results as comma-separated values (RFC 4180), a row for each exercise, so that those of a class can be put one below the other. */
export function resultsCsv({ name, sheet, exercises, given, checks, shown }: Answered, say: Say): string {
  const rows = exercises.map((exercise, place) => {
    const answer = given[place] ?? [];
    const verdict = mark(exercise, answer);
    const result =
      verdict.right === undefined ? ('box' in verdict ? 'unreadable' : 'unanswered') : String(verdict.right);
    return [
      name,
      String(sheet.seed),
      String(place + 1),
      `${exercise.drill}:${exercise.level}`,
      say(exercise.ask),
      answerText(exercise, answer, say),
      say({ id: `sheet.${result}` }),
      verdict.right === false && verdict.because ? say(verdict.because) : '',
      answerText(exercise, exercise.answer, say),
      String(checks),
      say({ id: `sheet.shown.${shown}` }),
    ];
  });
  return csvOf([COLUMNS.map((column) => say({ id: `sheet.column.${column}` })), ...rows]);
}
