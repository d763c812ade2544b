// Address resolution: the message of RFC 826, with IPv4 over Ethernet and with any other sizes of address.

import { ETHERTYPES } from './ethernet.ts';
import { header, ipv4Address, macAddress, uint } from './field.ts';

export const ARP_REQUEST = 1;
export const ARP_REPLY = 2;

const OPCODES: Readonly<Record<number, string>> = {
  1: 'request',
  2: 'reply',
  3: 'reverse request',
  4: 'reverse reply',
  8: 'InARP request',
  9: 'InARP reply',
};

const sizes = [
  uint('hwType', 16, 'arp.hw.type', 'Hardware type', { names: { 1: 'Ethernet', 6: 'IEEE 802' } }),
  uint('protoType', 16, 'arp.proto.type', 'Protocol type', { base: 'hex', names: ETHERTYPES }),
  uint('hwSize', 8, 'arp.hw.size', 'Hardware size'),
  uint('protoSize', 8, 'arp.proto.size', 'Protocol size'),
  uint('opcode', 16, 'arp.opcode', 'Opcode', { names: OPCODES }),
] as const;

const names = {
  protocol: 'arp',
  source: 'RFC 826',
  title: 'Address Resolution Protocol',
  layer: 'link',
} as const;

/** The message that resolves IPv4 addresses to Ethernet ones: all 28 octets. */
export const arp = header({
  ...names,
  fields: [
    ...sizes,
    macAddress('srcHwMac', 'arp.src.hw_mac', 'Sender MAC address'),
    ipv4Address('srcProtoIpv4', 'arp.src.proto_ipv4', 'Sender IP address'),
    macAddress('dstHwMac', 'arp.dst.hw_mac', 'Target MAC address'),
    ipv4Address('dstProtoIpv4', 'arp.dst.proto_ipv4', 'Target IP address'),
  ],
});

/** The eight octets that every ARP message begins with; they say how long its four addresses are. */
export const arpSizes = header({ ...names, fields: sizes });
