// Encoding: what is given is sent as given and read back so, what is left out is worked out, and a mistake is told with its place.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatIpv4, formatMac } from '../../src/wire/address.ts';
import { dissect } from '../../src/wire/dissect.ts';
import { type LayerInput, encode, encodeFrame } from '../../src/wire/encode.ts';
import { completions } from '../../src/wire/encode/complete.ts';
import { type Field, type Header, placed } from '../../src/wire/field.ts';
import { golden } from './golden.ts';

const mac = fc.maxSafeNat().map((n) => n % 2 ** 48);
const ip = fc.nat(0xffffffff);
const u16 = fc.nat(0xffff);

/** Any value for each field of a list. */
function anyFields(fields: readonly Field[]): fc.Arbitrary<Record<string, number>> {
  const values = fields.map((field) => fc.maxSafeNat().map((n) => [field.key, n % 2 ** field.bits] as const));
  return fc.tuple(...values).map((pairs) => Object.fromEntries(pairs));
}

describe('every header round trips', () => {
  for (const [protocol, { header }] of Object.entries(completions) as [string, { header: Header }][]) {
    for (const [variant, more] of Object.entries({ fixed: [], ...header.variants })) {
      it(`${protocol} ${variant}`, () => {
        // Groups are given by their parts.
        const fields = [...header.fields, ...more].flatMap((field) => field.parts ?? [field]);
        fc.assert(
          fc.property(anyFields(fields), fc.uint8Array({ maxLength: 40 }), (values, payload) => {
            const bytes = encodeFrame([{ [protocol]: values } as LayerInput, { data: payload }], { pad: false });
            for (const { field } of placed(fields)) expect(header.read[field.key](bytes, 0)).toBe(values[field.key]);
            expect(bytes.slice(bytes.length - payload.length)).toEqual(payload);
          }),
          { numRuns: 50 },
        );
      });
    }
  }
});

describe('a frame that is encoded without lengths, types and checksums', () => {
  const datagram = fc.record({
    eth: fc.record({ dst: mac, src: mac.map((n) => n - (Math.floor(n / 2 ** 40) % 2) * 2 ** 40) }),
    ip: fc.record({
      src: ip,
      dst: ip,
      id: u16,
      ttl: fc.nat(255),
      dscp: fc.nat(63),
      ecn: fc.nat(3),
      flagsDf: fc.boolean(),
    }),
    udp: fc.record({ srcport: u16, dstport: u16 }),
    data: fc.uint8Array({ maxLength: 300 }),
  });

  it('has no problem at all and gives back what was said', () => {
    fc.assert(
      fc.property(datagram, fc.boolean(), ({ eth, ip, udp, data }, tagged) => {
        const tag: LayerInput[] = tagged ? [{ vlan: { id: 7 } }] : [];
        const dissection = dissect(encodeFrame([{ eth }, ...tag, { ip }, { udp }, { data }]));
        for (const layer of dissection.layers) {
          expect(layer.problems).toEqual([]);
          for (const span of layer.spans) expect(span.problem).toBeUndefined();
        }
        const values = new Map(dissection.layers.flatMap((l) => l.spans.map((s) => [s.filter, s.value])));
        expect(values.get('eth.dst')).toBe(eth.dst);
        expect(values.get('ip.src')).toBe(ip.src);
        expect(values.get('ip.dsfield.dscp')).toBe(ip.dscp);
        expect(values.get('ip.flags.df')).toBe(Number(ip.flagsDf));
        expect(values.get('udp.dstport')).toBe(udp.dstport);
        expect(values.get('data.data') ?? new Uint8Array(0)).toEqual(data);
        expect([dissection.source, dissection.destination]).toEqual([formatIpv4(ip.src), formatIpv4(ip.dst)]);
      }),
    );
  });

  it('holds for ARP too', () => {
    fc.assert(
      fc.property(mac, ip, mac, ip, (srcHwMac, srcProtoIpv4, dstHwMac, dstProtoIpv4) => {
        const frame = encodeFrame([
          { eth: {} },
          { arp: { opcode: 2, srcHwMac, srcProtoIpv4, dstHwMac, dstProtoIpv4 } },
        ]);
        const { info, layers } = dissect(frame);
        if (srcProtoIpv4 !== dstProtoIpv4)
          expect(info).toBe(`${formatIpv4(srcProtoIpv4)} is at ${formatMac(srcHwMac)}`);
        expect(layers.map((layer) => layer.problems.length)).toEqual([0, 0]);
      }),
    );
  });

  it('is padded with zeros to 60 octets, or not', () => {
    expect(encodeFrame([{ eth: {} }, { arp: {} }]).length).toBe(60);
    expect(encodeFrame([{ eth: {} }, { arp: {} }], { pad: false }).length).toBe(42);
    expect(encodeFrame([{ eth: {} }, { data: { zeros: 1500 } }]).length).toBe(1514);
  });

  it('takes one record as well as a list', () => {
    const udp = { srcport: 5000, dstport: 6000 };
    const eth = { dst: '02:00:00:00:00:0b', src: '02:00:00:00:00:0a' };
    const result = encode({ eth, ip: { src: '192.168.12.1', dst: '192.168.12.2', id: 2571 }, udp, data: 'hello' });
    expect(result).toEqual({ ok: true, bytes: golden('udp').bytes });
  });

  it('fills options up to whole words', () => {
    const frame = encodeFrame([{ eth: {} }, { ip: { options: '01 01 01' } }], { pad: false });
    expect([frame.length, frame[14]]).toEqual([38, 0x46]);
    expect(dissect(frame).layers[1].problems).toEqual([]);
  });
});

