// The working of K-01: each number between the dots as a sum of powers of two, all four as one number, and four bits as one hex digit.

import { toHex } from '../../base/bytes.ts';
import { formatIpv4 } from '../../wire/address.ts';
import { bitsOf, ipv4Row } from '../bits.ts';
import type { Step } from '../calculator.ts';

/** The four numbers between the dots. */
export const octetsOf = (ip: number): number[] => [ip >>> 24, (ip >>> 16) & 255, (ip >>> 8) & 255, ip & 255];

/** Eight hex digits. */
export const hexOf = (ip: number): string => toHex(octetsOf(ip), '');

const WEIGHTS = [128, 64, 32, 16, 8, 4, 2, 1];

/** `12 = 8 + 4 = 00001100`. */
export function sumOf(octet: number): string {
  const parts = WEIGHTS.filter((weight) => octet & weight);
  const sum = parts.length > 1 ? ` = ${parts.join(' + ')}` : '';
  return `${octet}${sum} = ${bitsOf(octet, 8)}`;
}

/** How one octet becomes eight bits, or eight bits an octet. */
export const octetStep = (octets: readonly number[]): Step => ({
  say: { id: 'ipv4.step.octets' },
  source: 'RFC 1123 §2.1',
  sum: octets.map(sumOf),
});

/** How four bits become one hex digit. */
export const hexStep = (ip: number): Step => ({
  say: { id: 'ipv4.step.hex', params: { hex: hexOf(ip) } },
  sum: octetsOf(ip).map((octet) => {
    const bits = bitsOf(octet, 8);
    const digits = toHex([octet]);
    return `${octet} = ${bits.slice(0, 4)} ${bits.slice(4)} = ${digits[0]} ${digits[1]}`;
  }),
});

/** From dots to bits, to one number, to hex digits. */
export function stepsOf(ip: number): Step[] {
  const octets = octetsOf(ip);
  const powers = ['2^24', '2^16', '2^8'];
  return [
    octetStep(octets),
    {
      say: { id: 'ipv4.step.joined', params: { address: formatIpv4(ip) } },
      source: 'RFC 791 §2.3',
      bits: [ipv4Row({ id: 'ipv4.address' }, ip)],
    },
    {
      say: { id: 'ipv4.step.integer', params: { integer: ip } },
      sum: [
        `${octets.map((octet, place) => (powers[place] ? `${octet} × ${powers[place]}` : octet)).join(' + ')} = ${ip}`,
      ],
    },
    hexStep(ip),
  ];
}
