// Fragments come together in any order and any cut, or fail with a reason (RFC 791 section 3.2, RFC 5722).
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sendEcho } from '../../src/devices/host/send.ts';
import { sendDatagram } from '../../src/stack/udp.ts';
import { internetChecksum } from '../../src/wire/checksum.ts';
import { encodeFrame } from '../../src/wire/encode.ts';
import { ethernet } from '../../src/wire/ethernet.ts';
import { ipv4 } from '../../src/wire/ipv4.ts';
import { ip, lan, listen, listenOn, type Lan } from '../support/lan.ts';

const two = (): Lan =>
  lan({ A: { eth: ['192.168.12.1/24'] }, B: { eth: ['192.168.12.2/24'] } }, [['A.eth0', 'B.eth0']]);

/** A UDP datagram of so many octets for A's port 9, each octet telling its place. */
function datagram(octets: number): Uint8Array {
  const data = new Uint8Array(octets).map((_, i) => 33 + (i % 90));
  return encodeFrame([
    { eth: { dst: '02:00:00:00:0a:00', src: '02:00:00:00:0b:00' } },
    { ip: { src: '192.168.12.2', dst: '192.168.12.1', ttl: 64, id: 77 } },
    { udp: { srcport: 5, dstport: 9 } },
    { data },
  ]);
}

/** Octets `from` to `to` of the packet's payload as a fragment. */
function piece(whole: Uint8Array, from: number, to: number, last: boolean): Uint8Array {
  const bytes = new Uint8Array(Math.max(60, 34 + to - from));
  bytes.set(whole.subarray(0, 34));
  bytes.set(whole.subarray(34 + from, 34 + to), 34);
  ipv4.write.len(bytes, 14, 20 + to - from);
  ipv4.write.fragOffset(bytes, 14, from / 8);
  ipv4.write.flagsMf(bytes, 14, last ? 0 : 1);
  ipv4.write.checksum(bytes, 14, 0);
  ipv4.write.checksum(bytes, 14, internetChecksum(bytes, 14, 34));
  return bytes;
}

/** A with a socket on port 9, and what it hears. */
function hearing(): Lan {
  const l = two();
  listenOn(l, 'A', 9);
  return l;
}

