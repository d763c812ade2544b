// K-08: IPv6 addresses read exactly and written as RFC 5952 wants it, their kinds, networks, parts, and EUI-64.

import { describe, expect, test } from 'vitest';
import { setExercise, type Drill } from '../../src/calc/drill.ts';
import { readIpv6, readIpv6Entry } from '../../src/calc/ipv6Entry.ts';
import { formatIpv6 } from '../../src/calc/ipv6Text.ts';
import type { Values } from '../../src/calc/calculator.ts';
import { ipv6 } from '../../src/calc/subnet/ipv6.ts';
import { ipv6Drills } from '../../src/calc/subnet/ipv6Drills.ts';

function right(values: Values) {
  const worked = ipv6.work(values);
  if (worked.state !== 'right') throw new Error(JSON.stringify(worked));
  return worked;
}

test.each([
  ['2001:DB8::0001', '2001:db8::1', '2001:0db8:0000:0000:0000:0000:0000:0001', 'documentation'],
  ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1', '2001:0db8:0000:0000:0001:0000:0000:0001', 'documentation'],
  ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1', '2001:0db8:0000:0001:0001:0001:0001:0001', 'documentation'],
  ['2001:db8:0:0:0:1:0:0', '2001:db8::1:0:0', '2001:0db8:0000:0000:0000:0001:0000:0000', 'documentation'],
  ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0', '0001:0002:0003:0004:0005:0006:0007:0000', 'kept-back'],
  ['::2:3:4:5:6:7:8', '0:2:3:4:5:6:7:8', '0000:0002:0003:0004:0005:0006:0007:0008', 'kept-back'],
  ['0:0:0:0:0:0:0:0', '::', '0000:0000:0000:0000:0000:0000:0000:0000', 'unspecified'],
  ['::1', '::1', '0000:0000:0000:0000:0000:0000:0000:0001', 'loopback'],
  ['2600::', '2600::', '2600:0000:0000:0000:0000:0000:0000:0000', 'global'],
  ['fe80::1', 'fe80::1', 'fe80:0000:0000:0000:0000:0000:0000:0001', 'link-local'],
  ['febf::1', 'febf::1', 'febf:0000:0000:0000:0000:0000:0000:0001', 'link-local'],
  ['fec0::1', 'fec0::1', 'fec0:0000:0000:0000:0000:0000:0000:0001', 'kept-back'],
  ['fd12:3456::', 'fd12:3456::', 'fd12:3456:0000:0000:0000:0000:0000:0000', 'unique-local'],
  ['ff02::fb', 'ff02::fb', 'ff02:0000:0000:0000:0000:0000:0000:00fb', 'multicast'],
  ['3fff:ffff::1', '3fff:ffff::1', '3fff:ffff:0000:0000:0000:0000:0000:0001', 'global'],
  ['64:ff9b::192.0.2.33', '64:ff9b::192.0.2.33', '0064:ff9b:0000:0000:0000:0000:c000:0221', 'translated'],
])('%s is %s', (address, short, full, kind) => {
  expect(right({ address }).result).toMatchObject({ address: short, full, kind, zone: null, prefix: null });
});

test('an IPv4-mapped address is shown in dots, and without', () => {
  for (const address of ['::ffff:192.168.1.2', '::ffff:c0a8:102', '0:0:0:0:0:FFFF:C0A8:0102']) {
    expect(right({ address }).result).toMatchObject({
      address: '::ffff:192.168.1.2',
      hex: '::ffff:c0a8:102',
      ipv4: '192.168.1.2',
      kind: 'mapped',
    });
  }
  expect(right({ address: '2001:db8::1' }).result).toMatchObject({ hex: null, ipv4: null });
});

test('a zone is shown apart, and a link-local address outside fe80::/64 gets a warning', () => {
  expect(right({ address: 'fe80::1%eth0' })).toMatchObject({ result: { address: 'fe80::1', zone: 'eth0' }, notes: [] });
  expect(right({ address: 'fe80::1%eth0/64' }).result).toMatchObject({
    zone: 'eth0',
    prefix: 64,
    network: 'fe80::/64',
  });
  const odd = right({ address: 'fe80:aaaa:e4bb:1::1' });
  expect(odd).toMatchObject({ result: { kind: 'link-local' }, notes: [{ id: 'ipv6.odd-link-local' }] });
  expect(right({ address: 'fe80::ffff:ffff:ffff:ffff' }).notes).toEqual([]);
});

