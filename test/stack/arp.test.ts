// ARP between hosts, as RFC 826, RFC 1122 section 2.3.2 and the course's lesson on it say.
import { describe, expect, test } from 'vitest';
import { arpEntries, flushArp, setStaticArp } from '../../src/devices/host/settings.ts';
import { sendEcho } from '../../src/devices/host/send.ts';
import { encodeFrame, type LayerInput } from '../../src/wire/encode.ts';
import { formatIpv4, formatMac } from '../../src/wire/address.ts';
import { ip, lan, listen, mac, type Lan } from '../support/lan.ts';

const fourOnOneWire = (): Lan =>
  lan(
    {
      A: { eth: ['192.168.12.1/24'] },
      B: { eth: ['192.168.12.2/24'] },
      C: { eth: ['192.168.12.3/24'] },
      D: { eth: ['192.168.12.4/24'] },
    },
    [['A.eth0', 'B.eth0', 'C.eth0', 'D.eth0']],
  );

const ping = (l: Lan, from: string, to: string, seq = 1): unknown =>
  sendEcho(l.hosts[from], { to: ip(to), ident: 7, seq, payload: 56 }, l.table);

/** `192.168.12.2 02:… reachable` for each entry. */
const cache = (l: Lan, name: string): string[] =>
  arpEntries(l.hosts[name], l.table.now).map((e) => `${formatIpv4(e.ip)} ${formatMac(e.mac)} ${e.state}`);

const flights = (lines: string[]): string[] => lines.filter((line) => line.includes(': '));
const rows = (lines: string[]): string[] => lines.filter((line) => !line.includes(': '));
const A = '02:00:00:00:0a:00';
const B = '02:00:00:00:0b:00';

const arpFrame = (fields: Extract<LayerInput, { arp: unknown }>['arp'], dst = 'ff:ff:ff:ff:ff:ff'): Uint8Array =>
  encodeFrame([
    { eth: { dst, src: fields.srcHwMac ?? A } },
    { arp: { hwType: 1, protoType: 0x0800, hwSize: 6, protoSize: 4, dstHwMac: 0, ...fields } },
  ]);

describe('one exchange', () => {
  test('teaches both sides, and nobody else; the packet waits meanwhile', () => {
    const l = fourOnOneWire();
    listen(l, 'A');
    expect(ping(l, 'A', '192.168.12.2')).toEqual({ ok: true });
    const lines = l.run(50).filter((line) => !line.includes('nic-not-mine'));
    expect(lines).toEqual([
      '0 A.eth0 * arp-asking 192.168.12.2 1',
      '0 A.eth0 arp-request: ARP Who has 192.168.12.2? Tell 192.168.12.1',
      `1 B.eth0 * arp-learned 192.168.12.1 ${A}`,
      `1 B.eth0 arp-reply: ARP 192.168.12.2 is at ${B}`,
      `2 A.eth0 * arp-learned 192.168.12.2 ${B}`,
      '2 A.eth0 released-after-arp: ICMP Echo (ping) request  id=0x0007, seq=1/256, ttl=64',
      '3 B.eth0 echo-reply: ICMP Echo (ping) reply    id=0x0007, seq=1/256, ttl=64',
    ]);
    expect(l.heard).toEqual(['A icmp 0/0 from 192.168.12.2 ttl=64 ident=7 seq=1']);
    expect(cache(l, 'A')).toEqual([`192.168.12.2 ${B} reachable`]);
    expect(cache(l, 'B')).toEqual([`192.168.12.1 ${A} reachable`]);
    expect(cache(l, 'C')).toEqual([]);
  });

  test('is caused by what caused the sending, and causes what follows', () => {
    const l = fourOnOneWire();
    ping(l, 'A', '192.168.12.2');
    l.run(50);
    const chain = ['arp-asking', 'arp-request:', 'arp-reply:', 'released-after-arp', 'echo-reply'];
    const numbers = chain.map((part) => l.rowOf(part));
    expect(numbers.slice(1).map((row) => l.causeOf(row))).toEqual(numbers.slice(0, -1));
    expect(l.causeOf(l.rowOf('arp-learned 192.168.12.2'))).toBe(l.rowOf('arp-reply:'));
  });

  test('is not needed again, in either direction, for sixty seconds', () => {
    const l = fourOnOneWire();
    ping(l, 'A', '192.168.12.2');
    l.run(50);
    ping(l, 'A', '192.168.12.2', 2);
    ping(l, 'B', '192.168.12.1', 3);
    expect(flights(l.run(100)).filter((line) => line.includes('ARP'))).toEqual([]);
    l.run(60_001); // A learned at 2 ms
    expect(cache(l, 'A')).toEqual([`192.168.12.2 ${B} reachable`]);
    l.run(60_002);
    expect(cache(l, 'A')).toEqual([`192.168.12.2 ${B} expired`]);
    ping(l, 'A', '192.168.12.2', 5);
    // B's own entry for A, learned at 1 ms, is confirmed by the question.
    expect(rows(l.run(60_010)).filter((line) => line.includes('*'))).toEqual([
      `60002 A.eth0 * arp-expired 192.168.12.2 ${B}`,
      '60002 A.eth0 * arp-asking 192.168.12.2 1',
      `60003 B.eth0 * arp-refreshed 192.168.12.1 ${A}`,
      `60004 A.eth0 * arp-learned 192.168.12.2 ${B}`,
    ]);
  });

  test('of each with the other at once leaves both with an entry', () => {
    const l = fourOnOneWire();
    ping(l, 'A', '192.168.12.2');
    ping(l, 'B', '192.168.12.1');
    expect(flights(l.run(50)).filter((line) => line.includes('echo-reply'))).toHaveLength(2);
    expect(cache(l, 'A')).toEqual([`192.168.12.2 ${B} reachable`]);
    expect(cache(l, 'B')).toEqual([`192.168.12.1 ${A} reachable`]);
  });
});

