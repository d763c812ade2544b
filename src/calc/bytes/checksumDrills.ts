// What K-13 lets learners work out by hand: a checksum, the same after a router lowered the TTL, and what a checksum does not notice (E-103).

import { below, type Luck } from '../../base/rng.ts';
import { fromHex, toHex, u16 } from '../../base/bytes.ts';
import { internetChecksum, updateChecksum } from '../../wire/checksum.ts';
import type { Step } from '../calculator.ts';
import { workOut } from '../checksum.ts';
import type { Drill, Option, Posed } from '../drill.ts';
import { checksumSteps, hex4, type Checksum } from './checksumSteps.ts';

const whole = (bytes: Uint8Array): number => internetChecksum(bytes, 0, bytes.length);
const randomOctets = (luck: Luck, count: number): Uint8Array =>
  Uint8Array.from({ length: count }, () => below(luck, 256));
const form: Posed['form'] = {
  kind: 'type',
  boxes: [{ name: 'checksum', label: { id: 'checksum.checksum' }, reads: 'hex' }],
};
const slip = (id: string, value: number): Posed['slips'][number] => ({
  say: { id: `slip.checksum.${id}` },
  answer: [hex4(value)],
});

/** The working of plain octets. */
function stepsOf(bytes: Uint8Array): Step[] {
  const value = hex4(whole(bytes));
  const sum = hex4(~whole(bytes) & 0xffff);
  const result: Checksum = {
    ...{ kind: 'octets', octets: bytes.length, sum, checksum: value, sent: value },
    ...{ carried: null, verdict: null },
  };
  return checksumSteps({ kind: 'octets', source: 'RFC 1071', pseudo: undefined, octets: { bytes } }, result);
}

/** Level 1: two words without a carry. Level 2: three words with one. Level 3: an odd number of octets. */
const sum: Drill = {
  id: 'checksum.sum',
  levels: 3,
  pose(luck, level) {
    const count = level === 1 ? 4 : level === 2 ? 6 : 5;
    let bytes = randomOctets(luck, count);
    const carries = (): number => workOut([{ bytes }]).additions.filter(({ carry }) => carry).length;
    while (level === 1 ? carries() > 0 : level === 2 ? carries() === 0 : false) bytes = randomOctets(luck, count);
    const right = whole(bytes);
    const words = workOut([{ bytes }]).additions.map(({ word }) => word);
    const plain = words.reduce((total, word) => total + word, 0);
    const last = bytes.at(-1)!;
    return {
      ask: { id: 'ask.checksum.sum' },
      octets: [{ label: { id: 'checksum.octets' }, bytes }],
      form,
      answer: [hex4(right)],
      slips: [
        slip('no-complement', ~right & 0xffff),
        slip('carry-lost', ~plain & 0xffff),
        slip('two-complement', (right + 1) & 0xffff),
        ...(count % 2 === 1 ? [slip('odd-in-front', ~(plain - (last << 8) + last) & 0xffff)] : []),
        slip('turned', ((right & 0xff) << 8) | (right >> 8)),
        slip('octets-added', ~bytes.reduce((total, octet) => total + octet, 0) & 0xffff),
      ],
      worked: stepsOf(bytes),
    };
  },
};

