// Tables become accessors: each key reads and writes its own bits and no others, and a wrong key does not compile.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arp } from '../../src/wire/arp.ts';
import { ethernet } from '../../src/wire/ethernet.ts';
import { type Header, flag, header, placed, uint } from '../../src/wire/field.ts';
import { icmp } from '../../src/wire/icmp.ts';
import { ipv4 } from '../../src/wire/ipv4.ts';
import { llc } from '../../src/wire/llc.ts';
import { udp } from '../../src/wire/udp.ts';
import { vlan } from '../../src/wire/vlan.ts';

const headers: Header[] = [ethernet, vlan, llc, arp, ipv4, icmp, udp];

/** The value of some bits, one bit at a time: slow and plainly right. */
function bitByBit(bytes: Uint8Array, from: number, bits: number): number {
  let value = 0;
  for (let i = from; i < from + bits; i++) value = value * 2 + ((bytes[i >> 3] >> (7 - (i & 7))) & 1);
  return value;
}

describe('header', () => {
  for (const h of headers) {
    const layouts = [h.fields, ...Object.values(h.variants).map((variant) => [...h.fields, ...variant])];
    it(`${h.protocol}: every field reads its bits and writes no others`, () => {
      fc.assert(
        fc.property(
          fc.uint8Array({ minLength: 40, maxLength: 40 }),
          fc.nat(8),
          fc.maxSafeNat(),
          fc.nat(50),
          (bytes, at, number, pick) => {
            const fields = placed(layouts[pick % layouts.length]);
            const { field, bit } = fields[number % fields.length];
            expect(h.read[field.key](bytes, at)).toBe(bitByBit(bytes, at * 8 + bit, field.bits));
            const size = 2 ** field.bits;
            const changed = bytes.slice();
            h.write[field.key](changed, at, number % size);
            expect(h.read[field.key](changed, at)).toBe(number % size);
            h.write[field.key](changed, at, h.read[field.key](bytes, at));
            expect(changed).toEqual(bytes);
          },
        ),
      );
    });
  }

  it('has the sizes that the standards say', () => {
    expect(headers.map((h) => h.size)).toEqual([14, 4, 3, 28, 20, 8, 8]);
  });

  it('infers its keys from the table', () => {
    const bytes = new Uint8Array(20);
    ipv4.write.ttl(bytes, 0, 64);
    expect(ipv4.read.ttl(bytes, 0)).toBe(64);
    ipv4.write.dsfield(bytes, 0, 0xb9);
    expect([ipv4.read.dscp(bytes, 0), ipv4.read.ecn(bytes, 0)]).toEqual([46, 1]);
    // @ts-expect-error no such field
    expect(ipv4.read.tll).toBeUndefined();
  });

  it('refuses a table with a mistake', () => {
    const table = { protocol: 'x', source: '', title: '', layer: 'link' } as const;
    expect(() => header({ ...table, fields: [uint('a', 4, 'x.a', 'A')] })).toThrow('within an octet');
    expect(() =>
      header({ ...table, fields: [uint('a', 8, 'x.a', 'A'), flag('a', 'x.a', 'A'), uint('b', 7, 'x.b', 'B')] }),
    ).toThrow('a in two places');
  });
});
