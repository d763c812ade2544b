// K-13: checksums of octets, headers and datagrams, with every case of the course.

import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '../../../src/base/bytes.ts';
import { checksum } from '../../../src/calc/bytes/checksum.ts';
import { coveredIn } from '../../../src/calc/covered.ts';
import { dissect } from '../../../src/wire/dissect.ts';
import { encodeFrame } from '../../../src/wire/encode.ts';

const header = '45 00 00 54 00 01 40 00 40 01 a0 55 c0 a8 0c 01 c0 a8 0d 01';
const right = (values: Record<string, string>) => {
  const worked = checksum.work(values);
  if (worked.state !== 'right') throw new Error(JSON.stringify(worked));
  return worked;
};
const textHex = (text: string): string => toHex(new TextEncoder().encode(text));

describe('octets', () => {
  test.each([
    ['00 01 f2 03 f4 f5 f6 f7', 'ddf2', '220d'],
    ['0001f203f4f5f6f7', 'ddf2', '220d'],
    [textHex('abc'), 'c462', '3b9d'],
    ['61626300', 'c462', '3b9d'],
    ['00', '0000', 'ffff'],
    ['ff ff', 'ffff', '0000'],
    [`08 00 00 00 00 01 00 01 ${textHex('abcdefgh')}`, '9997', '6668'],
  ])('%s', (hex, sum, value) => {
    expect(right({ hex }).result).toMatchObject({ sum, checksum: value, carried: null, verdict: null });
  });

  test('with their checksum behind them the sum is ffff', () => {
    const worked = right({ hex: '00 01 f2 03 f4 f5 f6 f7 22 0d' });
    expect(worked.result).toMatchObject({ sum: 'ffff', checksum: '0000' });
    expect(worked.notes).toEqual([{ id: 'checksum.holds' }]);
  });

  test('each addition is a step, with its carry', () => {
    const sums = right({}).steps.map(({ say, sum }) => [say.id, ...(sum ?? [])]);
    expect(sums).toEqual([
      ['checksum.step.words'],
      ['checksum.step.add', '0000 + 0001 = 0001'],
      ['checksum.step.add', '0001 + f203 = f204'],
      ['checksum.step.carry', 'f204 + f4f5 = 1e6f9 → e6f9 + 1 = e6fa'],
      ['checksum.step.carry', 'e6fa + f6f7 = 1ddf1 → ddf1 + 1 = ddf2'],
      ['checksum.step.complement', 'ffff − ddf2 = 220d'],
      ['checksum.step.verify', 'ddf2 + 220d = ffff', 'ffff − ffff = 0000'],
    ]);
  });

  test('an octet that is left over is filled up for the sum only', () => {
    const { octets, steps, result } = right({ hex: textHex('abc') });
    expect(octets![0]).toMatchObject({ bytes: fromHex('616263'), marks: [{ from: 2, to: 3 }] });
    expect(steps.map(({ say }) => say.id)).toContain('checksum.step.odd');
    expect(result.octets).toBe(3);
  });

  test('many words come several at a step', () => {
    const { steps } = right({ hex: 'ab'.repeat(1500) });
    expect(steps.length).toBeLessThan(30);
    expect(steps.flatMap(({ sum = [] }) => sum)).toHaveLength(750 + 3);
  });
});

