// Octets that are typed in hexadecimal, bounded in number, with the first wrong place named.

import { readEntry, readHex, type Entry } from '../entry.ts';
import { wrong, type Read } from '../said.ts';

/** The most octets that a calculator takes: the payload of an Ethernet frame. */
export const MOST_OCTETS = 1500;

/** Reads octets, at least so many. `E_HEX` for what is no digit, half an octet or too few; `E_TOOBIG` for more than `MOST_OCTETS`. */
export const readOctets = (typed: string, least = 0): Entry<Uint8Array> =>
  readEntry(typed, (text) => boundedHex(text, least), 'inside');

function boundedHex(text: string, least: number): Read<Uint8Array> {
  const read = readHex(text);
  if (!read.ok) return read;
  const count = read.value.length;
  if (count > MOST_OCTETS) {
    const at = placeOfOctet(text, MOST_OCTETS);
    return wrong('E_TOOBIG', at, text.length - at, { variant: 'octets', params: { count, most: MOST_OCTETS } });
  }
  return count < least ? tooFew(text, least, count) : read;
}

/** That there are not enough octets is told at the end of the text. */
export const tooFew = (text: string, least: number, count: number): ReturnType<typeof wrong> =>
  wrong('E_HEX', text.length, 0, { variant: 'short', params: { least, count } });

/** Where the first digit of an octet stands in text that can be read. */
export function placeOfOctet(text: string, octet: number): number {
  const digits = [...text.matchAll(/[0-9a-f]/gi)];
  return digits[octet * 2]?.index ?? text.length;
}
