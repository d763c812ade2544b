// A field of several lines, one value to a line: blank lines are passed over, and the first wrong place counts from the beginning of the field.

import type { Entry } from './entry.ts';
import { wrong, type Problem, type Said } from './said.ts';

/** A value with the line it stands on (from 1), and where that line's text is in the field. */
export interface Listed<T> {
  value: T;
  line: number;
  at: number;
  length: number;
}

/** Reads each line with `read`; more lines with something on them than `most` are `E_TOOBIG`. */
export function readList<T>(typed: string, read: (line: string) => Entry<T>, most: number): Entry<Listed<T>[]> {
  const found: Listed<T>[] = [];
  let notes: Said[] = [];
  let at = 0;
  for (const [place, text] of typed.split('\n').entries()) {
    const entry = read(text);
    if (entry.state !== 'empty' && found.length === most) {
      return { state: 'wrong', ...wrong('E_TOOBIG', at, text.length, { variant: 'lines', params: { most } }) };
    }
    if (entry.state === 'wrong') return { state: 'wrong', problem: inField(entry.problem, typed, at, text.length) };
    if (entry.state === 'right') {
      const blanks = text.length - text.trimStart().length;
      found.push({ value: entry.value, line: place + 1, at: at + blanks, length: text.trim().length });
      if (entry.notes.length > 0) notes = entry.notes;
    }
    at += text.length + 1;
  }
  return found.length === 0 ? { state: 'empty' } : { state: 'right', value: found, notes };
}

/** A line's problem as the field's. */
function inField(problem: Problem, typed: string, at: number, length: number): Problem {
  const { instead } = problem;
  return {
    ...problem,
    at: problem.at + at,
    ...(instead !== undefined && { instead: typed.slice(0, at) + instead + typed.slice(at + length) }),
  };
}