describe('what carries its checksum', () => {
  test.each([
    ['ipv4', header, 'a055', 'a055', 'right'],
    ['ipv4', header.replace('40 01 a0 55', '3f 01 a0 55'), 'a155', 'a055', 'wrong'],
    ['ipv4', header.replace('40 01 a0 55', '3f 01 a1 55'), 'a155', 'a155', 'right'],
    ['ipv4', header.replace('a0 55', '00 00'), 'a055', '0000', 'wrong'],
    ['icmp', `08 00 66 68 00 01 00 01 ${textHex('abcdefgh')}`, '6668', '6668', 'right'],
    ['udp', `c0 00 23 28 00 0d 3f 85 ${textHex('hello')}`, '3f85', '3f85', 'right'],
    ['udp', `c0 00 23 28 00 0d 00 00 ${textHex('hello')}`, '3f85', '0000', 'none'],
    ['udp', `c0 00 23 28 00 0d 3f 86 ${textHex('hello')}`, '3f85', '3f86', 'wrong'],
  ])('%s %s', (kind, hex, value, carried, verdict) => {
    const { result } = right({ kind, hex, src: '192.168.12.1', dst: '192.168.12.2' });
    expect(result).toMatchObject({ checksum: value, sent: value, carried, verdict });
  });

  test('a zero of UDP is sent as ones, and ones are found right', () => {
    const missing = right({ kind: 'udp', hex: 'c0 00 23 28 00 0a 00 00 00 00' }).result.checksum;
    const worked = right({ kind: 'udp', hex: `c0 00 23 28 00 0a ff ff ${missing}` });
    expect(worked.result).toMatchObject({ checksum: '0000', sent: 'ffff', carried: 'ffff', verdict: 'right' });
    expect(worked.notes).toEqual([{ id: 'checksum.ones' }]);
  });

  test('what comes after an IPv4 header does not count', () => {
    const { result, notes } = right({ kind: 'ipv4', hex: `${header} 01 02 03` });
    expect(result).toMatchObject({ octets: 20, checksum: 'a055' });
    expect(notes).toEqual([{ id: 'checksum.behind', params: { count: 3 } }]);
  });

  test('a length that is not what is there is told', () => {
    expect(right({ kind: 'udp', hex: 'c0 00 23 28 00 0d 00 00' }).notes[0]).toEqual({
      id: 'checksum.length',
      params: { length: 13, count: 8 },
    });
  });

  test('every checksum of a frame of the simulator is found right from its own octets', () => {
    const ip = { ip: { src: '192.168.12.1', dst: '192.168.12.2' } };
    for (const inner of [
      { icmp: { type: 8 } },
      { udp: { srcport: 5, dstport: 7 } },
      { tcp: { srcport: 5, dstport: 7, flags: 0x18 } },
    ]) {
      const dissection = dissect(encodeFrame([{ eth: { dst: 1, src: 2 } }, ip, inner, { data: 'odd' }]));
      for (const { span, octets } of coveredIn(dissection)) {
        const kind = span.filter.replace('.checksum', '').replace(/^ip$/, 'ipv4');
        expect(right({ kind, hex: toHex(octets.bytes) }).result).toMatchObject({ kind, verdict: 'right' });
      }
    }
  });
});

test.each<[Record<string, string>, string, string, number]>([
  [{ hex: '0g' }, 'hex', 'E_HEX', 1],
  [{ hex: '00 1' }, 'hex', 'E_HEX.nibble', 3],
  [{ hex: '00 123 45' }, 'hex', 'E_HEX.nibble', 5],
  [{ hex: '0x45' }, 'hex', 'E_HEX', 1],
  [{ hex: '４５' }, 'hex', 'E_FULLWIDTH', 0],
  [{ hex: '00'.repeat(1501) }, 'hex', 'E_TOOBIG.octets', 3000],
  [{ hex: '45 00', kind: 'ipv4' }, 'hex', 'E_HEX.short', 5],
  [{ hex: header.replace('45', '46'), kind: 'ipv4' }, 'hex', 'E_HEX.short', 59],
  [{ hex: header.replace('45', '65'), kind: 'ipv4' }, 'hex', 'E_HEX.no-ipv4', 0],
  [{ hex: header.replace('45', '44'), kind: 'ipv4' }, 'hex', 'E_HEX.no-ipv4', 0],
  [{ hex: '08 00', kind: 'icmp' }, 'hex', 'E_HEX.short', 5],
  [{ hex: '00'.repeat(7), kind: 'udp' }, 'hex', 'E_HEX.short', 14],
  [{ hex: '00'.repeat(19), kind: 'tcp' }, 'hex', 'E_HEX.short', 38],
  [{ hex: '00'.repeat(8), kind: 'udp', src: '1.2.3' }, 'src', 'E_OCTETS.short', 5],
  [{ hex: '00'.repeat(8), kind: 'udp', dst: '1.2.3.256' }, 'dst', 'E_RANGE', 6],
])('%o is told', (values, field, id, at) => {
  const worked = checksum.work(values);
  if (worked.state !== 'wrong') throw new Error(worked.state);
  const { problem } = worked;
  expect([worked.field, problem.variant ? `${problem.id}.${problem.variant}` : problem.id, problem.at]).toEqual([
    field,
    id,
    at,
  ]);
});

test('nothing typed says nothing', () => {
  expect(checksum.work({ hex: ' ' })).toEqual({ state: 'empty' });
});
