// The Internet checksum worked out word by word gives what the simulator writes, for every header that has one.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { workOut } from '../../src/calc/checksum.ts';
import { asSent, coveredIn } from '../../src/calc/covered.ts';
import { internetChecksum } from '../../src/wire/checksum.ts';
import { dissect } from '../../src/wire/dissect.ts';
import { encodeFrame } from '../../src/wire/encode.ts';

const eth = { eth: { dst: 1, src: 2 } };
const ip = { ip: { src: '192.168.12.1', dst: '192.168.12.2' } };
const data = { data: 'hello' };

test('the example of RFC 1071 section 3', () => {
  const { additions, sum, checksum } = workOut([
    { bytes: Uint8Array.of(0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7) },
  ]);
  expect(additions.map(({ raw, carry }) => [raw, carry])).toEqual([
    [0x0001, false],
    [0xf204, false],
    [0x1e6f9, true],
    [0x1ddf1, true],
  ]);
  expect([sum, checksum]).toEqual([0xddf2, 0x220d]);
});

test('any octets give what the simulator works out at once, an odd one at the end too', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      expect(workOut([{ bytes }]).checksum).toBe(internetChecksum(bytes, 0, bytes.length));
    }),
  );
});

test('every header with a checksum is worked out from its own octets, with the pseudo header where there is one', () => {
  for (const [inner, names] of [
    [{ icmp: { type: 8 } }, ['ip.checksum', 'icmp.checksum']],
    [{ udp: { srcport: 5, dstport: 7 } }, ['ip.checksum', 'udp.checksum']],
    [{ tcp: { srcport: 5, dstport: 7, flags: 0x18 } }, ['ip.checksum', 'tcp.checksum']],
  ] as const) {
    const covered = coveredIn(dissect(encodeFrame([eth, ip, inner, data])));
    expect(covered.map(({ span }) => span.filter)).toEqual(names);
    for (const one of covered) {
      const { checksum } = workOut([...(one.pseudo ? [one.pseudo] : []), one.octets]);
      expect(asSent(checksum, one), one.span.filter).toBe(one.carried);
    }
  }
});

test('a forged checksum is carried as it is, and the right one comes out', () => {
  const dissection = dissect(
    encodeFrame([eth, { ip: { src: '192.168.12.1', dst: '192.168.12.2', checksum: 0x1234 } }, { icmp: { type: 8 } }]),
  );
  const [header] = coveredIn(dissection);
  expect(header!.carried).toBe(0x1234);
  const right = workOut([header!.octets]).checksum;
  expect(header!.span.problem?.parameters['right']).toBe(`0x${right.toString(16).padStart(4, '0')}`);
});

test('what comes in pieces, or is cut, is not worked out beyond its header', () => {
  const piece = dissect(
    encodeFrame([
      eth,
      { ip: { src: '1.2.3.4', dst: '4.3.2.1', flagsMf: 1 } },
      { udp: { srcport: 5, dstport: 7 } },
      data,
    ]),
  );
  expect(coveredIn(piece).map(({ span }) => span.filter)).toEqual(['ip.checksum']);
  const whole = encodeFrame([eth, ip, { udp: { srcport: 5, dstport: 7 } }, data]);
  const cut = dissect(whole.subarray(0, 40), { length: whole.length });
  expect(coveredIn(cut).map(({ span }) => span.filter)).toEqual(['ip.checksum']);
});
