// pcapng: a small file octet for octet, then larger ones as tshark reads them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../src/base/bytes.ts';
import { crc32 } from '../../src/wire/checksum.ts';
import { encodeFrame } from '../../src/wire/encode.ts';
import { type Capture, type CapturedPacket, pcapngChunks, writePcapng } from '../../src/wire/pcapng.ts';
import { fieldsOf, withCapture } from '../support/tshark.ts';
import { golden, goldenNames } from './golden.ts';
import { hasTshark } from './tshark.ts';

/** Written by hand from the specification; octets, then what they are. */
const SMALL = `
  0a 0d 0d 0a  34 00 00 00     section header, 52 octets
  4d 3c 2b 1a                  little-endian
  01 00 00 00                  version 1.0
  ff ff ff ff ff ff ff ff      length of the section: not said
  04 00 10 00                  shb_userappl, 16 octets
  50 61 63 6b 65 74 20 43 6c 61 73 73 72 6f 6f 6d    Packet Classroom
  00 00 00 00                  end of options
  34 00 00 00

  01 00 00 00  44 00 00 00     interface description, 68 octets
  01 00 00 00                  Ethernet
  00 00 04 00                  at most 262144 octets of a packet
  02 00 06 00                  if_name, 6 octets
  41 2e 65 74 68 30 00 00      A.eth0 and 2 octets of padding
  03 00 09 00                  if_description, 9 octets
  41 20 74 6f 20 53 2e 31 21 00 00 00    A to S.1! and 3 octets of padding
  09 00 01 00  09 00 00 00     if_tsresol: 10 to the power of -9 seconds
  0d 00 01 00  04 00 00 00     if_fcslen: 4 octets
  00 00 00 00
  44 00 00 00

  06 00 00 00  40 00 00 00     enhanced packet, 64 octets
  00 00 00 00                  interface 0
  57 09 d1 18  01 00 f7 db     2026-09-01 00:00:00.000000001 UTC: 1788220800 seconds in ns, high half first
  07 00 00 00  07 00 00 00     7 octets captured of 7
  61 62 63  c2 41 24 35  00    abc, its FCS 0x352441c2 with the low octet first, 1 octet of padding
  01 00 06 00                  opt_comment, 6 octets
  e4 bd a0 e5 a5 bd 00 00      in UTF-8
  02 00 04 00  82 00 00 00     epb_flags: outbound, FCS of 4 octets
  00 00 00 00
  40 00 00 00
`;

const abc = fromHex('616263')!;

/** The octets at the start of each line; words begin after them. */
function octetsOf(annotated: string): string {
  return annotated
    .split('\n')
    .flatMap((line) => /^\s*((?:[0-9a-f]{2}(?:\s+|$))+)/.exec(line)?.[1].trim().split(/\s+/) ?? [])
    .join(' ');
}

