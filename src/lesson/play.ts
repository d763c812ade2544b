// Plays a lesson as a machine: every console, prediction and goal, the solutions and the rejects. What is not as the author says is a mistake at its line.

import type { FileError } from '../base/result.ts';
import type { Lab } from '../sim/lab.ts';
import { branch, startHistory, type History } from '../sim/history.ts';
import { extendTurns, runAlone, type Turns } from '../sim/turns.ts';
import type { Because } from './check.ts';
import { beginAt, presentOf, type Beginning } from './exercise.ts';
import { judging, type Answers } from './judge.ts';
import { judgeExercise, posing, slipsIn } from './exercises/pose.ts';
import type { ConsoleLine, ExercisePart, GoalPart, Lesson, Place, QuestionPart, Step } from './lesson.ts';
import { linesFor, mark } from './mark.ts';
import type { Measured } from './measure.ts';
import { lastRun } from './output.ts';
import { performing } from './perform.ts';
import { answersNow, predicting } from './truth.ts';

/** What came out of it. */
export interface Report {
  mistakes: FileError[];
  /** How much was played. */
  steps: number;
  questions: number;
  goals: number;
  rejects: number;
  exercises: number;
  /** The answers that were measured, by question or exercise: a test changes the lab and sees them change. */
  answers: Record<string, string[]>;
}

interface Playing {
  lesson: Lesson;
  report: Report;
  history: History | undefined;
  beginning: Beginning | undefined;
  /** Nothing is judged: only the history is wanted. */
  quick: boolean;
}

/** Plays every step in order. `seed` in place of the labs' own. Never throws for what an author may write. Scripts have their turns. */
export function* playThrough(lesson: Lesson, seed?: number): Turns<Report> {
  const report = emptyReport();
  const playing: Playing = { lesson, report, history: undefined, beginning: undefined, quick: false };
  for (const step of lesson.steps) yield* playStep(playing, step, seed);
  return report;
}

/** The same where nobody serves scripts. */
export const playLesson = (lesson: Lesson, seed?: number): Report => runAlone(playThrough(lesson, seed));

const emptyReport = (): Report => ({
  ...{ mistakes: [], steps: 0, questions: 0, goals: 0, rejects: 0, exercises: 0 },
  answers: {},
});

/** The history with which a step begins: its own lab, or what the steps before it made, their consoles and solutions done. */
export function* reaching(lesson: Lesson, index: number, seed?: number): Turns<History | undefined> {
  const playing: Playing = {
    lesson,
    report: emptyReport(),
    history: undefined,
    beginning: undefined,
    quick: true,
  };
  const first = lesson.steps.slice(0, index + 1).findLastIndex((step) => step.lab !== undefined);
  for (const step of lesson.steps.slice(Math.max(first, 0), index)) yield* playStep(playing, step, seed);
  const { lab } = lesson.steps[index] ?? {};
  return lab ? yield* opening(lab, seed) : playing.history;
}

/** The same where nobody serves scripts. */
export const historyAt = (lesson: Lesson, index: number, seed?: number): History | undefined =>
  runAlone(reaching(lesson, index, seed));

/** A network as a reader finds it: what the lab's `do` list does at 0 s has been done. */
export function* opening(lab: Lab, seed?: number): Turns<History> {
  const history = startHistory(lab, seed);
  yield* extendTurns(history, { until: 0 });
  return history;
}

function tell({ lesson, report }: Playing, place: Place, message: string, hint?: string): void {
  report.mistakes.push({ file: lesson.file, ...place, message, ...(hint === undefined ? {} : { hint }) });
}

