// Messages as they are typed, one to a line: text that goes out as UTF-8, with the escapes of Python for octets that no key writes.

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
    const read = readLine(line);
    if (!read.ok) return { ok: false, problem: { ...read.problem, at: at + read.problem.at } };
    messages.push({ octets: read.value, at, length: line.length });
    at += line.length + 1;
  }
  return right(messages);
}

const NAMED: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, 0: 0, '\\': 92 };

function readLine(line: string): Read<Uint8Array> {
  const octets: number[] = [];
  const utf8 = new TextEncoder();
  for (const { 0: piece, index } of line.matchAll(/\\(?:x[0-9a-f]{2}|.)?|./gisu)) {
    if (/^[\ud800-\udfff]$/.test(piece)) {
      return wrong('E_CODEC', index, 1, { variant: 'surrogate', params: { unit: piece.charCodeAt(0).toString(16) } });
    }
    if (piece[0] !== '\\') octets.push(...utf8.encode(piece));
    else if (piece.length === 4) octets.push(parseInt(piece.slice(2), 16));
    else if (piece[1]! in NAMED) octets.push(NAMED[piece[1]!]!);
    else return wrong('E_CHAR', index, piece.length, { variant: 'escape', params: { sign: piece } });
  }
  return right(Uint8Array.from(octets));
}
