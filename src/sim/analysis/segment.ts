// The TCP header of a recorded frame, read by offset (RFC 9293 section 3.1): analysis goes through every frame of a run and needs no spans.

import { ETHERTYPE_IPV4, ETHERTYPE_PROVIDER_VLAN, ETHERTYPE_VLAN, ethernet } from '../../wire/ethernet.ts';
import { ipv4, PROTO_TCP } from '../../wire/ipv4.ts';
import { tcp } from '../../wire/tcp.ts';
import { vlan } from '../../wire/vlan.ts';
import type { FrameNumber } from '../../devices/surroundings.ts';
import { frameBytes, frameLength, type Recording } from '../record.ts';

export interface Segment {
  source: number;
  sourcePort: number;
  destination: number;
  destinationPort: number;
  seq: number;
  ack: number;
  flags: number;
  /** As it stands in the header, not scaled. */
  window: number;
  /** Where the options begin in the frame, where the payload does, and how many octets of it there are. */
  options: number;
  payload: number;
  length: number;
  /** More of it is in other fragments of the packet. */
  fragment: boolean;
}

/** Where the IPv4 header of a frame begins; undefined where it carries none. */
export function ipv4In(bytes: Uint8Array): number | undefined {
  if (bytes.length < ethernet.size + ipv4.size) return undefined;
  let at = ethernet.size;
  let type = ethernet.read.type(bytes, 0);
  while ((type === ETHERTYPE_VLAN || type === ETHERTYPE_PROVIDER_VLAN) && at + vlan.size + ipv4.size <= bytes.length) {
    type = vlan.read.etype(bytes, at);
    at += vlan.size;
  }
  return type === ETHERTYPE_IPV4 && ipv4.read.version(bytes, at) === 4 ? at : undefined;
}

/** The segment of a recorded frame, whole though only its beginning may have been kept (`snaplen`). */
export const segmentOf = (record: Recording, frame: FrameNumber): Segment | undefined =>
  segmentIn(frameBytes(record, frame), frameLength(record, frame));

/**
 * The segment that a frame carries, a first fragment's as far as it goes; undefined where there is none, or less than its header. `octets`: of the frame,
 * where `bytes` are only its beginning.
 */
export function segmentIn(bytes: Uint8Array, octets = bytes.length): Segment | undefined {
  const ip = ipv4In(bytes);
  if (ip === undefined || ipv4.read.proto(bytes, ip) !== PROTO_TCP || ipv4.read.fragOffset(bytes, ip) > 0)
    return undefined;
  const at = ip + 4 * ipv4.read.hdrLen(bytes, ip);
  const end = Math.min(octets, ip + ipv4.read.len(bytes, ip));
  if (at + tcp.size > Math.min(end, bytes.length)) return undefined;
  const payload = at + 4 * tcp.read.hdrLen(bytes, at);
  if (payload < at + tcp.size || payload > end) return undefined;
  const { read } = tcp;
  return {
    source: ipv4.read.src(bytes, ip),
    sourcePort: read.srcport(bytes, at),
    destination: ipv4.read.dst(bytes, ip),
    destinationPort: read.dstport(bytes, at),
    seq: read.seqRaw(bytes, at),
    ack: read.ackRaw(bytes, at),
    flags: read.flags(bytes, at),
    window: read.windowSizeValue(bytes, at),
    options: at + tcp.size,
    payload,
    length: end - payload,
    fragment: ipv4.read.flagsMf(bytes, ip) === 1,
  };
}
