// K-10: MAC addresses in all their forms, what their first octet says, groups and identifiers of IPv6.

import { describe, expect, test } from 'vitest';
import { formatIpv6 } from '../../src/calc/ipv6Text.ts';
import { mac } from '../../src/calc/mac/mac.ts';

const work = (values: Record<string, string>) => mac.work(values);

test.each(['02:00:00:00:00:0a', '02-00-00-00-00-0A', '0200.0000.000a', '02000000000A'])('%s in all forms', (text) => {
  expect(work({ mac: text })).toMatchObject({
    state: 'right',
    result: {
      mac: '02:00:00:00:00:0a',
      hyphens: '02-00-00-00-00-0a',
      dots: '0200.0000.000a',
      digits: '02000000000a',
      local: true,
      group: false,
    },
  });
});

test.each([
  ['02:00:00:00:00:0a', 'local', null, true],
  ['01:00:5e:00:00:fb', 'ipv4-multicast', null, false],
  ['01:00:5e:80:00:01', 'group', null, false],
  ['33:33:00:00:00:01', 'ipv6-multicast', null, false],
  ['ff:ff:ff:ff:ff:ff', 'broadcast', null, false],
  ['00:00:5e:00:53:07', 'documentation', 'IANA', true],
  ['00:00:5e:00:54:07', 'universal', 'IANA', true],
  ['01:80:c2:00:00:0e', 'bridge-group', null, false],
  ['01:80:c2:00:00:10', 'group', null, false],
  ['00:00:00:00:00:00', 'zero', null, false],
  ['08:00:27:12:34:56', 'universal', 'PCS Systemtechnik (VirtualBox)', true],
  ['00:1a:2b:3c:4d:5e', 'universal', null, true],
  // Set locally: whoever has 52:54:00 did not get it from anybody.
  ['52:54:00:12:34:56', 'local', null, true],
])('%s is %s', (text, kind, maker, source) => {
  expect(work({ mac: text })).toMatchObject({ result: { kind, maker, source } });
});

test('a maker is named by the list, and what is not in it is said not to be', () => {
  const value = (text: string): unknown => {
    const worked = work({ mac: text });
    return worked.state === 'right' && worked.lines.find(({ id }) => id === 'mac.maker')?.value;
  };
  expect(value('00:00:0c:00:00:01')).toBe('Cisco Systems');
  expect(value('00:1a:2b:3c:4d:5e')).toMatchObject({ id: 'mac.unlisted', params: { oui: '00:1a:2b' } });
  expect(value('02:1a:2b:3c:4d:5e')).toMatchObject({ id: 'mac.no-maker' });
});

test('a group as a source and nobody at all are warned of', () => {
  expect(work({ mac: 'ff:ff:ff:ff:ff:ff' })).toMatchObject({ notes: [{ id: 'mac.invalid-source' }] });
  expect(work({ mac: '00:00:00:00:00:00' })).toMatchObject({ notes: [{ id: 'mac.zero' }] });
  expect(work({ mac: '02:00:00:00:00:0a' })).toMatchObject({ notes: [] });
});

test.each([
  ['224.0.0.251', '01:00:5e:00:00:fb'],
  ['239.192.12.5', '01:00:5e:40:0c:05'],
  ['224.0.0.1', '01:00:5e:00:00:01'],
  ['224.128.0.1', '01:00:5e:00:00:01'],
])('group %s has %s', (group, is) => {
  expect(work({ group })).toMatchObject({ result: { mac: is, kind: 'ipv4-multicast' } });
  const { groups } = (work({ group }) as { result: { groups: string[] } }).result;
  expect(groups).toHaveLength(32);
  expect(new Set(groups).size).toBe(32);
  expect(groups).toContain(group);
});

test.each([
  ['02:00:00:00:00:0a', 'fe80::ff:fe00:a'],
  ['00:1a:2b:3c:4d:5e', 'fe80::21a:2bff:fe3c:4d5e'],
  ['01:00:5e:00:00:01', null],
  ['00:00:00:00:00:00', null],
])('%s makes %s', (text, linkLocal) => {
  expect(work({ mac: text })).toMatchObject({ result: { linkLocal } });
});

describe('what cannot be', () => {
  test.each([
    [{ mac: '02000000000' }, 'mac', 'E_MAC', 'digits'],
    [{ mac: '02000000000ab' }, 'mac', 'E_MAC', 'digits'],
    [{ mac: '02:00-00:00:00:0a' }, 'mac', 'E_MAC', 'mixed'],
    [{ mac: '02:00:00:00:00:0g' }, 'mac', 'E_MAC', undefined],
    [{ mac: '2:0:0:0:0:a' }, 'mac', 'E_MAC', 'group'],
    [{ mac: '０2:00:00:00:00:0a' }, 'mac', 'E_FULLWIDTH', undefined],
    [{ mac: '02:00:00: 00:00:0a' }, 'mac', 'E_SPACE', undefined],
    [{ group: '192.168.12.1' }, 'group', 'E_RANGE', 'group'],
    [{ group: '224.0.0' }, 'group', 'E_OCTETS', 'short'],
    [{ mac: '02:00:00:00:00:0a', group: '224.0.0.1' }, 'group', 'E_MAC', 'other'],
  ])('%o', (values, field, id, variant) => {
    const worked = work(values as Record<string, string>);
    expect(worked).toMatchObject({ state: 'wrong', field, problem: { id } });
    expect(worked.state === 'wrong' && worked.problem.variant).toBe(variant);
  });

  test('an emptied field leaves no answer', () => {
    expect(work({ mac: '' })).toEqual({ state: 'empty' });
  });
});

test.each([
  [[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], '::'],
  [[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], '::1'],
  [[0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1], '2001:db8::1:0:0:1'],
  [[0x20, 1, 0x0d, 0xb8, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1], '2001:db8:0:1:1:1:1:1'],
  [[0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 0], '1:2:3:4:5:6:7:0'],
  [[0xfe, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 'fe80::'],
])('IPv6 %j is %s', (octets, text) => {
  expect(formatIpv6(octets)).toBe(text);
});
