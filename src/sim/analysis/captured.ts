// The segments of a run as captures at single ports would judge them: each port sees what leaves it and what arrives there, lost frames only where they were sent.

import { u32 } from '../../base/bytes.ts';
import type { Instant } from '../../base/time.ts';
import type { RowNumber } from '../../devices/surroundings.ts';
import {
  TCP_OPTION_END,
  TCP_OPTION_NOP,
  TCP_OPTION_SACK,
  TCP_OPTION_WINDOW_SCALE,
  tcpOption,
} from '../../wire/tcpOption.ts';
import { span } from '../../wire/seqnum.ts';
import { flightLostIn } from '../lost.ts';
import { FLIGHT, frameBytes, frameLength, rowChunkOf, rowIndexOf, type Recording } from '../record.ts';
import type { WorldState } from '../state.ts';
import {
  beginsAnother,
  createConversation,
  judgeSegment,
  type Conversation,
  type Options,
  type Verdict,
} from './judgement.ts';
import { REMARK } from './remarks.ts';
import { segmentIn, segmentOf, type Segment } from './segment.ts';
import type { Run } from './streams.ts';

/** A segment as the capture at a port judges it; frames it points to are rows of flights. */
export type Judged = Verdict;

/** A capture at one port, as far as the run has come. Plain memory of what was worked out; the record has the frames. */
interface Capture {
  /** How far record and clock were when it last grew. */
  rows: number;
  now: Instant;
  /** Both directions of every cable that was ever in the port, with how many of their flights have been taken. */
  taken: Map<number, number>;
  /** Flights that the capture will see later than the run has come. */
  pending: Sighting[];
  conversations: Map<string, { conversation: Conversation; side: 0 | 1 }>;
  count: number;
  judged: Map<RowNumber, Judged>;
}

interface Sighting {
  at: Instant;
  row: RowNumber;
  inbound: boolean;
}

interface Findings {
  rows: number;
  /** Flights of segments, by direction. */
  flights: RowNumber[][];
  lost: Set<RowNumber>;
  captures: Map<number, Capture>;
}

const found = new WeakMap<Recording, Findings>();

/** What a capture at the port that sends a flight makes of its segment; undefined where it carries none, or has not left yet. */
export function judgedWhereSent(run: Run, row: RowNumber): Judged | undefined {
  const { record, live } = run;
  const chunk = rowChunkOf(record, row);
  const i = rowIndexOf(row);
  if (chunk.kind[i] !== FLIGHT) return undefined;
  const direction = chunk.where[i]!;
  return judgedAt(run, live.state.links[direction >> 1]!.ends[direction & 1]!, row);
}

/** What a capture at a port makes of the segment of a flight; undefined where it does not see it. */
export function judgedAt(run: Run, [device, port]: readonly [number, number], row: RowNumber): Judged | undefined {
  return captureAt(run, device, port).judged.get(row);
}

/**
 * Judges ahead what ports send, about so many segments; true when there are more. Who asks what a capture makes of a segment has the rest of that port judged,
 * and waits for it.
 */
export function judgeOn(run: Run, most: number): boolean {
  const { record, live } = run;
  const findings = findingsOf(record, (found.get(record)?.rows ?? 0) + most);
  if (findings.rows < record.rowCount) return true;
  let left = most;
  return Object.keys(findings.flights).some((direction) => {
    const [device, port] = live.state.links[Number(direction) >> 1]!.ends[Number(direction) & 1]!;
    const before = captureIn(findings, device, port).judged.size;
    const more = growTo(run, findings, device, port, left);
    left -= captureIn(findings, device, port).judged.size - before;
    return more || left <= 0;
  });
}

function captureAt(run: Run, device: number, port: number): Capture {
  const findings = findingsOf(run.record);
  growTo(run, findings, device, port);
  return captureIn(findings, device, port);
}

function captureIn({ captures }: Findings, device: number, port: number): Capture {
  const key = device * 256 + port;
  let capture = captures.get(key);
  if (!capture) {
    capture = { rows: 0, now: 0, taken: new Map(), pending: [], conversations: new Map(), count: 0, judged: new Map() };
    captures.set(key, capture);
  }
  return capture;
}

/** Lets a capture judge at most so many segments more; true when more have been seen by now. */
function growTo({ record, live }: Run, findings: Findings, device: number, port: number, most = Infinity): boolean {
  const capture = captureIn(findings, device, port);
  if (capture.rows === record.rowCount && capture.now === live.state.now) return false;
  if (grow(capture, findings, record, live.state, device, port, most)) return true;
  capture.rows = record.rowCount;
  capture.now = live.state.now;
  return false;
}

