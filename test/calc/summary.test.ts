// K-06: networks merged exactly and covered by one, beside what Python's ipaddress says.

import { describe, expect, test } from 'vitest';
import { below, luckFor } from '../../src/base/rng.ts';
import { powerOfTwo } from '../../src/calc/bits.ts';
import { summary, type Summarised } from '../../src/calc/subnet/summary.ts';
import { formatCidr, networkOf } from '../../src/wire/address.ts';
import { disagreements, hasPython, oracleCases } from '../support/python.ts';

const worked = (networks: string) => {
  const found = summary.work({ networks });
  if (found.state !== 'right') throw new Error(JSON.stringify(found));
  return found;
};
const result = (networks: string): Summarised => worked(networks.replaceAll(' ', '\n')).result as Summarised;

test.each([
  ['192.168.12.0/24 192.168.13.0/24', '192.168.12.0/23', '192.168.12.0/23', ''],
  [
    '192.168.13.0/24 192.168.14.0/24',
    '192.168.13.0/24 192.168.14.0/24',
    '192.168.12.0/22',
    '192.168.12.0/24 192.168.15.0/24',
  ],
  ['192.168.8.0/24 192.168.9.0/24 192.168.10.0/24 192.168.11.0/24', '192.168.8.0/22', '192.168.8.0/22', ''],
  ['10.0.0.0/24 10.0.2.0/24', '10.0.0.0/24 10.0.2.0/24', '10.0.0.0/22', '10.0.1.0/24 10.0.3.0/24'],
  ['0.0.0.0/1 128.0.0.0/1', '0.0.0.0/0', '0.0.0.0/0', ''],
  ['10.1.2.0/24', '10.1.2.0/24', '10.1.2.0/24', ''],
  // In any order, and halves of halves.
  ['10.0.0.128/25 10.0.1.0/24 10.0.0.0/25', '10.0.0.0/23', '10.0.0.0/23', ''],
  ['10.0.0.1/32 10.0.0.2/32', '10.0.0.1/32 10.0.0.2/32', '10.0.0.0/30', '10.0.0.0/32 10.0.0.3/32'],
])('%s', (networks, exact, cover, foreign) => {
  const got = result(networks);
  expect([got.exact.join(' '), got.cover, got.foreign.join(' '), got.same]).toEqual([
    exact,
    cover,
    foreign,
    foreign === '',
  ]);
});

test('foreign addresses are counted', () => {
  expect(result('192.168.13.0/24 192.168.14.0/24').added).toBe(512);
  expect(result('0.0.0.0/32 255.255.255.255/32')).toMatchObject({ cover: '0.0.0.0/0', added: 4294967294 });
});

test('networks that others hold are absorbed and told', () => {
  const { result: got, notes } = worked('10.0.0.0/8\n10.1.0.0/16\n192.168.1.0/24\n10.0.0.0/8');
  expect(got).toMatchObject({
    exact: ['10.0.0.0/8', '192.168.1.0/24'],
    absorbed: [
      { network: '10.0.0.0/8', by: '10.0.0.0/8' },
      { network: '10.1.0.0/16', by: '10.0.0.0/8' },
    ],
  });
  expect(notes.map(({ id, params }) => [id, params?.['list']])).toEqual([
    ['summary.twice', '10.0.0.0/8'],
    ['summary.held', '10.1.0.0/16 ⊂ 10.0.0.0/8'],
    ['summary.no-merge', undefined],
  ]);
});

test('why two networks stay apart', () => {
  const reasons = (networks: string): string[] =>
    worked(networks)
      .steps.map(({ say }) => say.id)
      .filter((id) => /odd|gap|sizes/.test(id));
  expect(reasons('192.168.13.0/24\n192.168.14.0/24')).toEqual(['summary.step.odd']);
  expect(reasons('10.0.0.0/24\n10.0.2.0/24')).toEqual(['summary.step.gap']);
  expect(reasons('10.0.0.0/24\n10.0.1.0/25')).toEqual(['summary.step.sizes']);
  expect(reasons('192.168.12.0/24\n192.168.13.0/24')).toEqual([]);
});

test.each([
  ['10.0.0.1/24', 'E_HOST', 0, '10.0.0.0/24'],
  ['10.0.0.0/24\n\n 10.0.2.9/24', 'E_HOST', 14, '10.0.0.0/24\n\n10.0.2.0/24'],
  ['10.0.0.0/24\n10.0.1.0', 'E_PREFIX.missing', 20, undefined],
  ['10.0.0.0/24 10.0.1.0/24', 'E_SPACE', 11, undefined],
  ['10.0.0.0/24\n10.0.1.0/33', 'E_PREFIX', 21, undefined],
  ['10.0.0.0/24\n10。0.1.0/24', 'E_FULLWIDTH', 14, '10.0.0.0/24\n10.0.1.0/24'],
  [`${'10.0.0.0/24\n'.repeat(256)}10.0.0.0/24`, 'E_TOOBIG.lines', 3072, undefined],
])('%j is %s', (networks, code, at, instead) => {
  const found = summary.work({ networks });
  if (found.state !== 'wrong') throw new Error(found.state);
  const { id, variant, at: place } = found.problem;
  expect([variant ? `${id}.${variant}` : id, place, found.problem.instead]).toEqual([code, at, instead]);
});

test('256 lines are not too many, and an empty list is no answer', () => {
  expect(summary.work({ networks: '10.0.0.0/24\n'.repeat(256) }).state).toBe('right');
  expect(summary.work({ networks: '\n \n' })).toEqual({ state: 'empty' });
});

const SUMMARISE = `
import ipaddress
def answer(question):
    nets = [ipaddress.ip_network(one) for one in question]
    exact = list(ipaddress.collapse_addresses(nets))
    cover = exact[0]
    while not all(one.subnet_of(cover) for one in exact):
        cover = cover.supernet()
    free = [cover]
    for one in exact:
        free = [part for block in free for part in
                (block.address_exclude(one) if one.subnet_of(block) and one != block else [] if one == block else [block])]
    return {'exact': [str(one) for one in exact], 'cover': str(cover),
            'foreign': [str(one) for one in sorted(free)]}
`;

/** ms; as many times more as there are cases in the long run. */
const ORACLE_TIME = 30 * oracleCases;

describe.skipIf(!hasPython)("Python's ipaddress (skipped where there is no python3)", () => {
  test(
    'merges and covers as we do',
    () => {
      const luck = luckFor(6, 'summary', 'oracle');
      const questions = Array.from({ length: oracleCases }, () => {
        // Near one another, so that many of them touch, hold one another or merge.
        const near = 4 + below(luck, 24);
        const base = networkOf(below(luck, 0x1_0000_0000), near);
        return Array.from({ length: 1 + below(luck, 10) }, () => {
          const prefix = near + below(luck, Math.min(5, 33 - near));
          return formatCidr(networkOf(base + below(luck, powerOfTwo(32 - near)), prefix), prefix);
        });
      });
      const ours = (networks: string[]): unknown => {
        const { exact, cover, foreign } = result(networks.join(' '));
        return { exact, cover, foreign };
      };
      expect(disagreements(SUMMARISE, questions, ours)).toEqual([]);
    },
    ORACLE_TIME,
  );
});
