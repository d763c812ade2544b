// Every field of every kind of frame leads only to calculators that have an answer for its numbers.
import { expect, test } from 'vitest';
import { toHex } from '../../src/base/bytes.ts';
import { calculators } from '../../src/calc/all.ts';
import { linksFor, type FrameLink } from '../../src/calc/frameLinks.ts';
import { parseIpv4 } from '../../src/wire/address.ts';
import { dissect } from '../../src/wire/dissect.ts';
import { encodeFrame } from '../../src/wire/encode.ts';
import { golden, goldenNames } from '../wire/golden.ts';

/** As a lab has it: hosts have a mask, groups and no address have none. */
const prefixOf = (ip: number): number | undefined => (ip === 0 || ip >>> 28 >= 0xe ? undefined : 24);
const unknown = (): undefined => undefined;

function linksOf(
  bytes: Uint8Array,
  filter: string,
  prefix: (ip: number) => number | undefined = prefixOf,
): FrameLink[] {
  const dissection = dissect(bytes);
  for (const layer of dissection.layers) {
    const span = layer.spans.find((one) => one.filter === filter);
    if (span) return linksFor(dissection, layer, span, prefix);
  }
  throw new Error(`no ${filter}`);
}

const eth = { eth: { dst: 2, src: 1 } };
const ip = { ip: { src: '192.168.12.1', dst: '192.168.13.1' } };
const hello = { data: '你好\r\n' };
const udp = encodeFrame([eth, ip, { udp: { srcport: 49152, dstport: 9000 } }, hello]);
const tcp = encodeFrame([eth, ip, { tcp: { srcport: 49152, dstport: 80, flags: 0x18 } }, hello]);

test.each([
  ['eth.dst', { calculator: 'mac', values: { mac: '00:00:00:00:00:02' } }],
  ['ip.src', { calculator: 'subnet', values: { address: '192.168.12.1/24' } }],
  ['ip.dst', { calculator: 'same-lan', values: { a: '192.168.12.1/24', b: '192.168.13.1/24' } }],
  ['ip.dst', { calculator: 'kind', values: { address: '192.168.13.1' } }],
  ['udp.dstport', { calculator: 'ports', values: { port: '9000' } }],
  ['ip.len', { calculator: 'segments', values: { protocol: 'udp', data: '8' } }],
  ['data.data', { calculator: 'text', values: { text: '你好\n', codec: 'utf-8', crlf: 'on' } }],
])('%s leads to %j', (filter, link) => {
  expect(linksOf(udp, filter)).toContainEqual(link);
});

test('the number of a segment leads to the one after it, with what counts', () => {
  expect(linksOf(tcp, 'tcp.seq_raw')).toEqual([
    { calculator: 'timing', values: { what: 'sequence', seq: '0', octets: '8', syn: '', fin: '' } },
  ]);
  const syn = encodeFrame([eth, ip, { tcp: { srcport: 1, dstport: 80, flags: 0x02, seqRaw: 0xffff_ffff } }]);
  expect(linksOf(syn, 'tcp.seq_raw')).toMatchObject([{ values: { seq: '4294967295', octets: '0', syn: 'on' } }]);
});

test('a question of ARP leads to its walk-through', () => {
  expect(linksOf(golden('arp-request').bytes, 'arp.dst.proto_ipv4').map(({ calculator }) => calculator)).toContain(
    'arp',
  );
});

test('of an address without a known mask the bits are shown', () => {
  expect(linksOf(udp, 'ip.src', unknown)).toEqual([
    { calculator: 'ipv4', values: { address: '192.168.12.1' } },
    { calculator: 'kind', values: { address: '192.168.12.1' } },
  ]);
  const one = (ip: number): number | undefined => (ip === parseIpv4('192.168.12.1') ? 24 : undefined);
  expect(linksOf(udp, 'ip.dst', one).map(({ calculator }) => calculator)).toEqual(['ipv4', 'kind']);
});

test('the checksum of a segment is worked out with its pseudo header, as it stands in the header', () => {
  const [link] = linksOf(tcp, 'tcp.checksum');
  expect(link).toMatchObject({ values: { kind: 'tcp', src: '192.168.12.1', dst: '192.168.13.1' } });
  const worked = calculators.find(({ id }) => id === 'checksum')!.work(link!.values);
  const carried = toHex(tcp.subarray(50, 52), '');
  expect(JSON.stringify(worked)).toContain(carried);
});

test.each(goldenNames)('%s: every link has an answer', (name) => {
  const dissection = dissect(golden(name).bytes);
  for (const layer of dissection.layers) {
    for (const span of layer.spans) {
      for (const prefix of [prefixOf, unknown]) {
        for (const { calculator, values } of linksFor(dissection, layer, span, prefix)) {
          const found = calculators.find(({ id }) => id === calculator);
          const worked = found?.work(values);
          expect(worked?.state, `${span.filter} ${calculator} ${JSON.stringify(values)}`).toBe('right');
          expect(Object.keys(values).filter((field) => !found?.fields.some((one) => one.name === field))).toEqual([]);
        }
      }
    }
  }
});
