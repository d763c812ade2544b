// Every row of the table of socket behaviour that the course promises (2.3), and what its measurements say of Linux (G4 to G13).
import { describe, expect, test } from 'vitest';
import { ACK, FIN, RST, SYN, tcp } from '../../../src/wire/tcp.ts';
import { A, B, fdOf, heard, pipe, word, type Pipe, type PipeOptions } from './pipe.ts';

interface Connected extends Pipe {
  /** Descriptors: of `a` the client's, of `b` listener and connection. */
  client: number;
  listener: number;
  server: number;
}

function connected(options: PipeOptions = {}): Connected {
  const self = pipe(options);
  const listener = fdOf(self.b.socket('stream'));
  self.b.bind(listener, '0.0.0.0', 80);
  self.b.listen(listener, 5);
  const client = fdOf(self.a.socket('stream'));
  expect(word(self.a.connect(client, B, 80))).toBe('EINPROGRESS');
  self.run(10);
  expect(word(self.a.connect(client, B, 80))).toBe('ok');
  const server = fdOf(self.b.accept(listener));
  return Object.assign(self, { client, listener, server });
}

/** Flags of the segments that have left since the last call, as `a SA`. */
function segments(self: Pipe): string[] {
  return self.packets.splice(0).map(({ from, octets }) => {
    const at = (octets[0]! & 15) * 4;
    const flags = tcp.read.flags(octets, at);
    const names = [SYN, FIN, RST, ACK].map((flag, i) => (flags & flag ? 'SFRA'[i] : ''));
    const data = octets.length - at - 4 * tcp.read.hdrLen(octets, at);
    return `${from} ${names.join('')}${data ? ` ${data}` : ''}`;
  });
}

describe('recv(n)', () => {
  test('data buffered (even after FIN): 1…n bytes at once, never waits for n', () => {
    const p = connected();
    p.a.send(p.client, 'hello');
    p.a.close(p.client);
    p.run(10);
    expect(heard(p.b.recv(p.server, 1024))).toBe("'hello'");
  });

  test('empty buffer, FIN received: nothing, every time (G4)', () => {
    const p = connected();
    p.a.close(p.client);
    p.run(10);
    for (let i = 0; i < 3; i++) expect(heard(p.b.recv(p.server, 10))).toBe("''");
  });

  test('empty buffer, RST pending: ECONNRESET once, then nothing (G6)', () => {
    const p = connected();
    p.b.send(p.server, 'unread');
    p.run(10);
    p.a.close(p.client);
    p.run(10);
    expect(heard(p.b.recv(p.server, 10))).toBe('ECONNRESET');
    expect(heard(p.b.recv(p.server, 10))).toBe("''");
    expect(word(p.b.send(p.server, 'x'))).toBe('EPIPE');
  });

  test('empty buffer, open: waits', () => {
    const p = connected();
    expect(heard(p.b.recv(p.server, 10))).toBe('EAGAIN');
  });

  test('recv(0) / recv(-1): nothing / refused', () => {
    const p = connected();
    p.a.send(p.client, 'hello');
    p.run(10);
    expect(heard(p.b.recv(p.server, 0))).toBe("''");
    expect(heard(p.b.recv(p.server, -1))).toBe('EINVAL');
    expect(heard(p.b.recv(p.server, 9))).toBe("'hello'");
  });
});

