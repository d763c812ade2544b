// Struct formats: vectors that Python 3.11 printed, ranges, refusals, and Python itself as the judge where it is there.
import { spawnSync } from 'node:child_process';
import { describe, expect, it, test } from 'vitest';
import { fromHex, toHex } from '../../src/base/bytes.ts';
import { below, luckFor } from '../../src/base/rng.ts';
import { integerFormat, leastOf, mostOf, packInteger, unpackInteger } from '../../src/wire/framing/integer.ts';
import { failureIn, valueOf } from './framingRules.ts';

const pack = (format: string, value: number | bigint) => packInteger(valueOf(integerFormat(format)), value);
const unpack = (format: string, octets: Uint8Array) => unpackInteger(valueOf(integerFormat(format)), octets);

/** `struct.pack(format, value).hex(' ')` of Python 3.11 on 64-bit Linux. */
const VECTORS: [format: string, value: number | bigint, octets: string][] = [
  ['i', 123456789, '15 cd 5b 07'],
  ['i', 12345, '39 30 00 00'],
  ['i', 123, '7b 00 00 00'],
  ['<i', 5, '05 00 00 00'],
  ['!I', 5, '00 00 00 05'],
  ['!I', 0, '00 00 00 00'],
  ['!I', 9000, '00 00 23 28'],
  ['!I', 65536, '00 01 00 00'],
  ['!I', 1048576, '00 10 00 00'],
  ['!H', 65535, 'ff ff'],
  ['<H', 258, '02 01'],
  ['B', 255, 'ff'],
  ['b', -1, 'ff'],
  ['!q', -2, 'ff ff ff ff ff ff ff fe'],
  ['!Q', 18446744073709551615n, 'ff ff ff ff ff ff ff ff'],
  ['<Q', 9007199254740992n, '00 00 00 00 00 00 20 00'],
  ['>h', -32768, '80 00'],
  ['<l', -5, 'fb ff ff ff'],
  ['@l', -5, 'fb ff ff ff ff ff ff ff'],
  ['=L', 7, '07 00 00 00'],
  ['n', 9, '09 00 00 00 00 00 00 00'],
  ['!i', 2147483647, '7f ff ff ff'],
  ['<i', -2147483648, '00 00 00 80'],
  ['! I', 5, '00 00 00 05'],
  ['01I\n', 5, '05 00 00 00'],
];

describe('vectors', () => {
  test.each(VECTORS)('%j of %s', (format, value, octets) => {
    expect(toHex(valueOf(pack(format, value)))).toBe(octets);
    expect(valueOf(unpack(format, fromHex(octets)!))).toBe(value);
  });

  test('the same octets in the wrong order', () => {
    const http = new TextEncoder().encode('HTTP');
    expect(valueOf(unpack('<i', http))).toBe(1_347_703_880);
    expect(valueOf(unpack('!I', http))).toBe(1_213_486_160);
    expect(valueOf(unpack('!I', valueOf(pack('<i', 5))))).toBe(83_886_080);
  });
});

describe('refusals', () => {
  it('gives the exact range', () => {
    expect(failureIn(pack('i', 2147483648))).toEqual({
      code: 'integer-range',
      parameters: { format: 'i', value: '2147483648', min: '-2147483648', max: '2147483647' },
    });
    expect(failureIn(pack('i', -2147483649)).code).toBe('integer-range');
    expect(failureIn(pack('!I', -1)).parameters).toMatchObject({ min: '0', max: '4294967295' });
    expect(failureIn(pack('Q', 1n << 64n)).parameters).toMatchObject({ max: '18446744073709551615' });
  });

  it('packs no fractions and nothing that is no number', () => {
    expect(failureIn(pack('i', 1.5))).toEqual({ code: 'integer-fraction', parameters: { value: '1.5' } });
    expect(failureIn(pack('i', NaN)).code).toBe('integer-fraction');
    expect(failureIn(pack('Q', Infinity)).code).toBe('integer-fraction');
  });

  it('unpacks exactly as many octets as the format has', () => {
    const three = unpack('!I', new Uint8Array(3));
    expect(failureIn(three)).toEqual({ code: 'integer-octets', parameters: { format: '!I', needed: 4, found: 3 } });
    expect(unpack('!I', new Uint8Array(5)).ok).toBe(false);
  });

  test.each(['', '!', 'x', '?', 'c', 'f', 's', 'P', '2I', '0I', 'II', '!n', '=N', ' !I', '1 I', '!!I', 'Iq', 'Ｉ'])(
    '%j is no format of one integer',
    (text) => {
      expect(failureIn(integerFormat(text))).toEqual({ code: 'format-not-one-integer', parameters: { format: text } });
    },
  );

  it('says which formats depend on the machine', () => {
    const native = (text: string) => valueOf(integerFormat(text)).native;
    expect(['i', '@i', 'n'].map(native)).toEqual([true, true, true]);
    expect(['=i', '<i', '>i', '!i'].map(native)).toEqual([false, false, false, false]);
  });
});

