// Which IPv4 packets a host takes, and what becomes of the others (RFC 791, RFC 1122 section 3.2.1).
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hostReceives } from '../../src/devices/host/receive.ts';
import { internetChecksum } from '../../src/wire/checksum.ts';
import { ethernet } from '../../src/wire/ethernet.ts';
import { sendEcho, sendIp } from '../../src/devices/host/send.ts';
import { setPromiscuous } from '../../src/devices/host/settings.ts';
import { encodeFrame, type LayerInput } from '../../src/wire/encode.ts';
import { ipv4 } from '../../src/wire/ipv4.ts';
import { ip, lan, listen, mac, type Lan } from '../support/lan.ts';

const two = (): Lan =>
  lan({ A: { eth: ['192.168.12.1/24'] }, B: { eth: ['192.168.12.2/24'] } }, [['A.eth0', 'B.eth0']]);
const A = '02:00:00:00:0a:00';
const B = '02:00:00:00:0b:00';

type Ip = Extract<LayerInput, { ip: unknown }>['ip'];
const echo: LayerInput[] = [{ icmp: { type: 8, code: 0, ident: 1, seq: 1 } }, { data: { zeros: 20 } }];
const packet = (fields: Ip, rest: LayerInput[] = echo, dst = A): Uint8Array =>
  encodeFrame([
    { eth: { dst, src: B } },
    { ip: { src: '192.168.12.2', dst: '192.168.12.1', ttl: 64, id: 1, ...fields } },
    ...rest,
  ]);
/** What A says about a frame, the ARP question for its answer left out. */
const said = (bytes: Uint8Array, l = two()): string[] =>
  l.deliver('A.eth0', bytes).filter((line) => !line.includes('arp'));
/** The packet was answered: A asks for whom to send the answer to. */
const answers = (bytes: Uint8Array, l = two()): boolean =>
  l.deliver('A.eth0', bytes).some((line) => line.includes('arp-asking'));

describe('the header', () => {
  test('that is right is taken, with padding behind the packet', () => {
    expect(answers(packet({}))).toBe(true);
  });

  test.each([
    ['another version', { version: 6 }, 'ip-bad-header'],
    ['a header shorter than 20 octets', { hdrLen: 4 }, 'ip-bad-header'],
    ['a header longer than the packet', { hdrLen: 15 }, 'ip-bad-header'],
    ['a length less than its header', { len: 19 }, 'ip-bad-header'],
    ['a length more than the frame', { len: 1000 }, 'ip-bad-header'],
    ['a wrong checksum', { checksum: 0x1234 }, 'ip-bad-checksum'],
    ['a broadcast as source', { src: '255.255.255.255' }, 'ip-bad-source 255.255.255.255'],
    ["the network's broadcast as source", { src: '192.168.12.255' }, 'ip-bad-source 192.168.12.255'],
    ['a group as source', { src: '224.0.0.1' }, 'ip-bad-source 224.0.0.1'],
    ['127.0.0.1 as source', { src: '127.0.0.1' }, 'ip-bad-source 127.0.0.1'],
    ['127.0.0.1 as destination', { dst: '127.0.0.1' }, 'ip-bad-source 192.168.12.2'],
    ['no source', { src: 0 }, 'ip-bad-source 0.0.0.0'],
    ['its own address as source', { src: '192.168.12.1' }, 'ip-bad-source 192.168.12.1'],
    ['another destination', { dst: '192.168.12.77' }, 'ip-not-mine 192.168.12.77'],
    ['a group that it has not joined', { dst: '239.1.2.3' }, 'ip-not-mine 239.1.2.3'],
    ['a source route', { options: '8307040a00000100' }, 'ip-source-routed'],
    ['an option that goes past the header', { options: '07090400' }, 'ip-bad-header'],
    ['an option without a length', { options: '01010107' }, 'ip-bad-header'],
  ])('is refused with %s', (_, wrong, reason) => {
    expect(said(packet(wrong))).toEqual([`0 A.eth0 drop ${reason}`]);
  });

  test('may have options that ask for nothing bad', () => {
    expect(answers(packet({ options: '01010100' }))).toBe(true);
    expect(answers(packet({ options: '0707040000000000' }))).toBe(true);
  });

  test.each(Array.from({ length: 20 }, (_, i) => i))('of %i octets only is refused', (octets) => {
    expect(said(packet({}).slice(0, 14 + octets))).toEqual(['0 A.eth0 drop ip-bad-header']);
  });
});

