// Which call of the user wrote which octet: the first sequence number of each send call whose octets are still kept.

import { diff, leq, span } from '../../wire/seqnum.ts';

/** Calls are numbered from 1 on each connection. Entry `i` belongs to call `first + i`. */
export interface Writes {
  starts: Uint32Array;
  first: number;
  count: number;
}

export const createWrites = (): Writes => ({ starts: new Uint32Array(0), first: 1, count: 0 });

/** The next call's octets begin with `seq`. Gives its number. */
export function noteWrite(writes: Writes, seq: number): number {
  if (writes.count === writes.starts.length) {
    const wider = new Uint32Array(Math.max(8, 2 * writes.count));
    wider.set(writes.starts);
    writes.starts = wider;
  }
  writes.starts[writes.count++] = seq;
  return writes.first + writes.count - 1;
}

/** Forgets the calls all of whose octets lie before `seq`. */
export function dropWrites(writes: Writes, seq: number): void {
  let gone = 0;
  while (gone + 1 < writes.count && leq(writes.starts[gone + 1], seq)) gone++;
  if (!gone) return;
  writes.starts.copyWithin(0, gone, writes.count);
  writes.first += gone;
  writes.count -= gone;
}

/** The call that wrote the octet with number `seq`, and the octet's place in what it wrote; undefined where that is no longer kept. */
export function writerOf(writes: Writes, seq: number): { call: number; offset: number } | undefined {
  for (let i = writes.count - 1; i >= 0; i--) {
    if (diff(seq, writes.starts[i]) >= 0) return { call: writes.first + i, offset: span(writes.starts[i], seq) };
  }
  return undefined;
}
