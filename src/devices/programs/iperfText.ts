// The lines that iperf3 prints: amounts and rates in units that fit, one line for each interval and stream.

import { SECOND } from '../../base/time.ts';

/** As iperf3's `unit_snprintf` chooses them: three figures, at most two behind the point. */
function scaled(value: number, base: number): { text: string; power: number } {
  let rest = value;
  let power = 0;
  while (rest >= base && power < 4) {
    rest /= base;
    power++;
  }
  return { text: rest.toFixed(rest < 9.995 ? 2 : rest < 99.95 ? 1 : 0).padStart(4), power };
}

const PREFIX = ['', 'K', 'M', 'G', 'T'];

/** `1.12 MBytes`, by 1024. */
export function amountText(octets: number): string {
  const { text, power } = scaled(octets, 1024);
  return `${text} ${PREFIX[power]}Bytes`;
}

/** `9.39 Mbits/sec`, by 1000; `time` in ns. */
export function rateText(octets: number, time: number): string {
  const { text, power } = scaled(time > 0 ? (octets * 8 * SECOND) / time : 0, 1000);
  return `${text} ${PREFIX[power]}bits/sec`;
}

/** `[  5]   0.00-1.00   sec  1.12 MBytes  9.39 Mbits/sec`. Instants in ns since the beginning. */
export function lineText(id: string, from: number, to: number, octets: number): string {
  const start = (from / SECOND).toFixed(2).padStart(6);
  const end = (to / SECOND).toFixed(2).padEnd(6);
  return `[${id.padStart(3)}] ${start}-${end} sec  ${amountText(octets)}  ${rateText(octets, to - from)}`;
}

export const HEAD = '[ ID] Interval           Transfer     Bitrate';
export const RULE = '- - - - - - - - - - - - - - - - - - - - - - - - -';
