// K-14: segments, fragments and frames; and that the simulator cuts in the very same way.

import { describe, expect, test } from 'vitest';
import type { Values } from '../../src/calc/calculator.ts';
import type { Segments } from '../../src/calc/stream/segmentation.ts';
import { segments } from '../../src/calc/stream/segments.ts';
import { frameBytes } from '../../src/sim/record.ts';
import type { SocketCall } from '../../src/stack/sockets/call.ts';
import { ethernet } from '../../src/wire/ethernet.ts';
import { ipv4, PROTO_TCP, PROTO_UDP } from '../../src/wire/ipv4.ts';
import { tcp } from '../../src/wire/tcp.ts';
import { call, runScripts, serving, type Step } from '../support/scripted.ts';

function right(values: Values) {
  const worked = segments.work(values);
  if (worked.state !== 'right') throw new Error(JSON.stringify(worked));
  return { ...worked, result: worked.result as Segments };
}
/** The data of every packet. */
const dataOf = ({ packets }: Segments): number[] => packets.flatMap(({ count, data }) => Array(count).fill(data));

describe('TCP', () => {
  test.each<[Values, number, number[]]>([
    [{ data: '4000', mtu: '1500' }, 1460, [1460, 1460, 1080]],
    [{ data: '4000', mtu: '576' }, 536, [...Array<number>(7).fill(536), 248]],
    [{ data: '1460', mtu: '1500' }, 1460, [1460]],
    [{ data: '1461', mtu: '1500' }, 1460, [1460, 1]],
    [{ data: '4000', mtu: '1500', timestamps: 'on' }, 1460, [1448, 1448, 1104]],
    [{ data: '0' }, 1460, []],
  ])('%o', (values, mss, data) => {
    const { result } = right(values);
    expect([result.mss, dataOf(result)]).toEqual([mss, data]);
  });

  test('3,000,000 octets are 2055 segments, the last with 1160', () => {
    const { packets, totals } = right({ data: '3000000' }).result;
    expect([totals.packets, packets.at(-1)!.data, totals.data]).toEqual([2055, 1160, 3_000_000]);
  });

  test('without data nothing is sent', () => {
    const { result, notes } = right({ data: '0' });
    expect(result.totals).toEqual({ packets: 0, data: 0, ip: 0, frame: 0, withFcs: 0 });
    expect(notes).toEqual([{ id: 'segments.nothing.tcp' }]);
  });
});

describe('UDP', () => {
  test('4000 octets at 1500 are three fragments', () => {
    expect(right({ protocol: 'udp' }).result.fragments).toEqual([
      { offset: 0, octets: 1480, more: 1 },
      { offset: 185, octets: 1480, more: 1 },
      { offset: 370, octets: 1048, more: 0 },
    ]);
  });

  test.each([
    ['0', 1, 8],
    ['1472', 1, 1480],
    ['1473', 2, 1],
    ['65507', 45, 395],
  ])('%s octets at 1500: %i packets, %i octets in the last', (data, count, last) => {
    const { totals, packets, fragments } = right({ protocol: 'udp', data }).result;
    expect([totals.packets, packets.at(-1)!.inIp, fragments.at(-1)!.octets]).toEqual([count, last, last]);
    expect(totals.data).toBe(Number(data));
  });

  test('an empty datagram is sent, and filled up', () => {
    const { result, notes } = right({ protocol: 'udp', data: '0' });
    expect(result.packets).toEqual([{ count: 1, data: 0, inIp: 8, ip: 28, frame: 60, withFcs: 64 }]);
    expect(notes).toEqual([{ id: 'segments.nothing.udp' }]);
  });

  test('of very many fragments the first and the last are told', () => {
    const { fragments, totals } = right({ protocol: 'udp', data: '65507', mtu: '68' }).result;
    expect([totals.packets, fragments.length]).toEqual([1365, 64]);
    expect(fragments.at(-1)).toEqual({ offset: 1364 * 6, octets: 65515 - 1364 * 48, more: 0 });
  });
});

test('frames: 14 octets before the packet, the FCS behind, and 60 (64) at least', () => {
  const { packets, totals, perMille } = right({ data: '4000' }).result;
  expect(packets.map(({ ip, frame, withFcs }) => [ip, frame, withFcs])).toEqual([
    [1500, 1514, 1518],
    [1120, 1134, 1138],
  ]);
  expect([totals.ip, totals.frame, totals.withFcs, perMille]).toEqual([4120, 4162, 4174, 958]);
  expect(right({ protocol: 'udp', data: '18' }).result.totals.frame).toBe(60);
  expect(right({ protocol: 'udp', data: '19' }).result.totals.frame).toBe(61);
});