describe('send(b)', () => {
  test('room in the send buffer: number of bytes taken; without a reader 64 KiB + 64 KiB in all (G28)', () => {
    const p = connected();
    let taken = 0;
    for (let round = 0; round < 50; round++) {
      const answer = p.a.send(p.client, new Uint8Array(50_000));
      taken += answer.ok ? answer.count : 0;
      p.run(100);
    }
    expect(taken).toBe(131_072);
    expect(word(p.a.send(p.client, 'x'))).toBe('EAGAIN');
  });

  test('peer sent FIN only, no RST yet: succeeds; peer answers RST (G5)', () => {
    const p = connected();
    p.b.close(p.server);
    p.run(10);
    segments(p);
    expect(p.a.send(p.client, 'x')).toMatchObject({ ok: true, count: 1 });
    p.run(10);
    expect(segments(p)).toEqual(['a A 1', 'b R']);
  });

  test('RST received after FIN, or second use after RST: EPIPE; recv keeps giving nothing (G5)', () => {
    const p = connected();
    p.b.close(p.server);
    p.run(10);
    p.a.send(p.client, 'x');
    p.run(10);
    expect(heard(p.a.recv(p.client, 10))).toBe("''");
    expect(word(p.a.send(p.client, 'y'))).toBe('EPIPE');
    expect(word(p.a.send(p.client, 'z'))).toBe('EPIPE');
    expect(heard(p.a.recv(p.client, 10))).toBe("''");
  });

  test('RST received without FIN, error not yet reported: ECONNRESET if send comes first, EPIPE afterwards (G6)', () => {
    const p = connected();
    p.b.send(p.server, 'unread');
    p.run(10);
    p.a.close(p.client);
    p.run(10);
    expect(word(p.b.send(p.server, 'x'))).toBe('ECONNRESET');
    expect(word(p.b.send(p.server, 'x'))).toBe('EPIPE');
    expect(heard(p.b.recv(p.server, 10))).toBe("''");
  });

  test("send(b''): 0, nothing on the wire, but EPIPE once an RST has come (G10)", () => {
    const p = connected();
    segments(p);
    expect(p.a.send(p.client, '')).toEqual({ ok: true, count: 0 });
    p.run(10);
    expect(segments(p)).toEqual([]);
    p.b.close(p.server);
    p.run(10);
    p.a.send(p.client, 'x');
    p.run(10);
    expect(word(p.a.send(p.client, ''))).toBe('EPIPE');
  });

  test('never connected TCP socket: EPIPE / ENOTCONN', () => {
    const { a } = pipe();
    const fd = fdOf(a.socket('stream'));
    expect(word(a.send(fd, 'x'))).toBe('EPIPE');
    expect(word(a.recv(fd, 1))).toBe('ENOTCONN');
  });
});

describe('connect', () => {
  test('closed port: SYN, RST+ACK, ECONNREFUSED at once; it does not wait for a server (G7)', () => {
    const p = pipe();
    const fd = fdOf(p.a.socket('stream'));
    expect(word(p.a.connect(fd, B, 80))).toBe('EINPROGRESS');
    expect(word(p.a.connect(fd, B, 80))).toBe('EALREADY');
    p.run(3);
    expect(segments(p)).toEqual(['a S', 'b RA']);
    expect(word(p.a.connect(fd, B, 80))).toBe('ECONNREFUSED');
    expect(word(p.a.connect(fd, B, 80))).toBe('EINPROGRESS');
  });

  test('closed port, SO_ERROR: the word, once', () => {
    const p = pipe();
    const fd = fdOf(p.a.socket('stream'));
    p.a.connect(fd, B, 80);
    p.run(3);
    expect(p.a.poll([fd])).toMatchObject({ ready: [{ readable: true, writable: true, error: true, hangup: true }] });
    expect(p.a.getsockopt(fd, 'SO_ERROR')).toEqual({ ok: true, value: 'ECONNREFUSED' });
    expect(p.a.getsockopt(fd, 'SO_ERROR')).toEqual({ ok: true, value: 0 });
  });

  test('no answer: ETIMEDOUT after seven SYNs', () => {
    const p = pipe({ loss: 1_000_000 });
    const fd = fdOf(p.a.socket('stream'));
    p.a.connect(fd, B, 80);
    p.run(200_000);
    expect(word(p.a.connect(fd, B, 80))).toBe('ETIMEDOUT');
    expect(segments(p)).toEqual(Array(7).fill('a S'));
  });

  test('no route: ENETUNREACH at once', () => {
    const p = pipe({ a: { addresses: [`${A}/24`], routes: ['10.0.0.0/24'] } });
    const fd = fdOf(p.a.socket('stream'));
    expect(word(p.a.connect(fd, '192.0.2.9', 80))).toBe('ENETUNREACH');
    const udp = fdOf(p.a.socket('datagram'));
    expect(word(p.a.sendto(udp, 'x', '192.0.2.9', 80))).toBe('ENETUNREACH');
  });

  test('connected already: EISCONN; a listening socket too', () => {
    const p = connected();
    expect(word(p.a.connect(p.client, B, 80))).toBe('EISCONN');
    expect(word(p.b.connect(p.listener, A, 80))).toBe('EISCONN');
  });

  test('address that is none / port 65536: refused', () => {
    const { a } = pipe();
    const fd = fdOf(a.socket('stream'));
    expect(word(a.connect(fd, 'nowhere', 80))).toBe('EINVAL');
    expect(word(a.connect(fd, B, 65_536))).toBe('EINVAL');
    expect(word(a.bind(fd, B, -1))).toBe('EINVAL');
  });

  test('and send succeed before accept is called; a client that has closed is accepted and its data read (G8)', () => {
    const p = pipe();
    const listener = fdOf(p.b.socket('stream'));
    p.b.bind(listener, B, 80);
    p.b.listen(listener, 1);
    const fds = [1, 2, 3].map(() => fdOf(p.a.socket('stream')));
    for (const fd of fds) {
      p.a.connect(fd, B, 80);
      p.run(10);
    }
    expect(fds.map((fd) => word(p.a.connect(fd, B, 80)))).toEqual(['ok', 'ok', 'EALREADY']);
    expect(segments(p).slice(-2)).toEqual(['a A', 'a S']); // not answered
    p.a.send(fds[0]!, 'early');
    p.a.close(fds[0]!);
    p.run(10);
    const server = fdOf(p.b.accept(listener));
    expect(heard(p.b.recv(server, 100))).toBe("'early'");
    expect(heard(p.b.recv(server, 100))).toBe("''");
  });
});