/** Field, code, place and length of the mistake. */
function wrongIn(values: Values): string {
  const worked = ipv6.work(values);
  if (worked.state !== 'wrong') throw new Error(JSON.stringify(worked));
  const { id, variant, at, length } = worked.problem;
  return `${worked.field} ${variant ? `${id}.${variant}` : id} ${at} ${length}`;
}

test.each<[string, string]>([
  ['1::2::3', 'E_V6.twice 4 2'],
  ['12345::', 'E_V6.long 0 5'],
  ['1:2:3:4:5:6:7', 'E_V6.few 13 0'],
  [':1::', 'E_V6.lead 0 1'],
  ['1::2:', 'E_V6.trail 4 1'],
  ['::ffff:010.1.1.1', 'E_ZERO.octet 7 1'],
  ['::ffff:1.2.3', 'E_OCTETS.short 12 0'],
  ['::ffff:1.2.3.256', 'E_RANGE 13 3'],
  ['1:2:3:4:5:6:7:8::', 'E_V6.full 15 2'],
  ['::1:2:3:4:5:6:7:8', 'E_V6.full 0 2'],
  ['1:2:3:4:5:6:7:8:9', 'E_V6.many 16 1'],
  ['1:2:3:4:5:6:7:1.2.3.4', 'E_V6.many 14 7'],
  ['1.2.3.4::', 'E_V6.dots 0 7'],
  ['1:::2', 'E_V6.triple 1 3'],
  [':::', 'E_V6.triple 0 3'],
  [':', 'E_V6.lead 0 1'],
  ['g::', 'E_V6.sign 0 1'],
  ['2001:db8::-1', 'E_V6.sign 10 1'],
  ['[::1]', 'E_V6.sign 0 1'],
  ['192.168.1.1', 'E_V6.ipv4 0 11'],
  ['cafe', 'E_V6.no-colon 0 4'],
  ['12345::2::3', 'E_V6.long 0 5'],
  ['fe80::1%', 'E_V6.zone 8 0'],
  ['fe80::1%a%b', 'E_V6.zone 9 1'],
  ['%eth0', 'E_V6.few 0 0'],
  ['::/129', 'E_PREFIX 3 3'],
  ['::/', 'E_PREFIX 3 0'],
  ['::/064', 'E_ZERO 3 1'],
  ['::/-1', 'E_CHAR.prefix 3 1'],
  ['::1//64', 'E_CHAR.slash 4 1'],
  ['fe80:: 1', 'E_SPACE 6 1'],
  ['fe80：：1', 'E_FULLWIDTH 4 1'],
  ['  1::2::3', 'E_V6.twice 6 2'],
])('%j is refused', (address, problem) => {
  expect(wrongIn({ address })).toBe(`address ${problem}`);
});

test.each<[Values, string]>([
  [{ address: '2001:db8::', into: '64' }, 'address E_PREFIX.to-split 10 0'],
  [{ address: '2001:db8::/48', into: '/48' }, 'into E_PREFIX.no-smaller 0 3'],
  [{ address: '2001:db8::/48', into: '/32' }, 'into E_PREFIX.no-smaller 0 3'],
  [{ address: '2001:db8::/48', into: '129' }, 'into E_PREFIX 0 3'],
  [{ mac: '01:00:5e:00:00:01' }, 'mac E_MAC.no-station 0 17'],
  [{ mac: '00:00:00:00:00:00' }, 'mac E_MAC.no-station 0 17'],
  [{ mac: '2:0:0:0:0:a' }, 'mac E_MAC.group 0 1'],
])('%o is refused', (values, problem) => {
  expect(wrongIn(values)).toBe(problem);
});

test('very long texts are answered at once', () => {
  for (const piece of [':', '1:', '::1', '1.', '%', '/']) {
    expect(ipv6.work({ address: piece.repeat(20_000) }).state).toBe('wrong');
  }
});

