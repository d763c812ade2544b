// Making segments (RFC 9293 section 3.10.1 and 3.8.6.2.2): header, options, data from the send buffer, the window that is advertised, checksum.

import { NEVER, type Instant } from '../../base/time.ts';
import { putU32 } from '../../base/bytes.ts';
import { internetChecksum, pseudoHeaderSum } from '../../wire/checksum.ts';
import { PROTO_TCP } from '../../wire/ipv4.ts';
import { add, diff, max, span } from '../../wire/seqnum.ts';
import { ACK, RST, SYN, tcp } from '../../wire/tcp.ts';
import {
  TCP_OPTION_MSS,
  TCP_OPTION_NOP,
  TCP_OPTION_SACK,
  TCP_OPTION_SACK_PERMITTED,
  TCP_OPTION_TIMESTAMPS,
  TCP_OPTION_WINDOW_SCALE,
  tcpOption,
} from '../../wire/tcpOption.ts';
import type { TcpOut } from './out.ts';
import { isTooLarge } from './pathMtu.ts';
import { rangeWith } from './ranges.ts';
import type { TcpReason } from './reasons.ts';
import { peek } from './ring.ts';
import { timestampNow } from './rtt.ts';
import type { Segment } from './segment.ts';
import { type Ends, ownMss, type Tcb } from './tcb.ts';

const { write } = tcp;

/**
 * Sends one segment: `length` octets of the send buffer from number `seq` on. Everything that is due goes with it: the acknowledgment, the
 * window, SACK blocks. False where so many octets do not fit the interface any more: the connection knows that now, and may cut them anew.
 */
export function sendSegment(
  tcb: Tcb,
  seq: number,
  length: number,
  flags: number,
  why: TcpReason,
  now: Instant,
  out: TcpOut,
): boolean {
  const options = optionsSize(tcb, flags);
  const header = tcp.size + options;
  const bytes = out.begin(tcb, header + length);
  if (!bytes && length > 0 && isTooLarge(tcb, now, out)) return false;
  const window = flags & RST ? 0 : advertise(tcb, (flags & SYN) !== 0);
  if (flags & ACK) {
    tcb.ackSent = tcb.rcvNxt;
    tcb.delackAt = NEVER;
    tcb.ackNow = false;
  }
  if (bytes) {
    const { at } = out;
    write.srcport(bytes, at, tcb.localPort);
    write.dstport(bytes, at, tcb.remotePort);
    write.seqRaw(bytes, at, seq);
    if (flags & ACK) write.ackRaw(bytes, at, tcb.rcvNxt);
    write.hdrLen(bytes, at, header / 4);
    write.flags(bytes, at, flags);
    write.windowSizeValue(bytes, at, window);
    if (options) writeOptions(tcb, bytes, at + tcp.size, flags, now);
    if (length) peek(tcb.send, diff(seq, tcb.sendStart), length, bytes, at + header);
    const sum = pseudoHeaderSum(tcb.localIp, tcb.remoteIp, PROTO_TCP, header + length);
    write.checksum(bytes, at, internetChecksum(bytes, at, at + header + length, sum));
    out.end(why);
  }
  tcb.dsackLeft = tcb.dsackRight;
  return true;
}

/** An acknowledgment without data: <SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK>. */
export function sendAck(tcb: Tcb, why: TcpReason, now: Instant, out: TcpOut): void {
  sendSegment(tcb, tcb.sndMax, 0, ACK, why, now, out);
}

/** How many blocks a SACK option tells now: as many as fit beside timestamps (RFC 2018 section 3), and on a very narrow path beside one octet of data. */
function sackBlocks(tcb: Tcb): number {
  if (!tcb.sack) return 0;
  const blocks = tcb.gaps.count + (tcb.dsackLeft === tcb.dsackRight ? 0 : 1);
  const free = tcb.mtu - 45 - (tcb.timestamps ? 12 : 0);
  return Math.min(blocks, tcb.timestamps ? 3 : 4, free >>> 3);
}

/** Octets of the options of a segment with these flags; a multiple of 4. */
export function optionsSize(tcb: Tcb, flags: number): number {
  if (flags & RST) return tcb.timestamps ? 12 : 0; // RFC 7323 section 3.2: they should be there too
  if (flags & SYN) {
    const { scaling, sack, timestamps } = tcb;
    return 4 + (timestamps ? 12 : sack ? 4 : 0) + (scaling ? 4 : 0);
  }
  const blocks = tcb.gaps.count || tcb.dsackLeft !== tcb.dsackRight ? sackBlocks(tcb) : 0;
  return (tcb.timestamps ? 12 : 0) + (blocks ? 4 + 8 * blocks : 0);
}

