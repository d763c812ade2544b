// What K-05 lets learners work out by hand: which size is needed, where a block comes to lie, and splitting into equal parts.

import { below, type Luck } from '../../base/rng.ts';
import { formatCidr, formatIpv4, networkOf } from '../../wire/address.ts';
import { powerOfTwo } from '../bits.ts';
import type { Step } from '../calculator.ts';
import type { Drill, Posed } from '../drill.ts';
import type { Cidr } from '../ipv4Entry.ts';
import { planOf, prefixFor, usableIn, type Plan } from './vlsmPlan.ts';
import { partRow, sumOf, vlsmSteps } from './vlsmSteps.ts';

const plainly = { pairs: false, singles: false };

/** A private network of such a size. */
export function privateNetwork(luck: Luck, prefix: number): Cidr {
  const any = below(luck, 2) === 0 ? 0x0a00_0000 + below(luck, 0x100_0000) : 0xc0a8_0000 + below(luck, 0x1_0000);
  return { ip: networkOf(any, prefix), prefix };
}

/** The longest prefix whose block has so many addresses, the network and broadcast address forgotten. */
const withoutEnds = (hosts: number): number => {
  let prefix = 32;
  while (powerOfTwo(32 - prefix) < hosts) prefix--;
  return prefix;
};

const fit: Drill = {
  id: 'vlsm.fit',
  levels: 3,
  pose(luck, level) {
    // Level 3 stands at the edges, where two addresses more or less decide.
    const bits = 4 + below(luck, 6);
    const hosts =
      level === 1 ? 5 + below(luck, 240) : level === 2 ? 255 + below(luck, 3800) : powerOfTwo(bits) - below(luck, 4);
    const prefix = prefixFor(hosts, plainly);
    const slip = (id: string, length: number): Posed['slips'][number] => ({
      say: { id: `slip.${id}`, params: { hosts, prefix, value: length } },
      answer: [`/${length}`],
    });
    const steps: Step[] = [
      {
        say: { id: 'vlsm.step.size', params: { hosts, size: powerOfTwo(32 - prefix), prefix } },
        source: 'RFC 4632 §3.1',
        sum: sumOf(hosts, prefix),
      },
    ];
    return {
      ask: { id: 'ask.vlsm.fit', params: { hosts } },
      form: { kind: 'type', boxes: [{ name: 'prefix', label: { id: 'prefix.length' }, reads: 'prefix' }] },
      answer: [`/${prefix}`],
      slips: [
        slip('vlsm.no-ends', withoutEnds(hosts)),
        slip('vlsm.host-bits', 32 - prefix),
        slip('one-bit-more', prefix + 1),
        slip('one-bit-less', prefix - 1),
      ],
      worked: steps,
      ...(withoutEnds(hosts) !== prefix && { trap: { id: 'vlsm.trap.ends', params: { hosts } } }),
    };
  },
};

const place: Drill = {
  id: 'vlsm.place',
  levels: 2,
  pose(luck, level) {
    const network = privateNetwork(luck, level === 1 ? 24 : 22);
    const needs = needsFor(luck, level).map((hosts, at) => ({ name: '', hosts, line: at + 1 }));
    const plan = planOf(network, needs, plainly) as Extract<Plan, { fits: true }>;
    const asked = plan.placed.at(-1)!;
    const { ip, prefix } = asked.block;
    const before = plan.placed.at(-2)!.block;
    const unsorted = startUnsorted(network, needs, asked.need.line);
    const slip = (id: string, answer: string): Posed['slips'][number] => ({
      say: { id: `slip.${id}`, params: { hosts: asked.need.hosts, prefix, value: answer } },
      answer: [answer],
    });
    const hosts = needs.map(({ hosts }) => hosts).join(', ');
    return {
      ask: {
        id: 'ask.vlsm.place',
        params: { network: formatCidr(network.ip, network.prefix), list: hosts, hosts: asked.need.hosts },
      },
      form: { kind: 'type', boxes: [{ name: 'network', label: { id: 'vlsm.network' }, reads: 'network' }] },
      answer: [formatCidr(ip, prefix)],
      slips: [
        slip('vlsm.no-length', formatIpv4(ip)),
        slip('vlsm.unsorted', formatCidr(unsorted, prefix)),
        slip('vlsm.no-ends', formatCidr(ip, withoutEnds(asked.need.hosts))),
        slip('vlsm.hosts-step', formatCidr(before.ip + usableIn(before), prefix)),
        slip('vlsm.on-broadcast', formatCidr(ip - 1, prefix)),
        slip('one-bit-more', formatCidr(ip, prefix + 1)),
        slip('one-bit-less', formatCidr(ip, prefix - 1)),
      ],
      worked: vlsmSteps(network, plan, plainly),
    };
  },
};

