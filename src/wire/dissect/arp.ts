// Dissects ARP (RFC 826; probes and announcements of RFC 5227 section 2), whatever the sizes of its addresses.

import { toHex, u32 } from '../../base/bytes.ts';
import { formatIpv4, formatMac } from '../address.ts';
import { ARP_REPLY, ARP_REQUEST, arp, arpSizes } from '../arp.ts';
import type { DissectedLayer } from '../dissection.ts';
import { ETHERTYPE_IPV4 } from '../ethernet.ts';
import { type Field, flag } from '../field.ts';
import { type Next, type Part, type Reading, openLayer, tell } from './reading.ts';
import { addBytes, addDerived, addFields, addMalformed, addUndissected, blameLayer, cutShort } from './span.ts';

const MAC_SIZE = 6;
const IPV4_SIZE = 4;

const isGratuitous = flag('isGratuitous', 'arp.isgratuitous', 'Is gratuitous');
const isProbe = flag('isProbe', 'arp.isprobe', 'Is probe');
const isAnnouncement = flag('isAnnouncement', 'arp.isannouncement', 'Is announcement');

/** The values of ARP that are no bits of their own. Wireshark has them only where they are true. */
export const arpDerived = [isGratuitous, isProbe, isAnnouncement];

/** The four addresses in their order; where size or type is not that of Ethernet and IPv4, the octets under the name behind. */
const ADDRESSES: readonly { field: Field; filter: string; label: string }[] = [
  { field: fieldNamed('srcHwMac'), filter: 'arp.src.hw', label: 'Sender hardware address' },
  { field: fieldNamed('srcProtoIpv4'), filter: 'arp.src.proto', label: 'Sender protocol address' },
  { field: fieldNamed('dstHwMac'), filter: 'arp.dst.hw', label: 'Target hardware address' },
  { field: fieldNamed('dstProtoIpv4'), filter: 'arp.dst.proto', label: 'Target protocol address' },
];

function fieldNamed(key: keyof typeof arp.read): Field {
  return arp.fields.find((field) => field.key === key)!;
}

export function dissectArp(reading: Reading, part: Part): Next | undefined {
  const { bytes } = reading;
  const { start, end } = part;
  const layer = openLayer(reading, arp, part, end);
  tell(reading, part, { protocol: 'ARP', info: arp.title, word: 'ARP' });
  if (!addFields(layer, bytes, arpSizes.fields, start, end)) {
    cutShort(layer, arpSizes.fields, end - start);
    return undefined;
  }
  const { protoType, hwSize, protoSize } = arpSizes.read;
  const sizes = [hwSize(bytes, start), protoSize(bytes, start)];
  const isEthernet = isEthernetAt(bytes, start);
  const isIpv4 = protoType(bytes, start) === ETHERTYPE_IPV4 && sizes[1] === IPV4_SIZE;
  const needed = arpSizes.size + 2 * (sizes[0] + sizes[1]);
  layer.end = Math.min(end, start + needed);
  reading.packetEnd = layer.end;
  if (!addAddresses(layer, bytes, start + arpSizes.size, layer.end, sizes, [isEthernet, isIpv4])) {
    blameLayer(layer, 'cut-short', { needed, present: end - start });
    addMalformed(layer);
  } else if (isIpv4) {
    explain(reading, part, layer);
  }
  return undefined;
}

function addAddresses(
  layer: DissectedLayer,
  bytes: Uint8Array,
  from: number,
  end: number,
  sizes: readonly number[],
  known: readonly boolean[],
): boolean {
  let at = from;
  for (const [i, address] of ADDRESSES.entries()) {
    const size = sizes[i % 2];
    if (at + size > end) {
      addUndissected(layer, bytes, at, end);
      return false;
    }
    if (known[i % 2]) addFields(layer, bytes, [address.field], at, end);
    else addBytes(layer, bytes, address.filter, address.label, at, at + size);
    at += size;
  }
  return true;
}

/** What the message is about, in the words of the packet list. */
function explain(reading: Reading, part: Part, layer: DissectedLayer): void {
  const opcode = arpSizes.read.opcode(reading.bytes, part.start);
  const { mac, sender, noTarget, target } = partiesOf(reading.bytes, part.start);
  const request = opcode === ARP_REQUEST;
  const gratuitous = (request || opcode === ARP_REPLY) && sender === target;
  const announcement = gratuitous && request && noTarget;
  const probe = request && !gratuitous && sender === 0 && noTarget;
  if (gratuitous) addDerived(layer, isGratuitous, 1);
  if (probe) addDerived(layer, isProbe, 1);
  if (announcement) addDerived(layer, isAnnouncement, 1);
  const ip = formatIpv4(target);
  const short = ip.slice(ip.lastIndexOf('.'));
  const kind = request ? 'Request' : 'Reply';
  if (announcement) tell(reading, part, { info: `ARP Announcement for ${ip}`, word: `announce ${short}` });
  else if (gratuitous) tell(reading, part, { info: `Gratuitous ARP for ${ip} (${kind})`, word: `gratuitous ${short}` });
  else if (probe) tell(reading, part, { info: `Who has ${ip}? (ARP Probe)`, word: `probe ${short}` });
  else if (request)
    tell(reading, part, { info: `Who has ${ip}? Tell ${formatIpv4(sender)}`, word: `who-has ${short}` });
  else if (opcode === ARP_REPLY)
    tell(reading, part, { info: `${formatIpv4(sender)} is at ${mac}`, word: `is-at …${mac.slice(-3)}` });
  else tell(reading, part, { info: `Unknown ARP opcode 0x${opcode.toString(16).padStart(4, '0')}` });
}

/** The addresses of a message with IPv4 ones and hardware ones of any kind: the sender's is given as text, of the target's whether it is that of nobody. */
function partiesOf(
  bytes: Uint8Array,
  start: number,
): { mac: string; sender: number; noTarget: boolean; target: number } {
  const size = arpSizes.read.hwSize(bytes, start);
  const isEthernet = isEthernetAt(bytes, start);
  const at = start + arpSizes.size;
  const sender = u32(bytes, at + size);
  const target = u32(bytes, at + 2 * size + IPV4_SIZE);
  const noTarget = isEthernet && arp.read.dstHwMac(bytes, start) === 0;
  const mac = isEthernet ? formatMac(arp.read.srcHwMac(bytes, start)) : toHex(bytes.subarray(at, at + size), '');
  return { mac, sender, noTarget, target };
}

/** Are the hardware addresses those of Ethernet (or of IEEE 802, which are the same)? */
function isEthernetAt(bytes: Uint8Array, start: number): boolean {
  const { hwType, hwSize } = arpSizes.read;
  return (hwType(bytes, start) === 1 || hwType(bytes, start) === 6) && hwSize(bytes, start) === MAC_SIZE;
}
