// Checksums against the plain definition, known values, and each other.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../../src/base/bytes.ts';
import { crc32, internetChecksum, pseudoHeaderSum, updateChecksum } from '../../src/wire/checksum.ts';

/** RFC 1071 word for word: 16-bit words, carries added at once. */
function byTheBook(bytes: Uint8Array, start: number, end: number): number {
  let sum = 0;
  for (let i = start; i < end; i += 2) {
    sum += bytes[i] * 256 + (i + 1 < end ? bytes[i + 1] : 0);
    if (sum > 0xffff) sum -= 0xffff;
  }
  return 0xffff - sum;
}

describe('internetChecksum', () => {
  it('is what RFC 1071 defines, for any octets, odd starts and odd lengths', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600, size: 'max' }), fc.nat(600), fc.nat(600), (octets, a, b) => {
        const bytes = Uint8Array.of(1, 2, 3, ...octets).subarray(3); // a view that does not begin where its buffer begins
        const end = Math.min(bytes.length, Math.max(a, b));
        const start = Math.min(a, b, end);
        expect(internetChecksum(bytes, start, end)).toBe(byTheBook(bytes, start, end));
      }),
      { numRuns: 1000 },
    );
  });

  it('knows the header of the books', () => {
    const header = fromHex('45000073 00004000 40110000 c0a80001 c0a800c7')!;
    expect(internetChecksum(header, 0, 20)).toBe(0xb861);
    header.set([0xb8, 0x61], 10);
    expect(internetChecksum(header, 0, 20)).toBe(0);
  });

  it('keeps all ones and all zeros apart', () => {
    expect(internetChecksum(new Uint8Array(20), 0, 20)).toBe(0xffff);
    expect(internetChecksum(new Uint8Array(20).fill(0xff), 0, 20)).toBe(0);
    expect(internetChecksum(new Uint8Array(65536).fill(0xff), 0, 65536)).toBe(0);
  });

  it('counts a pseudo header', () => {
    const pseudo = fromHex('c0a80c01 c0a80c02 0011 000a')!;
    const datagram = fromHex('1388 1770 000a 0000 6869')!;
    const all = Uint8Array.of(...pseudo, ...datagram);
    const sum = pseudoHeaderSum(0xc0a80c01, 0xc0a80c02, 17, 10);
    expect(internetChecksum(datagram, 0, 10, sum)).toBe(byTheBook(all, 0, all.length));
  });
});

describe('updateChecksum', () => {
  it('gives what a new computation gives', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), fc.nat(9), fc.nat(0xffff), (bytes, word, to) => {
        fc.pre(bytes.some((octet) => octet > 0) && to > 0);
        const before = internetChecksum(bytes, 0, 20);
        const from = bytes[2 * word] * 256 + bytes[2 * word + 1];
        bytes.set([to >> 8, to & 255], 2 * word);
        expect(updateChecksum(before, from, to)).toBe(internetChecksum(bytes, 0, 20));
      }),
    );
  });

  it('has the example of RFC 1624 right', () => {
    expect(updateChecksum(0xdd2f, 0x5555, 0x3285)).toBe(0x0000);
  });
});

describe('crc32', () => {
  it('has the check value of CRC-32/ISO-HDLC', () => {
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
    expect(crc32(new Uint8Array(0))).toBe(0);
    expect(crc32(new TextEncoder().encode('x123456789y'), 1, 10)).toBe(0xcbf43926);
  });
});
