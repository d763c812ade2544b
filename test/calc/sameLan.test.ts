// K-02: what each of two hosts makes of the other's address, and what comes of both.

import { describe, expect, test } from 'vitest';
import { luckFor, nextWord } from '../../src/base/rng.ts';
import type { Values } from '../../src/calc/calculator.ts';
import { setExercise } from '../../src/calc/drill.ts';
import { sameLan } from '../../src/calc/subnet/sameLan.ts';
import { sameLanDrills } from '../../src/calc/subnet/sameLanDrills.ts';
import { commonBits } from '../../src/calc/subnet/verdict.ts';
import { formatIpv4, sameNetwork } from '../../src/wire/address.ts';

/** The calculator's answer, which there has to be. */
function right(values: Values) {
  const worked = sameLan.work(values);
  if (worked.state !== 'right') throw new Error(JSON.stringify(worked));
  return worked;
}
const notesOf = (values: Values): string[] => right(values).notes.map(({ id }) => id);

test.each([
  ['192.168.12.1/24', '192.168.13.1/24', ['192.168.12.0', '192.168.13.0', 'gateway'], 'gateway', 'agree'],
  ['192.168.12.1/16', '192.168.13.1/16', ['192.168.0.0', '192.168.0.0', 'direct'], 'direct', 'agree'],
  ['192.168.12.1/23', '192.168.13.1/23', ['192.168.12.0', '192.168.12.0', 'direct'], 'direct', 'agree'],
  ['192.168.12.1/16', '192.168.13.1/24', ['192.168.0.0', '192.168.0.0', 'direct'], 'gateway', 'disagree'],
  ['192.168.12.1/24', '192.168.13.1/16', ['192.168.12.0', '192.168.13.0', 'gateway'], 'direct', 'disagree'],
  ['10.0.0.0/31', '10.0.0.1/31', ['10.0.0.0', '10.0.0.0', 'direct'], 'direct', 'agree'],
  ['10.0.0.1/32', '10.0.0.2/32', ['10.0.0.1', '10.0.0.2', 'gateway'], 'gateway', 'agree'],
  ['10.1.2.3/0', '8.8.8.8/0', ['0.0.0.0', '0.0.0.0', 'direct'], 'direct', 'agree'],
  [
    '192.168.12.1/255.255.254.0',
    '192.168.13.1/255.255.254.0',
    ['192.168.12.0', '192.168.12.0', 'direct'],
    'direct',
    'agree',
  ],
])('%s and %s', (a, b, [own, other, way], wayB, outcome) => {
  const { result, notes } = right({ a, b });
  expect(result).toMatchObject({ a: { own, other, way }, b: { way: wayB }, outcome });
  expect(notes).toEqual([]);
});

test('the first bit that differs is counted from 1, and so many before it are the same', () => {
  const { result } = right({ a: '192.168.12.1/24', b: '192.168.13.1/24' });
  expect([result.a.difference, result.b.difference, result.common]).toEqual([24, 24, 23]);
  expect(right({ a: '192.168.12.1/23', b: '192.168.13.1/23' }).result.a.difference).toBeNull();
});

test('both hosts’ ANDs stand there bit by bit, each under its own border, with the bits that differ marked', () => {
  const { bits } = right({ a: '192.168.12.1/16', b: '192.168.13.1/24' });
  expect(bits.map(({ group, border, value }) => [group!.id.at(-1), border, value])).toEqual([
    ['A', 16, '192.168.12.1'],
    ['A', 16, '192.168.13.1'],
    ['A', 16, '255.255.0.0'],
    ['A', 16, '192.168.0.0'],
    ['A', 16, '192.168.0.0'],
    ['B', 24, '192.168.13.1'],
    ['B', 24, '192.168.12.1'],
    ['B', 24, '255.255.255.0'],
    ['B', 24, '192.168.13.0'],
    ['B', 24, '192.168.12.0'],
  ]);
  expect(bits.map(({ marks = [] }) => marks.map(({ from }) => from + 1))).toEqual([
    ...Array.from({ length: 8 }, () => []),
    [24],
    [24],
  ]);
});