describe('destinations', () => {
  test.each(['192.168.12.255', '255.255.255.255', '224.0.0.1'])('%s is for many: no errors about it', (dst) => {
    const toMany = packet({ dst }, [{ udp: { srcport: 9, dstport: 9 } }], 'ff:ff:ff:ff:ff:ff');
    expect(said(toMany)).toEqual(['0 A.eth0 drop udp-no-port 9']);
    const unknown = packet({ dst, proto: 99 }, [{ data: { zeros: 8 } }], 'ff:ff:ff:ff:ff:ff');
    expect(said(unknown)).toEqual(['0 A.eth0 drop ip-unknown-protocol 99']);
  });

  test('0.0.0.0 may ask everybody (a host without an address does)', () => {
    const bytes = packet(
      { src: 0, dst: '255.255.255.255' },
      [{ udp: { srcport: 68, dstport: 67 } }],
      'ff:ff:ff:ff:ff:ff',
    );
    expect(said(bytes)).toEqual(['0 A.eth0 drop udp-no-port 67']);
  });

  test('each address of each interface is good on all of them', () => {
    const l = lan({ A: { eth: [['192.168.12.1/24', '10.0.0.1/8'], '172.16.0.1/16'] } }, [['A.eth0']]);
    expect(answers(packet({ dst: '10.0.0.1' }), l)).toBe(true);
    expect(answers(packet({ dst: '172.16.0.1', src: '192.168.12.3' }), l)).toBe(true);
  });

  test('an unknown protocol is told to the sender', () => {
    const l = two();
    listen(l, 'B');
    expect(sendIp(l.hosts['B'], { to: ip('192.168.12.1'), protocol: 99, payload: new Uint8Array(5) }, l.table)).toEqual(
      { ok: true },
    );
    expect(l.run(50)).toContain('3 A.eth0 drop ip-unknown-protocol 99');
    expect(l.heard).toEqual(['B icmp 3/2 from 192.168.12.1 ttl=64 ident=0 seq=0 about 99 to 192.168.12.1']);
  });
});

describe('the card', () => {
  test.each([
    ['another MAC', (b: Uint8Array) => b.with(5, 0x77), 'nic-not-mine'],
    ['a group that it has not joined', (b: Uint8Array) => b.with(0, 0x01), 'nic-not-mine'],
    ['13 octets', (b: Uint8Array) => b.slice(0, 13), 'nic-too-short 13'],
    ['nothing at all', () => new Uint8Array(0), 'nic-too-short 0'],
    ['a type that nobody knows', (b: Uint8Array) => b.with(12, 0x88).with(13, 0xb5), 'unknown-ethertype 34997'],
    ['a VLAN tag', (b: Uint8Array) => b.with(12, 0x81).with(13, 0x00), 'unknown-ethertype 33024'],
    ['a length (802.3)', (b: Uint8Array) => b.with(12, 0).with(13, 46), 'unknown-ethertype 46'],
    ['more than its MTU', (b: Uint8Array) => new Uint8Array([...b, ...new Uint8Array(1500)]), 'mtu-exceeded 1548 1500'],
  ])('refuses a frame with %s', (_, change, reason) => {
    const l = two();
    expect(l.deliver('A.eth0', change(packet({})))).toEqual([`0 A.eth0 drop ${reason}`]);
    expect(l.hosts['A'].interfaces[0].dropped).toBe(reason.startsWith('unknown') ? 0 : 1);
  });

  test('takes groups that it has joined', () => {
    const l = two();
    l.hosts['A'].interfaces[0].groups.push(ip('239.1.2.3'));
    const bytes = packet({ dst: '239.1.2.3' }, [{ udp: { srcport: 9, dstport: 9 } }], '01:00:5e:01:02:03');
    expect(said(bytes, l)).toEqual(['0 A.eth0 drop udp-no-port 9']);
  });

  test('that takes everything still hands up only what is for its station', () => {
    const l = two();
    setPromiscuous(l.hosts['A'], 0, true, l.table);
    const bytes = packet({}, echo, '02:00:00:00:77:77');
    expect(said(bytes, l)).toEqual(['0 A.eth0 * promiscuous-set 1', '0 A.eth0 drop eth-not-for-me']);
    expect(l.hosts['A'].interfaces[0].rx).toBe(1);
  });

  test('drops a frame whose check sequence is wrong', () => {
    const l = two();
    const frame = l.table.put(packet({}), true);
    l.table.wake(0, 0);
    hostReceives(l.hosts['A'], 0, frame, l.table);
    expect(l.news()).toEqual(['0 A.eth0 drop nic-bad-fcs']);
  });
});

