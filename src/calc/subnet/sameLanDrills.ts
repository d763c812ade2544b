// What K-02 lets learners work out by hand: an AND with the right mask, both verdicts, the longest mask that joins two hosts, and the host with the wrong mask.

import { below, type Luck } from '../../base/rng.ts';
import { broadcastOf, formatCidr, formatIpv4, maskOf, networkOf } from '../../wire/address.ts';
import { bitsOf, ipv4Row, powerOfTwo } from '../bits.ts';
import type { Drill, Option, Posed } from '../drill.ts';
import type { Cidr } from '../ipv4Entry.ts';
import { stepsOf, stepsOfOne } from './sameLanSteps.ts';
import { commonBits, sameLanOf } from './verdict.ts';

/** The two hosts of the first lesson: 192.168.12.1 and 192.168.13.1. */
const SEED_PAIR = [0xc0a8_0c01, 0xc0a8_0d01] as const;

const cidr = ({ ip, prefix }: Cidr): string => formatCidr(ip, prefix);

/** A host in a network, first or last of no network within it: the last two bits of its address differ. */
const hostIn = (luck: Luck, network: number, prefix: number): number =>
  network + 4 * below(luck, powerOfTwo(30 - prefix)) + 1 + below(luck, 2);

/** Two hosts that have just so many bits in common at the front, at most 29. */
function pairWith(luck: Luck, common: number): [number, number] {
  const network = networkOf(0xc0a8_0000 + below(luck, 0x1_0000), common);
  const half = common + 1;
  const other = network + (broadcastOf(network, common) - network + 1) / 2;
  const pair: [number, number] = [hostIn(luck, network, half), hostIn(luck, other, half)];
  return below(luck, 2) ? pair : [pair[1], pair[0]];
}

/** Level 1: the seed's pair under one mask. Level 2: any pair under one mask near the border. Level 3: each has a mask of its own. */
function anyPair(luck: Luck, level: number): [Cidr, Cidr] {
  if (level === 1) {
    const prefix = [24, 16, 23, 22, 20][below(luck, 5)]!;
    const [a, b] = below(luck, 2) ? SEED_PAIR : [SEED_PAIR[1], SEED_PAIR[0]];
    return [
      { ip: a, prefix },
      { ip: b, prefix },
    ];
  }
  const common = 17 + below(luck, 11);
  const [a, b] = pairWith(luck, common);
  const near = (): number => common - 1 + below(luck, 4);
  const prefix = near();
  return [
    { ip: a, prefix },
    { ip: b, prefix: level === 2 ? prefix : near() },
  ];
}

const verdicts = ['both-direct', 'both-gateway', 'only-A', 'only-B'] as const;
type Verdicts = (typeof verdicts)[number];
const options: Option[] = verdicts.map((id) => ({ id, text: { id: `same-lan.choice.${id}` } }));
const verdictsOf = (a: boolean, b: boolean): Verdicts =>
  a ? (b ? 'both-direct' : 'only-A') : b ? 'only-B' : 'both-gateway';

const verdict: Drill = {
  id: 'same-lan.verdict',
  levels: 3,
  pose(luck, level) {
    const [a, b] = anyPair(luck, level);
    const result = sameLanOf(a, b);
    const common = commonBits(a.ip, b.ip);
    const answer = verdictsOf(result.a.way === 'direct', result.b.way === 'direct');
    const whole = networkOf(a.ip, a.prefix) === networkOf(b.ip, b.prefix);
    const slip = (id: string, said: Verdicts): Posed['slips'][number] => ({
      say: { id: `slip.same-lan.${id}`, params: { common } },
      answer: [said],
    });
    return {
      ask: { id: 'ask.same-lan.verdict', params: { a: cidr(a), b: cidr(b) } },
      form: { kind: 'choose', options },
      answer: [answer],
      slips: [
        // Each address with its own mask, and the results compared: one verdict for both, which is not what hosts do.
        ...(a.prefix === b.prefix ? [] : [slip('each-own-mask', verdictsOf(whole, whole))]),
        slip('masks-exchanged', verdictsOf(result.b.way === 'direct', result.a.way === 'direct')),
        slip('no-and', 'both-gateway'),
        slip('whole-octets', verdictsOf(common - (common % 8) >= a.prefix, common - (common % 8) >= b.prefix)),
        slip('turned-round', verdictsOf(result.a.way !== 'direct', result.b.way !== 'direct')),
      ],
      worked: stepsOf(a, b, result),
      ...(result.outcome === 'disagree' && { trap: { id: 'same-lan.trap.disagree' } }),
    };
  },
};

