// What is still to be done, by its instant, and of one instant in the order in which it was noted: a binary heap.

import type { Instant } from '../base/time.ts';

interface Item<T> {
  at: Instant;
  /** Counts what was noted. */
  turn: number;
  what: T;
}

export class Agenda<T> {
  private readonly items: Item<T>[] = [];
  private turns = 0;

  note(at: Instant, what: T): void {
    const { items } = this;
    const item = { at, turn: this.turns++, what };
    let hole = items.push(item) - 1;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (isBefore(items[parent]!, item)) break;
      items[hole] = items[parent]!;
      hole = parent;
    }
    items[hole] = item;
  }

  /** When the next is to be done; Infinity when nothing is. */
  get due(): Instant {
    return this.items[0]?.at ?? Infinity;
  }

  /** Takes out the next, which there must be. */
  take(): { at: Instant; what: T } {
    const { items } = this;
    const first = items[0]!;
    const last = items.pop()!;
    if (!items.length) return first;
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && isBefore(items[child + 1]!, items[child]!)) child++;
      if (isBefore(last, items[child]!)) break;
      items[hole] = items[child]!;
      hole = child;
    }
    items[hole] = last;
    return first;
  }
}

const isBefore = <T>(a: Item<T>, b: Item<T>): boolean => a.at < b.at || (a.at === b.at && a.turn < b.turn);
