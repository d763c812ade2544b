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

/** The slot of `list[entry]`, or the empty one where it would be. */
function slotOf({ slots }: Index, list: readonly Ends[], entry: number): number {
  const mask = slots.length - 1;
  let at = hash(list[entry]) & mask;
  while (slots[at] !== 0 && slots[at] !== entry + 1) at = (at + 1) & mask;
  return at;
}

/** Adds `list[entry]`. No other in the index may have the same ends. */
export function insertEntry(index: Index, list: readonly Ends[], entry: number): void {
  if (2 * (index.used + 1) > index.slots.length) widen(index, list);
  index.slots[slotOf(index, list, entry)] = entry + 1;
  index.used++;
}

function widen(index: Index, list: readonly Ends[]): void {
  const { slots: old } = index;
  index.slots = new Int32Array(2 * old.length);
  for (const one of old) if (one !== 0) index.slots[slotOf(index, list, one - 1)] = one;
}

/** Takes `list[entry]` out, where it is in. What was pushed behind it by the same hash moves up, so that searches still end at an empty slot. */
export function removeEntry(index: Index, list: readonly Ends[], entry: number): void {
  const { slots } = index;
  const mask = slots.length - 1;
  let hole = slotOf(index, list, entry);
  if (slots[hole] === 0) return;
  index.used--;
  for (let at = (hole + 1) & mask; slots[at] !== 0; at = (at + 1) & mask) {
    const wanted = hash(list[slots[at] - 1]) & mask;
    if (((at - wanted) & mask) < ((at - hole) & mask)) continue; // it lies between where it belongs and here: the hole is before that
    slots[hole] = slots[at];
    hole = at;
  }
  slots[hole] = 0;
}

/** `list[from]` is about to become `list[to]`. */
export function moveEntry(index: Index, list: readonly Ends[], from: number, to: number): void {
  const at = slotOf(index, list, from);
  if (index.slots[at] !== 0) index.slots[at] = to + 1;
}
