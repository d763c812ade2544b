// The Ethernet header: two addresses, then a type (Ethernet II, RFC 894) or a length (IEEE 802.3 section 3.2.6).

import { header, macAddress, uint } from './field.ts';

/** What an EtherType says comes next (IANA's registry of IEEE 802 numbers). */
export const ETHERTYPES: Readonly<Record<number, string>> = {
  0x0800: 'IPv4',
  0x0806: 'ARP',
  0x8100: '802.1Q Virtual LAN',
  0x88a8: '802.1ad Provider Bridge',
  0x86dd: 'IPv6',
  0x88cc: '802.1 Link Layer Discovery Protocol (LLDP)',
  0x9000: 'Loopback',
};

export const ETHERTYPE_IPV4 = 0x0800;
export const ETHERTYPE_ARP = 0x0806;
export const ETHERTYPE_VLAN = 0x8100;
/** The outer tag of IEEE 802.1ad. */
export const ETHERTYPE_PROVIDER_VLAN = 0x88a8;
/** The smallest type; numbers up to 1500 are lengths, and those between mean nothing. */
export const SMALLEST_ETHERTYPE = 0x0600;
export const LARGEST_LENGTH = 1500;
/** The smallest frame without its frame check sequence; shorter ones are padded. */
export const SMALLEST_FRAME = 60;

export const ethernet = header({
  protocol: 'eth',
  source: 'IEEE 802.3',
  title: 'Ethernet II',
  layer: 'link',
  fields: [macAddress('dst', 'eth.dst', 'Destination'), macAddress('src', 'eth.src', 'Source')],
  variants: {
    type: [uint('type', 16, 'eth.type', 'Type', { base: 'hex', names: ETHERTYPES })],
    length: [uint('len', 16, 'eth.len', 'Length')],
    neither: [uint('invalidLentype', 16, 'eth.invalid_lentype', 'Invalid length/type', { base: 'hexdec' })],
  },
  size: 14,
});
