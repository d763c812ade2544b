// The digests of the bench, with what they are made of: MD5 (RFC 1321), SHA-1 (RFC 3174), SHA-256 (RFC 6234), HMAC (RFC 2104) and PBKDF2 (RFC 8018).

import { hmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { sha256 } from '@noble/hashes/sha2.js';

/** A digest: what it does to octets, how it is put together, and whether somebody can make two messages with the same one. */
export interface Hash {
  digest: (octets: Uint8Array) => Uint8Array;
  hmac: (key: Uint8Array, message: Uint8Array) => Uint8Array;
  /** Octets that come out. */
  size: number;
  /** Rounds for each block of 64 octets. */
  rounds: number;
  broken: boolean;
  /** The length that ends the last block has its high octet first. */
  highFirst: boolean;
  source: string;
}

export const hashes = {
  md5: {
    digest: md5,
    hmac: (key: Uint8Array, message: Uint8Array) => hmac(md5, key, message),
    ...{ size: 16, rounds: 64, broken: true, highFirst: false, source: 'RFC 1321 §3.1' },
  },
  sha1: {
    digest: sha1,
    hmac: (key: Uint8Array, message: Uint8Array) => hmac(sha1, key, message),
    ...{ size: 20, rounds: 80, broken: true, highFirst: true, source: 'RFC 3174 §4' },
  },
  sha256: {
    digest: sha256,
    hmac: (key: Uint8Array, message: Uint8Array) => hmac(sha256, key, message),
    ...{ size: 32, rounds: 64, broken: false, highFirst: true, source: 'RFC 6234 §4.1' },
  },
} as const satisfies Record<string, Hash>;
export type HashName = keyof typeof hashes;

/** The octets of a block. */
export const BLOCK = 64;

/** A message with what is put behind it: a one, zeros, and its length in bits, up to a whole number of blocks. */
export function padded(message: Uint8Array, { highFirst }: Hash): Uint8Array {
  const out = new Uint8Array(Math.ceil((message.length + 9) / BLOCK) * BLOCK);
  out.set(message);
  out[message.length] = 0x80;
  new DataView(out.buffer).setUint32(out.length - (highFirst ? 4 : 8), message.length * 8, !highFirst);
  return out;
}

/** HMAC takes a key of a whole block: a longer one is digested first, a shorter one filled up with zeros. */
export function blockOfKey(key: Uint8Array, hash: Hash): Uint8Array {
  const out = new Uint8Array(BLOCK);
  out.set(key.length > BLOCK ? hash.digest(key) : key);
  return out;
}

/** 32 octets of PBKDF2 with HMAC-SHA-256. */
export const slowKey = (password: Uint8Array, salt: Uint8Array, iterations: number): Uint8Array =>
  pbkdf2(sha256, password, salt, { c: iterations, dkLen: 32 });
