// What people type into the fields of calculators: the first wrong place is named, and nothing is assumed.

import { describe, expect, test } from 'vitest';
import { readEntry, readHex } from '../../src/calc/entry.ts';
import { readCidr, readIpv4, readMask, readNetwork, readPrefix, readWildcard } from '../../src/calc/ipv4Entry.ts';
import { readMac } from '../../src/calc/mac/macEntry.ts';
import type { Problem, Read } from '../../src/calc/said.ts';

/** The code with its variant, and the place; or the value. */
function outcome<T>(typed: string, read: (text: string) => Read<T>): unknown {
  const entry = readEntry(typed, read);
  if (entry.state !== 'wrong') return entry.state === 'empty' ? 'empty' : entry.value;
  const { id, variant, at } = entry.problem;
  return `${id}${variant ? `.${variant}` : ''} ${at}`;
}

describe('an IPv4 address', () => {
  test.each<[string, unknown]>([
    ['192.168.12.1', 0xc0a80c01],
    ['0.0.0.0', 0],
    ['255.255.255.255', 0xffffffff],
    ['', 'empty'],
    [' \u3000\u00a0', 'empty'],
    ['192.168.1', 'E_OCTETS.short 9'],
    ['10.1', 'E_OCTETS.short 4'],
    ['1.2.3', 'E_OCTETS.short 5'],
    ['1.2.3.4.5', 'E_OCTETS 7'],
    ['1..2.3', 'E_OCTETS.gap 2'],
    ['1.2.3.', 'E_OCTETS.gap 6'],
    ['0x7f.1', 'E_CHAR.old 1'],
    ['4294967296', 'E_RANGE 0'],
    ['3232238593', 'E_RANGE.integer 0'],
    ['1.2.3.4 foo', 'E_SPACE 7'],
    ['256.1.1.1', 'E_RANGE 0'],
    ['1.1.1.1000', 'E_RANGE 6'],
    ['-1.2.3.4', 'E_CHAR 0'],
    ['1.2.3.٤', 'E_CHAR 6'],
    ['010.1.1.1', 'E_ZERO.octet 0'],
    ['192.168.001.002', 'E_ZERO.octet 8'],
    ['08.1.1.1', 'E_ZERO 0'],
    ['192。168.1.1', 'E_FULLWIDTH 3'],
    ['１92.168.1.1', 'E_FULLWIDTH 0'],
  ])('%j', (typed, is) => {
    expect(outcome(typed, readIpv4)).toEqual(is);
  });

  test('blanks at the ends are taken off and told; places count from the beginning all the same', () => {
    expect(readEntry('\u3000192.168.12.1 ', readIpv4)).toEqual({
      state: 'right',
      value: 0xc0a80c01,
      notes: [{ id: 'trimmed' }],
    });
    expect(outcome('  256.1.1.1', readIpv4)).toBe('E_RANGE 2');
  });

  test('what is only written wrongly is offered as it would be right', () => {
    const problem = (typed: string): Problem | undefined => {
      const entry = readEntry(typed, readCidr);
      return entry.state === 'wrong' ? entry.problem : undefined;
    };
    expect(problem('１９２．１６８。１.1／２４')?.instead).toBe('192.168.1.1/24');
    expect(problem('010.1.1.1/8')).toMatchObject({ instead: '10.1.1.1/8', params: { octal: 8, decimal: 10 } });
    expect(problem('1.2.3.4/0.0.0.255')?.instead).toBe('1.2.3.4/255.255.255.0');
  });

  test('what old C libraries read is told', () => {
    const old = (typed: string): unknown => {
      const read = readIpv4(typed);
      return read.ok ? undefined : read.problem.params?.['old'];
    };
    expect(old('192.168.1')).toBe('192.168.0.1');
    expect(old('10.1')).toBe('10.0.0.1');
    expect(old('0x7f.1')).toBe('127.0.0.1');
    expect(old('3232238593')).toBe('192.168.12.1');
    expect(old('1.2.3.4x')).toBeUndefined();
  });
});

