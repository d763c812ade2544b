// The working of a division as it is done by hand: the order, each block with its size and its place, and what is left.

import { formatCidr } from '../../wire/address.ts';
import { ipv4Row, powerOfTwo } from '../bits.ts';
import type { BitRow, Step } from '../calculator.ts';
import type { Cidr } from '../ipv4Entry.ts';
import type { Said } from '../said.ts';
import { sizeOf, sizeOfAll } from './blocks.ts';
import type { Plan, SmallBlocks } from './vlsmPlan.ts';

/** One step for the order, one for each block, one for what is left. */
export function vlsmSteps(network: Cidr, { placed, free }: Extract<Plan, { fits: true }>, small: SmallBlocks): Step[] {
  const order = placed.map(({ need }) => need.hosts).join(', ');
  return [
    { say: { id: 'vlsm.step.order', params: { order } }, source: 'RFC 4632 §3.1' },
    ...placed.map(({ need, block }): Step => {
      const { ip, prefix } = block;
      const cidr = formatCidr(ip, prefix);
      return {
        say: { id: stepId(need.hosts, small), params: { hosts: need.hosts, size: sizeOf(block), prefix, cidr } },
        source: prefix === 31 ? 'RFC 3021 §2.1' : 'RFC 4632 §3.1',
        sum: sumOf(need.hosts, prefix),
        bits: [partRow(network, block)],
      };
    }),
    { say: restSaid(free), sum: free.map(({ ip, prefix }) => formatCidr(ip, prefix)) },
  ];
}

const stepId = (hosts: number, { pairs, singles }: SmallBlocks): string =>
  hosts === 1 && singles ? 'vlsm.step.single' : hosts === 2 && pairs ? 'vlsm.step.pair' : 'vlsm.step.block';

/** The bits of a part's network: those of the whole, those that number the part, those of its hosts. */
export const partRow = (whole: Cidr, { ip, prefix }: Cidr, label: Said = { id: 'vlsm.network' }): BitRow =>
  ipv4Row(label, ip, undefined, [
    { from: 0, to: whole.prefix, tone: 'fixed' },
    { from: whole.prefix, to: prefix, tone: 'added' },
    { from: prefix, to: 32, tone: 'host' },
  ]);

/** How the length of a prefix comes from a number of hosts. */
export function sumOf(hosts: number, prefix: number): string[] {
  if (prefix >= 31) return [];
  const size = powerOfTwo(32 - prefix);
  const half = size / 2;
  const smaller = hosts + 2 > half && prefix < 30 ? `2^${31 - prefix} = ${half} < ` : '';
  return [
    `${hosts} + 2 = ${hosts + 2}`,
    `${smaller}${hosts + 2} ≤ ${size} = 2^${32 - prefix}, 32 − ${32 - prefix} = ${prefix}`,
  ];
}

const restSaid = (free: readonly Cidr[]): Said =>
  free.length === 0 ? { id: 'vlsm.step.full' } : { id: 'vlsm.step.free', params: { left: sizeOfAll(free) } };
