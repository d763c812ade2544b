// Networks as blocks of addresses (RFC 4632 section 3.1): as large as a power of two, and beginning at a multiple of their size.

import { broadcastOf, networkOf } from '../../wire/address.ts';
import { powerOfTwo } from '../bits.ts';
import type { Cidr } from '../ipv4Entry.ts';

/** Addresses in a block. */
export const sizeOf = ({ prefix }: Cidr): number => powerOfTwo(32 - prefix);

/** The first address behind a block; 2³² behind the last. */
export const endOf = (block: Cidr): number => block.ip + sizeOf(block);

/** Addresses in several blocks. */
export const sizeOfAll = (blocks: readonly Cidr[]): number => blocks.reduce((sum, block) => sum + sizeOf(block), 0);

/** The first and the last address that hosts may have; of two (RFC 3021) and of one these are all. */
export function hostEnds(block: Cidr): { first: number; last: number } {
  const ends = block.prefix >= 31 ? 0 : 1;
  return { first: block.ip + ends, last: endOf(block) - 1 - ends };
}

/** In address order, the larger of two that begin together first. */
export const byAddress = (a: Cidr, b: Cidr): number => a.ip - b.ip || a.prefix - b.prefix;

/** Is `inner` within `outer`, or the same? */
export const holds = (outer: Cidr, inner: Cidr): boolean =>
  outer.prefix <= inner.prefix && networkOf(inner.ip, outer.prefix) === outer.ip;

/** The block twice as large that a block is one half of; undefined for all of IPv4. */
export const parentOf = ({ ip, prefix }: Cidr): Cidr | undefined =>
  prefix === 0 ? undefined : { ip: networkOf(ip, prefix - 1), prefix: prefix - 1 };

/** Both halves of a block; a single address has none. */
export const halvesOf = ({ ip, prefix }: Cidr): [Cidr, Cidr] => [
  { ip, prefix: prefix + 1 },
  { ip: ip + powerOfTwo(31 - prefix), prefix: prefix + 1 },
];

/** The fewest blocks that have exactly the addresses from `start` to before `end` (at most 2³²), in address order. */
export function blocksBetween(start: number, end: number): Cidr[] {
  const blocks: Cidr[] = [];
  for (let ip = start; ip < end; ip = endOf(blocks.at(-1)!)) {
    let prefix = 32;
    while (prefix > 0 && networkOf(ip, prefix - 1) === ip && ip + powerOfTwo(33 - prefix) <= end) prefix--;
    blocks.push({ ip, prefix });
  }
  return blocks;
}

/** The smallest block that has all of these (at least one). */
export function coverOf(blocks: readonly Cidr[]): Cidr {
  const first = Math.min(...blocks.map(({ ip }) => ip));
  const last = Math.max(...blocks.map(({ ip, prefix }) => broadcastOf(ip, prefix)));
  const prefix = Math.clz32((first ^ last) >>> 0);
  return { ip: networkOf(first, prefix), prefix };
}
