// The words of another language laid over a lesson: prose in the same places, questions, hints and rejects by their ids. What is missing stays as it was, visibly.

import { fieldsOf, quoted, tell, textOf, type Mistakes } from '../sim/labFields.ts';
import { readYaml, type Node } from '../sim/labYaml.ts';
import { readLines } from './consoleText.ts';
import { exerciseBlocks, readExerciseWords, type ExerciseBlock } from './exercises/exerciseText.ts';
import type { ExercisePart, GoalPart, Lesson, Part, QuestionPart, Step } from './lesson.ts';
import { readProse, readRich } from './markdown.ts';
import type { Fence, Item, Outline, OutlineStep } from './outline.ts';
import { plain, type Block } from './prose.ts';
import { readQuestionWords } from './questionText.ts';
import { readSpot } from './spotText.ts';

/** Lays `words` over `lesson`, which was made from `original`. Writes to the lesson. */
export function layTranslation(m: Mistakes, lesson: Lesson, original: Outline, words: Outline, language: string): void {
  lesson.language = language;
  lesson.title = words.front.title ?? lesson.title;
  lesson.aims = words.front.aims?.length === lesson.aims.length ? words.front.aims : lesson.aims;
  if (words.front.aims && words.front.aims.length !== original.front.aims?.length) {
    tell(
      m,
      words.front.at,
      `there are ${words.front.aims.length} aims, and ${original.front.aims?.length ?? 0} in the original`,
    );
  }
  if (words.steps.length !== original.steps.length) {
    const extra = words.steps[original.steps.length];
    const lost = original.steps[words.steps.length];
    if (extra)
      tell(
        m,
        extra.at,
        `the step ${quoted(plain(extra.title))} is not in the original`,
        `that one has ${original.steps.length - 1}`,
      );
    if (lost)
      tell(
        m,
        words.steps[words.steps.length - 1]!.at,
        `after this step ${quoted(plain(lost.title))} is missing`,
        'a translation has the same headings in the same order',
      );
    return;
  }
  lesson.steps.forEach((step, i) => layStep(m, step, original.steps[i]!, words.steps[i]!, lesson));
}

/** Prose or a block that stands in the flow, with what it is known by. */
interface Slot {
  key: string;
  item: Item;
}

const inFlow: readonly string[] = ['console', 'program', 'predict', 'quiz', 'goal', 'spot', ...exerciseBlocks];

function slotsOf(step: OutlineStep): Slot[] {
  const slots: Slot[] = [];
  for (const item of step.items) {
    if (item.is === 'prose') {
      const last = slots[slots.length - 1];
      if (last?.item.is === 'prose') last.item = { ...last.item, blocks: [...last.item.blocks, ...item.blocks] };
      else slots.push({ key: 'prose', item });
    } else if (inFlow.includes(item.kind) && !item.arguments.has('for')) slots.push({ key: keyOf(item), item });
  }
  return slots;
}

const keyOf = (fence: Fence): string =>
  [fence.kind, fence.arguments.get('id') ?? fence.arguments.get('file') ?? ''].filter(Boolean).join(' ');

function layStep(m: Mistakes, step: Step, original: OutlineStep, words: OutlineStep, lesson: Lesson): void {
  if (step.id !== 'opening') step.title = words.title;
  const theirs = slotsOf(original);
  const ours = slotsOf(words);
  const prose = new Map<number, Block[]>();
  const laid = new Set<Part>();
  let next = 0; // the first slot of the original that is still to come
  ours.forEach(({ key, item }, i) => {
    if (item.is === 'prose') {
      const found = proseBetween(theirs, next, ours[i + 1]?.key);
      if (found.length === 1) prose.set(found[0]!, item.blocks);
      else if (found.length === 0) tell(m, item.at, 'the original has no prose here');
      else {
        const divider = theirs.slice(found[0], found[1]).find((slot) => slot.key !== 'prose');
        const hint = `put an empty block \`\`\`${divider?.key ?? 'console'} where it stands in the original`;
        tell(m, item.at, 'it is not clear which of several pieces of prose this is', hint);
      }
      return;
    }
    const found = theirs.findIndex((one, at) => at >= next && one.key === key);
    if (found < 0)
      tell(m, item.at, `${quoted(key)} does not stand here in the original`, 'the same blocks in the same order');
    else {
      next = found + 1;
      layBlock(m, item, step, laid);
    }
  });
  layProse(step, theirs, prose);
  if (step.parts.some((part) => part.type !== 'prose' && !wordless(part) && !laid.has(part))) step.translated = false;
  layForGoals(m, step, words, lesson);
}

