// Judges the segments of one conversation as Wireshark 4.0 does, one after the other as a capture sees them (User's Guide, "TCP Analysis").
// Its rules are those of somebody who sees packets only: where they guess wrong, so does this.

import type { Instant, Nanoseconds } from '../../base/time.ts';
import { MILLISECOND } from '../../base/time.ts';
import { add, diff, gt, leq, lt } from '../../wire/seqnum.ts';
import { ACK, FIN, PSH, RST, SYN } from '../../wire/tcp.ts';
import { REMARK } from './remarks.ts';
import type { Segment } from './segment.ts';

/** What is told of one segment. `Frame` numbers are those that the caller gave. */
export interface Verdict {
  frame: number;
  at: Instant;
  /** `tcp.stream` in this capture. */
  conversation: number;
  /** Bits of `REMARK`. */
  remarks: number;
  /** Counted from the first number of each direction, as `tcp.seq`, `tcp.nxtseq`, `tcp.ack`. */
  seq: number;
  next: number;
  ack: number;
  /** In octets, as far as the scaling is known (`tcp.window_size`). */
  window: number;
  /** The factor of it; −1: unknown, −2: there is none; 0: of a SYN, which has none in any case. */
  factor: number;
  /** Since the conversation's first segment, and since the one before. */
  sinceFirst: Nanoseconds;
  sinceLast: Nanoseconds;
  /** The segment that this one acknowledges exactly, and how long ago that was. */
  acks: number | undefined;
  ackRtt: Nanoseconds;
  /** SYN to the ACK that ends the handshake; 0 while unknown. Told only where there is something else to tell. */
  initialRtt: Nanoseconds;
  bytesInFlight: number;
  pushBytesSent: number;
  dupAckNumber: number;
  dupAckOf: number;
  /** A retransmission: of which segment, and how long after it. */
  rto: Nanoseconds;
  rtoOf: number;
  /** Anything at all was told beside numbers and times: then Wireshark shows `tcp.analysis`. */
  analysed: boolean;
}

/** A segment that has not been acknowledged as far as the capture shows. */
interface Unacknowledged {
  frame: number;
  seq: number;
  next: number;
  at: Instant;
}

/** What is known of one direction. */
interface Flow {
  /** Number of the SYN; undefined: nothing seen yet. */
  base: number | undefined;
  /** The highest number seen plus one, where and when it was seen; undefined: nothing seen yet. */
  next: number | undefined;
  nextFrame: number;
  nextAt: Instant;
  /** Length of the segment that moved `next` last. */
  nextLength: number;
  /** How far the peer may acknowledge without having got what the capture has not. */
  contiguous: number | undefined;
  unacknowledged: Unacknowledged[];
  lastAck: number;
  lastAckAt: Instant;
  /** As in the header; −1: none seen. */
  window: number;
  scale: number;
  /** The last window was that of a SYN, which is never scaled. */
  unscaled: boolean;
  dupAcks: number;
  /** The segment that the duplicates repeat. */
  notDuplicate: number;
  remarks: number;
  countsInFlight: boolean;
  /** Octets that the last acknowledgment of this direction said it holds behind gaps. */
  sackedOctets: number;
  pushBytes: number;
  pushed: boolean;
}

/** Both directions of a conversation as one capture sees it. */
export interface Conversation {
  /** In the order of the capture: `tcp.stream` there. */
  number: number;
  flows: [Flow, Flow];
  firstAt: Instant;
  lastAt: Instant;
  /** Of the last SYN; undefined: none seen. */
  synAt: Instant | undefined;
  initialRtt: Nanoseconds;
}

const createFlow = (): Flow => ({
  ...{ base: undefined, next: undefined, nextFrame: 0, nextAt: 0, nextLength: 0, contiguous: undefined },
  ...{ unacknowledged: [], lastAck: 0, lastAckAt: 0, window: -1, scale: -1, unscaled: false },
  ...{ dupAcks: 0, notDuplicate: 0, remarks: 0, countsInFlight: true, sackedOctets: 0, pushBytes: 0, pushed: false },
});

