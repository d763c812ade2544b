// What K-12 lets learners work out by hand: the range of a code (E-117), octets of a number, text read as a number, and sizes with padding.

import { below, type Luck } from '../../base/rng.ts';
import { toHex } from '../../base/bytes.ts';
import { leastOf, mostOf } from '../../wire/framing/integer.ts';
import type { Drill, Posed } from '../drill.ts';
import { pythonBytes } from '../pythonBytes.ts';
import { otherOrder, readFormat, type Format, type Item } from './structFormat.ts';
import { pack, pythonValue, unpack } from './structOctets.ts';
import { structSteps } from './structSteps.ts';

function formatOf(text: string): Format {
  const read = readFormat(text);
  if (!read.ok) throw new Error(`${text} is no format`);
  return read.value;
}
const pick = <T>(luck: Luck, from: readonly T[]): T => from[below(luck, from.length)]!;
const slip = (id: string, ...answer: string[]): Posed['slips'][number] => ({
  say: { id: `slip.struct.${id}` },
  answer,
});
const integerOf = (format: Format): Extract<Item, { is: 'integer' }> => format.items[0] as never;

/** Level 1: one octet and two. Level 2: four. Level 3: eight. */
const range: Drill = {
  id: 'struct.range',
  levels: 3,
  pose(luck, level) {
    const code = pick(
      luck,
      [
        ['b', 'B', 'h', 'H'],
        ['i', 'I'],
        ['q', 'Q'],
      ][level - 1]!,
    );
    const format = formatOf(`!${code}`);
    const { integer, size } = integerOf(format);
    const [least, most] = [leastOf(integer), mostOf(integer)];
    const { integer: turned } = integerOf(
      formatOf(`!${code === code.toLowerCase() ? code.toUpperCase() : code.toLowerCase()}`),
    );
    const both = (id: string, from: bigint, to: bigint): Posed['slips'][number] => slip(id, String(from), String(to));
    const bits = 8 * size;
    return {
      ask: { id: 'ask.struct.range', params: { code, size, bits } },
      form: {
        kind: 'type',
        boxes: [
          { name: 'least', label: { id: 'struct.least' }, reads: 'signed' },
          { name: 'most', label: { id: 'struct.most' }, reads: 'signed' },
        ],
      },
      answer: [String(least), String(most)],
      slips: [
        ...(integer.signed ? [both('zero-forgotten', least - 1n, most + 1n), both('symmetric', -most, most)] : []),
        both(integer.signed ? 'sign-forgotten' : 'sign-invented', leastOf(turned), mostOf(turned)),
        both('one-too-many', least, most + 1n),
        ...(integer.signed ? [both('twice-symmetric', least, -least)] : [both('from-one', 1n, most + 1n)]),
      ],
      worked: [
        {
          say: { id: `struct.step.range-${integer.signed ? 'signed' : 'unsigned'}`, params: { bits, code } },
          source: 'Python: struct',
          sum: integer.signed
            ? [`−2^${bits - 1} = ${least}`, `2^${bits - 1} − 1 = ${most}`]
            : [`2^${bits} − 1 = ${most}`],
        },
      ],
      ...(code === 'i' && { trap: { id: 'struct.trap.range' } }),
    };
  },
};

/** Level 1: `H`. Level 2: `I`. Level 3: a number below zero. */
const toOctets: Drill = {
  id: 'struct.pack',
  levels: 3,
  pose(luck, level) {
    const order = pick(luck, ['!', '<']);
    const format = formatOf(order + ['H', 'I', pick(luck, ['h', 'i'])][level - 1]!);
    const value = BigInt(level === 3 ? -1 - below(luck, 300) : 256 + below(luck, 40_000));
    const bytes = pack(format, [value]);
    const size = format.size;
    const turned = pack(otherOrder(format), [value]);
    const decimal = String(value < 0n ? -value : value);
    const digits = decimal.padStart(Math.max(2 * size, decimal.length + (decimal.length % 2)), '0');
    return {
      ask: { id: 'ask.struct.pack', params: { format: format.text, value: String(value) } },
      form: { kind: 'type', boxes: [{ name: 'octets', label: { id: 'struct.packed' }, reads: 'hex' }] },
      answer: [toHex(bytes)],
      slips: [
        slip('turned', toHex(turned)),
        slip('digits-as-hex', digits),
        ...(level === 3
          ? belowZero(format, value)
          : [
              slip('zeros-left-out', value.toString(16).padStart(Math.ceil(value.toString(16).length / 2) * 2, '0')),
              slip('text', toHex(new TextEncoder().encode(String(value)))),
            ]),
      ],
      worked: structSteps(format, { packed: { bytes, values: [value] } }),
    };
  },
};

