// A lesson from its markdown, checked whole, with the words of another language laid over it where they are given.

import type { Result } from '../base/result.ts';
import type { Lab } from '../sim/lab.ts';
import { meant, quoted, tell, type Mistakes } from '../sim/labFields.ts';
import { parseLab } from '../sim/labText.ts';
import { readYaml, type At, type Node, type Origin } from '../sim/labYaml.ts';
import { becauseCodes } from './check.ts';
import { readGoal } from './checkText.ts';
import { readLines } from './consoleText.ts';
import { exerciseBlocks, readExercise, type ExerciseBlock } from './exercises/exerciseText.ts';
import type { ExercisePart, GoalPart, Lesson, Part, Place, Step } from './lesson.ts';
import { linksIn, type ViewName } from './linkTargets.ts';
import { readProse, readRich } from './markdown.ts';
import { checkLocked, filesOf, readProgram, takeFiles, type Programs } from './programText.ts';
import { readOutline, type Fence, type Outline, type OutlineStep } from './outline.ts';
import { readQuestion } from './questionText.ts';
import { readSpot } from './spotText.ts';
import { layTranslation } from './translation.ts';

/** Gives the text of a file beside the lesson; undefined when there is none. */
export type Load = (name: string) => string | undefined;

interface LabText {
  text: string;
  origin: Origin;
  over: { text: string; origin: Origin }[];
}

interface Reading {
  m: Mistakes;
  load: Load;
  /** The lab that stands where the reading has got to. */
  lab: Lab | undefined;
  labs: Map<string, LabText>;
  questions: readonly string[];
  goals: Map<string, GoalPart>;
  exercises: Map<string, ExercisePart>;
  ids: Map<string, At>;
  programs: Programs;
  /** Goals that have a solution. */
  solved: Set<string>;
}

/** Reads a lesson. Never throws. `file` names the folder, too: `…/lesson.zh-CN.md` as a translation gives its language. */
export function parseLesson(
  text: string,
  file: string,
  load: Load,
  translation?: { text: string; file: string },
): Result<Lesson> {
  const m: Mistakes = { errors: [], warnings: [] };
  const outline = readOutline(m, text, file, false);
  const lesson = readLesson(m, outline, file, load);
  if (translation)
    layTranslation(
      m,
      lesson,
      outline,
      readOutline(m, translation.text, translation.file, true),
      languageOf(translation.file),
    );
  const inFile = (name: string): number => (name === file ? 0 : name === translation?.file ? 1 : 2);
  const order = (list: Mistakes['errors']): Mistakes['errors'] =>
    list.sort((a, b) => inFile(a.file) - inFile(b.file) || a.line - b.line || a.column - b.column);
  if (m.errors.length > 0) return { ok: false, errors: order(m.errors) };
  return m.warnings.length > 0 ? { ok: true, value: lesson, warnings: order(m.warnings) } : { ok: true, value: lesson };
}

/** `lesson.zh-CN.md` is in `zh-CN`, `lesson.md` in English. */
export const languageOf = (file: string): string => /\.([a-z]{2,3}(?:-[A-Za-z]{2,4})?)\.md$/.exec(file)?.[1] ?? 'en';

function readLesson(m: Mistakes, outline: Outline, file: string, load: Load): Lesson {
  const fences = outline.steps.flatMap((step) => step.items.filter((item): item is Fence => item.is === 'fence'));
  const questions = fences.flatMap((one) =>
    one.kind === 'predict' || one.kind === 'quiz' ? (one.arguments.get('id') ?? []) : [],
  );
  const r: Reading = {
    m,
    load,
    lab: undefined,
    labs: new Map(),
    questions,
    goals: new Map(),
    exercises: new Map(),
    ids: new Map(),
    programs: { starts: [], rejects: new Map(), all: fences.flatMap(filesOf) },
    solved: new Set(),
  };
  const { front } = outline;
  const steps = outline.steps.map((step) => readStep(r, step));
  for (const goal of r.goals.values()) checkGoal(r, goal, file);
  return {
    id: front.id ?? '',
    title: front.title ?? '',
    language: languageOf(file),
    minutes: front.minutes ?? 30,
    needs: front.needs ?? [],
    aims: front.aims ?? [],
    file,
    steps,
  };
}

const placeOf = (at: At): Place => ({ line: at.line, column: at.column });

