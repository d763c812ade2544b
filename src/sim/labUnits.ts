// Values with their unit written out, as labs and commands spell them: rates, sizes, chances, times, switches.

import { formatDuration, MILLISECOND, parseDuration, SECOND } from '../base/time.ts';

const RATES: Record<string, number> = { '': 1, k: 1_000, M: 1_000_000, G: 1_000_000_000 };
const SIZES: Record<string, number> = { B: 1, kB: 1_000, MB: 1_000_000, KiB: 1_024, MiB: 1_048_576 };

/** `100 Mbit/s` as bit/s; undefined for anything else, a bare number included. Whole bits. */
export function parseRate(text: string): number | undefined {
  const match = /^\s*(\d{1,12}(?:\.\d{1,9})?)\s*([kMG]?)bit\/s\s*$/.exec(text);
  if (!match) return undefined;
  const rate = Math.round(Number(match[1]) * RATES[match[2]!]!);
  return rate <= 1e13 ? rate : undefined;
}

/** `64 kB` (1000 each) or `64 KiB` (1024 each) as octets. */
export function parseSize(text: string): number | undefined {
  const match = /^\s*(\d{1,12}(?:\.\d{1,9})?)\s*(B|kB|MB|KiB|MiB)\s*$/.exec(text);
  if (!match) return undefined;
  const size = Math.round(Number(match[1]) * SIZES[match[2]!]!);
  return size <= 0xffff_ffff ? size : undefined;
}

/** `1 %` as chances in a million: 10 000. From 0 % to 100 %. */
export function parseChance(text: string): number | undefined {
  const match = /^\s*(\d{1,3}(?:\.\d{1,9})?)\s*%\s*$/.exec(text);
  if (!match) return undefined;
  const perMillion = Math.round(Number(match[1]) * 10_000);
  return perMillion <= 1_000_000 ? perMillion : undefined;
}

/** `on`, `off`, `true`, `false`, `yes`, `no`. */
export function parseSwitch(text: string): boolean | undefined {
  if (text === 'on' || text === 'true' || text === 'yes') return true;
  if (text === 'off' || text === 'false' || text === 'no') return false;
  return undefined;
}

/** `100 Mbit/s`, `64 kbit/s`: the largest unit that leaves a whole number. */
export function formatRate(rate: number): string {
  for (const [unit, size] of [
    ['G', 1e9],
    ['M', 1e6],
    ['k', 1e3],
  ] as const)
    if (rate >= size && rate % size === 0) return `${rate / size} ${unit}bit/s`;
  return `${rate} bit/s`;
}

/** `64 kB`, `64 KiB`, `1500 B`: the largest unit that leaves a whole number. */
export function formatSize(octets: number): string {
  for (const unit of ['MB', 'MiB', 'kB', 'KiB']) {
    if (octets >= SIZES[unit] && octets % SIZES[unit] === 0) return `${octets / SIZES[unit]} ${unit}`;
  }
  return `${octets} B`;
}

/** `1 %`, `0.25 %`. */
export const formatChance = (perMillion: number): string => `${perMillion / 10_000} %`;

/** A time as it is written for `parseDuration` to find just that number of nanoseconds: `1 ms`, `1.00672 ms`, `1.000000001 s`. */
export function spellDuration(ns: number): string {
  const whole = (unit: number, digits: number): string => (ns / unit).toFixed(digits).replace(/\.?0+$/, '');
  const texts = [formatDuration(ns), ...(ns < SECOND ? [`${whole(MILLISECOND, 6)} ms`] : []), `${whole(SECOND, 9)} s`];
  if (ns === 0) return '0 s';
  return texts.find((text) => parseDuration(text) === ns) ?? `${ns} ns`;
}