test('the working takes three steps for each host, and one for both', () => {
  const ids = (values: Values): string[] => right(values).steps.map(({ say }) => say.id.replace('same-lan.step.', ''));
  const [equal, differ] = [
    ['own', 'other', 'equal'],
    ['own', 'other', 'differ'],
  ];
  expect(ids({ a: '192.168.12.1/16', b: '192.168.13.1/24' })).toEqual([...equal!, ...differ!, 'one-way']);
  expect(ids({ a: '192.168.12.1/24', b: '192.168.13.1/24' })).toEqual([...differ!, ...differ!, 'both-gateway']);
  expect(ids({ a: '192.168.12.1/23', b: '192.168.13.1/23' })).toEqual([...equal!, ...equal!, 'both-direct']);
  const oneWay = right({ a: '192.168.12.1/24', b: '192.168.13.1/16' }).steps.at(-1)!;
  expect(oneWay.say.params).toEqual({ straight: 'B', round: 'A' });
});

test('a border that is moved is the mask of the host in whose rows it stands', () => {
  const values = { a: '192.168.12.1/24', b: '192.168.13.1/255.255.255.0' };
  expect(sameLan.moveBorder!(values, 16, 'same-lan.by.A')).toEqual({ ...values, a: '192.168.12.1/16' });
  expect(sameLan.moveBorder!(values, 16, 'same-lan.by.B')).toEqual({ ...values, b: '192.168.13.1/16' });
});

describe('special answers', () => {
  test('the same address twice is a conflict, whatever the masks', () => {
    const { result, notes, bits } = right({ a: '10.0.0.1/8', b: '10.0.0.1/24' });
    expect(result).toMatchObject({ outcome: 'conflict', a: { way: 'self' }, b: { way: 'self' } });
    expect([notes, bits]).toEqual([[{ id: 'same-lan.conflict' }], []]);
  });

  test('with 127.x no LAN is involved', () => {
    for (const values of [
      { a: '127.0.0.1/8', b: '192.168.12.1/24' },
      { a: '192.168.12.1/24', b: '127.9.9.9/8' },
    ]) {
      expect(right(values).result.outcome).toBe('loopback');
      expect(notesOf(values)).toEqual(['same-lan.loopback']);
    }
  });

  test.each([
    ['192.168.12.0/24', ['same-lan.is-network']],
    ['192.168.12.255/24', ['same-lan.is-broadcast']],
    ['192.168.12.0/31', []],
    ['192.168.12.1/31', []],
    ['192.168.12.0/32', []],
    ['10.0.1.0/23', []],
  ])('%s as a host gets its verdict, and a warning where it is an end of its network', (a, ids) => {
    expect(notesOf({ a, b: '192.168.77.1/24' })).toEqual(ids);
    expect(notesOf({ a: '192.168.77.1/24', b: a })).toEqual(ids);
  });

  test('what one host takes for an end of its network, though it is none for the other', () => {
    expect(notesOf({ a: '10.0.0.1/24', b: '10.0.0.255/16' })).toEqual(['same-lan.seen-as-broadcast']);
    expect(notesOf({ a: '10.0.1.0/16', b: '10.0.1.7/24' })).toEqual(['same-lan.seen-as-network']);
  });

  test.each([
    [{ gatewayA: '192.168.12.254', gatewayB: '192.168.13.254' }, []],
    [{ gatewayA: '192.168.12.254' }, ['same-lan.gateway.none']],
    [{ gatewayA: '192.168.13.254', gatewayB: '192.168.13.254' }, ['same-lan.gateway.outside']],
    [{ gatewayA: '192.168.12.1', gatewayB: '192.168.13.254' }, ['same-lan.gateway.itself']],
    [{ gatewayA: '192.168.12.254', gatewayB: '192.168.13.255' }, ['same-lan.gateway.end']],
    [{}, []],
  ])('gateways %o', (gateways, ids) => {
    expect(notesOf({ a: '192.168.12.1/24', b: '192.168.13.1/24', ...gateways })).toEqual(ids);
  });

  test('a gateway that is not needed is not judged', () => {
    expect(notesOf({ a: '192.168.12.1/16', b: '192.168.13.1/16', gatewayA: '8.8.8.8' })).toEqual([]);
  });
});

