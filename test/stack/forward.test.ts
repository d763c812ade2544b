// Routers: next hop, time to live, errors, fragments (RFC 1812).
import { describe, expect, test } from 'vitest';
import { sendEcho, sendIp } from '../../src/devices/host/send.ts';
import { addRoute, setGateway, setMtu } from '../../src/devices/host/settings.ts';
import { internetChecksum } from '../../src/wire/checksum.ts';
import { encodeFrame } from '../../src/wire/encode.ts';
import { ethernet } from '../../src/wire/ethernet.ts';
import { ipv4 } from '../../src/wire/ipv4.ts';
import { ip, lan, listen, mac, type Lan } from '../support/lan.ts';

/** A – R – Q – C: two routers, three LANs. */
const chain = (mtu: [number, number] = [1500, 1500]): Lan =>
  lan(
    {
      A: { eth: ['192.168.12.1/24'], gateway: '192.168.12.254' },
      R: { eth: ['192.168.12.254/24', '10.0.0.1/30'], gateway: '10.0.0.2', router: true, mtu },
      Q: { eth: ['10.0.0.2/30', '192.168.13.254/24'], gateway: '10.0.0.1', router: true },
      C: { eth: ['192.168.13.1/24'], gateway: '192.168.13.254' },
    },
    [
      ['A.eth0', 'R.eth0'],
      ['R.eth1', 'Q.eth0'],
      ['Q.eth1', 'C.eth0'],
    ],
  );
const C = '192.168.13.1';
const ping = (l: Lan, to: string, more: object = {}): unknown =>
  sendEcho(l.hosts['A'], { to: ip(to), ident: 7, seq: 1, payload: 56, ...more }, l.table);

/** The frames with IPv4 that were sent by a port, by its MAC. */
const packetsFrom = (l: Lan, from: string): Uint8Array[] =>
  Array.from({ length: l.table.record.frameCount }, (_, i) => l.table.bytesOf(i)).filter(
    (b) =>
      ethernet.read.src(b, 0) === mac(from) && ethernet.read.type(b, 0) === 0x0800 && ethernet.read.dst(b, 0) !== 0,
  );

