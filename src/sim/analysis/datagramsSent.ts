// The UDP datagrams that the hosts of a run have sent, whole: put together from the packets as they left their senders (RFC 768, RFC 791 section 3.2).

import type { Instant } from '../../base/time.ts';
import { ipv4 } from '../../wire/ipv4.ts';
import { udp } from '../../wire/udp.ts';
import { FLIGHT, frameBytes, rowChunkOf, rowIndexOf, type Recording } from '../record.ts';
import type { WorldState } from '../state.ts';
import { ipv4In } from './segment.ts';

/** A datagram: its ends, when its first packet left, and its data. `device`: who sent it, where that is a host of the lab. */
export interface WholeDatagram {
  device: number | undefined;
  from: number;
  fromPort: number;
  to: number;
  toPort: number;
  at: Instant;
  octets: Uint8Array;
}

interface Parts {
  device: number | undefined;
  from: number;
  to: number;
  at: Instant;
  /** By their place in the datagram, header included. */
  parts: Map<number, Uint8Array>;
}

const PROTO_UDP = 17;

/** In the order in which they left. What is copied or passed on later counts once. */
export function datagramsSent({ record, live }: { record: Recording; live: { state: WorldState } }): WholeDatagram[] {
  const found = new Map<string, Parts>();
  const { links, devices } = live.state;
  for (let row = record.firstRow; row < record.rowCount; row++) {
    const chunk = rowChunkOf(record, row);
    const i = rowIndexOf(row);
    if (chunk.kind[i] !== FLIGHT) continue;
    const bytes = frameBytes(record, chunk.frame[i]!);
    const ip = ipv4In(bytes);
    if (ip === undefined || ipv4.read.proto(bytes, ip) !== PROTO_UDP) continue;
    const direction = chunk.where[i]!;
    const sender = devices[links[direction >> 1]!.ends[direction & 1]![0]]!;
    const from = ipv4.read.src(bytes, ip);
    // Whoever passes it on is not its sender.
    const isOwn = 'interfaces' in sender && sender.interfaces.some((one) => one.addresses.some((a) => a.ip === from));
    if (!isOwn && sender.kind !== 'outside' && from !== 0) continue;
    const to = ipv4.read.dst(bytes, ip);
    const key = `${sender.device} ${from} ${to} ${ipv4.read.id(bytes, ip)}`;
    let one = found.get(key);
    if (!one) {
      const device = 'interfaces' in sender ? sender.device : undefined;
      found.set(key, (one = { device, from, to, at: chunk.x[i]!, parts: new Map() }));
    }
    const start = ip + 4 * ipv4.read.hdrLen(bytes, ip);
    const end = Math.min(bytes.length, ip + ipv4.read.len(bytes, ip));
    one.parts.set(8 * ipv4.read.fragOffset(bytes, ip), bytes.slice(start, end));
  }
  return [...found.values()].flatMap((one) => whole(one) ?? []);
}

function whole({ device, from, to, at, parts }: Parts): WholeDatagram | undefined {
  const first = parts.get(0);
  if (!first || first.length < udp.size) return undefined;
  const length = udp.read.length(first, 0);
  const all = new Uint8Array(Math.max(length, udp.size));
  for (const [place, part] of parts) if (place < all.length) all.set(part.subarray(0, all.length - place), place);
  const fromPort = udp.read.srcport(first, 0);
  return { device, from, fromPort, to, toPort: udp.read.dstport(first, 0), at, octets: all.slice(udp.size, length) };
}
