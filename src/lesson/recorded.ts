// What programs do in a lesson, recorded while the page is built, for browsers that cannot run them: every call of a script is a command in the log, and having a run again needs no Python.

import type { Instant } from '../base/time.ts';
import { digestOf } from '../sim/digest.ts';
import { endOf, type History, type LoggedCommand } from '../sim/history.ts';
import type { Lab } from '../sim/lab.ts';
import { hasScripts } from '../sim/labProgram.ts';
import type { Turns } from '../sim/turns.ts';
import { beginAt, presentOf } from './exercise.ts';
import type { Lesson, Part, Place, QuestionPart, Step } from './lesson.ts';
import { measure, type Measured } from './measure.ts';
import { opening } from './play.ts';
import { historyOf, type ReachedRun } from './reached.ts';
import { doing, type Done } from './rehearsal.ts';
import { predicting } from './truth.ts';

/** How a lesson's steps go on whose hosts have programs: consoles and solutions done one after another. JSON. The lesson itself has the labs; a translation has the same. */
export interface LessonRecord {
  /** One for each such lab, in the order of the steps. */
  runs: { seed: number; log: LoggedCommand[] }[];
  /** By the number of the step. */
  steps: Record<string, RecordedStep>;
  /** What predictions were measured to be, by their ids. */
  answers: Record<string, string[]>;
}

/** A moment of one of the runs: so much of its log has been done. */
interface Moment {
  run: number;
  commands: number;
  end: Instant;
}

export interface RecordedStep {
  start: Moment;
  /** For each console and goal of the step, in their order, how its lines or its solution were done. */
  parts: RecordedPart[];
}

export interface RecordedPart extends Moment {
  /** By line: when it was typed or done; null for waiting. */
  typed: (Instant | null)[];
  from: Instant;
  until: Instant;
  /** Programs have run for it. */
  calls: boolean;
}

/** What could not be recorded, and where that stands in the lesson. */
export interface RecordProblem {
  place: Place;
  message: string;
}

export interface Recorded {
  /** Absent where no step of the lesson has programs. */
  record?: LessonRecord;
  problems: RecordProblem[];
}

/** The lab that is there in a step, if some host of it has programs. */
function scriptedLab(lesson: Lesson, index: number): Lab | undefined {
  const lab = lesson.steps.slice(0, index + 1).findLast((step) => step.lab)?.lab;
  return lab && hasScripts(lab) ? lab : undefined;
}

/** The consoles and goals of a step, as `RecordedStep` has them. */
const doneIn = ({ parts }: Step): Part[] => parts.filter(({ type }) => type === 'console' || type === 'goal');

interface Recording {
  record: LessonRecord;
  problems: RecordProblem[];
  history: History;
}

/** Plays a lesson once, as a reader would who does all that is asked, and keeps what programs do. Scripts must have their turns. Each run is had again without them, to see that it can be. */
export function* recording(lesson: Lesson): Turns<Recorded> {
  const record: LessonRecord = { runs: [], steps: {}, answers: {} };
  const problems: RecordProblem[] = [];
  let playing: Recording | undefined;
  for (const [index, step] of lesson.steps.entries()) {
    if (step.lab) {
      const history: History | undefined = hasScripts(step.lab) ? yield* opening(step.lab) : undefined;
      playing = history && { record, problems, history };
      if (history) record.runs.push({ seed: history.seed, log: history.log });
    }
    if (!playing) continue;
    yield* recordStep(playing, index, step);
    const next = lesson.steps[index + 1];
    if (!next || next.lab) checkAgain(playing, step);
  }
  return record.runs.length > 0 ? { record, problems } : { problems };
}

const momentOf = ({ record, history }: Recording): Moment => ({
  run: record.runs.length - 1,
  commands: history.log.length,
  end: endOf(history),
});