describe('a packet on its way', () => {
  test('gets new MACs and one less to live at each hop; addresses and payload stay', () => {
    const l = chain();
    listen(l, 'A');
    ping(l, C);
    l.run(100);
    expect(l.heard).toEqual(['A icmp 0/0 from 192.168.13.1 ttl=62 ident=7 seq=1']);
    const [a] = packetsFrom(l, '02:00:00:00:0a:00');
    const [r] = packetsFrom(l, '02:00:00:00:0b:01');
    const [q] = packetsFrom(l, '02:00:00:00:0c:01');
    expect([a, r, q].map((b) => ethernet.read.dst(b, 0))).toEqual(
      ['0b:00', '0c:00', '0d:00'].map((end) => mac(`02:00:00:00:${end}`)),
    );
    expect([a, r, q].map((b) => ipv4.read.ttl(b, 14))).toEqual([64, 63, 62]);
    for (const b of [a, r, q]) expect(internetChecksum(b, 14, 34)).toBe(0);
    const same = (b: Uint8Array) => [...b.slice(14, 22), ...b.slice(23, 24), ...b.slice(26)];
    expect(same(r)).toEqual(same(a));
    expect(same(q)).toEqual(same(a));
  });

  test('the checksum is right after every time to live', () => {
    const l = chain();
    ping(l, C);
    l.run(100);
    for (let ttl = 3; ttl < 256; ttl++) {
      ping(l, C, { ttl, seq: ttl });
      l.run(100 + ttl * 20);
    }
    const forwarded = packetsFrom(l, '02:00:00:00:0c:01').filter((b) => ipv4.read.dst(b, 14) === ip(C));
    expect(new Set(forwarded.map((b) => ipv4.read.ttl(b, 14))).size).toBe(253);
    for (const b of forwarded) expect(internetChecksum(b, 14, 34)).toBe(0);
  });

  test('dies where its time to live ends, and the router tells', () => {
    const l = chain();
    listen(l, 'A');
    ping(l, C, { ttl: 1 });
    const lines = l.run(100);
    expect(lines.filter((line) => line.includes('drop'))).toEqual(['3 R.eth0 drop ip-ttl-exceeded 1']);
    ping(l, C, { ttl: 2, seq: 2 });
    l.run(200);
    expect(l.heard).toEqual([
      'A icmp 11/0 from 192.168.12.254 ttl=64 ident=7 seq=1 about 1 to 192.168.13.1',
      'A icmp 11/0 from 10.0.0.2 ttl=63 ident=7 seq=2 about 1 to 192.168.13.1',
    ]);
    expect(l.causeOf(l.rowOf('icmp-error'))).toBe(l.rowOf('ip-ttl-exceeded'));
  });

  test('the error comes from the interface by which it leaves, and keeps the type of service', () => {
    // A's packets reach R by one LAN, and R's way to A is another (RFC 1812 sections 4.3.2.4 and 4.3.2.5).
    const l = lan(
      {
        A: { eth: ['192.168.12.1/24', '10.1.0.1/24'], gateway: '192.168.12.254' },
        R: { eth: ['192.168.12.254/24', '10.2.0.1/24'], router: true },
        Q: { eth: ['10.1.0.2/24', '10.2.0.2/24'], router: true },
      },
      [
        ['A.eth0', 'R.eth0'],
        ['R.eth1', 'Q.eth1'],
        ['A.eth1', 'Q.eth0'],
      ],
    );
    listen(l, 'A');
    addRoute(l.hosts['R'], { to: ip('10.1.0.0'), prefix: 24, via: ip('10.2.0.2') }, l.table);
    const payload = new Uint8Array(8);
    sendIp(
      l.hosts['A'],
      { to: ip('10.9.0.1'), source: ip('10.1.0.1'), protocol: 17, ttl: 1, dsfield: 0x1c, payload },
      l.table,
    );
    l.run(100);
    expect(l.heard).toEqual([expect.stringContaining('icmp 3/0 from 10.2.0.1')]);
    const [error] = packetsFrom(l, '02:00:00:00:0c:00');
    expect(ipv4.read.dsfield(error, 14)).toBe(0xdc);
  });

  test('ends where no route leads on: network unreachable', () => {
    const l = chain();
    listen(l, 'A');
    setGateway(l.hosts['R'], undefined, l.table);
    l.news();
    ping(l, C);
    expect(l.run(100)).toContain('3 R.eth0 drop ip-no-route 192.168.13.1');
    expect(l.heard).toEqual(['A icmp 3/0 from 192.168.12.254 ttl=64 ident=7 seq=1 about 1 to 192.168.13.1']);
  });

  test('ends where nobody answers the last ARP question: host unreachable', () => {
    const l = chain();
    listen(l, 'A');
    ping(l, '192.168.13.9');
    expect(l.run(10_000)).toContain('3006 Q.eth1 drop arp-unresolved 192.168.13.9');
    expect(l.heard).toEqual(['A icmp 3/1 from 10.0.0.2 ttl=63 ident=7 seq=1 about 1 to 192.168.13.9']);
  });

  test('comes back only if the other side knows the way too: the answer ends as a frame with its reason', () => {
    const l = chain();
    setGateway(l.hosts['C'], undefined, l.table);
    l.news();
    ping(l, C);
    const lines = l.run(100);
    expect(lines.at(-1)).toBe('9 C.* drop ip-no-route 192.168.12.1');
    expect(l.causeOf(l.rowOf('C.* drop ip-no-route'))).toBe(l.rowOf('Q.eth1 released-after-arp'));
  });
});

