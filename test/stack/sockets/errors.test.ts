// ICMP errors and unanswered ARP questions, as the sockets that they are about hear of them (RFC 1122 sections 4.1.3.3, 4.2.3.9; RFC 1191).
import { describe, expect, test } from 'vitest';
import { embedHost, type EmbeddedHost, type EmbedOptions } from '../../../src/stack/embed.ts';
import { createRawWire } from '../../../src/stack/embed/rawWire.ts';
import { socketsUpward } from '../../../src/stack/sockets/arrive.ts';
import { internetChecksum, pseudoHeaderSum } from '../../../src/wire/checksum.ts';
import { icmp } from '../../../src/wire/icmp.ts';
import { ipv4 } from '../../../src/wire/ipv4.ts';
import { ACK, SYN, tcp } from '../../../src/wire/tcp.ts';
import { fdOf, heard, word } from './pipe.ts';

const ROUTER = 0x0a0000fe;
const HERE = 0x0a000001;
const THERE = 0xc0000201;

function packet(src: number, dst: number, proto: number, payload: Uint8Array): Uint8Array {
  const b = new Uint8Array(ipv4.size + payload.length);
  ipv4.write.version(b, 0, 4);
  ipv4.write.hdrLen(b, 0, 5);
  ipv4.write.len(b, 0, b.length);
  ipv4.write.ttl(b, 0, 64);
  ipv4.write.proto(b, 0, proto);
  ipv4.write.src(b, 0, src);
  ipv4.write.dst(b, 0, dst);
  ipv4.write.checksum(b, 0, internetChecksum(b, 0, ipv4.size));
  b.set(payload, ipv4.size);
  return b;
}

/** An error of a router about a packet; it quotes the IP header and 8 octets. */
function errorAbout(quoted: Uint8Array, type: number, code: number, mtu = 0): Uint8Array {
  const message = new Uint8Array(icmp.size + 28);
  icmp.write.type(message, 0, type);
  icmp.write.code(message, 0, code);
  icmp.write.mtu(message, 0, mtu);
  message.set(quoted.subarray(0, 28), icmp.size);
  icmp.write.checksum(message, 0, internetChecksum(message, 0, message.length));
  return packet(ROUTER, HERE, 1, message);
}

/** A segment of the peer, port 80, that acknowledges all of `sent`. */
function answer(sent: Uint8Array, flags: number, seq: number): Uint8Array {
  const at = ipv4.size;
  const b = new Uint8Array(tcp.size);
  const octets = sent.length - at - 4 * tcp.read.hdrLen(sent, at);
  tcp.write.srcport(b, 0, 80);
  tcp.write.dstport(b, 0, tcp.read.srcport(sent, at));
  tcp.write.seqRaw(b, 0, seq);
  tcp.write.ackRaw(b, 0, (tcp.read.seqRaw(sent, at) + octets + (tcp.read.flags(sent, at) & SYN ? 1 : 0)) >>> 0);
  tcp.write.hdrLen(b, 0, 5);
  tcp.write.flags(b, 0, flags);
  tcp.write.windowSizeValue(b, 0, 65_535);
  tcp.write.checksum(b, 0, internetChecksum(b, 0, b.length, pseudoHeaderSum(THERE, HERE, 6, b.length)));
  return packet(THERE, HERE, 6, b);
}

interface Opening {
  host: EmbeddedHost;
  fd: number;
  syn: Uint8Array;
}

function opening(options: EmbedOptions = {}): Opening {
  const host = embedHost({ addresses: ['10.0.0.1/24'], ...options });
  const fd = fdOf(host.socket('stream'));
  host.connect(fd, THERE, 80);
  return { host, fd, syn: host.takePackets()[0]! };
}

function open(options?: EmbedOptions): Opening {
  const self = opening(options);
  self.host.inject(answer(self.syn, SYN | ACK, 1000));
  self.host.takePackets();
  return self;
}

describe('while a connection is being opened', () => {
  test.each([
    [0, 'ENETUNREACH'],
    [1, 'EHOSTUNREACH'],
    [2, 'ENOPROTOOPT'],
    [3, 'ECONNREFUSED'],
  ])('"destination unreachable" with code %i ends it: %s', (code, failure) => {
    const { host, fd, syn } = opening();
    host.inject(errorAbout(syn, 3, code));
    expect(word(host.connect(fd, THERE, 80))).toBe(failure);
    expect(host.nextDeadline).toBe(Infinity);
  });

  test('an error about another connection, or about a number that is not under way, means nothing', () => {
    const { host, fd, syn } = opening();
    for (const [at, octet] of [
      [20, 1],
      [23, 81],
      [26, 1],
      [16, 1],
    ] as const) {
      const other = syn.slice();
      other[at] = other[at]! ^ octet;
      host.inject(errorAbout(other, 3, 3));
    }
    expect(word(host.connect(fd, THERE, 80))).toBe('EALREADY');
  });

  test('a next hop that does not answer ARP: EHOSTUNREACH', () => {
    const { host, fd, syn } = opening();
    const failed = {
      to: THERE,
      reason: 'EHOSTUNREACH',
      protocol: 6,
      packet: { bytes: syn, at: 0, end: syn.length },
    } as const;
    socketsUpward.sendFailed(host.state, failed, createRawWire(host.now, 1));
    expect(word(host.connect(fd, THERE, 80))).toBe('EHOSTUNREACH');
  });
});