describe('bind', () => {
  test('taken / foreign address / port 0: EADDRINUSE / EADDRNOTAVAIL / picks an ephemeral port', () => {
    const { a } = pipe();
    for (const type of ['stream', 'datagram'] as const) {
      const [one, two, three] = [1, 2, 3].map(() => fdOf(a.socket(type)));
      expect(word(a.bind(one!, A, 80))).toBe('ok');
      expect(word(a.bind(two!, '0.0.0.0', 80))).toBe('EADDRINUSE');
      expect(word(a.bind(two!, '127.0.0.1', 80))).toBe('ok');
      expect(word(a.bind(three!, B, 80))).toBe('EADDRNOTAVAIL');
      expect(word(a.bind(three!, A, 0))).toBe('ok');
      expect(a.getsockname(three!)).toMatchObject({ port: 49152 });
      expect(word(a.bind(three!, A, 0))).toBe('EINVAL');
    }
  });

  test('same port TCP and UDP: both allowed', () => {
    const { a } = pipe();
    for (const type of ['stream', 'datagram'] as const) expect(word(a.bind(fdOf(a.socket(type)), A, 53))).toBe('ok');
  });

  test('while a listener holds the port: EADDRINUSE, also with SO_REUSEADDR (G9)', () => {
    const { a } = pipe();
    const [one, two] = [1, 2].map(() => fdOf(a.socket('stream')));
    for (const fd of [one!, two!]) a.setsockopt(fd, 'SO_REUSEADDR', 1);
    a.bind(one!, '0.0.0.0', 80);
    a.listen(one!);
    expect(word(a.bind(two!, '0.0.0.0', 80))).toBe('EADDRINUSE');
  });

  test('both with SO_REUSEADDR and none listens: allowed; but only one may listen', () => {
    const { a } = pipe();
    const [one, two] = [1, 2].map(() => fdOf(a.socket('stream')));
    for (const fd of [one!, two!]) a.setsockopt(fd, 'SO_REUSEADDR', true);
    expect([one!, two!].map((fd) => word(a.bind(fd, A, 80)))).toEqual(['ok', 'ok']);
    expect([one!, two!].map((fd) => word(a.listen(fd)))).toEqual(['ok', 'EADDRINUSE']);
  });

  test('after the server closed first: EADDRINUSE from TIME-WAIT, cured by SO_REUSEADDR (G9)', () => {
    const p = connected();
    p.b.close(p.server);
    p.b.close(p.listener);
    p.run(10);
    p.a.close(p.client);
    p.run(10);
    const fd = fdOf(p.b.socket('stream'));
    expect(word(p.b.bind(fd, '0.0.0.0', 80))).toBe('EADDRINUSE');
    p.b.setsockopt(fd, 'SO_REUSEADDR', 1);
    expect(word(p.b.bind(fd, '0.0.0.0', 80))).toBe('ok');
  });

  test('after TIME-WAIT is over the port is free', () => {
    const p = connected();
    p.b.close(p.server);
    p.b.close(p.listener);
    p.run(10);
    p.a.close(p.client);
    p.run(60_000);
    expect(word(p.b.bind(fdOf(p.b.socket('stream')), '0.0.0.0', 80))).toBe('ok');
    expect(p.b.state.door.tcp.connections).toEqual([]);
    expect(p.a.state.door.tcp.connections).toEqual([]);
  });
});

describe('listen and accept', () => {
  test('listen without bind: picks an ephemeral port', () => {
    const { a } = pipe();
    const fd = fdOf(a.socket('stream'));
    a.listen(fd);
    expect(a.getsockname(fd)).toEqual({ ok: true, ip: 0, port: 49152 });
  });

  test('accept without listen: EINVAL; with nobody there: EAGAIN; on UDP: EOPNOTSUPP', () => {
    const { a } = pipe();
    const fd = fdOf(a.socket('stream'));
    expect(word(a.accept(fd))).toBe('EINVAL');
    a.listen(fd);
    expect(word(a.accept(fd))).toBe('EAGAIN');
    expect(word(a.accept(fdOf(a.socket('datagram'))))).toBe('EOPNOTSUPP');
    expect(word(a.listen(fdOf(a.socket('datagram'))))).toBe('EOPNOTSUPP');
  });

  test('closing the listener resets those whom nobody has accepted', () => {
    const p = pipe();
    const listener = fdOf(p.b.socket('stream'));
    p.b.bind(listener, B, 80);
    p.b.listen(listener);
    const fd = fdOf(p.a.socket('stream'));
    p.a.connect(fd, B, 80);
    p.run(10);
    p.b.close(listener);
    p.run(10);
    expect(word(p.a.recv(fd, 1))).toBe('ECONNRESET');
    expect(p.b.state.door.tcp.connections).toEqual([]);
  });
});

