// Which octets the checksum of a header in a frame covers: the header alone (IPv4), the message (ICMP), or both with the pseudo header (UDP, TCP).

import type { DissectedLayer, Dissection, Span } from '../wire/dissection.ts';
import { pseudoHeader, type Run } from './checksum.ts';

/** What is added up, and what the header says it is. */
export interface Covered {
  /** Place of the header among the layers, and its field. */
  layer: number;
  span: Span;
  carried: number;
  /** The pseudo header, where there is one, and the octets of the frame; `start` is where these lie in it. */
  pseudo: Run | undefined;
  octets: Run;
  start: number;
  /** A zero stands for no checksum at all (RFC 768), and one that comes out as zero is sent as ones. */
  optional: boolean;
}

type Extent = 'header' | 'message' | 'pseudo';
const EXTENTS: Readonly<Record<string, Extent>> = {
  'ip.checksum': 'header',
  'icmp.checksum': 'message',
  'udp.checksum': 'pseudo',
  'tcp.checksum': 'pseudo',
};

/** The checksums of a frame that can be worked out: what is quoted, in pieces or cut cannot. */
export function coveredIn(dissection: Dissection): Covered[] {
  return dissection.layers.flatMap((layer, place) => {
    const span = layer.spans.find(({ filter }) => EXTENTS[filter]);
    if (!span || layer.quoted || typeof span.value !== 'number') return [];
    const end = endOf(dissection, layer, place, EXTENTS[span.filter]!);
    if (end === undefined || end > dissection.bytes.length || end <= layer.start) return [];
    const pseudo = EXTENTS[span.filter] === 'pseudo' ? pseudoHeaderOf(dissection, place, end - layer.start) : undefined;
    const octets = { bytes: dissection.bytes.subarray(layer.start, end), without: span.bit / 8 - layer.start };
    return [
      {
        ...{ layer: place, span, carried: span.value, octets, start: layer.start },
        pseudo,
        optional: span.filter === 'udp.checksum',
      },
    ];
  });
}

/** The checksum as its sender writes it. */
export const asSent = (checksum: number, { optional }: Covered): number =>
  optional && checksum === 0 ? 0xffff : checksum;

/** The octet after the last that counts. */
function endOf({ layers }: Dissection, layer: DissectedLayer, place: number, extent: Extent): number | undefined {
  if (extent === 'header') return layer.end;
  const ip = layers[place - 1];
  if (ip?.protocol !== 'ip') return undefined;
  const [length, offset, more] = ['ip.len', 'ip.frag_offset', 'ip.flags.mf'].map((name) => valueOf(ip, name));
  if (length === undefined || offset || more) return undefined;
  const own = valueOf(layer, `${layer.protocol}.length`);
  return own === undefined ? ip.start + length : layer.start + own;
}

function valueOf({ spans }: DissectedLayer, name: string): number | undefined {
  const value = spans.find(({ filter }) => filter === name)?.value;
  return typeof value === 'number' ? value : undefined;
}

function pseudoHeaderOf({ layers }: Dissection, place: number, length: number): Run {
  const [source, destination, protocol] = ['ip.src', 'ip.dst', 'ip.proto'].map(
    (name) => valueOf(layers[place - 1]!, name) ?? 0,
  ) as [number, number, number];
  return pseudoHeader(source, destination, protocol, length);
}
