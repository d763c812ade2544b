// The buffers of a connection in a world (RFC 9293 section 3.3.1): what waits in them, how far it has come, and who wrote it.

import { peek, type Ring } from '../../stack/tcp/ring.ts';
import { connectionWith } from '../../stack/tcp/connections.ts';
import { sendEnd } from '../../stack/tcp/resend.ts';
import type { Tcb } from '../../stack/tcp/tcb.ts';
import { firstUnread } from '../../stack/tcp/user.ts';
import { add, diff, lt, max, min, span } from '../../wire/seqnum.ts';
import type { WorldState } from '../state.ts';
import { octetsOf, type Octets } from './provenance.ts';
import { otherSide, type StreamEnd } from './stream.ts';
import { memberOfSocket, type Run } from './streams.ts';

/** What a host has handed to TCP and its peer has not acknowledged: first what is under way, then what has not been sent yet. */
export interface SendBuffer extends Octets {
  /** Octets that it holds at the most (SO_SNDBUF). */
  capacity: number;
  /** Of `bytes`: how many from the first on are under way, and how many behind those wait to be sent. */
  unacknowledged: number;
  unsent: number;
  /** How many octets from the first on the peer's window takes; may be more than there are. */
  window: number;
  /** How many may be under way as the congestion window has it. */
  cwnd: number;
  /** What of the unacknowledged the peer holds behind a gap, as it said by SACK: places in `bytes`, the second not included. */
  sacked: { from: number; to: number }[];
  /** A FIN follows the octets; it has been sent. */
  fin: boolean;
  finSent: boolean;
}

/** What a host has received and no program has read. */
export interface ReceiveBuffer extends Octets {
  /** Octets that it holds at the most (SO_RCVBUF). */
  capacity: number;
  /** What came behind a gap, and waits for what is missing before it. */
  outOfOrder: Octets[];
  /** How many octets more the peer may send by what was last advertised. */
  window: number;
  /** The peer's FIN has come: nothing follows. */
  ended: boolean;
}

/** A connection's record and its two buffers. */
export interface Buffers {
  tcb: Tcb;
  send: SendBuffer;
  receive: ReceiveBuffer;
}

/** The buffers of the connection with that number on a device, and its record; undefined where the world has no such connection now. */
export function buffersAt(run: Run, state: WorldState, device: number, socket: number): Buffers | undefined {
  const tcb = connectionAt(state, device, socket);
  if (!tcb) return undefined;
  const member = memberOfSocket(run, device, socket);
  const near = member?.stream.ends[member.side];
  const far = member?.stream.ends[otherSide(member.side)];
  return { tcb, send: sendBufferOf(tcb, near), receive: receiveBufferOf(tcb, far) };
}

/** The record of a connection by its number on a device. */
export function connectionAt(state: WorldState, device: number, socket: number): Tcb | undefined {
  const host = state.devices[device];
  return host && 'door' in host && host.door ? connectionWith(host.door.tcp, socket) : undefined;
}

function sendBufferOf(tcb: Tcb, writer: StreamEnd | undefined): SendBuffer {
  const { send, sendStart: seq, sndUna, sndMax, sndWnd } = tcb;
  const end = sendEnd(tcb);
  // SND.NXT counts SYN and FIN too, and may begin before the first octet.
  const sent = Math.max(0, diff(min(sndMax, end), seq));
  const sacked: SendBuffer['sacked'] = [];
  for (let i = 0; i < tcb.sacked.count; i++) {
    const [left, right] = [tcb.sacked.edges[2 * i]!, tcb.sacked.edges[2 * i + 1]!];
    sacked.push({ from: diff(max(left, seq), seq), to: diff(min(right, end), seq) });
  }
  return {
    ...octetsIn(send, 0, send.used, seq, writer),
    capacity: tcb.options.sendBuffer,
    unacknowledged: sent,
    unsent: send.used - sent,
    window: Math.max(0, diff(add(sndUna, sndWnd), seq)),
    cwnd: tcb.congestion.cwnd,
    sacked,
    fin: tcb.finQueued,
    finSent: tcb.finQueued && lt(end, sndMax),
  };
}

function receiveBufferOf(tcb: Tcb, writer: StreamEnd | undefined): ReceiveBuffer {
  const { recv, gaps, rcvNxt } = tcb;
  const outOfOrder: Octets[] = [];
  for (let i = 0; i < gaps.count; i++) {
    const [left, right] = [gaps.edges[2 * i]!, gaps.edges[2 * i + 1]!];
    outOfOrder.push(octetsIn(recv, recv.used + diff(left, rcvNxt), span(left, right), left, writer));
  }
  return {
    ...octetsIn(recv, 0, recv.used, firstUnread(tcb), writer),
    capacity: tcb.options.receiveBuffer,
    outOfOrder,
    window: Math.max(0, diff(tcb.rcvAdv, rcvNxt)),
    ended: tcb.eof,
  };
}

function octetsIn(ring: Ring, offset: number, count: number, seq: number, writer: StreamEnd | undefined): Octets {
  const bytes = new Uint8Array(count);
  if (count) peek(ring, offset, count, bytes, 0);
  return writer ? octetsOf(writer, seq, bytes) : { seq, bytes, shares: [] };
}