/** The prose of the original from slot `from` to the next block that the translation repeats (`until`). */
function proseBetween(theirs: readonly Slot[], from: number, until: string | undefined): number[] {
  const end = theirs.findIndex((slot, i) => i >= from && slot.key === until);
  return theirs.flatMap((slot, i) => (i >= from && (end < 0 || i < end) && slot.key === 'prose' ? [i] : []));
}

/** Puts translated prose in the place of the original's; the slots and the parts of a step are in the same order. */
function layProse(step: Step, theirs: readonly Slot[], prose: ReadonlyMap<number, Block[]>): void {
  const runs = theirs.flatMap((slot, i) => (slot.key === 'prose' ? [i] : []));
  let run = 0;
  step.parts = step.parts.map((part): Part => {
    if (part.type !== 'prose') return part;
    const blocks = prose.get(runs[run++] ?? -1);
    if (!blocks) step.translated = false;
    return blocks ? { type: 'prose', blocks } : part;
  });
}

const wordless = (part: Part): boolean =>
  part.type === 'console' || part.type === 'program' || (part.type === 'goal' && part.title.length === 0);

/** Lays the words of one block; `laid` gets the part when none of its words is missing. */
function layBlock(m: Mistakes, fence: Fence, step: Step, laid: Set<Part>): void {
  const empty = fence.text.trim() === '';
  if (fence.kind === 'console' || fence.kind === 'program') {
    if (!empty)
      tell(m, fence.at, `\`${fence.kind}\` is not repeated in a translation`, 'leave the block empty, or out');
    return;
  }
  const part = step.parts.find((one) => 'id' in one && one.id === fence.arguments.get('id'));
  const node = empty ? undefined : readYaml(fence.text, fence.content, m.errors);
  if (!part || !node) return;
  if (part.type !== 'predict' && part.type !== 'quiz') laid.add(part);
  if (part.type === 'goal') layGoal(m, part, node);
  else if (part.type === 'exercise') {
    if (!layExercise(m, part, node, fence)) laid.delete(part);
  } else if (part.type === 'spot') {
    const statements = readSpot(m, node);
    if (statements.length !== part.statements.length)
      tell(m, fence.at, `${statements.length} statements, and ${part.statements.length} in the original`);
    else part.statements = statements;
  } else if ((part.type === 'predict' || part.type === 'quiz') && layQuestion(m, part, node, fence)) laid.add(part);
}

/** True when no words are missing. */
function layExercise(m: Mistakes, { exercise }: ExercisePart, node: Node, fence: Fence): boolean {
  const words = readExerciseWords(m, node, fence.kind as ExerciseBlock);
  const { task } = exercise;
  const named = task.kind === 'order' ? task.steps : task.kind === 'choose' ? task.settings : [];
  for (const id of words.texts.keys())
    if (!named.some((one) => one.id === id)) tell(m, fence.at, `${quoted(id)} is not in the original`);
  for (const key of words.why.keys())
    if (!Object.hasOwn(exercise.why, key)) tell(m, fence.at, `why: ${quoted(key)} is not in the original`);
  if (words.ask) exercise.ask = words.ask;
  for (const one of named) one.text = words.texts.get(one.id) ?? one.text;
  for (const [key, text] of words.why) if (Object.hasOwn(exercise.why, key)) exercise.why[key] = text;
  return (
    words.ask !== undefined &&
    named.every(({ id }) => words.texts.has(id)) &&
    Object.keys(exercise.why).every((key) => words.why.has(key))
  );
}

