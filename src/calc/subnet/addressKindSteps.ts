// The working of K-07: which block an address lies in, bit by bit, or in which bit it misses the nearest; and the class by its first bits.

import { broadcastOf, formatIpv4 } from '../../wire/address.ts';
import { ipv4Row } from '../bits.ts';
import type { BitRow, Step } from '../calculator.ts';
import type { Cidr } from '../ipv4Entry.ts';
import { blockText, classOf, kindOf, nearestBlock } from './kind.ts';

/** First and last address of a block. */
export const endsOf = ({ ip, prefix }: Cidr): { first: string; last: string } => ({
  first: formatIpv4(ip),
  last: formatIpv4(broadcastOf(ip, prefix)),
});

/** The address above a block, with the border of the block; the first bit before it in which they differ is marked. */
export function rowsOf(ip: number, block: Cidr): BitRow[] {
  const bit = Math.clz32((ip ^ block.ip) >>> 0);
  const marks: BitRow['marks'] = bit < block.prefix ? [{ from: bit, to: bit + 1, tone: 'differs' }] : [];
  return [
    ipv4Row({ id: 'subnet.address' }, ip, block.prefix, marks),
    { ...ipv4Row({ id: 'kind.block' }, block.ip, block.prefix, marks), value: blockText(block) },
  ];
}

/** Which block fits, or why the nearest one does not; then the class. */
export function kindSteps(ip: number): Step[] {
  const { block, source } = kindOf(ip);
  const near = nearestBlock(ip);
  const ones = Math.min(4, Math.clz32(~ip >>> 0));
  const length = Math.min(4, ones + 1);
  return [
    block
      ? {
          say: { id: 'kind.step.fits', params: { prefix: block.prefix, block: blockText(block), ...endsOf(block) } },
          source,
          bits: rowsOf(ip, block),
        }
      : {
          say: {
            id: 'kind.step.none',
            params: {
              block: blockText(near.block),
              prefix: near.block.prefix,
              bit: Math.clz32((ip ^ near.block.ip) >>> 0) + 1,
              ...endsOf(near.block),
            },
          },
          source: near.source,
          bits: rowsOf(ip, near.block),
        },
    {
      say: { id: 'kind.step.class', params: { class: classOf(ip) } },
      source: 'RFC 791 §2.3',
      bits: [ipv4Row({ id: 'subnet.address' }, ip, undefined, [{ from: 0, to: length, tone: 'fixed' }])],
    },
  ];
}
