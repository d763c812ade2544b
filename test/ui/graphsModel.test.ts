// The graphs as data: fewer points with the same extremes, rates that add up, a view that stays inside, axes that can be read.
import { expect, test } from 'vitest';
import type { Instant } from '../../src/base/time.ts';
import { momentIn, timeAxis, valueAxis, valueText } from '../../src/ui/graphs/axis.ts';
import type { Mark } from '../../src/ui/graphs/graph.ts';
import { markNear } from '../../src/ui/graphs/marks.ts';
import { pointsIn, stepsUntil, valueAt } from '../../src/ui/graphs/steps.ts';
import { amountsBetween, intervalFor, ratesOf } from '../../src/ui/graphs/throughput.ts';
import { inside, moved, showing, zoomed } from '../../src/ui/graphs/view.ts';

const many = {
  at: Array.from({ length: 10_000 }, (_, i) => i * 10),
  values: Array.from({ length: 10_000 }, (_, i) => (i === 4321 ? 1e6 : i === 7777 ? -5 : (i * 7919) % 101)),
};

test('fewer points keep every extreme, in order', () => {
  const points = pointsIn(many, 0, 100_000, 100);
  expect(points.length).toBeLessThanOrEqual(401);
  expect(Math.max(...points.map(({ value }) => value))).toBe(1e6);
  expect(Math.min(...points.map(({ value }) => value))).toBe(-5);
  for (const [i, { at }] of points.entries()) if (i) expect(at).toBeGreaterThanOrEqual(points[i - 1]!.at);
});

test('each column has its own lowest and highest value', () => {
  const points = pointsIn(many, 0, 100_000, 50);
  for (let column = 0; column < 50; column++) {
    const [from, to] = [column * 200, (column + 1) * 200];
    const inColumn = points
      .filter(({ at }) => at >= from * 10 + (column ? 1 : 0) && at <= to * 10)
      .map(({ value }) => value);
    const all = many.values.slice(from + 1, to);
    expect(Math.max(...inColumn)).toBeGreaterThanOrEqual(Math.max(...all));
    expect(Math.min(...inColumn)).toBeLessThanOrEqual(Math.min(...all));
  }
});

test('few points are all there, from what is in force at the beginning to the end', () => {
  const steps = { at: [0, 10, 20, 30], values: [1, 2, NaN, 4] };
  expect(pointsIn(steps, 5, 35, 100)).toEqual([
    { at: 5, value: 1 },
    { at: 10, value: 2 },
    { at: 20, value: NaN },
    { at: 30, value: 4 },
    { at: 35, value: 4 },
  ]);
  expect(pointsIn(steps, -9, -5, 100)).toEqual([]);
  expect([valueAt(steps, -1), valueAt(steps, 9), valueAt(steps, 10)]).toEqual([NaN, 1, 2]);
  expect(stepsUntil(steps, 15).at).toEqual([0, 10]);
});

test('a column of no numbers and some has its numbers', () => {
  const steps = { at: many.at, values: many.values.map((value, i) => (i % 3 ? NaN : value)) };
  const values = pointsIn(steps, 0, 100_000, 20).map(({ value }) => value);
  expect(Math.max(...values.filter((one) => !Number.isNaN(one)))).toBe(
    Math.max(...steps.values.filter((one) => !Number.isNaN(one))),
  );
});

test('rates count every octet once', () => {
  const amounts = Array.from({ length: 500 }, (_, i) => ({ at: i * 1_234_567, octets: 100 + i }));
  const interval = intervalFor(0, 617_283_500);
  expect(interval).toBe(20_000_000);
  const { at, values } = ratesOf(amounts, interval, 0, 617_283_500);
  const octets = values.reduce((sum, rate) => sum + (rate * interval) / 8e9, 0);
  expect(Math.round(octets)).toBe(amounts.reduce((sum, one) => sum + one.octets, 0));
  expect(at.every((one) => one % interval === 0)).toBe(true);
});

test('what is shown stays inside of what there is', () => {
  const whole = { from: 0, to: 1e9 };
  expect(zoomed(whole, whole, 250e6, 0.5)).toEqual({ from: 125e6, to: 625e6 });
  expect(zoomed({ from: 0, to: 1e8 }, whole, 0, 100)).toEqual(whole);
  expect(moved({ from: 1e8, to: 2e8 }, whole, -5)).toEqual({ from: 0, to: 1e8 });
  expect(inside({ from: 500, to: 500 }, whole)).toEqual({ from: 500, to: 1500 });
  expect(showing({ from: 0, to: 1e8 }, whole, 5e8).to).toBeGreaterThan(5e8);
  expect(showing({ from: 0, to: 1e8 }, whole, 5e7)).toEqual({ from: 0, to: 1e8 });
});

test('marks of an axis are round, told apart, and in one unit', () => {
  const axis = timeAxis({ from: 0.25e9, to: 1.5e9 }, 0, 600);
  expect(axis.unit).toBe('s');
  expect(axis.ticks.map(({ text }) => text)).toEqual(['0.4 s', '0.6 s', '0.8 s', '1.0 s', '1.2 s', '1.4 s']);
  expect(axis.value(axis.place(1e9))).toBeCloseTo(1e9);
  const close = timeAxis({ from: 1_000_000_000, to: 1_000_004_000 }, 0, 600);
  expect(new Set(close.ticks.map(({ text }) => text)).size).toBe(close.ticks.length);
  const log = valueAxis({ unit: 'ns', log: true }, 10e6, 3e9, 200, 0);
  expect(log.ticks.map(({ text }) => text)).toEqual([
    '10 ms',
    '20 ms',
    '50 ms',
    '100 ms',
    '200 ms',
    '500 ms',
    '1 s',
    '2 s',
  ]);
});

test('values are written with their unit, moments as exactly as the picture shows them', () => {
  expect(valueText('octets', 14_600)).toBe('14,600');
  expect(valueText('ns', 12_400_000)).toBe('12.4 ms');
  expect(valueText('bit/s', 1_234_567)).toBe('1,234.57 kbit/s');
  expect(valueText('octets', NaN)).toBe('–');
  expect(momentIn(1_234_567_890, { from: 0, to: 2e9 })).toBe('1.235 s');
  expect(momentIn(1_234_567_890, { from: 1.2345e9, to: 1.2346e9 })).toBe('1.2345679 s');
});

test('a press near a segment means the nearest one, and near none means the instant', () => {
  const marks: Mark[] = [
    { kind: 'segment', at: 100 as Instant, low: 10, high: 20, row: 1 },
    { kind: 'segment', at: 104 as Instant, low: 40, high: 50, row: 2 },
    { kind: 'roundTrip', at: 101 as Instant, low: 30, high: 30 },
  ];
  const places = { x: (at: number) => at, y: (value: number) => 100 - value };
  expect(markNear(marks, places, 102, 85)?.row).toBe(1);
  expect(markNear(marks, places, 102, 55)?.row).toBe(2);
  // What is no segment has no row to go to.
  expect(markNear(marks, places, 101, 70)).toBeUndefined();
  expect(markNear(marks, places, 120, 85)).toBeUndefined();
});

test('of amounts those of the intervals in view count, no later ones', () => {
  const all = [0, 9, 10, 15, 20, 29, 30].map((at) => ({ at, octets: 1 }));
  const view = amountsBetween(all, 10, 12, 29);
  expect(view.map(({ at }) => at)).toEqual([10, 15, 20, 29]);
  expect(ratesOf(view, 10, 12, 29)).toEqual(ratesOf(all.slice(0, 6), 10, 12, 29));
  expect(amountsBetween(all, 10, 40, 50)).toEqual([]);
});