describe('lengths, masks, networks', () => {
  test.each<[string, (text: string) => Read<unknown>, unknown]>([
    ['/24', readPrefix, 24],
    ['0', readPrefix, 0],
    ['/33', readPrefix, 'E_PREFIX 1'],
    ['/-1', readPrefix, 'E_CHAR.prefix 1'],
    ['/+24', readPrefix, 'E_CHAR.prefix 1'],
    ['/2 4', readPrefix, 'E_SPACE 2'],
    ['/024', readPrefix, 'E_ZERO 1'],
    ['/', readPrefix, 'E_PREFIX 1'],
    ['255.255.255.192', readMask, 26],
    ['0.0.0.0', readMask, 0],
    ['255.255.255.255', readMask, 32],
    ['255.0.255.0', readMask, 'E_MASK 6'],
    ['255.255.255.191', readMask, 'E_MASK 12'],
    ['0.0.0.255', readMask, 'E_MASK.wildcard 0'],
    ['0.0.0.63', readWildcard, 26],
    ['255.255.255.255', readWildcard, 0],
    ['0.0.0.0', readWildcard, 32],
    ['0.255.0.255', readWildcard, 'E_MASK.no-wildcard 6'],
    ['10.0.0.1/8', readCidr, { ip: 0x0a000001, prefix: 8 }],
    ['10.0.0.1/255.0.0.0', readCidr, { ip: 0x0a000001, prefix: 8 }],
    ['10.0.0.1', readCidr, 'E_PREFIX.missing 8'],
    ['10.0.0.1/255.0.255.0', readCidr, 'E_MASK 15'],
    ['10.0.0.1//8', readCidr, 'E_CHAR.slash 9'],
    ['10.0.0.0/8', readNetwork, { ip: 0x0a000000, prefix: 8 }],
    ['192.168.1.7/24', readNetwork, 'E_HOST 0'],
  ])('%j by %o', (typed, read, is) => {
    expect(outcome(typed, read)).toEqual(is);
  });

  test('of a mask the first one after a zero is named', () => {
    expect(readMask('255.0.255.0')).toMatchObject({ problem: { params: { bit: 17 } } });
    expect(readMask('255.255.255.191')).toMatchObject({ problem: { params: { bit: 27 } } });
  });
});

describe('MAC addresses and octets', () => {
  test.each<[string, (text: string) => Read<unknown>, unknown]>([
    ['02:00:00:00:00:0a', readMac, 0x02000000000a],
    ['02-00-00-00-00-0A', readMac, 0x02000000000a],
    ['0200.0000.000a', readMac, 0x02000000000a],
    ['02000000000a', readMac, 0x02000000000a],
    ['02000000000', readMac, 'E_MAC.digits 11'],
    ['02000000000ab', readMac, 'E_MAC.digits 12'],
    ['02:00:00:00:00', readMac, 'E_MAC.digits 14'],
    ['02:00:00:00:00:0a:0b', readMac, 'E_MAC.digits 20'],
    ['02:00-00:00:00:0a', readMac, 'E_MAC.mixed 5'],
    ['02:00:00:00:00:0g', readMac, 'E_MAC 16'],
    ['2:0:0:0:0:a', readMac, 'E_MAC.group 0'],
    ['0a 0b', readHexInside, [10, 11]],
    ['0a0', readHexInside, 'E_HEX.nibble 2'],
    ['0x0a', readHexInside, 'E_HEX 1'],
  ])('%j', (typed, read, is) => {
    const got = typed.includes(' ') ? readEntry(typed, read, 'inside') : undefined;
    expect(got?.state === 'right' ? got.value : outcome(typed, read)).toEqual(is);
  });
});

function readHexInside(text: string): Read<number[]> {
  const read = readHex(text);
  return read.ok ? { ok: true, value: [...read.value] } : read;
}
