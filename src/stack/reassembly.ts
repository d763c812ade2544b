// Putting fragments together again (RFC 791 section 3.2, the sorted list in place of RFC 815's holes; overlaps as RFC 5722 treats them).

import type { Instant } from '../base/time.ts';
import { internetChecksum } from '../wire/checksum.ts';
import { ethernet } from '../wire/ethernet.ts';
import { ICMP_TIME_EXCEEDED } from '../wire/icmp.ts';
import { ipv4 } from '../wire/ipv4.ts';
import { deliver } from './deliver.ts';
import { sendIcmpError } from './icmpError.ts';
import type { StackState } from './machine.ts';
import { R } from './reason.ts';
import { NO_ROW, type FrameNumber, type RowNumber, type StackSurroundings } from './surroundings.ts';
import type { Upward } from './upward.ts';

const { read, write } = ipv4;
const LONGEST_PACKET = 65535;
/** Octets of fragments that wait on one machine; the oldest datagram goes when more come (RFC 1858's concern, Linux's ipfrag_high_thresh). */
const OCTETS_LIMIT = 262_144;
const REASSEMBLY_TIME_EXCEEDED = 1;

/** One fragment: it stays in its frame, which does not change any more. */
interface Piece {
  frame: FrameNumber;
  /** First octet and the octet after the last, in the datagram's payload. */
  from: number;
  to: number;
}

/** A datagram of which fragments are missing. */
export interface Reassembly {
  source: number;
  to: number;
  protocol: number;
  id: number;
  /** By place in the datagram. */
  pieces: Piece[];
  /** Octets of the payload, once the last fragment is here. */
  length: number | undefined;
  deadline: Instant;
  /** The flight that brought the newest fragment, to blame for the timeout. */
  cause: RowNumber;
  /** The interface by which the first of the fragments came. */
  port: number;
}

/** A fragment has come for this machine: keep it, and deliver the datagram when it was the last that was missing. `alone`: see `deliver`. */
export function keepFragment(
  stack: StackState,
  port: number,
  frame: FrameNumber,
  b: Uint8Array,
  at: number,
  alone: boolean,
  out: StackSurroundings,
  up: Upward,
): void {
  const from = read.fragOffset(b, at) * 8;
  const octets = read.len(b, at) - read.hdrLen(b, at) * 4;
  const last = read.flagsMf(b, at) === 0;
  const piece: Piece = { frame, from, to: from + octets };
  // What would end behind the longest packet there can be is the "ping of death".
  if (octets === 0 || (!last && octets % 8) || piece.to + ipv4.size > LONGEST_PACKET) {
    out.drop(stack.device, port, frame, R['ip-bad-header']);
    return;
  }
  const under = find(stack, b, at) ?? begin(stack, port, b, at, out);
  if (under.pieces.some((one) => one.from === piece.from && one.to === piece.to)) {
    out.drop(stack.device, port, frame, R['ip-fragment-again']);
    return;
  }
  const fits = fitsIn(under, piece, last);
  under.pieces.push(piece);
  if (!fits) {
    giveUp(stack, under, R['ip-reassembly-overlap'], 0, out);
    return;
  }
  under.pieces.sort((x, y) => x.from - y.from);
  under.cause = out.cause;
  if (last) under.length = piece.to;
  if (isWhole(under)) {
    complete(stack, port, frame, under, alone, out, up);
  } else {
    if (out.explaining) out.decide(stack.device, port, frame, R['ip-fragment-waits']);
    keepWithinLimit(stack, out);
  }
}

function find(stack: StackState, b: Uint8Array, at: number): Reassembly | undefined {
  const source = read.src(b, at);
  const to = read.dst(b, at);
  const protocol = read.proto(b, at);
  const id = read.id(b, at);
  return stack.reassembly.find(
    (one) => one.id === id && one.source === source && one.to === to && one.protocol === protocol,
  );
}

function begin(stack: StackState, port: number, b: Uint8Array, at: number, out: StackSurroundings): Reassembly {
  const under: Reassembly = {
    source: read.src(b, at),
    to: read.dst(b, at),
    protocol: read.proto(b, at),
    id: read.id(b, at),
    pieces: [],
    length: undefined,
    deadline: out.now + stack.options.reassemblyTimeout,
    cause: NO_ROW,
    port,
  };
  stack.reassembly.push(under);
  out.wake(stack.device, under.deadline);
  return under;
}

