// Two programs of Debian that people check their networks with say the same as our calculators: ipcalc and sipcalc.

import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { below, luckFor, nextWord, type Luck } from '../../src/base/rng.ts';
import { readIpv6 } from '../../src/calc/ipv6Entry.ts';
import { formatIpv6 } from '../../src/calc/ipv6Text.ts';
import { subnetOf } from '../../src/calc/subnet/network.ts';
import { formatCidr } from '../../src/wire/address.ts';

/** What a program prints; undefined where there is no such program. */
function said(program: string, ...args: string[]): string | undefined {
  const { error, stdout } = spawnSync(program, args, { encoding: 'utf8' });
  return error ? undefined : stdout;
}

/** The value behind a name at the beginning of a line. */
const valueIn = (text: string, name: string): string | undefined =>
  new RegExp(`^${name.replace(/[()]/g, '\\$&')}\\s*[:-]\\s*(\\S+)`, 'm').exec(text)?.[1];

const some = <T>(purpose: string, make: (luck: Luck) => T): T[] => {
  const luck = luckFor(11, 'calculators', purpose);
  return Array.from({ length: 60 }, () => make(luck));
};

describe.skipIf(said('ipcalc', '--version') === undefined)('ipcalc (skipped where it is not installed)', () => {
  // Of /0 it lists hosts and of /32 no network; there we say something else on purpose.
  test.each(some('ipcalc', (luck) => ({ ip: nextWord(luck), prefix: 1 + below(luck, 31) })))('%o', (cidr) => {
    const text = said('ipcalc', '-n', '-b', formatCidr(cidr.ip, cidr.prefix))!;
    const ours = subnetOf(cidr);
    expect({
      network: valueIn(text, 'Network'),
      mask: valueIn(text, 'Netmask'),
      wildcard: valueIn(text, 'Wildcard'),
      first: valueIn(text, 'HostMin'),
      last: valueIn(text, 'HostMax'),
      broadcast: valueIn(text, 'Broadcast') ?? null,
      usable: Number(valueIn(text, 'Hosts/Net')),
    }).toEqual({
      network: `${ours.network}/${ours.prefix}`,
      mask: ours.mask,
      wildcard: ours.wildcard,
      first: ours.first,
      last: ours.last,
      broadcast: ours.broadcast,
      usable: ours.usable,
    });
  });
});

describe.skipIf(said('sipcalc', '-v') === undefined)('sipcalc (skipped where it is not installed)', () => {
  test.each(some('sipcalc', (luck) => ({ ip: nextWord(luck), prefix: below(luck, 33) })))('%o', (cidr) => {
    const text = said('sipcalc', formatCidr(cidr.ip, cidr.prefix))!;
    const ours = subnetOf(cidr);
    expect({
      network: valueIn(text, 'Network address'),
      mask: valueIn(text, 'Network mask'),
      wildcard: valueIn(text, 'Cisco wildcard'),
      addresses: Number(valueIn(text, 'Addresses in network')),
    }).toEqual({
      network: ours.network,
      mask: ours.mask,
      wildcard: ours.wildcard,
      // It counts in 32 bits, in which all of IPv4 is one too many.
      addresses: cidr.prefix === 0 ? expect.any(Number) : ours.addresses,
    });
  });

  test.each(
    some('sipcalc 6', (luck) =>
      Array.from({ length: 8 }, () => (below(luck, 2) ? nextWord(luck) >>> 16 : below(luck, 3))),
    ),
  )('%o', (...groups) => {
    const full = groups.map((group) => group.toString(16).padStart(4, '0')).join(':');
    const read = readIpv6(groups.map((group) => group.toString(16)).join(':'));
    expect(read.ok && formatIpv6(read.value)).toBeTypeOf('string');
    const text = said('sipcalc', read.ok ? formatIpv6(read.value) : '')!;
    expect(valueIn(text, 'Expanded Address')).toBe(full);
  });
});
