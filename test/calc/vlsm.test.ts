// K-05: one network divided for needs of different sizes, beside what Python's ipaddress says of the blocks.

import { describe, expect, test } from 'vitest';
import { vlsm, type Vlsm } from '../../src/calc/subnet/vlsm.ts';
import type { Values } from '../../src/calc/calculator.ts';
import { blocksBetween, coverOf } from '../../src/calc/subnet/blocks.ts';
import { prefixFor } from '../../src/calc/subnet/vlsmPlan.ts';
import { powerOfTwo } from '../../src/calc/bits.ts';
import { below, luckFor } from '../../src/base/rng.ts';
import { formatCidr, networkOf } from '../../src/wire/address.ts';
import { disagreements, hasPython, oracleCases } from '../support/python.ts';

const result = (values: Values): Vlsm => {
  const worked = vlsm.work(values);
  if (worked.state !== 'right') throw new Error(JSON.stringify(worked));
  return worked.result;
};
const list = (text: string): string => text.replaceAll(' ', '\n');

describe('the course', () => {
  test.each([
    [
      '192.168.20.0/24',
      '100 50 25 10 2',
      { pairs: 'on' },
      '192.168.20.0/25 192.168.20.128/26 192.168.20.192/27 192.168.20.224/28 192.168.20.240/31',
      '192.168.20.242/31 192.168.20.244/30 192.168.20.248/29',
    ],
    [
      '192.168.20.0/24',
      '100 50 25 10 2',
      {},
      '192.168.20.0/25 192.168.20.128/26 192.168.20.192/27 192.168.20.224/28 192.168.20.240/30',
      '192.168.20.244/30 192.168.20.248/29',
    ],
    ['10.1.0.0/22', '500 200 100 60', {}, '10.1.0.0/23 10.1.2.0/24 10.1.3.0/25 10.1.3.128/26', '10.1.3.192/26'],
    // Worked off by size, whatever the order of the list; equals stay as they stand.
    [
      '10.0.0.0/24',
      '2 100',
      {},
      '10.0.0.0/25 10.0.0.128/30',
      '10.0.0.132/30 10.0.0.136/29 10.0.0.144/28 10.0.0.160/27 10.0.0.192/26',
    ],
    ['10.0.0.0/29', '1 1', {}, '10.0.0.0/30 10.0.0.4/30', ''],
    ['10.0.0.0/30', '1 2', { pairs: 'on', singles: 'on' }, '10.0.0.0/31 10.0.0.2/32', '10.0.0.3/32'],
    // A /30 for one before the /31 for two: otherwise an address would be lost between them.
    ['10.0.0.0/29', '2 1', { pairs: 'on' }, '10.0.0.0/30 10.0.0.4/31', '10.0.0.6/31'],
    ['0.0.0.0/0', '4294967294', {}, '0.0.0.0/0', ''],
  ])('%s for %s, %o', (network, hosts, switches, blocks, free) => {
    const { blocks: got, free: left } = result({ network, hosts: list(hosts), ...switches });
    expect(got.map((block) => block.network).join(' ')).toBe(blocks);
    expect(left.join(' ')).toBe(free);
  });

  test('names, lines and what is not needed', () => {
    const { blocks } = result({ network: '10.0.0.0/24', hosts: 'wing B: 20\n\n总部 100\n 7 ' });
    expect(blocks.map(({ name, line, hosts, waste }) => [name, line, hosts, waste])).toEqual([
      ['总部', 3, 100, 26],
      ['wing B', 1, 20, 10],
      [null, 4, 7, 7],
    ]);
  });

  test('a switch that would make a difference is named', () => {
    const notes = (hosts: string, more: Values = {}) => vlsm.work({ network: '10.0.0.0/24', hosts, ...more });
    expect(notes('2\n1')).toMatchObject({ notes: [{ id: 'vlsm.pairs-off' }, { id: 'vlsm.singles-off' }] });
    expect(notes('2\n1', { pairs: 'on', singles: 'on' })).toMatchObject({ notes: [] });
  });
});