describe('once there is a connection', () => {
  test('"destination unreachable" may pass; it is told when the connection is given up', () => {
    const { host, fd } = open({ tcp: { retries2: 2 } });
    host.send(fd, 'x');
    const [data] = host.takePackets();
    host.inject(errorAbout(data!, 3, 1));
    expect(heard(host.recv(fd, 1))).toBe('EAGAIN');
    host.advanceTo(600e9);
    expect(heard(host.recv(fd, 1))).toBe('EHOSTUNREACH');
  });

  test('"fragmentation needed": smaller segments, at once', () => {
    const { host, fd } = open();
    host.send(fd, new Uint8Array(400).fill(1));
    const [data] = host.takePackets();
    host.inject(errorAbout(data!, 3, 4, 240));
    expect(host.takePackets().map((one) => one.length)).toEqual([240, 240]);
    expect(host.getsockopt(fd, 'IP_MTU')).toEqual({ ok: true, value: 240 });
  });
});

describe('a connected UDP socket', () => {
  test.each([
    [3, 0, 'EAGAIN'],
    [3, 1, 'EAGAIN'],
    [3, 2, 'ENOPROTOOPT'],
    [3, 3, 'ECONNREFUSED'],
    [3, 10, 'EHOSTUNREACH'],
    [3, 4, 'EAGAIN'],
    [11, 0, 'EAGAIN'],
    [12, 0, 'EPROTO'],
  ])('hears of type %i with code %i: %s', (type, code, failure) => {
    const host = embedHost({ addresses: ['10.0.0.1/24'] });
    const fd = fdOf(host.socket('datagram'));
    host.connect(fd, THERE, 9);
    host.send(fd, 'hello');
    const [sent] = host.takePackets();
    host.inject(errorAbout(sent!, type, code));
    expect(heard(host.recv(fd, 1))).toBe(failure);
  });

  test('hears what was too long, where it may not be fragmented: EMSGSIZE', () => {
    const host = embedHost({ addresses: ['10.0.0.1/24'] });
    const fd = fdOf(host.socket('datagram'));
    host.setsockopt(fd, 'IP_MTU_DISCOVER', 2);
    host.connect(fd, THERE, 9);
    host.send(fd, new Uint8Array(1000));
    host.inject(errorAbout(host.takePackets()[0]!, 3, 4, 576));
    expect(word(host.send(fd, 'x'))).toBe('EMSGSIZE');
  });

  test('hears nothing about what others sent', () => {
    const host = embedHost({ addresses: ['10.0.0.1/24'] });
    const [fd, other] = [fdOf(host.socket('datagram')), fdOf(host.socket('datagram'))];
    host.connect(fd, THERE, 9);
    host.sendto(other, 'hello', THERE, 9);
    host.inject(errorAbout(host.takePackets()[0]!, 3, 3));
    expect([fd, other].map((one) => heard(host.recv(one, 1)))).toEqual(['EAGAIN', 'EAGAIN']);
  });
});

test('a segment for many is passed over in silence', () => {
  const host = embedHost({ addresses: ['10.0.0.1/24'] });
  const syn = (to: number): Uint8Array => {
    const b = new Uint8Array(tcp.size);
    tcp.write.srcport(b, 0, 4000);
    tcp.write.dstport(b, 0, 80);
    tcp.write.hdrLen(b, 0, 5);
    tcp.write.flags(b, 0, SYN);
    tcp.write.checksum(b, 0, internetChecksum(b, 0, b.length, pseudoHeaderSum(THERE, to, 6, b.length)));
    return packet(THERE, to, 6, b);
  };
  for (const to of [0x0a0000ff, 0xffffffff, 0xe0000001]) host.inject(syn(to));
  expect(host.takePackets()).toEqual([]);
  host.inject(syn(HERE));
  expect(host.takePackets()).toHaveLength(1); // the reset of a closed port
});

test('a connection with oneself', () => {
  const host = embedHost();
  const fd = fdOf(host.socket('stream'));
  host.bind(fd, '127.0.0.1', 5000);
  host.connect(fd, '127.0.0.1', 5000); // RFC 9293 figure 7, with one end
  host.send(fd, 'me');
  expect(heard(host.recv(fd, 10))).toBe("'me'");
  host.close(fd);
  host.advanceTo(100e9);
  expect(host.state.door.tcp.connections).toEqual([]);
});
