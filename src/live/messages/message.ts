// What the page and the running world say to each other. Requests are checked before anything is done with them.

import type { Instant } from '../../base/time.ts';
import type { RowNumber } from '../../devices/surroundings.ts';
import type { Check, Judgement } from '../../lesson/check.ts';
import type { Beginning } from '../../lesson/exercise.ts';
import type { Answers as GoalAnswers } from '../../lesson/judge.ts';
import type { ConsoleLine, Lesson } from '../../lesson/lesson.ts';
import type { ReachedRun } from '../../lesson/reached.ts';
import type { Rehearsal } from '../../lesson/rehearsal.ts';
import type { Command, CommandResult } from '../../sim/command.ts';
import type { Checkpoint, LoggedCommand } from '../../sim/history.ts';
import type { Lab } from '../../sim/lab.ts';
import type { Decision } from '../../sim/outside.ts';
import type { Rewriting } from '../../sim/rewrite.ts';
import type { WorldState } from '../../sim/state.ts';
import type { Variation } from '../../sim/variation.ts';
import type { Mark, RecordSlice } from './slice.ts';

/** From the page. Each has a number, and is answered under it. */
export type Request = { id: number } & RequestBody;

export type RequestBody =
  /** Begins a history: a lab, a seed, and commands that are to be done again. Answer: nothing. */
  /** `exact`: each command at its very place among the events, the lab's own lines being in the log too (a run that was shared). */
  /** `varied`: the run is not that one, but as it would have been with one thing different. */
  | { type: 'start'; lab: Lab; seed: number; log: LoggedCommand[]; exact?: boolean; varied?: Variation }
  /** Does a command at an instant; in the past the run branches there. Answer: a CommandResult. */
  | { type: 'act'; at: Instant; command: Command }
  /** The run is had again with another log. Answer: the CommandResult of the command that was put in. */
  | { type: 'rewrite'; rewriting: Rewriting }
  /** The page wants to know the run up to here (and some way further); `more`: also where a storm had been stopped. Answer: nothing. */
  | { type: 'ahead'; until: Instant; more?: boolean }
  /** What each layer decided when a row was written, or when its flight arrived. Answer: Decision[] or nothing. */
  | { type: 'explain'; row: RowNumber; arrival: boolean }
  | LessonRequest;

/** Questions about a lesson with programs (lessonRuns.ts); the run stays as it is. */
export type LessonRequest =
  /** What lines of a console would do from an instant on. Answer: a Rehearsal. */
  | { type: 'rehearse'; at: Instant; lines: ConsoleLine[] }
  /** Whether checks pass as of an instant. Answer: a Judgement. */
  | { type: 'judge'; at: Instant; beginning: Beginning; checks: Check[]; answers: GoalAnswers }
  /** The run with which a step begins, or on which one of its exercises is set. Answer: a ReachedRun; undefined without a network. */
  | { type: 'reach'; lesson: Lesson; index: number; exercise?: string };

export interface Answers {
  /** The place in the log of the first command at which an exact run did not come by. */
  start: number | undefined;
  act: CommandResult;
  rewrite: CommandResult;
  ahead: undefined;
  explain: Decision[] | undefined;
  rehearse: Rehearsal;
  judge: Judgement;
  reach: ReachedRun | undefined;
}

/** To the page. */
export type Update = Grown | { type: 'answer'; id: number; result: unknown } | Failed | PythonNews;

/** How it is with the interpreter of students' programs: a program wants it. `of` is 0 as long as nobody knows how much there is. */
export type PythonNews =
  | { type: 'python'; state: 'loading'; octets: number; of: number }
  | { type: 'python'; state: 'ready' }
  /** This browser cannot suspend stacks of WebAssembly. */
  | { type: 'python'; state: 'unsupported' }
  | { type: 'python'; state: 'failed'; message: string };