test('any cut in any order, with repetitions, gives the datagram, once', () => {
  const plan = fc
    .tuple(fc.integer({ min: 9, max: 1400 }), fc.array(fc.nat(174), { maxLength: 12 }))
    .map(([length, cuts]) => ({
      length,
      cuts: [...new Set(cuts.map((c) => c * 8))].filter((c) => c > 0 && c < length + 8).sort((x, y) => x - y),
    }))
    .filter(({ cuts }) => cuts.length > 0);
  fc.assert(
    fc.property(plan, fc.infiniteStream(fc.nat(1000)), ({ length, cuts }, luck) => {
      const l = hearing();
      const whole = datagram(length);
      const edges = [0, ...cuts, length + 8];
      const pieces = edges.slice(1).map((to, i) => piece(whole, edges[i], to, i === edges.length - 2));
      const order = pieces.map((bytes) => ({ bytes, key: luck.next().value })).sort((x, y) => x.key - y.key);
      // Repetitions before the datagram is whole are passed over; the last fragment to come is not repeated, for that would begin anew.
      const sent = order.flatMap(({ bytes, key }, i) =>
        key % 3 === 0 && i < order.length - 1 ? [bytes, bytes] : [bytes],
      );
      for (const bytes of sent) l.deliver('A.eth0', bytes);
      const text = Array.from(whole.subarray(42, Math.min(62, 42 + length)), (c) => String.fromCharCode(c)).join('');
      expect(l.heard).toEqual([`A udp 192.168.12.2:5 > 192.168.12.1:9 ${length} ${text}`]);
      expect(l.hosts['A'].reassembly).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test.each([1473, 3000, 20_000, 65_507])('an echo of %i octets goes there and back in pieces', (payload) => {
  const l = two();
  listen(l, 'A');
  sendEcho(l.hosts['A'], { to: ip('192.168.12.2'), ident: 1, seq: 1, payload }, l.table);
  const lines = l.run(500);
  expect(l.heard).toEqual(['A icmp 0/0 from 192.168.12.2 ttl=64 ident=1 seq=1']);
  expect(lines.filter((line) => line.includes('B.eth0 echo-reply'))).toHaveLength(Math.ceil((payload + 8) / 1480));
  for (let i = 0; i < l.table.record.frameCount; i++) {
    const b = l.table.bytesOf(i);
    expect(b.length).toBeLessThanOrEqual(1514);
    if (ethernet.read.type(b, 0) === 0x0800) expect(internetChecksum(b, 14, 34)).toBe(0);
  }
});

describe('what does not come together', () => {
  const whole = datagram(200);
  const first = piece(whole, 0, 64, false);
  const second = piece(whole, 64, 128, false);
  const last = piece(whole, 128, 208, true);

  test('is given up after 30 seconds; the sender is told when the first fragment is here', () => {
    const l = hearing();
    listen(l, 'B');
    l.deliver('A.eth0', first);
    l.deliver('A.eth0', last);
    expect(l.run(40_000).slice(0, 2)).toEqual([
      '30000 A.eth0 drop ip-reassembly-timeout',
      '30000 A.eth0 drop ip-reassembly-timeout',
    ]);
    expect(l.heard).toEqual(['B icmp 11/1 from 192.168.12.1 ttl=64 ident=0 seq=0 about 17 to 192.168.12.1:9']);
  });

  test('and of which the first is missing ends in silence', () => {
    const l = hearing();
    l.deliver('A.eth0', second);
    expect(l.run(40_000)).toEqual(['30000 A.eth0 drop ip-reassembly-timeout']);
  });

  test.each([
    ['an overlap', piece(whole, 56, 128, false)],
    ['a piece within another', piece(whole, 8, 16, false)],
    ['a piece around another', piece(whole, 0, 128, false)],
  ])('%s: all of it goes (RFC 5722)', (_, bad) => {
    const l = hearing();
    l.deliver('A.eth0', first);
    expect(l.deliver('A.eth0', bad)).toEqual([
      '0 A.eth0 drop ip-reassembly-overlap',
      '0 A.eth0 drop ip-reassembly-overlap',
    ]);
    expect(l.hosts['A'].reassembly).toEqual([]);
  });

  test('two ends, or something behind the end', () => {
    for (const bad of [piece(whole, 64, 100, true), piece(whole, 192, 200, false)]) {
      const l = hearing();
      l.deliver('A.eth0', piece(whole, 128, 192, true));
      expect(l.deliver('A.eth0', bad).at(-1)).toBe('0 A.eth0 drop ip-reassembly-overlap');
    }
    const l = hearing();
    l.deliver('A.eth0', second);
    expect(l.deliver('A.eth0', piece(whole, 8, 40, true)).at(-1)).toBe('0 A.eth0 drop ip-reassembly-overlap');
  });

  test.each([
    ['not of whole units of 8 octets', piece(whole, 0, 60, false)],
    ['empty', piece(whole, 64, 64, true)],
    [
      'past the longest packet',
      (() => {
        const b = piece(whole, 0, 64, false);
        ipv4.write.fragOffset(b, 14, 8191);
        ipv4.write.checksum(b, 14, 0);
        ipv4.write.checksum(b, 14, internetChecksum(b, 14, 34));
        return b;
      })(),
    ],
  ])('a piece that is %s', (_, bad) => {
    expect(hearing().deliver('A.eth0', bad)).toEqual(['0 A.eth0 drop ip-bad-header']);
  });

  test('a repetition is passed over', () => {
    const l = hearing();
    l.deliver('A.eth0', first);
    expect(l.deliver('A.eth0', first)).toEqual(['0 A.eth0 drop ip-fragment-again']);
  });

  test('too much of it: the oldest goes', () => {
    const l = hearing();
    const big = datagram(1400);
    for (let id = 0; id < 200; id++) {
      const bytes = piece(big, 0, 1400, false);
      ipv4.write.id(bytes, 14, id);
      ipv4.write.checksum(bytes, 14, 0);
      ipv4.write.checksum(bytes, 14, internetChecksum(bytes, 14, 34));
      l.deliver('A.eth0', bytes);
    }
    const waiting = l.hosts['A'].reassembly;
    expect(waiting.length).toBe(Math.floor(262_144 / 1400));
    expect(waiting[0].id).toBe(200 - waiting.length);
  });
});

test('an error about a datagram that came in pieces quotes it as one', () => {
  const l = two();
  listen(l, 'B');
  sendDatagram(
    l.hosts['B'],
    { to: ip('192.168.12.1'), toPort: 9, fromPort: 5, payload: new Uint8Array(3000) },
    l.table,
  );
  l.run(100);
  expect(l.heard).toEqual(['B icmp 3/3 from 192.168.12.1 ttl=64 ident=0 seq=0 about 17 to 192.168.12.1:9']);
});
