// What K-01 lets learners work out by hand: octets to bits and back, the wrong octet in a line of bits, and hex digits.

import { below, type Luck } from '../../base/rng.ts';
import { formatIpv4 } from '../../wire/address.ts';
import { bitsOf } from '../bits.ts';
import type { BitRow } from '../calculator.ts';
import type { Drill, Posed } from '../drill.ts';
import { hexOf, hexStep, octetsOf, octetStep } from './ipv4Steps.ts';

/** Numbers that the first lessons are about, and those that masks are made of. */
const FAMILIAR = [12, 13, 172, 254, 240, 192, 168, 10, 128, 224, 248, 252, 255] as const;

/** Level 1: a familiar number. Level 2: any with at least two ones and two zeros. */
function anyOctet(luck: Luck, level: number): number {
  if (level === 1) return FAMILIAR[below(luck, FAMILIAR.length)]!;
  for (;;) {
    const octet = below(luck, 256);
    const ones = bitsOf(octet, 8).replaceAll('0', '').length;
    if (ones >= 2 && ones <= 6) return octet;
  }
}

/** Mistakes made with an octet, by the end of the code of their sentence. */
const mistakes: Readonly<Record<string, (octet: number) => number>> = {
  'one-late': (octet) => octet >>> 1, // as the seed does: 12 as 00000110
  'one-early': (octet) => (octet << 1) & 255,
  reversed: (octet) => parseInt([...bitsOf(octet, 8)].reverse().join(''), 2),
  complement: (octet) => 255 - octet,
  // Each digit by itself: 12 as 0001 0010.
  digits: (octet) => parseInt(String(octet).padStart(2, '0').slice(-2), 16),
};

const toBits: Drill = {
  id: 'ipv4.to-bits',
  levels: 2,
  pose(luck, level) {
    const octet = anyOctet(luck, level);
    return {
      ask: { id: 'ask.ipv4.to-bits', params: { octet } },
      form: { kind: 'bits', length: 8, groups: 4 },
      answer: [...bitsOf(octet, 8)],
      slips: Object.entries(mistakes).map(([id, make]) => ({
        say: { id: `slip.ipv4.${id}`, params: { value: make(octet) } },
        answer: [...bitsOf(make(octet), 8)],
      })),
      worked: [octetStep([octet])],
    };
  },
};

const fromBits: Drill = {
  id: 'ipv4.from-bits',
  levels: 2,
  pose(luck, level) {
    const octet = anyOctet(luck, level);
    const bits = bitsOf(octet, 8);
    const slip = (id: string, value: number): Posed['slips'][number] => ({
      say: { id: `slip.ipv4.${id}`, params: { value } },
      answer: [String(value)],
    });
    return {
      ask: { id: 'ask.ipv4.from-bits', params: { bits } },
      form: { kind: 'type', boxes: [{ name: 'octet', label: { id: 'ipv4.octet' }, reads: 'whole' }] },
      answer: [String(octet)],
      slips: [
        slip('reversed', mistakes['reversed']!(octet)),
        slip('weights-256', 2 * octet),
        slip('weights-64', Math.floor(octet / 2)),
        slip('complement', 255 - octet),
        slip('ones-counted', [...bits].filter((bit) => bit === '1').length),
        slip('read-as-decimal', Number(bits)),
      ],
      worked: [octetStep([octet])],
    };
  },
};

/** The seed's two lines, in which 12 is written as 6 and 13 as 7. */
const SEED_PAIR = [0xc0a8_0c01, 0xc0a8_0d01] as const;

const repair: Drill = {
  id: 'ipv4.repair',
  levels: 2,
  pose(luck, level) {
    const seed = level === 1;
    const ip = seed ? SEED_PAIR[below(luck, 2)]! : 0xc0a8_0000 + anyOctet(luck, 2) * 256 + anyOctet(luck, 2);
    const place = seed ? 2 : 2 + below(luck, 2);
    const octets = octetsOf(ip);
    const octet = octets[place]!;
    // One that changes something: some octets read the same backwards.
    const names = ['one-late', 'reversed', 'one-early'].filter((name) => mistakes[name]!(octet) !== octet);
    const made = mistakes[seed ? 'one-late' : names[below(luck, names.length)]!]!(octet);
    const row: BitRow = {
      label: { id: 'ipv4.wrong-row' },
      bits: octets.map((right, at) => bitsOf(at === place ? made : right, 8)).join(''),
      value: formatIpv4(ip),
    };
    const number = String(place + 1);
    return {
      ask: { id: 'ask.ipv4.repair', params: { address: formatIpv4(ip) } },
      bits: [row],
      form: {
        kind: 'type',
        boxes: [
          { name: 'which', label: { id: 'ipv4.which' }, reads: 'whole' },
          { name: 'bits', label: { id: 'ipv4.right-bits' }, reads: 'bits' },
        ],
      },
      answer: [number, bitsOf(octet, 8)],
      slips: [
        { say: { id: 'slip.ipv4.unchanged', params: { value: made, octet } }, answer: [number, bitsOf(made, 8)] },
        { say: { id: 'slip.ipv4.from-nought' }, answer: [String(place), bitsOf(octet, 8)] },
        ...Object.entries(mistakes).map(([id, make]) => ({
          say: { id: `slip.ipv4.${id}`, params: { value: make(octet) } },
          answer: [number, bitsOf(make(octet), 8)],
        })),
      ],
      worked: [
        { say: { id: 'ipv4.step.wrong', params: { bits: bitsOf(made, 8), value: made, octet } } },
        octetStep([octet]),
      ],
      ...(seed && { trap: { id: 'ipv4.trap.seed' } }),
    };
  },
};

const hex: Drill = {
  id: 'ipv4.hex',
  levels: 2,
  pose(luck, level) {
    const any = (): number => anyOctet(luck, level);
    const [third, fourth] = [any(), any()];
    const ip = (level === 1 ? 0xc0a8_0000 : 0x0a00_0000 + below(luck, 256) * 0x1_0000) + third * 256 + fourth;
    const octets = octetsOf(ip);
    const slip = (id: string, digits: string): Posed['slips'][number] => ({
      say: { id: `slip.ipv4.${id}`, params: { value: digits } },
      answer: [digits],
    });
    const swapped = octets.map((octet) => ((octet & 15) << 4) | (octet >>> 4));
    const joined = (list: readonly number[]): string => hexOf(list.reduce((sum, octet) => sum * 256 + octet, 0));
    return {
      ask: { id: 'ask.ipv4.hex', params: { address: formatIpv4(ip) } },
      form: { kind: 'type', boxes: [{ name: 'hex', label: { id: 'ipv4.hex' }, reads: 'hex' }] },
      answer: [hexOf(ip)],
      slips: [
        slip('swapped-digits', joined(swapped)),
        slip('octets-backwards', joined([...octets].reverse())),
        ...(octets.every((octet) => octet < 100)
          ? [slip('decimal-as-hex', octets.map((octet) => String(octet).padStart(2, '0')).join(''))]
          : []),
      ],
      worked: [hexStep(ip)],
    };
  },
};

/** Drills of the calculator `ipv4`. */
export const ipv4Drills: readonly Drill[] = [toBits, fromBits, repair, hex];
