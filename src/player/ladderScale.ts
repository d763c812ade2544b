// The vertical scale of the ladder: from instants to px, monotone, with room for what is written and long silence folded. Grows with the run.

import { MICROSECOND, MILLISECOND, type Instant } from '../base/time.ts';
import { doubles } from './column.ts';

/** Silence that was folded: nothing was on its way between the two instants. */
export interface LadderFold {
  from: Instant;
  until: Instant;
  y: number;
  height: number;
}

/** Above the first line. */
export const TOP = 14;
export const FOLD_HEIGHT = 30;
/** Silence from here on is folded. */
const SILENCE = 20 * MILLISECOND;
/** Px for each power of ten of the time between two events, in µs: what is ten times as long is so much longer. */
const DECADE = 8;

export class LadderScale {
  readonly folds: LadderFold[] = [];
  private readonly times = doubles();
  private readonly ys = doubles();
  /** Until then something that has left is on its way. */
  private busy: Instant = 0;

  constructor() {
    this.knot(0, TOP);
  }

  /** Where the scale ends so far, in px and in time. */
  get y(): number {
    return this.ys.at(this.ys.length - 1);
  }

  get now(): Instant {
    return this.times.at(this.times.length - 1);
  }

  /** Something is on its way until `t`: this is no silence. */
  keepBusy(t: Instant): void {
    if (t > this.busy) this.busy = t;
  }

  /** The scale goes on to an instant, not before the last one; its y is at least `least`. */
  reach(t: Instant, least = 0): number {
    const { now } = this;
    let y = this.y;
    const quiet = Math.max(now, Math.min(t, this.busy));
    y += gap(quiet - now);
    if (t - quiet >= SILENCE) {
      if (quiet > now) this.knot(quiet, y);
      this.folds.push({ from: quiet, until: t, y, height: FOLD_HEIGHT });
      y += FOLD_HEIGHT;
    } else y += gap(t - now) - gap(quiet - now);
    y = Math.max(y, least);
    if (t > now || y > this.y) this.knot(t, y);
    return y;
  }

  /** Where an instant is; behind everything that happens at it. Between two events it is where time would be if it passed evenly. */
  yAt(t: Instant): number {
    const { times, ys } = this;
    const next = countUpTo(times.data, times.length, t);
    if (next === 0) return ys.at(0);
    const [from, y] = [times.at(next - 1), ys.at(next - 1)];
    if (next === times.length) return y + Math.min(FOLD_HEIGHT, gap(t - from));
    return y + ((ys.at(next) - y) * (t - from)) / (times.at(next) - from);
  }

  private knot(t: Instant, y: number): void {
    this.times.push(t);
    this.ys.push(y);
  }
}

const gap = (ns: number): number => DECADE * Math.log10(1 + ns / MICROSECOND);

/** How many of the first `length` numbers, which do not fall, are at most `x`. */
export function countUpTo(numbers: ArrayLike<number>, length: number, x: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers[middle]! <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}
