// K-01: an address in four forms, each in a field of its own.

import { describe, expect, test } from 'vitest';
import { typedInto, valueOf, type Values } from '../../src/calc/calculator.ts';
import { setExercise, type Drill } from '../../src/calc/drill.ts';
import { ipv4 } from '../../src/calc/subnet/ipv4.ts';
import { ipv4Drills } from '../../src/calc/subnet/ipv4Drills.ts';
import { prefix } from '../../src/calc/subnet/prefix.ts';

const forms = [
  ['192.168.12.1', '11000000.10101000.00001100.00000001', 3232238593, 'c0a80c01'],
  ['0.0.0.0', '00000000.00000000.00000000.00000000', 0, '00000000'],
  ['255.255.255.255', '11111111.11111111.11111111.11111111', 4294967295, 'ffffffff'],
  ['127.0.0.1', '01111111.00000000.00000000.00000001', 2130706433, '7f000001'],
] as const;

describe.each(forms)('%s', (address, bits, integer, hex) => {
  test.each<[Values]>([
    [{ address }],
    [{ bits }],
    [{ bits: bits.replaceAll('.', ' ') }],
    [{ bits: bits.replaceAll('.', '') }],
    [{ integer: String(integer) }],
    [{ hex }],
    [{ hex: hex.toUpperCase() }],
    [{ hex: hex.replace(/..(?!$)/g, '$& ') }],
    [{ address, integer: String(integer), hex }],
  ])('from %o', (values) => {
    expect(ipv4.work(values)).toMatchObject({ state: 'right', result: { address, bits, integer, hex } });
  });
});

/** Field, code and place of the mistake. */
function wrongIn(values: Values): string {
  const worked = ipv4.work(values);
  if (worked.state !== 'wrong') throw new Error(worked.state);
  const { id, variant, at, length } = worked.problem;
  return `${worked.field} ${variant ? `${id}.${variant}` : id} ${at} ${length}`;
}

test.each<[Values, string]>([
  [{ address: '192.168.1' }, 'address E_OCTETS.short 9 0'],
  [{ address: '10.1' }, 'address E_OCTETS.short 4 0'],
  [{ address: '1.2.3' }, 'address E_OCTETS.short 5 0'],
  [{ address: '1.2.3.4.5' }, 'address E_OCTETS 7 2'],
  [{ address: '1..2.3' }, 'address E_OCTETS.gap 2 0'],
  [{ address: '0x7f.1' }, 'address E_CHAR.old 1 1'],
  [{ address: '-1.2.3.4' }, 'address E_CHAR 0 1'],
  [{ address: '1.2.3.٤' }, 'address E_CHAR 6 1'],
  [{ address: '1.2.3.4 foo' }, 'address E_SPACE 7 1'],
  [{ address: '256.1.1.1' }, 'address E_RANGE 0 3'],
  [{ address: '4294967296' }, 'address E_RANGE 0 10'],
  [{ address: '3232238593' }, 'address E_RANGE.integer 0 10'],
  [{ address: '010.1.1.1' }, 'address E_ZERO.octet 0 1'],
  [{ address: '１.2.3.4' }, 'address E_FULLWIDTH 0 1'],
  [{ integer: '4294967296' }, 'integer E_RANGE.number 0 10'],
  [{ integer: '-1' }, 'integer E_NUMBER 0 1'],
  [{ integer: '1e9' }, 'integer E_NUMBER 1 1'],
  [{ integer: '192.168.12.1' }, 'integer E_NUMBER 3 1'],
  [{ integer: '007' }, 'integer E_ZERO 0 2'],
  [{ hex: 'c0a80c0' }, 'hex E_HEX.nibble 6 1'],
  [{ hex: 'c0a80c' }, 'hex E_HEX.eight 6 0'],
  [{ hex: 'c0a80c0101' }, 'hex E_HEX.eight 10 0'],
  [{ hex: 'c0a80c0g' }, 'hex E_HEX 7 1'],
  [{ hex: '0xc0a80c01' }, 'hex E_HEX.prefix 0 2'],
  [{ bits: '1'.repeat(31) }, 'bits E_OCTETS.bits 31 0'],
  [{ bits: '1'.repeat(33) }, 'bits E_OCTETS.bits 33 0'],
  [{ bits: '2'.repeat(32) }, 'bits E_CHAR.bits 0 1'],
  [{ address: '192.168.12.1', hex: 'c0a80d01' }, 'hex E_NUMBER.disagrees 0 8'],
])('%o is refused', (values, problem) => {
  expect(wrongIn(values)).toBe(problem);
});

