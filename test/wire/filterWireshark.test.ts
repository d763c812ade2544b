// Our filter and `tshark -Y` select the same frames: in the frames made for it, in the golden ones, and in random ones.
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { below, luckFor } from '../../src/base/rng.ts';
import { dissect } from '../../src/wire/dissect.ts';
import { type LayerList, encodeFrame } from '../../src/wire/encode.ts';
import { compileFilter } from '../../src/wire/filter.ts';
import { writePcapng } from '../../src/wire/pcapng.ts';
import { selectedAtOnce, selectedByTshark, withCapture } from '../support/tshark.ts';
import { CASES } from './filterCases.ts';
import { factsOf, filterFrames } from './filterFrames.ts';
import { golden, goldenNames } from './golden.ts';
import { hasTshark } from './tshark.ts';

/** Wireshark does not read these to their end, or has dissectors for what they carry; see wireshark.test.ts. */
const OTHERWISE =
  /^(llc|llc-numbered|ethernet-.*|arp-cut|ip-(cut|version|len-.*|header-.*|option-.*)|icmp-quote-cut|udp-length-.*)$/;

const frames: readonly Uint8Array[] = [
  ...filterFrames,
  ...goldenNames.filter((name) => !OTHERWISE.test(name)).map((name) => golden(name).bytes),
  ...randomFrames(300),
];

/** Hosts, pings, datagrams, fragments and errors about them, some with a field forged. */
function randomFrames(count: number): Uint8Array[] {
  const luck = luckFor(2, 'filter', 'frames');
  const pick = <T>(...of: T[]): T => of[below(luck, of.length)];
  const maybe = <T>(value: T): T[] => (below(luck, 3) === 0 ? [value] : []);
  const mac = (): string => pick('02:00:00:00:00:0a', '02:00:00:00:00:0b', '02:00:00:00:01:01', '04:11:22:33:44:55');
  const address = (): string => pick('192.168.12.1', '192.168.12.2', '192.168.13.1', '10.0.0.1', '172.16.255.254');
  const data = (): LayerList[number] => ({ data: pick('hi', 'hello', 'abcdefghijklmnop', '') });
  const packet = (): LayerList => {
    const ip = {
      src: address(),
      dst: address(),
      ttl: pick(1, 2, 63, 64, 128, 255),
      id: below(luck, 0x1_0000),
      dscp: pick(0, 46),
    };
    const flags = pick({}, {}, { flagsDf: 1 }, { flagsMf: 1 }, { flagsMf: 1, fragOffset: pick(1, 8, 185) });
    const forged = pick({}, {}, {}, { checksum: 0xbeef });
    const sums = pick({}, {}, {}, { checksum: 0x1111 });
    const options = pick({}, {}, { options: '94 04 00 00' });
    const echo = { icmp: { type: pick(0, 8), ident: pick(1, 7), seq: below(luck, 10), ...sums } };
    // Ports that Wireshark has no dissector for.
    const datagram = { udp: { srcport: pick(40000, 40001), dstport: pick(40000, 40002), ...sums } };
    return [{ ip: { ...ip, ...flags, ...forged, ...options } }, pick<LayerList[number]>(echo, datagram), data()];
  };
  const carried = (): LayerList => {
    const opcode = pick(1, 2);
    const arp = { arp: { opcode, srcHwMac: mac(), srcProtoIpv4: address(), dstHwMac: mac(), dstProtoIpv4: address() } };
    const error = pick(
      { type: 3, code: 4, mtu: pick(576, 1400) },
      { type: 3, code: below(luck, 4) },
      { type: 11, code: 0 },
    );
    const report: LayerList = [
      { ip: { src: address(), dst: address(), ttl: pick(63, 255) } },
      { icmp: error },
      ...packet(),
    ];
    return pick([arp], report, packet(), packet());
  };
  return Array.from({ length: count }, () => {
    const tag: LayerList = maybe({ vlan: { id: below(luck, 4096), priority: below(luck, 8) } });
    return encodeFrame([{ eth: { dst: pick(mac(), 'ff:ff:ff:ff:ff:ff'), src: mac() } }, ...tag, ...carried()]);
  });
}

