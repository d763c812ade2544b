// setsockopt, getsockopt and poll: what each option takes, tells and does; descriptors, ports and the news of them.
import { describe, expect, test } from 'vitest';
import { MILLISECOND, SECOND } from '../../../src/base/time.ts';
import { embedHost } from '../../../src/stack/embed.ts';
import type { OptionValue, SocketEvent, SocketType } from '../../../src/stack/sockets/call.ts';
import { defaultTcpOptions } from '../../../src/stack/tcp/options.ts';
import { B, fdOf, heard, pipe, word, type Pipe, type PipeOptions } from './pipe.ts';

function joined(options: PipeOptions = {}): Pipe & { client: number; server: number } {
  const self = pipe(options);
  const listener = fdOf(self.b.socket('stream'));
  self.b.bind(listener, B, 80);
  self.b.listen(listener);
  const client = fdOf(self.a.socket('stream'));
  self.a.connect(client, B, 80);
  self.run(10);
  const server = fdOf(self.b.accept(listener));
  self.packets.length = 0;
  return Object.assign(self, { client, server });
}

describe('an option', () => {
  test.each<[SocketType, string, OptionValue, unknown, OptionValue | undefined]>([
    ['stream', 'SO_RCVBUF', 1000, 65_536, undefined],
    ['stream', 'SO_SNDBUF', 1000, 65_536, undefined],
    ['stream', 'SO_REUSEADDR', true, 0, 'yes'],
    ['stream', 'SO_BROADCAST', 1, 0, 0.5],
    ['stream', 'SO_KEEPALIVE', 1, 0, 'yes'],
    ['stream', 'TCP_NODELAY', 1, 0, NaN],
    ['stream', 'TCP_QUICKACK', 1, 0, 'on'],
    ['stream', 'TCP_MAXSEG', 100, 536, 27],
    ['stream', 'TCP_KEEPIDLE', 5, 7200, 0],
    ['stream', 'TCP_KEEPINTVL', 5, 75, 40_000],
    ['stream', 'TCP_KEEPCNT', 5, 9, 128],
    ['stream', 'TCP_SYNCNT', 2, 6, 0],
    ['stream', 'TCP_LINGER2', 5, 60, -1],
    ['stream', 'TCP_CONGESTION', 'cubic', 'reno', 'vegas'],
    ['stream', 'IP_TTL', 5, 64, 256],
    ['stream', 'IP_TOS', 16, 0, 256],
    ['stream', 'IP_MTU_DISCOVER', 0, 2, 3],
    ['stream', 'tcp.minRto', 200 * MILLISECOND, SECOND, 199 * MILLISECOND],
    ['stream', 'tcp.delayedAck', 500 * MILLISECOND, 40 * MILLISECOND, 501 * MILLISECOND],
    ['stream', 'tcp.sack', false, true, 1],
    ['stream', 'tcp.congestion', 'tahoe', 'reno', 'vegas'],
    ['stream', 'tcp.linger', 3 * SECOND, false, true],
    ['stream', 'tcp.initialWindow', 2, 10, 0],
    ['datagram', 'SO_RCVBUF', 1000, 65_536, undefined],
    ['datagram', 'SO_SNDBUF', 1000, 65_536, undefined],
    ['datagram', 'SO_REUSEADDR', 1, 0, 'yes'],
    ['datagram', 'SO_BROADCAST', true, 0, 'yes'],
    ['datagram', 'IP_TTL', 5, 64, 0],
    ['datagram', 'IP_TOS', 16, 0, -1],
    ['datagram', 'IP_MTU_DISCOVER', 2, 0, 3],
    ['datagram', 'IP_MULTICAST_TTL', 5, 1, 256],
    ['datagram', 'IP_MULTICAST_LOOP', 0, 1, 'no'],
    ['datagram', 'IP_MULTICAST_ALL', 0, 1, 'no'],
    ['datagram', 'IP_MULTICAST_IF', 0xc0000201, 0, -1],
  ])('of %s: %s takes %j, where it was %j, and refuses %j', (type, option, value, before, wrong) => {
    const host = embedHost();
    const fd = fdOf(host.socket(type));
    expect(host.getsockopt(fd, option)).toEqual({ ok: true, value: before });
    expect(word(host.setsockopt(fd, option, value))).toBe('ok');
    if (wrong !== undefined) expect(word(host.setsockopt(fd, option, wrong))).toBe('EINVAL');
    const kept = value === true && option.startsWith('SO') ? 1 : value;
    expect(host.getsockopt(fd, option)).toEqual({ ok: true, value: kept });
  });

  test('that only tells, or that nobody has, cannot be set', () => {
    const host = embedHost();
    const fd = fdOf(host.socket('stream'));
    for (const name of ['SO_TYPE', 'SO_ERROR', 'TCP_INFO', 'SO_NOTHING', 'IP_ADD_MEMBERSHIP', 'tcp.nothing']) {
      expect(word(host.setsockopt(fd, name, 1))).toBe('ENOPROTOOPT');
    }
    expect(word(host.getsockopt(fd, 'IP_MULTICAST_TTL'))).toBe('ENOPROTOOPT');
    expect(word(host.getsockopt(fd, 'IP_MTU'))).toBe('ENOTCONN');
  });

  test('every knob of TCP can be set for a host, and for a socket by its own name', () => {
    const host = embedHost({ tcp: { minRto: 5, congestion: 'none' } });
    const fd = fdOf(host.socket('stream'));
    expect(host.getsockopt(fd, 'tcp.minRto')).toEqual({ ok: true, value: 5 });
    expect(host.getsockopt(fd, 'TCP_CONGESTION')).toEqual({ ok: true, value: 'none' });
    for (const [key, value = false] of Object.entries(defaultTcpOptions)) {
      expect([key, word(host.setsockopt(fd, `tcp.${key}`, value as OptionValue))]).toEqual([key, 'ok']);
      expect(host.getsockopt(fd, `tcp.${key}`)).toEqual({ ok: true, value });
    }
  });

  test("IP_TTL tells the machine's own time to live until it is set, and -1 takes it back", () => {
    const host = embedHost({ ip: { ttl: 32 } });
    for (const type of ['stream', 'datagram'] as const) {
      const fd = fdOf(host.socket(type));
      for (const [value, told] of [
        [7, 7],
        [-1, 32],
      ] as const) {
        expect(word(host.setsockopt(fd, 'IP_TTL', value))).toBe('ok');
        expect(host.getsockopt(fd, 'IP_TTL')).toEqual({ ok: true, value: told });
      }
      expect(word(host.setsockopt(fd, 'IP_TTL', 0))).toBe('EINVAL');
    }
  });

  test.each<[SocketType, string, number]>([
    ['stream', 'SO_DOMAIN', 2],
    ['stream', 'SO_TYPE', 1],
    ['stream', 'SO_PROTOCOL', 6],
    ['stream', 'SO_ACCEPTCONN', 0],
    ['datagram', 'SO_DOMAIN', 2],
    ['datagram', 'SO_TYPE', 2],
    ['datagram', 'SO_PROTOCOL', 17],
    ['datagram', 'SO_ACCEPTCONN', 0],
  ])('of %s: %s tells %i', (type, option, value) => {
    const host = embedHost();
    const fd = fdOf(host.socket(type));
    expect(host.getsockopt(fd, option)).toEqual({ ok: true, value });
    expect(word(host.setsockopt(fd, option, value))).toBe('ENOPROTOOPT');
  });

  test('SO_ACCEPTCONN tells that a socket listens', () => {
    const host = embedHost();
    const fd = fdOf(host.socket('stream'));
    host.listen(fd);
    expect(host.getsockopt(fd, 'SO_ACCEPTCONN')).toEqual({ ok: true, value: 1 });
  });

  test('of buffers gets as near as it may', () => {
    const host = embedHost();
    for (const type of ['stream', 'datagram'] as const) {
      const fd = fdOf(host.socket(type));
      for (const [value, told] of [
        [0, 1],
        [0x7fff_ffff, 0x1000_0000],
      ] as const) {
        host.setsockopt(fd, 'SO_RCVBUF', value);
        expect(host.getsockopt(fd, 'SO_RCVBUF')).toEqual({ ok: true, value: told });
      }
    }
  });

  test('SO_LINGER keeps its seconds', () => {
    const host = embedHost();
    const fd = fdOf(host.socket('stream'));
    expect(host.getsockopt(fd, 'SO_LINGER')).toEqual({ ok: true, value: { on: false, seconds: 0 } });
    host.setsockopt(fd, 'SO_LINGER', { on: true, seconds: 3 });
    expect(host.getsockopt(fd, 'SO_LINGER')).toEqual({ ok: true, value: { on: true, seconds: 3 } });
    expect(word(host.setsockopt(fd, 'SO_LINGER', 3))).toBe('EINVAL');
  });

  test('of a listening socket is that of its connections', () => {
    const p = pipe();
    const listener = fdOf(p.b.socket('stream'));
    p.b.setsockopt(listener, 'SO_RCVBUF', 3000);
    p.b.bind(listener, B, 80);
    p.b.listen(listener);
    p.b.setsockopt(listener, 'TCP_NODELAY', 1);
    const client = fdOf(p.a.socket('stream'));
    p.a.connect(client, B, 80);
    p.run(10);
    const server = fdOf(p.b.accept(listener));
    expect(p.b.getsockopt(server, 'SO_RCVBUF')).toEqual({ ok: true, value: 3000 });
    expect(p.b.getsockopt(server, 'TCP_NODELAY')).toEqual({ ok: true, value: 1 });
    p.b.setsockopt(server, 'TCP_NODELAY', 0);
    expect(p.b.getsockopt(listener, 'TCP_NODELAY')).toEqual({ ok: true, value: 1 });
  });
});