/** Needs of different sizes that fit, in an order that is not theirs by size: the smallest stands first. */
function needsFor(luck: Luck, level: number): number[] {
  const scale = level === 1 ? 1 : 4;
  const between = (least: number, most: number): number => least + below(luck, most - least + 1);
  const large = between(66 * scale, 126 * scale);
  const middle = between(34 * scale, 62 * scale);
  const small = between(15, 30);
  return level === 1 && below(luck, 2) === 0 ? [small, large] : [small, large, middle];
}

/** Where a need would begin if the list were worked off as it stands, each block moved up to a multiple of its size. */
function startUnsorted(network: Cidr, needs: readonly { hosts: number; line: number }[], line: number): number {
  let ip = network.ip;
  for (const need of needs) {
    const size = powerOfTwo(32 - prefixFor(need.hosts, plainly));
    ip = Math.ceil(ip / size) * size;
    if (need.line === line) break;
    ip += size;
  }
  return ip;
}

const split: Drill = {
  id: 'vlsm.split',
  levels: 2,
  pose(luck, level) {
    const network = privateNetwork(luck, level === 1 ? 24 : 20);
    const bits = 2 + below(luck, level === 1 ? 4 : 5);
    const prefix = network.prefix + bits;
    const number = 2 + below(luck, powerOfTwo(bits) - 2);
    const size = powerOfTwo(32 - prefix);
    const ip = network.ip + (number - 1) * size;
    const slip = (id: string, at: number, length = prefix): Posed['slips'][number] => ({
      say: { id: `slip.${id}`, params: { prefix, size, value: formatIpv4(at) } },
      answer: [formatCidr(at, length)],
    });
    return {
      ask: {
        id: 'ask.vlsm.split',
        params: { network: formatCidr(network.ip, network.prefix), prefix, number, count: powerOfTwo(bits) },
      },
      form: { kind: 'type', boxes: [{ name: 'network', label: { id: 'vlsm.network' }, reads: 'network' }] },
      answer: [formatCidr(ip, prefix)],
      alsoRight: [[formatIpv4(ip)]],
      slips: [
        slip('vlsm.from-zero', ip + size),
        slip('vlsm.hosts-step', network.ip + (number - 1) * usableIn({ ip, prefix })),
        slip('vlsm.half-step', network.ip + ((number - 1) * size) / 2),
        slip('vlsm.double-step', network.ip + (number - 1) * size * 2),
        slip('vlsm.old-length', ip, network.prefix),
      ],
      worked: [
        {
          say: { id: 'vlsm.step.split', params: { bits, count: powerOfTwo(bits), size, prefix } },
          source: 'RFC 4632 §3.1',
          sum: [`2^${bits} = ${powerOfTwo(bits)}, 2^(32 − ${prefix}) = ${size}`],
        },
        {
          say: { id: 'vlsm.step.number', params: { number, before: number - 1, size, cidr: formatCidr(ip, prefix) } },
          sum: [`${formatIpv4(network.ip)} + ${number - 1} × ${size} = ${formatIpv4(ip)}`],
          bits: [partRow(network, { ip, prefix })],
        },
      ],
    };
  },
};

/** Drills of the calculator `vlsm`. */
export const vlsmDrills: readonly Drill[] = [fit, place, split];
