// 32 and 48 bits as text, and rows of them as calculators show them.

import { formatIpv4 } from '../wire/address.ts';
import type { BitRow } from './calculator.ts';
import type { Said } from './said.ts';

/** 2ⁿ for n from 0 to 53, exactly. */
export const powerOfTwo = (n: number): number => (n < 31 ? 1 << n : 0x4000_0000 * powerOfTwo(n - 30));

/** An unsigned whole number below 2⁵³ as so many bits, most significant first. */
export const bitsOf = (value: number, width: number): string => value.toString(2).padStart(width, '0');

/** The 32 bits with a dot after each octet. */
export const dottedBits = (ip: number): string => bitsOf(ip, 32).replace(/.{8}(?!$)/g, '$&.');

/** An IPv4 address as a row of bits, with the border of its prefix if there is one. */
export const ipv4Row = (label: Said, ip: number, border?: number, marks?: BitRow['marks']): BitRow => ({
  label,
  bits: bitsOf(ip, 32),
  value: formatIpv4(ip),
  ...(border !== undefined && { border }),
  ...(marks && { marks }),
});