/** Fragments may neither overlap nor go past the datagram's end, and there is only one end. */
function fitsIn(under: Reassembly, piece: Piece, last: boolean): boolean {
  if (last && under.length !== undefined) return false;
  const end = last ? piece.to : (under.length ?? Infinity);
  return (
    piece.to <= end && under.pieces.every((one) => one.to <= end && (one.to <= piece.from || piece.to <= one.from))
  );
}

function isWhole(under: Reassembly): boolean {
  let reached = 0;
  for (const piece of under.pieces) {
    if (piece.from !== reached) return false;
    reached = piece.to;
  }
  return reached === under.length;
}

/** Builds the datagram, with the first fragment's header, and delivers it. */
function complete(
  stack: StackState,
  port: number,
  frame: FrameNumber,
  under: Reassembly,
  alone: boolean,
  out: StackSurroundings,
  up: Upward,
): void {
  stack.reassembly.splice(stack.reassembly.indexOf(under), 1);
  out.open(under.pieces[0].frame);
  const headerLength = read.hdrLen(out.bytes, out.start + ethernet.size) * 4;
  const total = headerLength + under.length!;
  if (total > LONGEST_PACKET) {
    for (const piece of under.pieces) out.drop(stack.device, port, piece.frame, R['ip-bad-header']);
    return;
  }
  const bytes = new Uint8Array(total);
  bytes.set(out.bytes.subarray(out.start + ethernet.size, out.start + ethernet.size + headerLength));
  for (const piece of under.pieces) {
    out.open(piece.frame);
    const packet = out.start + ethernet.size;
    const payload = packet + read.hdrLen(out.bytes, packet) * 4;
    bytes.set(out.bytes.subarray(payload, payload + piece.to - piece.from), headerLength + piece.from);
  }
  write.len(bytes, 0, total);
  write.flagsMf(bytes, 0, 0);
  write.checksum(bytes, 0, 0);
  write.checksum(bytes, 0, internetChecksum(bytes, 0, headerLength));
  if (out.explaining) out.decide(stack.device, port, frame, R['ip-reassembled'], total);
  deliver(stack, port, frame, bytes, 0, alone, out, up);
}

/** Drops all fragments of a datagram. Gives the last row. */
function giveUp(stack: StackState, under: Reassembly, reason: number, x: number, out: StackSurroundings): RowNumber {
  stack.reassembly.splice(stack.reassembly.indexOf(under), 1);
  let row = NO_ROW;
  for (const { frame } of under.pieces) row = out.drop(stack.device, under.port, frame, reason, x);
  return row;
}

function keepWithinLimit(stack: StackState, out: StackSurroundings): void {
  let octets = 0;
  for (const { pieces } of stack.reassembly) for (const piece of pieces) octets += piece.to - piece.from;
  while (octets > OCTETS_LIMIT) {
    const [oldest] = stack.reassembly;
    for (const piece of oldest.pieces) octets -= piece.to - piece.from;
    giveUp(stack, oldest, R['ip-reassembly-full'], OCTETS_LIMIT, out);
  }
}

/** When a datagram's time next runs out. */
export function reassemblyWakeAt(stack: StackState): Instant {
  let at = Infinity;
  for (const one of stack.reassembly) at = Math.min(at, one.deadline);
  return at;
}

/** Gives up datagrams whose time has run out, and tells their source when the first fragment, which can be quoted, is here (RFC 792). */
export function reassemblyTicks(stack: StackState, out: StackSurroundings): void {
  for (const under of stack.reassembly.filter((one) => one.deadline <= out.now)) {
    out.cause = under.cause;
    out.cause = giveUp(stack, under, R['ip-reassembly-timeout'], 0, out);
    const [first] = under.pieces;
    if (first.from !== 0) continue;
    out.open(first.frame);
    const packet = out.start + ethernet.size;
    sendIcmpError(stack, under.port, out.bytes, packet, ICMP_TIME_EXCEEDED, REASSEMBLY_TIME_EXCEEDED, 0, out);
  }
}
