// What K-10 lets learners work out by hand: what the first octet says, who may send, the MAC address of a group, and the identifier for IPv6.

import { below, type Luck } from '../../base/rng.ts';
import { toHex } from '../../base/bytes.ts';
import { BROADCAST_MAC, formatIpv4, formatMac, isGroupMac, isLocalMac, multicastMac } from '../../wire/address.ts';
import type { Drill, Posed } from '../drill.ts';
import { shuffled } from '../shuffled.ts';
import { eui64Of, macOf } from './macKind.ts';
import { euiSteps, firstOctetRow, groupSteps, macSteps } from './macSteps.ts';

const TWO_24 = 0x100_0000;
const TWO_40 = 0x100_0000_0000;
/** Two 24-bit halves: as many bits as luck gives at once are fewer than 48. */
const anyMac = (luck: Luck, first = below(luck, 256)): number =>
  first * TWO_40 + below(luck, 0x1_0000) * TWO_24 + below(luck, TWO_24);

/** By the two bits of the first octet. */
const says = (group: boolean, local: boolean): string =>
  `${group ? 'group' : 'single'}-${local ? 'local' : 'universal'}`;
const answers = ['single-universal', 'single-local', 'group-universal', 'group-local'] as const;

const bits: Drill = {
  id: 'mac.bits',
  levels: 2,
  pose(luck, level) {
    // Level 1: octets of which the low half alone is not zero, as the two bits lie there.
    const mac = level === 1 ? anyMac(luck, below(luck, 16)) : anyMac(luck);
    const first = Math.floor(mac / TWO_40);
    const [group, local] = [isGroupMac(mac), isLocalMac(mac)];
    const slip = (id: string, answer: string): Posed['slips'][number] => ({
      say: { id: `slip.mac.${id}`, params: { octet: toHex([first]) } },
      answer: [answer],
    });
    return {
      ask: { id: 'ask.mac.bits', params: { mac: formatMac(mac) } },
      form: { kind: 'choose', options: answers.map((id) => ({ id, text: { id: `mac.option.${id}` } })) },
      answer: [says(group, local)],
      slips: [
        slip('exchanged', says(local, group)),
        slip('wrong-end', says((first & 0x80) > 0, (first & 0x40) > 0)),
        slip('wrong-octet', says((mac & 1) > 0, (mac & 2) > 0)),
        slip('ig', says(!group, local)),
        slip('ul', says(group, !local)),
      ],
      worked: [macSteps(mac, macOf(mac))[1]!],
      ...(mac === BROADCAST_MAC && { trap: { id: 'mac.kind.broadcast' } }),
    };
  },
};

const sender: Drill = {
  id: 'mac.sender',
  levels: 1,
  pose(luck) {
    const lows = [0x00, 0x08, 0x02, 0x0a, 0x01, 0x03, 0x33].map((low) => anyMac(luck, low));
    const options = shuffled(luck, [...lows, BROADCAST_MAC]).slice(0, 5);
    const chosen = (test: (mac: number) => boolean): string[] => options.filter(test).map(formatMac);
    const slip = (id: string, test: (mac: number) => boolean): Posed['slips'][number] => ({
      say: { id: `slip.mac.${id}` },
      answer: chosen(test),
    });
    return {
      ask: { id: 'ask.mac.sender' },
      form: {
        kind: 'choose',
        many: true,
        options: options.map((mac) => ({ id: formatMac(mac), text: formatMac(mac) })),
      },
      answer: chosen((mac) => !isGroupMac(mac)),
      slips: [
        slip('only-universal', (mac) => !isGroupMac(mac) && !isLocalMac(mac)),
        slip('by-local-bit', (mac) => !isLocalMac(mac)),
        slip('not-broadcast-only', (mac) => mac !== BROADCAST_MAC),
        slip('groups-chosen', isGroupMac),
        slip('locals-chosen', isLocalMac),
      ].filter(({ answer }) => answer.length > 0),
      worked: [{ say: { id: 'mac.step.sender' }, source: 'IEEE 802.3 §3.2.3', bits: options.map(firstOctetRow) }],
    };
  },
};