/** Mistakes with the sign of a number below zero. */
function belowZero(format: Format, value: bigint): Posed['slips'] {
  const magnitude = pack(format, [-value]);
  const high = format.order === 'big' ? 0 : format.size - 1;
  return [
    slip('sign-bit', toHex(magnitude.map((octet, at) => (at === high ? octet | 0x80 : octet)))),
    slip('one-complement', toHex(pack(format, [value - 1n]))),
    slip('sign-lost', toHex(magnitude)),
  ];
}

/** Four signs that begin something on a real connection, and what a shell read whose length was once four octets. */
const TEXTS = ['HTTP', 'GET ', 'POST', 'SSH-', '8\n41', '220 ', '+OK ', 'HELO', 'PING', '12\r\n'] as const;

const text: Drill = {
  id: 'struct.text',
  levels: 1,
  pose(luck) {
    const bytes = new TextEncoder().encode(pick(luck, TEXTS));
    const format = formatOf(pick(luck, ['!I', '<I']));
    const [value, turned] = [format, otherOrder(format)].map((one) => pythonValue(unpack(one, bytes)[0]!)) as [
      string,
      string,
    ];
    const wrongs = {
      turned,
      added: String(bytes.reduce((sum, octet) => sum + octet, 0)),
      joined: Array.from(bytes).join(''),
      'as-hex': toHex(bytes, ''),
    };
    const all = [...new Set([value, ...Object.values(wrongs)])].sort();
    const start = below(luck, all.length);
    return {
      ask: { id: 'ask.struct.text', params: { printed: pythonBytes(bytes), format: format.text } },
      octets: [{ label: { id: 'struct.given' }, bytes }],
      form: {
        kind: 'choose',
        options: all.map((_, place) => all[(start + place) % all.length]!).map((one) => ({ id: one, text: one })),
      },
      answer: [value],
      slips: Object.entries(wrongs).map(([id, answer]) => slip(id, answer)),
      worked: structSteps(format, { given: bytes }),
      trap: { id: 'struct.trap.text' },
    };
  },
};

/** Level 1: two codes. Level 2: three. */
const size: Drill = {
  id: 'struct.size',
  levels: 2,
  pose(luck, level) {
    const codes = Array.from({ length: level + 1 }, () => pick(luck, ['b', 'h', 'i', 'q', 'l'])).join('');
    // The wide one behind a narrow one: only so there is something to fill in.
    const format = formatOf(pick(luck, ['@', '=', '!']) + 'b' + codes);
    const sizeOf = (prefix: string): number => formatOf(`${prefix}b${codes}`).size;
    const widest = Math.max(...format.items.map((item) => item.size));
    const native = formatOf(`@b${codes}`);
    const bare = native.items.reduce((sum, item) => sum + item.size, 0);
    return {
      ask: { id: 'ask.struct.size', params: { format: format.text } },
      form: { kind: 'type', boxes: [{ name: 'size', label: { id: 'struct.size' }, reads: 'whole' }] },
      answer: [String(format.size)],
      slips: [
        slip(
          format.prefix === '@' ? 'padding-forgotten' : 'padding-invented',
          String(sizeOf(format.prefix === '@' ? '!' : '@')),
        ),
        slip('padding-forgotten', String(bare)),
        slip('end-filled', String(Math.ceil(format.size / widest) * widest)),
        slip('all-widest', String(widest * format.items.length)),
        slip('codes-counted', String(format.items.length)),
      ],
      worked: structSteps(format, { given: new Uint8Array(format.size) }).slice(0, 2),
    };
  },
};

/** Drills of the calculator `struct`. */
export const structDrills: readonly Drill[] = [range, text, toOctets, size];
