// What K-08 lets learners work out by hand: the short form and the long one, the kind, the network, and how many networks are in a prefix.

import { u32 } from '../../base/bytes.ts';
import { below, nextWord, type Luck } from '../../base/rng.ts';
import { powerOfTwo } from '../bits.ts';
import type { Drill, Posed } from '../drill.ts';
import { formatIpv6 } from '../ipv6Text.ts';
import { blockText6, fullForm } from './ipv6Facts.ts';
import { blocks6, kindOf6, lastOf6, networkOf6 } from './ipv6Kind.ts';
import { formSteps, kindStep, networkStep } from './ipv6Steps.ts';

const octetsOf = (groups: readonly number[]): Uint8Array =>
  Uint8Array.from(groups.flatMap((group) => [group >>> 8, group & 255]));

/** Groups of an address for documentation, with zeros to shorten. Level 1: one run. Level 2: two runs, or single zero groups beside one. */
function anyGroups(luck: Luck, level: number): number[] {
  const digits = (): number => 1 + below(luck, [0xf, 0xff, 0xfff, 0xffff][below(luck, 4)]!);
  const groups = [0x2001, 0x0db8, ...Array.from({ length: 6 }, digits)];
  const from = 2 + below(luck, 3);
  groups.fill(0, from, from + 2 + below(luck, level === 1 ? 3 : 1));
  if (level === 2) {
    groups[7] = digits();
    groups[from === 4 ? 2 : from + 3] = 0;
    if (from === 2 && below(luck, 2)) groups[6] = 0;
  }
  return groups;
}

/** Ways of shortening that RFC 5952 does not want, by the end of the code of their sentence. All can be read, and mean the same address or another. */
const shortenings: Readonly<Record<string, (groups: readonly number[]) => string>> = {
  'not-shortened': (groups) => groups.map((group) => group.toString(16)).join(':'),
  'zeros-kept': (groups) => shortenedAt(groups, runs(groups)[0], (group) => group.toString(16).padStart(4, '0')),
  'zeros-behind': (groups) =>
    shortenedAt(groups, runs(groups)[0], (group) => group.toString(16).replace(/(?<=.)0+$/, '')),
  'second-run': (groups) => shortenedAt(groups, runs(groups)[1] ?? runs(groups)[0]),
  'single-zero': (groups) =>
    shortenedAt(groups, runs(groups, 1).find(([from, to]) => to - from === 1) ?? runs(groups)[0]),
  'upper-case': (groups) => formatIpv6(octetsOf(groups)).toUpperCase(),
};

/** Runs of zero groups, the longest first, of equal ones the first. */
function runs(groups: readonly number[], least = 2): [from: number, to: number][] {
  const found: [number, number][] = [];
  for (let from = 0; from < 8; from++) {
    let to = from;
    while (to < 8 && groups[to] === 0) to++;
    if (to - from >= least) found.push([from, to]);
    from = Math.max(from, to);
  }
  return found.sort((a, b) => b[1] - b[0] - (a[1] - a[0]) || a[0] - b[0]);
}

function shortenedAt(
  groups: readonly number[],
  run: [number, number] | undefined,
  write = (group: number): string => group.toString(16),
): string {
  if (!run) return groups.map(write).join(':');
  return `${groups.slice(0, run[0]).map(write).join(':')}::${groups.slice(run[1]).map(write).join(':')}`;
}

const shorten: Drill = {
  id: 'ipv6.shorten',
  levels: 2,
  pose(luck, level) {
    const groups = anyGroups(luck, level);
    const octets = octetsOf(groups);
    const answer = formatIpv6(octets);
    return {
      ask: { id: 'ask.ipv6.shorten', params: { address: fullForm(octets) } },
      form: { kind: 'type', boxes: [{ name: 'short', label: { id: 'ipv6.address' }, reads: 'ipv6-text' }] },
      answer: [answer],
      slips: Object.entries(shortenings).map(([id, make]) => ({
        say: { id: `slip.ipv6.${id}` },
        answer: [make(groups)],
      })),
      worked: formSteps(octets, answer),
    };
  },
};

const expand: Drill = {
  id: 'ipv6.expand',
  levels: 2,
  pose(luck, level) {
    const groups = anyGroups(luck, level);
    const octets = octetsOf(groups);
    const full = fullForm(octets);
    const short = groups.map((group) => group.toString(16));
    const [run] = runs(groups);
    const others = short.filter((_, place) => !run || place < run[0] || place >= run[1]);
    const padded = (list: readonly string[]): string => list.map((group) => group.padStart(4, '0')).join(':');
    const zeros = Array.from({ length: 8 - others.length }, () => '0');
    const slip = (id: string, text: string): Posed['slips'][number] => ({
      say: { id: `slip.ipv6.${id}` },
      answer: [text],
    });
    return {
      ask: { id: 'ask.ipv6.expand', params: { address: formatIpv6(octets) } },
      form: { kind: 'type', boxes: [{ name: 'full', label: { id: 'ipv6.full' }, reads: 'ipv6-text' }] },
      answer: [full],
      alsoRight: [[full.toUpperCase()]],
      slips: [
        slip('not-padded', short.join(':')),
        slip('padded-behind', short.map((group) => group.padEnd(4, '0')).join(':')),
        slip('zeros-at-end', padded([...others, ...zeros])),
        slip('zeros-at-front', padded([...zeros, ...others])),
        slip('as-it-is', formatIpv6(octets)),
      ],
      worked: formSteps(octets, formatIpv6(octets)),
    };
  },
};

