// The example in src/stack/README.md runs, and prints what it says; and the rest of what the page promises of a host on its own.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { embedHost } from '../../../src/stack/embed.ts';
import { copyOf } from '../../../src/base/copy.ts';
import { MILLISECOND, SECOND } from '../../../src/base/time.ts';
import { B, fdOf, heard, pipe, word } from './pipe.ts';

const page = readFileSync(new URL('../../../src/stack/README.md', import.meta.url), 'utf8');
const example = /```js\n([\s\S]*?)```/.exec(page)![1]!;

test('the example prints what it says', () => {
  const [first, ...lines] = example.split('\n');
  expect(first).toBe("import { embedHost } from './embed.ts';");
  const printed: string[] = [];
  const run = new Function('embedHost', 'console', lines.join('\n')) as (...of: unknown[]) => void;
  run(embedHost, { log: (value: unknown) => printed.push(String(value)) });
  const promised = lines.flatMap((line) => /console\.log.*\/\/ → (.*)$/.exec(line)?.[1] ?? []);
  expect(promised.length).toBeGreaterThan(3);
  expect(printed).toEqual(promised);
});

describe('a host on its own', () => {
  test('does everything at its own instant', () => {
    const host = embedHost();
    const at: number[] = [];
    host.onPacket = (_, instant) => void at.push(instant);
    const fd = fdOf(host.socket('stream'));
    host.advanceTo(7 * MILLISECOND);
    host.connect(fd, '198.51.100.1', 80);
    expect(host.nextDeadline).toBe(7 * MILLISECOND + SECOND);
    host.advanceTo(host.nextDeadline - 1);
    expect(at).toEqual([7 * MILLISECOND]);
    host.advanceTo(host.nextDeadline);
    expect(at).toHaveLength(2);
    host.advanceTo(100 * SECOND);
    expect(at.map((one) => (one - 7 * MILLISECOND) / SECOND)).toEqual([0, 1, 3, 7, 15, 31, 63]);
    expect(host.now).toBe(100 * SECOND);
    host.close(fd);
    expect(host.nextDeadline).toBe(Infinity);
  });

  test('keeps to its MTU, its routes and its clock, and refuses options that cannot be', () => {
    const host = embedHost({ mtu: 100, routes: ['198.51.100.0/24'], now: 5 });
    const fd = fdOf(host.socket('datagram'));
    expect(word(host.sendto(fd, 'x', '203.0.113.1', 9))).toBe('ENETUNREACH');
    host.sendto(fd, new Uint8Array(150), '198.51.100.1', 9);
    expect(host.takePackets().map((packet) => packet.length)).toEqual([100, 98]);
    expect(host.takePackets()).toEqual([]);
    expect(host.now).toBe(5);
    expect(() => host.advanceTo(4)).toThrow('4 is no instant from 5 on');
    expect(() => host.advanceTo(NaN)).toThrow(RangeError);
    expect(() => host.advanceTo(Infinity)).toThrow(RangeError);
    expect(() => embedHost({ addresses: ['10.0.0.1'] })).toThrow("'10.0.0.1' is no address with prefix length");
    expect(() => embedHost({ mtu: 67 })).toThrow('mtu must be 68 to 65535, not 67');
  });

  test('answers pings, puts fragments together in time, and forgets the frames', () => {
    const p = pipe({ a: { addresses: ['10.0.0.1/24'], mtu: 576 } });
    const server = fdOf(p.b.socket('datagram'));
    p.b.bind(server, 0, 9);
    const client = fdOf(p.a.socket('datagram'));
    p.a.sendto(client, new Uint8Array(3000).fill(7), B, 9);
    p.run(5);
    expect(p.packets).toHaveLength(6);
    expect(p.b.recvfrom(server, 5000)).toMatchObject({ length: 3000 });
    const cut = p.packets[0]!.octets;
    p.b.inject(cut);
    expect(p.b.nextDeadline).toBe(p.now + 30 * SECOND);
    p.run(31_000);
    expect(p.packets.at(-1)!.octets[20]).toBe(11); // time exceeded
    expect(p.b.nextDeadline).toBe(Infinity);
  });

  test('takes any octets at all', () => {
    const host = embedHost();
    for (let length = 0; length < 60; length++) {
      host.inject(new Uint8Array(length).fill(0x45));
      host.inject(new Uint8Array(length));
    }
    expect(host.takePackets()).toEqual([]);
  });

  test('has a state that is plain data: a copy goes on in the same way', () => {
    const p = pipe();
    const server = fdOf(p.b.socket('stream'));
    p.b.bind(server, 0, 80);
    p.b.listen(server);
    p.a.connect(fdOf(p.a.socket('stream')), B, 80);
    p.a.sendto(fdOf(p.a.socket('datagram')), 'x', B, 9);
    p.run(5);
    for (const { state } of [p.a, p.b]) {
      expect(copyOf(state)).toEqual(state);
      expect(structuredClone(state)).toEqual(state);
    }
  });

  test('a call back may call again', () => {
    const a = embedHost({ addresses: ['10.0.0.1/24'] });
    const b = embedHost({ addresses: ['10.0.0.2/24'] });
    a.onPacket = (packet) => b.inject(packet);
    b.onPacket = (packet) => a.inject(packet);
    const listener = fdOf(b.socket('stream'));
    b.bind(listener, 0, 80);
    b.listen(listener);
    b.onEvent = ({ fd }) => {
      if (fd === listener) b.send(fdOf(b.accept(listener)), 'welcome');
    };
    const client = fdOf(a.socket('stream'));
    a.connect(client, B, 80);
    expect(heard(a.recv(client, 100))).toBe("'welcome'");
  });
});