describe('what an option does', () => {
  test('IP_TTL, IP_TOS and IP_MTU_DISCOVER stand in the header', () => {
    const p = joined();
    const udp = fdOf(p.a.socket('datagram'));
    for (const fd of [p.client, udp]) {
      p.a.setsockopt(fd, 'IP_TTL', 9);
      p.a.setsockopt(fd, 'IP_TOS', 16);
    }
    p.a.setsockopt(p.client, 'IP_MTU_DISCOVER', 0);
    p.a.setsockopt(udp, 'IP_MTU_DISCOVER', 2);
    p.a.send(p.client, 'x');
    p.a.sendto(udp, 'x', B, 9);
    expect(p.packets.map(({ octets }) => [octets[8], octets[1], octets[6]! & 0x40])).toEqual([
      [9, 16, 0],
      [9, 16, 0x40],
    ]);
  });

  test('TCP_NODELAY lets out at once what Nagle held', () => {
    const p = joined();
    for (const text of ['a', 'b', 'c']) p.a.send(p.client, text);
    expect(p.packets).toHaveLength(1);
    p.a.setsockopt(p.client, 'TCP_NODELAY', 1);
    expect(p.packets).toHaveLength(2);
    expect(p.packets[1]!.octets.length).toBe(42);
  });

  test('TCP_QUICKACK sends the acknowledgment that waits, and later ones at once', () => {
    const p = joined();
    p.a.send(p.client, 'a');
    p.run(2);
    expect(p.packets).toHaveLength(1);
    p.b.setsockopt(p.server, 'TCP_QUICKACK', 1);
    expect(p.packets.map((one) => one.from)).toEqual(['a', 'b']);
    p.run(2);
    p.a.send(p.client, 'b');
    p.run(2);
    expect(p.packets.map((one) => one.from)).toEqual(['a', 'b', 'a', 'b']);
  });

  test('SO_KEEPALIVE finds out that the peer has gone', () => {
    const p = joined();
    for (const [name, value] of [
      ['SO_KEEPALIVE', 1],
      ['TCP_KEEPCNT', 2],
    ] as const)
      p.a.setsockopt(p.client, name, value);
    p.a.setsockopt(p.client, 'TCP_KEEPIDLE', 10);
    p.a.setsockopt(p.client, 'SO_KEEPALIVE', 1); // counted from now, with the time just set
    p.a.setsockopt(p.client, 'TCP_KEEPINTVL', 1);
    p.a.onPacket = undefined;
    p.run(13_000);
    expect(heard(p.a.recv(p.client, 1))).toBe('ETIMEDOUT');
    expect(p.a.takePackets()).toHaveLength(3); // two probes, and the reset
  });

  test('SO_RCVBUF is the window, SO_SNDBUF what is taken', () => {
    const p = joined({ b: { addresses: [`${B}/24`], tcp: { receiveBuffer: 1000 } } });
    p.a.setsockopt(p.client, 'SO_SNDBUF', 500);
    expect(p.a.send(p.client, new Uint8Array(2000))).toMatchObject({ count: 500 });
    p.run(100);
    expect(p.a.send(p.client, new Uint8Array(2000))).toMatchObject({ count: 500 });
    p.run(100);
    p.a.send(p.client, new Uint8Array(2000));
    expect(p.b.getsockopt(p.server, 'TCP_INFO')).toMatchObject({ value: { unread: 1000 } });
    p.run(10_000);
    expect(p.b.getsockopt(p.server, 'TCP_INFO')).toMatchObject({ value: { unread: 1000, state: 'ESTABLISHED' } });
    expect(p.a.getsockopt(p.client, 'TCP_INFO')).toMatchObject({ value: { sendWindow: 0 } });
  });

  test('TCP_MAXSEG is announced and kept to; then it tells what a segment holds', () => {
    const p = pipe();
    const listener = fdOf(p.b.socket('stream'));
    p.b.setsockopt(listener, 'TCP_MAXSEG', 100);
    p.b.bind(listener, B, 80);
    p.b.listen(listener);
    const client = fdOf(p.a.socket('stream'));
    p.a.connect(client, B, 80);
    p.run(10);
    expect(p.a.getsockopt(client, 'TCP_MAXSEG')).toEqual({ ok: true, value: 100 });
    p.packets.length = 0;
    p.a.send(client, new Uint8Array(250));
    expect(p.packets.map(({ octets }) => octets.length)).toEqual([140, 140]);
  });
});