function* recordStep(playing: Recording, index: number, step: Step): Turns<void> {
  const recorded: RecordedStep = { start: momentOf(playing), parts: [] };
  playing.record.steps[index] = recorded;
  let asked: QuestionPart[] = [];
  for (const part of step.parts) {
    if (part.type === 'predict' && part.question.measure) {
      if (part.question.run)
        keepAnswer(playing, part, yield* predicting(playing.history, part.question, part.question.run));
      else asked.push(part);
    }
    if (part.type !== 'console' && part.type !== 'goal') continue;
    const before = beginAt(playing.history);
    const { log } = playing.history;
    const done = yield* doing(playing.history, part.type === 'goal' ? part.solution : part.lines);
    for (const { line, refusal } of done.refused)
      playing.problems.push({ place: line.place, message: `this cannot be done: ${refusal.message}` });
    if (done.history.log !== log) throw new Error('the lines were done in another history');
    recorded.parts.push({ ...momentOf(playing), ...seenOf(done), calls: hasCalls(log, before.commands) });
    if (part.type !== 'console') continue;
    for (const one of asked)
      keepAnswer(playing, one, measure(presentOf(playing.history, before), one.question.measure!));
    asked = [];
  }
}

const seenOf = ({ typed, from, until }: Done): Pick<RecordedPart, 'typed' | 'from' | 'until'> => ({
  typed: typed.map((at) => at ?? null),
  from,
  until,
});

const hasCalls = (log: readonly LoggedCommand[], since: number): boolean =>
  log.slice(since).some(({ command }) => command.do === 'call');

function keepAnswer({ record, problems }: Recording, { id, place }: QuestionPart, measured: Measured): void {
  if (measured.ok) record.answers[id] = measured.answers;
  else problems.push({ place, message: `\`${id}\` has no answer: ${measured.why}` });
}

/** The run had again from its log alone must be the same, to the octet. */
function checkAgain({ history, problems }: Recording, { place }: Step): void {
  const { lab, seed, log, live } = history;
  if (live.state.turns.length > 0 && !hasCalls(log, 0))
    problems.push({ place, message: 'nobody runs the programs of this step' });
  const again = historyOf({ lab, seed, log, end: endOf(history) });
  if (digestOf(again.record) !== digestOf(history.record))
    problems.push({ place, message: 'the run up to the end of this step cannot be had again from its log alone' });
}

// ── what a page asks of it ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The run with which a step begins; undefined where nothing is recorded for it. */
export function recordedStart(record: LessonRecord, lesson: Lesson, index: number): ReachedRun | undefined {
  return runUpTo(record, lesson, index, record.steps[index]?.start);
}

/** How a console was done, or a goal solved, and the run from the beginning of its lab up to there. */
export function recordedDoing(
  record: LessonRecord,
  lesson: Lesson,
  index: number,
  part: Part,
): { part: RecordedPart; run: ReachedRun } | undefined {
  const found = recordedPart(record, lesson, index, part);
  const run = runUpTo(record, lesson, index, found);
  return found && run && { part: found, run };
}

/** As `recordedDoing`, without the run. */
function recordedPart(record: LessonRecord, lesson: Lesson, index: number, part: Part): RecordedPart | undefined {
  const step = lesson.steps[index];
  const at = step ? doneIn(step).findIndex((one) => isSame(one, part)) : -1;
  return record.steps[index]?.parts[at];
}

/** The run that an exercise is set on. */
export function recordedExercise(
  record: LessonRecord,
  lesson: Lesson,
  index: number,
  id: string,
): ReachedRun | undefined {
  const parts = lesson.steps[index]?.parts ?? [];
  const at = parts.findIndex((part) => part.type === 'exercise' && part.id === id);
  const before = parts.slice(0, Math.max(at, 0)).findLast(({ type }) => type === 'console' || type === 'goal');
  const start = recordedStart(record, lesson, index);
  const run = before ? recordedDoing(record, lesson, index, before)?.run : start;
  return start && run && { ...run, beginning: beginAt(historyOf(start)) };
}

/** The same part, of the lesson or of a translation that has taken its place. */
const isSame = (one: Part, other: Part): boolean =>
  one === other ||
  (one.type === other.type &&
    'place' in one &&
    'place' in other &&
    one.place.line === other.place.line &&
    one.place.column === other.place.column);

function runUpTo(
  { runs }: LessonRecord,
  lesson: Lesson,
  index: number,
  moment: Moment | undefined,
): ReachedRun | undefined {
  const lab = scriptedLab(lesson, index);
  const run = moment && runs[moment.run];
  return lab && run && { lab, seed: run.seed, log: run.log.slice(0, moment.commands), end: moment.end };
}
