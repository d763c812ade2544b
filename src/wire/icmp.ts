// The messages of ICMP (RFC 792; next-hop MTU of RFC 1191 section 4, length of the quotation of RFC 4884 section 4).

import { header, ipv4Address, octets, uint } from './field.ts';

export const ICMP_ECHO_REPLY = 0;
export const ICMP_UNREACHABLE = 3;
export const ICMP_SOURCE_QUENCH = 4;
export const ICMP_REDIRECT = 5;
export const ICMP_ECHO = 8;
export const ICMP_TIME_EXCEEDED = 11;
export const ICMP_PARAMETER_PROBLEM = 12;
export const ICMP_TIMESTAMP = 13;
export const ICMP_TIMESTAMP_REPLY = 14;
/** Code of "unreachable": too big for the next link, and not to be fragmented. */
export const ICMP_FRAGMENTATION_NEEDED = 4;

/** Message types as Wireshark calls them. */
export const ICMP_TYPES: Readonly<Record<number, string>> = {
  0: 'Echo (ping) reply',
  3: 'Destination unreachable',
  4: 'Source quench (flow control)',
  5: 'Redirect',
  8: 'Echo (ping) request',
  9: 'Router advertisement',
  10: 'Router solicitation',
  11: 'Time-to-live exceeded',
  12: 'Parameter problem',
  13: 'Timestamp request',
  14: 'Timestamp reply',
  15: 'Information request',
  16: 'Information reply',
  17: 'Address mask request',
  18: 'Address mask reply',
};

/** Codes by type. */
export const ICMP_CODES: Readonly<Record<number, Readonly<Record<number, string>>>> = {
  3: {
    0: 'Network unreachable',
    1: 'Host unreachable',
    2: 'Protocol unreachable',
    3: 'Port unreachable',
    4: 'Fragmentation needed',
    5: 'Source route failed',
    6: 'Destination network unknown',
    7: 'Destination host unknown',
    8: 'Source host isolated',
    9: 'Network administratively prohibited',
    10: 'Host administratively prohibited',
    11: 'Network unreachable for TOS',
    12: 'Host unreachable for TOS',
    13: 'Communication administratively filtered',
    14: 'Host precedence violation',
    15: 'Precedence cutoff in effect',
  },
  5: {
    0: 'Redirect for network',
    1: 'Redirect for host',
    2: 'Redirect for TOS and network',
    3: 'Redirect for TOS and host',
  },
  11: { 0: 'Time to live exceeded in transit', 1: 'Fragment reassembly time exceeded' },
  12: { 0: 'Pointer indicates the error', 1: 'Required option missing', 2: 'Bad length' },
};

const ident = uint('ident', 16, 'icmp.ident', 'Identifier (BE)', { base: 'dechex' });
const seq = uint('seq', 16, 'icmp.seq', 'Sequence Number (BE)', { base: 'dechex' });
const mtu = uint('mtu', 16, 'icmp.mtu', 'MTU of next hop');
const pointer = uint('pointer', 8, 'icmp.pointer', 'Pointer');
/** Length of the quotation in 32-bit words; 0 where the sender does not know RFC 4884. */
const length = uint('length', 8, 'icmp.length', 'Length');
const unusedOctet = octets('unusedOctet', 8, 'icmp.unused', 'Unused');
const unusedEnd = octets('unusedEnd', 16, 'icmp.unused', 'Unused');

/** The eight octets that most messages begin with; the second four depend on the type. */
export const icmp = header({
  protocol: 'icmp',
  source: 'RFC 792',
  title: 'Internet Control Message Protocol',
  layer: 'network',
  fields: [
    uint('type', 8, 'icmp.type', 'Type', { names: ICMP_TYPES }),
    uint('code', 8, 'icmp.code', 'Code'),
    uint('checksum', 16, 'icmp.checksum', 'Checksum', { base: 'hex' }),
  ],
  variants: {
    echo: [ident, seq],
    timestamp: [
      ident,
      seq,
      uint('originate', 32, 'icmp.originate_timestamp', 'Originate Timestamp'),
      uint('receive', 32, 'icmp.receive_timestamp', 'Receive Timestamp'),
      uint('transmit', 32, 'icmp.transmit_timestamp', 'Transmit Timestamp'),
    ],
    unused: [octets('unused', 32, 'icmp.unused', 'Unused')],
    unusedLength: [unusedOctet, length, unusedEnd],
    mtu: [octets('unusedStart', 16, 'icmp.unused', 'Unused'), mtu],
    mtuLength: [unusedOctet, length, mtu],
    gateway: [ipv4Address('gateway', 'icmp.redir_gw', 'Gateway Address')],
    pointer: [pointer, octets('unusedTail', 24, 'icmp.unused', 'Unused')],
    pointerLength: [pointer, length, unusedEnd],
    bare: [],
  },
  size: 8,
});

/** Does a message of this type quote the packet that it is about? */
export function isIcmpError(type: number): boolean {
  return (
    type === ICMP_UNREACHABLE ||
    type === ICMP_SOURCE_QUENCH ||
    type === ICMP_REDIRECT ||
    type === ICMP_TIME_EXCEEDED ||
    type === ICMP_PARAMETER_PROBLEM
  );
}

/** Which fields follow the checksum, by type, code and the octet that RFC 4884 made a length. */
export function icmpVariant(type: number, code: number, lengthOctet: number): keyof typeof icmp.variants {
  const extended = lengthOctet > 0;
  switch (type) {
    case ICMP_ECHO:
    case ICMP_ECHO_REPLY:
      return 'echo';
    case ICMP_TIMESTAMP:
    case ICMP_TIMESTAMP_REPLY:
      return 'timestamp';
    case ICMP_UNREACHABLE:
      if (code === ICMP_FRAGMENTATION_NEEDED) return extended ? 'mtuLength' : 'mtu';
      return extended ? 'unusedLength' : 'unused';
    case ICMP_TIME_EXCEEDED:
      return extended ? 'unusedLength' : 'unused';
    case ICMP_SOURCE_QUENCH:
      return 'unused';
    case ICMP_REDIRECT:
      return 'gateway';
    case ICMP_PARAMETER_PROBLEM:
      return extended ? 'pointerLength' : 'pointer';
    default:
      return 'bare';
  }
}
