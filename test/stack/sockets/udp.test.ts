// UDP through the door: boundaries, truncation, limits, broadcast, multicast, connected sockets, ICMP errors; and the course's G10 to G13.
import { describe, expect, test } from 'vitest';
import { embedHost } from '../../../src/stack/embed.ts';
import { A, B, fdOf, heard, pipe, word, type Pipe, type PipeOptions } from './pipe.ts';

interface Two extends Pipe {
  client: number;
  server: number;
}

/** A client without a port, and a server on port 5000 of B. */
function two(options: PipeOptions = {}): Two {
  const self = pipe(options);
  const server = fdOf(self.b.socket('datagram'));
  self.b.bind(server, '0.0.0.0', 5000);
  return Object.assign(self, { client: fdOf(self.a.socket('datagram')), server });
}

describe('datagrams', () => {
  test('keep their boundaries, and say where they come from', () => {
    const p = two();
    for (const text of ['one', '', 'three']) expect(word(p.a.sendto(p.client, text, B, 5000))).toBe('ok');
    p.run(5);
    const from = { ip: 0x0a000001, port: 49152 };
    for (const text of ['one', '', 'three']) {
      const answer = p.b.recvfrom(p.server, 100);
      expect(heard(answer)).toBe(`'${text}'`); // the empty one is real (G10)
      expect(answer).toMatchObject({ from, to: 0x0a000002, truncated: false, length: text.length });
    }
    expect(heard(p.b.recvfrom(p.server, 100))).toBe('EAGAIN');
  });

  test('longer than n: first n bytes, rest dropped, and that is told (G11)', () => {
    const p = two();
    p.a.sendto(p.client, 'hello world', B, 5000);
    p.a.sendto(p.client, 'next', B, 5000);
    p.run(5);
    expect(p.b.recvfrom(p.server, 5)).toMatchObject({ truncated: true, length: 11 });
    expect(heard(p.b.recvfrom(p.server, 5))).toBe("'next'");
  });

  test('MSG_PEEK leaves them where they are', () => {
    const p = two();
    p.a.sendto(p.client, 'hello', B, 5000);
    p.run(5);
    expect(heard(p.b.recvfrom(p.server, 2, true))).toBe("'he'");
    expect(heard(p.b.recvfrom(p.server, 100))).toBe("'hello'");
  });

  test('65507 bytes work, 65508: EMSGSIZE (G12)', () => {
    const p = two();
    expect(word(p.a.sendto(p.client, new Uint8Array(65_508), B, 5000))).toBe('EMSGSIZE');
    expect(p.a.sendto(p.client, new Uint8Array(65_507), B, 5000)).toEqual({ ok: true, count: 65_507 });
    p.run(5);
    expect(p.packets).toHaveLength(45); // fragments of MTU 1500
    expect(p.b.recvfrom(p.server, 100_000)).toMatchObject({ length: 65_507 });
  });

  test('that may not be fragmented: EMSGSIZE', () => {
    const p = two();
    p.a.setsockopt(p.client, 'IP_MTU_DISCOVER', 2);
    expect(word(p.a.sendto(p.client, new Uint8Array(1473), B, 5000))).toBe('EMSGSIZE');
    expect(word(p.a.sendto(p.client, new Uint8Array(1472), B, 5000))).toBe('ok');
  });

  test('come one after the other until the buffer is full; the rest is lost', () => {
    const p = two();
    p.b.setsockopt(p.server, 'SO_RCVBUF', 300);
    for (let i = 0; i < 9; i++) p.a.sendto(p.client, new Uint8Array(72).fill(i), B, 5000);
    p.run(5);
    for (let i = 0; i < 3; i++) expect(p.b.recvfrom(p.server, 1)).toMatchObject({ bytes: Uint8Array.of(i) });
    expect(heard(p.b.recvfrom(p.server, 1))).toBe('EAGAIN');
  });

  test('without any octets cannot fill a memory', () => {
    const p = two();
    for (let i = 0; i < 3000; i++) p.a.sendto(p.client, '', B, 5000);
    p.run(5);
    expect(p.b.state.door.sockets.size).toBe(1);
    const [socket] = p.b.state.door.sockets.values();
    expect(socket).toMatchObject({ used: 28 * 2340 });
  });

  test('need an address, and a port that is one', () => {
    const p = two();
    expect(word(p.a.send(p.client, 'x'))).toBe('EDESTADDRREQ');
    expect(word(p.a.sendto(p.client, 'x', B, 0))).toBe('EINVAL');
    expect(word(p.a.sendto(p.client, 'x', '10.0.0', 5000))).toBe('EINVAL');
  });

  test('to oneself go over loopback', () => {
    const { a } = pipe();
    const server = fdOf(a.socket('datagram'));
    a.bind(server, '0.0.0.0', 5000);
    const client = fdOf(a.socket('datagram'));
    for (const to of ['127.0.0.1', A, '0.0.0.0']) {
      a.sendto(client, to, to, 5000);
      expect(heard(a.recvfrom(server, 100))).toBe(`'${to}'`);
    }
    const bound = fdOf(a.socket('datagram'));
    a.bind(bound, '127.0.0.1', 0);
    expect(word(a.sendto(bound, 'x', B, 5000))).toBe('EINVAL');
  });
});