describe('sending', () => {
  const host = (l: Lan) => l.hosts['A'];
  test('to nowhere: there is no route', () => {
    const l = two();
    expect(sendEcho(host(l), { to: ip('10.9.9.9'), ident: 1, seq: 1, payload: 0 }, l.table)).toEqual({
      ok: false,
      failure: 'ENETUNREACH',
    });
    expect(l.run(10)).toEqual([]);
  });

  test('from an address of somebody else is refused, but a whole packet may be forged', () => {
    const l = two();
    const from = { to: ip('192.168.12.2'), source: ip('192.168.12.3') };
    expect(sendEcho(host(l), { ...from, ident: 1, seq: 1, payload: 0 }, l.table)).toEqual({
      ok: false,
      failure: 'EADDRNOTAVAIL',
    });
    expect(sendIp(host(l), { ...from, protocol: 1, payload: new Uint8Array(8) }, l.table)).toEqual({ ok: true });
  });

  test('too much, not to be cut: what would have fitted is told', () => {
    const l = two();
    const request = { to: ip('192.168.12.2'), ident: 1, seq: 1 };
    expect(sendEcho(host(l), { ...request, payload: 1473, df: true }, l.table)).toEqual({
      ok: false,
      failure: 'EMSGSIZE',
      mtu: 1500,
    });
    expect(sendEcho(host(l), { ...request, payload: 1472, df: true }, l.table)).toEqual({ ok: true });
    expect(sendEcho(host(l), { ...request, payload: 65508 }, l.table)).toEqual({
      ok: false,
      failure: 'EMSGSIZE',
      mtu: 1500,
    });
    expect(l.hosts['A'].interfaces[0].tx).toBe(1); // the ARP question
  });

  test('counts up the identification, from a start that the seed gives', () => {
    const l = two();
    for (let seq = 1; seq <= 3; seq++)
      sendEcho(host(l), { to: ip('192.168.12.2'), ident: 1, seq, payload: 0 }, l.table);
    l.run(20);
    const sent = Array.from({ length: l.table.record.frameCount }, (_, i) => l.table.bytesOf(i)).filter(
      (b) => b[12] === 8 && b[13] === 0 && b[34] === 8,
    );
    const ids = [...new Set(sent.map((b) => ipv4.read.id(b, 14)))];
    expect(ids).toEqual([ids[0], ids[0] + 1, ids[0] + 2]);
    expect(two().hosts['A'].nextIdent).toBe(ids[0]);
    expect(two().hosts['B'].nextIdent).not.toBe(ids[0]);
  });

  test('to its own addresses goes over loopback, where frames have no MACs and no padding', () => {
    const l = two();
    listen(l, 'A');
    sendEcho(host(l), { to: ip('192.168.12.1'), ident: 1, seq: 1, payload: 4 }, l.table);
    sendEcho(host(l), { to: ip('127.0.0.1'), ident: 1, seq: 2, payload: 4 }, l.table);
    sendEcho(host(l), { to: ip('127.9.9.9'), ident: 1, seq: 3, payload: 4 }, l.table);
    const lines = l.run(10);
    expect(lines).toHaveLength(6);
    expect(lines.every((line) => line.startsWith('0 A.lo '))).toBe(true);
    expect(l.heard).toEqual([
      'A icmp 0/0 from 192.168.12.1 ttl=64 ident=1 seq=1',
      'A icmp 0/0 from 127.0.0.1 ttl=64 ident=1 seq=2',
      'A icmp 0/0 from 127.9.9.9 ttl=64 ident=1 seq=3',
    ]);
    const first = l.table.bytesOf(0);
    expect([first.length, ...first.slice(0, 14)]).toEqual([14 + 20 + 8 + 4, ...new Array(12).fill(0), 8, 0]);
  });
});

test('any frame at all is received without an exception', () => {
  const l = lan({ A: { eth: ['192.168.12.1/24'] }, R: { eth: ['192.168.12.254/24', '10.0.0.1/8'], router: true } }, [
    ['A.eth0', 'R.eth0'],
  ]);
  const types = fc.constantFrom([8, 0], [8, 6], [0x81, 0], [0, 46], [0x88, 0xb5]);
  const dst = fc.constantFrom(mac('02:00:00:00:0a:00'), mac('02:00:00:00:0b:00'), mac('ff:ff:ff:ff:ff:ff'));
  fc.assert(
    fc.property(dst, types, fc.uint8Array({ maxLength: 120 }), fc.nat(3), (to, type, rest, sound) => {
      const bytes = new Uint8Array(14 + rest.length);
      ethernet.write.dst(bytes, 0, to);
      bytes.set(type, 12);
      bytes.set(rest, 14);
      // Mostly noise would end at the first check: give it a header that passes.
      if (sound > 0 && rest.length >= 20) {
        bytes[14] = 0x40 + Math.max(5, Math.min(rest[0] & 15, Math.floor(rest.length / 4)));
        ipv4.write.len(bytes, 14, rest.length);
        ipv4.write.proto(bytes, 14, [1, 1, 17, 99][sound]);
        ipv4.write.src(bytes, 14, ip('192.168.12.77'));
        if (sound > 1) ipv4.write.dst(bytes, 14, ip('192.168.12.1'));
        ipv4.write.checksum(bytes, 14, 0);
        ipv4.write.checksum(bytes, 14, internetChecksum(bytes, 14, 14 + (bytes[14] & 15) * 4));
      }
      l.deliver('A.eth0', bytes);
      l.deliver('R.eth0', bytes);
      l.run(l.table.now / 1e6 + 100);
    }),
    { numRuns: 2000 },
  );
});
