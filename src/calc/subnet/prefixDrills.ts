// What K-04 lets learners work out by hand: a mask from a length, a length from a mask, and a wildcard.

import { below } from '../../base/rng.ts';
import { formatIpv4, maskOf } from '../../wire/address.ts';
import { ipv4Row, powerOfTwo } from '../bits.ts';
import type { Step } from '../calculator.ts';
import type { Drill, Posed } from '../drill.ts';

const wildcardOf = (prefix: number): number => ~maskOf(prefix) >>> 0;

/** How mask, length and wildcard go together. */
export function prefixSteps(prefix: number): Step[] {
  const part = prefix % 8;
  const octet = 256 - powerOfTwo(8 - part);
  return [
    {
      say: { id: 'prefix.step.ones', params: { prefix, zeros: 32 - prefix } },
      source: 'RFC 4632 §3.1',
      bits: [ipv4Row({ id: 'prefix.mask' }, maskOf(prefix), prefix)],
    },
    ...(part === 0
      ? []
      : [
          {
            say: { id: 'prefix.step.octet', params: { part, octet, step: 256 - octet } },
            sum: [`256 − 2^${8 - part} = 256 − ${256 - octet} = ${octet}`],
          },
        ]),
    {
      say: {
        id: 'prefix.step.wildcard',
        params: { mask: formatIpv4(maskOf(prefix)), wildcard: formatIpv4(wildcardOf(prefix)) },
      },
      bits: [ipv4Row({ id: 'prefix.wildcard' }, wildcardOf(prefix), prefix)],
      sum: [`255.255.255.255 − ${formatIpv4(maskOf(prefix))} = ${formatIpv4(wildcardOf(prefix))}`],
    },
  ];
}

/** Level 1: borders of octets and the last octet; level 2: all lengths. */
const anyPrefix = (luck: Parameters<Drill['pose']>[0], level: number): number =>
  level === 1 ? [8, 16, 24, 25, 26, 27, 28, 29, 30][below(luck, 9)]! : 1 + below(luck, 31);

function poseMask(prefix: number, ask: 'mask' | 'wildcard'): Posed {
  const of = ask === 'mask' ? maskOf : wildcardOf;
  const slip = (id: string, value: number): Posed['slips'][number] => ({
    say: { id: `slip.${id}`, params: { value: formatIpv4(value), prefix } },
    answer: [formatIpv4(value)],
  });
  return {
    ask: { id: `ask.prefix.${ask}`, params: { prefix } },
    form: { kind: 'type', boxes: [{ name: ask, label: { id: `prefix.${ask}` }, reads: 'ipv4' }] },
    answer: [formatIpv4(of(prefix))],
    slips: [
      slip(
        ask === 'mask' ? 'wildcard-for-mask' : 'mask-for-wildcard',
        ask === 'mask' ? wildcardOf(prefix) : maskOf(prefix),
      ),
      ...(prefix < 32 ? [slip('one-bit-more', of(prefix + 1))] : []),
      slip('one-bit-less', of(prefix - 1)),
      ...(prefix + 8 <= 32 ? [slip('octet-too-far', of(prefix + 8))] : []),
      ...(prefix >= 8 ? [slip('octet-too-short', of(prefix - 8))] : []),
      slip('turned-round', reversed(of(prefix))),
    ],
    worked: prefixSteps(prefix),
  };
}

/** The bits of the octet in which the border lies, in the wrong order. */
function reversed(value: number): number {
  const octets = [24, 16, 8, 0].map((shift) => (value >>> shift) & 255);
  const turned = octets.map((octet) =>
    [0, 1, 2, 3, 4, 5, 6, 7].reduce((sum, bit) => sum | (((octet >> bit) & 1) << (7 - bit)), 0),
  );
  return turned.reduce((sum, octet) => sum * 256 + octet, 0);
}

/** Drills of the calculator `prefix`. */
export const prefixDrills: readonly Drill[] = [
  { id: 'prefix.mask', levels: 2, pose: (luck, level) => poseMask(anyPrefix(luck, level), 'mask') },
  { id: 'prefix.wildcard', levels: 2, pose: (luck, level) => poseMask(anyPrefix(luck, level), 'wildcard') },
  {
    id: 'prefix.length',
    levels: 2,
    pose(luck, level) {
      const prefix = anyPrefix(luck, level);
      const slip = (id: string, value: number): Posed['slips'][number] => ({
        say: { id: `slip.${id}`, params: { value, prefix } },
        answer: [`/${value}`],
      });
      return {
        ask: { id: 'ask.prefix.length', params: { mask: formatIpv4(maskOf(prefix)) } },
        form: { kind: 'type', boxes: [{ name: 'length', label: { id: 'prefix.length' }, reads: 'prefix' }] },
        answer: [`/${prefix}`],
        slips: [
          slip('zeros-for-ones', 32 - prefix),
          slip('one-bit-more', Math.min(32, prefix + 1)),
          slip('one-bit-less', prefix - 1),
          ...(prefix + 8 <= 32 ? [slip('octet-too-far', prefix + 8)] : []),
          ...(prefix >= 8 ? [slip('octet-too-short', prefix - 8)] : []),
        ],
        worked: prefixSteps(prefix),
      };
    },
  },
  {
    id: 'prefix.bits',
    levels: 2,
    pose(luck, level) {
      const prefix = anyPrefix(luck, level);
      return {
        ask: { id: 'ask.prefix.bits', params: { prefix } },
        form: { kind: 'bits', length: 32, groups: 8 },
        answer: [...'1'.repeat(prefix).padEnd(32, '0')],
        slips: [
          {
            say: { id: 'slip.wildcard-for-mask', params: { prefix } },
            answer: [...'0'.repeat(prefix).padEnd(32, '1')],
          },
          {
            say: { id: 'slip.zeros-for-ones', params: { prefix } },
            answer: [...'1'.repeat(32 - prefix).padEnd(32, '0')],
          },
          { say: { id: 'slip.one-bit-more', params: { prefix } }, answer: [...'1'.repeat(prefix + 1).padEnd(32, '0')] },
          { say: { id: 'slip.one-bit-less', params: { prefix } }, answer: [...'1'.repeat(prefix - 1).padEnd(32, '0')] },
        ],
        worked: prefixSteps(prefix),
      };
    },
  },
];
