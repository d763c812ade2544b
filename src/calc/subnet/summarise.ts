// Several networks as fewer: the exact merge, which has not one address more, and the smallest single block that has them all (RFC 4632 section 4.1).

import type { Cidr } from '../ipv4Entry.ts';
import { blocksBetween, byAddress, coverOf, endOf, holds, parentOf } from './blocks.ts';

/** A network that says nothing new, for another one has all its addresses. */
export interface Absorbed {
  block: Cidr;
  by: Cidr;
}

/** Two halves that become one. */
export interface Merge {
  lower: Cidr;
  upper: Cidr;
  whole: Cidr;
}

export interface Summary {
  /** What is left of the networks without those that others hold, in address order. */
  distinct: Cidr[];
  absorbed: Absorbed[];
  /** In the order in which they become possible. */
  merges: Merge[];
  exact: Cidr[];
  cover: Cidr;
  /** What the cover has, and none of the networks: the fewest blocks, in address order. */
  foreign: Cidr[];
}

/** Both summaries of at least one network. */
export function summarise(networks: readonly Cidr[]): Summary {
  const distinct: Cidr[] = [];
  const absorbed: Absorbed[] = [];
  for (const block of [...networks].sort(byAddress)) {
    // In this order only the last one that was kept can hold it.
    const last = distinct.at(-1);
    if (last && holds(last, block)) absorbed.push({ block, by: last });
    else distinct.push(block);
  }
  const merges: Merge[] = [];
  const exact: Cidr[] = [];
  for (const block of distinct) {
    let upper = block;
    for (let lower = exact.at(-1); lower && areHalves(lower, upper); lower = exact.at(-1)) {
      const whole = parentOf(upper)!;
      merges.push({ lower, upper, whole });
      exact.pop();
      upper = whole;
    }
    exact.push(upper);
  }
  const cover = coverOf(exact);
  return { distinct, absorbed, merges, exact, cover, foreign: gapsIn(cover, exact) };
}

/** Are these the two halves of one block, the lower first? */
const areHalves = (lower: Cidr, upper: Cidr): boolean =>
  lower.prefix === upper.prefix && parentOf(upper)?.ip === lower.ip && endOf(lower) === upper.ip;

/** What lies in `whole` and in none of `blocks`, which are in address order and do not overlap. */
function gapsIn(whole: Cidr, blocks: readonly Cidr[]): Cidr[] {
  const starts = [...blocks.map(({ ip }) => ip), endOf(whole)];
  const ends = [whole.ip, ...blocks.map(endOf)];
  return starts.flatMap((start, place) => blocksBetween(ends[place]!, start));
}
