// Story time: how long things take on the stage. A pure function of the trace: a flight lasts about 0.7 s whether it took 6 µs or 20 ms, order and
// overlap are kept, waiting is folded, what comes again and again goes faster. Only the speed of playing is warped; all else speaks virtual time.

import type { Instant } from '../base/time.ts';

/** Waiting that was folded away: from one instant to another, told in the story between `start` and `end` (seconds). */
export interface Fold {
  from: Instant;
  to: Instant;
  start: number;
  end: number;
}

/**
 * A polyline between virtual time (ns) and story time (seconds at speed 1), both never falling. Where `times` stays and `places` grows, the
 * virtual clock stands while a device is looked at.
 */
export interface Story {
  times: Float64Array;
  places: Float64Array;
  count: number;
  folds: Fold[];
}

export const emptyStory: Story = { times: new Float64Array(1), places: new Float64Array(1), count: 1, folds: [] };

export const storyEnd = (story: Story): number => story.places[story.count - 1]!;
export const lastInstant = (story: Story): Instant => story.times[story.count - 1]!;

/** The story's place of an instant: when everything at that instant has been told (`after`), or before any of it (`before`). */
export function placeOf(story: Story, t: Instant, side: 'before' | 'after'): number {
  const { times, places, count } = story;
  const i = side === 'after' ? countUntil(times, count, t, true) : countUntil(times, count, t, false);
  if (side === 'after') {
    if (i === 0) return 0;
    if (i === count) return places[count - 1]!;
    return between(times[i - 1]!, places[i - 1]!, times[i]!, places[i]!, t);
  }
  if (i === count) return places[count - 1]!;
  if (i === 0 || times[i] === t) return places[i]!;
  return between(times[i - 1]!, places[i - 1]!, times[i]!, places[i]!, t);
}

/** The instant that is shown at a place of the story. */
export function instantAt(story: Story, place: number): Instant {
  const { times, places, count } = story;
  if (place <= 0) return times[0]!;
  const i = countUntil(places, count, place, true);
  if (i === count) return times[count - 1]!;
  return Math.round(between(places[i - 1]!, times[i - 1]!, places[i]!, times[i]!, place));
}

/** The next instant after `t` at which something happens: a flight departs or arrives, a table changes, a frame is dropped, a program speaks. */
export function nextInstant(story: Story, t: Instant): Instant | undefined {
  const i = countUntil(story.times, story.count, t, true);
  return i < story.count ? story.times[i] : undefined;
}

/** The last instant before `t` at which something happened. */
export function previousInstant(story: Story, t: Instant): Instant | undefined {
  const i = countUntil(story.times, story.count, t, false);
  return i > 0 ? story.times[i - 1] : undefined;
}

/** How many of the first `count` numbers (never falling) are below `value`, or not above it. */
function countUntil(numbers: Float64Array, count: number, value: number, orEqual: boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers[middle]! < value || (orEqual && numbers[middle] === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function between(x0: number, y0: number, x1: number, y1: number, x: number): number {
  return x1 === x0 ? y1 : y0 + ((x - x0) / (x1 - x0)) * (y1 - y0);
}
