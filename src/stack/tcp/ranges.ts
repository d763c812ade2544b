// Ranges of sequence numbers, sorted and apart: what arrived behind a gap, and what the peer says it holds (RFC 2018).

import { diff, geq, gt, leq, lt, max, min } from '../../wire/seqnum.ts';

/** Range `i` reaches from `edges[2 * i]` to before `edges[2 * i + 1]`. */
export interface Ranges {
  edges: Uint32Array;
  count: number;
}

export const createRanges = (): Ranges => ({ edges: new Uint32Array(0), count: 0 });

export function clearRanges(ranges: Ranges): void {
  ranges.count = 0;
}

/** Adds a range, joined with what it touches. False when all of it was there already. */
export function addRange(ranges: Ranges, left: number, right: number): boolean {
  const { edges } = ranges;
  let first = 0;
  while (first < ranges.count && lt(edges[2 * first + 1], left)) first++;
  let after = first;
  while (after < ranges.count && leq(edges[2 * after], right)) after++;
  if (after === first) {
    insert(ranges, first, left, right);
    return true;
  }
  const wasLeft = edges[2 * first];
  const wasRight = edges[2 * first + 1];
  if (after === first + 1 && leq(wasLeft, left) && geq(wasRight, right)) return false;
  edges[2 * first] = min(wasLeft, left);
  edges[2 * first + 1] = max(edges[2 * after - 1], right);
  remove(ranges, first + 1, after);
  return true;
}

function insert(ranges: Ranges, at: number, left: number, right: number): void {
  if (2 * ranges.count === ranges.edges.length) {
    const wider = new Uint32Array(Math.max(8, 2 * ranges.edges.length));
    wider.set(ranges.edges);
    ranges.edges = wider;
  }
  const { edges } = ranges;
  edges.copyWithin(2 * at + 2, 2 * at, 2 * ranges.count);
  edges[2 * at] = left;
  edges[2 * at + 1] = right;
  ranges.count++;
}

function remove(ranges: Ranges, from: number, to: number): void {
  ranges.edges.copyWithin(2 * from, 2 * to, 2 * ranges.count);
  ranges.count -= to - from;
}

/** Forgets what lies before `seq`. */
export function dropBefore(ranges: Ranges, seq: number): void {
  const { edges } = ranges;
  let gone = 0;
  while (gone < ranges.count && leq(edges[2 * gone + 1], seq)) gone++;
  if (gone) remove(ranges, 0, gone);
  if (ranges.count && lt(edges[0], seq)) edges[0] = seq;
}

/** The place of the range that holds `seq`, or −1. */
export function rangeWith(ranges: Ranges, seq: number): number {
  const { edges } = ranges;
  for (let i = 0; i < ranges.count; i++) {
    if (gt(edges[2 * i], seq)) return -1;
    if (lt(seq, edges[2 * i + 1])) return i;
  }
  return -1;
}

/** Octets of the ranges that lie between `left` and `right`. */
export function octetsWithin(ranges: Ranges, left: number, right: number): number {
  const { edges } = ranges;
  let octets = 0;
  for (let i = 0; i < ranges.count; i++) {
    const length = diff(min(edges[2 * i + 1], right), max(edges[2 * i], left));
    if (length > 0) octets += length;
  }
  return octets;
}
