// Addresses: text to number and back, and the questions asked of them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  broadcastOf,
  formatCidr,
  formatIpv4,
  formatMac,
  isGroupMac,
  isLocalMac,
  isLoopback,
  isMulticastIp,
  isPrivate,
  maskOf,
  multicastMac,
  networkOf,
  parseCidr,
  parseIpv4,
  parseMac,
  sameNetwork,
} from '../../src/wire/address.ts';

const ip = (text: string): number => parseIpv4(text)!;

describe('addresses', () => {
  it('parse what they format', () => {
    fc.assert(
      fc.property(fc.nat(0xffffffff), fc.nat(32), fc.maxSafeNat(), (a, prefix, n) => {
        const mac = n % 2 ** 48;
        expect(parseIpv4(formatIpv4(a))).toBe(a);
        expect(parseCidr(formatCidr(a, prefix))).toEqual({ ip: a, prefix });
        expect(parseMac(formatMac(mac))).toBe(mac);
      }),
    );
    expect(formatMac(0x02000000000a)).toBe('02:00:00:00:00:0a');
    expect(parseMac('02-00-00-00-00-0A')).toBe(0x02000000000a);
  });

  it('refuse anything else', () => {
    for (const text of [
      '',
      '1.2.3',
      '1.2.3.4.5',
      '256.0.0.1',
      '01.2.3.4',
      '1.2.3.4 ',
      'a.b.c.d',
      '1..2.3',
      '1.2.3.4/8',
    ])
      expect(parseIpv4(text), text).toBeUndefined();
    for (const text of ['', '1.2.3.4', '1.2.3.4/', '1.2.3.4/33', '1.2.3.4/08', '/8', '1.2.3/8', '1.2.3.4/8/8'])
      expect(parseCidr(text), text).toBeUndefined();
    for (const text of ['', '02:00:00:00:00', '02:00:00:00:00:0g', '02:00:00-00:00:0a', '2:0:0:0:0:a', '020000000000'])
      expect(parseMac(text), text).toBeUndefined();
    fc.assert(fc.property(fc.string(), (text) => void [parseIpv4(text), parseCidr(text), parseMac(text)]));
  });

  it('know masks and networks, /0 and /32 too', () => {
    expect([0, 1, 8, 24, 31, 32].map((p) => formatIpv4(maskOf(p)))).toEqual([
      '0.0.0.0',
      '128.0.0.0',
      '255.0.0.0',
      '255.255.255.0',
      '255.255.255.254',
      '255.255.255.255',
    ]);
    expect(formatIpv4(networkOf(ip('192.168.12.77'), 26))).toBe('192.168.12.64');
    expect(formatIpv4(broadcastOf(ip('192.168.12.77'), 26))).toBe('192.168.12.127');
    expect(formatIpv4(broadcastOf(ip('192.168.12.77'), 0))).toBe('255.255.255.255');
    expect(sameNetwork(ip('192.168.12.1'), ip('192.168.12.254'), 24)).toBe(true);
    expect(sameNetwork(ip('192.168.12.1'), ip('192.168.13.1'), 24)).toBe(false);
    expect(sameNetwork(ip('192.168.12.1'), ip('192.168.13.1'), 23)).toBe(true);
    expect(sameNetwork(ip('1.2.3.4'), ip('200.2.3.4'), 0)).toBe(true);
  });

  it('know the special ones', () => {
    expect(['223.255.255.255', '224.0.0.1', '239.1.1.1', '240.0.0.0'].map((t) => isMulticastIp(ip(t)))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(['127.0.0.1', '127.255.0.1', '128.0.0.1'].map((t) => isLoopback(ip(t)))).toEqual([true, true, false]);
    const privates = [
      '10.1.1.1',
      '11.1.1.1',
      '172.15.0.1',
      '172.16.0.1',
      '172.31.255.1',
      '172.32.0.1',
      '192.168.0.1',
      '192.169.0.1',
    ];
    expect(privates.map((t) => isPrivate(ip(t)))).toEqual([true, false, false, true, true, false, true, false]);
    expect(
      ['02:00:00:00:00:0a', '01:00:5e:00:00:01', 'ff:ff:ff:ff:ff:ff', 'fe:00:00:00:00:00'].map((t) =>
        isGroupMac(parseMac(t)!),
      ),
    ).toEqual([false, true, true, false]);
    expect(
      ['02:00:00:00:00:0a', '00:00:5e:00:00:01', 'fd:00:00:00:00:00'].map((t) => isLocalMac(parseMac(t)!)),
    ).toEqual([true, false, false]);
    expect(formatMac(multicastMac(ip('239.129.2.3')))).toBe('01:00:5e:01:02:03');
  });
});
