// K-07: what kind of IPv4 address it is, by the special-purpose registry (RFC 6890), and which class it would have had before 1993 (RFC 791 section 2.3).

import { formatCidr, networkOf, parseCidr } from '../../wire/address.ts';
import type { Cidr } from '../ipv4Entry.ts';

/** A block of addresses with a purpose, by a code that `words/calc` knows as `kind.CODE`. */
export interface Kind {
  id: string;
  /** The rest of the address space is in no block. */
  block?: Cidr;
  source: string;
}

const table: readonly { id: string; block: string; source: string }[] = [
  { id: 'this-host', block: '0.0.0.0/32', source: 'RFC 1122 §3.2.1.3' },
  { id: 'this-network', block: '0.0.0.0/8', source: 'RFC 791 §3.2' },
  { id: 'private', block: '10.0.0.0/8', source: 'RFC 1918 §3' },
  { id: 'shared', block: '100.64.0.0/10', source: 'RFC 6598 §7' },
  { id: 'loopback', block: '127.0.0.0/8', source: 'RFC 1122 §3.2.1.3' },
  { id: 'link-local', block: '169.254.0.0/16', source: 'RFC 3927 §2.1' },
  { id: 'private', block: '172.16.0.0/12', source: 'RFC 1918 §3' },
  { id: 'documentation', block: '192.0.2.0/24', source: 'RFC 5737 §3' },
  { id: 'documentation', block: '198.51.100.0/24', source: 'RFC 5737 §3' },
  { id: 'documentation', block: '203.0.113.0/24', source: 'RFC 5737 §3' },
  { id: 'private', block: '192.168.0.0/16', source: 'RFC 1918 §3' },
  { id: 'benchmark', block: '198.18.0.0/15', source: 'RFC 2544 §C.2.2' },
  { id: 'multicast', block: '224.0.0.0/4', source: 'RFC 5771 §3' },
  { id: 'broadcast', block: '255.255.255.255/32', source: 'RFC 919 §7' },
  { id: 'reserved', block: '240.0.0.0/4', source: 'RFC 1112 §4' },
];

/** Every block with a purpose. Where one lies in another, it comes first: the first that fits is the kind. */
export const blocks: readonly Required<Kind>[] = table.map((row) => ({ ...row, block: parseCidr(row.block)! }));

const fits = (ip: number, { ip: first, prefix }: Cidr): boolean => networkOf(ip, prefix) === first;

/** The kind of an address. `lengthOf` compares more or fewer bits of a block than its prefix has: so go the mistakes that people make. */
export function kindOf(ip: number, lengthOf = (prefix: number): number => prefix): Kind {
  const found = blocks.find(({ block }) => {
    const prefix = lengthOf(block.prefix);
    return fits(ip, { ip: networkOf(block.ip, prefix), prefix });
  });
  return found ?? { id: 'public', source: 'RFC 6890 §2.2.2' };
}

/** The block with a purpose that has the most bits at the front in common with an address; of several, the largest. */
export function nearestBlock(ip: number): Required<Kind> {
  const common = ({ block }: Required<Kind>): number => Math.clz32((ip ^ block.ip) >>> 0);
  return blocks.reduce((best, one) =>
    common(one) > common(best) || (common(one) === common(best) && one.block.prefix < best.block.prefix) ? one : best,
  );
}

/** A block as `10.0.0.0/8`. */
export const blockText = ({ ip, prefix }: Cidr): string => formatCidr(ip, prefix);

/** The class by the first bits: history, which says nothing about the mask of today. */
export const classOf = (ip: number): string => 'ABCDE'[Math.min(4, Math.clz32(~ip >>> 0))]!;
