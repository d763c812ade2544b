// How followed octets are written down: as text with what cannot be printed marked, or as rows of sixteen.

import { printable, toHex } from '../../base/bytes.ts';

/** A row of a hexdump: the place of its first octet in the direction it goes, the octets, and their characters. */
export interface HexRow {
  at: number;
  hex: string;
  characters: string;
}

/** Lines end as they were sent; a tab is one; any other octet that is no printable character is a dot. */
export function textOf(bytes: Uint8Array): string {
  let text = '';
  for (const octet of bytes) {
    if (octet === 0x0a || octet === 0x09) text += String.fromCharCode(octet);
    else if (octet !== 0x0d) text += octet >= 0x20 && octet <= 0x7e ? String.fromCharCode(octet) : '·';
  }
  return text;
}

/** Sixteen octets a row; `from` is the place of the first. */
export function hexRows(bytes: Uint8Array, from: number): HexRow[] {
  return Array.from({ length: Math.ceil(bytes.length / 16) }, (_, i) => {
    const row = bytes.subarray(16 * i, 16 * i + 16);
    return { at: from + 16 * i, hex: toHex(row), characters: printable(row) };
  });
}
