// K-03, K-04 and K-07: networks, masks and kinds of addresses.

import { describe, expect, test } from 'vitest';
import { classOf, kindOf } from '../../src/calc/subnet/kind.ts';
import { prefix } from '../../src/calc/subnet/prefix.ts';
import { subnet } from '../../src/calc/subnet/subnet.ts';
import { parseIpv4 } from '../../src/wire/address.ts';

test.each([
  ['192.168.12.130/26', '192.168.12.128', '192.168.12.191', '192.168.12.129', '192.168.12.190', 62],
  ['10.0.5.77/20', '10.0.0.0', '10.0.15.255', '10.0.0.1', '10.0.15.254', 4094],
  ['172.16.99.200/19', '172.16.96.0', '172.16.127.255', '172.16.96.1', '172.16.127.254', 8190],
  ['10.0.1.0/23', '10.0.0.0', '10.0.1.255', '10.0.0.1', '10.0.1.254', 510],
  ['203.0.113.9/29', '203.0.113.8', '203.0.113.15', '203.0.113.9', '203.0.113.14', 6],
  ['192.168.1.0/31', '192.168.1.0', null, '192.168.1.0', '192.168.1.1', 2],
  ['192.168.1.5/32', '192.168.1.5', null, '192.168.1.5', '192.168.1.5', 1],
  ['0.0.0.0/0', '0.0.0.0', '255.255.255.255', null, null, null],
])('%s', (address, network, broadcast, first, last, usable) => {
  const worked = subnet.work({ address });
  expect(worked).toMatchObject({ state: 'right', result: { network, broadcast, first, last, usable } });
});

test('of all of IPv4 the addresses are counted and no hosts are listed', () => {
  const worked = subnet.work({ address: '0.0.0.0/0' });
  expect(worked).toMatchObject({ result: { addresses: 4294967296 }, notes: [{ id: 'subnet.whole' }] });
  const lines = worked.state === 'right' ? worked.lines.filter(({ id }) => id === 'subnet.usable') : [];
  expect(lines).toEqual([{ id: 'subnet.usable', value: { id: 'subnet.no-list' } }]);
});

test('the border stands in every row of bits', () => {
  const worked = subnet.work({ address: '192.168.12.130/26' });
  const rows = worked.state === 'right' ? worked.bits : [];
  expect(rows.map(({ bits, border }) => [bits, border])).toEqual([
    ['11000000101010000000110010000010', 26],
    ['11111111111111111111111111000000', 26],
    ['11000000101010000000110010000000', 26],
    ['11000000101010000000110010111111', 26],
  ]);
});

describe('prefix, mask, wildcard', () => {
  test.each([
    [{ prefix: '/0' }, '0.0.0.0', '255.255.255.255'],
    [{ prefix: '32' }, '255.255.255.255', '0.0.0.0'],
    [{ prefix: '', mask: '255.255.255.192' }, '255.255.255.192', '0.0.0.63'],
    [{ wildcard: '0.0.15.255' }, '255.255.240.0', '0.0.15.255'],
    [{ prefix: '/26', mask: '255.255.255.192' }, '255.255.255.192', '0.0.0.63'],
  ])('%o', (values, mask, wildcard) => {
    expect(prefix.work(values)).toMatchObject({ state: 'right', result: { mask, wildcard } });
  });

  test('fields that say different things are told', () => {
    expect(prefix.work({ prefix: '/24', mask: '255.255.0.0' })).toMatchObject({
      state: 'wrong',
      field: 'mask',
      problem: { id: 'E_MASK', variant: 'disagrees', params: { prefix: 16, other: 24 } },
    });
  });

  test('an emptied field leaves no answer', () => {
    expect(prefix.work({ prefix: '' })).toEqual({ state: 'empty' });
    expect(subnet.work({ address: ' ' })).toEqual({ state: 'empty' });
  });
});

test.each([
  ['0.0.0.0', 'this-host', 'A'],
  ['0.1.2.3', 'this-network', 'A'],
  ['10.255.255.255', 'private', 'A'],
  ['100.64.0.1', 'shared', 'A'],
  ['100.128.0.0', 'public', 'A'],
  ['127.9.9.9', 'loopback', 'A'],
  ['169.254.1.1', 'link-local', 'B'],
  ['172.15.255.255', 'public', 'B'],
  ['172.16.0.0', 'private', 'B'],
  ['172.31.255.255', 'private', 'B'],
  ['172.32.0.1', 'public', 'B'],
  ['172.168.14.0', 'public', 'B'],
  ['192.167.1.1', 'public', 'C'],
  ['192.0.2.7', 'documentation', 'C'],
  ['198.51.100.1', 'documentation', 'C'],
  ['203.0.113.255', 'documentation', 'C'],
  ['192.168.0.0', 'private', 'C'],
  ['198.19.255.255', 'benchmark', 'C'],
  ['224.0.0.251', 'multicast', 'D'],
  ['240.0.0.1', 'reserved', 'E'],
  ['255.255.255.255', 'broadcast', 'E'],
  ['8.8.8.8', 'public', 'A'],
])('%s is %s, and was of class %s', (text, kind, historic) => {
  const ip = parseIpv4(text)!;
  expect([kindOf(ip).id, classOf(ip)]).toEqual([kind, historic]);
});
