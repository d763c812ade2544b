// Frames for the tests of the filter, each there for something that a filter can ask; counted from 1.
import { dissect } from '../../src/wire/dissect.ts';
import type { Dissection } from '../../src/wire/dissection.ts';
import { type LayerList, encodeFrame } from '../../src/wire/encode.ts';
import { type Filter, compileFilter } from '../../src/wire/filter.ts';
import type { FrameFacts } from '../../src/wire/filter/read.ts';

const A = '02:00:00:00:00:0a';
const B = '02:00:00:00:00:0b';
const [ipA, ipB, ipC] = ['192.168.12.1', '192.168.12.2', '192.168.13.1'];
const toB = { eth: { dst: B, src: A } };
const toA = { eth: { dst: A, src: B } };
const letters = 'abcdefghijklmnopqrstabcdefghijklmnopqrst';
const ping = (seq: number): LayerList => [{ icmp: { type: 8, ident: 7, seq } }, { data: letters }];
const late: LayerList = [
  { ip: { src: ipA, dst: ipC, ttl: 1 } },
  { udp: { srcport: 5000, dstport: 33434 } },
  { data: 'hi' },
];
const tooBig: LayerList = [{ ip: { src: ipA, dst: ipC, flagsDf: 1 } }, ...ping(3)];

const LAYERS: readonly LayerList[] = [
  /* 1 */ [{ eth: { src: A } }, { arp: { opcode: 1, srcHwMac: A, srcProtoIpv4: ipA, dstProtoIpv4: ipB } }],
  /* 2 */ [toA, { arp: { opcode: 2, srcHwMac: B, srcProtoIpv4: ipB, dstHwMac: A, dstProtoIpv4: ipA } }],
  /* 3 */ [toB, { ip: { src: ipA, dst: ipB, id: 1, flagsDf: 1 } }, ...ping(1)],
  /* 4 */ [toA, { ip: { src: ipB, dst: ipA, id: 2 } }, { icmp: { type: 0, ident: 7, seq: 1 } }, { data: letters }],
  /* 5 */ [toB, ...late],
  /* 6 */ [toA, { ip: { src: ipB, dst: ipA } }, { icmp: { type: 11 } }, ...late],
  /* 7 */ [toB, { ip: { src: ipA, dst: ipC, id: 9, flagsMf: 1 } }, ...ping(2)],
  /* 8 */ [toB, { ip: { src: ipA, dst: ipC, id: 9, proto: 1, fragOffset: 8 } }, { data: letters }],
  /* 9 */ [
    toB,
    { vlan: { priority: 3, id: 5 } },
    { ip: { src: ipA, dst: ipB } },
    { udp: { srcport: 9, dstport: 9 } },
    { data: 'hello' },
  ],
  /* 10 */ [
    toB,
    { ip: { src: ipA, dst: ipB, checksum: 0x1234 } },
    { icmp: { type: 8, ident: 7, seq: 4, checksum: 0 } },
    { data: letters },
  ],
  /* 11 */ [
    toB,
    { ip: { src: ipA, dst: ipB, options: '07 07 04 00 00 00 00 00' } },
    { udp: { srcport: 8, dstport: 8, checksum: 1 } },
    { data: 'x' },
  ],
  /* 12 */ [{ eth: { dst: B, src: A, type: 0x9999 } }, { data: 'abc' }],
  /* 13 */ [{ eth: { src: A } }, { arp: { opcode: 1, srcHwMac: A, srcProtoIpv4: ipA, dstProtoIpv4: ipA } }],
  /* 14 */ [{ eth: { src: A } }, { arp: { opcode: 1, srcHwMac: A, srcProtoIpv4: '0.0.0.0', dstProtoIpv4: ipA } }],
  /* 15 */ [toA, { ip: { src: ipB, dst: ipA } }, { icmp: { type: 3, code: 4, mtu: 576 } }, ...tooBig],
  /* 16 */ [
    { eth: { dst: '01:80:c2:00:00:00', src: A } },
    { llc: { dsap: 0x12, ssap: 0x12, control: 3 } },
    { data: 'llc' },
  ],
];

export const filterFrames: readonly Uint8Array[] = LAYERS.map((layers) => encodeFrame(layers));

export const dissections: readonly Dissection[] = filterFrames.map((frame) => dissect(frame));

/** One second from frame to frame; odd ones at A, even ones at B. */
export const factsOf = (i: number): FrameFacts => ({
  number: i + 1,
  time: i * 1_000_000_000,
  interface: i % 2 ? 'B.eth0' : 'A.eth0',
  ...(i === 2 ? { comment: 'the first ping: 你好' } : {}),
});

export function compiled(text: string): Filter {
  const filter = compileFilter(text);
  if (!filter.ok) throw new Error(`${text}: ${filter.message} at ${filter.position}`);
  return filter;
}

/** The numbers of the frames that a filter selects. */
export function selected(text: string): number[] {
  const filter = compiled(text);
  return dissections.flatMap((dissection, i) => (filter.test(dissection, factsOf(i)) ? [i + 1] : []));
}