describe('nobody answers', () => {
  test('three requests a second apart, then every packet that waited is given up and its program told', () => {
    const l = fourOnOneWire();
    listen(l, 'A');
    ping(l, 'A', '192.168.12.9', 1);
    ping(l, 'A', '192.168.12.9', 2);
    const lines = l.run(10_000);
    expect(lines).toEqual([
      '0 A.eth0 * arp-asking 192.168.12.9 1',
      '0 A.eth0 arp-request: ARP Who has 192.168.12.9? Tell 192.168.12.1',
      '1000 A.eth0 * arp-asking 192.168.12.9 2',
      '1000 A.eth0 arp-request-again: ARP Who has 192.168.12.9? Tell 192.168.12.1',
      '2000 A.eth0 * arp-asking 192.168.12.9 3',
      '2000 A.eth0 arp-request-again: ARP Who has 192.168.12.9? Tell 192.168.12.1',
      '3000 A.eth0 * arp-failed 192.168.12.9',
      '3000 A.eth0 drop arp-unresolved 192.168.12.9',
      '3000 A.eth0 drop arp-unresolved 192.168.12.9',
    ]);
    expect(l.heard).toEqual([
      'A failed EHOSTUNREACH 192.168.12.9 ident=7 seq=1 port=undefined',
      'A failed EHOSTUNREACH 192.168.12.9 ident=7 seq=2 port=undefined',
    ]);
    expect(cache(l, 'A')).toEqual(['192.168.12.9 00:00:00:00:00:00 failed']);
    const ticks = ['arp-asking 192.168.12.9 1', 'arp-asking 192.168.12.9 2', 'arp-asking 192.168.12.9 3', 'arp-failed'];
    const numbers = ticks.map((part) => l.rowOf(part));
    expect(numbers.slice(1).map((row) => l.causeOf(row))).toEqual(numbers.slice(0, -1));
    expect(l.causeOf(l.rowOf('drop arp-unresolved'))).toBe(l.rowOf('arp-failed'));
  });

  test('the next packet asks again', () => {
    const l = fourOnOneWire();
    ping(l, 'A', '192.168.12.9');
    l.run(5000);
    ping(l, 'A', '192.168.12.9', 2);
    expect(l.run(5500)).toContain('5000 A.eth0 * arp-asking 192.168.12.9 1');
  });

  test('a second try that is answered releases all that waited, in order', () => {
    const l = fourOnOneWire();
    let lost = 0;
    l.lose = (line) => line.includes('arp-request:') && lost++ < 1;
    for (const seq of [1, 2, 3]) ping(l, 'A', '192.168.12.2', seq);
    const released = l.run(2000).filter((line) => line.includes('released'));
    expect(released.map((line) => /seq=(\d)/.exec(line)![1])).toEqual(['1', '2', '3']);
  });

  test('of more packets than the queue holds the oldest go', () => {
    const l = fourOnOneWire();
    for (let seq = 1; seq <= 66; seq++) ping(l, 'A', '192.168.12.9', seq);
    const lines = l.run(500);
    expect(lines.filter((line) => line.includes('arp-queue-full 192.168.12.9'))).toHaveLength(2);
    expect(l.run(4000).filter((line) => line.includes('arp-unresolved'))).toHaveLength(64);
  });
});

