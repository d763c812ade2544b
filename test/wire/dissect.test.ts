// Dissection is total: any octets at all give layers of spans, every bit in exactly one, and never an exception.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dissect } from '../../src/wire/dissect.ts';
import { PROBLEM_CODES, readBits, shown } from '../../src/wire/dissect/span.ts';
import type { Dissection } from '../../src/wire/dissection.ts';
import { encodeFrame } from '../../src/wire/encode.ts';
import { golden, goldenNames } from './golden.ts';

/** Every bit in exactly one span, spans within the frame, layers in order, values what the bits say. */
function expectSound(bytes: Uint8Array, dissection: Dissection): void {
  const covered = new Uint8Array(bytes.length * 8);
  for (const layer of dissection.layers) {
    if (layer.start > layer.end || layer.end > bytes.length) throw new Error(`${layer.protocol} ends outside`);
    for (const problem of layer.problems) expect(PROBLEM_CODES).toContain(problem.code);
    for (const span of layer.spans) {
      if (span.bits < 1 || span.bit + span.bits > covered.length) throw new Error(`${span.filter} lies outside`);
      for (let bit = span.bit; bit < span.bit + span.bits; bit++) covered[bit]++;
      if (span.problem) expect(PROBLEM_CODES).toContain(span.problem.code);
      if (typeof span.value === 'number') continue;
      expect(span.type).toBe('bytes');
      expect(span.value).toEqual(bytes.subarray(span.bit / 8, (span.bit + span.bits) / 8));
    }
  }
  for (const [bit, times] of covered.entries()) if (times !== 1) throw new Error(`bit ${bit} is in ${times} spans`);
}

const goldenFrames = goldenNames.map((name) => golden(name).bytes);

/** A golden frame with some octets changed, cut or lengthened: what a learner's forging and a bad link make. */
const mutated = fc
  .record({
    frame: fc.constantFrom(...goldenFrames),
    changes: fc.array(fc.tuple(fc.nat(120), fc.nat(255)), { maxLength: 6 }),
    cut: fc.option(fc.nat(120)),
    more: fc.uint8Array({ maxLength: 20 }),
  })
  .map(({ frame, changes, cut, more }) => {
    const bytes = Uint8Array.of(...frame.slice(0, cut ?? frame.length), ...more);
    for (const [at, octet] of changes) if (at < bytes.length) bytes[at] = octet;
    return bytes;
  });

describe('dissection is total', () => {
  it('for any octets', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => expectSound(bytes, dissect(bytes))),
      { numRuns: 500 },
    );
  });

  it('for any octets behind each type', () => {
    const type = fc.constantFrom(0x0800, 0x0806, 0x8100, 0x88a8, 0x0005, 0x05e6, 0x1234);
    const version = fc.constantFrom(0x45, 0x46, 0x4f, 0x44, 0x60);
    const proto = fc.constantFrom(1, 6, 17, 99);
    fc.assert(
      fc.property(type, version, proto, fc.uint8Array({ maxLength: 120 }), (t, first, p, rest) => {
        const bytes = new Uint8Array(14 + rest.length);
        bytes.set([t >> 8, t & 255], 12);
        bytes.set(rest, 14);
        if (t === 0x0800 && rest.length > 10) [bytes[14], bytes[23]] = [first, p];
        expectSound(bytes, dissect(bytes));
      }),
      { numRuns: 2000 },
    );
  });

  it('for real frames with something wrong', () => {
    fc.assert(
      fc.property(mutated, (bytes) => expectSound(bytes, dissect(bytes))),
      { numRuns: 3000 },
    );
  });

  it('for every golden frame cut at every octet', () => {
    for (const frame of goldenFrames)
      for (let end = 0; end <= frame.length; end++) expectSound(frame.slice(0, end), dissect(frame.slice(0, end)));
  });

  it('for tags and quotations without end, in time that grows with the octets', () => {
    const tags = new Uint8Array(60_000).map((_, i) => [0x81, 0x00, 0x00, 0x01][i % 4]);
    const bytes = Uint8Array.of(...new Uint8Array(12), ...tags);
    const dissection = dissect(bytes);
    // The first two octets are the type of Ethernet, the last two a tag that is cut.
    expect(dissection.layers.length).toBe(15_001);
    expectSound(bytes, dissection);
    const quotes = Array.from({ length: 7 }, () => [{ ip: {} }, { icmp: { type: 11 } }]).flat();
    const deep = encodeFrame([{ eth: {} }, ...quotes, { ip: {} }, { udp: {} }]);
    expectSound(deep, dissect(deep));
    expect(dissect(deep).layers.filter((layer) => layer.quoted).length).toBe(14);
  });

  it('and does not write to the frame', () => {
    for (const frame of goldenFrames) {
      const before = frame.slice();
      dissect(frame);
      expect(frame).toEqual(before);
    }
  });
});