describe('broadcast', () => {
  test('to x.255 without SO_BROADCAST: EACCES', () => {
    const p = two();
    for (const to of ['10.0.0.255', '255.255.255.255']) {
      expect(word(p.a.sendto(p.client, 'x', to, 5000))).toBe('EACCES');
      expect(word(p.a.connect(p.client, to, 5000))).toBe('EACCES');
    }
    p.a.setsockopt(p.client, 'SO_BROADCAST', 1);
    p.a.sendto(p.client, 'all', '10.0.0.255', 5000);
    p.run(5);
    expect(heard(p.b.recvfrom(p.server, 9))).toBe("'all'");
  });

  test('nobody answers a broadcast to a closed port', () => {
    const p = two();
    p.a.setsockopt(p.client, 'SO_BROADCAST', 1);
    p.a.sendto(p.client, 'all', '10.0.0.255', 9);
    p.run(5);
    expect(p.packets).toHaveLength(1);
  });
});

describe('connected sockets', () => {
  test('hear only their peer, and say so', () => {
    const p = two();
    p.a.connect(p.client, B, 5000);
    expect(p.a.getsockname(p.client)).toEqual({ ok: true, ip: 0x0a000001, port: 49152 });
    expect(p.a.getpeername(p.client)).toEqual({ ok: true, ip: 0x0a000002, port: 5000 });
    const other = fdOf(p.b.socket('datagram'));
    p.b.sendto(other, 'other', A, 49152);
    p.b.sendto(p.server, 'peer', A, 49152);
    p.run(5);
    expect(heard(p.a.recv(p.client, 9))).toBe("'peer'");
    expect(heard(p.a.recv(p.client, 9))).toBe('EAGAIN');
  });

  test('of two on a port the connected one gets what its peer sends, the other the rest', () => {
    const p = two();
    const [one, other] = [fdOf(p.b.socket('datagram')), p.server];
    p.b.setsockopt(other, 'SO_REUSEADDR', 1);
    p.b.setsockopt(one, 'SO_REUSEADDR', 1);
    expect(word(p.b.bind(one, '0.0.0.0', 5000))).toBe('ok');
    p.a.bind(p.client, A, 4000);
    p.b.connect(one, A, 4000);
    p.a.sendto(p.client, 'mine', B, 5000);
    p.a.sendto(fdOf(p.a.socket('datagram')), 'rest', B, 5000);
    p.run(5);
    expect([one, other].map((fd) => heard(p.b.recv(fd, 9)))).toEqual(["'mine'", "'rest'"]);
  });

  test('to a closed port: ECONNREFUSED once; an unconnected one hears nothing (G13)', () => {
    const p = two();
    p.a.sendto(p.client, 'x', B, 9);
    p.run(5);
    expect(p.packets).toHaveLength(2);
    expect(heard(p.a.recvfrom(p.client, 9))).toBe('EAGAIN');
    p.a.connect(p.client, B, 9);
    p.a.send(p.client, 'x');
    p.run(5);
    expect(p.a.poll([p.client])).toMatchObject({ ready: [{ error: true, readable: true }] });
    expect(heard(p.a.recv(p.client, 9))).toBe('ECONNREFUSED');
    expect(heard(p.a.recv(p.client, 9))).toBe('EAGAIN');
    p.a.send(p.client, 'x');
    p.run(5);
    expect(word(p.a.send(p.client, 'x'))).toBe('ECONNREFUSED'); // the next call tells it, whichever that is
    expect(word(p.a.send(p.client, 'x'))).toBe('ok');
    p.run(5);
    expect(p.a.getsockopt(p.client, 'SO_ERROR')).toEqual({ ok: true, value: 'ECONNREFUSED' });
  });

  test('as on Windows all are told: ECONNRESET', () => {
    const p = two({ a: { addresses: [`${A}/24`], sockets: { unreachableToAll: true } } });
    p.a.sendto(p.client, 'x', B, 9);
    p.run(5);
    expect(heard(p.a.recvfrom(p.client, 9))).toBe('ECONNRESET');
  });

  test('where that is asked for, less than a datagram has is an error, and the rest is lost all the same', () => {
    const p = two({ b: { addresses: [`${B}/24`], sockets: { truncationFails: true } } });
    p.a.sendto(p.client, 'hello', B, 5000);
    p.a.sendto(p.client, 'x', B, 5000);
    p.run(5);
    expect(heard(p.b.recvfrom(p.server, 3, true))).toBe("'hel'");
    expect(heard(p.b.recvfrom(p.server, 3))).toBe('EMSGSIZE');
    expect(heard(p.b.recvfrom(p.server, 3))).toBe("'x'");
  });

  test('shutdown: nothing more in, nothing more out', () => {
    const p = two();
    p.a.connect(p.client, B, 5000);
    expect(word(p.a.shutdown(p.client, 'both'))).toBe('ok');
    expect(heard(p.a.recv(p.client, 9))).toBe("''");
    expect(word(p.a.send(p.client, 'x'))).toBe('EPIPE');
  });
});

