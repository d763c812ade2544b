// What our calculators say of addresses and networks, Python's ipaddress says too.

import { describe, expect, test } from 'vitest';
import { below, luckFor, nextWord } from '../../src/base/rng.ts';
import type { Calculator, Values } from '../../src/calc/calculator.ts';
import { readIpv4, readMask } from '../../src/calc/ipv4Entry.ts';
import { prefix } from '../../src/calc/subnet/prefix.ts';
import { subnet } from '../../src/calc/subnet/subnet.ts';
import { formatIpv4 } from '../../src/wire/address.ts';
import { disagreements, hasPython, oracleCases } from '../support/python.ts';

const luck = luckFor(5, 'calculators', 'ipaddress');
const cases = <T>(make: () => T): T[] => Array.from({ length: oracleCases }, make);

/** Some figures of a result; null when there is none. */
function figures<R>(calculator: Calculator<R>, values: Values, names: readonly (keyof R)[]): unknown {
  const worked = calculator.work(values);
  return worked.state === 'right' ? Object.fromEntries(names.map((name) => [name, worked.result[name]])) : null;
}

describe.skipIf(!hasPython)(
  'Python’s ipaddress agrees (skipped where there is no python3)',
  { timeout: 600_000 },
  () => {
    test('about networks, whatever the address and the length', () => {
      const script = `
from ipaddress import IPv4Interface
def answer(text):
    net = IPv4Interface(text).network
    pair, single, whole = net.prefixlen == 31, net.prefixlen == 32, net.prefixlen == 0
    first, last = net[0], net[-1]
    return {
        'network': str(first), 'broadcast': None if pair or single else str(net.broadcast_address),
        'first': None if whole else str(first if pair or single else first + 1),
        'last': None if whole else str(last if pair or single else last - 1),
        'mask': str(net.netmask), 'wildcard': str(net.hostmask), 'addresses': net.num_addresses,
        'host': int(IPv4Interface(text).ip) - int(first),
    }`;
      const questions = cases(() => `${formatIpv4(nextWord(luck))}/${below(luck, 33)}`);
      const names = ['network', 'broadcast', 'first', 'last', 'mask', 'wildcard', 'addresses', 'host'] as const;
      expect(disagreements(script, questions, (address) => figures(subnet, { address }, names))).toEqual([]);
    });

    test('about how many hosts there may be, by listing them', () => {
      const script = `
from ipaddress import IPv4Interface
def answer(text):
    hosts = list(IPv4Interface(text).network.hosts())
    return {'usable': len(hosts), 'first': str(hosts[0]), 'last': str(hosts[-1])}`;
      const questions = cases(() => `${formatIpv4(nextWord(luck))}/${24 + below(luck, 9)}`);
      const names = ['usable', 'first', 'last'] as const;
      expect(disagreements(script, questions, (address) => figures(subnet, { address }, names))).toEqual([]);
    });

    test('about masks and wildcards of a length', () => {
      const script = `
from ipaddress import IPv4Network
def answer(mask):
    net = IPv4Network('0.0.0.0/' + mask)
    return {'prefix': net.prefixlen, 'mask': str(net.netmask), 'wildcard': str(net.hostmask)}`;
      const lengths = Array.from({ length: 33 }, (_, length) => length);
      const questions = lengths.map((length) => formatIpv4(Number(`0b${'1'.repeat(length).padEnd(32, '0')}`)));
      const names = ['prefix', 'mask', 'wildcard'] as const;
      expect(disagreements(script, questions, (mask) => figures(prefix, { mask }, names))).toEqual([]);
    });

    test('about which dotted numbers are masks', () => {
      // Python takes a wildcard for a mask without a word; that is left out here.
      const script = `
from ipaddress import IPv4Address, IPv4Network
def answer(text):
    try:
        net = IPv4Network('0.0.0.0/' + text)
    except ValueError:
        return None
    return net.prefixlen if str(net.netmask) == text else None`;
      const questions = cases(() => {
        const mask = Number(`0b${'1'.repeat(below(luck, 33)).padEnd(32, '0')}`);
        const odd = [0, 0, 1 << below(luck, 32), nextWord(luck) & nextWord(luck) & nextWord(luck)][below(luck, 4)]!;
        return formatIpv4((mask ^ odd) >>> 0);
      });
      const ours = (text: string): number | null => {
        const mask = readMask(text);
        return mask.ok ? mask.value : null;
      };
      expect(disagreements(script, questions, ours)).toEqual([]);
    });

    test('about which texts are addresses, and which are not', () => {
      const script = `
from ipaddress import IPv4Address
def answer(text):
    try:
        return int(IPv4Address(text))
    except ValueError:
        return None`;
      const pieces = ['0', '1', '9', '255', '256', '01', '.', '.', '.', '.', '..', '-', 'a', '10', '192', '168', '１'];
      const questions = cases(() =>
        below(luck, 2)
          ? Array.from({ length: 1 + below(luck, 9) }, () => pieces[below(luck, pieces.length)]).join('')
          : Array.from({ length: 4 }, () => [below(luck, 300), '', '00'][below(luck, 12)] ?? below(luck, 256)).join(
              '.',
            ),
      );
      const ours = (text: string): number | null => {
        const address = readIpv4(text);
        return address.ok ? address.value : null;
      };
      expect(disagreements(script, questions, ours)).toEqual([]);
    });
  },
);
