// Finds a connection by its four numbers: open addressing in a typed array, because this is done for every segment.

import type { Ends } from './tcb.ts';

/** `slots[i]`: place of a connection in the list plus 1, or 0. Its length is a power of two, at least twice the number of connections. */
export interface Index {
  slots: Int32Array;
  used: number;
}

export const createIndex = (): Index => ({ slots: new Int32Array(16), used: 0 });

function hash(ends: Ends): number {
  let h = Math.imul(ends.remoteIp ^ Math.imul(ends.localIp, 0x9e37_79b1), 0x85eb_ca6b);
  h = Math.imul(h ^ (h >>> 15) ^ ((ends.localPort << 16) | ends.remotePort), 0xc2b2_ae35);
  return (h ^ (h >>> 13)) >>> 0;
}

const isSame = (a: Ends, b: Ends): boolean =>
  a.remotePort === b.remotePort && a.localPort === b.localPort && a.remoteIp === b.remoteIp && a.localIp === b.localIp;

/** The place in `list` of the connection with these ends, or −1. */
export function findEntry(index: Index, list: readonly Ends[], ends: Ends): number {
  const { slots } = index;
  const mask = slots.length - 1;
  for (let at = hash(ends) & mask; slots[at] !== 0; at = (at + 1) & mask) {
    if (isSame(list[slots[at] - 1], ends)) return slots[at] - 1;
  }
  return -1;
}

/** Adds `list[entry]`. Where another one with the same ends is known already, this one takes its place. */
export function insertEntry(index: Index, list: readonly Ends[], entry: number): void {
  if (2 * (index.used + 1) > index.slots.length) {
    index.slots = new Int32Array(2 * index.slots.length);
    rebuildIndex(index, list);
    return;
  }
  const { slots } = index;
  const mask = slots.length - 1;
  let at = hash(list[entry]) & mask;
  while (slots[at] !== 0 && !isSame(list[slots[at] - 1], list[entry])) at = (at + 1) & mask;
  if (slots[at] === 0) index.used++;
  slots[at] = entry + 1;
}

/** Makes it anew; whenever the list has changed other than at its end. */
export function rebuildIndex(index: Index, list: readonly Ends[]): void {
  index.slots.fill(0);
  index.used = 0;
  for (let entry = 0; entry < list.length; entry++) insertEntry(index, list, entry);
}
