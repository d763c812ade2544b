// Dissects the link layer: Ethernet, VLAN tags, LLC and SNAP, and the padding at the frame's end (IEEE 802.3, 802.1Q, 802.2).

import { formatMac, isGroupMac, isLocalMac } from '../address.ts';
import type { DissectedLayer } from '../dissection.ts';
import {
  ETHERTYPES,
  ETHERTYPE_ARP,
  ETHERTYPE_IPV4,
  ETHERTYPE_PROVIDER_VLAN,
  ETHERTYPE_VLAN,
  LARGEST_LENGTH,
  SMALLEST_ETHERTYPE,
  SMALLEST_FRAME,
  ethernet,
} from '../ethernet.ts';
import { type Field, bitsOf, flag, macAddress } from '../field.ts';
import { SNAP_SAP, llc } from '../llc.ts';
import { providerVlan, vlan } from '../vlan.ts';
import { BAD, GOOD, type Next, type Part, type Reading, openLayer, statusField, tell, whenSeen } from './reading.ts';
import { addBytes, addDerived, addFields, addMalformed, blame, blameLayer, cutShort } from './span.ts';

const addr = macAddress('addr', 'eth.addr', 'Address');
const dstIg = flag('dstIg', 'eth.dst.ig', 'IG bit');
const dstLg = flag('dstLg', 'eth.dst.lg', 'LG bit');
const srcIg = flag('srcIg', 'eth.src.ig', 'IG bit');
const srcLg = flag('srcLg', 'eth.src.lg', 'LG bit');
const ig = flag('ig', 'eth.ig', 'IG bit');
const lg = flag('lg', 'eth.lg', 'LG bit');

const fcsStatus = statusField('fcsStatus', 'eth.fcs.status', 'FCS Status');

/** The values of Ethernet that are no bits of their own. */
export const etherDerived = [addr, dstIg, dstLg, srcIg, srcLg, ig, lg, fcsStatus];

/** Who reads what a type announces. Everything else is data. */
const BY_ETHERTYPE: Readonly<Record<number, string>> = {
  [ETHERTYPE_IPV4]: 'ip',
  [ETHERTYPE_ARP]: 'arp',
  [ETHERTYPE_VLAN]: 'vlan',
  [ETHERTYPE_PROVIDER_VLAN]: 'ieee8021ad',
};

export function dissectEthernet(reading: Reading, part: Part): Next | undefined {
  const { bytes } = reading;
  const { start, end } = part;
  const lentype = end - start < ethernet.size ? SMALLEST_ETHERTYPE : ethernet.read.type(bytes, start);
  const variant = lentype >= SMALLEST_ETHERTYPE ? 'type' : lentype <= LARGEST_LENGTH ? 'length' : 'neither';
  const title = variant === 'length' ? 'IEEE 802.3 Ethernet' : ethernet.title;
  const layer = openLayer(
    reading,
    { protocol: ethernet.protocol, title, layer: ethernet.layer },
    part,
    Math.min(end, start + ethernet.size),
  );
  const fields = ethernet.whole[variant];
  tell(reading, part, { protocol: 'Ethernet', info: title, word: 'Ethernet' });
  const complete = addFields(layer, bytes, fields, start, end);
  addAddresses(reading, part, layer);
  if (!complete) {
    cutShort(layer, fields, end - start);
    return undefined;
  }
  if (variant === 'neither') {
    blame(layer, 'eth.invalid_lentype', 'neither-length-nor-type', { found: lentype });
    const invalid = layer.spans[layer.spans.length - 1].text;
    tell(reading, part, { info: `Ethernet Unknown: Invalid length/type: ${invalid}` });
    return { ...part, protocol: 'data', start: start + ethernet.size };
  }
  return announced(reading, layer, { ...part, start: start + ethernet.size }, lentype, 'eth.len');
}

function addAddresses(reading: Reading, part: Part, layer: DissectedLayer): void {
  const { bytes } = reading;
  const { start, end } = part;
  if (end - start < 6) return;
  const dst = ethernet.read.dst(bytes, start);
  const src = end - start < 12 ? undefined : ethernet.read.src(bytes, start);
  reading.destination = formatMac(dst);
  if (src !== undefined) reading.source = formatMac(src);
  whenSeen(layer, () => {
    addAddress(layer, dst, [dstIg, ig], [dstLg, lg]);
    if (src !== undefined) addAddress(layer, src, [srcIg, ig], [srcLg, lg]);
  });
  if (src !== undefined && isGroupMac(src)) blame(layer, 'eth.src', 'group-source', {});
}

/** An address under the name that both have, and what its first two bits say. */
function addAddress(layer: DissectedLayer, mac: number, group: readonly Field[], local: readonly Field[]): void {
  addDerived(layer, addr, mac);
  for (const field of group) addDerived(layer, field, Number(isGroupMac(mac)));
  for (const field of local) addDerived(layer, field, Number(isLocalMac(mac)));
}

