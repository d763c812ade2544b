// Wireshark judges what our networks send: every lab of test/labs is run and exported; tshark finds nothing malformed, no bad checksum, and its
// display filter selects the frames that ours selects.
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SECOND } from '../src/base/time.ts';
import { captureOf } from '../src/sim/capture.ts';
import { extend, startHistory } from '../src/sim/history.ts';
import { dissect } from '../src/wire/dissect.ts';
import { compileFilter } from '../src/wire/filter.ts';
import type { FrameFacts } from '../src/wire/filter/read.ts';
import { type CapturedPacket, type CapturePoint, writePcapng } from '../src/wire/pcapng.ts';
import { type Complaint, expertWords, judge } from './support/judge.ts';
import { labOf } from './support/lab.ts';
import { fieldsOf, selectedAtOnce, selectedByTshark, withCapture } from './support/tshark.ts';
import { hasTshark } from './wire/tshark.ts';

const folder = new URL('./labs/', import.meta.url);
const labs = readdirSync(folder).filter((name) => name.endsWith('.lab.yaml'));

/** How far each lab is run: long enough for every wait of ARP, not for a storm. */
const LIMITS = { until: 30 * SECOND, events: 30_000 };
/** Sightings of one lab that are looked at; a storm has any number of the same. */
const MOST_PACKETS = 400;

/** Labs whose links damage or lose frames. */
const harming = labs.filter((lab) => /corrupt|loss|drop/.test(readFileSync(new URL(lab, folder), 'utf8')));

interface Seen extends CapturedPacket {
  lab: string;
}

/** All labs in one capture, because every start of tshark takes its time. One frame each second, as selectedAtOnce wants it. */
function everyLab(): { interfaces: CapturePoint[]; packets: Seen[] } {
  const interfaces: CapturePoint[] = [];
  const packets: Seen[] = [];
  for (const lab of labs) {
    const history = startHistory(labOf(readFileSync(new URL(lab, folder), 'utf8')));
    extend(history, LIMITS);
    const capture = captureOf(history.record, history.live.state);
    const first = interfaces.length;
    interfaces.push(...capture.interfaces);
    for (const packet of capture.packets.slice(0, MOST_PACKETS)) {
      packets.push({ ...packet, lab, interface: first + packet.interface, time: packets.length * SECOND });
    }
  }
  return { interfaces, packets };
}

const { interfaces, packets } = hasTshark ? everyLab() : { interfaces: [], packets: [] };
const last: Seen = { lab: '', interface: 0, time: packets.length * SECOND, bytes: new Uint8Array(60) };
const capture = (): Uint8Array => writePcapng({ interfaces, packets: [...packets, last], fcsLength: 4 });

const dissections = packets.map(({ bytes, badFcs = false }) => dissect(bytes, { badFcs }));

/** What we find wrong with a frame ourselves, in the judge's words. */
function ownComplaints(): Complaint[] {
  return dissections.flatMap(({ layers }, i) => {
    const derived = layers.flatMap((layer) => layer.derived);
    const bad = derived.filter(({ filter, value }) => filter.endsWith('.status') && value === 0);
    const about = new Set(bad.map(({ filter }) => filter.replace('.status', '')));
    if (derived.some(({ filter }) => filter === '_ws.malformed')) about.add('malformed');
    const spans = layers.flatMap((layer) => layer.spans);
    if (spans.some(({ filter, problem }) => filter === 'ip.len' && problem?.code === 'length-too-large'))
      about.add('ip.len');
    return [...about].map((one) => ({ frame: i + 1, about: one }));
  });
}

const fragments = compileFilter('ip.flags.mf == 1 || ip.frag_offset > 0');

/** For each lab that has fragments and harms none: what arrived at the port that most of them reached. */
function fragmentsByLab(): Map<string, Seen[]> {
  const arrived = new Map<number, Seen[]>();
  for (const [i, packet] of packets.entries()) {
    if (packet.direction !== 'inbound' || harming.includes(packet.lab)) continue;
    if (!fragments.ok || !fragments.test(dissections[i])) continue;
    arrived.set(packet.interface, [...(arrived.get(packet.interface) ?? []), packet]);
  }
  const byLab = new Map<string, Seen[]>();
  for (const list of arrived.values()) {
    const { lab } = list[0];
    if (list.length > (byLab.get(lab)?.length ?? 0)) byLab.set(lab, list);
  }
  return byLab;
}

