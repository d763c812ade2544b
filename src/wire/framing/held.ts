// Octets that wait until there are enough of them: a buffer that grows by what arrived, never by what a length promises.

/** The first `size` octets of `octets` are held. Plain data; `octets` is a buffer of its own, no view. */
export interface Held {
  octets: Uint8Array;
  size: number;
}

const NONE = new Uint8Array(0);
const SMALLEST = 16;

export const holdNothing = (): Held => ({ octets: NONE, size: 0 });

/** Adds a copy of `chunk[start, end)`. Room at least doubles when there is too little, up to `most` octets, so that many small pieces stay cheap. */
export function hold(held: Held, chunk: Uint8Array, start: number, end: number, most = Infinity): void {
  if (end <= start) return;
  const size = held.size + (end - start);
  makeRoom(held, size, most);
  held.octets.set(chunk.subarray(start, end), held.size);
  held.size = size;
}

/** Adds one octet. */
export function holdOctet(held: Held, octet: number, most = Infinity): void {
  makeRoom(held, held.size + 1, most);
  held.octets[held.size++] = octet;
}

function makeRoom(held: Held, size: number, most: number): void {
  if (size <= held.octets.length) return;
  const wider = Math.max(size, Math.min(most, Math.max(2 * held.octets.length, SMALLEST)));
  const octets = new Uint8Array(wider);
  octets.set(held.octets.subarray(0, held.size));
  held.octets = octets;
}

/** What is held, as a view that is good until the next change. */
export const heldOctets = (held: Held): Uint8Array => held.octets.subarray(0, held.size);

/** Forgets what is held, and its room. */
export function release(held: Held): void {
  held.octets = NONE;
  held.size = 0;
}