const group: Drill = {
  id: 'mac.group',
  levels: 2,
  pose(luck, level) {
    // Level 1: the second octet is below 128, so that no bit of it is lost.
    const ip = 0xe000_0000 + below(luck, 16) * TWO_24 + (level === 1 ? 0 : 0x80_0000) + below(luck, 0x80_0000);
    const slip = (id: string, mac: number): Posed['slips'][number] => ({
      say: { id: `slip.mac.${id}` },
      answer: [formatMac(mac)],
    });
    const low = ip & 0xff_ffff;
    const octets = [16, 8, 0].map((shift) => (low >>> shift) & 255);
    /** Decimal digits taken for hex ones: 12 as 0x12; above 99 they do not fit, and stay. */
    const asDigits = octets.map((octet) => (octet > 99 ? octet : parseInt(String(octet), 16)));
    const start = 0x01005e * TWO_24;
    return {
      ask: { id: 'ask.mac.group', params: { group: formatIpv4(ip) } },
      form: { kind: 'type', boxes: [{ name: 'mac', label: { id: 'mac.mac' }, reads: 'mac' }] },
      answer: [formatMac(multicastMac(ip))],
      slips: [
        slip('bit-kept', start + low),
        slip('decimal-digits', start + (asDigits[0]! & 127) * 0x1_0000 + asDigits[1]! * 256 + asDigits[2]!),
        slip('front-octets', start + ((ip >>> 8) & 0x7f_ffff)),
        slip('ipv6-start', 0x3333 * 0x1_0000_0000 + ip),
        slip('broadcast', BROADCAST_MAC),
        slip('turned-round', start + (octets[2]! & 127) * 0x1_0000 + octets[1]! * 256 + octets[0]!),
      ],
      worked: groupSteps(ip),
      ...(level === 2 && { trap: { id: 'mac.trap.lost', params: { other: formatIpv4((ip ^ 0x80_0000) >>> 0) } } }),
    };
  },
};

const eui: Drill = {
  id: 'mac.eui',
  levels: 2,
  pose(luck, level) {
    const mac = anyMac(luck, level === 1 ? 2 : 4 * below(luck, 64) + 2 * below(luck, 2));
    const [identifier, octets] = [eui64Of(mac), [...eui64Of(mac)]];
    const unturned = octets.with(0, octets[0]! ^ 2);
    const own = [...unturned.slice(0, 3), ...octets.slice(5)];
    const slip = (id: string, bytes: readonly number[]): Posed['slips'][number] => ({
      say: { id: `slip.mac.${id}` },
      answer: [toHex(bytes)],
    });
    return {
      ask: { id: 'ask.mac.eui', params: { mac: formatMac(mac) } },
      form: { kind: 'type', boxes: [{ name: 'identifier', label: { id: 'mac.identifier' }, reads: 'hex' }] },
      answer: [toHex(identifier)],
      slips: [
        slip('not-turned', unturned),
        slip('wrong-bit', octets.with(0, unturned[0]! ^ 1)),
        slip('high-bit', octets.with(0, unturned[0]! ^ 0x40)),
        slip('fffe-behind', [octets[0]!, ...own.slice(1), 0xff, 0xfe]),
        slip('fffe-before', [0xff, 0xfe, octets[0]!, ...own.slice(1)]),
        slip('feff', octets.with(3, 0xfe).with(4, 0xff)),
        slip('nothing-put-in', [octets[0]!, ...own.slice(1)]),
      ],
      worked: euiSteps(mac, macOf(mac).linkLocal!),
    };
  },
};

/** Drills of the calculator `mac`. */
export const macDrills: readonly Drill[] = [bits, sender, group, eui];