function* playStep(playing: Playing, step: Step, seed: number | undefined): Turns<void> {
  playing.report.steps++;
  if (step.lab) playing.history = yield* opening(step.lab, seed);
  playing.beginning = playing.history && beginAt(playing.history);
  for (const part of step.parts) {
    if (!playing.quick && (part.type === 'predict' || part.type === 'quiz')) yield* playQuestion(playing, step, part);
    const { history } = playing;
    if (!history) continue;
    if (playing.quick && part.type === 'goal') playing.history = yield* doLines(playing, history, part.solution);
    if (playing.quick && part.type !== 'console') continue;
    if (part.type === 'console') playing.history = yield* doLines(playing, history, part.lines);
    if (part.type === 'goal') yield* playGoal(playing, history, part);
    if (part.type === 'exercise') yield* playExercise(playing, history, part);
  }
}

/** Does lines that must be possible: hands that can be used, commands that exist. */
function* doLines(playing: Playing, history: History, lines: readonly ConsoleLine[]): Turns<History> {
  const beginning = beginAt(history);
  const done = yield* performing(history, lines);
  for (const { line, refusal } of done.refused) {
    // What a device refuses is what a reject may be about; a name that is not there is a mistake of the author.
    if (!refusal.codes.includes('gateway-not-on-lan'))
      tell(playing, line.place, `this cannot be done: ${refusal.message}`);
  }
  const present = presentOf(done.history, beginning);
  for (const line of lines) {
    if (line.type !== 'run') continue;
    const word = line.line.trim().split(/\s+/)[0]!;
    if (lastRun(present, line.on, word)?.status === 127)
      tell(playing, line.place, `${line.on} knows no command \`${word}\``);
  }
  return done.history;
}

function* playQuestion(playing: Playing, step: Step, part: QuestionPart): Turns<void> {
  const { history, beginning, report } = playing;
  report.questions++;
  const { question, id, place } = part;
  let measured: Measured;
  if (part.type === 'predict') {
    const lines = linesFor(step, id);
    if (!lines && question.measure) {
      tell(
        playing,
        place,
        `the prediction \`${id}\` is about no run`,
        'put it before the `console`, give it a `run:`, or make it a `quiz`, which is measured on what the step has seen',
      );
      return;
    }
    measured = history ? yield* predicting(history, question, lines ?? []) : { ok: false, why: 'there is no lab' };
  } else if (history && beginning) measured = answersNow(presentOf(history, beginning), question);
  else
    measured = question.measure ? { ok: false, why: 'there is no lab' } : { ok: true, answers: question.answer ?? [] };
  if (!measured.ok) {
    tell(playing, place, `\`${id}\` has no answer: ${measured.why}`);
    return;
  }
  report.answers[id] = measured.answers;
  checkAnswer(playing, part, measured.answers);
}

/** The answer that was measured must be one that can be given, and no `why` may speak against it. */
function checkAnswer(playing: Playing, { question, id, place }: QuestionPart, answers: readonly string[]): void {
  const { kind, options, many, why } = question;
  const lost = kind === 'choice' ? answers.find((one) => !options.some((option) => option.id === one)) : undefined;
  if (lost !== undefined)
    tell(
      playing,
      place,
      `\`${id}\` measures ${lost}, which is no option`,
      '`map:` turns what is measured into options',
    );
  if (answers.length === 0 && kind !== 'choice') tell(playing, place, `\`${id}\` has no answer: nothing was measured`);
  if (!many && kind !== 'text' && answers.length > 1)
    tell(playing, place, `\`${id}\` has ${answers.length} answers: ${answers.join(', ')}`, 'many: true');
  if (kind === 'number' && answers.some((one) => !mark(question, answers, [one]).right))
    tell(playing, place, `\`${id}\` measures ${answers.join()}, which is no number`);
  const [first] = answers;
  if (!many && first !== undefined && Object.hasOwn(why, first)) {
    tell(
      playing,
      place,
      `\`${id}\`: \`why\` says what is wrong about ${first}, but that is right`,
      'write it under `right`',
    );
  }
}

