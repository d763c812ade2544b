// A switch's filtering database (IEEE 802.1Q §8.8): which station was last heard behind which port. Typed columns with open addressing, so that
// a checkpoint copies it in no time and forwarding costs two probes.

import { NEVER, type Instant } from '../base/time.ts';

const NOBODY = 255;
const FIRST_SLOTS = 16;

/** Entries by hash of the MAC; a slot whose `port` is 255 is empty. */
export interface MacTable {
  mac: Float64Array;
  port: Uint8Array;
  learnedAt: Float64Array;
  expiresAt: Float64Array;
  /** Order of learning. */
  turn: Float64Array;
  count: number;
  turns: number;
  /** Most entries it holds; the one that was silent for longest makes room. */
  limit: number;
}

/** One line of the table as people see it. Times are instants. */
export interface MacEntry {
  mac: number;
  port: number;
  learnedAt: Instant;
  expiresAt: Instant;
}

/** An empty table for at most `limit` entries. */
export function createMacTable(limit: number): MacTable {
  return { ...columns(FIRST_SLOTS), count: 0, turns: 0, limit };
}

function columns(slots: number): Pick<MacTable, 'mac' | 'port' | 'learnedAt' | 'expiresAt' | 'turn'> {
  return {
    mac: new Float64Array(slots),
    port: new Uint8Array(slots).fill(NOBODY),
    learnedAt: new Float64Array(slots),
    expiresAt: new Float64Array(slots),
    turn: new Float64Array(slots),
  };
}

/** Where the search for a MAC begins. Vendors give out the low octets one after another, so the product spreads them. */
function home(mac: number, mask: number): number {
  const h = Math.imul((mac >>> 0) ^ ((mac / 0x1_0000_0000) << 8), 0x9e3779b1);
  return (h ^ (h >>> 15)) & mask;
}

/** The slot of a MAC, or −1. It may hold an entry that has expired: compare `expiresAt`. */
export function findMac(t: MacTable, mac: number): number {
  const mask = t.port.length - 1;
  for (let slot = home(mac, mask); t.port[slot] !== NOBODY; slot = (slot + 1) & mask) {
    if (t.mac[slot] === mac) return slot;
  }
  return -1;
}

/** Adds a MAC that is not in the table. When it is full, `evict` hears of the entry that goes. */
export function addMac(
  t: MacTable,
  mac: number,
  port: number,
  now: Instant,
  expiresAt: Instant,
  evict: (mac: number, port: number) => void,
): void {
  if (t.count >= t.limit) {
    const oldest = quietest(t);
    evict(t.mac[oldest]!, t.port[oldest]!);
    removeSlot(t, oldest);
  }
  if (2 * (t.count + 1) > t.port.length) grow(t);
  put(t, mac, port, now, expiresAt, t.turns++);
  t.count++;
}

function put(t: MacTable, mac: number, port: number, learnedAt: Instant, expiresAt: Instant, turn: number): void {
  const mask = t.port.length - 1;
  let slot = home(mac, mask);
  while (t.port[slot] !== NOBODY) slot = (slot + 1) & mask;
  t.mac[slot] = mac;
  t.port[slot] = port;
  t.learnedAt[slot] = learnedAt;
  t.expiresAt[slot] = expiresAt;
  t.turn[slot] = turn;
}

/** The station at a slot is now heard behind another port: it counts as learned anew. */
export function moveMac(t: MacTable, slot: number, port: number, now: Instant, expiresAt: Instant): void {
  t.port[slot] = port;
  t.learnedAt[slot] = now;
  t.expiresAt[slot] = expiresAt;
  t.turn[slot] = t.turns++;
}

/** Removes the entry at a slot; later entries of the same run of slots move up, so that no search ends too early. */
export function removeSlot(t: MacTable, slot: number): void {
  const mask = t.port.length - 1;
  let hole = slot;
  for (let i = (hole + 1) & mask; t.port[i] !== NOBODY; i = (i + 1) & mask) {
    const from = home(t.mac[i]!, mask);
    if (((i - from) & mask) < ((i - hole) & mask)) continue; // its search begins after the hole
    for (const column of [t.mac, t.port, t.learnedAt, t.expiresAt, t.turn]) column[hole] = column[i]!;
    hole = i;
  }
  t.port[hole] = NOBODY;
  t.count--;
}

function quietest(t: MacTable): number {
  let found = -1;
  let soonest = NEVER;
  for (let i = 0; i < t.port.length; i++) {
    if (t.port[i] === NOBODY) continue;
    const at = t.expiresAt[i]!;
    if (found < 0 || at < soonest || (at === soonest && t.turn[i]! < t.turn[found]!)) {
      found = i;
      soonest = at;
    }
  }
  return found;
}

function grow(t: MacTable): void {
  const { mac, port, learnedAt, expiresAt, turn } = t;
  Object.assign(t, columns(port.length * 2));
  for (let i = 0; i < port.length; i++) {
    if (port[i] !== NOBODY) put(t, mac[i]!, port[i]!, learnedAt[i]!, expiresAt[i]!, turn[i]!);
  }
}

/** All entries, expired ones too, in the order in which they were learned. */
export function allMacs(t: MacTable): MacEntry[] {
  const slots: number[] = [];
  for (let i = 0; i < t.port.length; i++) if (t.port[i] !== NOBODY) slots.push(i);
  slots.sort((a, b) => t.turn[a]! - t.turn[b]!);
  return slots.map((i) => ({
    mac: t.mac[i]!,
    port: t.port[i]!,
    learnedAt: t.learnedAt[i]!,
    expiresAt: t.expiresAt[i]!,
  }));
}

/** Removes a MAC if it is there. */
export function removeMac(t: MacTable, mac: number): void {
  const slot = findMac(t, mac);
  if (slot >= 0) removeSlot(t, slot);
}
