// The ARP cache of one interface: typed columns in the order of learning, found by open addressing on the IPv4 address (RFC 826 "translation table").

import type { Instant } from '../base/time.ts';
import type { FrameNumber, RowNumber } from './surroundings.ts';

/** States of an entry. A reachable entry past its time is "expired"; that is seen when it is looked up, no timer runs for it. */
export const ASKING = 1;
export const REACHABLE = 2;
export const FAILED = 3;
export const STATIC = 4;

/** In place of an entry: there is none. */
export const MISSING = -1;

/** Entries of one interface at most, as Linux (gc_thresh3). */
const LIMIT = 1024;

/** A packet that waits for a MAC: a finished frame whose destination MAC is still zero. */
export interface WaitingPacket {
  frame: FrameNumber;
  /** The interface it came in by when it is being forwarded; `OWN_PACKET` when a program of this machine sent it. */
  from: number;
}
export const OWN_PACKET = -1;

/** A question under way. */
export interface ArpQuestion {
  ip: number;
  /** Requests sent so far. */
  tries: number;
  /** When to ask again or to give up. */
  deadline: Instant;
  /** The row of the last request, which is to blame for what the deadline brings. */
  cause: RowNumber;
  waiting: WaitingPacket[];
}

export interface ArpState {
  /** Entries in use; they fill the columns from 0, oldest first. */
  count: number;
  ip: Uint32Array;
  /** 0 while not known. */
  mac: Float64Array;
  state: Uint8Array;
  confirmedAt: Float64Array;
  /** Hash of the address → entry + 1; 0 is empty. */
  index: Uint16Array;
  questions: ArpQuestion[];
}

/** An empty cache. The columns come with the first entry: most caches stay small, and a checkpoint copies them all. */
export function createArp(): ArpState {
  return {
    count: 0,
    ip: new Uint32Array(0),
    mac: new Float64Array(0),
    state: new Uint8Array(0),
    confirmedAt: new Float64Array(0),
    index: new Uint16Array(0),
    questions: [],
  };
}

/** The entry for an address, or `MISSING`. */
export function findNeighbour(arp: ArpState, ip: number): number {
  const { index, ip: ips } = arp;
  const mask = index.length - 1;
  if (mask < 0) return MISSING;
  for (let at = homeOf(ip, mask); ; at = (at + 1) & mask) {
    const entry = index[at] - 1;
    if (entry < 0) return MISSING;
    if (ips[entry] === ip) return entry;
  }
}

/** Appends an entry for an address that has none. The caller has made room (`isFull`). */
export function addNeighbour(arp: ArpState, ip: number, state: number, mac: number, now: Instant): number {
  if (arp.count === arp.ip.length) grow(arp);
  const entry = arp.count++;
  arp.ip[entry] = ip;
  arp.mac[entry] = mac;
  arp.state[entry] = state;
  arp.confirmedAt[entry] = now;
  link(arp, entry);
  return entry;
}

/** True when the oldest entry that is neither static nor being asked for has to go before another comes in. */
export const isFull = (arp: ArpState): boolean => arp.count >= LIMIT;

/** Takes an entry out; later ones move up. Rare, so the index is simply made anew. */
export function removeNeighbour(arp: ArpState, entry: number): void {
  arp.ip.copyWithin(entry, entry + 1, arp.count);
  arp.mac.copyWithin(entry, entry + 1, arp.count);
  arp.state.copyWithin(entry, entry + 1, arp.count);
  arp.confirmedAt.copyWithin(entry, entry + 1, arp.count);
  arp.count--;
  reindex(arp);
}

const homeOf = (ip: number, mask: number): number => Math.imul(ip, 0x9e3779b1) >>> Math.clz32(mask);

function link(arp: ArpState, entry: number): void {
  const { index } = arp;
  const mask = index.length - 1;
  let at = homeOf(arp.ip[entry], mask);
  while (index[at]) at = (at + 1) & mask;
  index[at] = entry + 1;
}

function reindex(arp: ArpState): void {
  arp.index.fill(0);
  for (let entry = 0; entry < arp.count; entry++) link(arp, entry);
}

function grow(arp: ArpState): void {
  const size = arp.ip.length ? arp.ip.length * 2 : 4;
  const { ip, mac, state, confirmedAt } = arp;
  (arp.ip = new Uint32Array(size)).set(ip);
  (arp.mac = new Float64Array(size)).set(mac);
  (arp.state = new Uint8Array(size)).set(state);
  (arp.confirmedAt = new Float64Array(size)).set(confirmedAt);
  arp.index = new Uint16Array(size * 2);
  reindex(arp);
}
