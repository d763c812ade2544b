// The parts that TCP is made of: ring, ranges, writes, congestion windows, round trips, ISNs, the look-up of connections.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copyOf } from '../../../src/base/copy.ts';
import { luckFor } from '../../../src/base/rng.ts';
import { MILLISECOND, SECOND } from '../../../src/base/time.ts';
import {
  congestionControls,
  createCongestion,
  cubeRoot,
  initialWindow,
  type Congestion,
} from '../../../src/stack/tcp/congestion.ts';
import { NO_ROW } from '../../../src/stack/surroundings.ts';
import { segmentArrives } from '../../../src/stack/tcp/arrive.ts';
import { createSecret, initialSequenceNumber } from '../../../src/stack/tcp/isn.ts';
import { createIndex, findEntry, insertEntry, moveEntry, removeEntry } from '../../../src/stack/tcp/lookup.ts';
import {
  accept,
  connect,
  createTcpLayer,
  listen,
  packetArrives,
  settle,
  tickLayer,
} from '../../../src/stack/tcp/layer.ts';
import { defaultTcpOptions } from '../../../src/stack/tcp/options.ts';
import { addRange, createRanges, dropBefore, octetsWithin, rangeWith } from '../../../src/stack/tcp/ranges.ts';
import { append, createRing, drop, peek, place } from '../../../src/stack/tcp/ring.ts';
import { createTcb, type Tcb } from '../../../src/stack/tcp/tcb.ts';
import { receiveInto, userSend } from '../../../src/stack/tcp/user.ts';
import { createWrites, dropWrites, noteWrite, writerOf } from '../../../src/stack/tcp/writes.ts';
import { add } from '../../../src/wire/seqnum.ts';
import { frameOf } from './frames.ts';
import { wire } from './wire.ts';