const sorted = (complaints: readonly Complaint[]): string[] =>
  complaints.map(({ frame, about }) => `${frame} ${about}`).sort();

function ours(text: string): number[] | string {
  const filter = compileFilter(text);
  if (!filter.ok) return `${filter.message} at ${filter.position}`;
  return packets.flatMap((packet, i) => {
    const facts: FrameFacts = {
      number: i + 1,
      time: packet.time,
      length: packet.bytes.length + 4,
      interface: interfaces[packet.interface].name,
    };
    return filter.test(dissections[i], facts) ? [i + 1] : [];
  });
}

/** What one would ask of these networks. */
const FILTERS = [
  ...['arp', 'ip', 'icmp', 'udp', 'data', 'vlan', 'ip && !icmp', 'arp || icmp', 'not arp', 'icmp and udp'],
  ...['arp.opcode == 1', 'arp.opcode == reply', 'arp.isgratuitous', 'arp.isprobe || arp.isannouncement'],
  ...['arp.src.proto_ipv4 == 192.168.12.1', 'arp.dst.hw_mac == 00:00:00:00:00:00', 'arp.src.hw_mac == eth.src'],
  ...['eth.dst == ff:ff:ff:ff:ff:ff', 'eth.dst[0] & 1', 'eth.src[0:3] == 02:00:00', 'eth.addr[3:] == 00:00:0a'],
  ...['eth.src != eth.dst', 'eth.padding', 'eth.type == 0x0806', 'eth.fcs.status == "Bad"', 'eth.ig == 1 && arp'],
  ...['ip.src == 192.168.12.1', 'ip.addr == 192.168.12.0/24', 'ip.addr != 192.168.12.1', 'ip.src == 192.168.0.0/16'],
  ...['ip.src == 192.168.12.0/24 && ip.dst == 192.168.13.0/24', 'ip.dst in {192.168.12.1 .. 192.168.12.99}'],
  ...['ip.ttl == 64', 'ip.ttl < 64', 'ip.ttl != 64', 'ip.ttl === 64', 'all ip.ttl > 60', 'any ip.ttl == 1', 'ip.ttl#2'],
  ...[
    'ip.ttl in {62 .. 63}',
    'ip.flags.mf == 1 || ip.frag_offset > 0',
    'ip.flags.df == 1',
    'ip.len > 576',
    'ip.id & 1',
  ],
  ...['ip.checksum.status == 1', 'ip.checksum.status == "Bad" || icmp.checksum.status == "Bad"', 'ip.hdr_len > 20'],
  ...['icmp.type == 8', 'icmp.type == 0 && icmp.seq == 2', 'icmp.type == 11', 'icmp.type == 3 && icmp.code == 1'],
  ...['icmp.type == 3 && icmp.code == 3', 'icmp.code == 4 && icmp.mtu < 1500', 'icmp.ident == 1', 'icmp.seq % 2 == 0'],
  ...['udp.dstport > 33434', 'udp.port != 33434', 'udp.length == 8', 'udp contains 00:00', 'len(data.data) > 40'],
  ...['frame.len == 64', 'frame.len > 1000', 'frame.number < 100 && icmp', 'frame.interface_name contains "eth"'],
  ...['frame.protocols matches "icmp:ip:(udp|icmp)"', 'frame contains c0:a8:0c:01', 'frame[12:2] == 08:06'],
  ...['ip.src == 192.168.12.1 and not (icmp.type == 8 or udp)', 'count(ip.addr) == 4', 'ip.src == ip.dst'],
];
/** Asked for with -Y itself; the others all at once, which is the same engine and saves a minute. */
const ONE_BY_ONE = FILTERS.filter((_, i) => i % 10 === 0);

const LOST = 'Previous segment(s) not captured (common at capture start)';
const SHUFFLED = 'This frame is a (suspected) out-of-order segment';
const RESET = 'Connection reset (RST)';
const DSACK = 'D-SACK Sequence';
const CLOSED = 'TCP Zero Window segment';
const FULL = 'TCP window specified by the receiver is now completely full';