/** Level 2: the sum goes over 16 bits. */
const ttl: Drill = {
  id: 'checksum.ttl',
  levels: 2,
  pose(luck, level) {
    const before = level === 2 ? 0xff00 + below(luck, 0xff) : 1 + below(luck, 0xfeff);
    const hops = 2 + below(luck, 254);
    const protocol = [1, 6, 17][below(luck, 3)]!;
    const [from, to] = [hops * 256 + protocol, (hops - 1) * 256 + protocol];
    const right = updateChecksum(before, from, to);
    const complements = workOut([
      { bytes: Uint8Array.from([~before, ~from, to].flatMap((word) => [(word >> 8) & 255, word & 255])) },
    ]);
    const params = {
      before: hex4(before),
      from: hex4(from),
      to: hex4(to),
      ttl: hops,
      less: hops - 1,
      after: hex4(right),
    };
    return {
      ask: { id: 'ask.checksum.ttl', params },
      form,
      answer: [hex4(right)],
      slips: [
        slip('other-way', (before - 0x100) & 0xffff),
        slip('carry-lost', (before + 0x100) & 0xffff),
        slip('low-octet', (before + 1) & 0xffff),
        slip('low-octet-down', (before - 1) & 0xffff),
        slip('left-alone', before),
      ],
      worked: [
        { say: { id: 'checksum.step.ttl', params }, source: 'RFC 1624 §3' },
        {
          say: { id: 'checksum.step.ttl-sum', params },
          source: 'RFC 1624 §3',
          sum: [
            `~(~${params.before} + ~${params.from} + ${params.to})`,
            `~(${[~before & 0xffff, ~from & 0xffff, to].map(hex4).join(' + ')}) = ~${hex4(complements.sum)} = ${params.after}`,
          ],
        },
      ],
    };
  },
};

/** Changes on the way, in four octets, by a code that words know as `checksum.change.CODE`. */
const changes: Readonly<Record<string, (words: [number, number]) => [number, number]>> = {
  swapped: ([a, b]) => [b, a],
  balanced: ([a, b]) => [a + 1, b - 1],
  bit: ([a, b]) => [a ^ 0x10, b],
  turned: ([a, b]) => [((a & 0xff) << 8) | (a >> 8), b],
  zeroed: ([, b]) => [0, b],
};

const missed: Drill = {
  id: 'checksum.missed',
  levels: 1,
  pose(luck) {
    // Two words apart from each other, neither at an end of the range, whose own octets differ, too.
    const word = (): number => (1 + below(luck, 0x7f)) * 256 + 0x80 + below(luck, 0x7e);
    const [a, other] = [word(), word()];
    const words: [number, number] = [a, other - a < 2 && a - other < 2 ? a + 2 : other];
    const bytesOf = (some: readonly number[]): Uint8Array => fromHex(some.map(hex4).join(''))!;
    const sent = bytesOf(words);
    const ids = Object.keys(changes);
    const start = below(luck, ids.length);
    const options: Option[] = ids.map((_, place) => {
      const id = ids[(start + place) % ids.length]!;
      return { id, text: { id: `checksum.change.${id}`, params: { octets: toHex(bytesOf(changes[id]!(words))) } } };
    });
    const same = ids.filter((id) => whole(bytesOf(changes[id]!(words))) === whole(sent));
    const choice = (id: string, answer: string[]): Posed['slips'][number] => ({
      say: { id: `slip.checksum.${id}` },
      answer,
    });
    return {
      ask: { id: 'ask.checksum.missed', params: { checksum: hex4(whole(sent)) } },
      octets: [{ label: { id: 'checksum.octets' }, bytes: sent }],
      form: { kind: 'choose', options, many: true },
      answer: same,
      slips: [
        ...same.map((id) => choice(`only-${id}`, [id])),
        choice('octets-too', [...same, 'turned']),
        choice('one-bit-too', [...same, 'bit']),
        choice('sees-nothing', ids),
        choice(
          'the-seen',
          ids.filter((id) => !same.includes(id)),
        ),
      ],
      worked: [
        { say: { id: 'checksum.step.order' }, source: 'RFC 1071 §2' },
        ...ids.map((id) => {
          const bytes = bytesOf(changes[id]!(words));
          const [first, second] = [u16(bytes, 0), u16(bytes, 2)];
          const { sum: total } = workOut([{ bytes }]);
          return {
            say: {
              id: `checksum.step.change.${same.includes(id) ? 'same' : 'seen'}`,
              params: { checksum: hex4(whole(bytes)) },
            },
            sum: [`${hex4(first)} + ${hex4(second)} = ${hex4(total)} → ${hex4(whole(bytes))}`],
          };
        }),
      ],
      trap: { id: 'checksum.trap' },
    };
  },
};

/** Drills of the calculator `checksum`. */
export const checksumDrills: readonly Drill[] = [missed, sum, ttl];
