// TCP segments as octets: what is worked out, what is forged, and options with odd lengths.
import { describe, expect, it } from 'vitest';
import { internetChecksum, pseudoHeaderSum } from '../../src/wire/checksum.ts';
import { dissect } from '../../src/wire/dissect.ts';
import type { DissectedLayer } from '../../src/wire/dissection.ts';
import { encodeFrame } from '../../src/wire/encode.ts';
import { compileFilter } from '../../src/wire/filter.ts';
import { tcp } from '../../src/wire/tcp.ts';

const eth = { eth: { dst: '02:00:00:00:00:0b', src: '02:00:00:00:00:0a' } };
const ip = { ip: { src: '192.168.12.1', dst: '192.168.12.2' } };
const HEAD = 34;

function frame(fields: object, data = ''): Uint8Array {
  return encodeFrame([eth, ip, { tcp: { srcport: 49152, dstport: 9000, ...fields } }, { data }], { pad: false });
}
function layerOf(bytes: Uint8Array): DissectedLayer {
  return dissect(bytes).layers.find((layer) => layer.protocol === 'tcp')!;
}

describe('a TCP segment', () => {
  it('gets its data offset and a checksum over the pseudo header', () => {
    const bytes = frame({ options: '0204 05b4 01', flagsSyn: true }, 'odd');
    expect(tcp.read.hdrLen(bytes, HEAD)).toBe(7);
    const length = bytes.length - HEAD;
    expect(length).toBe(31);
    expect(internetChecksum(bytes, HEAD, bytes.length, pseudoHeaderSum(0xc0a80c01, 0xc0a80c02, 6, length))).toBe(0);
  });

  it('has a checksum that was computed by hand', () => {
    // RFC 1071 on paper: pseudo header c0a8+0c01+c0a8+0c02+0006+0014, header c000+2328+0000+0001+0000+0000+5002+ffff+0000.
    const bytes = frame({ seqRaw: 1, flagsSyn: true });
    let sum = 0xc0a8 + 0x0c01 + 0xc0a8 + 0x0c02 + 6 + 20 + 0xc000 + 0x2328 + 1 + 0x5002 + 0xffff;
    while (sum > 0xffff) sum = (sum & 0xffff) + (sum >> 16);
    expect(tcp.read.checksum(bytes, HEAD)).toBe(~sum & 0xffff);
  });

  it('has numbers relative to the SYNs in its line, where these are known', () => {
    const bytes = frame({ seqRaw: 3, ackRaw: 1001, flagsAck: true }, 'hello');
    expect(dissect(bytes).info).toBe('49152 → 9000 [ACK] Seq=3 Ack=1001 Win=65535 Len=5');
    const tcp = { seq: 0xffff_fff0, ack: 1000 };
    expect(dissect(bytes, { tcp }).info).toBe('49152 → 9000 [ACK] Seq=19 Ack=1 Win=65535 Len=5');
  });

  it('is sent as forged', () => {
    const bytes = frame({ checksum: 0x1234, hdrLen: 15, flags: 0xfff });
    expect(tcp.read.checksum(bytes, HEAD)).toBe(0x1234);
    expect(tcp.read.hdrLen(bytes, HEAD)).toBe(15);
    expect(tcp.read.flags(bytes, HEAD)).toBe(0xfff);
    expect(tcp.read.flagsRes(bytes, HEAD)).toBe(7);
  });

  it.each([
    ['0203 05 01', { found: 3, room: 4 }],
    ['0204 05b4 0507 0102030405 01', { found: 7, room: 10 }],
    ['0502 0101', { found: 2, room: 10 }],
    ['0301 0000', { found: 1, room: 4 }],
    ['0101 0108', { found: 0, room: 1 }],
    ['0809 01020304050607 010101', { found: 9, room: 10 }],
  ])('with the options %s tells which length is odd', (options, parameters) => {
    const odd = layerOf(frame({ options, flagsAck: true })).spans.filter((span) => span.problem);
    expect(odd).toHaveLength(1);
    expect(odd[0].problem).toEqual({ code: 'option-length', parameters });
  });

  it.each([
    ['tcp.flags.syn == 1 && tcp.flags.ack == 0', true],
    ['tcp.options.mss_val == 1460', true],
    ['tcp.options.wscale.multiplier == 128', true],
    ['tcp.port == 9000', true],
    ['tcp.len == 0', true],
    ['tcp.flags == 0x002', true],
    ['tcp.flags.fin', true], // the field is there
    ['tcp.flags.fin == 1', false],
    ['tcp.payload', false],
  ])('is found by %s: %s', (text, found) => {
    const filter = compileFilter(text);
    if (!filter.ok) throw new Error(filter.message);
    const bytes = frame({ flagsSyn: true, options: '0204 05b4 01 030307' });
    expect(filter.test(dissect(bytes))).toBe(found);
  });

  it.each([
    [{ flagsSyn: 1 }, '', 'SYN'],
    [{ flagsSyn: 1, flagsAck: 1 }, '', 'SYN ACK'],
    [{ flagsAck: 1 }, '', 'ACK'],
    [{ flagsAck: 1, flagsPush: 1 }, 'hello', '5 B'],
    [{ flagsAck: 1, flagsFin: 1 }, '', 'FIN'],
    [{ flagsAck: 1, flagsFin: 1 }, 'bye', '3 B FIN'],
    [{ flagsReset: 1 }, '', 'RST'],
  ])('with %j and "%s" is called %s', (flags, data, word) => {
    expect(dissect(frame(flags, data)).word).toBe(word);
  });
});