/** What a filter would be asked for while looking at a network; with the cases above, all that the language has. */
const QUESTIONS = [
  'ip.ttl < 64 && icmp',
  'icmp.type in {0, 8} && ip.ttl == 255',
  'ip.src == 10.0.0.0/8 && !(ip.dst == 10.0.0.0/8)',
  'ip.addr == 192.168.12.0/24 && ip.addr == 192.168.13.0/24',
  'ip.addr in {172.16.0.0/12, 10.0.0.0 .. 10.0.0.9}',
  'icmp.type == 3 && icmp.code == 4 && icmp.mtu < 1000',
  'icmp && udp',
  'icmp && !udp && ip#2',
  'count(ip.ttl) == 2 && ip.ttl#1 > ip.ttl#2',
  'ip.flags.mf == 1 || ip.frag_offset > 0',
  'ip.frag_offset in {8, 185}',
  'ip.checksum.status == "Bad" or udp.checksum.status == 0 or icmp.checksum.status == 0',
  'udp.srcport == 40000 and udp.dstport == 40000',
  'udp.port == 40000 and not udp.port == 40001',
  'udp.port != 40000',
  'udp.length == 8',
  'vlan.id > 2000 && vlan.priority in {5 .. 7}',
  'vlan && arp',
  'arp.opcode == 2 && eth.dst == ff:ff:ff:ff:ff:ff',
  'arp.src.proto_ipv4 == arp.dst.proto_ipv4',
  'arp.src.hw_mac != eth.src',
  'eth.dst[0] & 1 and not arp',
  'eth.src[0:3] == 04:11:22 or eth.dst[3:] == 00:01:01',
  'eth.addr contains 33:44',
  'frame contains "hello"',
  'udp contains "abc" || icmp contains "abc"',
  'frame matches "HEL{2}O$"',
  'data.len == 16 || data.len == 5',
  'len(ip) > 20',
  'ip.opt.type == 148',
  'ip.dsfield.dscp == 46 && ip.dsfield.ecn == 0',
  'ip.len > 60 && ip.ttl > 64',
  'ip.id & 0x8000 && ip.id & 1',
  'ip.len - ip.hdr_len == udp.length',
  'icmp.seq >= 5 && icmp.ident == 7',
  'icmp.unused == 00:00:00:00',
  'eth.padding && ip',
  'frame.len == 60 && frame.number > 100',
  'frame.number % 7 == 0 && frame.time_relative > 200.5',
  'frame.protocols contains "icmp:ip:udp"',
  'frame.interface_name matches "^B"',
  'max(ip.ttl) == 255 && min(ip.ttl) == 1',
];

const capture = (): Uint8Array => {
  const interfaces = [{ name: 'A.eth0' }, { name: 'B.eth0' }];
  const bytes = [...frames, filterFrames[0]]; // the last one is for selectedAtOnce
  const packets = bytes.map((frame, i) => {
    const { time, comment } = factsOf(i);
    return { bytes: frame, time, interface: i % 2, ...(comment ? { comments: [comment] } : {}) };
  });
  return writePcapng({ interfaces, packets });
};

const dissections = frames.map((frame) => dissect(frame));

function ours(text: string): number[] | string {
  const filter = compileFilter(text);
  if (!filter.ok) return filter.message;
  return dissections.flatMap((dissection, i) => (filter.test(dissection, factsOf(i)) ? [i + 1] : []));
}

describe.skipIf(!hasTshark)('tshark (skipped where it is not installed)', () => {
  it('selects the same frames', { timeout: 60_000 }, async () => {
    const filters = [...Object.keys(CASES), ...QUESTIONS];
    const theirs = await withCapture(capture(), (file) => selectedAtOnce(file, filters));
    const differences = filters.flatMap((filter, i) => {
      const answer = theirs[i];
      const told = typeof answer === 'string' ? answer : answer.filter((number) => number <= frames.length);
      return isDeepStrictEqual(ours(filter), told) ? [] : [{ filter, ours: ours(filter), told }];
    });
    expect(differences).toEqual([]);
  });

  it('refuses the same filters', { timeout: 60_000 }, async () => {
    // One of each kind; starting tshark for each takes its time.
    const wrong = [
      'ip.tll == 64',
      'ip.ttl == 256',
      'ip.src == 192.168.12',
      '64 == ip.ttl',
      'ip arp',
      'ip.src contains c0',
    ];
    const empty = writePcapng({ interfaces: [], packets: [] });
    const [right, ...answers] = await withCapture(empty, (file) => selectedByTshark(file, ['ip', ...wrong]));
    expect(right).toEqual([]);
    for (const [i, filter] of wrong.entries()) {
      expect([filter, typeof answers[i]]).toEqual([filter, 'string']);
      expect([filter, compileFilter(filter).ok]).toEqual([filter, false]);
    }
  });
});
