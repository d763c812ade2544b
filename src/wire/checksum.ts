// The Internet checksum (RFC 1071, updated in place as RFC 1624 says) and the CRC-32 of Ethernet (IEEE 802.3 section 3.2.9).

import { u32 } from '../base/bytes.ts';

/** From here on, making a view (about 100 ns) pays: it reads a word at once, in 350 ns per 1500 octets against 700 octet by octet. */
const WORTH_A_VIEW = 256;

/**
 * The Internet checksum of the octets from `start` to `end`, complemented and ready to be written; over octets that hold their right
 * checksum it is 0. `initial` is a sum that counts too (`pseudoHeaderSum`). An odd octet at the end counts as the high half of a word.
 */
export function internetChecksum(bytes: Uint8Array, start: number, end: number, initial = 0): number {
  // The sum of 32-bit words is congruent to that of 16-bit words, as 2^16 ≡ 1 (mod 2^16 − 1), and a double holds two million of them.
  let sum = initial;
  let at = start;
  if (end - start >= WORTH_A_VIEW) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (const last = end - 16; at <= last; at += 16) {
      sum += view.getUint32(at) + view.getUint32(at + 4) + view.getUint32(at + 8) + view.getUint32(at + 12);
    }
  }
  for (const last = end - 4; at <= last; at += 4) sum += u32(bytes, at);
  if (at + 1 < end) {
    sum += (bytes[at] << 8) | bytes[at + 1];
    at += 2;
  }
  if (at < end) sum += bytes[at] << 8;
  return ~fold(sum) & 0xffff;
}

/** Sum of the pseudo header that UDP and TCP take into their checksums (RFC 768, RFC 9293 section 3.1), to be given as `initial`. */
export function pseudoHeaderSum(src: number, dst: number, protocol: number, length: number): number {
  return src + dst + protocol + length;
}

/**
 * The checksum after one 16-bit word of what it covers went from `from16` to `to16`: RFC 1624 equation 3, HC' = ~(~HC + ~m + m').
 * (The older equation of RFC 1141 can give 0xffff where 0x0000 is right.)
 */
export function updateChecksum(checksum: number, from16: number, to16: number): number {
  return ~fold((~checksum & 0xffff) + (~from16 & 0xffff) + to16) & 0xffff;
}

/** A sum below 2^53 folded to 16 bits with its carries added. Zero only when the sum is zero. */
function fold(sum: number): number {
  let folded = (sum >>> 0) + Math.floor(sum / 0x1_0000_0000);
  folded = (folded & 0xffff) + Math.floor(folded / 0x1_0000);
  folded = (folded & 0xffff) + (folded >>> 16);
  return (folded & 0xffff) + (folded >>> 16);
}

const CRC_TABLE = crcTable();

function crcTable(): Uint32Array {
  const table = new Uint32Array(256);
  for (let i = 0; i < 256; i++) {
    let c = i;
    for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
    table[i] = c;
  }
  return table;
}

/** CRC-32 of the octets from `start` to `end`, unsigned: the frame check sequence, which goes on the wire with its low octet first. */
export function crc32(bytes: Uint8Array, start = 0, end = bytes.length): number {
  let crc = -1;
  for (let i = start; i < end; i++) crc = CRC_TABLE[(crc ^ bytes[i]) & 255] ^ (crc >>> 8);
  return ~crc >>> 0;
}
