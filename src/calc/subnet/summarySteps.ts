// The working of a summary as it is done by hand: what others hold is struck out, halves become wholes, and the common bits give the cover.

import { formatCidr } from '../../wire/address.ts';
import { ipv4Row } from '../bits.ts';
import type { BitRow, Step } from '../calculator.ts';
import type { Cidr } from '../ipv4Entry.ts';
import { endOf, parentOf, sizeOfAll } from './blocks.ts';
import type { Summary } from './summarise.ts';

/** Merges and gaps that are shown one by one; of a long list the first. */
const MOST_SHOWN = 24;

const textOf = ({ ip, prefix }: Cidr): string => formatCidr(ip, prefix);

/** The steps: order, each merge, why the rest stays apart, the cover, and what it adds. */
export function summarySteps(found: Summary): Step[] {
  const { distinct, merges, exact, cover, foreign } = found;
  const apart = exact.slice(1).map((upper, place) => [exact[place]!, upper] as const);
  return [
    { say: { id: 'summary.step.order' }, sum: distinct.slice(0, MOST_SHOWN).map(textOf) },
    ...merges.slice(0, MOST_SHOWN).map(({ lower, upper, whole }) => ({
      say: {
        id: 'summary.step.merge',
        params: { lower: textOf(lower), upper: textOf(upper), whole: textOf(whole), bit: whole.prefix + 1 },
      },
      source: 'RFC 4632 §4.1',
      bits: [rowOf(lower, whole.prefix), rowOf(upper, whole.prefix)],
    })),
    ...apart.slice(0, MOST_SHOWN).map(([lower, upper]) => apartStep(lower, upper)),
    coverStep(found),
    foreign.length === 0
      ? { say: { id: 'summary.step.same', params: { cover: textOf(cover) } } }
      : {
          say: {
            id: 'summary.step.foreign',
            params: { cover: textOf(cover), added: sizeOfAll(foreign) },
          },
          source: 'RFC 4632 §5.1',
          sum: foreign.slice(0, MOST_SHOWN).map(textOf),
        },
  ];
}

const rowOf = (block: Cidr, border: number): BitRow =>
  ipv4Row({ id: 'summary.bits', params: { network: textOf(block) } }, block.ip, border);

/** Why two neighbours in the list do not become one. */
function apartStep(lower: Cidr, upper: Cidr): Step {
  const params = { lower: textOf(lower), upper: textOf(upper) };
  if (endOf(lower) !== upper.ip) return { say: { id: 'summary.step.gap', params } };
  if (lower.prefix !== upper.prefix) return { say: { id: 'summary.step.sizes', params } };
  // They touch and are as large, so the lower one has to be an upper half.
  const [own, other] = [parentOf(lower)!, parentOf(upper)!];
  const border = own.prefix;
  return {
    say: { id: 'summary.step.odd', params: { ...params, own: textOf(own), other: textOf(other), bit: border + 1 } },
    source: 'RFC 4632 §3.1',
    bits: [rowOf(lower, border), rowOf(upper, border)],
  };
}

function coverStep({ exact, cover }: Summary): Step {
  const [first, last] = [exact[0]!, exact.at(-1)!];
  const params = { common: cover.prefix, cover: textOf(cover) };
  if (exact.length === 1) return { say: { id: 'summary.step.one', params } };
  return {
    say: { id: 'summary.step.cover', params },
    source: 'RFC 4632 §4.1',
    bits: [rowOf(first, cover.prefix), rowOf(last, cover.prefix), rowOf(cover, cover.prefix)],
  };
}