describe('never sent on', () => {
  const send = (l: Lan, dst: string, to: string, fields: object = {}): string[] =>
    l.deliver(
      'R.eth0',
      encodeFrame([
        { eth: { dst, src: '02:00:00:00:0a:00' } },
        { ip: { src: '192.168.12.1', dst: to, ttl: 64, ...fields } },
        { udp: { srcport: 1, dstport: 2 } },
      ]),
    );
  const R = '02:00:00:00:0b:00';
  test.each([
    ['a frame for everybody', 'ff:ff:ff:ff:ff:ff', C, 'ip-not-mine 192.168.13.1'],
    ['127/8', R, '127.0.0.1', 'ip-bad-source 192.168.12.1'],
    ['0/8', R, '0.1.2.3', 'ip-not-mine 0.1.2.3'],
    ['240/4', R, '250.0.0.1', 'ip-not-mine 250.0.0.1'],
    ['a group', R, '239.1.1.1', 'ip-not-mine 239.1.1.1'],
    ['the broadcast of another of its networks', R, '10.0.0.3', 'ip-not-mine 10.0.0.3'],
  ])('%s', (_, dst, to, reason) => {
    expect(send(chain(), dst, to)).toEqual([`0 R.eth0 drop ${reason}`]);
  });

  test('a packet that chooses its own way', () => {
    expect(send(chain(), R, C, { options: '83070408080808 00' })).toEqual(['0 R.eth0 drop ip-source-routed']);
  });

  test('by a host that is no router', () => {
    const l = chain();
    l.hosts['R'].forwarding = false;
    expect(send(l, R, C)).toEqual(['0 R.eth0 drop ip-not-mine 192.168.13.1']);
  });

  test.each([
    ['an ICMP error', { proto: 1, ttl: 1 }, '03000000'],
    ['a later fragment', { ttl: 1, fragOffset: 8 }, '00000000'],
    ['a source that is no host', { ttl: 1, src: 0 }, '00000000'],
  ] as [string, object, string][])('an error about %s', (_, fields, data) => {
    const l = chain();
    const bytes = encodeFrame([
      { eth: { dst: R, src: '02:00:00:00:0a:00' } },
      { ip: { src: '192.168.12.1', dst: C, ttl: 64, proto: 17, ...fields } },
      { data: { hex: data.padEnd(16, '0') } },
    ]);
    expect(l.deliver('R.eth0', bytes)).toHaveLength(1);
  });
});

describe('errors', () => {
  test('quote as much as fits into 576 octets', () => {
    const l = chain();
    ping(l, C, { ttl: 1, payload: 1000 });
    l.run(100);
    const [error] = packetsFrom(l, '02:00:00:00:0b:00').filter((b) => b[34] === 11);
    const [request] = packetsFrom(l, '02:00:00:00:0a:00');
    expect(ipv4.read.len(error, 14)).toBe(576);
    expect(ipv4.read.dsfield(error, 14)).toBe(0xc0);
    expect(error.slice(42, 42 + 548)).toEqual(request.slice(14, 14 + 548));
    expect(internetChecksum(error, 34, 14 + 576)).toBe(0);
  });

  test('come no faster than the router is told', () => {
    const l = chain();
    l.hosts['R'].options.icmpErrorInterval = 50e6;
    listen(l, 'A');
    for (let seq = 1; seq <= 10; seq++) {
      ping(l, C, { ttl: 1, seq });
      l.run(seq * 20);
    }
    expect(l.heard.map((line) => /seq=(\d+)/.exec(line)![1])).toEqual(['1', '4', '7', '10']);
  });

  test('can be turned off', () => {
    const l = chain();
    l.hosts['R'].options.icmpErrors = false;
    listen(l, 'A');
    ping(l, C, { ttl: 1 });
    l.run(100);
    expect(l.heard).toEqual([]);
  });
});