describe('a mistake', () => {
  const messages = (layers: unknown) => {
    const result = encode(layers);
    return result.ok ? [] : result.errors.map((error) => `${error.path}: ${error.message}`);
  };

  it('is told with its place, all of them at once', () => {
    expect(
      messages([{ eth: { dst: 'nobody' } }, { ip: { ttl: 300, tll: 64, src: 3.5, flagsDf: 'yes' } }, { sctp: {} }, 7]),
    ).toEqual([
      '4: a layer must be a record such as { ip: { ttl: 64 } }',
      '1.eth.dst: must be an Ethernet address such as 02:00:00:00:00:0a, not "nobody"',
      '2.ip.ttl: must be a whole number from 0 to 255 (8 bits), not 300',
      expect.stringMatching(/^2\.ip\.tll: no such field; there are version, hdrLen, dsfield, .*ttl/),
      '2.ip.src: must be a whole number from 0 to 4294967295 (32 bits), not 3.5',
      '2.ip.flagsDf: must be true or false, not "yes"',
      expect.stringMatching(
        /^3\.sctp: no such layer; there are eth, vlan, ieee8021ad, llc, arp, ip, icmp, tcp, udp, data/,
      ),
    ]);
    expect(messages([{ arp: { opcode: 'ask' } }])).toEqual([
      expect.stringMatching(/^1\.arp\.opcode: must be a number or one of request, reply, .*, not "ask"/),
    ]);
    expect(messages([{ ip: { options: 'xyz' } }])).toEqual(['1.ip.options: must be octets in hexadecimal']);
    expect(messages([{ ip: { options: '00'.repeat(41) } }])).toEqual([
      '1.ip.options: must be at most 40 octets, not 41',
    ]);
    expect(messages([{ data: { zeros: 1e9 } }])).toHaveLength(1);
    expect(messages([])).toHaveLength(1);
    expect(messages([{ eth: [1] }])).toEqual(['1.eth: the fields must be a record such as { ttl: 64 }']);
    expect(messages(Array.from({ length: 40 }, () => ({ vlan: {} })))).toEqual(['33: too many layers']);
  });

  it('never throws, whatever comes', () => {
    const names = fc.constantFrom('eth', 'ip', 'icmp', 'udp', 'arp', 'vlan', 'llc', 'data', '__proto__', 'constructor');
    const keys = fc.constantFrom('ttl', 'type', 'src', 'len', 'options', 'toString', '__proto__', 'id', 'opcode');
    const layer = fc.dictionary(names, fc.oneof(fc.anything(), fc.dictionary(keys, fc.anything())), { maxKeys: 3 });
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.array(layer, { maxLength: 5 })), (layers) => {
        const result = encode(layers);
        if (result.ok) dissect(result.bytes);
        else expect(result.errors.length).toBeGreaterThan(0);
      }),
      { numRuns: 2000 },
    );
  });

  it('in our own layers is a bug: it throws, and a wrong key does not compile', () => {
    // @ts-expect-error no such field
    expect(() => encodeFrame([{ ip: { tll: 64 } }])).toThrow('1.ip.tll');
    // @ts-expect-error no such layer
    expect(() => encodeFrame([{ ipx: {} }])).toThrow('no such layer');
  });
});