test('what is wrong is told', () => {
  const told = (values: Values): unknown => {
    const worked = segments.work(values);
    if (worked.state !== 'wrong') return worked.state;
    const { id, variant, at } = worked.problem;
    return `${worked.field} ${id}${variant ? `.${variant}` : ''} ${at}`;
  };
  expect(told({ protocol: 'udp', data: '65508' })).toBe('data E_TOOBIG.udp 0');
  expect(told({ protocol: 'tcp', data: '65508' })).toBe('right');
  expect(told({ mtu: '67' })).toBe('mtu E_RANGE.mtu 0');
  expect(told({ mtu: '68' })).toBe('right');
  expect(told({ mtu: '65536' })).toBe('mtu E_RANGE.number 0');
  expect(told({ data: '-1' })).toBe('data E_NUMBER 0');
  expect(told({ data: '4 000' })).toBe('data E_SPACE 1');
  expect(told({ data: '1.5' })).toBe('data E_NUMBER 1');
  expect(told({ data: '040' })).toBe('data E_ZERO 0');
  expect(told({ data: '４000' })).toBe('data E_FULLWIDTH 0');
  expect(told({ data: '' })).toBe('empty');
});

describe('the simulator does the same', () => {
  const B = '192.168.12.2';
  const lab = (mtu: string, tcpKnobs: string): string => `
lab: pair
seed: 14
devices:
  A: { kind: host, ip: 192.168.12.1/24, mtu: ${mtu}, tcp: { ${tcpKnobs} } }
  B: { kind: host, ip: 192.168.12.2/24, mtu: ${mtu}, tcp: { ${tcpKnobs} } }
links:
  - [A, B]
`;
  /** All packets of A with this protocol, as they lie in their frames. */
  function packetsOf(text: string, a: readonly Step[], b: readonly Step[], protocol: number): Uint8Array[] {
    const { record } = runScripts(text, { A: a, B: b }, 60);
    const frames = Array.from({ length: record.frameCount }, (_, frame) => frameBytes(record, frame));
    const at = ethernet.size;
    return frames.filter(
      (bytes) =>
        ethernet.read.type(bytes, 0) === 0x0800 &&
        ethernet.read.dst(bytes, 0) !== 0 && // while it waits for ARP a packet has no destination
        ipv4.read.proto(bytes, at) === protocol &&
        ipv4.read.src(bytes, at) === 0xc0a80c01,
    );
  }

  test.each<[Values]>([
    [{ data: '4000', mtu: '1500' }],
    [{ data: '4000', mtu: '576' }],
    [{ data: '1460', mtu: '1500' }],
    [{ data: '1461', mtu: '1500' }],
    [{ data: '4000', mtu: '1500', timestamps: 'on' }],
    [{ data: '7000', mtu: '1006', timestamps: 'on' }],
    [{ data: '1', mtu: '1500' }],
  ])('TCP: %o', (values) => {
    const { result } = right(values);
    const knobs = values['timestamps'] ? 'timestamps: true' : '';
    const client: Step[] = [
      [0, call.socket as SocketCall],
      [10, call.connect(B)],
      [500, call.send(new Uint8Array(result.data))],
    ];
    const server: Step[] = [...serving(200), [900, call.recv(65_536, 4)]];
    const at = ethernet.size + 20;
    const inFrames = packetsOf(lab(values['mtu']!, knobs), client, server, PROTO_TCP)
      .map((bytes) => ({
        data: ipv4.read.len(bytes, ethernet.size) - 20 - 4 * tcp.read.hdrLen(bytes, at),
        frame: bytes.length,
      }))
      .filter(({ data }) => data > 0);
    expect(inFrames.map(({ data }) => data)).toEqual(dataOf(result));
    expect(inFrames.reduce((sum, { frame }) => sum + frame, 0)).toBe(result.totals.frame);
  });

  test.each([
    ['4000', '1500'],
    ['1472', '1500'],
    ['1473', '1500'],
    ['65507', '1500'],
    ['4000', '577'],
    ['0', '1500'],
    ['18', '1500'],
  ])('UDP: %s octets at an MTU of %s', (data, mtu) => {
    const { result } = right({ protocol: 'udp', data, mtu });
    const sender: Step[] = [
      [0, call.udp as SocketCall],
      [10, call.sendto('x'.repeat(Number(data)), B, 5000)],
    ];
    const receiver: Step[] = [
      [0, call.udp as SocketCall],
      [0, call.bind(5000)],
    ];
    const at = ethernet.size;
    const sent = packetsOf(lab(mtu, ''), sender, receiver, PROTO_UDP);
    expect(
      sent.map((bytes) => ({
        offset: ipv4.read.fragOffset(bytes, at),
        octets: ipv4.read.len(bytes, at) - 20,
        more: ipv4.read.flagsMf(bytes, at),
      })),
    ).toEqual(result.fragments);
    expect(sent.reduce((sum, { length }) => sum + length, 0)).toBe(result.totals.frame);
  });
});