export const createConversation = (number: number, at: Instant): Conversation => ({
  ...{ number, flows: [createFlow(), createFlow()], firstAt: at, lastAt: at, synAt: undefined, initialRtt: 0 },
});

/** Does this SYN begin another conversation between the same ends? */
export const beginsAnother = ({ flows }: Conversation, side: 0 | 1, s: Segment): boolean =>
  (s.flags & (SYN | ACK)) === SYN && flows[side].base !== undefined && flows[side].base !== s.seq;

/** What of a segment's options matters: the shift of its window, and octets that SACK blocks tell of. */
export interface Options {
  shift: number | undefined;
  sacked: number;
}

/** Most segments that are remembered as not acknowledged. */
const MOST_UNACKNOWLEDGED = 10_000;
const FAST: Nanoseconds = 20 * MILLISECOND;
const SHUFFLED: Nanoseconds = 3 * MILLISECOND;
const NO_DATA = SYN | FIN | RST;

/** Judges the next segment of a conversation: sent by `side`, seen at `at` as the capture's `frame`. */
export function judgeSegment(
  all: Conversation,
  side: 0 | 1,
  s: Segment,
  options: Options,
  frame: number,
  at: Instant,
): Verdict {
  const own = all.flows[side];
  const peer = all.flows[1 - side]!;
  noteBases(own, peer, s);
  if (s.flags & ACK) peer.countsInFlight = true;
  const verdict = blank(all, own, peer, s, frame, at);
  noteRoundTrip(all, s, at);
  const probe = remarkWindow(verdict, own, peer, s);
  if (!probe) remarkRepeats(verdict, own, peer, s);
  noteAck(verdict, own, peer, s, frame);
  if (s.length > 0 || s.flags & (SYN | FIN)) remarkAgain(verdict, all, own, peer, s, at);
  advance(verdict, own, s, frame, at);
  own.window = s.window;
  own.lastAck = s.ack;
  own.lastAckAt = at;
  own.remarks = verdict.remarks;
  takeAcknowledged(verdict, peer, s, at);
  own.sackedOctets = options.sacked;
  countInFlight(verdict, own, peer, s);
  noteScaling(own, peer, s, options);
  finish(verdict, all, own, s);
  all.lastAt = at;
  return verdict;
}

/** Relative numbers count from the SYN, or where none was seen so that the first octet is 1. */
function noteBases(own: Flow, peer: Flow, { flags, seq, ack }: Segment): void {
  own.base ??= flags & SYN ? seq : add(seq, -1);
  if (flags & ACK) peer.base ??= add(ack, -1);
}

function blank(all: Conversation, own: Flow, peer: Flow, s: Segment, frame: number, at: Instant): Verdict {
  const seq = add(s.seq, -own.base!);
  const counts = s.length + (s.flags & (SYN | FIN) ? 1 : 0);
  // Written out: there is one for each segment at each port.
  return {
    frame,
    at,
    conversation: all.number,
    remarks: 0,
    seq,
    next: add(seq, counts),
    ack: s.flags & ACK ? add(s.ack, -(peer.base ?? 0)) : s.ack,
    window: s.window,
    factor: 0,
    sinceFirst: at - all.firstAt,
    sinceLast: at - all.lastAt,
    acks: undefined,
    ackRtt: 0,
    initialRtt: 0,
    bytesInFlight: 0,
    pushBytesSent: 0,
    dupAckNumber: 0,
    dupAckOf: 0,
    rto: 0,
    rtoOf: 0,
    analysed: false,
  };
}

/** From the (last) SYN to the first ACK that is none: the handshake's third segment, or a refusal. */
function noteRoundTrip(all: Conversation, { flags }: Segment, at: Instant): void {
  if ((flags & (SYN | ACK)) === SYN) all.synAt = at;
  else if ((flags & (SYN | ACK)) === ACK && all.synAt !== undefined && !all.initialRtt) all.initialRtt = at - all.synAt;
}