const and: Drill = {
  id: 'same-lan.and',
  levels: 2,
  pose(luck, level) {
    const common = 17 + below(luck, 11);
    const [ip, other] = pairWith(luck, common);
    const prefix = level === 1 ? [16, 24, 25, 26][below(luck, 4)]! : 17 + below(luck, 13);
    const theirs = prefix + (prefix > 24 ? -3 : 3);
    const host: Cidr = { ip, prefix };
    const value = networkOf(other, prefix);
    const slip = (id: string, wrong: number): Posed['slips'][number] => ({
      say: { id: `slip.same-lan.${id}`, params: { value: formatIpv4(wrong), prefix } },
      answer: [formatIpv4(wrong)],
    });
    return {
      ask: {
        id: 'ask.same-lan.and',
        params: { a: cidr(host), b: formatCidr(other, theirs) },
      },
      form: {
        kind: 'type',
        boxes: [
          { name: 'and', label: { id: 'same-lan.row.other-and', params: { host: 'A', other: 'B' } }, reads: 'network' },
        ],
      },
      answer: [formatIpv4(value)],
      alsoRight: [[formatCidr(value, prefix)]],
      slips: [
        slip('other-mask', networkOf(other, theirs)),
        slip('own-address', networkOf(ip, prefix)),
        slip('not-masked', other),
        slip('wildcard', (other & ~maskOf(prefix)) >>> 0),
        slip('or-for-and', broadcastOf(other, prefix)),
      ],
      worked: stepsOfOne('A', host, other, sameLanOf(host, { ip: other, prefix: theirs }).a),
    };
  },
};

const longest: Drill = {
  id: 'same-lan.longest',
  levels: 2,
  pose(luck, level) {
    const common = level === 1 ? 24 + below(luck, 6) : 12 + below(luck, 12);
    const [a, b] = pairWith(luck, common);
    const slip = (id: string, value: number): Posed['slips'][number] => ({
      say: { id: `slip.same-lan.${id}`, params: { value, common } },
      answer: [`/${value}`],
    });
    const mark = [{ from: common, to: common + 1, tone: 'differs' as const }];
    return {
      ask: { id: 'ask.same-lan.longest', params: { a: formatIpv4(a), b: formatIpv4(b) } },
      form: { kind: 'type', boxes: [{ name: 'prefix', label: { id: 'prefix.length' }, reads: 'prefix' }] },
      answer: [`/${common}`],
      slips: [
        slip('first-difference', common + 1),
        slip('one-short', common - 1),
        slip('octets-only', common - (common % 8)),
        slip('octet-ended', Math.min(32, common - (common % 8) + 8)),
        slip('counted-behind', 32 - common),
        slip('equal-bits', [...bitsOf((a ^ b) >>> 0, 32)].filter((bit) => bit === '0').length),
      ],
      worked: [
        {
          say: { id: 'same-lan.step.longest', params: { common, bit: common + 1 } },
          bits: [
            ipv4Row({ id: 'same-lan.host', params: { host: 'A' } }, a, common, mark),
            ipv4Row({ id: 'same-lan.host', params: { host: 'B' } }, b, common, mark),
          ],
        },
        { say: { id: 'same-lan.step.configured', params: { common } }, source: 'RFC 1122 §3.3.1.1' },
      ],
    };
  },
};

const names = ['A', 'B', 'C'] as const;

const wrongMask: Drill = {
  id: 'same-lan.wrong-mask',
  levels: 2,
  pose(luck, level) {
    const prefix = level === 1 ? 24 : 25 + below(luck, 3);
    const network = networkOf(0xc0a8_0000 + below(luck, 0x1_0000), prefix);
    const wrong = below(luck, 3);
    // Longer than it should be, so that the others, which stand in the other half, look far away.
    const ips = names.map((_, place) =>
      hostIn(luck, place === wrong ? network : network + (broadcastOf(network, prefix) - network + 1) / 2, prefix + 1),
    );
    const hosts = ips.map((ip, place) => ({ ip, prefix: place === wrong ? prefix + 1 + below(luck, 2) : prefix }));
    const odd = hosts[wrong]!;
    const next = hosts[(wrong + 1) % 3]!;
    // One is written as a mask: the eye alone does not find it.
    const dotted = below(luck, 3);
    const written = hosts.map(({ ip, prefix }, place) =>
      place === dotted ? `${formatIpv4(ip)}/${formatIpv4(maskOf(prefix))}` : formatCidr(ip, prefix),
    );
    const [side, other] = [names[wrong]!, names[(wrong + 1) % 3]!];
    const result = sameLanOf(odd, next);
    return {
      ask: { id: 'ask.same-lan.wrong-mask', params: { a: written[0]!, b: written[1]!, c: written[2]! } },
      form: { kind: 'choose', options: names.map((id) => ({ id, text: id })) },
      answer: [side],
      slips: names
        .filter((name) => name !== side)
        .map((name) => ({ say: { id: 'slip.same-lan.good-mask', params: { name, prefix } }, answer: [name] })),
      worked: [
        { say: { id: 'same-lan.step.same-masks', params: { prefix, mask: formatIpv4(maskOf(prefix)) } } },
        {
          say: {
            id: 'same-lan.step.wrong-mask',
            params: {
              name: side,
              other,
              own: result.a.own,
              theirs: result.a.other,
              wrong: odd.prefix,
              bit: result.a.difference!,
            },
          },
          source: 'RFC 1122 §3.3.1.1',
          bits: [odd, next].map(({ ip }, place) =>
            ipv4Row({ id: 'same-lan.host', params: { host: place === 0 ? side : other } }, ip, odd.prefix),
          ),
        },
      ],
    };
  },
};

/** Drills of the calculator `same-lan`. */
export const sameLanDrills: readonly Drill[] = [verdict, and, longest, wrongMask];
