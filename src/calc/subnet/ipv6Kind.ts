// What kind of IPv6 address it is, by its first bits (RFC 4291 section 2.4), and the arithmetic of prefixes of 128 bits.

import { readIpv6Entry } from '../ipv6Entry.ts';

/** An address of sixteen octets as one number. */
export const toNumber = (octets: Uint8Array): bigint => octets.reduce((sum, octet) => (sum << 8n) | BigInt(octet), 0n);

/** A number below 2¹²⁸ as sixteen octets. */
export const toOctets = (number: bigint): Uint8Array =>
  Uint8Array.from({ length: 16 }, (_, place) => Number((number >> BigInt(8 * (15 - place))) & 255n));

/** A network of IPv6: its first address, and the length of its prefix. */
export interface Block6 {
  octets: Uint8Array;
  prefix: number;
}

/** The first address of the network of that length. */
export function networkOf6(octets: Uint8Array, prefix: number): Uint8Array {
  const host = BigInt(128 - prefix);
  return toOctets((toNumber(octets) >> host) << host);
}

/** The last address of it; in IPv6 that is an address like any other. */
export function lastOf6(octets: Uint8Array, prefix: number): Uint8Array {
  return toOctets(toNumber(networkOf6(octets, prefix)) | ((1n << BigInt(128 - prefix)) - 1n));
}

/** So many bits at the front are the same. */
export function commonBits6(a: Uint8Array, b: Uint8Array): number {
  const place = a.findIndex((octet, at) => octet !== b[at]);
  return place < 0 ? 128 : 8 * place + Math.clz32(a[place]! ^ b[place]!) - 24;
}

/** A kind, by a code that `words/calc` knows as `kind6.CODE`. */
export interface Kind6 {
  id: string;
  /** What is in no block is kept back. */
  block?: Block6;
  source: string;
}

/** The first that fits. */
const table = [
  ['unspecified', '::/128', 'RFC 4291 §2.5.2'],
  ['loopback', '::1/128', 'RFC 4291 §2.5.3'],
  ['mapped', '::ffff:0:0/96', 'RFC 4291 §2.5.5.2'],
  ['translated', '64:ff9b::/96', 'RFC 6052 §2.1'],
  ['documentation', '2001:db8::/32', 'RFC 3849 §2'],
  ['link-local', 'fe80::/10', 'RFC 4291 §2.5.6'],
  ['unique-local', 'fc00::/7', 'RFC 4193 §3.1'],
  ['multicast', 'ff00::/8', 'RFC 4291 §2.7'],
  ['global', '2000::/3', 'RFC 4291 §2.5.4'],
] as const;

/** Every block with a purpose. */
export const blocks6: readonly Required<Kind6>[] = table.map(([id, text, source]) => {
  const read = readIpv6Entry(text);
  if (!read.ok || read.value.prefix === undefined) throw new Error(text);
  return { id, block: { octets: read.value.octets, prefix: read.value.prefix }, source };
});

/** The kind of an address. `lengthOf` compares more or fewer bits of a block than its prefix has: so go the mistakes that people make. */
export const kindOf6 = (octets: Uint8Array, lengthOf = (prefix: number): number => prefix): Kind6 =>
  blocks6.find(({ block }) => commonBits6(octets, block.octets) >= lengthOf(block.prefix)) ?? {
    id: 'kept-back',
    source: 'RFC 4291 §2.4',
  };

/** Kinds that carry an IPv4 address in their last four octets. */
export const carriesIpv4 = ({ id }: Kind6): boolean => id === 'mapped' || id === 'translated';
