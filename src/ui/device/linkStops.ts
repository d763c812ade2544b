// The stops of a link's sliders: from nothing to far too much, the value of now among them.

import { formatDuration, MILLISECOND, SECOND } from '../../base/time.ts';
import { formatChance, formatRate, spellDuration } from '../../sim/labUnits.ts';

/** What a slider sets: chances in a million, ns, bit/s (0: no transmission time). */
export type SliderKey = 'loss' | 'delay' | 'rate';

const stops: Record<SliderKey, readonly number[]> = {
  loss: [0, 1_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 300_000, 500_000, 1_000_000],
  delay: [0, 0.01, 0.1, 1, 2, 5, 10, 20, 50, 100, 200, 500].map((ms) => ms * MILLISECOND).concat([SECOND, 2 * SECOND]),
  rate: [1e3, 1e4, 64e3, 25e4, 1e6, 2e6, 5e6, 1e7, 1e8, 1e9, 1e10],
};

/** The stops in their order. No transmission time is the fastest of all rates, and stands last. */
export function stopsOf(key: SliderKey, now: number): number[] {
  const order = (value: number): number => (key === 'rate' && value === 0 ? Infinity : value);
  return [...new Set([...stops[key], now])].sort((a, b) => order(a) - order(b));
}

/** A value as a command has it, and as a person reads it. */
export const commandText: Record<SliderKey, (value: number) => string> = {
  loss: formatChance,
  delay: spellDuration,
  rate: formatRate,
};
export const shownText: Record<SliderKey, (value: number) => string> = {
  loss: formatChance,
  delay: formatDuration,
  rate: formatRate,
};
