// When each of many connections wants the clock, and which is the earliest: a tournament in a typed array, so that a change costs a few steps however many there are.

import { NEVER, type Instant } from '../../base/time.ts';

/** `times[n + place]` are the instants, `n` half of the length and a power of two; `times[i]` is the earlier of `times[2 * i]` and the one after it. */
export interface Wakes {
  times: Float64Array;
}

export const createWakes = (): Wakes => ({ times: Float64Array.of(NEVER, NEVER) });

/** The earliest of all, or NEVER. */
export const earliestWake = ({ times }: Wakes): Instant => times[1];

/** The place that wants the clock first, of equals the lowest. Only where `earliestWake` is not NEVER. */
export function firstToWake({ times }: Wakes): number {
  const places = times.length >>> 1;
  let i = 1;
  while (i < places) i = times[2 * i] <= times[2 * i + 1] ? 2 * i : 2 * i + 1;
  return i - places;
}

/** Notes when a place wants the clock. */
export function setWake(wakes: Wakes, place: number, at: Instant): void {
  while (place >= wakes.times.length >>> 1) widen(wakes);
  const { times } = wakes;
  let i = place + (times.length >>> 1);
  times[i] = at;
  while (i > 1) {
    i >>>= 1;
    const earlier = Math.min(times[2 * i], times[2 * i + 1]);
    if (times[i] === earlier) return;
    times[i] = earlier;
  }
}

function widen(wakes: Wakes): void {
  const { times: old } = wakes;
  const places = old.length;
  const times = new Float64Array(2 * places).fill(NEVER);
  times.set(old.subarray(places >>> 1), places);
  for (let i = places - 1; i > 0; i--) times[i] = Math.min(times[2 * i], times[2 * i + 1]);
  wakes.times = times;
}
