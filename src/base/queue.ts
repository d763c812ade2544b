// The event queue: a binary heap in typed arrays, ordered by time, then by order of scheduling. Plain data, so a checkpoint copies it.
// Events pushed one after another for the same instant (a flood out of many ports) share one heap entry as a list: that keeps the
// order, because nothing pushed between them can lie between them.

import type { Instant } from './time.ts';

const NONE = -1;

export interface EventQueue {
  /** Heap of slots: the heads of lists of equal time. */
  heap: Int32Array;
  heads: number;
  /** Number of events waiting, lists counted through. */
  waiting: number;
  /** Per slot: when, order of scheduling of the head, what, and three numbers whose meaning belongs to the kind. */
  time: Float64Array;
  order: Float64Array;
  kind: Uint8Array;
  a: Uint32Array;
  b: Uint32Array;
  c: Uint32Array;
  next: Int32Array;
  /** First of the free slots, linked through `next`. */
  free: number;
  /** Head and tail slot of the list that was pushed to last, while it still waits. */
  lastHead: number;
  lastTail: number;
  scheduled: number;
}

export function createQueue(capacity = 64): EventQueue {
  const q: EventQueue = {
    heap: new Int32Array(capacity),
    heads: 0,
    waiting: 0,
    time: new Float64Array(capacity),
    order: new Float64Array(capacity),
    kind: new Uint8Array(capacity),
    a: new Uint32Array(capacity),
    b: new Uint32Array(capacity),
    c: new Uint32Array(capacity),
    next: new Int32Array(capacity),
    free: 0,
    lastHead: NONE,
    lastTail: NONE,
    scheduled: 0,
  };
  for (let i = 0; i < capacity; i++) q.next[i] = i + 1 < capacity ? i + 1 : NONE;
  return q;
}

/** Schedules an event. `at` must not lie before the time of the last event taken. */
export function push(q: EventQueue, at: Instant, kind: number, a: number, b: number, c: number): void {
  if (q.free === NONE) grow(q);
  const slot = q.free;
  q.free = q.next[slot]!;
  q.kind[slot] = kind;
  q.a[slot] = a;
  q.b[slot] = b;
  q.c[slot] = c;
  q.next[slot] = NONE;
  q.time[slot] = at;
  q.waiting++;
  const order = q.scheduled++;
  if (q.lastHead !== NONE && q.time[q.lastHead] === at) {
    q.next[q.lastTail] = slot;
    q.lastTail = slot;
    return;
  }
  q.order[slot] = order;
  q.lastHead = slot;
  q.lastTail = slot;
  siftUp(q, q.heads++, slot);
}

/** The time of the next event, or Infinity. */
export function nextTime(q: EventQueue): Instant {
  return q.heads ? q.time[q.heap[0]!]! : Infinity;
}

/** The slot of the next event, without taking it; −1 when nothing waits. */
export const peek = (q: EventQueue): number => (q.heads ? q.heap[0]! : -1);

/**
 * Takes the next event and returns its slot: read `time kind a b c` there at once, the slot is free again.
 * −1 when nothing waits.
 */
export function pop(q: EventQueue): number {
  if (!q.heads) return -1;
  const slot = q.heap[0]!;
  const next = q.next[slot]!;
  q.waiting--;
  if (next !== NONE) {
    // The list goes on: its next event takes the head's place with the head's order, so the heap stays as it is.
    q.order[next] = q.order[slot]!;
    q.heap[0] = next;
    if (q.lastHead === slot) q.lastHead = next;
  } else {
    if (q.lastHead === slot) q.lastHead = NONE;
    const last = q.heap[--q.heads]!;
    if (q.heads) siftDown(q, last);
  }
  q.next[slot] = q.free;
  q.free = slot;
  return slot;
}

/** The slots of all waiting events in the order in which they will be taken. For looking, not for the loop. */
export function inOrder(q: EventQueue): number[] {
  const heads = Array.from(q.heap.subarray(0, q.heads)).sort(
    (x, y) => q.time[x]! - q.time[y]! || q.order[x]! - q.order[y]!,
  );
  const slots: number[] = [];
  for (const head of heads) for (let s = head; s !== NONE; s = q.next[s]!) slots.push(s);
  return slots;
}

function siftUp(q: EventQueue, hole: number, slot: number): void {
  const { heap, time, order } = q;
  const at = time[slot]!;
  const turn = order[slot]!;
  while (hole > 0) {
    const parent = (hole - 1) >> 1;
    const other = heap[parent]!;
    const t = time[other]!;
    if (t < at || (t === at && order[other]! < turn)) break;
    heap[hole] = other;
    hole = parent;
  }
  heap[hole] = slot;
}

function siftDown(q: EventQueue, slot: number): void {
  const { heap, time, order, heads } = q;
  const at = time[slot]!;
  const turn = order[slot]!;
  let hole = 0;
  for (;;) {
    let child = 2 * hole + 1;
    if (child >= heads) break;
    let other = heap[child]!;
    const right = child + 1;
    if (right < heads) {
      const r = heap[right]!;
      if (time[r]! < time[other]! || (time[r] === time[other] && order[r]! < order[other]!)) {
        child = right;
        other = r;
      }
    }
    const t = time[other]!;
    if (at < t || (at === t && turn < order[other]!)) break;
    heap[hole] = other;
    hole = child;
  }
  heap[hole] = slot;
}

function grow(q: EventQueue): void {
  const old = q.time.length;
  const size = old * 2;
  const wider = <T extends Uint8Array | Int32Array | Uint32Array | Float64Array>(from: T, to: T): T => (
    to.set(from),
    to
  );
  q.heap = wider(q.heap, new Int32Array(size));
  q.time = wider(q.time, new Float64Array(size));
  q.order = wider(q.order, new Float64Array(size));
  q.kind = wider(q.kind, new Uint8Array(size));
  q.a = wider(q.a, new Uint32Array(size));
  q.b = wider(q.b, new Uint32Array(size));
  q.c = wider(q.c, new Uint32Array(size));
  q.next = wider(q.next, new Int32Array(size));
  for (let i = old; i < size; i++) q.next[i] = i + 1 < size ? i + 1 : NONE;
  q.free = old;
}