/** What is known when the rows before `end` have been looked at, and perhaps more. */
function findingsOf(record: Recording, end: RowNumber = record.rowCount): Findings {
  let findings = found.get(record);
  if (!findings) found.set(record, (findings = { rows: 0, flights: [], lost: new Set(), captures: new Map() }));
  for (; findings.rows < Math.min(end, record.rowCount); findings.rows++) {
    const row = findings.rows;
    const chunk = rowChunkOf(record, row);
    const i = rowIndexOf(row);
    if (chunk.kind[i] === FLIGHT) {
      if (segmentOf(record, chunk.frame[i]!)) (findings.flights[chunk.where[i]!] ??= []).push(row);
      continue;
    }
    const flight = flightLostIn(record, row);
    if (flight !== undefined) findings.lost.add(flight);
  }
  return findings;
}

/** Takes in what the port has sent and got by now, in the order in which it did, at most so many. True when there is more. */
function grow(
  capture: Capture,
  { flights, lost }: Findings,
  record: Recording,
  state: WorldState,
  device: number,
  port: number,
  most: number,
): boolean {
  let isFresh = false;
  state.links.forEach(({ ends }, link) => {
    ends.forEach(([d, p], end) => {
      if (d !== device || p !== port) return;
      take(2 * link + end, false);
      take(2 * link + 1 - end, true);
    });
  });
  function take(direction: number, inbound: boolean): void {
    const rows = flights[direction] ?? [];
    for (let i = capture.taken.get(direction) ?? 0; i < rows.length; i++) {
      const row = rows[i]!;
      const chunk = rowChunkOf(record, row);
      capture.pending.push({ at: (inbound ? chunk.y : chunk.x)[rowIndexOf(row)]!, row, inbound });
    }
    isFresh ||= rows.length > (capture.taken.get(direction) ?? 0);
    capture.taken.set(direction, rows.length);
  }
  // A frame waits before it leaves: what the record tells of may still lie ahead.
  const now = record.rowCount ? Math.max(state.now, atOf(record, record.rowCount - 1)) : 0;
  if (isFresh) capture.pending.sort((a, b) => a.at - b.at || a.row - b.row);
  let done = 0;
  for (; done < capture.pending.length && capture.pending[done]!.at <= now; done++) {
    if (done >= most) break;
    const sighting = capture.pending[done]!;
    if (!sighting.inbound || !lost.has(sighting.row)) judge(capture, record, sighting.row, sighting.at);
  }
  capture.pending.splice(0, done);
  return done >= most;
}

const atOf = (record: Recording, row: RowNumber): Instant => rowChunkOf(record, row).at[rowIndexOf(row)]!;

function judge(capture: Capture, record: Recording, row: RowNumber, at: Instant): void {
  const frame = rowChunkOf(record, row).frame[rowIndexOf(row)]!;
  const bytes = frameBytes(record, frame);
  const s = segmentIn(bytes, frameLength(record, frame))!;
  const key = `${s.source} ${s.sourcePort} ${s.destination} ${s.destinationPort}`;
  let member = capture.conversations.get(key);
  const reused = member !== undefined && beginsAnother(member.conversation, member.side, s);
  if (!member || reused) {
    const conversation = createConversation(capture.count++, at);
    member = { conversation, side: 0 };
    capture.conversations.set(`${s.destination} ${s.destinationPort} ${s.source} ${s.sourcePort}`, {
      conversation,
      side: 1,
    });
    capture.conversations.set(key, member);
  }
  const { conversation, side } = member;
  if (s.fragment) {
    // As Wireshark without reassembly: how long the segment is, nobody can say from its first fragment.
    conversation.lastAt = at;
    return;
  }
  const verdict = judgeSegment(conversation, side, s, optionsOf(bytes, s), row, at);
  if (reused) verdict.remarks |= REMARK.reused_ports;
  verdict.analysed ||= reused;
  capture.judged.set(row, verdict);
}

function optionsOf(bytes: Uint8Array, s: Segment): Options {
  const found: Options = { shift: undefined, sacked: 0 };
  const { read } = tcpOption;
  for (let at = s.options; at < s.payload;) {
    const kind = read.kind(bytes, at);
    if (kind === TCP_OPTION_END) break;
    if (kind === TCP_OPTION_NOP) {
      at++;
      continue;
    }
    const length = at + 1 < s.payload ? read.len(bytes, at) : 0;
    if (length < 2 || at + length > s.payload) break;
    if (kind === TCP_OPTION_WINDOW_SCALE && length === 3) found.shift = read.shift(bytes, at);
    if (kind === TCP_OPTION_SACK) for (let b = at + 2; b + 8 <= at + length; b += 8) found.sacked += blockAt(bytes, b);
    at += length;
  }
  return found;
}

/** Octets of the SACK block at this place. */
function blockAt(bytes: Uint8Array, at: number): number {
  return span(u32(bytes, at), u32(bytes, at + 4));
}
