// The working of K-02: both ANDs of each host, bit by bit, the comparison, and what comes of both verdicts (RFC 1122 section 3.3.1.1).

import { maskOf, networkOf } from '../../wire/address.ts';
import { bitsOf, ipv4Row } from '../bits.ts';
import type { BitRow, Step } from '../calculator.ts';
import type { Said } from '../said.ts';
import type { Host, SameLan, View } from './verdict.ts';

/** The names of the hosts: the same in every language. */
export type Side = 'A' | 'B';
export const theOther = (side: Side): Side => (side === 'A' ? 'B' : 'A');
/** Under this name what one host works out stands together. */
export const groupOf = (side: Side): Said => ({ id: `same-lan.by.${side}` });

/** Own address, the other's, the mask, and both results of the AND, as one host reckons; where those differ is marked. */
export function rowsOf(side: Side, { ip, prefix }: Host, other: number): BitRow[] {
  const row = (what: string, value: number, marks?: BitRow['marks']): BitRow => ({
    ...ipv4Row({ id: `same-lan.row.${what}`, params: { host: side, other: theOther(side) } }, value, prefix, marks),
    group: groupOf(side),
  });
  const [own, others] = [networkOf(ip, prefix), networkOf(other, prefix)];
  const differ = (own ^ others) >>> 0;
  const first: Said = { id: 'same-lan.first-bit', params: { bit: Math.clz32(differ) + 1 } };
  return [
    row('address', ip),
    row('other', other),
    row('mask', maskOf(prefix)),
    row('own-and', own, differing(differ)),
    row('other-and', others, differing(differ, first)),
  ];
}

/** The bits that are one, each marked for itself; the first may have a name. */
const differing = (differ: number, first?: Said): NonNullable<BitRow['marks']> =>
  [...bitsOf(differ, 32)].flatMap((bit, from) => {
    if (bit === '0') return [];
    const named = first !== undefined && from === Math.clz32(differ);
    return [{ from, to: from + 1, tone: 'differs' as const, ...(named && { label: first }) }];
  });

/** The working: both ANDs and the comparison of each host, then what follows from both. */
export function stepsOf(a: Host, b: Host, result: SameLan): Step[] {
  return [...stepsOfOne('A', a, b.ip, result.a), ...stepsOfOne('B', b, a.ip, result.b), together(result)];
}

/** The three steps of one host. */
export function stepsOfOne(side: Side, host: Host, other: number, view: View): Step[] {
  const params = { host: side, other: theOther(side), ...paramsOf(view) };
  const [own, others, mask, ownAnd, otherAnd] = rowsOf(side, host, other).map(({ group: _, ...row }) => row);
  return [
    {
      say: { id: 'same-lan.step.own', params },
      source: 'RFC 1122 §3.3.1.1',
      bits: [own!, mask!, ownAnd!].map(unmarked),
    },
    {
      say: { id: 'same-lan.step.other', params },
      source: 'RFC 1122 §3.3.1.1',
      bits: [others!, mask!, otherAnd!].map(unmarked),
    },
    {
      say: { id: `same-lan.step.${view.difference === null ? 'equal' : 'differ'}`, params },
      source: 'RFC 1122 §3.3.1.1',
      bits: [ownAnd!, otherAnd!],
    },
  ];
}

const unmarked = ({ marks: _, ...row }: BitRow): BitRow => row;

const paramsOf = ({ prefix, mask, own, other, difference }: View): Record<string, string | number> => ({
  prefix,
  mask,
  ownAnd: own,
  otherAnd: other,
  bit: difference ?? 0,
});

/** What comes of both verdicts. */
function together({ a, b, outcome, common }: SameLan): Step {
  if (outcome === 'disagree') {
    const [straight, round]: [Side, Side] = a.way === 'direct' ? ['A', 'B'] : ['B', 'A'];
    return { say: { id: 'same-lan.step.one-way', params: { straight, round } }, source: 'RFC 1122 §3.3.1.1' };
  }
  return {
    say: { id: `same-lan.step.both-${a.way}`, params: { common, longer: Math.max(a.prefix, b.prefix) } },
    source: 'RFC 1122 §3.3.1.1',
  };
}
