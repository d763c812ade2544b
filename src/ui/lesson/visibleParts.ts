// What of a step is open, and what waits: text behind an experiment would give its answer away.

import type { Part } from '../../lesson/lesson.ts';

/** How many parts of a step are open: everything as far as the first experiment that has a prediction before it and has not been seen. */
export function openParts(parts: readonly Part[], seen: (experiment: Part) => boolean): number {
  let predicting = false;
  for (const [i, part] of parts.entries()) {
    if (part.type === 'predict') predicting = true;
    if (part.type !== 'console' || !predicting) continue;
    if (!seen(part)) return i + 1;
    predicting = false;
  }
  return parts.length;
}

/** The predictions that an experiment must wait for: those since the experiment before it. */
export function predictionsFor(parts: readonly Part[], experiment: Part): string[] {
  const ids: string[] = [];
  for (const part of parts) {
    if (part === experiment) return ids;
    if (part.type === 'console') ids.length = 0;
    else if (part.type === 'predict') ids.push(part.id);
  }
  return [];
}

/** The experiment that shows whether a prediction was right; undefined when it is marked without one. */
export function experimentFor(parts: readonly Part[], id: string): Part | undefined {
  const at = parts.findIndex((part) => part.type === 'predict' && part.id === id);
  const prediction = parts[at];
  if (prediction?.type !== 'predict' || prediction.question.run) return undefined;
  return parts.slice(at).find((part) => part.type === 'console');
}