test.each<[Values, string, string, number, object?]>([
  [{ hosts: '100\n100\n20' }, 'hosts', 'E_ALLOC', 8, { line: 3, hosts: 20, block: 32, left: 0, missing: 32 }],
  [{ hosts: '20\n100\n60' }, 'ok', '', 0],
  [{ hosts: '20\n100\n70' }, 'hosts', 'E_ALLOC', 0, { line: 1, missing: 32 }],
  [{ hosts: '5\n300' }, 'hosts', 'E_ALLOC', 2, { line: 2, left: 256, missing: 256 }],
  [{ hosts: '10\n0' }, 'hosts', 'E_NUMBER.no-zero', 3],
  [{ hosts: '-5' }, 'hosts', 'E_NUMBER', 0],
  [{ hosts: '10\nlab 1.5' }, 'hosts', 'E_NUMBER', 8],
  [{ hosts: 'many' }, 'hosts', 'E_NUMBER', 0],
  [{ hosts: 'sales:' }, 'hosts', 'E_NUMBER.no-hosts', 6],
  [{ hosts: '4294967295' }, 'hosts', 'E_RANGE.number', 0],
  [{ hosts: '010' }, 'hosts', 'E_ZERO', 0],
  [{ hosts: '１０' }, 'hosts', 'E_FULLWIDTH', 0],
  [{ hosts: '销售：10' }, 'hosts', 'E_FULLWIDTH', 2],
  [{ hosts: '100, 50, 25' }, 'hosts', 'E_SPACE.list', 9],
  [{ hosts: '100:50' }, 'hosts', 'E_SPACE.list', 4],
  [{ hosts: '100:' }, 'hosts', 'E_NUMBER.no-hosts', 4],
  [{ hosts: `${'x'.repeat(41)} 5` }, 'hosts', 'E_TOOBIG.name', 0],
  [{ hosts: '1\n'.repeat(64) }, 'ok', '', 0],
  [{ hosts: '1\n'.repeat(65) }, 'hosts', 'E_TOOBIG.lines', 128],
  [{ network: '192.168.20.1/24' }, 'network', 'E_HOST', 0, { network: '192.168.20.0/24' }],
  [{ network: '192.168.20.0' }, 'network', 'E_PREFIX.missing', 12],
])('%o is %s %s', (values, field, code, at, params) => {
  const worked = vlsm.work({
    network: '192.168.20.0/24',
    hosts: '1',
    ...values,
    ...(field === 'ok' && { network: '10.0.0.0/8' }),
  });
  if (field === 'ok') return expect(worked.state).toBe('right');
  if (worked.state !== 'wrong') throw new Error(worked.state);
  const { id, variant, at: place } = worked.problem;
  expect([worked.field, variant ? `${id}.${variant}` : id, place]).toEqual([field, code, at]);
  expect(worked.problem.params ?? {}).toMatchObject(params ?? {});
});

test('what would be right is offered for the whole field', () => {
  const instead = (hosts: string): unknown => {
    const worked = vlsm.work({ hosts });
    return worked.state === 'wrong' ? worked.problem.instead : worked.state;
  };
  expect(instead('7\n销售：１0\n8')).toBe('7\n销售: １0\n8');
  expect(instead('7\n销售: １０\n8')).toBe('7\n销售: 10\n8');
  expect(instead('100, 50 25')).toBe('100\n50\n25');
});

test('an empty list leaves no answer', () => {
  expect(vlsm.work({ hosts: ' \n\u3000\n' })).toEqual({ state: 'empty' });
});

test('the smallest block that fits is the smallest', () => {
  for (let hosts = 1; hosts < 5000; hosts++) {
    const size = powerOfTwo(32 - prefixFor(hosts, { pairs: false, singles: false }));
    expect(size >= hosts + 2 && (size === 4 || size / 2 < hosts + 2), String(hosts)).toBe(true);
  }
});

test('blocks between two addresses are whole, aligned and as few as can be', () => {
  const text = (start: number, end: number): string =>
    blocksBetween(start, end)
      .map(({ ip, prefix }) => formatCidr(ip, prefix))
      .join(' ');
  expect(text(0, powerOfTwo(32))).toBe('0.0.0.0/0');
  expect(text(1, 4)).toBe('0.0.0.1/32 0.0.0.2/31');
  expect(text(0xffffffff, powerOfTwo(32))).toBe('255.255.255.255/32');
  expect(text(5, 5)).toBe('');
  expect(
    coverOf([
      { ip: 0, prefix: 1 },
      { ip: 0x80000000, prefix: 1 },
    ]),
  ).toEqual({ ip: 0, prefix: 0 });
});

/** Each block is the first of its size that overlaps no other; what is left is what remains when all are taken out. */
const DIVIDE = `
import ipaddress
def answer(question):
    network = ipaddress.ip_network(question['network'])
    free, got = [network], []
    for hosts in sorted(question['hosts'], reverse=True):
        prefix = next(p for p in range(30, -1, -1) if ipaddress.ip_network(f'0.0.0.0/{p}').num_addresses - 2 >= hosts)
        room = next((one for one in sorted(free) if one.prefixlen <= prefix), None)
        if room is None:
            return None
        block = next(room.subnets(new_prefix=prefix))
        free.remove(room)
        free += list(room.address_exclude(block)) if block != room else []
        got.append(str(block))
    return {'blocks': got, 'free': [str(one) for one in ipaddress.collapse_addresses(free)]}
`;

/** ms; as many times more as there are cases in the long run. */
const ORACLE_TIME = 30 * oracleCases;

describe.skipIf(!hasPython)("Python's ipaddress (skipped where there is no python3)", () => {
  test(
    'divides as we do',
    () => {
      const luck = luckFor(5, 'vlsm', 'oracle');
      const questions = Array.from({ length: oracleCases }, () => {
        const prefix = 8 + below(luck, 22);
        const size = powerOfTwo(32 - prefix);
        const ip = networkOf(below(luck, 0x1_0000_0000), prefix);
        const hosts = Array.from(
          { length: 1 + below(luck, 9) },
          () => 1 + below(luck, Math.max(2, size >> below(luck, 8))),
        );
        return { network: formatCidr(ip, prefix), hosts };
      });
      const ours = ({ network, hosts }: { network: string; hosts: number[] }): unknown => {
        const worked = vlsm.work({ network, hosts: hosts.join('\n') });
        if (worked.state !== 'right') return null;
        return { blocks: worked.result.blocks.map((block) => block.network), free: worked.result.free };
      };
      expect(questions.some((question) => ours(question) === null)).toBe(true);
      expect(disagreements(DIVIDE, questions, ours)).toEqual([]);
    },
    ORACLE_TIME,
  );
});