function writeOptions(tcb: Tcb, b: Uint8Array, start: number, flags: number, now: Instant): void {
  const option = tcpOption.write;
  let at = start;
  const syn = (flags & SYN) !== 0;
  if (syn) {
    option.kind(b, at, TCP_OPTION_MSS);
    option.len(b, at, 4);
    option.mssVal(b, at, ownMss(tcb));
    at += 4;
  }
  if (syn && tcb.sack) {
    if (!tcb.timestamps) at = pad(b, at, 2);
    option.kind(b, at, TCP_OPTION_SACK_PERMITTED);
    option.len(b, at, 2);
    at += 2;
  } else if (tcb.timestamps) at = pad(b, at, 2);
  if (tcb.timestamps) {
    option.kind(b, at, TCP_OPTION_TIMESTAMPS);
    option.len(b, at, 10);
    option.tsval(b, at, timestampNow(tcb, now));
    option.tsecr(b, at, flags & ACK ? tcb.tsRecent : 0);
    at += 10;
  }
  if (syn && tcb.scaling) {
    at = pad(b, at, 1);
    option.kind(b, at, TCP_OPTION_WINDOW_SCALE);
    option.len(b, at, 3);
    option.shift(b, at, tcb.rcvScale);
    at += 3;
  }
  if (!syn && at - start < optionsSize(tcb, flags)) writeSack(tcb, b, at);
}

function pad(b: Uint8Array, at: number, octets: number): number {
  for (let i = 0; i < octets; i++) b[at + i] = TCP_OPTION_NOP;
  return at + octets;
}

/** RFC 2018 section 4: the block with the segment that came last first; RFC 2883: before it, what came twice. */
function writeSack(tcb: Tcb, b: Uint8Array, start: number): void {
  const blocks = sackBlocks(tcb);
  const { edges, count } = tcb.gaps;
  const at = pad(b, start, 2);
  tcpOption.write.kind(b, at, TCP_OPTION_SACK);
  tcpOption.write.len(b, at, 2 + 8 * blocks);
  let told = 0;
  const tell = (left: number, right: number): void => {
    putU32(b, at + 2 + 8 * told, left);
    putU32(b, at + 6 + 8 * told, right);
    told++;
  };
  if (tcb.dsackLeft !== tcb.dsackRight) tell(tcb.dsackLeft, tcb.dsackRight);
  let done = 0; // a bit for each range: no more than 32 are of interest, as no more than 4 are told
  const tellRange = (i: number): void => {
    if (i < 0 || told === blocks || done & (1 << (i & 31))) return;
    done |= 1 << (i & 31);
    tell(edges[2 * i], edges[2 * i + 1]);
  };
  for (let i = 0; i < tcb.recent.length; i++) tellRange(rangeWith(tcb.gaps, tcb.recent[i]));
  for (let i = 0; i < Math.min(count, 32); i++) tellRange(i);
  // The option's size is settled: what is left of it (ranges that share a bit) is filled with the first block again.
  while (told < blocks) tell(edges[0], edges[1]);
}

/**
 * The window field of the next segment. The right edge never goes back, and moves on only by as much as is worth sending for (RFC 9293
 * section 3.8.6.2.2). A window whose edge stays is rounded up where scaling cannot say it exactly (RFC 7323 section 2.4).
 */
function advertise(tcb: Tcb, syn: boolean): number {
  const limit = tcb.options.receiveBuffer;
  const free = Math.max(0, limit - tcb.recv.used);
  const old = span(tcb.rcvNxt, tcb.rcvAdv);
  const keep = free - old < Math.min(limit >>> 1, tcb.rcvMss) && old > 0;
  const window = keep ? old : free;
  const shift = syn || !tcb.scaling ? 0 : tcb.rcvScale;
  const unit = 1 << shift;
  let units = keep ? Math.ceil(window / unit) : Math.floor(window / unit);
  if (units * unit - free >= unit) units--; // rounding up again and again would promise more than there is
  units = Math.min(65_535, units);
  tcb.rcvAdv = max(tcb.rcvAdv, add(tcb.rcvNxt, units * unit));
  return units;
}

/** How much further the right edge could be moved now. */
export function windowGain(tcb: Tcb): number {
  return tcb.options.receiveBuffer - tcb.recv.used - span(tcb.rcvNxt, tcb.rcvAdv);
}

/** A reset that is no answer to a segment: <SEQ=SND.NXT><CTL=RST,ACK>. */
export function sendReset(tcb: Tcb, now: Instant, out: TcpOut): void {
  sendSegment(tcb, tcb.sndMax, 0, RST | ACK, 'tcp-reset', now, out);
}

/** The answer to a segment that belongs to no connection (RFC 9293 section 3.10.7.1), so built that its sender accepts it. */
export function resetFor(s: Segment, ends: Ends, out: TcpOut): void {
  const bytes = out.begin(ends, tcp.size);
  if (!bytes) return;
  const { at } = out;
  write.srcport(bytes, at, ends.localPort);
  write.dstport(bytes, at, ends.remotePort);
  if (s.flags & ACK) write.seqRaw(bytes, at, s.ack);
  else write.ackRaw(bytes, at, add(s.seq, s.length));
  write.hdrLen(bytes, at, tcp.size / 4);
  write.flags(bytes, at, s.flags & ACK ? RST : RST | ACK);
  const sum = pseudoHeaderSum(ends.localIp, ends.remoteIp, PROTO_TCP, tcp.size);
  write.checksum(bytes, at, internetChecksum(bytes, at, at + tcp.size, sum));
  out.end('tcp-reset');
}