describe('names', () => {
  test('getsockname fresh / after sendto: 0.0.0.0:0 / 0.0.0.0:port', () => {
    const { a } = pipe();
    const fd = fdOf(a.socket('datagram'));
    expect(a.getsockname(fd)).toEqual({ ok: true, ip: 0, port: 0 });
    a.sendto(fd, 'x', B, 5000);
    expect(a.getsockname(fd)).toEqual({ ok: true, ip: 0, port: 49152 });
  });

  test('getpeername not connected: ENOTCONN', () => {
    const p = connected();
    for (const type of ['stream', 'datagram'] as const) {
      expect(word(p.a.getpeername(fdOf(p.a.socket(type))))).toBe('ENOTCONN');
    }
    expect(p.a.getpeername(p.client)).toEqual({ ok: true, ip: 0x0a000002, port: 80 });
    expect(p.a.getsockname(p.client)).toEqual({ ok: true, ip: 0x0a000001, port: 49152 });
    expect(p.b.getpeername(p.server)).toEqual({ ok: true, ip: 0x0a000001, port: 49152 });
  });
});

describe('shutdown and close', () => {
  test('shutdown(SHUT_WR): FIN; recv still works; send: EPIPE', () => {
    const p = connected();
    segments(p);
    expect(word(p.a.shutdown(p.client, 'write'))).toBe('ok');
    p.run(10);
    expect(segments(p)).toEqual(['a FA', 'b A']);
    expect(word(p.a.send(p.client, 'x'))).toBe('EPIPE');
    p.b.send(p.server, 'still');
    p.run(10);
    expect(heard(p.a.recv(p.client, 10))).toBe("'still'");
  });

  test('shutdown not connected: ENOTCONN', () => {
    const { a } = pipe();
    for (const type of ['stream', 'datagram'] as const) {
      expect(word(a.shutdown(fdOf(a.socket(type)), 'both'))).toBe('ENOTCONN');
    }
  });

  test('close with unread data: RST instead of FIN', () => {
    const p = connected();
    p.a.send(p.client, 'unread');
    p.run(100);
    segments(p);
    p.b.close(p.server);
    p.run(10);
    expect(segments(p)).toEqual(['b RA']);
  });

  test('close with SO_LINGER 0: RST', () => {
    const p = connected();
    segments(p);
    p.b.setsockopt(p.server, 'SO_LINGER', { on: true, seconds: 0 });
    p.b.close(p.server);
    p.run(10);
    expect(segments(p)).toEqual(['b RA']);
    expect(heard(p.a.recv(p.client, 1))).toBe('ECONNRESET');
  });

  test('any call after close: EBADF', () => {
    const { a } = pipe();
    const fd = fdOf(a.socket('stream'));
    a.close(fd);
    const answers = [
      ...[a.bind(fd, A, 1), a.listen(fd), a.accept(fd), a.connect(fd, B, 1), a.send(fd, 'x'), a.recv(fd, 1)],
      ...[a.sendto(fd, 'x', B, 1), a.recvfrom(fd, 1), a.shutdown(fd, 'both'), a.close(fd), a.getsockname(fd)],
      ...[a.getpeername(fd), a.setsockopt(fd, 'SO_REUSEADDR', 1), a.getsockopt(fd, 'SO_ERROR')],
    ];
    expect(answers.map(word)).toEqual(answers.map(() => 'EBADF'));
    expect(a.poll([fd])).toMatchObject({ ready: [{ invalid: true }] });
    expect(fdOf(a.socket('stream'))).toBe(fd);
  });

  test('a killed process: FIN, or RST where something was not read', () => {
    const p = connected();
    segments(p);
    p.a.kill();
    p.run(10);
    expect(segments(p)).toEqual(['a FA', 'b A']);
    const q = connected();
    q.b.send(q.server, 'unread');
    q.run(100);
    segments(q);
    q.a.kill();
    q.run(10);
    expect(segments(q)).toEqual(['a RA']);
  });
});