/** Reads [format, value] pairs; prints octets, or what Python says; then the size of each text of letters with `calcsize` where one integer can be packed. */
const JUDGE = `
import json, struct, sys
asked = json.load(sys.stdin)
def octets(format, value):
    try: return struct.pack(format, int(value)).hex()
    except struct.error: return 'refused'
def integer(format):
    try:
        packed = struct.pack(format, 1)
        return len(packed) if struct.unpack(format, packed) == (1,) and type(struct.unpack(format, packed)[0]) is int else 0
    except (struct.error, TypeError): return 0
print(json.dumps({'packed': [octets(f, v) for f, v in asked['pairs']], 'sizes': [integer(f) for f in asked['formats']]}))
`;

const python = spawnSync('python3', ['-c', 'import struct, sys; print(sys.byteorder, struct.calcsize("l"))'], {
  encoding: 'utf8',
});
/** Native sizes and order are those of 64-bit Linux here and in the course. */
const hasPython = python.status === 0 && python.stdout.trim() === 'little 8';

describe('beside Python', () => {
  const letters = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'].filter((letter) => letter !== 'P'); // an address, not a number
  const prefixes = ['', '@', '=', '<', '>', '!'];
  const formats = prefixes.flatMap((prefix) => letters.map((letter) => prefix + letter));

  test.skipIf(!hasPython)(
    '200 numbers and all formats of one letter, as python3 has them (skipped where it is absent)',
    () => {
      const good = formats.filter((format) => integerFormat(format).ok);
      const luck = luckFor(23, 'struct', 'cases');
      const pairs = Array.from({ length: 200 }, (): [string, string] => {
        const format = good[below(luck, good.length)]!;
        const read = valueOf(integerFormat(format));
        const [least, most] = [leastOf(read), mostOf(read)];
        const near = BigInt(below(luck, 5)) - 2n;
        const inside = least + BigInt(below(luck, 0x20_0000_0000_0000)) * ((most - least) / 0x20_0000_0000_0000n || 1n);
        return [format, String([least + near, most + near, near, inside][below(luck, 4)])];
      });
      const run = spawnSync('python3', ['-c', JUDGE], { input: JSON.stringify({ pairs, formats }), encoding: 'utf8' });
      expect(run.stderr).toBe('');
      const said = JSON.parse(run.stdout) as { packed: string[]; sizes: number[] };
      const ours = pairs.map(([format, value]) => {
        const packed = pack(format, BigInt(value));
        if (packed.ok) expect(BigInt(valueOf(unpack(format, packed.value)))).toBe(BigInt(value));
        return packed.ok ? toHex(packed.value, '') : 'refused';
      });
      expect(ours).toEqual(said.packed);
      expect(ours.filter((one) => one === 'refused').length).toBeGreaterThan(20);
      expect(ours.filter((one) => one !== 'refused').length).toBeGreaterThan(100);
      const sizes = formats.map((format) => {
        const read = integerFormat(format);
        return read.ok ? read.value.size : 0;
      });
      expect(sizes).toEqual(said.sizes);
    },
  );
});