describe('what a dissection says', () => {
  const layerNamed = (dissection: Dissection, protocol: string) =>
    dissection.layers.find((l) => l.protocol === protocol)!;

  it('finds a single changed bit of an IPv4 header, and says what would be right', () => {
    const frame = golden('udp').bytes;
    const right = dissect(frame).layers[1].spans.find((span) => span.filter === 'ip.checksum')!.text;
    // Not the version, the lengths, or what makes it a fragment: then there is more to say than that the sum is wrong.
    for (let bit = 22 * 8; bit < 24 * 8; bit++) {
      const changed = frame.slice();
      changed[bit >> 3] ^= 0x80 >> (bit & 7);
      const ip = layerNamed(dissect(changed), 'ip');
      expect(ip.derived.find((value) => value.filter === 'ip.checksum.status')?.value).toBe(0);
      expect(ip.spans.find((span) => span.filter === 'ip.checksum')?.problem?.code).toBe('checksum');
    }
    const forged = golden('ip-bad-checksum').bytes;
    forged.set(frame.slice(18, 20), 18); // the identification
    const problem = layerNamed(dissect(forged), 'ip').spans.find((span) => span.filter === 'ip.checksum')?.problem;
    expect(problem).toEqual({ code: 'checksum', parameters: { right } });
  });

  it('finds a single changed octet of a UDP datagram and of an ICMP message', () => {
    for (const [name, protocol] of [
      ['udp', 'udp'],
      ['icmp-echo-request', 'icmp'],
    ] as const) {
      const frame = golden(name).bytes;
      const end = 34 + (protocol === 'udp' ? 13 : 24);
      for (let at = 34; at < end; at++) {
        if (protocol === 'udp' && (at === 38 || at === 39)) continue; // its length
        if (protocol === 'icmp' && at === 34) continue; // its type
        const changed = frame.slice();
        changed[at] ^= 0x10;
        const layer = layerNamed(dissect(changed), protocol);
        const sum = layer.spans.find((span) => span.filter === `${protocol}.checksum`)!;
        expect(sum.problem?.code, `${name} at ${at}`).toBe('checksum');
        const repaired = changed.slice();
        const right = Number(sum.problem!.parameters.right);
        repaired.set([right >> 8, right & 255], sum.bit / 8);
        const mended = layerNamed(dissect(repaired), protocol).spans;
        expect(mended.find((span) => span.filter === sum.filter)?.problem).toBeUndefined();
      }
    }
  });

  it('sends a computed UDP checksum of zero as all ones, and wants it so', () => {
    const withPort = (srcport: number) =>
      encodeFrame([{ eth: {} }, { ip: { src: '10.0.0.1', dst: '10.0.0.2' } }, { udp: { srcport } }]);
    const status = (frame: Uint8Array) =>
      layerNamed(dissect(frame), 'udp').derived.find((value) => value.filter === 'udp.checksum.status')?.value;
    const without = withPort(0);
    // A source port that is what the checksum was fills the sum up to all ones, whose complement is zero.
    const frame = withPort(without[40] * 256 + without[41]);
    expect([frame[40], frame[41], status(frame)]).toEqual([0xff, 0xff, 1]);
    frame.fill(0, 40, 42);
    expect(status(frame)).toBe(3);
  });

  it('tells a damaged frame when the receiver did', () => {
    const frame = golden('udp').bytes;
    expect(dissect(frame).layers[0].problems).toEqual([]);
    expect(dissect(frame, { badFcs: true }).layers[0].problems).toEqual([{ code: 'bad-fcs', parameters: {} }]);
  });

  it('gives every golden frame a word for the strip and a colour to each layer', () => {
    for (const name of goldenNames) {
      const { word, layers, info } = dissect(golden(name).bytes);
      expect(word, name).toMatch(/^\S.{0,18}$/);
      expect(info, name).not.toBe('');
      for (const layer of layers) expect(layer.layer, name).toMatch(/^(link|network|transport|application)$/);
    }
  });

  it('reads swapped and scaled numbers', () => {
    const field = { key: 'x', bits: 16, filter: 'x', label: 'X', type: 'uint', show: { swapped: true } } as const;
    expect(shown(field, 0x0102)).toBe(0x0201);
    expect(readBits(Uint8Array.of(0b1010_1100, 0b0101_0011), 3, 9)).toBe(0b0_1100_0101);
  });
});
