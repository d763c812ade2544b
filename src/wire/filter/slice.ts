// Pieces between square brackets: which octets of a value (`eth.src[0:3]`), and which layers of a protocol (`ip.ttl#[2-3]`).

import { parseNumber } from './constant.ts';
import type { Piece } from './parse.ts';
import type { LayerChoice } from './read.ts';

/** From `start` (negative: counted from the end) so many. */
export interface Run {
  start: number;
  /** Infinity: all the rest. */
  length: number;
}

/** Reads `3`, `-1`, `0:3`, `:3`, `3:`, `0-2`; a string says what is wrong with it. */
export function runOf({ text }: Piece): Run | string {
  const number = '(-?(?:0x[0-9a-fA-F]+|\\d+))';
  const match = new RegExp(`^${number}?\\s*(?:([:-])\\s*${number}?)?$`).exec(text);
  const [start, second] = [match?.[1], match?.[3]].map((part) => (part === undefined ? undefined : signed(part)));
  const sign = match?.[2];
  if (!match || Number.isNaN(start) || Number.isNaN(second) || !text) return `"${text}" is not a piece`;
  if (sign === undefined) return start === undefined ? `"${text}" is not a piece` : { start, length: 1 };
  if (sign === ':') {
    if (second !== undefined && second < 1) return `"${text}" has a length that is not positive`;
    return { start: start ?? 0, length: second ?? Infinity };
  }
  if (start === undefined || second === undefined) return `"${text}" is not a piece`;
  if (start < 0 !== second < 0 || second < start) return `"${text}" ends before it begins`;
  return { start, length: second - start + 1 };
}

function signed(text: string): number {
  const size = parseNumber(text.replace('-', '')) ?? NaN;
  return text.startsWith('-') ? -size : size;
}

/** The octets of all runs one after another; undefined where one of them is not there in full. */
export function cut(octets: Uint8Array, runs: readonly Run[]): Uint8Array | undefined {
  const parts: Uint8Array[] = [];
  for (const run of runs) {
    const start = run.start < 0 ? octets.length + run.start : run.start;
    const end = run.length === Infinity ? octets.length : start + run.length;
    if (start < 0 || start >= octets.length || end > octets.length) return undefined;
    parts.push(octets.subarray(start, end));
  }
  if (parts.length === 1) return parts[0];
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** Layers are counted from 1, outermost first; from −1, innermost first. */
export function layersOf(runs: readonly Run[]): LayerChoice {
  return (nth, count) =>
    runs.some(({ start, length }) => {
      const first = start < 0 ? count + 1 + start : start;
      return nth >= first && nth < first + length;
    });
}
