// From a field of a frame to the calculators that work out its very numbers: an address with its mask, a checksum with the octets it covers, a port, a payload.

import { toHex } from '../base/bytes.ts';
import { formatIpv4, formatMac } from '../wire/address.ts';
import type { DissectedLayer, Dissection, Span } from '../wire/dissection.ts';
import { coveredIn } from './covered.ts';

/** A calculator, and what stands in its fields. */
export interface FrameLink {
  calculator: string;
  values: Readonly<Record<string, string>>;
}

/** What the network knows of an address that no frame carries: the length of its prefix. */
export type PrefixOf = (ip: number) => number | undefined;

/** The calculators for a field of a frame. None for a field that there is nothing to work out about. */
export function linksFor(dissection: Dissection, layer: DissectedLayer, span: Span, prefixOf: PrefixOf): FrameLink[] {
  const { filter, value, type } = span;
  if (value instanceof Uint8Array) return layer.protocol === 'data' && type === 'bytes' ? textLinks(value) : [];
  if (type === 'mac') return [{ calculator: 'mac', values: { mac: formatMac(value) } }];
  if (type === 'ipv4') return addressLinks(layer, value, prefixOf);
  if (/^(tcp|udp)\.(src|dst)port$/.test(filter)) return [{ calculator: 'ports', values: { port: String(value) } }];
  if (layer.quoted) return [];
  if (/\.checksum$/.test(filter)) return checksumLinks(dissection, span);
  if (['ip.len', 'ip.frag_offset', 'udp.length'].includes(filter)) return segmentLinks(dissection, layer);
  if (filter === 'tcp.seq_raw') return sequenceLinks(dissection, layer, value);
  if (filter === 'tcp.window_size_value') {
    return [{ calculator: 'timing', values: { what: 'window', window: String(value) } }];
  }
  return [];
}

/** As much of a text as the calculator shows. */
const LONGEST_TEXT = 200;

function textLinks(bytes: Uint8Array): FrameLink[] {
  if (bytes.length === 0 || bytes.length > LONGEST_TEXT) return [];
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    // Line ends are written by a switch there; where both kinds stand there is no such text.
    const crlf = /\r\n/.test(text);
    if (/\r(?!\n)/.test(text) || (crlf && /(?<!\r)\n/.test(text))) return [];
    const values = { text: text.replaceAll('\r\n', '\n'), codec: 'utf-8', ...(crlf && { crlf: 'on' }) };
    return [{ calculator: 'text', values }];
  } catch {
    return []; // octets that are no UTF-8 are no text to anybody here
  }
}

/** Whether both ends share a network is asked of addresses that stand together in one header. */
function addressLinks(layer: DissectedLayer, ip: number, prefixOf: PrefixOf): FrameLink[] {
  const prefix = prefixOf(ip);
  const address = formatIpv4(ip);
  const own: FrameLink =
    prefix === undefined
      ? { calculator: 'ipv4', values: { address } }
      : { calculator: 'subnet', values: { address: `${address}/${prefix}` } };
  const [a, b] = layer.spans.flatMap(({ type, value }) => {
    const length = type === 'ipv4' ? prefixOf(value as number) : undefined;
    return length === undefined ? [] : [`${formatIpv4(value as number)}/${length}`];
  });
  const kind: FrameLink = { calculator: 'kind', values: { address } };
  const pair = a && b && a !== b ? [{ calculator: 'same-lan', values: { a, b } }] : [];
  return [own, ...pair, ...arpLinks(layer, prefixOf), kind];
}

/** An ARP request, as the walk-through makes one: with nothing in the cache of who asks. */
function arpLinks(layer: DissectedLayer, prefixOf: PrefixOf): FrameLink[] {
  if (layer.protocol !== 'arp' || numberOf(layer, 'arp.opcode') !== 1) return [];
  const [ip, mac, target] = ['arp.src.proto_ipv4', 'arp.src.hw_mac', 'arp.dst.proto_ipv4'].map((name) =>
    numberOf(layer, name),
  );
  const prefix = ip === undefined ? undefined : prefixOf(ip);
  if (prefix === undefined || mac === undefined || target === undefined || ip === target) return [];
  const sender = `${formatIpv4(ip!)}/${prefix}`;
  const values = { sender, mac: formatMac(mac), gateway: '', destination: formatIpv4(target), cache: '' };
  return [{ calculator: 'arp', values }];
}

