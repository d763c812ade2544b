// The IPv4 header (RFC 791 section 3.1, with the differentiated services octet of RFC 2474 and RFC 3168).

import { flag, group, header, ipv4Address, uint } from './field.ts';

export const PROTO_ICMP = 1;
export const PROTO_TCP = 6;
export const PROTO_UDP = 17;

/** Protocol numbers (IANA) that a learner may meet. */
export const IP_PROTOCOLS: Readonly<Record<number, string>> = {
  1: 'ICMP',
  2: 'IGMP',
  4: 'IPv4',
  6: 'TCP',
  17: 'UDP',
  41: 'IPv6',
  47: 'GRE',
  50: 'ESP',
  51: 'AH',
  58: 'ICMPv6',
  88: 'EIGRP',
  89: 'OSPF',
  112: 'VRRP',
  132: 'SCTP',
};

const DSCPS: Readonly<Record<number, string>> = {
  0: 'Default',
  8: 'Class Selector 1',
  16: 'Class Selector 2',
  24: 'Class Selector 3',
  32: 'Class Selector 4',
  34: 'Assured Forwarding 41',
  40: 'Class Selector 5',
  46: 'Expedited Forwarding',
  48: 'Class Selector 6',
  56: 'Class Selector 7',
};

const ECNS: Readonly<Record<number, string>> = {
  0: 'Not ECN-Capable Transport',
  1: 'ECN-Capable Transport codepoint (1)',
  2: 'ECN-Capable Transport codepoint (0)',
  3: 'Congestion Experienced',
};

/** The fixed part, 20 octets; options follow when `hdrLen` (in 32-bit words) is more than 5. `fragOffset` counts in units of 8 octets. */
export const ipv4 = header({
  protocol: 'ip',
  source: 'RFC 791',
  title: 'Internet Protocol Version 4',
  layer: 'network',
  fields: [
    uint('version', 4, 'ip.version', 'Version'),
    uint('hdrLen', 4, 'ip.hdr_len', 'Header Length', { scale: 4 }),
    group('dsfield', 'ip.dsfield', 'Differentiated Services Field', { base: 'hex' }, [
      uint('dscp', 6, 'ip.dsfield.dscp', 'Differentiated Services Codepoint', { names: DSCPS }),
      uint('ecn', 2, 'ip.dsfield.ecn', 'Explicit Congestion Notification', { names: ECNS }),
    ]),
    uint('len', 16, 'ip.len', 'Total Length'),
    uint('id', 16, 'ip.id', 'Identification', { base: 'hexdec' }),
    group('flags', 'ip.flags', 'Flags', { base: 'hex' }, [
      flag('flagsRb', 'ip.flags.rb', 'Reserved bit'),
      flag('flagsDf', 'ip.flags.df', "Don't fragment"),
      flag('flagsMf', 'ip.flags.mf', 'More fragments'),
    ]),
    // The filter of Wireshark 4.0 compares the bits: `ip.frag_offset == 185`, though it shows 1480.
    uint('fragOffset', 13, 'ip.frag_offset', 'Fragment Offset', { textScale: 8 }),
    uint('ttl', 8, 'ip.ttl', 'Time to Live'),
    uint('proto', 8, 'ip.proto', 'Protocol', { names: IP_PROTOCOLS }),
    uint('checksum', 16, 'ip.checksum', 'Header Checksum', { base: 'hex' }),
    ipv4Address('src', 'ip.src', 'Source Address'),
    ipv4Address('dst', 'ip.dst', 'Destination Address'),
  ],
});
