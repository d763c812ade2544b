// K-07: what an address is for. (Which address is of which kind: subnet.test.ts, for K-03 tells it too.)

import { describe, expect, test } from 'vitest';
import { setExercise, type Drill } from '../../src/calc/drill.ts';
import { kind } from '../../src/calc/subnet/addressKind.ts';
import { addressKindDrills } from '../../src/calc/subnet/addressKindDrills.ts';
import { blocks, kindOf, nearestBlock } from '../../src/calc/subnet/kind.ts';
import { broadcastOf, formatIpv4, parseIpv4 } from '../../src/wire/address.ts';

const resultOf = (address: string) => {
  const worked = kind.work({ address });
  if (worked.state !== 'right') throw new Error(worked.state);
  return worked;
};

test.each([
  ['0.0.0.0', 'this-host', '0.0.0.0/32', '0.0.0.0', '0.0.0.0', 'A'],
  ['10.9.8.7', 'private', '10.0.0.0/8', '10.0.0.0', '10.255.255.255', 'A'],
  ['100.64.0.1', 'shared', '100.64.0.0/10', '100.64.0.0', '100.127.255.255', 'A'],
  ['127.0.0.1', 'loopback', '127.0.0.0/8', '127.0.0.0', '127.255.255.255', 'A'],
  ['172.20.1.1', 'private', '172.16.0.0/12', '172.16.0.0', '172.31.255.255', 'B'],
  ['198.18.0.1', 'benchmark', '198.18.0.0/15', '198.18.0.0', '198.19.255.255', 'C'],
  ['255.255.255.255', 'broadcast', '255.255.255.255/32', '255.255.255.255', '255.255.255.255', 'E'],
  ['172.168.14.0', 'public', null, null, null, 'B'],
])('%s is %s', (address, id, block, first, last, historic) => {
  expect(resultOf(address).result).toMatchObject({ address, kind: id, block, first, last, class: historic });
});

test('of a public address the nearest block is shown, and the first bit in which it misses that', () => {
  const { bits, steps } = resultOf('172.168.14.0');
  expect(bits.map(({ value, border }) => [value, border])).toEqual([
    ['172.168.14.0', 12],
    ['172.16.0.0/12', 12],
  ]);
  expect(bits[0]!.marks).toEqual([{ from: 8, to: 9, tone: 'differs' }]);
  expect(steps[0]!.say).toEqual({
    id: 'kind.step.none',
    params: { block: '172.16.0.0/12', prefix: 12, bit: 9, first: '172.16.0.0', last: '172.31.255.255' },
  });
  expect(resultOf('172.16.0.1').bits[0]!.marks).toEqual([]);
});

test('the class is by the first bits', () => {
  const marked = ['1.1.1.1', '128.1.1.1', '192.2.3.4', '224.0.0.1', '240.0.0.1'].map((address) => {
    const { steps } = resultOf(address);
    const [row] = steps.at(-1)!.bits!;
    return row!.bits.slice(0, row!.marks![0]!.to);
  });
  expect(marked).toEqual(['0', '10', '110', '1110', '1111']);
});

test('each end of each block is of its kind, and one step further is not', () => {
  const inside = new Set(['this-host', 'broadcast']); // blocks of one address, within others
  for (const { id, block } of blocks.filter(({ id }) => !inside.has(id))) {
    const [first, last] = [block.ip, broadcastOf(block.ip, block.prefix)];
    if (id !== 'this-network') expect(kindOf(first).id, formatIpv4(first)).toBe(id);
    if (id !== 'reserved') expect(kindOf(last).id, formatIpv4(last)).toBe(id);
    if (first > 0) expect(kindOf(first - 1).block, formatIpv4(first - 1)).not.toBe(block);
    if (last < 0xffff_ffff) expect(kindOf(last + 1).block, formatIpv4(last + 1)).not.toBe(block);
  }
  expect(nearestBlock(parseIpv4('192.167.1.1')!).block.ip).toBe(parseIpv4('192.168.0.0'));
});

test.each([
  ['172.168.14', 'E_OCTETS.short 10'],
  ['172.168.14.0/24', 'E_CHAR 12'],
  ['172.168.014.0', 'E_ZERO.octet 8'],
  ['10.0.0 ~ 1', 'E_SPACE 6'],
  ['300.1.1.1', 'E_RANGE 0'],
])('%j is refused', (address, problem) => {
  const worked = kind.work({ address });
  if (worked.state !== 'wrong') throw new Error(worked.state);
  const { id, variant, at } = worked.problem;
  expect(`${variant ? `${id}.${variant}` : id} ${at}`).toBe(problem);
});

describe('exercises', () => {
  const drill = (id: string): Drill => addressKindDrills.find((one) => one.id === `kind.${id}`)!;

  test('every trap of the course comes up, with its answer, the mistake behind the wrong one, and the block named afterwards', () => {
    const all = Array.from({ length: 150 }, (_, seed) => setExercise(drill('which'), 1, seed));
    const answers = new Map(all.map(({ ask, answer }) => [ask.params!['address'], answer[0]]));
    expect(Object.fromEntries([...answers].sort())).toEqual({
      '10.255.255.255': 'private',
      '100.64.0.1': 'shared',
      '169.254.1.1': 'link-local',
      '172.15.255.255': 'public',
      '172.16.0.0': 'private',
      '172.168.14.0': 'public',
      '172.31.255.255': 'private',
      '172.32.0.1': 'public',
      '192.167.1.1': 'public',
    });
    const seed = all.find(({ ask }) => ask.params!['address'] === '172.168.14.0')!;
    expect(seed.slips.map(({ say, answer }) => [say.id, ...answer])).toEqual([['slip.kind.whole-numbers', 'private']]);
    expect(seed.trap!.params).toMatchObject({ block: '172.16.0.0/12', last: '172.31.255.255' });
    const end = all.find(({ ask }) => ask.params!['address'] === '172.31.255.255')!;
    expect(end.slips.map(({ say, answer }) => [say.id, ...answer])).toContainEqual([
      'slip.kind.next-number-fixed',
      'public',
    ]);
  });
});