function readStep(r: Reading, outline: OutlineStep): Step {
  const step: Step = { id: outline.id, title: outline.title, parts: [], translated: true, place: placeOf(outline.at) };
  for (const item of outline.items) {
    if (item.is === 'prose') step.parts.push({ type: 'prose', blocks: item.blocks });
    else if (item.kind === 'lab') {
      if (step.lab) tell(r.m, item.at, 'a second lab in one step', 'begin a step with ## for it');
      if (step.parts.some((part) => part.type !== 'prose'))
        tell(r.m, item.at, 'the lab comes after blocks that need it', 'put it first in its step');
      const lab = readLab(r, item);
      r.lab = lab ?? r.lab;
      if (lab) step.lab = lab;
    } else {
      const part = readPart(r, item);
      if (part) step.parts.push(part);
    }
  }
  step.parts = joinProse(step.parts);
  const [view] = linksIn(step.parts, 'view') as ViewName[];
  return view ? { ...step, view } : step;
}

/** Blocks that leave the flow (a lab, hints) leave no seam. */
export function joinProse(parts: readonly Part[]): Part[] {
  const joined: Part[] = [];
  for (const part of parts) {
    const last = joined[joined.length - 1];
    if (part.type === 'prose' && last?.type === 'prose')
      joined[joined.length - 1] = { type: 'prose', blocks: [...last.blocks, ...part.blocks] };
    else joined.push(part);
  }
  return joined;
}

function readLab(r: Reading, fence: Fence): Lab | undefined {
  const from = fence.arguments.get('from');
  const own = { text: fence.text, origin: fence.content };
  const base = from === undefined ? { ...own, over: [] } : findLab(r, from, fence.at);
  if (!base) return undefined;
  const over = from === undefined || fence.text.trim() === '' ? base.over : [...base.over, own];
  const { file, line = 1, column = 1 } = base.origin;
  const result = parseLab(base.text, file, { origin: { line, column }, load: r.load, over, later: r.programs.all });
  if (!result.ok) {
    r.m.errors.push(...result.errors);
    return undefined;
  }
  r.m.warnings.push(...(result.warnings ?? []));
  if (!r.labs.has(result.value.name)) r.labs.set(result.value.name, { ...base, over });
  return result.value;
}

function findLab(r: Reading, from: string, at: At): LabText | undefined {
  if (from.startsWith('#')) {
    return (
      r.labs.get(from.slice(1)) ??
      tell(
        r.m,
        at,
        `no lab before this one is called ${quoted(from.slice(1))}`,
        meant(from.slice(1), [...r.labs.keys()]),
      )
    );
  }
  const text = r.load(from);
  if (text === undefined) return tell(r.m, at, `there is no file ${quoted(from)} beside the lesson`);
  const folder = at.file.slice(0, at.file.lastIndexOf('/') + 1);
  return { text, origin: { file: folder + from }, over: [] };
}

function readPart(r: Reading, fence: Fence): Part | undefined {
  const { m, lab } = r;
  const place = placeOf(fence.at);
  const id = fence.arguments.get('id') ?? '';
  if (fence.arguments.has('id') && !takeId(r, id, fence.at)) return undefined;
  if (!lab && !['quiz', 'spot', 'hint'].includes(fence.kind))
    return tell(m, fence.at, `\`${fence.kind}\` before any lab`, '```lab from=… comes first');
  switch (fence.kind) {
    case 'console': {
      const { lines, answers, remarks: _ } = readLines(m, fence.text, fence.content, lab);
      for (const { at } of answers.values()) tell(m, at, 'an answer belongs to a solution or a reject');
      return { type: 'console', lines, place };
    }
    case 'program':
      return readProgram(m, fence, lab, r.goals, r.programs);
    case 'predict':
    case 'quiz': {
      const node = yamlOf(m, fence);
      const question = node && readQuestion(m, node, fence.kind, lab);
      return question && { type: fence.kind, id, question, place };
    }
    case 'spot': {
      const node = yamlOf(m, fence);
      const statements = node ? readSpot(m, node) : [];
      return statements.length > 0 ? { type: 'spot', id, statements, place } : undefined;
    }
    case 'goal': {
      const node = yamlOf(m, fence);
      const goal: GoalPart = {
        type: 'goal',
        id,
        title: [],
        checks: [],
        hints: [],
        solution: [],
        answers: {},
        rejects: [],
        place,
      };
      r.goals.set(id, goal);
      return node ? Object.assign(goal, readGoal(m, node, lab, r.questions)) : undefined;
    }
    default:
      if (isExercise(fence.kind)) return readExercisePart(r, fence, fence.kind, id);
      readForGoal(r, fence);
      return undefined;
  }
}

