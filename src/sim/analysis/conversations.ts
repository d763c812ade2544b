// The UDP conversations of a run (RFC 768): which datagrams went between the same two ports. Grown with the record, never stored in a state.

import type { FrameNumber, RowNumber } from '../../devices/surroundings.ts';
import { ipv4, PROTO_UDP } from '../../wire/ipv4.ts';
import { udp } from '../../wire/udp.ts';
import { FLIGHT, frameBytes, rowChunkOf, rowIndexOf, type Recording } from '../record.ts';
import { flightBefore } from '../passedOn.ts';
import { ipv4In } from './segment.ts';
import type { Side } from './stream.ts';

interface End {
  ip: number;
  port: number;
}

export interface Conversation {
  /** Wireshark's `udp.stream`: they are counted in the order in which they begin. */
  number: number;
  /** Side 0 spoke first. */
  ends: [End, End];
  /** The flights by which datagrams left their senders. */
  flights: { row: RowNumber; side: Side }[];
}

/** A datagram as a frame carries it. */
export interface Datagram {
  from: End;
  to: End;
  bytes: Uint8Array;
}

interface Findings {
  rows: number;
  known: Map<string, { conversation: Conversation; side: Side }>;
  frames: Map<FrameNumber, Conversation>;
  count: number;
}

const found = new WeakMap<Recording, Findings>();

/** The conversation that the datagram of a frame belongs to. */
export function conversationOf(record: Recording, frame: FrameNumber): Conversation | undefined {
  let findings = found.get(record);
  if (!findings) found.set(record, (findings = { rows: 0, known: new Map(), frames: new Map(), count: 0 }));
  for (; findings.rows < record.rowCount; findings.rows++) take(findings, record, findings.rows);
  return findings.frames.get(frame);
}

function take(findings: Findings, record: Recording, row: RowNumber): void {
  const chunk = rowChunkOf(record, row);
  const i = rowIndexOf(row);
  if (chunk.kind[i] !== FLIGHT) return;
  const frame = chunk.frame[i]!;
  if (findings.frames.has(frame)) return;
  const datagram = datagramIn(frameBytes(record, frame));
  if (!datagram) return;
  const { from, to } = datagram;
  const key = keyOf(from, to);
  let member = findings.known.get(key);
  if (!member) {
    member = { conversation: { number: findings.count++, ends: [from, to], flights: [] }, side: 0 };
    findings.known.set(keyOf(to, from), { conversation: member.conversation, side: 1 });
    findings.known.set(key, member);
  }
  findings.frames.set(frame, member.conversation);
  // A router's copy says nothing new.
  if (flightBefore(record, row) === undefined) member.conversation.flights.push({ row, side: member.side });
}

const keyOf = (a: End, b: End): string => `${a.ip} ${a.port} ${b.ip} ${b.port}`;

/** The datagram of a frame, of a first fragment as far as it goes; undefined where there is none, or less than its header. */
export function datagramIn(bytes: Uint8Array): Datagram | undefined {
  const at = ipv4In(bytes);
  if (at === undefined || ipv4.read.proto(bytes, at) !== PROTO_UDP || ipv4.read.fragOffset(bytes, at) > 0)
    return undefined;
  const start = at + 4 * ipv4.read.hdrLen(bytes, at);
  const end = Math.min(bytes.length, at + ipv4.read.len(bytes, at));
  if (start + udp.size > end) return undefined;
  return {
    from: { ip: ipv4.read.src(bytes, at), port: udp.read.srcport(bytes, start) },
    to: { ip: ipv4.read.dst(bytes, at), port: udp.read.dstport(bytes, start) },
    bytes: bytes.slice(start + udp.size, Math.min(end, start + Math.max(udp.size, udp.read.length(bytes, start)))),
  };
}
