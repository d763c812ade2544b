// Values that hold until the next change, looked at in a stretch of time: which one is in force, and as few points as draw the same picture.

import type { Instant } from '../../base/time.ts';

/** What was measured when; each value holds until the next one. NaN: there is none. */
export interface Steps {
  at: readonly Instant[];
  values: readonly number[];
}

export interface Point {
  at: Instant;
  value: number;
}

/** How many of the instants, in order, are `t` or earlier. */
export function countUntil(at: readonly Instant[], t: Instant): number {
  let low = 0;
  let high = at.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (at[middle]! <= t) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The value in force at an instant; NaN before the first. */
export function valueAt({ at, values }: Steps, t: Instant): number {
  const count = countUntil(at, t);
  return count ? values[count - 1]! : NaN;
}

/**
 * The points that draw the steps from `from` to `to` in so many columns: all of them, or where there are more, of each column the first, the lowest, the
 * highest and the last, so that no extreme is lost. The first point stands at `from` or later, and the last value is drawn on to `to`.
 */
export function pointsIn({ at, values }: Steps, from: Instant, to: Instant, columns: number): Point[] {
  const end = countUntil(at, to);
  const begin = Math.max(0, countUntil(at, from) - 1);
  const points: Point[] = [];
  const add = (i: number): void => void points.push({ at: Math.max(from, at[i]!), value: values[i]! });
  if (end - begin <= 4 * columns) for (let i = begin; i < end; i++) add(i);
  else
    for (let i = begin, column = 0; column < columns && i < end; column++) {
      const next =
        column + 1 === columns ? end : Math.max(i, countUntil(at, from + ((column + 1) * (to - from)) / columns));
      for (const one of extremesOf(values, i, next)) add(one);
      i = next;
    }
  const last = points[points.length - 1];
  if (last && last.at < to) points.push({ at: to, value: last.value });
  return points;
}

/** The places of the first, the lowest, the highest and the last value from `begin` to before `end`, in order, each once. */
function extremesOf(values: readonly number[], begin: number, end: number): number[] {
  if (begin >= end) return [];
  let [low, high] = [begin, begin];
  for (let i = begin; i < end; i++) {
    // What is not a number is neither; a column that begins with one gets its first number.
    if (!(values[low]! <= values[i]!) && values[i] === values[i]) low = i;
    if (!(values[high]! >= values[i]!) && values[i] === values[i]) high = i;
  }
  return [...new Set([begin, low, high, end - 1])].sort((a, b) => a - b);
}

/** The steps as far as an instant: what comes later has not been seen. */
export function stepsUntil({ at, values }: Steps, until: Instant): Steps {
  const end = countUntil(at, until);
  return end === at.length ? { at, values } : { at: at.slice(0, end), values: values.slice(0, end) };
}