describe('a ring', () => {
  it('gives back what was put in, in order, however it grows and goes round', () => {
    const step = fc.oneof(
      fc.record({ put: fc.integer({ min: 1, max: 3000 }) }),
      fc.record({ take: fc.integer({ min: 1, max: 3000 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const ring = createRing();
        let [written, taken] = [0, 0];
        for (const one of steps) {
          if ('put' in one) {
            const bytes = Uint8Array.from({ length: one.put }, (_, i) => (written + i) % 251);
            append(ring, bytes, 0, one.put);
            written += one.put;
          } else {
            const length = Math.min(one.take, ring.used);
            const into = new Uint8Array(length + 1);
            if (length) peek(ring, 0, length, into, 1);
            for (let i = 0; i < length; i++) if (into[i + 1] !== (taken + i) % 251) throw new Error(`octet ${i}`);
            drop(ring, length);
            taken += length;
          }
          expect(ring.used).toBe(written - taken);
        }
      }),
    );
  });

  it('keeps what lies behind a hole when it grows', () => {
    const ring = createRing();
    append(ring, Uint8Array.of(1, 2, 3), 0, 3);
    drop(ring, 2);
    place(ring, 2000, Uint8Array.of(7, 8), 0, 2);
    place(ring, 5000, Uint8Array.of(9), 0, 1);
    const into = new Uint8Array(2);
    peek(ring, 2000, 2, into, 0);
    expect([...into]).toEqual([7, 8]);
    peek(ring, 0, 1, into, 0);
    expect(into[0]).toBe(3);
  });
});

describe('ranges of sequence numbers', () => {
  it('know what a set of numbers knows, also across the wrap', () => {
    const block = fc.tuple(fc.nat(200), fc.integer({ min: 1, max: 40 }));
    fc.assert(
      fc.property(fc.array(block, { maxLength: 25 }), fc.nat(220), (blocks, cut) => {
        const base = 0xffff_ff80;
        const ranges = createRanges();
        const set = new Set<number>();
        for (const [left, length] of blocks) {
          const before = set.size;
          for (let i = left; i < left + length; i++) set.add(i);
          expect(addRange(ranges, add(base, left), add(base, left + length))).toBe(set.size > before);
        }
        dropBefore(ranges, add(base, cut));
        for (let i = 0; i < 260; i++)
          if (rangeWith(ranges, add(base, i)) >= 0 !== (set.has(i) && i >= cut)) throw new Error(`number ${i}`);
        const within = [...set].filter((i) => i >= cut && i < 150).length;
        expect(octetsWithin(ranges, add(base, 0), add(base, 150))).toBe(within);
      }),
    );
  });
});

describe('who wrote an octet', () => {
  it('is known for every octet that is kept', () => {
    const writes = createWrites();
    expect(noteWrite(writes, 0xffff_fffe)).toBe(1);
    expect(noteWrite(writes, 3)).toBe(2);
    expect(noteWrite(writes, 10)).toBe(3);
    expect(writerOf(writes, 0xffff_fffe)).toEqual({ call: 1, offset: 0 });
    expect(writerOf(writes, 2)).toEqual({ call: 1, offset: 4 });
    expect(writerOf(writes, 3)).toEqual({ call: 2, offset: 0 });
    expect(writerOf(writes, 1000)).toEqual({ call: 3, offset: 990 });
    dropWrites(writes, 5);
    expect(writerOf(writes, 2)).toBeUndefined();
    expect(writerOf(writes, 5)).toEqual({ call: 2, offset: 2 });
    for (let i = 0; i < 40; i++) noteWrite(writes, 100 + i);
    expect(writerOf(writes, 139)).toEqual({ call: 43, offset: 0 });
  });

  it('is known on a connection, with Nagle putting writes together', () => {
    const layer = createTcpLayer(luckFor(1, 'x', 'y'));
    const out = wire();
    const ends = { localIp: 1, localPort: 1000, remoteIp: 2, remotePort: 80 };
    const other = createTcpLayer(luckFor(2, 'x', 'y'));
    const back = wire();
    const listener = listen(other, 0, 80, 1, defaultTcpOptions);
    const tcb = connect(layer, ends, 1500, { ...defaultTcpOptions }, 0, out);
    for (let i = 0; i < 4; i++) {
      for (const { bytes } of out.sent.splice(0))
        packetArrives(other, bytes, frameOf, bytes.length - frameOf, 1, 2, 0, back);
      for (const { bytes } of back.sent.splice(0))
        packetArrives(layer, bytes, frameOf, bytes.length - frameOf, 2, 1, 0, out);
    }
    const text = (words: string): Uint8Array => new TextEncoder().encode(words);
    expect([userSend(tcb, text('hello'), 0, out), userSend(tcb, text('nice'), 0, out)]).toEqual([5, 4]);
    expect(writerOf(tcb.writes, add(tcb.iss, 1 + 4))).toEqual({ call: 1, offset: 4 });
    expect(writerOf(tcb.writes, add(tcb.iss, 1 + 5))).toEqual({ call: 2, offset: 0 });
    const rows = out.said.filter((one) => one.why === 'tcp-written').map(({ x, y }) => [x - tcb.iss, y]);
    expect(rows).toEqual([
      [1, 5],
      [6, 4],
    ]);
    const peer = accept(other, listener)!;
    for (const { bytes } of out.sent) segmentArrives(peer, bytes, frameOf, bytes.length - frameOf, 0, back);
    const into = new Uint8Array(8);
    expect(receiveInto(peer, into, 2, 6, 0, back)).toBe(5);
    expect(new TextDecoder().decode(into)).toBe('\0\0hello\0');
    expect(receiveInto(peer, into, 0, 8, 0, back)).toBe('EAGAIN');
  });
});

describe('congestion control', () => {
  const at = (cwnd: number, ssthresh: number): Congestion => ({ ...createCongestion(), cwnd, ssthresh });

  it('never grows by more than a segment an ACK', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('reno', 'tahoe', 'cubic'),
        fc.array(fc.record({ acked: fc.integer({ min: 1, max: 200_000 }), later: fc.nat(2000) }), { maxLength: 50 }),
        fc.integer({ min: 1, max: 100 }),
        (name, acks, thresh) => {
          const control = congestionControls[name];
          const c = at(14_600, thresh * 1460);
          let now = 0;
          for (const { acked, later } of acks) {
            const before = c.cwnd;
            now += later * MILLISECOND;
            control.grow(c, acked, 1460, 100 * MILLISECOND, now);
            expect(c.cwnd).toBeGreaterThanOrEqual(before);
            expect(c.cwnd - before).toBeLessThanOrEqual(1460);
            expect(Number.isInteger(c.cwnd)).toBe(true);
          }
          const flight = c.cwnd;
          const thresholdNow = control.reduce(c, flight, 1460);
          expect(thresholdNow).toBeLessThan(Math.max(flight, 2921));
          expect(thresholdNow).toBeGreaterThanOrEqual(2920);
        },
      ),
    );
  });

  it('reno in avoidance takes a window of ACKs for a segment', () => {
    const c = at(10_000, 5000);
    for (let i = 0; i < 9; i++) congestionControls.reno.grow(c, 1000, 1000, 0, 0);
    expect(c.cwnd).toBe(10_000);
    congestionControls.reno.grow(c, 1000, 1000, 0, 0);
    expect(c.cwnd).toBe(11_000);
  });

  it('cubic comes back to where it was after K seconds, slowly there and quickly beyond', () => {
    const c = at(100_000, 0x4000_0000);
    c.ssthresh = congestionControls.cubic.reduce(c, 100_000, 1000);
    expect(c.ssthresh).toBe(70_000);
    c.cwnd = c.ssthresh;
    // RFC 9438 equation 2: K = cbrt((100 − 70) / 0.4) = 4.217 s.
    const rtt = 100 * MILLISECOND;
    const windows: number[] = [];
    for (let now = 0; now <= 8 * SECOND; now += rtt) {
      for (let left = c.cwnd; left > 0; left -= 1000) congestionControls.cubic.grow(c, 1000, 1000, rtt, now);
      windows.push(c.cwnd);
    }
    expect(c.k).toBeCloseTo(4.217, 3);
    expect(Math.abs(windows[42] - 100_000)).toBeLessThan(1500);
    expect(windows[10] - windows[0]).toBeGreaterThan(10 * (windows[47] - windows[37]));
    expect(windows[80]).toBeGreaterThan(115_000);
  });

  it('begins with ten segments, fewer of large ones', () => {
    expect(initialWindow('reno', 10, 1460)).toBe(14_600);
    expect(initialWindow('reno', 10, 536)).toBe(5360);
    expect(initialWindow('reno', 10, 8960)).toBe(17_920);
    expect(initialWindow('none', 10, 1460)).toBeGreaterThan(1e9);
  });

  it('takes cube roots', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), (x) => {
        const y = cubeRoot(x);
        expect(Math.abs(y * y * y - x)).toBeLessThanOrEqual(1e-9 * Math.max(1, x));
      }),
    );
  });
});

