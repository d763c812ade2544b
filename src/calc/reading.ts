// Answers that are typed, each read into the one form in which it is compared: many ways of writing the same value are right.

import { formatCidr, formatIpv4, formatMac } from '../wire/address.ts';
import { readBits, readEntry, readHex, readSigned, readWhole, type Entry } from './entry.ts';
import { readCidr, readIpv4, readPrefixOrMask } from './ipv4Entry.ts';
import { readIpv6, readIpv6Entry } from './ipv6Entry.ts';
import { formatIpv6 } from './ipv6Text.ts';
import { readMac } from './mac/macEntry.ts';
import { right, type Read } from './said.ts';

/** `network`: an address with or without the length of its prefix. `prefix`: a length or a mask. `signed`: a whole number, below zero, too. `bits`: zeros and ones, with blanks or dots. `ipv6`: an address, with or without the length of its prefix. `ipv6-text`: the same, but sign for sign. `text`: sign for sign. */
export type Reading =
  'ipv4' | 'network' | 'prefix' | 'whole' | 'signed' | 'hex' | 'mac' | 'bits' | 'ipv6' | 'ipv6-text' | 'text';

/** Beyond every number of 64 bits. */
const FAR = 1n << 65n;
const readers: Readonly<Record<Reading, (text: string) => Read<string>>> = {
  ipv4: (text) => as(readIpv4(text), formatIpv4),
  network: (text) =>
    text.includes('/')
      ? as(readCidr(text), ({ ip, prefix }) => formatCidr(ip, prefix))
      : as(readIpv4(text), formatIpv4),
  prefix: (text) => as(readPrefixOrMask(text), (prefix) => `/${prefix}`),
  whole: (text) => as(readWhole(text.replace(/(?<=\d)[ ,_](?=\d{3})/g, ''), 0, Number.MAX_SAFE_INTEGER), String),
  signed: (text) => as(readSigned(text, -FAR, FAR), String),
  hex: (text) => as(readHex(text.replace(/^0x/i, '').replace(/(?<=[0-9a-f])[:-](?=[0-9a-f])/gi, ' ')), inHex),
  mac: (text) => as(readMac(text), formatMac),
  bits: readBits,
  ipv6: (text) =>
    as(readIpv6Entry(text), ({ octets, prefix }) => formatIpv6(octets) + (prefix === undefined ? '' : `/${prefix}`)),
  'ipv6-text': (text) => as(readIpv6(text), () => text),
  text: right,
};

/** Reads an answer. */
export const readAnswer = (reads: Reading, text: string): Entry<string> =>
  readEntry(text, readers[reads], reads === 'text' ? 'freely' : 'inside');

const as = <T>(read: Read<T>, write: (value: T) => string): Read<string> => (read.ok ? right(write(read.value)) : read);

const inHex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