describe('what is heard', () => {
  test('an entry that exists follows any message of its owner; none is made', () => {
    const l = fourOnOneWire();
    ping(l, 'A', '192.168.12.2');
    l.run(5000);
    const announcement = arpFrame({
      opcode: 1,
      srcHwMac: B,
      srcProtoIpv4: '192.168.12.2',
      dstProtoIpv4: '192.168.12.2',
    });
    expect(l.deliver('A.eth0', announcement)).toEqual([`5000 A.eth0 * arp-refreshed 192.168.12.2 ${B}`]);
    expect(l.deliver('C.eth0', announcement)).toEqual([]);
    expect(cache(l, 'C')).toEqual([]);
    const moved = arpFrame({ opcode: 2, srcHwMac: '02:00:00:00:99:99', srcProtoIpv4: '192.168.12.2', dstProtoIpv4: 0 });
    expect(l.deliver('A.eth0', moved)).toEqual(['5000 A.eth0 * arp-changed 192.168.12.2 02:00:00:00:99:99']);
  });

  test('a confirmation within a second of the last is taken, but is no news', () => {
    const l = fourOnOneWire();
    ping(l, 'A', '192.168.12.2');
    l.run(800);
    const again = arpFrame({ opcode: 2, srcHwMac: B, srcProtoIpv4: '192.168.12.2', dstProtoIpv4: 0 });
    expect(l.deliver('A.eth0', again)).toEqual([]);
    expect(arpEntries(l.hosts['A'], l.table.now)[0].expiresAt).toBe(60.8e9);
  });

  test('a probe is answered, and nothing is learned from it', () => {
    const l = fourOnOneWire();
    const probe = arpFrame({ opcode: 1, srcHwMac: '02:00:00:00:99:99', srcProtoIpv4: 0, dstProtoIpv4: '192.168.12.1' });
    expect(l.deliver('A.eth0', probe)).toEqual([`0 A.eth0 arp-reply: ARP 192.168.12.1 is at ${A}`]);
    expect(cache(l, 'A')).toEqual([]);
  });

  test('a question for another host teaches nothing', () => {
    const l = fourOnOneWire();
    const other = arpFrame({ opcode: 1, srcHwMac: B, srcProtoIpv4: '192.168.12.2', dstProtoIpv4: '192.168.12.3' });
    expect(l.deliver('A.eth0', other)).toEqual([]);
    expect(cache(l, 'A')).toEqual([]);
  });

  test('an answer that nobody asked for, sent to this host, makes an entry (RFC 826; Linux by default wants to have asked)', () => {
    const l = fourOnOneWire();
    const answer = arpFrame({ opcode: 2, srcHwMac: B, srcProtoIpv4: '192.168.12.2', dstProtoIpv4: '192.168.12.1' }, A);
    expect(l.deliver('A.eth0', answer)).toEqual([`0 A.eth0 * arp-learned 192.168.12.2 ${B}`]);
  });

  test('somebody else with this address is told of; the same MAC is no conflict', () => {
    const l = fourOnOneWire();
    const rival = {
      opcode: 1,
      srcHwMac: '02:00:00:00:99:99',
      srcProtoIpv4: '192.168.12.1',
      dstProtoIpv4: '192.168.12.1',
    };
    expect(l.deliver('A.eth0', arpFrame(rival))).toEqual(['0 A.eth0 * arp-conflict 192.168.12.1 02:00:00:00:99:99']);
    expect(l.deliver('A.eth0', arpFrame({ ...rival, srcHwMac: A }))).toEqual([]);
  });

  const sound = { opcode: 1, srcHwMac: B, srcProtoIpv4: '192.168.12.2', dstProtoIpv4: '192.168.12.1' } as const;
  test.each([
    ['another hardware', { hwType: 6 }],
    ['another protocol', { protoType: 0x86dd }],
    ['addresses of another size', { hwSize: 8 }],
    ['addresses of another size', { protoSize: 16 }],
    ['another operation', { opcode: 3 }],
    ['a group as sender', { srcHwMac: '01:00:5e:00:00:01' }],
    ['everybody as sender', { srcHwMac: 'ff:ff:ff:ff:ff:ff' }],
    ['no sender', { srcHwMac: 0 }],
    ['a multicast address as sender', { srcProtoIpv4: '224.0.0.1' }],
    ['127.0.0.1 as sender', { srcProtoIpv4: '127.0.0.1' }],
    ['255.255.255.255 as sender', { srcProtoIpv4: '255.255.255.255' }],
  ])('is refused with %s', (_, wrong) => {
    const l = fourOnOneWire();
    expect(l.deliver('A.eth0', arpFrame({ ...sound, ...wrong }))).toEqual(['0 A.eth0 drop arp-malformed']);
    expect(cache(l, 'A')).toEqual([]);
  });

  test('is refused when it is cut short', () => {
    const l = fourOnOneWire();
    expect(l.deliver('A.eth0', arpFrame(sound).slice(0, 41))).toEqual(['0 A.eth0 drop arp-malformed']);
  });
});