describe('initial sequence numbers', () => {
  it('grow by one in 4 µs for the same ends, and differ between ends and machines', () => {
    const secret = createSecret(luckFor(1, 'A', 'tcp'));
    const ends = { localIp: 1, localPort: 2, remoteIp: 3, remotePort: 4 };
    const first = initialSequenceNumber(secret, ends, 0);
    expect(add(first, 250_000)).toBe(initialSequenceNumber(secret, ends, SECOND));
    const others = [
      initialSequenceNumber(secret, { ...ends, remotePort: 5 }, 0),
      initialSequenceNumber(secret, { ...ends, localPort: 5 }, 0),
      initialSequenceNumber(secret, { ...ends, remoteIp: 5 }, 0),
      initialSequenceNumber(secret, { ...ends, localIp: 5 }, 0),
      initialSequenceNumber(createSecret(luckFor(1, 'B', 'tcp')), ends, 0),
    ];
    expect(new Set([first, ...others]).size).toBe(6);
    expect(initialSequenceNumber(createSecret(luckFor(1, 'A', 'tcp')), ends, 0)).toBe(first);
  });
});

describe('the look-up of connections', () => {
  it('finds each of many, and none that has gone', () => {
    const list = Array.from({ length: 500 }, (_, i) => ({
      ...{
        localIp: 0xc0a8_0c01,
        localPort: i % 7 ? 80 : 443,
        remoteIp: 0xc0a8_0c02 + (i % 13),
        remotePort: 40_000 + i,
      },
    }));
    const index = createIndex();
    const known: typeof list = [];
    for (const ends of list) {
      known.push(ends);
      insertEntry(index, known, known.length - 1);
    }
    for (const [i, ends] of list.entries()) expect(findEntry(index, known, { ...ends })).toBe(i);
    expect(findEntry(index, known, { ...list[0], remotePort: 1 })).toBe(-1);
    for (let i = 0; i < 500; i += 3) removeEntry(index, known, i);
    removeEntry(index, known, 3);
    for (const [i, ends] of list.entries()) expect(findEntry(index, known, ends)).toBe(i % 3 ? i : -1);
    moveEntry(index, known, 499, 0);
    known[0] = known[499];
    expect(findEntry(index, known, list[499])).toBe(0);
    expect(index.used).toBe(333);
  });
});

