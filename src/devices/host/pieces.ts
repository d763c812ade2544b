// What stands in a file: octets in immutable pieces, so that a checkpoint copies references only and adding to a long file stays cheap.

/**
 * Pieces of `PIECE` octets each, the last one of fewer. A piece is a text of one character for each octet (U+0000 to U+00FF): engines keep such a text in one
 * octet a character, share it among all copies, and put one behind the other without copying either.
 */
export type Pieces = readonly string[];

export const PIECE = 65_536;
/** Characters that are made in one call; more arguments than an engine's stack holds would end it. */
const AT_ONCE = 8192;

/** Octets as a text of one character each. */
export function charsOf(octets: Uint8Array): string {
  let text = '';
  for (let at = 0; at < octets.length; at += AT_ONCE) {
    // Spreading would go through an iterator, octet by octet.
    text += Reflect.apply(String.fromCharCode, undefined, octets.subarray(at, at + AT_ONCE)) as string;
  }
  return text;
}

/** The pieces of some octets. */
export const piecesOf = (octets: Uint8Array): Pieces => cutUp(charsOf(octets));

function cutUp(chars: string): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < chars.length; at += PIECE) pieces.push(chars.slice(at, at + PIECE));
  return pieces;
}

export const sizeOf = (pieces: Pieces): number =>
  pieces.length ? (pieces.length - 1) * PIECE + pieces[pieces.length - 1]!.length : 0;

/** The octets from one offset to another, as far as there are any, as new ones. */
export function octetsIn(pieces: Pieces, from: number, to: number): Uint8Array<ArrayBuffer> {
  const end = Math.min(to, sizeOf(pieces));
  const octets = new Uint8Array(Math.max(0, end - from));
  for (let at = from; at < end;) {
    const piece = pieces[Math.floor(at / PIECE)]!;
    const start = at % PIECE;
    const stop = Math.min(piece.length, start + end - at);
    const shift = at - from - start;
    for (let i = start; i < stop; i++) octets[shift + i] = piece.charCodeAt(i);
    at += stop - start;
  }
  return octets;
}

/** With octets written at an offset; what was not there before it is zero. */
export function written(pieces: Pieces, at: number, octets: Uint8Array): Pieces {
  if (!octets.length) return pieces;
  const size = sizeOf(pieces);
  const tail = size % PIECE;
  // What comes at the end, as most does, is put behind the last piece without a look at it.
  if (at === size && tail + octets.length <= PIECE) {
    return tail ? [...pieces.slice(0, -1), pieces[pieces.length - 1]! + charsOf(octets)] : [...pieces, charsOf(octets)];
  }
  const first = Math.floor(Math.min(at, size) / PIECE);
  const last = Math.floor((at + octets.length - 1) / PIECE);
  const begin = first * PIECE;
  // All that lies in the pieces from the first to the last that change.
  const before = pieces.slice(first, last + 1).join('');
  const gap = '\0'.repeat(Math.max(0, at - size));
  const middle = before.slice(0, at - begin) + gap + charsOf(octets) + before.slice(at - begin + octets.length);
  return [...pieces.slice(0, first), ...cutUp(middle), ...pieces.slice(last + 1)];
}

/** Cut to a size, or grown to it with zeros. */
export function resized(pieces: Pieces, size: number): Pieces {
  const is = sizeOf(pieces);
  if (size > is) return written(pieces, size - 1, Uint8Array.of(0));
  if (size === is) return pieces;
  const whole = Math.floor(size / PIECE);
  const rest = size % PIECE;
  return rest ? [...pieces.slice(0, whole), pieces[whole]!.slice(0, rest)] : pieces.slice(0, whole);
}
