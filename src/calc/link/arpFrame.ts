// The frames of K-09 as octets, by the simulator's own tables: ARP messages (RFC 826 "packet format"), and the packet that they are for.

import { BROADCAST_MAC } from '../../wire/address.ts';
import { arp, ARP_REPLY, ARP_REQUEST } from '../../wire/arp.ts';
import { encodeFrame } from '../../wire/encode.ts';
import { ethernet } from '../../wire/ethernet.ts';
import { placed, type Field } from '../../wire/field.ts';
import { ICMP_ECHO } from '../../wire/icmp.ts';
import { ipv4 } from '../../wire/ipv4.ts';
import type { OctetRow } from '../calculator.ts';
import type { Said } from '../said.ts';

/** A station by its two addresses. */
export interface Station {
  ip: number;
  mac: number;
}

/** The question: to everybody, with the target's MAC address left open. `from.ip` 0: a probe (RFC 5227 section 2.1.1). */
export const requestFrame = (from: Station, target: number): Uint8Array =>
  arpFrame(ARP_REQUEST, BROADCAST_MAC, from, { ip: target, mac: 0 });

/** The answer: to the one who asked alone. */
export const replyFrame = (from: Station, to: Station): Uint8Array => arpFrame(ARP_REPLY, to.mac, from, to);

function arpFrame(opcode: number, dst: number, from: Station, to: Station): Uint8Array {
  return encodeFrame([
    { eth: { dst, src: from.mac } },
    { arp: { opcode, srcHwMac: from.mac, srcProtoIpv4: from.ip, dstHwMac: to.mac, dstProtoIpv4: to.ip } },
  ]);
}

/** What goes to the destination at last: an echo request without data, in its frame. */
export const packetFrame = (from: Station, dst: number, to: number): Uint8Array =>
  encodeFrame([{ eth: { dst, src: from.mac } }, { ip: { src: from.ip, dst: to } }, { icmp: { type: ICMP_ECHO } }]);

type Mark = NonNullable<OctetRow['marks']>[number];

/** How the fields of a header are shown; those that are not named here are the quiet ones of every message. */
const tones: Readonly<Record<string, Mark['tone']>> = {
  'eth.dst': 'link',
  'eth.src': 'link',
  'eth.type': 'link',
  'arp.opcode': 'transport',
  'arp.src.hw_mac': 'network',
  'arp.src.proto_ipv4': 'network',
  'arp.dst.hw_mac': 'application',
  'arp.dst.proto_ipv4': 'application',
  'ip.src': 'network',
  'ip.dst': 'network',
};

/** Runs of octets with the names of their fields; a field inside an octet is part of its neighbour's run. */
function marksOf(fields: readonly Field[], start: number): Mark[] {
  return placed(fields)
    .filter(({ field, bit }) => !field.parts && bit % 8 === 0 && field.bits % 8 === 0)
    .map(({ field, bit }) => ({
      from: start + bit / 8,
      to: start + (bit + field.bits) / 8,
      tone: tones[field.filter] ?? 'fixed',
      label: { id: `arp.field.${field.filter}` },
    }));
}

const etherMarks = marksOf(ethernet.whole.type, 0);
const shownOfIp = ['ip.src', 'ip.dst'];

const ARP_END = ethernet.size + arp.size;

/** An ARP frame with its fields and its padding named. */
export function arpRow(label: Said, bytes: Uint8Array): OctetRow {
  const count = bytes.length - ARP_END;
  const padding: Mark = {
    from: ARP_END,
    to: bytes.length,
    tone: 'fixed',
    label: { id: 'arp.padding', params: { count } },
  };
  return {
    label,
    bytes,
    marks: [...etherMarks, ...marksOf(arp.fields, ethernet.size), ...(count > 0 ? [padding] : [])],
  };
}

/** The same without its padding, where that says nothing. */
export const withoutPadding = (frame: Uint8Array): Uint8Array => frame.subarray(0, ARP_END);

/** The packet's frame with what matters here: the addresses of both layers. */
export function packetRow(label: Said, bytes: Uint8Array): OctetRow {
  const ip = marksOf(ipv4.fields, ethernet.size).filter(({ label }) =>
    shownOfIp.some((name) => (label as Said).id === `arp.field.${name}`),
  );
  return { label, bytes, marks: [...etherMarks, ...ip] };
}