describe('the state', () => {
  it('is plain data: a copy goes on as the original does', () => {
    const options = { ...defaultTcpOptions, sack: true, timestamps: true };
    const out = wire();
    const layer = createTcpLayer(luckFor(3, 'x', 'y'));
    const ends = { localIp: 1, localPort: 1000, remoteIp: 2, remotePort: 80 };
    connect(layer, ends, 1500, options, 0, out);
    listen(layer, 0, 80, 1, options);
    const copy = copyOf(layer);
    expect(copy).toEqual(layer);
    expect(structuredClone(layer)).toEqual(layer);
    expect(copy.connections[0].options).not.toBe(layer.connections[0].options);
    expect(layer.connections[0].options).not.toBe(options);
  });
});

describe('what is to blame', () => {
  it('for a timer is the row that last concerned its connection, and each has its own', () => {
    const out = wire();
    const causes: number[] = [];
    out.end = () => void causes.push(out.cause);
    const layer = createTcpLayer(luckFor(3, 'x', 'y'));
    const open = (remotePort: number, cause: number): Tcb => {
      out.cause = cause;
      const ends = { localIp: 1, localPort: 1000, remoteIp: 2, remotePort };
      return connect(layer, ends, 1500, { ...defaultTcpOptions }, 0, out);
    };
    const tcb = open(80, 11);
    open(81, 12);
    expect(createTcb(9, tcb, 1500, defaultTcpOptions, 0).cause).toBe(NO_ROW);
    out.cause = 99;
    causes.length = 0;
    tickLayer(layer, SECOND, out);
    expect(causes).toEqual([11, 12]);
    expect(out.cause).toBe(99);
    out.cause = 30;
    settle(layer, tcb, out);
    causes.length = 0;
    tickLayer(layer, 4 * SECOND, out);
    expect(causes).toEqual([30, 12]);
    expect(tcb.cause).toBe(30);
  });

  it('is the row that a tick wrote, for what follows', () => {
    const out = wire();
    const layer = createTcpLayer(luckFor(3, 'x', 'y'));
    const ends = { localIp: 1, localPort: 1000, remoteIp: 2, remotePort: 80 };
    const tcb = connect(layer, ends, 1500, { ...defaultTcpOptions }, 0, out);
    out.end = () => void (out.cause = 77);
    tickLayer(layer, SECOND, out);
    expect(tcb.cause).toBe(77);
    expect(out.cause).toBe(NO_ROW);
  });
});
