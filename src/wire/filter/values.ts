// What can be done with values: compare them (numbers by size, octets by length and then one by one, text as Unicode has it), calculate, look inside.

import type { Expected, Value } from './constant.ts';
import type { Arithmetic, Relation } from './parse.ts';
import { octetsOfNumber } from './read.ts';

/** The octets of a value of the given type; undefined for numbers that have none to look at. */
export function asOctets({ type }: Expected, value: Value): Uint8Array | undefined {
  if (typeof value === 'string') return new TextEncoder().encode(value);
  if (typeof value !== 'number') return value;
  return type === 'mac' ? octetsOfNumber(value, 6) : type === 'ipv4' ? octetsOfNumber(value, 4) : undefined;
}

/** Negative, zero or positive. Both values are of one kind. */
export function compareValues(a: Value, b: Value): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a !== 'object' || typeof b !== 'object') throw new Error('values of two kinds compared');
  if (a.length !== b.length) return a.length - b.length; // as in Wireshark: what is longer is more, whatever its octets
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i] - b[i];
  return 0;
}

/** Does octet for octet `needle` stand in `hay`? Nothing stands nowhere. */
export function containsOctets(hay: Uint8Array, needle: Uint8Array): boolean {
  if (!needle.length) return false;
  for (
    let at = hay.indexOf(needle[0]);
    at >= 0 && at + needle.length <= hay.length;
    at = hay.indexOf(needle[0], at + 1)
  ) {
    let i = 1;
    while (i < needle.length && hay[at + i] === needle[i]) i++;
    if (i === needle.length) return true;
  }
  return false;
}

export const COMPARES: Readonly<Record<Exclude<Relation, 'contains' | 'matches'>, (order: number) => boolean>> = {
  '==': (order) => order === 0,
  '===': (order) => order === 0,
  '!=': (order) => order !== 0,
  '!==': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

const TWO_32 = 0x1_0000_0000;

/** Whole numbers as in C: division towards zero, none by zero; `&` on octets goes pairwise. */
export function calculate(operator: Arithmetic, a: Value, b: Value): Value | undefined {
  if (typeof a === 'string' || typeof b === 'string') return undefined;
  if (typeof a !== 'number' || typeof b !== 'number') {
    return typeof a === 'number' || typeof b === 'number' ? undefined : a.map((octet, i) => octet & (b[i] ?? 0));
  }
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return b === 0 ? undefined : Math.trunc(a / b);
    case '%':
      return b === 0 ? undefined : a % b;
    case '&': // numbers of 48 bits do not fit JavaScript's operator
      return ((Math.floor(a / TWO_32) & Math.floor(b / TWO_32)) >>> 0) * TWO_32 + ((a & b) >>> 0);
  }
}