test('the digits without what programming languages write before them are offered', () => {
  expect(ipv4.work({ hex: '0xC0A80C01' })).toMatchObject({ problem: { instead: 'C0A80C01' } });
  expect(ipv4.work({ hex: `0x${'0x'.repeat(50_000)}` }).state).toBe('wrong');
});

test('typing in one field empties the others, and the example stands only as long as nothing is typed', () => {
  expect(valueOf(ipv4.fields, {}, 'address')).toBe('192.168.12.1');
  expect(valueOf(ipv4.fields, { integer: '1' }, 'address')).toBe('');
  expect(valueOf(ipv4.fields, { integer: '' }, 'address')).toBe('192.168.12.1');
  const typed = typedInto(ipv4.fields, { address: '10.0.0.1' }, 'integer', '1');
  expect(typed).toEqual({ address: '', bits: '', hex: '', integer: '1' });
  expect(ipv4.work(typed)).toMatchObject({ result: { address: '0.0.0.1' } });
  expect(prefix.work(typedInto(prefix.fields, {}, 'mask', '255.0.0.0'))).toMatchObject({ result: { prefix: 8 } });
  expect(ipv4.work(typedInto(ipv4.fields, {}, 'address', ''))).toEqual({ state: 'empty' });
});

test('each octet is worked out as a sum of what its places are worth', () => {
  const worked = ipv4.work({ address: '192.168.12.1' });
  const sums = worked.state === 'right' ? worked.steps.flatMap(({ sum = [] }) => sum) : [];
  expect(sums.slice(0, 5)).toEqual([
    '192 = 128 + 64 = 11000000',
    '168 = 128 + 32 + 8 = 10101000',
    '12 = 8 + 4 = 00001100',
    '1 = 00000001',
    '192 × 2^24 + 168 × 2^16 + 12 × 2^8 + 1 = 3232238593',
  ]);
  expect(sums.at(-2)).toBe('12 = 0000 1100 = 0 c');
});

describe('exercises', () => {
  const drill = (id: string): Drill => ipv4Drills.find((one) => one.id === `ipv4.${id}`)!;
  const some = (id: string, level: number) =>
    Array.from({ length: 120 }, (_, seed) => setExercise(drill(id), level, seed));

  test('the numbers of the first lessons come up, and 12 as 00000110 is told', () => {
    const all = some('to-bits', 1);
    const asked = new Set(all.map(({ ask }) => ask.params!['octet']));
    for (const octet of [12, 13, 172, 254, 240]) expect(asked).toContain(octet);
    const twelve = all.find(({ ask }) => ask.params!['octet'] === 12)!;
    expect(twelve.slips.find(({ say }) => say.id === 'slip.ipv4.one-late')!.answer.join('')).toBe('00000110');
  });

  test('the tutorial’s two wrong octets are to be repaired, and whose they are is told afterwards', () => {
    const lines = some('repair', 1).map(({ bits, answer, trap }) => [
      bits![0]!.value,
      bits![0]!.bits.slice(16, 24),
      ...answer,
      trap?.id,
    ]);
    expect([...new Set(lines.map((line) => line.join(' ')))].sort()).toEqual([
      '192.168.12.1 00000110 3 00001100 ipv4.trap.seed',
      '192.168.13.1 00000110 3 00001101 ipv4.trap.seed',
    ]);
  });

  test('what is to be repaired is wrong', () => {
    for (const { bits, answer } of some('repair', 2)) {
      const place = Number(answer[0]) - 1;
      expect(bits![0]!.bits.slice(8 * place, 8 * place + 8)).not.toBe(answer[1]);
    }
  });
});