/** What the history has gained; for a new history or a branch also what it begins with. */
export interface Grown {
  type: 'grown';
  /** A new history. Absent: the one the page has goes on, after being cut to `keep` where that is given. */
  fresh?: { lab: Lab; seed: number };
  /** A branch: how much of the record and of the log stays, and until when. `rewritten`: what came after is had again, not lost. */
  keep?: Mark & { log: number; at: Instant; rewritten?: boolean };
  slice: RecordSlice;
  log: LoggedCommand[];
  /** Numbers of the checkpoints that are still kept, and the new ones under their numbers. Absent: nothing changed. */
  checkpoints?: { kept: number[]; added: [number, Checkpoint][] };
  /** The state at the end. */
  state: WorldState;
  /** True while the world runs on. */
  running: boolean;
  stopped?: { at: Instant; events: number };
}

/** A mistake of ours: what is needed to have it again. `id`: the request that met it. */
export interface Failed {
  type: 'failed';
  id?: number;
  message: string;
  seed?: number;
  log?: LoggedCommand[];
}

const isInstant = (value: unknown): boolean => typeof value === 'number' && value >= 0 && !Number.isNaN(value);
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** What is wrong with a request, in one sentence; undefined when nothing is. Commands are checked where they are done. */
export function requestProblem(value: unknown): string | undefined {
  if (!isObject(value) || !isCount(value['id'])) return 'a request is an object with a number `id`';
  const { type } = value;
  if (type === 'start') return startProblem(value);
  if (type === 'act') {
    if (!isInstant(value['at']) || value['at'] === Infinity) return '`at` is an instant in ns';
    return isObject(value['command']) ? undefined : '`command` is an object';
  }
  if (type === 'rewrite') return rewritingProblem(value['rewriting']);
  if (type === 'ahead') return isInstant(value['until']) ? undefined : '`until` is an instant in ns';
  if (type === 'rehearse' || type === 'judge' || type === 'reach') return lessonProblem(value);
  if (type === 'explain') return isCount(value['row']) ? undefined : '`row` is the number of a row';
  return `there is no request of type ${JSON.stringify(type)}`;
}

/** Lessons are read and checked before; here only their shape is looked at. */
function lessonProblem({
  type,
  at,
  lines,
  beginning,
  checks,
  answers,
  lesson,
  index,
}: Record<string, unknown>): string | undefined {
  if (type === 'reach')
    return isObject(lesson) && Array.isArray(lesson['steps']) && isCount(index)
      ? undefined
      : '`lesson` is a lesson, `index` a step of it';
  if (!isInstant(at) || at === Infinity) return '`at` is an instant in ns';
  if (type === 'rehearse') return Array.isArray(lines) ? undefined : '`lines` is a list';
  return isObject(beginning) && Array.isArray(checks) && isObject(answers)
    ? undefined
    : '`checks` is a list, with `beginning` and `answers`';
}

function rewritingProblem(value: unknown): string | undefined {
  if (!isObject(value)) return '`rewriting` is an object';
  const { without, insert } = value;
  if (!Array.isArray(without) || !without.every(isCount)) return '`without` is a list of places in the log';
  if (insert === undefined) return undefined;
  if (!isObject(insert) || !isObject(insert['command'])) return '`insert` has a command';
  return isInstant(insert['before']) && insert['before'] !== Infinity ? undefined : '`before` is an instant in ns';
}

function startProblem(value: Record<string, unknown>): string | undefined {
  const { lab, seed, log, varied } = value;
  if (!isObject(lab) || !Array.isArray(lab['devices']) || !Array.isArray(lab['links'])) return '`lab` is a lab';
  if (!isCount(seed)) return '`seed` is a whole number';
  if (!Array.isArray(log)) return '`log` is a list of commands';
  if (varied !== undefined && !isObject(varied)) return '`varied` says what is different';
  const wrong = log.findIndex((entry) => !isObject(entry) || !isInstant(entry['at']) || !isObject(entry['command']));
  return wrong < 0 ? undefined : `entry ${wrong} of \`log\` is no command with its instant`;
}