describe('poll', () => {
  const none = { readable: false, writable: false, error: false, hangup: false, invalid: false };
  const stateOf = (host: Pipe['a'], fd: number): object => {
    const answer = host.poll([fd]);
    const { fd: _, ...ready } = answer.ok ? answer.ready[0]! : { fd };
    return ready;
  };

  test('follows a connection', () => {
    const p = pipe();
    const listener = fdOf(p.b.socket('stream'));
    p.b.bind(listener, B, 80);
    p.b.listen(listener);
    expect(stateOf(p.b, listener)).toEqual(none);
    const client = fdOf(p.a.socket('stream'));
    expect(stateOf(p.a, client)).toEqual({ ...none, writable: true, hangup: true });
    p.a.connect(client, B, 80);
    expect(stateOf(p.a, client)).toEqual(none);
    p.run(10);
    expect(stateOf(p.a, client)).toEqual({ ...none, writable: true });
    expect(stateOf(p.b, listener)).toEqual({ ...none, readable: true });
    const server = fdOf(p.b.accept(listener));
    expect(stateOf(p.b, listener)).toEqual(none);
    p.a.send(client, 'x');
    p.run(2);
    expect(stateOf(p.b, server)).toEqual({ ...none, readable: true, writable: true });
    for (let i = 0; i < 4; i++) {
      p.b.send(server, new Uint8Array(65_536));
      p.run(1000);
    }
    expect(stateOf(p.b, server)).toEqual({ ...none, readable: true });
    p.a.close(client); // with data unread: a reset
    p.run(10);
    expect(stateOf(p.b, server)).toEqual({ readable: true, writable: true, error: true, hangup: true, invalid: false });
  });

  test('tells the end of a stream as readable', () => {
    const p = joined();
    p.a.shutdown(p.client, 'write');
    p.run(10);
    expect(stateOf(p.b, p.server)).toEqual({ ...none, readable: true, writable: true });
    p.b.shutdown(p.server, 'write');
    p.run(10);
    expect(stateOf(p.b, p.server)).toMatchObject({ hangup: true });
  });
});

