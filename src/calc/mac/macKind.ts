// K-10: what a MAC address says of itself by its first octets: one or many, given out by a maker or set here (IEEE 802; RFC 9542 section 2).

import { BROADCAST_MAC, formatIpv4, formatMac, isGroupMac, isLocalMac } from '../../wire/address.ts';
import { formatIpv6 } from '../ipv6Text.ts';

const TWO_24 = 0x100_0000;
const TWO_32 = 0x1_0000_0000;

/** First the purposes that have addresses of their own, then what the two bits say; words are `mac.kind.CODE`. */
export type MacKind =
  | 'broadcast'
  | 'zero'
  | 'ipv4-multicast'
  | 'ipv6-multicast'
  | 'bridge-group'
  | 'documentation'
  | 'group'
  | 'local'
  | 'universal';

/** What kind of address a 48-bit number is, and where that stands. */
export function macKindOf(mac: number): { id: MacKind; source: string } {
  const start = Math.floor(mac / TWO_24);
  if (mac === BROADCAST_MAC) return { id: 'broadcast', source: 'RFC 894' };
  if (mac === 0) return { id: 'zero', source: 'RFC 9542 §2.1' };
  // Of the block 01:00:5e the lower half alone is for IPv4 groups; the upper one has other uses.
  if (start === 0x01005e && mac % TWO_24 < 0x80_0000) return { id: 'ipv4-multicast', source: 'RFC 1112 §6.4' };
  if (Math.floor(mac / TWO_32) === 0x3333) return { id: 'ipv6-multicast', source: 'RFC 2464 §7' };
  if (start === 0x0180c2 && mac % TWO_24 < 0x10) return { id: 'bridge-group', source: 'IEEE 802.1Q §8.6.3' };
  if (Math.floor(mac / 256) === 0x00005e0053) return { id: 'documentation', source: 'RFC 9542 §2.1' };
  if (isGroupMac(mac)) return { id: 'group', source: 'RFC 9542 §2.1' };
  return isLocalMac(mac) ? { id: 'local', source: 'RFC 9542 §2.1' } : { id: 'universal', source: 'RFC 9542 §2.1' };
}

/** Some makers whose first three octets one meets in a classroom, from the public registry of the IEEE. Never fetched: the list is what it is. */
const makers: Readonly<Record<string, string>> = {
  '00:00:00': 'Xerox',
  '00:00:0c': 'Cisco Systems',
  '00:00:5e': 'IANA',
  '00:03:93': 'Apple',
  '00:05:69': 'VMware',
  '00:0c:29': 'VMware',
  '00:14:22': 'Dell',
  '00:15:5d': 'Microsoft',
  '00:16:3e': 'Xensource',
  '00:1b:21': 'Intel',
  '00:50:56': 'VMware',
  '00:e0:fc': 'Huawei',
  '08:00:09': 'Hewlett-Packard',
  '08:00:20': 'Oracle (Sun)',
  '08:00:27': 'PCS Systemtechnik (VirtualBox)',
  '24:6f:28': 'Espressif',
  '3c:5a:b4': 'Google',
  'b8:27:eb': 'Raspberry Pi Foundation',
  'dc:a6:32': 'Raspberry Pi Trading',
};

/** The maker by the first three octets (`00:00:0c`), as far as our list goes. Only universal addresses have one. */
const makerOf = (oui: string): string | undefined => makers[oui];

/** The interface identifier that IPv6 can make of a MAC address: ff:fe in its middle, the U/L bit turned round (RFC 4291 appendix A). Eight octets. */
export function eui64Of(mac: number): Uint8Array {
  const [high, low] = [Math.floor(mac / TWO_24), mac % TWO_24];
  return Uint8Array.of((high >>> 16) ^ 2, high >>> 8, high, 0xff, 0xfe, low >>> 16, low >>> 8, low);
}

/** The 32 IPv4 groups whose packets go to the same MAC address, from the low 23 bits; as numbers, in order. */
export const groupsSharing = (low: number): number[] =>
  Array.from({ length: 32 }, (_, top) => (0xe000_0000 + top * 0x80_0000 + (low & 0x7f_ffff)) >>> 0);

/** `null` where there is none: a maker of a local address, an identifier of a group. */
export interface Mac {
  mac: string;
  hyphens: string;
  dots: string;
  digits: string;
  kind: string;
  group: boolean;
  local: boolean;
  /** The first three octets, and whose they are as far as our list goes. */
  oui: string | null;
  maker: string | null;
  /** May it be the source of a frame? */
  source: boolean;
  linkLocal: string | null;
  /** The 32 IPv4 groups that are sent to this address. */
  groups: string[] | null;
}

/** Everything that a MAC address says. */
export function macOf(number: number): Mac {
  const mac = formatMac(number);
  const digits = mac.replaceAll(':', '');
  const [group, local] = [isGroupMac(number), isLocalMac(number)];
  const { id: kind } = macKindOf(number);
  const oui = local || group || number === 0 ? null : mac.slice(0, 8);
  const identifier = eui64Of(number);
  return {
    mac,
    hyphens: mac.replaceAll(':', '-'),
    dots: digits.replace(/.{4}(?!$)/g, '$&.'),
    digits,
    kind,
    group,
    local,
    oui,
    maker: (oui && makerOf(oui)) ?? null,
    source: !group && number !== 0,
    linkLocal: group || number === 0 ? null : formatIpv6([0xfe, 0x80, 0, 0, 0, 0, 0, 0, ...identifier]),
    groups: kind === 'ipv4-multicast' ? groupsSharing(number % 0x100_0000).map(formatIpv4) : null,
  };
}
