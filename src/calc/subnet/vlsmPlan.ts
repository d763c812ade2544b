// A network divided among several that need different numbers of hosts: the largest first, each in the smallest block that fits (RFC 4632 section 3.1; RFC 3021 for /31).

import { powerOfTwo } from '../bits.ts';
import type { Cidr } from '../ipv4Entry.ts';
import { blocksBetween, endOf, hostEnds, sizeOf } from './blocks.ts';

/** Who needs how many addresses for hosts; `line` is where it stands in the list, from 1. */
export interface Need {
  name: string;
  hosts: number;
  line: number;
}

/** What a small number of hosts gets: otherwise a /30 for both. */
export interface SmallBlocks {
  /** A /31 for two hosts (RFC 3021). */
  pairs: boolean;
  /** A /32 for one host. */
  singles: boolean;
}

export interface Placed {
  need: Need;
  block: Cidr;
}

export type Plan =
  | { fits: true; placed: Placed[]; free: Cidr[] }
  /** The first that does not fit, what it needs, and how many addresses are left for it. */
  | { fits: false; need: Need; block: number; left: number };

/** The longest prefix whose network has so many addresses for hosts. */
export function prefixFor(hosts: number, { pairs, singles }: SmallBlocks): number {
  if (hosts === 1 && singles) return 32;
  if (hosts === 2 && pairs) return 31;
  let prefix = 30;
  while (powerOfTwo(32 - prefix) < hosts + 2) prefix--;
  return prefix;
}

/** Addresses of a block that hosts may have. */
export function usableIn(block: Cidr): number {
  const { first, last } = hostEnds(block);
  return last - first + 1;
}

/** Places all needs from the network's first address on. Blocks of falling size one after the other are always aligned, and leave no gaps. */
export function planOf(network: Cidr, needs: readonly Need[], small: SmallBlocks): Plan {
  const wanted = needs.map((need) => ({ need, prefix: prefixFor(need.hosts, small) }));
  // Sorting keeps the order of equals. With a /31 for two and a /30 for one the larger block, not the larger number, goes first.
  wanted.sort((a, b) => a.prefix - b.prefix || b.need.hosts - a.need.hosts);
  const end = endOf(network);
  const placed: Placed[] = [];
  let ip = network.ip;
  for (const { need, prefix } of wanted) {
    const size = powerOfTwo(32 - prefix);
    if (ip + size > end) return { fits: false, need, block: size, left: end - ip };
    placed.push({ need, block: { ip, prefix } });
    ip += sizeOf({ ip, prefix });
  }
  return { fits: true, placed, free: blocksBetween(ip, end) };
}
