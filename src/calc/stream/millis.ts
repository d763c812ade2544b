// Times as people type them, in milliseconds with up to three decimals, and as they read them; within, whole microseconds.

import { leadingZeros } from '../entry.ts';
import { right, wrong, type Read } from '../said.ts';

/** Milliseconds as whole microseconds. Anything but digits with a point among them is `E_NUMBER`, more than `most` milliseconds `E_RANGE`. */
export function readMillis(text: string, most: number): Read<number> {
  const point = text.indexOf('.');
  const odd = [...text].findIndex(
    (sign, at) => !/\d/.test(sign) && (at !== point || at === 0 || at === text.length - 1),
  );
  if (odd >= 0) {
    const at = [...text].slice(0, odd).join('').length;
    return wrong('E_NUMBER', at, [...text][odd]!.length, { variant: 'millis', params: { sign: [...text][odd]! } });
  }
  const [whole = '', decimals = ''] = text.split('.');
  if (leadingZeros(whole) > 0) return wrong('E_ZERO', 0, leadingZeros(whole), { params: { part: whole } });
  if (decimals.length > 3)
    return wrong('E_NUMBER', point + 4, decimals.length - 3, { variant: 'decimals', params: {} });
  if (whole.length > 12 || Number(whole) > most || (Number(whole) === most && Number(decimals) > 0)) {
    return wrong('E_RANGE', 0, text.length, { variant: 'number', params: { value: text, min: 0, max: most } });
  }
  return right(Number(whole) * 1000 + Number(decimals.padEnd(3, '0')));
}

/** Microseconds in the unit that reads best: `40 ms`, `1.5 s`. */
export function timeText(micros: number): string {
  if (micros < 1000) return `${micros} µs`;
  return micros < 1_000_000 ? `${inThousandths(micros)} ms` : `${inThousandths(Math.round(micros / 1000))} s`;
}

/** A number given in thousandths, without zeros that say nothing. */
export const inThousandths = (thousandths: number): string => {
  const decimals = String(thousandths % 1000)
    .padStart(3, '0')
    .replace(/0+$/, '');
  return `${Math.floor(thousandths / 1000)}${decimals && `.${decimals}`}`;
};