/** Remarks on windows and on holes. True for a probe of a closed window, on which nothing more is remarked. */
function remarkWindow(verdict: Verdict, own: Flow, peer: Flow, s: Segment): boolean {
  const { flags, seq, length, window, ack } = s;
  if (length === 1 && seq === own.next && peer.window === 0) {
    verdict.remarks |= REMARK.zero_window_probe;
    return true;
  }
  const plain = (flags & NO_DATA) === 0;
  if (window === 0 && plain) verdict.remarks |= REMARK.zero_window;
  if (own.next !== undefined && gt(seq, own.next) && !(flags & RST)) {
    verdict.remarks |= REMARK.lost_segment;
    own.countsInFlight = false;
  }
  if (!plain) return false;
  if (length <= 1 && own.next !== undefined && seq === add(own.next, -1)) verdict.remarks |= REMARK.keep_alive;
  const repeats = length === 0 && seq === own.next && ack === own.lastAck;
  if (repeats && window !== 0 && window !== own.window) verdict.remarks |= REMARK.window_update;
  if (length > 0 && peer.scale !== -1 && add(seq, length) === windowEnd(peer)) verdict.remarks |= REMARK.window_full;
  return false;
}

/** The number after the last that a direction's window lets its peer send. */
function windowEnd({ lastAck, window, unscaled, scale }: Flow): number {
  return add(lastAck, window * (unscaled || scale < 0 ? 1 : 1 << scale));
}

/** Remarks on what says the same as the segment before. */
function remarkRepeats(verdict: Verdict, own: Flow, peer: Flow, s: Segment): void {
  const { flags, seq, length, window, ack } = s;
  const repeats = length === 0 && seq === own.next && ack === own.lastAck && window === own.window;
  if (!repeats || flags & NO_DATA) return;
  if (window === 0) {
    if (peer.remarks & REMARK.zero_window_probe) verdict.remarks |= REMARK.zero_window_probe_ack;
  } else if (peer.remarks & REMARK.keep_alive) verdict.remarks |= REMARK.keep_alive_ack;
  else {
    own.dupAcks = own.dupAcks < 0 ? 1 : own.dupAcks + 1;
    verdict.remarks |= REMARK.duplicate_ack;
    verdict.dupAckNumber = own.dupAcks;
    verdict.dupAckOf = own.notDuplicate;
  }
}

/** A new acknowledgment ends a run of duplicates; one of what the capture has not seen is remarked once for each hole. */
function noteAck(verdict: Verdict, own: Flow, peer: Flow, { ack, flags }: Segment, frame: number): void {
  if (ack !== own.lastAck) {
    own.notDuplicate = frame;
    own.dupAcks = 0;
  }
  if (peer.contiguous === undefined || !gt(ack, peer.contiguous) || !(flags & ACK)) return;
  verdict.analysed = true;
  if (lt(peer.contiguous, peer.next!)) {
    peer.contiguous = peer.next!;
    verdict.remarks |= REMARK.ack_lost_segment;
    return;
  }
  if (peer.dupAcks === 0) verdict.remarks |= REMARK.ack_lost_segment;
  peer.dupAcks = -1;
}

/** A segment that does not go beyond what was seen has been sent before, or overtaken. */
function remarkAgain(verdict: Verdict, all: Conversation, own: Flow, peer: Flow, s: Segment, at: Instant): void {
  if (verdict.remarks & REMARK.keep_alive || own.next === undefined) return;
  const { seq, length, flags } = s;
  if (length > 0 && peer.lastAck && leq(add(seq, length), peer.lastAck)) {
    verdict.remarks |= REMARK.spurious_retransmission;
    return;
  }
  // Behind a probe of one octet the rest may begin with that octet.
  const behind = lt(seq, own.next) && !(length > 1 && seq === add(own.next, -1));
  if (!behind) return;
  if (peer.dupAcks >= 2 && peer.lastAck === seq && at - peer.lastAckAt < FAST) {
    verdict.remarks |= REMARK.fast_retransmission;
    return;
  }
  const last = add(seq, length + (flags & (SYN | FIN) ? 1 : 0));
  const soon = at - own.nextAt < (all.initialRtt || SHUFFLED);
  if (soon && (last !== own.next || (own.nextLength === 0 && !(flags & SYN)))) {
    verdict.remarks |= REMARK.out_of_order;
    return;
  }
  verdict.remarks |= REMARK.retransmission;
  // Of all that waits for an acknowledgment the oldest is taken for the one that is sent again.
  const [oldest = { at: own.nextAt, frame: own.nextFrame }] = own.unacknowledged;
  verdict.rto = at - oldest.at;
  verdict.rtoOf = oldest.frame;
}