describe('descriptors and ports', () => {
  test('begin with 3 for each process, and the lowest free one is given', () => {
    const host = embedHost();
    expect([1, 2, 3].map(() => fdOf(host.socket('stream')))).toEqual([3, 4, 5]);
    expect(host.call({ call: 'socket', type: 'stream' }, 2)).toEqual({ ok: true, fd: 3 });
    host.close(4);
    expect(fdOf(host.socket('datagram'))).toBe(4);
    expect(word(host.call({ call: 'getsockname', fd: 5 }, 2))).toBe('EBADF');
  });

  test('run out: EMFILE, and a connection that could not be accepted waits on', () => {
    const p = pipe({ b: { addresses: [`${B}/24`], sockets: { descriptors: 2 } } });
    const listener = fdOf(p.b.socket('stream'));
    p.b.bind(listener, B, 80);
    p.b.listen(listener);
    p.b.socket('datagram');
    expect(word(p.b.socket('stream'))).toBe('EMFILE');
    p.a.connect(fdOf(p.a.socket('stream')), B, 80);
    p.run(10);
    expect(word(p.b.accept(listener))).toBe('EMFILE');
    p.b.close(4);
    expect(p.b.accept(listener)).toMatchObject({ ok: true, fd: 4 });
  });

  test('ephemeral ports are counted up from 49152, TCP and UDP apart, and those in use are passed over', () => {
    const host = embedHost();
    host.bind(fdOf(host.socket('stream')), '127.0.0.1', 49153);
    for (const type of ['stream', 'datagram'] as const) {
      const ports = [1, 2].map(() => {
        const fd = fdOf(host.socket(type));
        host.bind(fd, 0, 0);
        const name = host.getsockname(fd);
        return name.ok ? name.port : 0;
      });
      expect(ports).toEqual(type === 'stream' ? [49152, 49154] : [49152, 49153]);
    }
  });

  test('run out: EADDRINUSE for bind, EADDRNOTAVAIL for connect, EAGAIN for sendto', () => {
    const host = embedHost();
    for (let port = 49152; port < 65_536; port++) {
      host.call({ call: 'socket', type: 'stream' }, port >> 7);
      host.state.sockets.push({ port, address: 0, pid: 2, fd: 3 });
    }
    // Bound one after the other by calls, each would look at all the others.
    let port = 49152;
    for (const socket of host.state.door.sockets.values()) if (socket.type === 'stream') socket.port = port++;
    const fd = fdOf(host.socket('stream'));
    expect(word(host.bind(fd, 0, 0))).toBe('EADDRINUSE');
    expect(word(host.connect(fd, B, 80))).toBe('EADDRNOTAVAIL');
    expect(word(host.sendto(fdOf(host.socket('datagram')), 'x', B, 80))).toBe('EAGAIN');
  });
});

