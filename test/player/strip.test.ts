// The strip: bands in wire order, none too narrow, the word where it fits.

import { describe, expect, it } from 'vitest';
import { readBy, stripBands, stripWords } from '../../src/player/strip.ts';
import { dissect } from '../../src/wire/dissect.ts';
import { encodeFrame } from '../../src/wire/encode.ts';
import type { DissectedLayer, Dissection, Span } from '../../src/wire/dissection.ts';

const span = (filter: string, start: number, octets: number): Span => ({
  filter,
  label: filter,
  bit: start * 8,
  bits: octets * 8,
  value: 0,
  text: '',
  type: 'bytes',
});
const layer = (protocol: string, colour: DissectedLayer['layer'], spans: Span[], quoted = false): DissectedLayer => ({
  protocol,
  title: protocol,
  layer: colour,
  start: 0,
  end: 0,
  spans,
  derived: [],
  quoted,
  problems: [],
});
const frame = (layers: DissectedLayer[], word: string): Dissection => ({
  bytes: new Uint8Array(60),
  length: 60,
  layers,
  protocol: '',
  source: '',
  destination: '',
  info: '',
  word,
});

const arp = frame(
  [
    layer('eth', 'link', [span('eth.dst', 0, 14), span('eth.padding', 42, 18)]),
    layer('arp', 'link', [span('arp.opcode', 14, 28)]),
  ],
  'who-has .2',
);
const bulk = frame(
  [
    layer('eth', 'link', [span('eth.dst', 0, 14)]),
    layer('ip', 'network', [span('ip.src', 14, 20)]),
    layer('udp', 'transport', [span('udp.port', 34, 8)]),
    layer('data', 'application', [span('data', 42, 1472)]),
  ],
  'UDP',
);
const error = frame(
  [
    layer('eth', 'link', [span('eth.dst', 0, 14)]),
    layer('ip', 'network', [span('ip.src', 14, 20)]),
    layer('icmp', 'network', [span('icmp.type', 34, 8)]),
    layer('ip', 'network', [span('ip.src', 42, 20)], true),
    layer('udp', 'transport', [span('udp.port', 62, 8)], true),
  ],
  'TTL!',
);

describe('stripBands', () => {
  it('puts headers in wire order, then data, then padding, told apart', () => {
    expect(stripBands(arp, 120).map((b) => [b.kind, b.protocol, b.octets, b.start])).toEqual([
      ['header', 'eth', 14, 0],
      ['header', 'arp', 28, 14],
      ['padding', 'eth', 18, 42],
    ]);
    expect(stripBands(bulk, 120).at(-1)?.kind).toBe('data');
  });

  it('fills the width without gaps, at any width', () => {
    for (const width of [20, 37, 96, 400]) {
      for (const one of [arp, bulk, error]) {
        let x = 0;
        for (const band of stripBands(one, width)) {
          expect(band.x).toBeCloseTo(x);
          expect(band.width).toBeGreaterThan(0);
          x += band.width;
        }
        expect(x).toBeCloseTo(width);
      }
    }
  });

  it('compresses: 1472 octets are wider than 14, but leave the headers readable', () => {
    const [eth, , , data] = stripBands(bulk, 120);
    expect(data!.width).toBeGreaterThan(eth!.width);
    expect(eth!.width).toBeGreaterThanOrEqual(9);
  });

  it('writes the word on the innermost header that is carried, not on what is quoted', () => {
    expect(stripBands(arp, 120).find((b) => b.word)?.protocol).toBe('arp');
    const marked = stripBands(error, 160).filter((b) => b.word);
    expect(marked.map((b) => [b.protocol, b.quoted])).toEqual([['icmp', false]]);
  });

  it('writes a text on its data, and beside it the word of the header where there is room for both', () => {
    const text = encodeFrame([
      { eth: { dst: 1, src: 2 } },
      { ip: { src: '10.0.0.1', dst: '10.0.0.2' } },
      { tcp: { srcport: 1, dstport: 2, flags: 0x18 } },
      { data: new TextEncoder().encode('hello\n') },
    ]);
    const segment = dissect(text);
    const words = (width: number): (string | undefined)[] => stripBands(segment, width).map((band) => band.word);
    expect(words(200).filter(Boolean)).toEqual([segment.word, 'hello']);
    expect(words(80).filter(Boolean)).toEqual(['hello']);
    expect(stripWords(segment)).toEqual(['hello', segment.word]);
    expect(stripWords(bulk).length).toBe(1);
  });

  it('leaves the word out where there is no room for it', () => {
    expect(stripBands(arp, 40).some((b) => b.word)).toBe(false);
    const wide = stripBands(arp, 120).find((b) => b.word)!;
    expect(wide.width).toBeGreaterThanOrEqual('who-has .2'.length * 6.2);
  });

  it('gives nothing for an empty frame', () => {
    expect(stripBands(frame([], ''), 100)).toEqual([]);
  });
});

it('says which headers a device looks at', () => {
  expect(readBy('hub')).toEqual([]);
  expect(readBy('switch')).toEqual(['eth']);
  expect(readBy('host')).toBeUndefined();
});
