// Text that stands for octets: what is typed goes out as UTF-8, and the escapes of Python write octets that no key writes.

import { right, wrong, type Read } from './said.ts';

/** Signs behind a backslash, and the octet that they stand for. */
const NAMED: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, 0: 0, '\\': 92, "'": 39, '"': 34 };

/** The octets of a text. An escape that means nothing is `E_CHAR.escape`, half a character (a lone surrogate) `E_CODEC.surrogate`. */
export function readEscaped(text: string): Read<Uint8Array> {
  const octets: number[] = [];
  const utf8 = new TextEncoder();
  for (const { 0: piece, index } of text.matchAll(/\\(?:x[0-9a-f]{2}|.)?|./gisu)) {
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
