// IPv6 addresses as text in the one form that RFC 5952 section 4 asks for.

import { u16 } from '../base/bytes.ts';

/** Sixteen octets as text: lower case, no leading zeros, the longest run of at least two zero groups (the first of equal ones) as `::`. */
export function formatIpv6(octets: ArrayLike<number>): string {
  const bytes = Uint8Array.from(octets);
  const groups = Array.from({ length: 8 }, (_, place) => u16(bytes, 2 * place).toString(16));
  let [from, length] = [0, 1];
  for (let start = 0; start < 8; start++) {
    let end = start;
    while (groups[end] === '0') end++;
    if (end - start > length) [from, length] = [start, end - start];
  }
  if (length === 1) return groups.join(':');
  return `${groups.slice(0, from).join(':')}::${groups.slice(from + length).join(':')}`;
}