test('a network has a first and a last address, and each of them can be had by a host', () => {
  expect(right({ address: '2001:db8:aaaa:bbbb::1/48' })).toMatchObject({
    result: {
      network: '2001:db8:aaaa::/48',
      first: '2001:db8:aaaa::',
      last: '2001:db8:aaaa:ffff:ffff:ffff:ffff:ffff',
      addresses: '1208925819614629174706176',
    },
    notes: [{ id: 'ipv6.host-bits' }],
  });
  expect(right({ address: '::/0' }).result).toMatchObject({
    network: '::/0',
    last: 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
    addresses: '340282366920938463463374607431768211456',
  });
  expect(right({ address: '::1/128' }).result).toMatchObject({ network: '::1/128', first: '::1', last: '::1' });
  expect(JSON.parse(JSON.stringify(right({ address: '::1/128' }).result))).toMatchObject({ addresses: '1' });
});

test('a network is cut into equal parts', () => {
  expect(right({ address: '2001:db8::/48', into: '/56' }).result.subnets).toEqual({
    prefix: 56,
    count: '256',
    list: ['2001:db8::/56', '2001:db8:0:100::/56', '2001:db8:0:200::/56', '2001:db8:0:300::/56'],
    last: '2001:db8:0:ff00::/56',
  });
  expect(right({ address: '2001:db8::7/127', into: '128' }).result.subnets).toMatchObject({
    count: '2',
    list: ['2001:db8::6/128', '2001:db8::7/128'],
  });
  expect(right({ address: '::/0', into: '128' }).result.subnets!.count).toBe('340282366920938463463374607431768211456');
});

test.each([
  ['02:00:00:00:00:0a', '0000:00ff:fe00:000a', 'fe80::ff:fe00:a', '2001:db8:0:1:0:ff:fe00:a'],
  ['00:1a:2b:3c:4d:5e', '021a:2bff:fe3c:4d5e', 'fe80::21a:2bff:fe3c:4d5e', '2001:db8:0:1:21a:2bff:fe3c:4d5e'],
])('%s by EUI-64', (mac, identifier, linkLocal, address) => {
  const { result, notes } = right({ address: '2001:db8:0:1::/64', mac });
  expect([result.interface, notes]).toEqual([{ mac, identifier, linkLocal, address }, []]);
  const none = right({ address: '2001:db8::/65', mac });
  expect(none).toMatchObject({ result: { interface: { linkLocal, address: null } }, notes: [{ id: 'ipv6.no-room' }] });
});

test('a border that is moved is the length of the prefix', () => {
  expect(ipv6.moveBorder!({ address: 'fe80::1%eth0/64' }, 10)).toEqual({ address: 'fe80::1%eth0/10' });
  expect(ipv6.moveBorder!({ address: '::1' }, 10)).toEqual({ address: '::1/10' });
});

describe('exercises', () => {
  const drill = (id: string): Drill => ipv6Drills.find((one) => one.id === `ipv6.${id}`)!;
  const some = (id: string, level: number) =>
    Array.from({ length: 150 }, (_, seed) => setExercise(drill(id), level, seed));

  test('what is to be shortened has something to shorten; two runs and single zeros come up', () => {
    for (const { ask, answer } of [...some('shorten', 1), ...some('shorten', 2)]) {
      const read = readIpv6(String(ask.params!['address']));
      expect(read.ok && formatIpv6(read.value)).toBe(answer[0]);
      expect(answer[0]).toContain('::');
    }
    const slips = new Set(some('shorten', 2).flatMap(({ slips }) => slips.map(({ say }) => say.id)));
    for (const id of ['second-run', 'single-zero', 'not-shortened', 'upper-case', 'zeros-kept', 'zeros-behind']) {
      expect(slips).toContain(`slip.ipv6.${id}`);
    }
  });

  test('every kind comes up, and each in more than its first group', () => {
    const all = some('which', 1);
    expect(new Set(all.map(({ answer }) => answer[0])).size).toBe(6);
    const slips = new Set(all.flatMap(({ slips }) => slips.map(({ say }) => say.id)));
    expect(slips).toContain('slip.ipv6.whole-group');
  });
});

test('what is written is read as the same address, and written the same again', () => {
  for (const { answer } of Array.from({ length: 100 }, (_, seed) => setExercise(ipv6Drills[0]!, 2, seed))) {
    const read = readIpv6Entry(answer[0]!);
    expect(read.ok && formatIpv6(read.value.octets)).toBe(answer[0]);
  }
});
