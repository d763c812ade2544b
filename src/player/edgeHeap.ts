// A small binary heap of moments, each with how fast the story goes for it and when its flight arrives.

import type { Instant } from '../base/time.ts';

export interface Edge {
  /** What the heap is ordered by, smallest first. */
  key: number;
  rate: number;
  arrives: Instant;
}

export class EdgeHeap {
  private items: Edge[] = [];

  get size(): number {
    return this.items.length;
  }

  /** The first edge; only when there is one. */
  get top(): Edge {
    return this.items[0]!;
  }

  get nextTime(): Instant {
    return this.items[0]!.key;
  }

  push(key: number, rate: number, arrives: Instant): void {
    const { items } = this;
    const edge = { key, rate, arrives };
    let hole = items.push(edge) - 1;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (items[parent]!.key <= key) break;
      items[hole] = items[parent]!;
      hole = parent;
    }
    items[hole] = edge;
  }

  pop(): Edge {
    const { items } = this;
    const first = items[0]!;
    const last = items.pop()!;
    const count = items.length;
    if (!count) return first;
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= count) break;
      if (child + 1 < count && items[child + 1]!.key < items[child]!.key) child++;
      if (items[child]!.key >= last.key) break;
      items[hole] = items[child]!;
      hole = child;
    }
    items[hole] = last;
    return first;
  }

  copy(): EdgeHeap {
    const heap = new EdgeHeap();
    heap.items = this.items.slice();
    return heap;
  }
}