/** What Wireshark warns of in a capture at A and in one at B: what the lab does on purpose, and nothing else. */
const WARNINGS: Record<string, { A: string[]; B: string[] }> = {
  '21-talk': { A: [], B: [] },
  '22-lost-segment': { A: [DSACK], B: [DSACK, LOST] },
  '23-late-reader': { A: [FULL, CLOSED], B: [FULL, CLOSED] },
  '24-tcp-loss': { A: [DSACK, RESET], B: [DSACK, LOST, SHUFFLED, RESET] },
  '25-resets': { A: [RESET], B: [RESET] },
  '26-tcp-narrow-path': { A: [SHUFFLED], B: [LOST, SHUFFLED] },
};

describe.skipIf(!hasTshark)('tshark, of TCP (skipped where it is not installed)', () => {
  it.each(Object.entries(WARNINGS))('finds no error in %s, and warns of what is meant', async (lab, wanted) => {
    const history = startHistory(labOf(readFileSync(new URL(`${lab}.lab.yaml`, folder), 'utf8')));
    extend(history, LIMITS);
    const found: Record<string, string[]> = {};
    for (const port of ['A', 'B']) {
      const capture = writePcapng(captureOf(history.record, history.live.state, { at: [`${port}.eth0`] }));
      const { errors, warnings } = await withCapture(capture, expertWords);
      expect(errors).toEqual([]);
      found[port] = warnings;
    }
    expect(found).toEqual({ A: wanted.A.sort(), B: wanted.B.sort() });
  });
});

describe.skipIf(!hasTshark)('tshark (skipped where it is not installed)', () => {
  it(
    'finds nothing wrong with any frame, but for those that were damaged on purpose',
    { timeout: 60_000 },
    async () => {
      expect([...new Set(packets.map(({ lab }) => lab))]).toEqual(labs);
      expect(labs.length).toBeGreaterThanOrEqual(20);
      const { frames, complaints } = await withCapture(capture(), judge);
      expect(frames).toBe(packets.length + 1);
      const found = complaints.filter(({ frame }) => frame <= packets.length);
      expect(sorted(found)).toEqual(sorted(ownComplaints()));
      const damaged = new Set(found.map(({ frame }) => packets[frame - 1].lab));
      expect(harming).toEqual(expect.arrayContaining([...damaged]));
    },
  );

  it('puts fragments together, and then their checksums are right', { timeout: 60_000 }, async () => {
    const byLab = fragmentsByLab();
    expect(byLab.size).toBeGreaterThan(0);
    for (const [lab, seen] of byLab) {
      await withCapture(writePcapng({ interfaces, packets: seen }), async (file) => {
        expect([lab, (await judge(file, [])).complaints]).toEqual([lab, []]);
        const statuses = ['icmp', 'tcp', 'udp'].map((protocol) => `${protocol}.checksum.status`);
        const whole = await fieldsOf(file, ['ip.reassembled.length', ...statuses]);
        const verdicts = whole.filter(([length]) => length).map(([, ...found]) => found.join(''));
        expect([lab, verdicts.length > 0, verdicts.every((status) => status === '1')]).toEqual([lab, true, true]);
      });
    }
  });

  it(`selects the same frames by ${FILTERS.length} filters`, { timeout: 60_000 }, async () => {
    const [atOnce, oneByOne] = await withCapture(capture(), async (file) => [
      await selectedAtOnce(file, FILTERS),
      await selectedByTshark(file, ONE_BY_ONE),
    ]);
    const told = (answer: number[] | string) =>
      typeof answer === 'string' ? answer : answer.filter((number) => number <= packets.length);
    const answers = [...FILTERS.entries()].map(([i, filter]) => [filter, told(atOnce[i])] as const);
    for (const [i, filter] of ONE_BY_ONE.entries()) answers.push([filter, told(oneByOne[i])]);
    expect(answers.map(([filter]) => [filter, ours(filter)])).toEqual(answers);
    // A filter that selects nothing or everything shows little.
    const telling = answers.filter(([, frames]) => frames.length > 0 && frames.length < packets.length);
    expect(telling.length).toBeGreaterThan(40);
  });
});