function checksumLinks(dissection: Dissection, span: Span): FrameLink[] {
  const covered = coveredIn(dissection).find((one) => one.span.bit === span.bit);
  const layer = covered && dissection.layers[covered.layer]!;
  // A header that is odd in more than its checksum cannot be worked out as what it says it is.
  if (!layer || layer.problems.length > 0 || layer.spans.some(({ bit, problem }) => problem && bit !== span.bit))
    return [];
  const { protocol } = layer;
  const values = { hex: toHex(covered.octets.bytes, ' '), kind: protocol === 'ip' ? 'ipv4' : protocol };
  if (!covered.pseudo) return [{ calculator: 'checksum', values }];
  const [src, dst] = ['ip.src', 'ip.dst'].map((name) =>
    formatIpv4(numberOf(dissection.layers[covered.layer - 1]!, name)!),
  );
  return [{ calculator: 'checksum', values: { ...values, src: src!, dst: dst! } }];
}

/** No link has a smaller one (RFC 791 section 3.2). */
const LEAST_MTU = 68;

/** How the data of this packet is cut: as it is, or for the MTU that its first fragment fills. */
function segmentLinks(dissection: Dissection, layer: DissectedLayer): FrameLink[] {
  const place = dissection.layers.indexOf(layer);
  const ip = layer.protocol === 'ip' ? layer : dissection.layers[place - 1];
  const inner = layer.protocol === 'ip' ? dissection.layers[place + 1] : layer;
  if (ip?.protocol !== 'ip' || !inner || numberOf(ip, 'ip.frag_offset')) return [];
  const length = numberOf(ip, 'ip.len')!;
  if (length < LEAST_MTU && numberOf(ip, 'ip.flags.mf')) return [];
  const cut = numberOf(ip, 'ip.flags.mf') === 1 ? { mtu: String(length) } : {};
  if (inner.protocol === 'udp') {
    const data = numberOf(inner, 'udp.length')! - (inner.end - inner.start);
    return data < 0 ? [] : [{ calculator: 'segments', values: { protocol: 'udp', data: String(data), ...cut } }];
  }
  const data = inner.protocol === 'tcp' ? octetsIn(dissection, inner) : undefined;
  const timestamps = inner.spans.some(({ filter }) => filter.startsWith('tcp.options.timestamp'));
  return !data
    ? []
    : [
        {
          calculator: 'segments',
          values: { protocol: 'tcp', data: String(data), ...(timestamps && { timestamps: 'on' }) },
        },
      ];
}

/** The number after this segment: its octets, and one each for SYN and FIN. */
function sequenceLinks(dissection: Dissection, tcp: DissectedLayer, seq: number): FrameLink[] {
  const octets = octetsIn(dissection, tcp);
  if (octets === undefined) return [];
  const on = (name: string): string => (numberOf(tcp, `tcp.flags.${name}`) === 1 ? 'on' : '');
  const values = { what: 'sequence', seq: String(seq), octets: String(octets), syn: on('syn'), fin: on('fin') };
  return [{ calculator: 'timing', values }];
}

/** Octets of data in a segment; undefined where its packet is in pieces or lies about its length. */
function octetsIn({ layers }: Dissection, tcp: DissectedLayer): number | undefined {
  const ip = layers[layers.indexOf(tcp) - 1];
  if (ip?.protocol !== 'ip' || numberOf(ip, 'ip.frag_offset') || numberOf(ip, 'ip.flags.mf')) return undefined;
  const octets = numberOf(ip, 'ip.len')! - (tcp.end - ip.start);
  return octets < 0 ? undefined : octets;
}

function numberOf({ spans }: DissectedLayer, name: string): number | undefined {
  const value = spans.find(({ filter }) => filter === name)?.value;
  return typeof value === 'number' ? value : undefined;
}
