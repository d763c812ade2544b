// A divided network as a lab: one router with an interface in each network, and a host or two in each, as text in the format of lab files.

import { formatCidr, formatIpv4 } from '../../wire/address.ts';
import type { Cidr } from '../ipv4Entry.ts';
import { hostEnds } from './blocks.ts';
import { kindOf } from './kind.ts';
import { isFree, type Leaf, type Space } from './space.ts';

/** Networks that a stage still shows. */
export const MOST_NETWORKS = 16;

export interface SpaceLab {
  text: string;
  /** Networks that are in the lab, and those that are not: too many, a single address, or addresses that no host may have. */
  networks: number;
  left: number;
}

/** The lab of all blocks that are in use; where none is, of all. Undefined when no block can be a network of hosts. */
export function labOf(space: Space): SpaceLab | undefined {
  const used = space.leaves.filter((leaf) => !isFree(leaf));
  const wanted = used.length > 0 ? used : space.leaves;
  const networks = wanted.filter(forHosts).slice(0, MOST_NETWORKS);
  if (networks.length === 0) return undefined;
  return { text: textOf(space.root, networks), networks: networks.length, left: wanted.length - networks.length };
}

const HOST_KINDS = new Set(['private', 'shared', 'link-local', 'documentation', 'benchmark', 'public']);

/** A router and a host find place in it, and their addresses may be given to hosts. */
function forHosts(block: Cidr): boolean {
  if (block.prefix > 31 || block.prefix === 0) return false;
  const { first, last } = hostEnds(block);
  return [first, last].every((ip) => HOST_KINDS.has(kindOf(ip).id));
}

function textOf(root: Cidr, networks: readonly Leaf[]): string {
  const interfaces = networks.map(
    (block, at) => `      eth${at}: { ip: ${formatCidr(hostEnds(block).last, block.prefix)} }`,
  );
  const far = networks.length > 1 ? hostEnds(networks.at(-1)!).first : hostEnds(networks[0]!).last;
  return [
    `lab: ${formatIpv4(root.ip).replaceAll('.', '-')}-${root.prefix}`,
    'devices:',
    '  R:',
    '    kind: router',
    '    interfaces:',
    ...interfaces,
    ...networks.flatMap((block, at) => devicesOf(block, at + 1)),
    'links:',
    ...networks.flatMap((block, at) => linksOf(block, at)),
    'do:',
    `  - { at: 0 s, on: A1, run: ping -c 1 ${formatIpv4(far)} }`,
    '',
  ].join('\n');
}

/** The network has room for a second host beside the router's interface and the first one. */
const hasTwo = ({ prefix }: Cidr): boolean => prefix < 30;

/** A JSON text is a text of YAML, too; a note is somebody's own words and may have any sign in it. */
function devicesOf(block: Leaf, number: number): string[] {
  const { first, last } = hostEnds(block);
  const host = (name: string, ip: number, more = ''): string =>
    `  ${name}${number}: { kind: host, ip: ${formatCidr(ip, block.prefix)}, gateway: ${formatIpv4(last)}${more} }`;
  const words = [block.note, formatCidr(block.ip, block.prefix)].filter(Boolean).join(' · ');
  const note = `note: ${JSON.stringify(words)}`;
  if (!hasTwo(block)) return [host('A', first, `, ${note}`)];
  return [`  S${number}: { kind: switch, ${note} }`, host('A', first), host('B', first + 1)];
}

function linksOf(block: Cidr, at: number): string[] {
  const number = at + 1;
  if (!hasTwo(block)) return [`  - [A${number}, R.eth${at}]`];
  return [`  - [R.eth${at}, S${number}]`, `  - [A${number}, S${number}]`, `  - [B${number}, S${number}]`];
}