describe('a file', () => {
  const packet: CapturedPacket = { interface: 0, time: 1, bytes: abc, direction: 'outbound', comments: ['你好'] };
  const interfaces = [{ name: 'A.eth0', description: 'A to S.1!' }];

  it('is as the specification says, octet for octet', () => {
    const file = writePcapng({ interfaces, packets: [packet], fcsLength: 4, epochSeconds: 1_788_220_800 });
    expect(toHex(file)).toBe(octetsOf(SMALL));
  });

  it('marks a frame whose FCS was wrong, and writes a wrong one', () => {
    const file = writePcapng({ interfaces, packets: [{ ...packet, badFcs: true }], fcsLength: 4 });
    const view = new DataView(file.buffer, file.byteOffset);
    const block = 52 + 68;
    expect(view.getUint32(block + 28 + 3, true)).toBe(~crc32(abc, 0, 3) >>> 0);
    expect(view.getUint32(block + 28 + 8 + 12 + 4, true)).toBe(0x0100_0082);
  });

  it('has no FCS unless it is asked for, and no options where there is nothing to say', () => {
    const file = writePcapng({ interfaces: [{ name: 'A' }], packets: [{ interface: 0, time: 0, bytes: abc }] });
    const last = file.slice(file.length - 36);
    expect(toHex(last)).toBe(
      toHex([6, 0, 0, 0, 36, ...Array(15).fill(0), 3, 0, 0, 0, 3, 0, 0, 0, ...abc, 0, 36, 0, 0, 0]),
    );
  });

  it('cuts a comment that is too long for an option between two letters', () => {
    const file = writePcapng({ interfaces, packets: [{ ...packet, comments: ['好'.repeat(30_000)] }] });
    const view = new DataView(file.buffer, file.byteOffset);
    expect(view.getUint16(52 + 68 + 28 + 4 + 2, true)).toBe(65_535 - (65_535 % 3));
  });

  it('refuses a packet of an interface that is not described', () => {
    expect(() => writePcapng({ interfaces, packets: [{ ...packet, interface: 1 }] })).toThrow(/interface 1/);
  });

  it('is the same in pieces, each of whole blocks', () => {
    const anyPacket = fc.record({
      ...{
        interface: fc.nat(1),
        time: fc.maxSafeNat(),
        bytes: fc.uint8Array({ maxLength: 200 }),
        badFcs: fc.boolean(),
      },
      comments: fc.array(fc.string({ unit: 'binary', maxLength: 20 }), { maxLength: 2 }),
    });
    fc.assert(
      fc.property(fc.array(anyPacket, { maxLength: 20 }), fc.integer({ min: 1, max: 1000 }), (packets, size) => {
        const capture: Capture = { interfaces: [{ name: 'A' }, { name: 'B' }], packets, fcsLength: 4 };
        const whole = writePcapng(capture);
        const chunks = [...pcapngChunks(capture, size)];
        expect(toHex(chunks.flatMap((chunk) => [...chunk]))).toBe(toHex(whole));
        for (const chunk of chunks) expect(blockEnds(chunk)).toBe(chunk.length);
      }),
      { numRuns: 50 },
    );
  });
});

/** Walks from block to block, both lengths of each the same and a multiple of four; where it ends. */
function blockEnds(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  while (at < bytes.length) {
    const length = view.getUint32(at + 4, true);
    expect(length % 4).toBe(0);
    expect(view.getUint32(at + length - 4, true)).toBe(length);
    at += length;
  }
  return at;
}

describe.skipIf(!hasTshark)('tshark (skipped where it is not installed)', () => {
  const sound = ['arp-request', 'icmp-echo-request', 'icmp-time-exceeded', 'udp', 'vlan', 'ip-fragment-first', 'snap'];
  const frames = [...sound.map((name) => golden(name).bytes), encodeFrame([{ eth: {} }, { data: { zeros: 1500 } }])];

  it('reads frames, times, interfaces, comments, directions and check sequences', { timeout: 20_000 }, async () => {
    const capture = writePcapng({
      interfaces: [{ name: 'A.eth0', description: 'host A' }, { name: 'S12.4' }],
      packets: frames.map((bytes, i) => ({
        ...{ bytes, time: i * 1_000_000_007, interface: i % 2, direction: i % 2 ? 'inbound' : 'outbound' },
        ...(i === 1 ? { comments: ['A asks 你好', 'and again'] } : {}),
        ...(i === 3 ? { badFcs: true } : {}),
      })),
      fcsLength: 4,
      epochSeconds: 1_788_220_800,
    });
    const fields = [
      ...['frame.len', 'frame.time_epoch', 'frame.interface_name', 'frame.interface_description', 'frame.comment'],
      ...['frame.packet_flags_direction', 'eth.fcs.status', 'frame.packet_flags_crc_error', '_ws.malformed'],
    ];
    const lines = await withCapture(capture, (file) => fieldsOf(file, fields));
    expect(lines).toEqual(
      frames.map((bytes, i) => [
        String(bytes.length + 4),
        `178822080${i}.${String(7 * i).padStart(9, '0')}`,
        i % 2 ? 'S12.4' : 'A.eth0',
        i % 2 ? '' : 'host A',
        i === 1 ? 'A asks 你好,and again' : '',
        i % 2 ? '0x00000001' : '0x00000002',
        i === 3 ? '0' : '1',
        i === 3 ? '1' : '0',
        '',
      ]),
    );
  });

  it('finds no check sequence where none is declared', { timeout: 20_000 }, async () => {
    const packets = goldenNames.map((name, i) => ({ interface: 0, time: i, bytes: golden(name).bytes }));
    const capture = writePcapng({ interfaces: [{ name: 'A.eth0' }], packets });
    const lines = await withCapture(capture, (file) => fieldsOf(file, ['eth.fcs', 'frame.len']));
    expect(lines).toEqual(packets.map(({ bytes }) => ['', String(bytes.length)]));
  });
});