describe('two hosts with one address', () => {
  test('both answer, and the later answer wins', () => {
    const l = lan(
      { A: { eth: ['192.168.12.1/24'] }, B: { eth: ['192.168.12.2/24'] }, C: { eth: ['192.168.12.2/24'] } },
      [['A.eth0', 'B.eth0', 'C.eth0']],
    );
    ping(l, 'A', '192.168.12.2');
    const lines = l.run(50);
    expect(lines.filter((line) => line.includes('arp-reply'))).toHaveLength(2);
    expect(lines).toContain('2 A.eth0 * arp-changed 192.168.12.2 02:00:00:00:0c:00');
    expect(cache(l, 'A')).toEqual(['192.168.12.2 02:00:00:00:0c:00 reachable']);
    // The answers go to A alone; when one of the two asks something, the other hears of it.
    ping(l, 'B', '192.168.12.9');
    expect(l.run(60)).toContain(`51 C.eth0 * arp-conflict 192.168.12.2 ${B}`);
  });
});

describe('the table', () => {
  test('a static entry is used at once, never changed by others, and lasts', () => {
    const l = fourOnOneWire();
    expect(setStaticArp(l.hosts['A'], 0, ip('192.168.12.2'), mac('02:00:00:00:99:99'), l.table)).toBeUndefined();
    l.deliver(
      'A.eth0',
      arpFrame({ opcode: 2, srcHwMac: B, srcProtoIpv4: '192.168.12.2', dstProtoIpv4: '192.168.12.1' }),
    );
    l.run(100_000);
    expect(cache(l, 'A')).toEqual(['192.168.12.2 02:00:00:00:99:99 static']);
    ping(l, 'A', '192.168.12.2');
    expect(flights(l.news())).toHaveLength(1);
    expect(setStaticArp(l.hosts['A'], 0, ip('192.168.12.2'), mac('ff:ff:ff:ff:ff:ff'), l.table)).toBe('EINVAL');
  });

  test('a static entry for somebody who is being asked for releases what waits', () => {
    const l = fourOnOneWire();
    ping(l, 'A', '192.168.12.9');
    setStaticArp(l.hosts['A'], 0, ip('192.168.12.9'), mac(B), l.table);
    expect(flights(l.run(5000)).map((line) => line.split(':')[0])).toEqual(
      ['0 A.eth0 arp-request', '0 A.eth0 released-after-arp', '0 A.eth0 released-after-arp'].slice(0, 2),
    );
  });

  test('can be emptied, by address too; what waited is dropped', () => {
    const l = fourOnOneWire();
    for (const host of ['2', '3', '9']) ping(l, 'A', `192.168.12.${host}`);
    l.run(500);
    flushArp(l.hosts['A'], l.table, { ip: ip('192.168.12.2') });
    expect(l.news()).toEqual(['500 A.eth0 * arp-removed 192.168.12.2']);
    flushArp(l.hosts['A'], l.table);
    expect(l.run(10_000)).toEqual([
      '500 A.eth0 * arp-removed 192.168.12.9',
      '500 A.eth0 drop arp-forgotten 192.168.12.9',
      '500 A.eth0 * arp-removed 192.168.12.3',
    ]);
    expect(cache(l, 'A')).toEqual([]);
  });

  test('keeps the order of learning, and forgets the oldest when it is full', () => {
    const l = fourOnOneWire();
    const hear = (i: number): void => {
      const sender = ip('192.168.12.0') + 4096 + i;
      l.deliver('A.eth0', arpFrame({ opcode: 1, srcHwMac: B, srcProtoIpv4: sender, dstProtoIpv4: '192.168.12.1' }));
    };
    for (let i = 0; i < 1024; i++) hear(i);
    const before = arpEntries(l.hosts['A'], 0).map((e) => e.ip);
    expect(before).toEqual(Array.from({ length: 1024 }, (_, i) => ip('192.168.12.0') + 4096 + i));
    hear(1024);
    expect(arpEntries(l.hosts['A'], 0).map((e) => e.ip)).toEqual([
      ...before.slice(1),
      ip('192.168.12.0') + 4096 + 1024,
    ]);
  });
});
