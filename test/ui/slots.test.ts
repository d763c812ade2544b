// What comes into sight takes the elements of what has left it; and a window is moved no further than it must.
import { expect, test } from 'vitest';
import { scrolledTo } from '../../src/ui/kit/intoSight.ts';
import { slotsFor, slotting } from '../../src/ui/kit/slots.ts';

test('who stays keeps a slot, who comes takes a free one', () => {
  const first = slotsFor([10, 11, 12, 13], new Map());
  expect([...first]).toEqual([
    [10, 0],
    [11, 1],
    [12, 2],
    [13, 3],
  ]);
  expect([...slotsFor([12, 13, 14, 15, 16], first)]).toEqual([
    [12, 2],
    [13, 3],
    [14, 0],
    [15, 1],
    [16, 4],
  ]);
});

test('where nothing stays, the slots come in their order', () => {
  const slotted = slotting();
  const rows = (...all: number[]): { row: number }[] => all.map((row) => ({ row }));
  const slots = (...all: number[]): number[] => slotted(rows(...all)).map(({ slot }) => slot);
  expect(slots(1, 2, 3)).toEqual([0, 1, 2]);
  expect(slots(901, 902, 903)).toEqual([0, 1, 2]);
  expect(slots(902, 903, 904)).toEqual([1, 2, 0]);
  expect(slotted(rows(7))).toEqual([{ slot: 0, one: { row: 7 } }]);
});

test('a window is moved no further than it must', () => {
  expect(scrolledTo(120, 160, 100, 200)).toBe(100);
  expect(scrolledTo(80, 160, 100, 200)).toBe(80);
  expect(scrolledTo(-30, 10, 100, 200)).toBe(0);
  expect(scrolledTo(280, 340, 100, 200)).toBe(140);
});