test.each<[Values, string, string]>([
  [{ a: '0.0.0.0/24' }, 'a', 'E_HOST.none 0 7'],
  [{ b: '255.255.255.255/24' }, 'b', 'E_HOST.all 0 15'],
  [{ a: '224.0.0.251/24' }, 'a', 'E_HOST.group 0 11'],
  [{ b: ' 239.255.255.255/8' }, 'b', 'E_HOST.group 1 15'],
  [{ gatewayA: '0.0.0.0' }, 'gatewayA', 'E_HOST.none 0 7'],
  [{ gatewayB: '224.1.1.1' }, 'gatewayB', 'E_HOST.group 0 9'],
  [{ a: '192.168.12.1' }, 'a', 'E_PREFIX.missing 12 0'],
  [{ b: '192.168.12.1/33' }, 'b', 'E_PREFIX 13 2'],
  [{ b: '192.168.12.1/255.0.255.0' }, 'b', 'E_MASK 19 3'],
  [{ b: '192.168.12.1/0.0.0.255' }, 'b', 'E_MASK.wildcard 13 9'],
  [{ a: '192.168.012.1/24' }, 'a', 'E_ZERO.octet 8 1'],
  [{ a: '192.168.12.1 /24' }, 'a', 'E_SPACE 12 1'],
  [{ a: '192。168.12.1/24' }, 'a', 'E_FULLWIDTH 3 1'],
  [{ gatewayA: '192.168.12' }, 'gatewayA', 'E_OCTETS.short 10 0'],
])('%o is refused', (values, field, problem) => {
  const worked = sameLan.work(values);
  if (worked.state !== 'wrong') throw new Error(worked.state);
  const { id, variant, at, length } = worked.problem;
  expect([worked.field, `${variant ? `${id}.${variant}` : id} ${at} ${length}`]).toEqual([field, problem]);
});

test('a host without an address leaves no answer, one without a gateway does', () => {
  expect(sameLan.work({ a: '', b: '10.0.0.1/8' }).state).toBe('empty');
  expect(sameLan.work({ a: '10.0.0.2/8', b: '10.0.0.1/8', gatewayA: ' ' }).state).toBe('right');
});

test('any two hosts: the verdict is the mask test of the stack, and the longest mask that joins two is just as long as what they share', () => {
  const luck = luckFor(1, 'same-lan', 'pairs');
  for (let i = 0; i < 2_000; i++) {
    const a = (0x0a00_0000 + (nextWord(luck) >>> 8)) >>> 0;
    const b = (a ^ (1 << (nextWord(luck) % 24))) >>> 0;
    const prefix = nextWord(luck) % 33;
    const { result } = right({ a: `${formatIpv4(a)}/${prefix}`, b: `${formatIpv4(b)}/8` });
    expect(result.a.way).toBe(sameNetwork(a, b, prefix) ? 'direct' : 'gateway');
    const common = commonBits(a, b);
    expect([sameNetwork(a, b, common), sameNetwork(a, b, common + 1)]).toEqual([true, false]);
  }
});

describe('exercises', () => {
  const drill = (id: string) => sameLanDrills.find((one) => one.id === `same-lan.${id}`)!;

  test('the first level sets the pair of the first lesson', () => {
    const masks = Array.from({ length: 40 }, (_, seed) => {
      const { a, b } = setExercise(drill('verdict'), 1, seed).ask.params as { a: string; b: string };
      expect([a.split('/')[0], b.split('/')[0]].sort()).toEqual(['192.168.12.1', '192.168.13.1']);
      return a.split('/')[1];
    });
    expect([...new Set(masks)].sort()).toEqual(['16', '20', '22', '23', '24']);
  });

  test('all four pairs of verdicts come up, and who takes each address with its own mask is told', () => {
    const all = Array.from({ length: 100 }, (_, seed) => setExercise(drill('verdict'), 3, seed));
    expect([...new Set(all.flatMap(({ answer }) => answer))].sort()).toEqual([
      'both-direct',
      'both-gateway',
      'only-A',
      'only-B',
    ]);
    const slips = new Set(all.flatMap(({ slips }) => slips.map(({ say }) => say.id)));
    expect(slips).toContain('slip.same-lan.each-own-mask');
  });

  test('hosts that are set are hosts: never an end of their own network, nor of the other’s', () => {
    for (const id of ['verdict', 'and']) {
      for (let seed = 0; seed < 200; seed++) {
        const { a, b } = setExercise(drill(id), drill(id).levels, seed).ask.params as { a: string; b: string };
        expect(notesOf({ a, b }), `${a} ${b}`).toEqual([]);
      }
    }
  });

  test('of three hosts, only the one asked for sends to its gateway what the others send straight', () => {
    for (let seed = 0; seed < 200; seed++) {
      const { ask, answer } = setExercise(drill('wrong-mask'), 2, seed);
      const hosts = ['a', 'b', 'c'].map((name) => String(ask.params![name]));
      const round = hosts.map((a) => hosts.some((b) => b !== a && right({ a, b }).result.a.way === 'gateway'));
      expect(round).toEqual(['A', 'B', 'C'].map((name) => name === answer[0]));
    }
  });
});
