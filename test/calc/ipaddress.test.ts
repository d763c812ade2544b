// What our calculators say of addresses and networks, Python's ipaddress says too.

import { describe, expect, test } from 'vitest';
import { toHex } from '../../src/base/bytes.ts';
import { below, luckFor, nextWord, type Luck } from '../../src/base/rng.ts';
import type { Calculator, Values } from '../../src/calc/calculator.ts';
import { readIpv4, readMask } from '../../src/calc/ipv4Entry.ts';
import { readIpv6Entry } from '../../src/calc/ipv6Entry.ts';
import { ipv6 } from '../../src/calc/subnet/ipv6.ts';
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

    test('about IPv6 addresses, their two forms and their networks', () => {
      const script = `
from ipaddress import IPv6Interface
def answer(text):
    face = IPv6Interface(text)
    net = face.network
    return {
        'address': face.ip.compressed, 'full': face.ip.exploded, 'prefix': net.prefixlen,
        'network': str(net), 'last': str(net[-1]), 'addresses': str(net.num_addresses),
    }`;
      const questions = cases(() => `${someIpv6(luck)}/${below(luck, 129)}`);
      const names = ['address', 'full', 'prefix', 'network', 'last', 'addresses'] as const;
      expect(disagreements(script, questions, (address) => figures(ipv6, { address }, names))).toEqual([]);
    });

    test('about the parts of an IPv6 network, and where each begins', () => {
      const script = `
from ipaddress import IPv6Network
from itertools import islice
def answer(question):
    net, into = IPv6Network(question[0], strict=False), question[1]
    last = IPv6Network((int(net[-1]) >> (128 - into) << (128 - into), into))
    return {'prefix': into, 'count': str(2 ** (into - net.prefixlen)), 'last': str(last),
            'list': [str(part) for part in islice(net.subnets(new_prefix=into), 4)]}`;
      const questions = cases((): [string, number] => {
        const prefix = below(luck, 128);
        return [`${someIpv6(luck)}/${prefix}`, prefix + 1 + below(luck, 128 - prefix)];
      });
      const ours = ([address, into]: [string, number]): unknown => {
        const worked = ipv6.work({ address, into: String(into) });
        return worked.state === 'right' ? worked.result.subnets : null;
      };
      expect(disagreements(script, questions, ours)).toEqual([]);
    });

    test('about which texts are IPv6 addresses, and which are not', () => {
      const script = `
from ipaddress import IPv6Address
def answer(text):
    try:
        address = IPv6Address(text)
        return [format(int(address), '032x'), address.scope_id]
    except ValueError:
        return None`;
      const pieces = [
        '::',
        ':',
        ':',
        ':',
        '0',
        '1',
        'ff',
        'db8',
        'FFFF',
        '12345',
        '01',
        '1.2.3.4',
        '1.02.3.4',
        'g',
        '%',
        '%e',
      ];
      const questions = cases(() =>
        below(luck, 3)
          ? Array.from({ length: 1 + below(luck, 17) }, (_, place) => {
              const colon = place % 2 === 1 && below(luck, 8) > 0;
              return colon ? (below(luck, 6) ? ':' : '::') : pieces[below(luck, pieces.length)];
            }).join('')
          : damaged(luck, someIpv6(luck)),
      );
      const ours = (text: string): unknown => {
        const read = readIpv6Entry(text);
        return read.ok ? [toHex(read.value.octets, ''), read.value.zone ?? null] : null;
      };
      expect(disagreements(script, questions, ours)).toEqual([]);
    });
  },
);

/** Any IPv6 address with zeros in it, in a form that luck chooses. */
function someIpv6(luck: Luck): string {
  const groups = Array.from({ length: 8 }, () =>
    below(luck, 2) ? 0 : below(luck, 2) ? below(luck, 16) : below(luck, 0x1_0000),
  );
  const written = groups.map((group) => group.toString(16).padStart(1 + below(luck, 4), '0'));
  const [from, length] = [below(luck, 8), 1 + below(luck, 8)];
  const zeros = groups.slice(from, from + length).every((group) => group === 0);
  const text = zeros
    ? `${written.slice(0, from).join(':')}::${written.slice(from + length).join(':')}`
    : written.join(':');
  return below(luck, 2) ? text.toUpperCase() : text;
}

/** A sign left out, doubled or exchanged. */
function damaged(luck: Luck, text: string): string {
  const at = below(luck, text.length);
  const sign = [':', '.', '0', 'f', text[at]! + text[at]!, '', ''][below(luck, 7)]!;
  return text.slice(0, at) + sign + text.slice(at + 1);
}
