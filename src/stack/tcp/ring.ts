// A buffer of octets that go in at one end and out at the other, and grows as it is used: what a socket sends and receives waits in one.

export interface Ring {
  /** A power of two of them. */
  octets: Uint8Array;
  /** Where the first one lies, and how many there are in a row from there. */
  head: number;
  used: number;
}

const SMALLEST = 2048;

export const createRing = (): Ring => ({ octets: new Uint8Array(0), head: 0, used: 0 });

/** Makes room for `size` octets from the first one on. */
function reserve(ring: Ring, size: number): void {
  const { octets: old, head } = ring;
  if (size <= old.length) return;
  let length = Math.max(SMALLEST, old.length);
  while (length < size) length *= 2;
  const octets = new Uint8Array(length);
  octets.set(old.subarray(head));
  octets.set(old.subarray(0, head), old.length - head);
  ring.octets = octets;
  ring.head = 0;
}

/** Puts `bytes[from]` … `bytes[to - 1]` at `offset` from the first octet. Does not count them as used: there may be a hole before. */
export function place(ring: Ring, offset: number, bytes: Uint8Array, from: number, to: number): void {
  reserve(ring, offset + to - from);
  const { octets } = ring;
  const mask = octets.length - 1;
  const at = (ring.head + offset) & mask;
  const first = Math.min(to - from, octets.length - at);
  copy(bytes, from, octets, at, first);
  if (first < to - from) copy(bytes, from + first, octets, 0, to - from - first);
}

/** Adds octets at the end. */
export function append(ring: Ring, bytes: Uint8Array, from: number, to: number): void {
  place(ring, ring.used, bytes, from, to);
  ring.used += to - from;
}

/** Copies `length` octets from `offset` on to `into[at]` …; they must be there. */
export function peek(ring: Ring, offset: number, length: number, into: Uint8Array, at: number): void {
  const { octets } = ring;
  const start = (ring.head + offset) & (octets.length - 1);
  const first = Math.min(length, octets.length - start);
  copy(octets, start, into, at, first);
  if (first < length) copy(octets, 0, into, at + first, length - first);
}

/** Forgets the first octets. */
export function drop(ring: Ring, length: number): void {
  ring.used -= length;
  ring.head = (ring.head + length) & (ring.octets.length - 1);
}

/** Where a view costs more than the copying. */
const SHORT = 64;

function copy(from: Uint8Array, start: number, to: Uint8Array, at: number, length: number): void {
  if (length > SHORT) to.set(from.subarray(start, start + length), at);
  else for (let i = 0; i < length; i++) to[at + i] = from[start + i];
}