/** Remembers how far the direction has come. */
function advance(verdict: Verdict, own: Flow, s: Segment, frame: number, at: Instant): void {
  const { seq, length, flags } = s;
  const counts = length > 0 || (flags & (SYN | FIN)) !== 0;
  let next = add(seq, length);
  if (counts && own.unacknowledged.length < MOST_UNACKNOWLEDGED) {
    if (flags & (SYN | FIN)) next = add(next, 1);
    own.unacknowledged.push({ frame, seq, next, at });
  }
  const virtual = flags & (SYN | FIN) ? 1 : 0;
  if (own.next === undefined || gt(next, add(own.next, virtual))) own.nextLength = length;
  const probe = (verdict.remarks & REMARK.zero_window_probe) !== 0;
  if (!probe && (own.next === undefined || gt(next, own.next))) {
    own.next = next;
    own.nextFrame = frame;
    own.nextAt = at;
  }
  if (!probe && (own.contiguous === undefined || seq === own.contiguous)) own.contiguous = own.next;
}

/** What the segment acknowledges leaves the list of what waits for it. */
function takeAcknowledged(verdict: Verdict, peer: Flow, { ack }: Segment, at: Instant): void {
  const waiting = peer.unacknowledged;
  let kept = 0;
  // From the newest to the oldest: of two with the same end the older one counts.
  for (let i = waiting.length; i-- > 0;) {
    const one = waiting[i]!;
    if (ack !== one.next) continue;
    verdict.acks = one.frame;
    verdict.ackRtt = at - one.at;
    verdict.analysed = true;
  }
  for (const one of waiting) {
    if (ack === one.next || !gt(one.next, ack)) continue;
    if (gt(ack, one.seq)) one.seq = ack;
    waiting[kept++] = one;
  }
  waiting.length = kept;
}

function countInFlight(verdict: Verdict, own: Flow, peer: Flow, { length, flags }: Segment): void {
  const [first] = own.unacknowledged;
  if (length === 0 || !first || !own.countsInFlight) return;
  let [low, high] = [first.seq, first.next];
  for (const one of own.unacknowledged) {
    if (lt(one.seq, low)) low = one.seq;
    if (gt(one.next, high)) high = one.next;
  }
  const octets = diff(high, low) - peer.sackedOctets;
  own.pushBytes = own.pushed ? length : own.pushBytes + length;
  own.pushed = (flags & PSH) !== 0;
  verdict.analysed = true;
  if (octets <= 0) return;
  verdict.bytesInFlight = octets - (flags & (SYN | FIN) ? 1 : 0);
  verdict.pushBytesSent = own.pushBytes;
}

/** Windows are scaled when both SYNs offer it (RFC 7323 section 2.2), and then in all segments but those. */
function noteScaling(own: Flow, peer: Flow, { flags }: Segment, { shift }: Options): void {
  own.unscaled = (flags & SYN) !== 0;
  if (!(flags & SYN)) return;
  if (shift !== undefined) own.scale = Math.min(14, shift);
  if (own.scale === -1) own.scale = peer.scale = -2;
  else if (flags & ACK && peer.scale === -2) own.scale = -2;
}

function finish(verdict: Verdict, all: Conversation, { scale }: Flow, { flags, window }: Segment): void {
  if (!(flags & SYN)) verdict.factor = scale < 0 ? scale : 1 << scale;
  if (verdict.factor > 0) verdict.window = window * verdict.factor;
  verdict.analysed ||= verdict.remarks !== 0;
  if (verdict.analysed) verdict.initialRtt = all.initialRtt;
}
