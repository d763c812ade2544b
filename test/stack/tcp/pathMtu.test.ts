// A host whose interface takes smaller packets than when the connection began: everything arrives all the same, and soon.
import { expect, it } from 'vitest';
import { embedHost } from '../../../src/stack/embed.ts';
import { ipv4 } from '../../../src/wire/ipv4.ts';

/** The answer to a call that cannot fail here. */
function done<T extends { ok: boolean }>(answer: T): Extract<T, { ok: true }> {
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  return answer as Extract<T, { ok: true }>;
}

it('a connection follows the MTU of its interface, down at once and up after ten minutes', () => {
  const a = embedHost({ addresses: ['10.0.0.1/24'], seed: 7, tcp: { nagle: false } });
  const b = embedHost({ addresses: ['10.0.0.2/24'], tcp: { delayedAck: 0 } });
  const lengths: number[] = [];
  a.onPacket = (packet) => {
    lengths.push(ipv4.read.len(packet, 0));
    b.inject(packet);
  };
  b.onPacket = (packet) => a.inject(packet);
  const listener = done(b.socket('stream')).fd;
  b.bind(listener, '10.0.0.2', 80);
  b.listen(listener, 5);
  const client = done(a.socket('stream')).fd;
  a.connect(client, '10.0.0.2', 80);
  const server = done(b.accept(listener)).fd;
  const sent = (octets: number): number => {
    lengths.length = 0;
    a.send(client, new Uint8Array(octets));
    expect(done(b.recv(server, 65_536)).bytes).toHaveLength(octets);
    return Math.max(...lengths);
  };
  expect(sent(5000)).toBe(1500);
  a.state.interfaces[0].mtu = 700;
  expect(sent(5000)).toBe(700);
  a.state.interfaces[0].mtu = 1500;
  a.advanceTo(599_000_000_000);
  expect(sent(5000)).toBe(700);
  a.advanceTo(601_000_000_000);
  expect(sent(5000)).toBe(1500);
});
