// Octets as Python's `print` shows a `bytes` object: `b'hello\n'`.

import { hexOctet } from '../base/bytes.ts';

const NAMED: Readonly<Record<number, string>> = { 9: '\\t', 10: '\\n', 13: '\\r', 92: '\\\\' };
const QUOTE = 0x27;

/** What `repr` writes: what is printable as it is, all else escaped, in double quotes where only single ones stand in it. */
export function pythonBytes(octets: ArrayLike<number>): string {
  const all = Array.from(octets);
  const quote = all.includes(QUOTE) && !all.includes(0x22) ? '"' : "'";
  const written = all.map((octet) => {
    if (octet === QUOTE && quote === "'") return "\\'";
    if (NAMED[octet]) return NAMED[octet];
    return octet >= 0x20 && octet < 0x7f ? String.fromCharCode(octet) : `\\x${hexOctet(octet)}`;
  });
  return `b${quote}${written.join('')}${quote}`;
}