describe('news', () => {
  test('comes to the process that has the descriptor, each kind once until it is fetched', () => {
    const p = pipe();
    const news: string[] = [];
    const note =
      (name: string) =>
      ({ pid, fd, what }: SocketEvent): void =>
        void news.push(`${name} ${pid}:${fd} ${what}`);
    p.a.onEvent = note('a');
    p.b.onEvent = note('b');
    const listener = fdOf(p.b.call({ call: 'socket', type: 'stream' }, 8));
    p.b.call({ call: 'bind', fd: listener, ip: 0, port: 80 }, 8);
    p.b.call({ call: 'listen', fd: listener }, 8);
    const client = fdOf(p.a.socket('stream'));
    p.a.connect(client, B, 80);
    p.run(10);
    expect(news.splice(0)).toEqual(['a 1:3 connected', 'b 8:3 readable']);
    p.b.call({ call: 'accept', fd: listener }, 8);
    p.a.send(client, 'x');
    p.run(10);
    expect(news.splice(0)).toEqual(['b 8:4 readable']);
    p.a.close(client);
    p.run(10);
    expect(news.splice(0)).toEqual(['b 8:4 readable']);
    p.b.call({ call: 'close', fd: 4 }, 8);
    p.run(100);
    expect(news).toEqual([]);
  });

  test('tells that a connection was refused', () => {
    const p = pipe();
    const news: string[] = [];
    p.a.onEvent = ({ what }) => void news.push(what);
    p.a.connect(fdOf(p.a.socket('stream')), B, 80);
    p.run(10);
    expect(news).toEqual(['error', 'closed']);
  });
});