const isExercise = (kind: string): kind is ExerciseBlock => (exerciseBlocks as readonly string[]).includes(kind);

function readExercisePart(r: Reading, fence: Fence, kind: ExerciseBlock, id: string): Part | undefined {
  const node = yamlOf(r.m, fence);
  const exercise = node && readExercise(r.m, node, kind, r.lab);
  const part = { type: 'exercise' as const, id, hints: [], place: placeOf(fence.at) };
  // Hints find the exercise that could not be read, too: only its own mistakes are told.
  r.exercises.set(id, { ...part, exercise: exercise ?? { ask: [], task: { kind: 'order', steps: [] }, why: {} } });
  return exercise && r.exercises.get(id);
}

function yamlOf(m: Mistakes, fence: Fence): Node | undefined {
  if (fence.text.trim() === '') return tell(m, fence.at, `\`${fence.kind}\` is empty`);
  return readYaml(fence.text, fence.content, m.errors);
}

function takeId(r: Reading, id: string, at: At): boolean {
  const before = r.ids.get(id);
  if (before) tell(r.m, at, `the id ${quoted(id)} is taken`, `by the block in line ${before.line}`);
  else if (!/^[a-z][a-z0-9-]{0,63}$/.test(id)) tell(r.m, at, `${quoted(id)} is no id`, 'small letters, digits and `-`');
  else r.ids.set(id, at);
  return !before && r.ids.has(id);
}

/** Hints, solutions and rejects belong to a goal that stands before them; hints to an exercise, too, whose solution the simulator knows. */
function readForGoal(r: Reading, fence: Fence): void {
  const { m } = r;
  const id = fence.arguments.get('for');
  const goal = id === undefined ? undefined : r.goals.get(id);
  const exercise = id === undefined ? undefined : r.exercises.get(id);
  if (id !== undefined && !goal && !exercise)
    tell(
      m,
      fence.at,
      `no goal or exercise before this is called ${quoted(id)}`,
      meant(id, [...r.goals.keys(), ...r.exercises.keys()]),
    );
  if (fence.kind === 'hint') {
    const hint = readProse(m, fence.text, fence.content);
    if (hint.length === 0) tell(m, fence.at, 'the hint is empty');
    (goal ?? exercise)?.hints.push(hint);
    return;
  }
  if (exercise)
    tell(m, fence.at, `an exercise has no ${fence.kind}`, 'the simulator finds its answer, and tries wrong ones');
  if (!goal) return;
  const { lines, answers, remarks } = readLines(m, fence.text, fence.content, r.lab);
  for (const [question, { at }] of answers)
    if (!r.questions.includes(question))
      tell(m, at, `no question is called ${quoted(question)}`, meant(question, r.questions));
  const given = Object.fromEntries([...answers].map(([key, { value }]) => [key, value]));
  const files = fence.kind === 'reject' ? takeFiles(r.programs, goal.id) : goal.solution;
  if (lines.length === 0 && answers.size === 0 && files.length === 0)
    tell(m, fence.at, `the ${fence.kind} does nothing`);
  if (fence.kind === 'solution') {
    if (r.solved.has(goal.id)) tell(m, fence.at, `${quoted(goal.id)} has a solution already`);
    r.solved.add(goal.id);
    goal.solution = [...goal.solution, ...lines];
    goal.answers = given;
    return;
  }
  const because = fence.arguments.get('because');
  if (because !== undefined && !Object.hasOwn(becauseCodes, because)) {
    tell(m, fence.at, `${quoted(because)} is no "because" of a check`, meant(because, Object.keys(becauseCodes)));
  }
  const words = remarks.map((one) => one.text).join(' ');
  const [first] = remarks;
  goal.rejects.push({
    lines: [...files, ...lines],
    answers: given,
    ...(because === undefined ? {} : { because }),
    words: first ? readRich(m, words, first.at) : [],
    place: placeOf(fence.at),
  });
}

function checkGoal({ m, programs }: Reading, goal: GoalPart, file: string): void {
  const at = { file, ...goal.place };
  if (goal.solution.length === 0 && Object.keys(goal.answers).length === 0) {
    tell(m, at, `the goal ${quoted(goal.id)} has no solution`, `\`\`\`solution for=${goal.id}`);
  }
  checkLocked(m, goal, programs, file);
}
