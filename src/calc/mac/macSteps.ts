// The working of K-10: two bits of the first octet, the interface identifier of IPv6, and from an IPv4 group to its MAC address.

import { toHex } from '../../base/bytes.ts';
import { formatIpv4, formatMac, multicastMac } from '../../wire/address.ts';
import { bitsOf, ipv4Row } from '../bits.ts';
import type { BitRow, OctetRow, Step } from '../calculator.ts';
import { eui64Of, macKindOf, type Mac } from './macKind.ts';

const TWO_40 = 0x100_0000_0000;

/** A MAC address as six octets. */
const octetsOf = (mac: number): Uint8Array =>
  Uint8Array.from({ length: 6 }, (_, place) => parseInt(bitsOf(mac, 48).slice(8 * place, 8 * place + 8), 2));

/** The first octet with its two bits marked. */
export function firstOctetRow(mac: number): BitRow {
  const first = Math.floor(mac / TWO_40);
  return {
    label: { id: 'mac.first-octet' },
    bits: bitsOf(first, 8),
    value: toHex([first]),
    marks: [
      { from: 6, to: 7, tone: 'network', label: { id: (first & 2) === 2 ? 'mac.ul.1' : 'mac.ul.0' } },
      { from: 7, to: 8, tone: 'host', label: { id: (first & 1) === 1 ? 'mac.ig.1' : 'mac.ig.0' } },
    ],
  };
}

/** What a MAC address says, bit by bit. */
export function macSteps(mac: number, result: Mac): Step[] {
  const { source } = macKindOf(mac);
  const steps: Step[] = [
    {
      say: { id: 'mac.step.octets', params: { mac: result.mac, digits: result.digits } },
      source: 'RFC 9542 §2.1',
      octets: [{ label: { id: 'mac.mac' }, bytes: octetsOf(mac), marks: halves(result) }],
    },
    { say: { id: 'mac.step.bits' }, source: 'RFC 9542 §2.1', bits: [firstOctetRow(mac)] },
    { say: { id: `mac.step.kind.${result.kind}`, params: { mac: result.mac } }, source },
  ];
  if (result.oui !== null) {
    const id = result.maker === null ? 'mac.unlisted' : 'mac.step.maker';
    steps.push({ say: { id, params: { oui: result.oui, maker: result.maker ?? '' } } });
  }
  if (result.linkLocal !== null) steps.push(...euiSteps(mac, result.linkLocal));
  if (result.groups !== null) {
    steps.push({
      say: { id: 'mac.step.shared', params: { first: result.groups[0]!, second: result.groups[1]! } },
      source: 'RFC 1112 §6.4',
      sum: [`2^(28 − 23) = 2^5 = 32`, ...inRows(result.groups)],
    });
  }
  return steps;
}

const halves = ({ oui }: Mac): NonNullable<OctetRow['marks']> =>
  oui === null
    ? []
    : [
        { from: 0, to: 3, tone: 'network', label: { id: 'mac.oui' } },
        { from: 3, to: 6, tone: 'host', label: { id: 'mac.serial' } },
      ];

/** Two to a line, one below the other. */
const inRows = (texts: readonly string[]): string[] =>
  Array.from({ length: Math.ceil(texts.length / 2) }, (_, row) =>
    texts
      .slice(2 * row, 2 * row + 2)
      .map((text) => text.padEnd(17))
      .join('')
      .trimEnd(),
  );

/** From MAC address to interface identifier and link-local address (RFC 4291 appendix A; today's systems often choose a random one, RFC 8981). */
export function euiSteps(mac: number, linkLocal: string): Step[] {
  const identifier = eui64Of(mac);
  const stretched = identifier.slice();
  stretched[0] = stretched[0]! ^ 2;
  const row = (id: string, bytes: Uint8Array, at: number, to: number): OctetRow => ({
    label: { id },
    bytes,
    marks: [{ from: at, to, tone: 'added' }],
  });
  return [
    {
      say: { id: 'mac.step.stretch' },
      source: 'RFC 4291 §2.5.1',
      octets: [row('mac.stretched', stretched, 3, 5)],
    },
    {
      say: { id: 'mac.step.turn', params: { before: toHex([stretched[0]!]), after: toHex([identifier[0]!]) } },
      source: 'RFC 4291 §2.5.1',
      octets: [row('mac.identifier', identifier, 0, 1)],
    },
    { say: { id: 'mac.step.link-local', params: { address: linkLocal } }, source: 'RFC 4291 §2.5.6' },
  ];
}

/** From an IPv4 group to the MAC address that its packets are sent to. */
export function groupSteps(group: number): Step[] {
  const mac = multicastMac(group);
  return [
    {
      say: { id: 'mac.step.group', params: { group: formatIpv4(group) } },
      source: 'RFC 1112 §6.4',
      bits: [
        ipv4Row({ id: 'mac.group' }, group, undefined, [
          { from: 0, to: 4, tone: 'fixed', label: { id: 'mac.mark.group' } },
          { from: 4, to: 9, tone: 'differs', label: { id: 'mac.mark.lost' } },
          { from: 9, to: 32, tone: 'host', label: { id: 'mac.mark.kept' } },
        ]),
      ],
    },
    {
      say: { id: 'mac.step.mapped', params: { mac: formatMac(mac) } },
      source: 'RFC 1112 §6.4',
      bits: [
        {
          label: { id: 'mac.mac' },
          bits: bitsOf(mac, 48),
          value: formatMac(mac),
          marks: [
            { from: 0, to: 25, tone: 'fixed', label: { id: 'mac.mark.start' } },
            { from: 25, to: 48, tone: 'host', label: { id: 'mac.mark.kept' } },
          ],
        },
      ],
    },
  ];
}
