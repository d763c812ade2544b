// Slices: whatever a record has gained is put on elsewhere as it was, chunk borders or not.
import { describe, expect, test } from 'vitest';
import { appendSlice, buffersOf, markOf, sliceSince, START } from '../../src/live/messages/slice.ts';
import { digestOf } from '../../src/sim/digest.ts';
import {
  appendFrame,
  appendRow,
  arenaRoom,
  branchRecording,
  createRecording,
  frameBytes,
  type Recording,
} from '../../src/sim/record.ts';

/** Adds rows, frames of different lengths and texts. */
function grow(record: Recording, rows: number, frames: number): void {
  for (let i = 0; i < rows; i++) appendRow(record, i % 6, i % 50, record.rowCount, i, i, 0xffffffff, i / 2, i * 3);
  for (let i = 0; i < frames; i++) {
    const length = 60 + ((record.frameCount * 37) % 1400);
    arenaRoom(record, length).fill(record.frameCount & 0xff, record.arenaUsed, record.arenaUsed + length);
    appendFrame(record, length, i % 7 === 0 ? 1 : 0);
  }
  record.texts.push(`after ${record.rowCount}`);
}

describe('a record told in slices', () => {
  test('is the same record, over the borders of chunks of rows, frames and octets', () => {
    const whole = createRecording();
    const copy = createRecording();
    let told = START;
    for (const [rows, frames] of [
      [10, 3],
      [0, 0],
      [16_374, 400],
      [1, 1],
      [20_000, 17_000],
      [5, 0],
    ] as const) {
      grow(whole, rows, frames);
      appendSlice(copy, structuredClone(sliceSince(whole, told)));
      told = markOf(whole);
    }
    expect(copy.rowCount).toBe(36_390);
    expect(digestOf(copy)).toBe(digestOf(whole));
    expect(copy.arena.length).toBe(whole.arena.length);
  });

  test('can go on from a branch', () => {
    const whole = createRecording();
    grow(whole, 500, 90);
    const copy = createRecording();
    appendSlice(copy, sliceSince(whole, START));
    const cut = [200, 40, 0] as const;
    const branch = branchRecording(whole, ...cut);
    const other = branchRecording(copy, ...cut);
    grow(branch, 30, 5);
    appendSlice(other, sliceSince(branch, { rows: 200, frames: 40, texts: 0 }));
    expect(digestOf(other)).toBe(digestOf(branch));
    expect(frameBytes(copy, 41)).toEqual(frameBytes(whole, 41));
  });

  test('does not take a slice that does not follow', () => {
    const whole = createRecording();
    grow(whole, 10, 2);
    const from = markOf(whole);
    grow(whole, 10, 2);
    expect(() => appendSlice(createRecording(), sliceSince(whole, from))).toThrow('from row 10');
  });

  test('names every buffer once', () => {
    const whole = createRecording();
    grow(whole, 10, 2);
    const buffers = buffersOf(sliceSince(whole, START));
    expect(new Set(buffers).size).toBe(buffers.length);
    expect(buffers.length).toBe(11);
  });
});
