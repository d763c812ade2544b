// What K-06 lets learners work out by hand: whether two networks merge, the smallest cover, and what it adds.

import { below, type Luck } from '../../base/rng.ts';
import { formatCidr, formatIpv4, networkOf } from '../../wire/address.ts';
import { powerOfTwo } from '../bits.ts';
import type { Drill, Option, Posed } from '../drill.ts';
import type { Cidr } from '../ipv4Entry.ts';
import { halvesOf, sizeOf } from './blocks.ts';
import { summarise } from './summarise.ts';
import { summarySteps } from './summarySteps.ts';
import { privateNetwork } from './vlsmDrills.ts';

const textOf = ({ ip, prefix }: Cidr): string => formatCidr(ip, prefix);
const behind = ({ ip, prefix }: Cidr, count: number): Cidr => ({ ip: ip + count * sizeOf({ ip, prefix }), prefix });

/** Level 1: /24; level 2: any length of 20 to 28. */
const anyLength = (luck: Luck, level: number): number => (level === 1 ? 24 : 20 + below(luck, 9));

const merge: Drill = {
  id: 'summary.merge',
  levels: 2,
  pose(luck, level) {
    const prefix = anyLength(luck, level);
    // Neighbours in a block of eight: every second pair is of two halves.
    const base = privateNetwork(luck, prefix - 3);
    const lower = behind({ ip: base.ip, prefix }, below(luck, 7));
    const upper = behind(lower, 1);
    const found = summarise([lower, upper]);
    const joined = found.exact.length === 1;
    const by = (block: Cidr, length: number): string => formatCidr(block.ip, length);
    const mistakes: [id: string, text: string][] = [
      [joined ? 'summary.not-lower' : 'summary.odd-start', by(lower, prefix - 1)],
      ['summary.not-lower', by(upper, prefix - 1)],
      ['summary.too-large', joined ? textOf(summarise([lower, behind(lower, 3)]).cover) : textOf(found.cover)],
      ['summary.longer', by(lower, prefix + 1)],
    ];
    const answer = joined ? textOf(found.exact[0]!) : 'no';
    const texts = [...new Set([...(joined ? [answer] : []), ...mistakes.map(([, text]) => text)])].sort();
    const options: Option[] = [
      ...texts.map((text) => ({ id: text, text })),
      { id: 'no', text: { id: 'summary.cannot' } },
    ];
    return {
      ask: { id: 'ask.summary.merge', params: { lower: textOf(lower), upper: textOf(upper) } },
      form: { kind: 'choose', options },
      answer: [answer],
      slips: [
        ...(joined ? [{ say: { id: 'slip.summary.can' }, answer: ['no'] }] : []),
        ...mistakes.map(([id, text]) => ({ say: { id: `slip.${id}`, params: { value: text } }, answer: [text] })),
      ],
      worked: summarySteps(found),
      ...(!joined && { trap: { id: 'summary.trap.odd', params: { lower: textOf(lower) } } }),
    };
  },
};

const cover: Drill = {
  id: 'summary.cover',
  levels: 2,
  pose(luck, level) {
    const prefix = anyLength(luck, level);
    const room = level === 1 ? 3 : 4;
    const base = { ip: privateNetwork(luck, prefix - room).ip, prefix };
    const first = below(luck, powerOfTwo(room) - 2);
    const second = first + 1 + below(luck, powerOfTwo(room) - first - 1);
    const networks = [behind(base, first), behind(base, second)];
    if (level === 2) networks[0] = halvesOf(networks[0]!)[below(luck, 2)]!;
    const found = summarise(networks);
    const { ip, prefix: length } = found.cover;
    const lowest = networks[0]!.ip;
    const slip = (id: string, answer: string): Posed['slips'][number] => ({
      say: { id: `slip.${id}`, params: { value: answer, prefix: length } },
      answer: [answer],
    });
    return {
      ask: { id: 'ask.summary.cover', params: { list: networks.map(textOf).join(', ') } },
      form: { kind: 'type', boxes: [{ name: 'cover', label: { id: 'summary.cover' }, reads: 'network' }] },
      answer: [textOf(found.cover)],
      slips: [
        slip('vlsm.no-length', formatIpv4(ip)),
        slip('summary.host-bits', formatCidr(lowest, length)),
        slip('border-late', formatCidr(networkOf(lowest, length + 1), length + 1)),
        slip('border-early', formatCidr(networkOf(ip, length - 1), length - 1)),
        slip('summary.counted', formatCidr(networkOf(lowest, prefix - 1), prefix - 1)),
        slip('summary.kept-length', formatCidr(ip, prefix)),
      ],
      worked: summarySteps(found),
    };
  },
};

const foreign: Drill = {
  id: 'summary.foreign',
  levels: 2,
  pose(luck, level) {
    const prefix = anyLength(luck, level);
    // In a block of four or eight, both ends of which are needed in part, so that nothing smaller would do.
    const bits = level === 1 ? 2 : 3;
    const count = powerOfTwo(bits);
    const base = { ip: privateNetwork(luck, prefix - bits).ip, prefix };
    const all = Array.from({ length: count }, (_, number) => behind(base, number));
    const low = below(luck, count / 2);
    const high = count / 2 + below(luck, count / 2);
    const own = all.filter((_, number) => number === low || number === high || (bits === 3 && below(luck, 3) === 0));
    const found = summarise(own);
    const added = all.filter((block) => !own.includes(block));
    if (added.length === 0) return foreign.pose(luck, level);
    const beside = behind(base, count);
    const shown = [...all, beside];
    const between = added.filter(({ ip }) => ip > own[0]!.ip && ip < own.at(-1)!.ip);
    const pick = (blocks: readonly Cidr[]): string[] => blocks.map(textOf);
    return {
      ask: { id: 'ask.summary.foreign', params: { list: pick(own).join(', '), cover: textOf(found.cover) } },
      form: { kind: 'choose', options: shown.map((block) => ({ id: textOf(block), text: textOf(block) })), many: true },
      answer: pick(added),
      slips: [
        { say: { id: 'slip.summary.own' }, answer: pick(own) },
        { say: { id: 'slip.summary.all' }, answer: pick(all) },
        { say: { id: 'slip.summary.between' }, answer: pick(between) },
        { say: { id: 'slip.summary.beside', params: { beside: textOf(beside) } }, answer: pick([...added, beside]) },
      ].filter(({ answer }) => answer.length > 0),
      worked: summarySteps(found),
    };
  },
};

/** Drills of the calculator `summary`. */
export const summaryDrills: readonly Drill[] = [merge, cover, foreign];