describe('a link that is too narrow', () => {
  test('cuts the packet; the pieces come together at the other end, and the answer comes back', () => {
    const l = chain([1500, 576]);
    listen(l, 'A');
    ping(l, C, { payload: 1400 });
    const lines = l.run(200);
    expect(lines.filter((line) => line.includes('R.eth1 released-after-arp'))).toHaveLength(3);
    expect(l.heard).toEqual(['A icmp 0/0 from 192.168.13.1 ttl=62 ident=7 seq=1']);
    const pieces = packetsFrom(l, '02:00:00:00:0b:01').filter(
      (b) => ipv4.read.src(b, 14) === ip('192.168.12.1') && ethernet.read.dst(b, 0) !== 0,
    );
    expect(
      pieces.map((b) => [ipv4.read.len(b, 14), ipv4.read.fragOffset(b, 14) * 8, ipv4.read.flagsMf(b, 14)]),
    ).toEqual([
      [572, 0, 1],
      [572, 552, 1],
      [20 + 1408 - 1104, 1104, 0],
    ]);
    for (const b of pieces) expect(internetChecksum(b, 14, 34)).toBe(0);
  });

  test('that may not cut it tells what would fit', () => {
    const l = chain([1500, 576]);
    listen(l, 'A');
    ping(l, C, { payload: 1400, df: true });
    expect(l.run(200)).toContain('3 R.eth0 drop ip-df-too-big 1428 576');
    expect(l.heard).toEqual(['A icmp 3/4 from 192.168.12.254 ttl=64 ident=7 seq=1 mtu=576 about 1 to 192.168.13.1']);
    ping(l, C, { payload: 576 - 28, df: true, seq: 2 });
    l.run(300);
    expect(l.heard.at(-1)).toBe('A icmp 0/0 from 192.168.13.1 ttl=62 ident=7 seq=2');
  });

  test('cuts pieces again', () => {
    const l = chain([1500, 576]);
    setMtu(l.hosts['Q'], 1, 100, l.table);
    listen(l, 'A');
    ping(l, C, { payload: 3000 });
    l.run(500);
    expect(l.heard).toEqual(['A icmp 0/0 from 192.168.13.1 ttl=62 ident=7 seq=1']);
  });

  test('copies into later pieces only the options that say so (RFC 791 section 3.1)', () => {
    const l = chain([1500, 100]);
    // Record route (7, not copied) and stream identifier (0x88, copied).
    const bytes = encodeFrame([
      { eth: { dst: '02:00:00:00:0b:00', src: '02:00:00:00:0a:00' } },
      { ip: { src: '192.168.12.1', dst: C, ttl: 64, options: '07 07 04 00 00 00 00 88 04 12 34 00' } },
      { udp: { srcport: 1, dstport: 2 } },
      { data: { zeros: 150 } },
    ]);
    l.deliver('R.eth0', bytes);
    l.run(20);
    const pieces = packetsFrom(l, '02:00:00:00:0b:01').filter((b) => ethernet.read.dst(b, 0) !== 0);
    expect(pieces.map((b) => ipv4.read.hdrLen(b, 14))).toEqual([8, 6, 6]);
    expect(pieces.map((b) => [...b.slice(34, 14 + ipv4.read.hdrLen(b, 14) * 4)])).toEqual([
      [7, 7, 4, 0, 0, 0, 0, 0x88, 4, 0x12, 0x34, 0],
      [0x88, 4, 0x12, 0x34],
      [0x88, 4, 0x12, 0x34],
    ]);
    for (const b of pieces) expect(internetChecksum(b, 14, 14 + ipv4.read.hdrLen(b, 14) * 4)).toBe(0);
  });
});

describe('the way', () => {
  test('is the longest prefix, then the smallest metric', () => {
    const l = lan({ R: { eth: ['10.0.1.1/24', '10.0.2.1/24', '10.0.3.1/24'], router: true } }, []);
    const R = l.hosts['R'];
    const to = (text: string, prefix: number, via: string, metric = 0): unknown =>
      addRoute(R, { to: ip(text), prefix, via: ip(via), metric }, l.table);
    for (const failure of [
      to('0.0.0.0', 0, '10.0.1.9'),
      to('172.16.0.0', 12, '10.0.2.9', 5),
      to('172.16.0.0', 12, '10.0.1.8', 2),
      to('172.16.5.0', 24, '10.0.3.9'),
    ]) {
      expect(failure).toBeUndefined();
    }
    const port = (text: string): string => {
      sendIp(R, { to: ip(text), protocol: 99, payload: new Uint8Array(0) }, l.table);
      return (
        l
          .news()
          .find((line) => line.includes('arp'))
          ?.split(' ')[1] ?? 'no new question'
      );
    };
    expect([port('8.8.8.8'), port('172.17.0.1'), port('172.16.5.1'), port('10.0.2.44')]).toEqual([
      'R.eth0',
      'R.eth0',
      'R.eth2',
      'R.eth1',
    ]);
  });
});
