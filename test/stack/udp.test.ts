// UDP and echo on a host (RFC 768, RFC 1122 sections 3.2.2.6 and 4.1).
import { describe, expect, test } from 'vitest';
import { sendEcho } from '../../src/devices/host/send.ts';
import { bindUdp, sendDatagram } from '../../src/stack/udp.ts';
import { encodeFrame, type LayerInput } from '../../src/wire/encode.ts';
import { udp } from '../../src/wire/udp.ts';
import { ip, lan, listen, listenOn, type Lan } from '../support/lan.ts';

const three = (): Lan =>
  lan({ A: { eth: ['192.168.12.1/24'] }, B: { eth: ['192.168.12.2/24'] }, C: { eth: ['192.168.12.3/24'] } }, [
    ['A.eth0', 'B.eth0', 'C.eth0'],
  ]);
const text = (value: string): Uint8Array => Uint8Array.from(value, (c) => c.charCodeAt(0));
const send = (l: Lan, from: string, to: string, payload: Uint8Array, more: object = {}): unknown =>
  sendDatagram(l.hosts[from], { to: ip(to), toPort: 5000, fromPort: 4000, payload, ...more }, l.table);

/** A socket on port 5000 of a host. */
const open = (l: Lan, name: string, address = '0.0.0.0'): void => listenOn(l, name, 5000, ip(address));

describe('a datagram', () => {
  test('reaches the socket that is bound', () => {
    const l = three();
    open(l, 'B');
    expect(send(l, 'A', '192.168.12.2', text('hello'))).toBeUndefined();
    l.run(50);
    expect(l.heard).toEqual(['B udp 192.168.12.1:4000 > 192.168.12.2:5000 5 hello']);
  });

  test('may be empty, or as long as a packet can be', () => {
    const l = three();
    open(l, 'B');
    expect(send(l, 'A', '192.168.12.2', new Uint8Array(0))).toBeUndefined();
    expect(send(l, 'A', '192.168.12.2', new Uint8Array(65_507).fill(65))).toBeUndefined();
    expect(send(l, 'A', '192.168.12.2', new Uint8Array(65_508))).toBe('EMSGSIZE');
    l.run(100);
    expect(l.heard.map((line) => line.split(' ')[5])).toEqual(['0', '65507']);
  });

  test('to a port that nobody has is answered: port unreachable', () => {
    const l = three();
    listen(l, 'A');
    send(l, 'A', '192.168.12.2', text('x'));
    expect(l.run(50)).toContain('3 B.eth0 drop udp-no-port 5000');
    expect(l.heard).toEqual(['A icmp 3/3 from 192.168.12.2 ttl=64 ident=0 seq=0 about 17 to 192.168.12.2:5000']);
  });

  test('to the own machine goes over loopback', () => {
    const l = three();
    open(l, 'A');
    send(l, 'A', '127.0.0.1', text('me'));
    send(l, 'A', '192.168.12.1', text('me'));
    l.run(10);
    expect(l.heard).toEqual([
      'A udp 127.0.0.1:4000 > 127.0.0.1:5000 2 me',
      'A udp 192.168.12.1:4000 > 192.168.12.1:5000 2 me',
    ]);
  });

  test('is told of when nobody has its address', () => {
    const l = three();
    listen(l, 'A');
    send(l, 'A', '192.168.12.9', text('x'));
    l.run(5000);
    expect(l.heard).toEqual(['A failed EHOSTUNREACH 192.168.12.9 ident=undefined seq=undefined port=5000']);
  });

  test('has a checksum that is never 0 on the wire', () => {
    const l = three();
    const checksumOf = (payload: Uint8Array): number => {
      send(l, 'A', '192.168.12.1', payload);
      return udp.read.checksum(l.table.bytesOf(l.table.record.frameCount - 1), 34);
    };
    // The word that makes the sum come out as 0 is the checksum of the same datagram with 0 there.
    const word = checksumOf(Uint8Array.of(0, 0));
    expect(checksumOf(Uint8Array.of(word >> 8, word))).toBe(0xffff);
    expect(checksumOf(Uint8Array.of(word >> 8, word - 1))).toBe(1);
  });
});

describe('broadcast', () => {
  test.each(['192.168.12.255', '255.255.255.255'])('to %s needs to be meant, and reaches all that listen', (to) => {
    const l = three();
    for (const name of ['A', 'B', 'C']) open(l, name);
    expect(send(l, 'A', to, text('all'))).toBe('EACCES');
    expect(send(l, 'A', to, text('all'), { broadcast: true })).toBeUndefined();
    expect(l.run(50).filter((line) => !line.includes('udp-read'))).toHaveLength(1);
    expect(l.heard).toEqual([
      `B udp 192.168.12.1:4000 > ${to}:5000 3 all`,
      `C udp 192.168.12.1:4000 > ${to}:5000 3 all`,
    ]);
  });
});

