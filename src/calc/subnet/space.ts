// A network's addresses divided by hand: a tree of prefixes, told by its leaves, which are split, joined, noted and coloured; nothing is written in place.

import type { Cidr } from '../ipv4Entry.ts';
import { blocksBetween, byAddress, endOf, halvesOf, holds, parentOf } from './blocks.ts';

export const spaceColours = ['blue', 'orange', 'green', 'pink', 'slate'] as const;
export type SpaceColour = (typeof spaceColours)[number];

/** A block that is not divided further. One without note and colour is free. */
export interface Leaf extends Cidr {
  note?: string;
  colour?: SpaceColour;
}

/** The leaves, in address order, have all addresses of the root, each once. */
export interface Space {
  root: Cidr;
  leaves: readonly Leaf[];
}

/** So many blocks are still seen and still fit into an address, with their notes. */
export const MOST_LEAVES = 128;
/** UTF-16 units of a note. */
export const LONGEST_NOTE = 40;

/** A network with these blocks in it, which are in address order and do not overlap; what lies between them is free. */
export function spaceOf(root: Cidr, blocks: readonly Leaf[]): Space {
  const leaves: Leaf[] = [];
  let end = root.ip;
  for (const block of blocks) {
    leaves.push(...blocksBetween(end, block.ip), withMarks(block, block.note ?? '', block.colour));
    end = endOf(block);
  }
  return { root, leaves: [...leaves, ...blocksBetween(end, endOf(root))] };
}

export const isFree = ({ note, colour }: Leaf): boolean => note === undefined && colour === undefined;

/** The leaf that has an address; the first where none has. */
export const leafAt = ({ leaves }: Space, ip: number): Leaf =>
  leaves.find((leaf) => leaf.ip <= ip && ip < endOf(leaf)) ?? leaves[0]!;

export const canSplit = ({ leaves }: Space, { prefix }: Leaf): boolean => prefix < 32 && leaves.length < MOST_LEAVES;

/** What a leaf becomes when it is joined with all that lies in the other half; undefined for the root. */
export const joinOf = ({ root }: Space, leaf: Leaf): Cidr | undefined =>
  leaf.prefix > root.prefix ? parentOf(leaf) : undefined;

/** The leaf as two halves; note and colour stay with the lower one, which keeps the address. */
export function split(space: Space, leaf: Leaf): Space {
  if (!canSplit(space, leaf)) return space;
  const [lower, upper] = halvesOf(leaf);
  return replaced(space, leaf, [{ ...leaf, ...lower }, upper]);
}

/** The leaf and all that lies in the other half as one; their notes stand one behind the other, and the first colour stays. */
export function join(space: Space, leaf: Leaf): Space {
  const whole = joinOf(space, leaf);
  if (!whole) return space;
  const parts = space.leaves.filter((one) => holds(whole, one));
  const note = [...new Set(parts.flatMap(({ note }) => note ?? []))].join(' + ');
  const colour = parts.find(({ colour }) => colour)?.colour;
  return replaced(space, whole, [withMarks(whole, note, colour)]);
}

/** The leaf with another note; an empty one takes it away. */
export const noted = (space: Space, leaf: Leaf, note: string): Space =>
  replaced(space, leaf, [withMarks(leaf, note, leaf.colour)]);

/** The leaf with another colour, or none. */
export const painted = (space: Space, leaf: Leaf, colour: SpaceColour | undefined): Space =>
  replaced(space, leaf, [withMarks(leaf, leaf.note ?? '', colour)]);

function withMarks({ ip, prefix }: Cidr, note: string, colour: SpaceColour | undefined): Leaf {
  const kept = plainNote(note);
  return { ip, prefix, ...(kept !== '' && { note: kept }), ...(colour && { colour }) };
}

/** One line, without control characters, not too long. Surrogates without their other half are left out, because an address cannot have them. */
export const plainNote = (note: string): string =>
  note
    .replace(/[\p{Cc}\p{Cs}\u2028\u2029\ufeff]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_NOTE)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd();

/** The space with other leaves in the place of those that lie in a block. */
function replaced({ root, leaves }: Space, block: Cidr, by: readonly Leaf[]): Space {
  return { root, leaves: [...leaves.filter((leaf) => !holds(block, leaf)), ...by].sort(byAddress) };
}

/** Where a block lies in a picture of `view`, in parts of its width and height: each further bit halves it, sideways and downwards by turns. */
export interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The place of a block that is within `view`. */
export function placeIn(view: Cidr, block: Cidr): Place {
  const place: Place = { x: 0, y: 0, width: 1, height: 1 };
  for (let bit = view.prefix; bit < block.prefix; bit++) {
    const upper = (block.ip >>> (31 - bit)) & 1;
    if ((bit - view.prefix) % 2 === 0) {
      place.width /= 2;
      place.x += upper * place.width;
    } else {
      place.height /= 2;
      place.y += upper * place.height;
    }
  }
  return place;
}

/** What was done by hand, to be taken back and done again. */
export interface Doings<T> {
  before: readonly T[];
  after: readonly T[];
}
const MOST_DOINGS = 200;

/** `from` was left for something else; what had been taken back before is gone. */
export const did = <T>({ before }: Doings<T>, from: T): Doings<T> => ({
  before: [...before, from].slice(-MOST_DOINGS),
  after: [],
});

/** One doing taken back: what there was before it, and the doings that are left. Undefined where there is none. */
export function undone<T>({ before, after }: Doings<T>, from: T): { now: T; doings: Doings<T> } | undefined {
  if (before.length === 0) return undefined;
  return { now: before.at(-1)!, doings: { before: before.slice(0, -1), after: [...after, from] } };
}

/** One doing done again. */
export function redone<T>({ before, after }: Doings<T>, from: T): { now: T; doings: Doings<T> } | undefined {
  if (after.length === 0) return undefined;
  return { now: after.at(-1)!, doings: { before: [...before, from], after: after.slice(0, -1) } };
}
