// A segment as it arrives: its header and options read once into one record (RFC 9293 section 3.1, 3.2). Valid until the next one is read.

import { u32 } from '../../base/bytes.ts';
import { FIN, SYN, tcp } from '../../wire/tcp.ts';
import {
  TCP_OPTION_END,
  TCP_OPTION_MSS,
  TCP_OPTION_NOP,
  TCP_OPTION_SACK,
  TCP_OPTION_SACK_PERMITTED,
  TCP_OPTION_TIMESTAMPS,
  TCP_OPTION_WINDOW_SCALE,
  tcpOption,
} from '../../wire/tcpOption.ts';

export interface Segment {
  bytes: Uint8Array;
  seq: number;
  ack: number;
  flags: number;
  /** As it stands in the header, not scaled. */
  window: number;
  urgentPointer: number;
  /** The data: `bytes[data]` … `bytes[end - 1]`. */
  data: number;
  end: number;
  /** SEG.LEN: octets of data, and one each for SYN and FIN. */
  length: number;
  /** Of the options; undefined, false or 0 where they are not there. */
  mss: number | undefined;
  scale: number | undefined;
  sackPermitted: boolean;
  timestamps: boolean;
  tsval: number;
  tsecr: number;
  /** Edges of the SACK blocks, `2 * sackBlocks` of them. */
  sack: Uint32Array;
  sackBlocks: number;
}

export const segment: Segment = {
  bytes: new Uint8Array(0),
  ...{ seq: 0, ack: 0, flags: 0, window: 0, urgentPointer: 0, data: 0, end: 0, length: 0 },
  ...{ mss: undefined, scale: undefined, sackPermitted: false, timestamps: false, tsval: 0, tsecr: 0 },
  sack: new Uint32Array(8),
  sackBlocks: 0,
};

const { read } = tcp;

/** Reads the `length` octets at `at` into `segment`. False where the header cannot be right. */
export function readSegment(bytes: Uint8Array, at: number, length: number): boolean {
  const header = length < tcp.size ? 0 : 4 * read.hdrLen(bytes, at);
  if (header < tcp.size || header > length) return false;
  const s = segment;
  s.bytes = bytes;
  s.seq = read.seqRaw(bytes, at);
  s.ack = read.ackRaw(bytes, at);
  s.flags = read.flags(bytes, at);
  s.window = read.windowSizeValue(bytes, at);
  s.urgentPointer = read.urgentPointer(bytes, at);
  s.data = at + header;
  s.end = at + length;
  s.length = length - header + (s.flags & SYN ? 1 : 0) + (s.flags & FIN ? 1 : 0);
  s.mss = undefined;
  s.scale = undefined;
  s.sackPermitted = false;
  s.timestamps = false;
  s.sackBlocks = 0;
  if (header > tcp.size) readOptions(s, bytes, at + tcp.size, at + header);
  return true;
}

/** Options with a wrong length are passed over, or end the reading where their length leads nowhere (RFC 9293 section 3.2, MUST-7). */
function readOptions(s: Segment, bytes: Uint8Array, start: number, end: number): void {
  let at = start;
  while (at < end) {
    const kind = bytes[at];
    if (kind === TCP_OPTION_END) return;
    if (kind === TCP_OPTION_NOP) {
      at++;
      continue;
    }
    const size = at + 1 < end ? tcpOption.read.len(bytes, at) : 0;
    if (size < 2 || at + size > end) return;
    readOption(s, bytes, at, kind, size);
    at += size;
  }
}

function readOption(s: Segment, bytes: Uint8Array, at: number, kind: number, size: number): void {
  const syn = (s.flags & SYN) !== 0;
  if (kind === TCP_OPTION_TIMESTAMPS && size === 10) {
    s.timestamps = true;
    s.tsval = tcpOption.read.tsval(bytes, at);
    s.tsecr = tcpOption.read.tsecr(bytes, at);
  } else if (kind === TCP_OPTION_SACK && size % 8 === 2 && size > 2) {
    s.sackBlocks = Math.min(4, (size - 2) / 8);
    for (let i = 0; i < 2 * s.sackBlocks; i++) s.sack[i] = u32(bytes, at + 2 + 4 * i);
  } else if (!syn) return;
  else if (kind === TCP_OPTION_MSS && size === 4) s.mss = tcpOption.read.mssVal(bytes, at);
  else if (kind === TCP_OPTION_WINDOW_SCALE && size === 3) s.scale = Math.min(14, tcpOption.read.shift(bytes, at));
  else if (kind === TCP_OPTION_SACK_PERMITTED && size === 2) s.sackPermitted = true;
}