describe('sockets', () => {
  test('a port is taken once, for each address', () => {
    const { hosts } = three();
    const { A } = hosts;
    const bind = (port: number, pid: number, address?: string): unknown => {
      const bound = bindUdp(A, port, { pid, fd: 3 }, address === undefined ? undefined : ip(address));
      return bound.ok || bound.failure;
    };
    expect(bind(53, 1, '192.168.12.1')).toBe(true);
    expect(bind(53, 2, '127.0.0.1')).toBe(true);
    expect(bind(53, 3)).toBe('EADDRINUSE');
    expect(bind(53, 3, '192.168.12.1')).toBe('EADDRINUSE');
    expect(bind(54, 3, '192.168.12.2')).toBe('EADDRNOTAVAIL');
  });

  test('port 0 gives ephemeral ports, counted up from 49152, until all are taken', () => {
    const { A } = three().hosts;
    const owner = { pid: 1, fd: 3 };
    const ports = Array.from({ length: 3 }, () => bindUdp(A, 0, owner)).map((b) => (b.ok ? b.socket.port : 0));
    expect(ports).toEqual([49152, 49153, 49154]);
    A.nextPort = 65535;
    expect(bindUdp(A, 0, owner)).toMatchObject({ socket: { port: 65535 } });
    expect(bindUdp(A, 0, owner)).toMatchObject({ socket: { port: 49155 } });
  });

  test('one bound to an address hears only what is for it', () => {
    const l = three();
    open(l, 'B', '127.0.0.1');
    send(l, 'A', '192.168.12.2', text('x'));
    expect(l.run(50)).toContain('3 B.eth0 drop udp-no-port 5000');
  });
});

const A = '02:00:00:00:0a:00';
const frame = (rest: LayerInput[], dst = '192.168.12.1'): Uint8Array =>
  encodeFrame([{ eth: { dst: A, src: '02:00:00:00:0b:00' } }, { ip: { src: '192.168.12.2', dst, ttl: 64 } }, ...rest]);

describe('what is refused', () => {
  test.each([
    ['a wrong UDP checksum', [{ udp: { srcport: 1, dstport: 5000, checksum: 0x1111 } }], 'udp-bad-checksum'],
    ['a UDP length beyond the packet', [{ udp: { srcport: 1, dstport: 5000, length: 100 } }], 'udp-bad-length'],
    ['a UDP length below its header', [{ udp: { srcport: 1, dstport: 5000, length: 7 } }], 'udp-bad-length'],
    [
      'a wrong ICMP checksum',
      [{ icmp: { type: 8, code: 0, ident: 1, seq: 1, checksum: 0x1111 } }],
      'icmp-bad-checksum',
    ],
    [
      'an ICMP type that nobody uses',
      [{ icmp: { type: 40, code: 0 } }, { data: { zeros: 4 } }],
      'icmp-unknown-type 40',
    ],
  ] as [string, LayerInput[], string][])('%s', (_, rest, reason) => {
    const l = three();
    open(l, 'A');
    expect(l.deliver('A.eth0', frame(rest))).toEqual([`0 A.eth0 drop ${reason}`]);
    expect(l.heard).toEqual([]);
  });

  test('a UDP header or ICMP message cut short', () => {
    const l = three();
    const bytes = (proto: number): Uint8Array =>
      encodeFrame([
        { eth: { dst: A, src: '02:00:00:00:0b:00' } },
        { ip: { src: '192.168.12.2', dst: '192.168.12.1', ttl: 64, proto } },
        { data: { zeros: 7 } },
      ]);
    expect(l.deliver('A.eth0', bytes(17))).toEqual(['0 A.eth0 drop udp-bad-length']);
    expect(l.deliver('A.eth0', bytes(1))).toEqual(['0 A.eth0 drop icmp-too-short']);
  });

  test('no checksum at all is right for UDP', () => {
    const l = three();
    open(l, 'A');
    l.deliver('A.eth0', frame([{ udp: { srcport: 1, dstport: 5000, checksum: 0 } }, { data: 'plain' }]));
    expect(l.heard).toEqual(['A udp 192.168.12.2:1 > 192.168.12.1:5000 5 plain']);
  });
});

describe('echo', () => {
  const request = { ident: 1, seq: 1, payload: 56 };
  test('comes back with its data, whatever that is, and a right checksum', () => {
    const l = three();
    listen(l, 'A');
    for (let seq = 0; seq < 300; seq++) {
      const payload = new Uint8Array(seq).fill(255 - (seq & 255));
      sendEcho(l.hosts['A'], { to: ip('192.168.12.2'), ident: 0xffff - seq, seq, payload }, l.table);
      l.run(seq * 10 + 10);
    }
    expect(l.heard).toHaveLength(300); // a wrong checksum would have been dropped
    const bytes = l.table.bytesOf(l.table.record.frameCount - 1);
    expect(bytes.slice(42, 42 + 299)).toEqual(new Uint8Array(299).fill(255 - (299 & 255)));
  });

  test('to a broadcast address is answered only by hosts that are told to', () => {
    const l = three();
    l.hosts['C'].options.echoBroadcast = true;
    listen(l, 'A');
    sendEcho(l.hosts['A'], { to: ip('192.168.12.255'), ...request }, l.table);
    expect(l.run(50)).toContain('1 B.eth0 drop icmp-echo-ignored');
    expect(l.heard).toEqual(['A icmp 0/0 from 192.168.12.3 ttl=64 ident=1 seq=1']);
  });

  test('is not answered by a host that is told to be silent', () => {
    const l = three();
    l.hosts['B'].options.echo = false;
    sendEcho(l.hosts['A'], { to: ip('192.168.12.2'), ...request }, l.table);
    expect(l.run(50).at(-1)).toBe('3 C.eth0 drop nic-not-mine');
  });
});
