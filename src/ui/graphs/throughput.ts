// How many bits of data a second go by, in equal intervals of time.

import { SECOND, type Instant, type Nanoseconds } from '../../base/time.ts';
import { countBefore } from '../../sim/analysis/inOrder.ts';
import type { Steps } from './steps.ts';

/** Octets at an instant. */
export interface Amount {
  at: Instant;
  octets: number;
}

/** Intervals that a picture has about. */
const INTERVALS = 60;

/** A round interval (1, 2 or 5 of a power of ten) of which about sixty fit between two instants. */
export function intervalFor(from: Instant, to: Instant): Nanoseconds {
  const wanted = Math.max(1, (to - from) / INTERVALS);
  let size = 1;
  while (size * 10 <= wanted) size *= 10;
  return [1, 2, 5, 10].map((factor) => factor * size).find((one) => one >= wanted)!;
}

/** Of what stands in order of time what falls into the intervals from the one with `from` up to `to`, found by halving. */
export function amountsBetween<T extends { at: Instant }>(
  all: readonly T[],
  interval: Nanoseconds,
  from: Instant,
  to: Instant,
): T[] {
  const atOf = ({ at }: T): Instant => at;
  const begin = Math.floor(from / interval) * interval;
  return all.slice(countBefore(all, begin, atOf), countBefore(all, to + 1, atOf));
}

/** Bits per second in each interval from the one with `from` to the one with `to`; `amounts` in order of time. */
export function ratesOf(amounts: readonly Amount[], interval: Nanoseconds, from: Instant, to: Instant): Steps {
  const first = Math.floor(from / interval);
  const count = Math.max(0, Math.floor(to / interval) - first + 1);
  const octets = new Array<number>(count).fill(0);
  for (const one of amounts) {
    const place = Math.floor(one.at / interval) - first;
    if (place >= 0 && place < count) octets[place]! += one.octets;
  }
  return {
    at: octets.map((_, i) => (first + i) * interval),
    values: octets.map((sum) => (sum * 8 * SECOND) / interval),
  };
}
