// Messages as they are typed, one to a line: text that goes out as UTF-8, with the escapes of Python for octets that no key writes.

import { readEscaped } from '../escapes.ts';
import { right, wrong, type Read } from '../said.ts';

/** Messages at most: more than that nobody follows by eye. */
export const MOST_MESSAGES = 12;

/** A message, with the place of its line in the field. */
export interface Typed {
  octets: Uint8Array;
  at: number;
  length: number;
}

/** Every line is a message; an empty line is a message without octets. One line end behind the last message begins no other. */
export function readMessages(typed: string): Read<Typed[]> {
  const messages: Typed[] = [];
  let at = 0;
  for (const line of typed.replace(/\n$/, '').split('\n')) {
    if (messages.length === MOST_MESSAGES) {
      return wrong('E_TOOBIG', at, line.length, { variant: 'messages', params: { most: MOST_MESSAGES } });
    }
    const read = readEscaped(line);
    if (!read.ok) return { ok: false, problem: { ...read.problem, at: at + read.problem.at } };
    messages.push({ octets: read.value, at, length: line.length });
    at += line.length + 1;
  }
  return right(messages);
}