/** The exercise must be one that the run sets; its answer must be taken, and each typical wrong one refused for its own reason. */
function* playExercise(playing: Playing, history: History, { id, exercise, place }: ExercisePart): Turns<void> {
  const { report } = playing;
  report.exercises++;
  if (exercise.run) yield* doLines(playing, branch(history), exercise.run);
  const { task } = exercise;
  if (task.kind === 'choose') for (const one of task.settings) yield* doLines(playing, branch(history), one.try);
  const posed = yield* posing(presentOf(history, playing.beginning!), exercise);
  if ('why' in posed) {
    const hint = exercise.run
      ? undefined
      : 'an exercise is about what its step has shown before it, or about a `run:` of its own';
    return tell(playing, place, `\`${id}\` cannot be set: ${posed.why}`, hint);
  }
  report.answers[id] = posed.truth;
  if (!judgeExercise(posed, exercise, posed.truth).right)
    tell(playing, place, `\`${id}\` refuses its own answer: ${posed.truth.join(' ')}`);
  for (const { given, code } of slipsIn(posed)) {
    const { right, remarks } = judgeExercise(posed, exercise, given);
    const codes = remarks.map((one) => one.code as string);
    if (right) tell(playing, place, `\`${id}\` accepts ${given.join(' ')}, which is wrong`);
    else if (!codes.includes(code) && codes.includes('otherwise'))
      tell(playing, place, `\`${id}\` refuses ${given.join(' ')} without saying why (${code})`);
  }
}

function* playGoal(playing: Playing, history: History, goal: GoalPart): Turns<void> {
  const { report } = playing;
  const beginning = playing.beginning!;
  report.goals++;
  const start = yield* judging(goal.checks, presentOf(history, beginning));
  if (start.passed) tell(playing, goal.place, `the goal \`${goal.id}\` is reached before anything is done`);
  for (const reject of goal.rejects) {
    report.rejects++;
    const refused = yield* doLines(playing, branch(history), reject.lines);
    const judged = yield* judging(
      goal.checks,
      presentOf(refused, beginning),
      answersOf(playing, refused, reject.answers),
    );
    const codes = judged.checks.flatMap(({ passed, because }) =>
      passed ? [] : reasonsOf(because).map((one) => one.code),
    );
    if (judged.passed) tell(playing, reject.place, `the goal \`${goal.id}\` accepts what it should reject`);
    else if (reject.because !== undefined && !codes.some((code) => code === reject.because)) {
      tell(
        playing,
        reject.place,
        `the goal \`${goal.id}\` rejects this because of \`${codes.join('`, `')}\`, not \`${reject.because}\``,
      );
    }
  }
  const solved = yield* doLines(playing, history, goal.solution);
  const judged = yield* judging(goal.checks, presentOf(solved, beginning), answersOf(playing, solved, goal.answers));
  judged.checks.forEach(({ passed, because }, i) => {
    if (passed) return;
    const why = reasonsOf(because).flatMap(({ code, parameters }) => [
      code,
      ...Object.entries(parameters).map(([key, value]) => `${key} ${value}`),
    ]);
    tell(playing, goal.checks[i]!.place, `the solution of \`${goal.id}\` does not pass this check: ${why.join(', ')}`);
  });
  playing.history = solved;
}

/** Why a check fails, and the check inside of it that does. */
const reasonsOf = (because: Because): Because[] => [because, ...(because.inner ? reasonsOf(because.inner) : [])];

/** Answers of a solution or reject, marked. */
function answersOf({ lesson, report, beginning }: Playing, history: History, given: Record<string, string>): Answers {
  const questions = lesson.steps
    .flatMap((step) => step.parts)
    .filter((part): part is QuestionPart => part.type === 'predict' || part.type === 'quiz');
  const marked = Object.entries(given).flatMap(([id, answer]) => {
    const part = questions.find((one) => one.id === id);
    if (!part) return [];
    // One that has not been played yet (a quiz that comes later in the file) is measured now.
    const measured = answersNow(presentOf(history, beginning!), part.question);
    const right = report.answers[id] ?? (measured.ok ? measured.answers : []);
    return [[id, { given: [answer], right: mark(part.question, right, [answer]).right }] as const];
  });
  return Object.fromEntries(marked);
}
