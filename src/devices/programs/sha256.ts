// SHA-256 (FIPS 180-4 section 6.2), octets given piece by piece. Its state is plain data, so a hash can be interrupted by a checkpoint.

import { putU32, toHex, u32 } from '../../base/bytes.ts';

export interface Sha256 {
  hash: Uint32Array;
  /** Octets that do not fill a block yet; how many they are, and how many have come in all. */
  block: Uint8Array;
  used: number;
  length: number;
}

const BLOCK = 64;

/** Section 5.3.3. */
export const createSha256 = (): Sha256 => ({
  hash: Uint32Array.of(
    ...[0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a],
    ...[0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19],
  ),
  block: new Uint8Array(BLOCK),
  used: 0,
  length: 0,
});

/** Takes more octets. */
export function addOctets(sha: Sha256, octets: Uint8Array): void {
  sha.length += octets.length;
  for (let at = 0; at < octets.length;) {
    const count = Math.min(BLOCK - sha.used, octets.length - at);
    sha.block.set(octets.subarray(at, at + count), sha.used);
    sha.used += count;
    at += count;
    if (sha.used < BLOCK) return;
    addBlock(sha.hash, sha.block);
    sha.used = 0;
  }
}

/** The hash of all octets, in hexadecimal digits. Nothing may be added afterwards. */
export function digest(sha: Sha256): string {
  const { length } = sha;
  const padding = new Uint8Array((sha.used < 56 ? 56 : 120) - sha.used + 8);
  padding[0] = 0x80;
  // The length in bits, as 64: whole numbers are exact up to 2^53, which no file here comes near.
  putU32(padding, padding.length - 8, Math.floor(length / 0x2000_0000));
  putU32(padding, padding.length - 4, (length * 8) >>> 0);
  addOctets(sha, padding);
  const octets = new Uint8Array(32);
  sha.hash.forEach((word, i) => putU32(octets, i * 4, word));
  return toHex(octets, '');
}

/** Section 4.2.2. */
const K = Uint32Array.of(
  ...[0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5],
  ...[0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174],
  ...[0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da],
  ...[0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967],
  ...[0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85],
  ...[0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070],
  ...[0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3],
  ...[0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2],
);

const rotate = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** Section 6.2.2, with its names. */
function addBlock(hash: Uint32Array, block: Uint8Array): void {
  const w = new Uint32Array(64);
  for (let t = 0; t < 16; t++) w[t] = u32(block, t * 4);
  for (let t = 16; t < 64; t++) {
    const [x, y] = [w[t - 15]!, w[t - 2]!];
    const s0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3);
    const s1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10);
    w[t] = w[t - 16]! + s0 + w[t - 7]! + s1;
  }
  let [a, b, c, d, e, f, g, h] = hash as unknown as [number, number, number, number, number, number, number, number];
  for (let t = 0; t < 64; t++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[t]! + w[t]!) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => (hash[i] = hash[i]! + word));
}
