// Axes: where their marks stand and how values are written, in a unit that fits the stretch. Numbers are the same in all languages.

import { scaleLinear, scaleLog } from 'd3';
import { formatDuration, MICROSECOND, MILLISECOND, SECOND, type Instant } from '../../base/time.ts';
import type { Graph, Stretch, Unit } from './graph.ts';

/** From a value to px, with marks. */
export interface Axis {
  place(value: number): number;
  /** From px back. */
  value(px: number): number;
  ticks: readonly Tick[];
  /** What the numbers of the marks count: `ms`, `octets`; empty where each says it itself. */
  unit: string;
}

export interface Tick {
  value: number;
  text: string;
}

/** Time from left to right, between two px. */
export function timeAxis({ from, to }: Stretch, left: number, right: number): Axis {
  const scale = scaleLinear([from, to], [left, right]);
  const values = scale.ticks(Math.max(2, Math.floor((right - left) / 80)));
  const [size, unit] = timeUnit(to);
  const ticks = written(values, size).map(({ value, text }) => ({ value, text: `${text} ${unit}` }));
  return { place: scale, value: (px) => scale.invert(px), ticks, unit };
}

/** Values from the bottom upwards. */
export function valueAxis(
  { unit, log }: Pick<Graph, 'unit' | 'log'>,
  low: number,
  high: number,
  bottom: number,
  top: number,
): Axis {
  const most = Math.max(2, Math.floor((bottom - top) / 34));
  const [size, name] = unitFor(unit, high);
  if (!log) {
    const scale = scaleLinear([low, high + (high - low) * 0.04], [bottom, top]);
    return { place: scale, value: (px) => scale.invert(px), ticks: written(scale.ticks(most), size), unit: name };
  }
  const scale = scaleLog([Math.max(1, low) * 0.9, Math.max(2, high) * 1.1], [bottom, top]);
  const all = scale.ticks().filter(isRound);
  const values = all.length > 2 * most ? all.filter((value) => /^10*$/.test(String(Math.round(value)))) : all;
  return {
    place: (value) => scale(Math.max(1, value)),
    value: (px) => scale.invert(px),
    ticks: values.map((value) => ({ value, text: valueText(unit, value) })),
    unit: '',
  };
}

/** 1, 2 or 5 of a power of ten. */
const isRound = (value: number): boolean => /^[125]0*$/.test(String(Math.round(value)));

function timeUnit(longest: number): [number, string] {
  if (longest >= SECOND) return [SECOND, 's'];
  if (longest >= MILLISECOND) return [MILLISECOND, 'ms'];
  return longest >= MICROSECOND ? [MICROSECOND, 'µs'] : [1, 'ns'];
}

function unitFor(unit: Unit, highest: number): [number, string] {
  if (unit === 'ns') return timeUnit(highest);
  if (unit === 'octets') return [1, 'octets'];
  if (highest >= 2e6) return [1e6, 'Mbit/s'];
  return highest >= 2e3 ? [1e3, 'kbit/s'] : [1, 'bit/s'];
}

/** With as many decimals as tell the marks apart. */
function written(values: readonly number[], size: number): Tick[] {
  const step = values.length > 1 ? Math.abs(values[1]! - values[0]!) / size : Math.abs(values[0] ?? 0) / size;
  let decimals = 0;
  for (let one = step; decimals < 9 && step > 0 && !isWhole(one); one *= 10) decimals++;
  return values.map((value) => ({ value, text: numberText(value / size, decimals) }));
}

/** As whole as a sum of floating-point numbers can be; what is nearly nothing is no whole number. */
const isWhole = (value: number): boolean => Math.round(value) > 0 && Math.abs(value - Math.round(value)) < 1e-6;

const numberText = (value: number, decimals: number): string =>
  value.toLocaleString('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });

/** A value with its unit: `14,600`, `12.4 ms`, `1.2 Mbit/s`; octets without theirs. `–`: there is none. */
export function valueText(unit: Unit, value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (unit === 'octets') return Math.round(value).toLocaleString('en');
  if (unit === 'ns') return formatDuration(value);
  const [size, name] = unitFor(unit, value);
  return `${(value / size).toLocaleString('en', { maximumFractionDigits: 2 })} ${name}`;
}

/** A moment, exact enough for what is shown. */
export const momentIn = (at: Instant, { from, to }: Stretch): string => {
  const [size, name] = timeUnit(to);
  let decimals = 0;
  for (let step = size; step > (to - from) / 1000 && decimals < 9; step /= 10) decimals++;
  return `${numberText(at / size, Math.min(decimals, size === 1 ? 0 : 9))} ${name}`;
};
