// Programs on two hosts talk over a bad network through the door: every octet arrives, nothing is left behind, and the same seed gives the same packets.
import { describe, expect, test } from 'vitest';
import { SECOND } from '../../../src/base/time.ts';
import { sharesOf, type Written } from '../../../src/stack/sockets/provenance.ts';
import { B, fdOf, pipe, type Pipe, type PipeOptions } from './pipe.ts';
import { echoClients, echoServer } from './programs.ts';

const bad: PipeOptions = { loss: 50_000, duplication: 30_000, reordering: 100_000 };

/** Runs until nothing is due any more, or for an hour. */
function runOut(p: Pipe): void {
  while (p.now < 3600 * SECOND && p.step());
}

describe('echo', () => {
  test.each([
    ['a good network', {}, 1, 300_000],
    ['loss, duplication and reordering', bad, 3, 60_000],
    ['timestamps and SACK off', { ...bad, a: { tcp: { sack: false } }, b: { tcp: { timestamps: true } } }, 2, 40_000],
    ['buffers smaller than a segment', { ...bad, b: { tcp: { receiveBuffer: 700, sendBuffer: 500 } } }, 2, 8000],
    ['a small MTU and no Nagle', { ...bad, a: { mtu: 576, tcp: { nagle: false } } }, 2, 30_000],
  ] as [string, PipeOptions, number, number][])('over %s gives back every octet', (_, options, count, length) => {
    for (let seed = 1; seed <= 4; seed++) {
      const p = pipe({ ...options, seed });
      const server = echoServer(p.b, 7);
      const clients = echoClients(p.a, B, 7, count, length);
      runOut(p);
      expect(clients).toEqual(clients.map(() => ({ sent: length, received: length, trouble: undefined, done: true })));
      expect(server.served).toBe(count);
      for (const { state } of [p.a, p.b]) expect(state.door.tcp.connections).toEqual([]);
      expect([p.a.nextDeadline, p.b.nextDeadline]).toEqual([Infinity, Infinity]);
    }
  });

  test('of many clients at once, over loopback', () => {
    const { a } = pipe();
    const server = echoServer(a, 7);
    const clients = echoClients(a, '127.0.0.1', 7, 50, 2000);
    a.advanceTo(60 * SECOND);
    expect(clients.filter((one) => one.received === 2000 && one.done)).toHaveLength(50);
    expect(server.served).toBe(50);
  });

  test('the same seed gives the same packets at the same instants, another one gives others', () => {
    const run = (seed: number): string => {
      const p = pipe({ ...bad, seed });
      echoServer(p.b, 7);
      echoClients(p.a, B, 7, 2, 20_000);
      runOut(p);
      return p.packets.map(({ at, from, octets }) => `${at} ${from} ${String(octets)}`).join('\n');
    };
    expect(run(5)).toBe(run(5));
    expect(run(5)).not.toBe(run(6));
  });
});

describe('who wrote which octet', () => {
  test('is known across coalescing, cutting and retransmission', () => {
    const p = pipe({ ...bad, seed: 3 });
    const listener = fdOf(p.b.socket('stream'));
    p.b.bind(listener, B, 80);
    p.b.listen(listener);
    const client = fdOf(p.a.socket('stream'));
    p.a.connect(client, B, 80);
    p.run(5000);
    const server = fdOf(p.b.accept(listener));
    const log: Written[] = [];
    for (const [i, length] of [5, 4, 3000, 1, 1, 1, 2500].entries()) {
      const answer = p.a.send(client, new Uint8Array(length).fill(i));
      if (answer.ok) log.push({ write: answer.write!, seq: answer.seq!, count: answer.count });
    }
    expect(log.map((one) => one.write)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    const shares: string[] = [];
    for (let round = 0; round < 100; round++) {
      p.run(100);
      const got = p.b.recv(server, 777);
      if (!got.ok) continue;
      let at = 0;
      for (const { write, offset, count } of sharesOf(log, got.seq!, got.length)) {
        expect(got.bytes.subarray(at, at + count).every((octet) => octet === write - 1)).toBe(true);
        at += count;
        shares.push(`${write}:${offset}+${count}`);
      }
      expect(at).toBe(got.length);
    }
    expect(shares.slice(0, 4)).toEqual(['1:0+5', '2:0+4', '3:0+768', '3:768+777']);
    expect(shares.at(-1)).toMatch(/^7:\d+\+\d+$/);
  });

  test('numbers that go round are no trouble', () => {
    const log = [
      { write: 1, seq: 0xffff_fffe, count: 3 },
      { write: 2, seq: 1, count: 4 },
    ];
    expect(sharesOf(log, 0xffff_ffff, 4)).toEqual([
      { write: 1, offset: 1, count: 2 },
      { write: 2, offset: 0, count: 2 },
    ]);
    expect(sharesOf(log, 100, 4)).toEqual([]);
  });
});