/** What may be chosen: every kind but the two that are one address, and those that carry IPv4. */
const kinds = ['global', 'documentation', 'unique-local', 'link-local', 'multicast', 'kept-back'];
const asked = blocks6.filter(({ id }) => kinds.includes(id));

/** An address at one end of a block or somewhat beyond it, where it shows that borders lie inside groups. */
function nearAnEnd(luck: Luck): Uint8Array {
  for (;;) {
    const { block } = asked[below(luck, asked.length)]!;
    const end = below(luck, 2) ? block.octets : lastOf6(block.octets, block.prefix);
    const away = [0, 1, 1 + below(luck, 0x20_0000)][below(luck, 3)]! * (below(luck, 2) ? 1 : -1);
    const start = (u32(end, 0) + away) >>> 0;
    const octets = octetsOf([start >>> 16, start & 0xffff, 0, 0, 0, 0, 0, 1 + below(luck, 0xffff)]);
    if (kinds.includes(kindOf6(octets).id)) return octets;
  }
}

const which: Drill = {
  id: 'ipv6.which',
  levels: 1,
  pose(luck) {
    const octets = nearAnEnd(luck);
    const { id, block: own } = kindOf6(octets);
    const made = kindOf6(octets, (prefix) => Math.max(16, prefix)).id;
    const rough = kindOf6(octets, (prefix) => Math.min(8, prefix)).id;
    const slip = (mistake: string, kind: string): Posed['slips'] =>
      kinds.includes(kind) ? [{ say: { id: `slip.ipv6.${mistake}` }, answer: [kind] }] : [];
    return {
      ask: { id: 'ask.ipv6.which', params: { address: formatIpv6(octets) } },
      form: { kind: 'choose', options: kinds.map((kind) => ({ id: kind, text: { id: `kind6.${kind}` } })) },
      answer: [id],
      slips: [...slip('whole-group', made), ...slip('first-digits', rough)],
      worked: [kindStep(octets)],
      ...(own && {
        trap: {
          id: 'ipv6.trap',
          params: { block: blockText6(own), last: formatIpv6(lastOf6(own.octets, own.prefix)) },
        },
      }),
    };
  },
};

const network: Drill = {
  id: 'ipv6.network',
  levels: 2,
  pose(luck, level) {
    const prefix = level === 1 ? [32, 48, 64][below(luck, 3)]! : [36, 40, 44, 52, 56, 60][below(luck, 6)]!;
    const groups = [0x2001, 0x0db8, ...Array.from({ length: 6 }, () => 0x1111 + below(luck, 0xeeee))];
    const octets = octetsOf(groups);
    const value = networkOf6(octets, prefix);
    const slip = (id: string, other: Uint8Array): Posed['slips'][number] => ({
      say: { id: `slip.ipv6.${id}`, params: { prefix, digits: prefix / 4 } },
      answer: [formatIpv6(other)],
    });
    return {
      ask: { id: 'ask.ipv6.network', params: { address: `${formatIpv6(octets)}/${prefix}` } },
      form: { kind: 'type', boxes: [{ name: 'network', label: { id: 'subnet.network' }, reads: 'ipv6' }] },
      answer: [formatIpv6(value)],
      alsoRight: [[blockText6({ octets: value, prefix })]],
      slips: [
        slip('digit-late', networkOf6(octets, prefix + 4)),
        slip('digit-early', networkOf6(octets, prefix - 4)),
        slip('group-late', networkOf6(octets, (prefix + 15) & ~15)),
        slip('group-early', networkOf6(octets, prefix - (prefix % 16))),
        slip('octets-for-groups', networkOf6(octets, Math.min(128, 2 * prefix))),
        slip('last-for-first', lastOf6(octets, prefix)),
        slip('no-and', octets),
      ],
      worked: [networkStep(octets, prefix)],
    };
  },
};

const count: Drill = {
  id: 'ipv6.count',
  levels: 1,
  pose(luck) {
    const into = [48, 56, 64][below(luck, 3)]!;
    const bits = 1 + below(luck, 16);
    const prefix = into - bits;
    const octets = networkOf6(octetsOf([0x2001, 0x0db8, nextWord(luck) >>> 16, 0, 0, 0, 0, 0]), prefix);
    const right = powerOfTwo(bits);
    const slip = (id: string, value: number): Posed['slips'][number] => ({
      say: { id: `slip.ipv6.${id}`, params: { bits } },
      answer: [String(value)],
    });
    return {
      ask: { id: 'ask.ipv6.count', params: { block: blockText6({ octets, prefix }), into } },
      form: { kind: 'type', boxes: [{ name: 'count', label: { id: 'ipv6.count' }, reads: 'whole' }] },
      answer: [String(right)],
      slips: [
        slip('bits-themselves', bits),
        slip('bits-twice', 2 * bits),
        slip('two-off', Math.max(0, right - 2)),
        slip('one-bit', 2 * right),
        slip('one-bit', right / 2),
        slip('digits-counted', powerOfTwo(Math.floor(bits / 4))),
      ],
      worked: [
        {
          say: { id: 'ipv6.step.split', params: { prefix, into, bits, count: right } },
          source: 'RFC 4291 §2.5.4',
          sum: [`2^(${into} − ${prefix}) = 2^${bits} = ${right}`],
        },
      ],
    };
  },
};

/** Drills of the calculator `ipv6`. */
export const ipv6Drills: readonly Drill[] = [shorten, expand, which, network, count];
