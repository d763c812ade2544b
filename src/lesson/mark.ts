// Marks what a reader answered against the right answer (truth.ts).

import type { ConsoleLine, Step } from './lesson.ts';
import type { Rich } from './prose.ts';
import type { Question } from './question.ts';
import { parseNumber } from './number.ts';

export interface Mark {
  right: boolean;
  /** What would be so if the answer were right, or why it is; as the author says it. */
  why?: Rich;
}

/** What a prediction is about: the lines of its own, or the next console part of the step after it. Undefined when there are none. */
export function linesFor(step: Step, id: string): ConsoleLine[] | undefined {
  const at = step.parts.findIndex((part) => part.type === 'predict' && part.id === id);
  const part = step.parts[at];
  if (part?.type !== 'predict') return undefined;
  if (part.question.run) return part.question.run;
  const next = step.parts.slice(at).find((one) => one.type === 'console');
  return next?.type === 'console' ? next.lines : undefined;
}

/** Marks an answer: option ids, names of what was clicked, or what was typed, as one text each. */
export function mark(question: Question, right: readonly string[], given: readonly string[]): Mark {
  const isRight = fits(question, right, given);
  const why = isRight ? question.why['right'] : whyWrong(question, right, given);
  return why ? { right: isRight, why } : { right: isRight };
}

function fits({ kind, many }: Question, right: readonly string[], given: readonly string[]): boolean {
  const [first = ''] = given;
  if (kind === 'number')
    return parseNumber(first) !== undefined && right.some((one) => parseNumber(one) === parseNumber(first));
  if (kind === 'text') return normal(first) !== '' && right.some((one) => normal(one) === normal(first));
  const [have, want] = [new Set(given), new Set(right)];
  if (!many) return given.length === 1 && want.has(first);
  return have.size === want.size && [...have].every((one) => want.has(one));
}

/** The author's reason against the whole answer, or against a part of it that is wrong, or against all wrong answers. */
function whyWrong({ kind, why }: Question, right: readonly string[], given: readonly string[]): Rich | undefined {
  const whole = Object.keys(why).find((key) => [...key.split(' ')].sort().join(' ') === [...given].sort().join(' '));
  if (whole !== undefined) return why[whole];
  const own = given.find((one) => !right.includes(one) && one !== 'right' && Object.hasOwn(why, one));
  if (own !== undefined) return why[own];
  const same = Object.keys(why).find((key) =>
    kind === 'number'
      ? parseNumber(key) !== undefined && parseNumber(key) === parseNumber(given[0] ?? '')
      : kind === 'text' && normal(key) === normal(given[0] ?? ''),
  );
  return why[same ?? '*'];
}

/** Capitals, spaces, punctuation at the ends, and full-width forms make no difference. */
const normal = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, '')
    .replace(/^[\p{P}\p{S}]+|[\p{P}\p{S}]+$/gu, '');