describe('multicast', () => {
  const GROUP = '239.1.2.3';
  const group = 0xef010203;

  test('reaches members, with a time to live of 1, and leaves those who have left alone', () => {
    const p = two();
    p.a.sendto(p.client, 'early', GROUP, 5000);
    p.run(5);
    expect(heard(p.b.recv(p.server, 9))).toBe('EAGAIN');
    expect(p.packets[0]!.octets[8]).toBe(1);
    expect(word(p.b.setsockopt(p.server, 'IP_ADD_MEMBERSHIP', { group }))).toBe('ok');
    expect(word(p.b.setsockopt(p.server, 'IP_ADD_MEMBERSHIP', { group }))).toBe('EADDRINUSE');
    p.a.setsockopt(p.client, 'IP_MULTICAST_TTL', 7);
    p.a.sendto(p.client, 'member', GROUP, 5000);
    p.run(5);
    expect(p.packets[1]!.octets[8]).toBe(7);
    expect(p.b.recvfrom(p.server, 9)).toMatchObject({ ok: true, to: group, length: 6 });
    expect(word(p.b.setsockopt(p.server, 'IP_DROP_MEMBERSHIP', { group }))).toBe('ok');
    expect(word(p.b.setsockopt(p.server, 'IP_DROP_MEMBERSHIP', { group }))).toBe('EADDRNOTAVAIL');
    p.a.sendto(p.client, 'late', GROUP, 5000);
    p.run(5);
    expect(heard(p.b.recv(p.server, 9))).toBe('EAGAIN');
  });

  test('a group stays joined until the last socket has left it', () => {
    const { b } = pipe();
    const groups = (): number[] => b.state.interfaces[0]!.groups.slice(1);
    const [one, two_] = [1, 2].map(() => fdOf(b.socket('datagram')));
    for (const fd of [one!, two_!]) b.setsockopt(fd, 'IP_ADD_MEMBERSHIP', { group, interface: 0x0a000002 });
    expect(groups()).toEqual([group]);
    b.close(one!);
    expect(groups()).toEqual([group]);
    b.setsockopt(two_!, 'IP_DROP_MEMBERSHIP', { group });
    expect(groups()).toEqual([]);
  });

  test('the own machine hears it too, unless it is told not to', () => {
    const p = two();
    p.b.setsockopt(p.server, 'IP_ADD_MEMBERSHIP', { group });
    p.b.sendto(p.server, 'me', GROUP, 5000);
    expect(p.b.recvfrom(p.server, 9)).toMatchObject({ ok: true, length: 2, from: { ip: 0x0a000002, port: 5000 } });
    p.b.setsockopt(p.server, 'IP_MULTICAST_LOOP', 0);
    p.b.sendto(p.server, 'me', GROUP, 5000);
    expect(heard(p.b.recvfrom(p.server, 9))).toBe('EAGAIN');
  });

  test('all sockets of the port hear it, or those that joined (IP_MULTICAST_ALL)', () => {
    const p = two();
    const member = fdOf(p.b.socket('datagram'));
    for (const fd of [member, p.server]) p.b.setsockopt(fd, 'SO_REUSEADDR', 1);
    p.b.bind(member, GROUP, 5000);
    p.b.setsockopt(member, 'IP_ADD_MEMBERSHIP', { group });
    p.a.sendto(p.client, 'x', GROUP, 5000);
    p.run(5);
    expect([member, p.server].map((fd) => heard(p.b.recv(fd, 9)))).toEqual(["'x'", "'x'"]);
    p.b.setsockopt(p.server, 'IP_MULTICAST_ALL', 0);
    p.a.sendto(p.client, 'x', GROUP, 5000);
    p.run(5);
    expect([member, p.server].map((fd) => heard(p.b.recv(fd, 9)))).toEqual(["'x'", 'EAGAIN']);
  });

  test('groups and interfaces that are none are refused', () => {
    const { a } = pipe();
    const fd = fdOf(a.socket('datagram'));
    const add = (value: unknown): string => word(a.setsockopt(fd, 'IP_ADD_MEMBERSHIP', value as number));
    expect(add({ group: 0x0a000001 })).toBe('EINVAL');
    expect(add({ group, interface: 0x0a000002 })).toBe('ENODEV');
    expect(add(group)).toBe('EINVAL');
    expect(word(a.setsockopt(fd, 'IP_MULTICAST_IF', 0x0a000002))).toBe('EADDRNOTAVAIL');
    expect(word(a.connect(fdOf(a.socket('stream')), GROUP, 80))).toBe('ENETUNREACH');
  });
});

test('a host that answers nobody with errors leaves even connected sockets waiting', () => {
  const b = embedHost({ addresses: [`${B}/24`], ip: { icmpErrors: false } });
  const a = embedHost({ addresses: [`${A}/24`] });
  a.onPacket = (packet) => b.inject(packet);
  const fd = fdOf(a.socket('datagram'));
  a.connect(fd, B, 9);
  a.send(fd, 'x');
  expect(b.takePackets()).toEqual([]);
  expect(heard(a.recv(fd, 1))).toBe('EAGAIN');
});
