// The functions of the filter language: len count upper lower string max min abs, as Wireshark 4.0 has them.

import { formatIpv4, formatMac } from '../address.ts';
import type { Value } from './constant.ts';
import type { Reading, Subject } from './read.ts';
import { asOctets, compareValues } from './values.ts';
import type { Operand } from './operand.ts';

export interface FilterFunction {
  /** How many operands it takes. */
  least: number;
  most: number;
  /** Types that may be given, and how to say that. */
  takes: readonly Operand['type'][];
  takesWords: string;
  make(given: readonly Operand[]): Operand;
}

const every = ['uint', 'boolean', 'mac', 'ipv4', 'bytes', 'text', 'time', 'protocol'] as const;
const ONE = { least: 1, most: 1 };
const SEVERAL = { least: 1, most: 16 };
const number = (label: string, read: Reading): Operand => ({ type: 'uint', label, largest: 0xffff_ffff, read });

/** What stands beside it is of the same kind; but it is no field any more. */
function result({ type, label, largest }: Operand, read: Reading): Operand {
  return { type, label: `the result for ${label}`, ...(largest === undefined ? {} : { largest }), read };
}

/** Applies to each value of the one operand. */
function each({ read }: Operand, turn: (value: Value) => Value): Reading {
  return (subject) => read(subject).map(turn);
}

/** Octets that a value takes up in the frame. */
function lengthOf(operand: Operand, value: Value): number {
  const octets = asOctets(operand, value);
  if (octets) return octets.length;
  const { largest = 1 } = operand;
  return largest > 0xff_ffff ? 4 : largest > 0xffff ? 3 : largest > 0xff ? 2 : 1;
}

function textOf({ type }: Operand, value: Value): string {
  return type === 'mac' ? formatMac(value as number) : type === 'ipv4' ? formatIpv4(value as number) : String(value);
}

/** The value that comes first or last in order, over all values of all operands. */
function extreme(given: readonly Operand[], sign: number): Operand {
  const read = (subject: Subject): Value[] => {
    let best: Value | undefined;
    for (const operand of given) {
      for (const value of operand.read(subject)) {
        if (best === undefined || compareValues(value, best) * sign > 0) best = value;
      }
    }
    return best === undefined ? [] : [best];
  };
  return result(given[0], read);
}

/** By name; what is given has been checked against `takes` before `make` sees it. */
export const FUNCTIONS: Readonly<Record<string, FilterFunction>> = {
  len: {
    ...ONE,
    takes: every,
    takesWords: 'a field',
    make: ([one]) =>
      number(
        'the length',
        each(one, (value) => lengthOf(one, value)),
      ),
  },
  count: {
    ...ONE,
    takes: every,
    takesWords: 'a field',
    make: ([one]) =>
      number('the count', (subject) => {
        const { length } = one.read(subject);
        return length ? [length] : [];
      }),
  },
  upper: {
    ...ONE,
    takes: ['text'],
    takesWords: 'text',
    make: ([one]) =>
      result(
        one,
        each(one, (value) => String(value).toUpperCase()),
      ),
  },
  lower: {
    ...ONE,
    takes: ['text'],
    takesWords: 'text',
    make: ([one]) =>
      result(
        one,
        each(one, (value) => String(value).toLowerCase()),
      ),
  },
  string: {
    ...ONE,
    takes: ['uint', 'mac', 'ipv4'],
    takesWords: 'a number or an address',
    make: ([one]) => ({
      type: 'text',
      label: `the text of ${one.label}`,
      read: each(one, (value) => textOf(one, value)),
    }),
  },
  max: {
    ...SEVERAL,
    takes: every.slice(0, -1),
    takesWords: 'fields',
    make: (given) => extreme(given, 1),
  },
  min: {
    ...SEVERAL,
    takes: every.slice(0, -1),
    takesWords: 'fields',
    make: (given) => extreme(given, -1),
  },
  abs: {
    ...ONE,
    takes: ['uint', 'time'],
    takesWords: 'a number',
    make: ([one]) =>
      result(
        one,
        each(one, (value) => Math.abs(value as number)),
      ),
  },
};