function layGoal(m: Mistakes, goal: GoalPart, node: Node): void {
  const title = fieldsOf(m, node, 'a translated goal (which has a title only)', ['title']).get('title');
  const words = title && textOf(m, title.value, 'title');
  if (title && words !== undefined) goal.title = readRich(m, words, title.value.at);
}

/** True when no words are missing. */
function layQuestion(m: Mistakes, part: QuestionPart, node: Node, fence: Fence): boolean {
  const words = readQuestionWords(m, node);
  const { question } = part;
  if (words.ask) question.ask = words.ask;
  if (words.unit !== undefined) question.unit = words.unit;
  for (const id of words.options.keys()) {
    if (!question.options.some((one) => one.id === id)) tell(m, fence.at, `${quoted(id)} is no option in the original`);
  }
  for (const key of words.why.keys())
    if (!(key in question.why)) tell(m, fence.at, `why: ${quoted(key)} is not in the original`);
  question.options = question.options.map(({ id, text }) => ({ id, text: words.options.get(id) ?? text }));
  question.why = Object.fromEntries(
    Object.entries(question.why).map(([key, text]) => [key, words.why.get(key) ?? text]),
  );
  if (words.accept.length && question.answer) question.answer = [...question.answer, ...words.accept];
  const { options, why } = question;
  return (
    words.ask !== undefined &&
    options.every(({ id }) => words.options.has(id)) &&
    Object.keys(why).every((key) => words.why.has(key))
  );
}

/** Hints and rejects in their order; a reject may say its "because" again. */
function layForGoals(m: Mistakes, step: Step, words: OutlineStep, lesson: Lesson): void {
  const parts = lesson.steps.flatMap((one) => one.parts);
  const goals = parts.filter((part) => part.type === 'goal');
  const exercises = parts.filter((part) => part.type === 'exercise');
  const used = new Map<string, number>();
  for (const fence of words.items) {
    if (fence.is === 'prose') continue;
    if (fence.kind === 'lab' && fence.text.trim() !== '') tell(m, fence.at, 'a lab is not repeated in a translation');
    if (fence.kind === 'solution') tell(m, fence.at, 'a solution is not repeated in a translation');
    if (fence.kind === 'program' && fence.arguments.has('for'))
      tell(m, fence.at, '`program` is not repeated in a translation', 'leave the block empty, or out');
    if (fence.kind !== 'hint' && fence.kind !== 'reject') continue;
    const named = (one: { id: string }): boolean => one.id === fence.arguments.get('for');
    const goal = goals.find(named);
    const hinted = goal ?? (fence.kind === 'hint' ? exercises.find(named) : undefined);
    if (!hinted) {
      tell(m, fence.at, `the original has no goal ${quoted(fence.arguments.get('for') ?? '')}`);
      continue;
    }
    const key = `${fence.kind} ${hinted.id}`;
    const index = used.get(key) ?? 0;
    used.set(key, index + 1);
    if (fence.kind === 'hint') layHint(m, hinted, index, fence);
    else if (goal) layReject(m, goal, index, fence);
  }
  for (const part of step.parts)
    if ((part.type === 'goal' || part.type === 'exercise') && (used.get(`hint ${part.id}`) ?? 0) < part.hints.length)
      step.translated = false;
}

function layHint(m: Mistakes, goal: GoalPart | ExercisePart, index: number, fence: Fence): void {
  if (index >= goal.hints.length)
    tell(m, fence.at, `the original has ${goal.hints.length} hints for ${quoted(goal.id)}`);
  else goal.hints[index] = readProse(m, fence.text, fence.content);
}

function layReject(m: Mistakes, goal: GoalPart, index: number, fence: Fence): void {
  const { lines, remarks } = readLines(m, fence.text, fence.content, undefined);
  if (lines.length > 0)
    tell(m, fence.at, 'commands are not repeated in a translation', 'leave only the lines that begin with #');
  const reject = goal.rejects[index];
  const because = fence.arguments.get('because');
  if (!reject || (because !== undefined && because !== reject.because))
    tell(m, fence.at, 'the original has no such reject here');
  else if (remarks[0]) reject.words = readRich(m, remarks.map((one) => one.text).join(' '), remarks[0].at);
}
