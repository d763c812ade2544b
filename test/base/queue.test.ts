// The event queue against the plainest possible oracle: a sorted list.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { copyOf } from '../../src/base/copy.ts';
import { createQueue, inOrder, nextTime, peek, pop, push } from '../../src/base/queue.ts';

interface Waiting {
  at: number;
  turn: number;
}

describe('event queue', () => {
  test('takes events by time, and at one time in the order of scheduling, however pushes and pops mix', () => {
    const step = fc.oneof(fc.record({ after: fc.integer({ min: 0, max: 5 }) }), fc.constant('take' as const));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
        const queue = createQueue(2);
        const oracle: Waiting[] = [];
        let now = 0;
        let turn = 0;
        for (const s of steps) {
          if (s === 'take') {
            oracle.sort((p, q) => p.at - q.at || p.turn - q.turn);
            const expected = oracle.shift();
            expect(nextTime(queue)).toBe(expected?.at ?? Infinity);
            const slot = pop(queue);
            if (!expected) expect(slot).toBe(-1);
            else {
              expect(queue.a[slot]).toBe(expected.turn);
              now = expected.at;
            }
          } else {
            push(queue, now + s.after, 1, turn, 0, 0);
            oracle.push({ at: now + s.after, turn: turn++ });
          }
          expect(queue.waiting).toBe(oracle.length);
        }
        oracle.sort((p, q) => p.at - q.at || p.turn - q.turn);
        expect(inOrder(queue).map((slot) => queue.a[slot])).toEqual(oracle.map((w) => w.turn));
      }),
      { numRuns: 300 },
    );
  });

  test('a copy goes its own way', () => {
    const queue = createQueue();
    for (let i = 0; i < 100; i++) push(queue, (i * 37) % 11, 1, i, 2 * i, 3 * i);
    const other = copyOf(queue);
    const taken = (q: typeof queue): number[] => {
      const order: number[] = [];
      for (let slot = pop(q); slot >= 0; slot = pop(q)) order.push(q.a[slot]!, q.b[slot]!, q.c[slot]!);
      return order;
    };
    const first = taken(queue);
    expect(peek(queue)).toBe(-1);
    expect(taken(other)).toEqual(first);
    expect(first).toHaveLength(300);
  });
});
