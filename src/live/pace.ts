// Virtual time paced to a clock on the wall: one second there is one second in the world, as long as the world keeps up.

import { MILLISECOND, type Instant, type Nanoseconds } from '../base/time.ts';

/** Nanoseconds since some moment; never goes back. */
export type Clock = () => Nanoseconds;

// Caught when this is loaded: programs of students may see, and set, another one later.
const readMilliseconds = performance.now.bind(performance);

/** This machine's monotonic clock. */
export const wallClock: Clock = () => Math.round(readMilliseconds() * MILLISECOND);

export class Pace {
  private readonly clock: Clock;
  /** What the clock shows when the world is at instant 0. */
  private zero: Nanoseconds;

  /** Begins at an instant of the world, now. */
  constructor(clock: Clock, from: Instant) {
    this.clock = clock;
    this.zero = clock() - from;
  }

  /** The instant at which the world should be. Never falls. */
  now(): Instant {
    return this.clock() - this.zero;
  }

  /** The world was `by` too slow and will not catch up: from now on it is that much later on the wall. */
  slip(by: Nanoseconds): void {
    this.zero += by;
  }
}
