// What K-07 lets learners work out by hand: private, public or something else, and where a block ends that does not end with an octet.

import { below, type Luck } from '../../base/rng.ts';
import { broadcastOf, formatIpv4, isPrivate, parseIpv4 } from '../../wire/address.ts';
import type { Drill, Posed } from '../drill.ts';
import { endsOf, kindSteps } from './addressKindSteps.ts';
import { blockText, blocks, kindOf, nearestBlock } from './kind.ts';

/** What may be chosen. The first block of all, 0.0.0.0/8, is not asked for. */
const kinds = [
  'private',
  'public',
  'shared',
  'loopback',
  'link-local',
  'documentation',
  'benchmark',
  'multicast',
  'reserved',
] as const;

/** Where people go wrong, 172.168.14.0 of a tutorial first. */
const traps = [
  '172.168.14.0',
  '172.15.255.255',
  '172.16.0.0',
  '172.31.255.255',
  '172.32.0.1',
  '192.167.1.1',
  '10.255.255.255',
  '100.64.0.1',
  '169.254.1.1',
].map((text) => parseIpv4(text)!);

const asked = blocks.filter(({ id }) => (kinds as readonly string[]).includes(id));

/** Level 1: one of the traps. Level 2: within a few numbers of either end of a block. */
function anyAddress(luck: Luck, level: number): number {
  if (level === 1) return traps[below(luck, traps.length)]!;
  for (;;) {
    const { block } = asked[below(luck, asked.length)]!;
    const end = below(luck, 2) ? block.ip : broadcastOf(block.ip, block.prefix);
    const ip = (end + (below(luck, 3) - 1) * (1 + below(luck, 0x2_0000))) >>> 0;
    if ((kinds as readonly string[]).includes(kindOf(ip).id)) return ip;
  }
}

/** The kind that comes of a mistake, by the end of the code of its sentence. */
const mistakes: Readonly<Record<string, (ip: number) => string>> = {
  // 172.16.0.0/12 taken for all of 172.x.
  'whole-numbers': (ip) => kindOf(ip, (prefix) => (prefix < 8 ? prefix : prefix - (prefix % 8))).id,
  // 172.16.0.0/12 taken for 172.16.x alone.
  'next-number-fixed': (ip) => kindOf(ip, (prefix) => (prefix + 7) & ~7).id,
  'first-number': (ip) => ([10, 172, 192].includes(ip >>> 24) ? 'private' : kindOf(ip).id),
  'all-but-private': (ip) => (isPrivate(ip) ? 'private' : 'public'),
};

const which: Drill = {
  id: 'kind.which',
  levels: 2,
  pose(luck, level) {
    const ip = anyAddress(luck, level);
    const address = formatIpv4(ip);
    const { id, block } = kindOf(ip);
    const near = block ?? nearestBlock(ip).block;
    return {
      ask: { id: 'ask.kind.which', params: { address } },
      form: { kind: 'choose', options: kinds.map((kind) => ({ id: kind, text: { id: `kind.${kind}` } })) },
      answer: [id],
      slips: Object.entries(mistakes).flatMap(([mistake, make]): Posed['slips'] => {
        const made = make(ip);
        if (!(kinds as readonly string[]).includes(made)) return [];
        return [{ say: { id: `slip.kind.${mistake}`, params: { block: blockText(near) } }, answer: [made] }];
      }),
      worked: kindSteps(ip),
      trap: { id: 'kind.trap', params: { block: blockText(near), ...endsOf(near) } },
    };
  },
};

const last: Drill = {
  id: 'kind.last',
  levels: 1,
  pose(luck) {
    const { block } = asked[below(luck, asked.length)]!;
    const { ip, prefix } = block;
    const slip = (id: string, value: number): Posed['slips'][number] => ({
      say: { id: `slip.kind.${id}`, params: { value: formatIpv4(value), prefix } },
      answer: [formatIpv4(value)],
    });
    const end = broadcastOf(ip, prefix);
    return {
      ask: { id: 'ask.kind.last', params: { block: blockText(block) } },
      form: { kind: 'type', boxes: [{ name: 'last', label: { id: 'kind.last' }, reads: 'ipv4' }] },
      answer: [formatIpv4(end)],
      slips: [
        slip('first-for-last', ip),
        slip('octet-kept', broadcastOf(ip, (prefix + 7) & ~7)),
        slip('octet-freed', broadcastOf(ip, prefix - (prefix % 8))),
        slip('octet-further', broadcastOf(ip, Math.max(0, prefix - 8))),
        ...(prefix < 31 ? [slip('border-late', broadcastOf(ip, prefix + 1))] : []),
        slip('border-early', broadcastOf(ip, prefix - 1)),
        slip('one-less', end - 1),
        ...(end < 0xffff_ffff ? [slip('next-block', end + 1)] : []),
      ],
      worked: kindSteps(end),
    };
  },
};

/** Drills of the calculator `kind`. */
export const addressKindDrills: readonly Drill[] = [which, last];
