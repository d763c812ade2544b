// Two ladders on one scale: what happens at the same instant in both runs stands at the same height.

import type { Past } from '../sim/owners.ts';
import { rowAt } from '../sim/record.ts';
import { Ladder } from './ladder.ts';
import type { LadderColumn } from './ladderParts.ts';
import { LadderScale } from './ladderScale.ts';

/** A run, and the devices that have a column in its ladder. */
export interface OneOfTwo {
  run: Past;
  columns: readonly LadderColumn[];
}

export class LadderPair {
  readonly scale = new LadderScale();
  readonly ladders: readonly [Ladder, Ladder];
  private readonly runs: readonly [Past, Past];
  private taken = 0;

  constructor(a: OneOfTwo, b: OneOfTwo) {
    this.runs = [a.run, b.run];
    this.ladders = [
      new Ladder(a.run, a.columns, undefined, this.scale),
      new Ladder(b.run, b.columns, undefined, this.scale),
    ];
  }

  get height(): number {
    return this.scale.y;
  }

  /** Takes in so many rows more of each run, `limit` of each in all. True when that was all. */
  grow(most = Infinity, limit = Infinity): boolean {
    const rows = Math.min(most, limit - this.taken);
    this.taken += rows;
    const spent = this.taken >= limit;
    // Of the last row's instant more may follow.
    const known = this.ladders.map((ladder, i) => {
      const { record } = this.runs[i]!;
      const all = ladder.takeIn(this.runs[i]!, rows);
      return all ? Infinity : rowAt(record, this.taken - 1).at;
    });
    const done = spent || known.every((at) => at === Infinity);
    const now = Math.max(...this.runs.map(({ live }) => live.state.now));
    this.placeBefore(Math.min(...known), now);
    return done;
  }

  /** In the order of time; of one instant in turns, so that what is alike stays side by side. */
  private placeBefore(known: number, now: number): void {
    const [a, b] = this.ladders;
    let last = b;
    for (;;) {
      const next = a.due < b.due ? a : b.due < a.due ? b : last === a ? b : a;
      if (next.due >= known || next.due > now) return;
      next.placeNext();
      last = next;
    }
  }
}
