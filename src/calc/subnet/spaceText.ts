// A divided network as a short text for the address bar, and back. What comes from an address is never trusted: anything that is no such text is refused.
//
// `192.168.20.0/24;25b=sales;26;26`: the network, then the leaves in address order, each by its length, the first letter of its colour, and its note. Where a leaf
// begins needs no telling: where the one before it ends.

import { formatCidr, networkOf, parseCidr } from '../../wire/address.ts';
import { endOf } from './blocks.ts';
import { MOST_LEAVES, plainNote, spaceColours, type Leaf, type Space } from './space.ts';

/** Longer than any text that `writeSpace` gives. */
const LONGEST = 8192;

const letters = new Map(spaceColours.map((colour) => [colour[0]!, colour]));

export function writeSpace({ root, leaves }: Space): string {
  const parts = leaves.map(({ prefix, note, colour }) => {
    const written = note === undefined ? '' : `=${note.replace(/[~;]/g, (sign) => (sign === ';' ? '~.' : '~~'))}`;
    return `${prefix}${colour ? colour[0] : ''}${written}`;
  });
  return [formatCidr(root.ip, root.prefix), ...parts].join(';');
}

/** The space that a text stands for; undefined for a text that no space gives. */
export function readSpace(text: string): Space | undefined {
  if (text.length > LONGEST) return undefined;
  const [first, ...parts] = text.split(';');
  const root = parseCidr(first!);
  if (!root || networkOf(root.ip, root.prefix) !== root.ip || parts.length > MOST_LEAVES) return undefined;
  const leaves: Leaf[] = [];
  let ip = root.ip;
  for (const part of parts) {
    const leaf = readLeaf(part, ip);
    if (!leaf || leaf.prefix < root.prefix || ip >= endOf(root) || networkOf(ip, leaf.prefix) !== ip) return undefined;
    leaves.push(leaf);
    ip = endOf(leaf);
  }
  return ip === endOf(root) ? { root, leaves } : undefined;
}

function readLeaf(part: string, ip: number): Leaf | undefined {
  const [, length, letter, written] = /^(\d|[12]\d|3[0-2])([a-z])?(?:=(.*))?$/s.exec(part) ?? [];
  if (length === undefined) return undefined;
  const colour = letter === undefined ? undefined : letters.get(letter);
  const note = written?.replace(/~([~.])/g, (_, sign: string) => (sign === '.' ? ';' : '~'));
  if ((letter !== undefined && !colour) || note === '' || (note !== undefined && plainNote(note) !== note)) {
    return undefined;
  }
  return { ip, prefix: Number(length), ...(note !== undefined && { note }), ...(colour && { colour }) };
}
