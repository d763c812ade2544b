// The world at the playhead is the one that was there, whichever way the playhead came.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WorldCursor } from '../../src/player/worldCursor.ts';
import { act, extend, worldAt } from '../../src/sim/history.ts';
import { four, ring, twoLans } from '../support/labs.ts';
import { runOf } from './run.ts';

describe('the cursor', () => {
  test('gives the same world as the history does, jumping forward and back', () => {
    const { history, rows } = runOf(twoLans(), ['ping -c 2 192.168.13.1']);
    const last = rows.at(-1)!.at;
    const cursor = new WorldCursor(history);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: last + 1_000_000 }), (t) => {
        cursor.moveTo(t);
        expect(cursor.copy().state).toEqual(worldAt(history, t).state);
      }),
      { numRuns: 60 },
    );
  });

  test('says when the world is another one, and only then', () => {
    const { history, rows } = runOf(four(), ['ping -c 1 192.168.12.2']);
    const cursor = new WorldCursor(history);
    const first = rows.find((row) => row.kind === 'flight')!;
    expect(cursor.moveTo(first.arrives! - 1)).toBe(false);
    expect(cursor.moveTo(first.arrives!)).toBe(true);
    expect(cursor.moveTo(first.arrives! + 1)).toBe(false);
    expect(cursor.moveTo(first.arrives! - 1)).toBe(true);
  });

  test('leaves copies along a long way, and they are right', () => {
    const { history, rows } = runOf(ring(), ['ping -c 1 192.168.12.2'], 60_000);
    const last = rows.at(-1)!.at;
    const cursor = new WorldCursor(history);
    for (let t = 0; t <= last; t += last / 12) cursor.moveTo(Math.round(t));
    for (const t of [0.9, 0.31, 0.62, 0.05, 0.99]) {
      cursor.moveTo(Math.round(t * last));
      expect(cursor.copy().state).toEqual(worldAt(history, Math.round(t * last)).state);
    }
  });

  test('goes over to a branch', () => {
    const { history } = runOf(four(), ['ping -c 1 192.168.12.2']);
    const cursor = new WorldCursor(history);
    cursor.moveTo(3_000_000);
    const { history: other } = act(history, 3_000_000, { do: 'unplug', at: 'B.eth0' });
    extend(other, { events: 1_000 });
    cursor.follow(other, 3_000_000);
    expect(cursor.copy().state).toEqual(worldAt(other, 3_000_000).state);
    cursor.moveTo(1_000_000);
    expect(cursor.copy().state).toEqual(worldAt(other, 1_000_000).state);
  });
});
