// What K-03 and K-04 let learners work out by hand: network, broadcast, number of hosts, and masks.

import { below, type Luck } from '../../base/rng.ts';
import { broadcastOf, formatCidr, formatIpv4, maskOf, networkOf } from '../../wire/address.ts';
import { powerOfTwo } from '../bits.ts';
import type { Drill, Posed } from '../drill.ts';
import type { Cidr } from '../ipv4Entry.ts';
import { stepsOf, subnetOf } from './network.ts';

/** Level 1: borders between octets. Level 2: within the last octet. Level 3: anywhere. */
export function anyCidr(luck: Luck, level: number): Cidr {
  const prefix = level === 1 ? [8, 16, 24][below(luck, 3)]! : level === 2 ? 25 + below(luck, 6) : 9 + below(luck, 22);
  const [base, size] = [
    [0x0a00_0000, 24],
    [0xac10_0000, 20],
    [0xc0a8_0000, 16],
  ][below(luck, 3)]! as [number, number];
  const ip = base + below(luck, powerOfTwo(size));
  return { ip, prefix };
}

/** A host of its network: neither the first nor the last address. */
function anyHost(luck: Luck, level: number): Cidr {
  const { ip, prefix } = anyCidr(luck, level);
  const network = networkOf(ip, prefix);
  return { ip: network + 1 + below(luck, broadcastOf(ip, prefix) - network - 1), prefix };
}

const network: Drill = {
  id: 'subnet.network',
  levels: 3,
  pose: (luck, level) => poseEnd(anyHost(luck, level), 'network'),
};
const broadcast: Drill = {
  id: 'subnet.broadcast',
  levels: 3,
  pose: (luck, level) => poseEnd(anyHost(luck, level), 'broadcast'),
};

function poseEnd(cidr: Cidr, end: 'network' | 'broadcast'): Posed {
  const { ip, prefix } = cidr;
  const mask = maskOf(prefix);
  const ends = { network: networkOf(ip, prefix), broadcast: broadcastOf(ip, prefix) };
  const asked = ends[end];
  const other = ends[end === 'network' ? 'broadcast' : 'network'];
  const slip = (id: string, value: number): Posed['slips'][number] => ({
    say: { id: `slip.${id}`, params: { value: formatIpv4(value), prefix } },
    answer: [formatIpv4(value)],
  });
  const border = (prefix + 7) & ~7;
  return {
    ask: { id: `ask.subnet.${end}`, params: { cidr: formatCidr(ip, prefix) } },
    form: { kind: 'type', boxes: [{ name: end, label: { id: `subnet.${end}` }, reads: 'network' }] },
    answer: [formatIpv4(asked)],
    alsoRight: [[formatCidr(asked, prefix)]],
    slips: [
      slip('no-and', ip),
      slip(end === 'network' ? 'broadcast-for-network' : 'network-for-broadcast', other),
      slip('wildcard-for-mask', end === 'network' ? (ip & ~mask) >>> 0 : (ip | mask) >>> 0),
      slip('mask-for-address', mask),
      slip('whole-octets', end === 'network' ? networkOf(ip, border) : broadcastOf(ip, border)),
      slip(
        'octet-too-far',
        end === 'network' ? networkOf(ip, border - 8 < 0 ? 0 : border - 8) : broadcastOf(ip, Math.max(0, border - 8)),
      ),
      slip('border-late', end === 'network' ? networkOf(ip, prefix + 1) : broadcastOf(ip, prefix + 1)),
      slip('border-early', end === 'network' ? networkOf(ip, prefix - 1) : broadcastOf(ip, prefix - 1)),
      slip('host-for-end', end === 'network' ? asked + 1 : asked - 1),
    ],
    worked: stepsOf(cidr, subnetOf(cidr)),
  };
}

const count: Drill = {
  id: 'subnet.count',
  levels: 2,
  pose(luck, level) {
    const prefix = level === 1 ? 24 + below(luck, 7) : 16 + below(luck, 17);
    const cidr = { ip: networkOf(anyCidr(luck, 3).ip, prefix), prefix };
    const result = subnetOf(cidr);
    const slip = (id: string, value: number): Posed['slips'][number] => ({
      say: { id: `slip.${id}`, params: { value, prefix } },
      answer: [String(value)],
    });
    return {
      ask: { id: 'ask.subnet.count', params: { cidr: formatCidr(cidr.ip, prefix) } },
      form: { kind: 'type', boxes: [{ name: 'count', label: { id: 'subnet.usable' }, reads: 'whole' }] },
      answer: [String(result.usable)],
      slips: [
        slip('all-addresses', result.addresses),
        slip('minus-one', result.addresses - 1),
        slip('formula-too-far', Math.max(0, result.addresses - 2)),
        slip('network-bits', powerOfTwo(prefix) - 2),
        slip('one-bit-more', powerOfTwo(33 - prefix) - 2),
        slip('one-bit-less', Math.max(0, powerOfTwo(Math.max(0, 31 - prefix)) - 2)),
        slip('times-two', 2 * (32 - prefix)),
      ],
      worked: stepsOf(cidr, result),
      ...(prefix >= 31 && { trap: { id: prefix === 31 ? 'subnet.pair' : 'subnet.single' } }),
    };
  },
};

/** Drills of the calculator `subnet`. */
export const subnetDrills: readonly Drill[] = [network, broadcast, count];