/** What a type or a length announces. */
function announced(reading: Reading, layer: DissectedLayer, inner: Part, lentype: number, lengthName: string): Next {
  if (lentype < SMALLEST_ETHERTYPE) {
    const present = inner.end - inner.start;
    if (lentype > present) {
      blame(layer, lengthName, 'length-too-large', { found: lentype, present });
      addMalformed(layer);
    }
    reading.packetEnd = Math.min(inner.end, inner.start + lentype);
    return { ...inner, protocol: 'llc', end: reading.packetEnd };
  }
  const protocol = BY_ETHERTYPE[lentype] ?? 'data';
  reading.path.push('ethertype');
  const name = ETHERTYPES[lentype] ?? `0x${lentype.toString(16).padStart(4, '0')}`;
  if (protocol === 'data') tell(reading, inner, { protocol: name, word: name });
  return { ...inner, protocol };
}

export function dissectVlan(reading: Reading, part: Part): Next | undefined {
  const { bytes } = reading;
  const { start, end } = part;
  const lentype = end - start < vlan.size ? SMALLEST_ETHERTYPE : vlan.read.etype(bytes, start);
  const variant = lentype >= SMALLEST_ETHERTYPE ? 'type' : 'length';
  const layer = openLayer(reading, vlan, part, Math.min(end, start + vlan.size));
  const fields = vlan.whole[variant];
  if (!addFields(layer, bytes, fields, start, end)) {
    tell(reading, part, { protocol: 'VLAN', word: 'VLAN' });
    cutShort(layer, fields, end - start);
    return undefined;
  }
  const { priority, dei, id } = vlan.read;
  const info = `PRI: ${priority(bytes, start)}  DEI: ${dei(bytes, start)}  ID: ${id(bytes, start)}`;
  tell(reading, part, { protocol: 'VLAN', info, word: `VLAN ${id(bytes, start)}` });
  return announced(reading, layer, { ...part, start: start + vlan.size }, lentype, 'vlan.len');
}

export function dissectProviderVlan(reading: Reading, part: Part): Next | undefined {
  const { bytes } = reading;
  const { start, end } = part;
  const layer = openLayer(reading, providerVlan, part, Math.min(end, start + providerVlan.size));
  tell(reading, part, { protocol: '802.1ad', word: '802.1ad' });
  if (!addFields(layer, bytes, providerVlan.fields, start, end)) {
    cutShort(layer, providerVlan.fields, end - start);
    return undefined;
  }
  tell(reading, part, { info: `ID: ${providerVlan.read.id(bytes, start)}` });
  const inner = { ...part, start: start + providerVlan.size };
  return announced(reading, layer, inner, providerVlan.read.etype(bytes, start), 'ieee8021ah.etype');
}

export function dissectLlc(reading: Reading, part: Part): Next | undefined {
  const { bytes } = reading;
  const { start, end } = part;
  const variant = llcVariant(bytes, start, end);
  const fields = llc.whole[variant];
  const size = bitsOf(fields) / 8;
  const layer = openLayer(reading, llc, part, Math.min(end, start + size));
  tell(reading, part, { protocol: 'LLC', info: llc.title, word: 'LLC' });
  if (!addFields(layer, bytes, fields, start, end)) {
    cutShort(layer, fields, end - start);
    return undefined;
  }
  const inner = { ...part, start: start + size };
  if (variant !== 'snap') return { ...inner, protocol: 'data' };
  const type = llc.read.type(bytes, start);
  return { ...inner, protocol: BY_ETHERTYPE[type] ?? 'data' };
}

function llcVariant(bytes: Uint8Array, start: number, end: number): keyof typeof llc.variants {
  const present = end - start;
  if (present < 3 || (llc.read.control(bytes, start) & 3) !== 3) return present < 3 ? 'unnumbered' : 'numbered';
  if (llc.read.dsap(bytes, start) !== SNAP_SAP || llc.read.ssap(bytes, start) !== SNAP_SAP) return 'unnumbered';
  return present >= 6 && llc.read.oui(bytes, start) !== 0 ? 'snapOther' : 'snap';
}

/**
 * Adds what lies behind the packet to the Ethernet layer: zeros that fill the frame up to 60 octets are padding, anything else
 * is a trailer, as Wireshark has it.
 */
export function addTrailer(reading: Reading, layer: DissectedLayer): void {
  const { bytes, packetEnd } = reading;
  if (packetEnd >= bytes.length) return;
  const paddingEnd = Math.max(packetEnd, Math.min(bytes.length, SMALLEST_FRAME));
  const zeros = bytes.subarray(packetEnd, paddingEnd).every((octet) => octet === 0);
  const trailer = zeros ? paddingEnd : packetEnd;
  addBytes(layer, bytes, 'eth.padding', 'Padding', packetEnd, trailer);
  const odd = zeros ? undefined : { code: 'padding-not-zero', parameters: {} };
  addBytes(layer, bytes, 'eth.trailer', 'Trailer', trailer, bytes.length, odd);
}

/** The receiver's verdict on the frame check sequence, which is no part of the octets. */
export function addFcsStatus(layer: DissectedLayer, bad: boolean): void {
  addDerived(layer, fcsStatus, bad ? BAD : GOOD);
  if (bad) blameLayer(layer, 'bad-fcs');
}
