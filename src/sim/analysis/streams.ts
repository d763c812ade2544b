// The TCP connections of a run, out of its record: which segments, calls and changes belong to which. Grown with the record, never stored in a state.

import type { FrameNumber, RowNumber } from '../../devices/surroundings.ts';
import { R } from '../../stack/reason.ts';
import { STATES } from '../../stack/tcp/states.ts';
import { parseIpv4 } from '../../wire/address.ts';
import { add } from '../../wire/seqnum.ts';
import type { FirstNumbers } from '../../wire/dissect/reading.ts';
import { ACK, SYN } from '../../wire/tcp.ts';
import {
  FLIGHT,
  frameIsBad,
  PROGRAM,
  rowAt,
  rowChunkOf,
  rowIndexOf,
  SOCKET,
  type Recording,
  type Row,
} from '../record.ts';
import type { WorldState } from '../state.ts';
import { segmentOf, type Segment } from './segment.ts';
import { otherSide, stateOf, type Side, type Stream, type StreamEnd } from './stream.ts';

/** What of a history says which connections it had. */
export interface Run {
  record: Recording;
  live: { state: WorldState };
}

/** One side of one connection. */
export interface Member {
  stream: Stream;
  side: Side;
}

interface Findings {
  /** Rows looked at so far. */
  rows: number;
  streams: Stream[];
  /** Those that have a number, by it. */
  numbered: Stream[];
  /** The latest connection between two ends, under both orders of them. */
  latest: Map<string, Member>;
  /** Who sent the segment of a frame. */
  frames: Map<FrameNumber, Member>;
  /** By device and number of the connection there. */
  sockets: Map<string, Member>;
  /** Rows of `tcp-read` and `tcp-written`, by the row of the call. */
  calls: Map<RowNumber, RowNumber>;
  /** Command lines, by device and process number. */
  programs: Map<string, string>;
}

const found = new WeakMap<Recording, Findings>();

/** All connections of the run so far, in the order in which they first appear. */
export const streamsOf = (run: Run): readonly Stream[] => findingsOf(run).streams;

/** Those that were seen on a cable, each at its `tcp.stream`. */
export const numberedStreams = (run: Run): readonly Stream[] => findingsOf(run).numbered;

/** The connection that a frame's segment belongs to, and which of its ends sent it; undefined where the frame carries none. */
export const memberOfFrame = (run: Run, frame: FrameNumber): Member | undefined => findingsOf(run).frames.get(frame);

/** Where the numbers of a frame's segment and of what it acknowledges count from, as far as the SYNs are known. */
export function firstNumbersOf(run: Run, frame: FrameNumber): FirstNumbers | undefined {
  const member = memberOfFrame(run, frame);
  const seq = member?.stream.ends[member.side].first;
  const ack = member?.stream.ends[otherSide(member.side)].first;
  return seq === undefined ? undefined : { seq, ack: ack ?? 0 };
}

/** The connection with that number on a device, and which of its ends that is. */
export const memberOfSocket = (run: Run, device: number, socket: number): Member | undefined =>
  findingsOf(run).sockets.get(`${device} ${socket}`);

/** The row that tells what the call of this row wrote or read: `tcp-written`, `tcp-read`, `udp-written` …; undefined where it did neither. */
export const effectOfCall = (run: Run, call: RowNumber): RowNumber | undefined => findingsOf(run).calls.get(call);

/** Looks at about so many more rows; true when there are more to look at. Who asks for connections looks at all that are left, and waits for it. */
export function lookOn(run: Run, rows: number): boolean {
  const { record } = run;
  return lookTo(run, Math.min(record.rowCount, (found.get(record)?.rows ?? 0) + rows)).rows < record.rowCount;
}

const findingsOf = (run: Run): Findings => lookTo(run, run.record.rowCount);

/** What is known when the rows before `end` have been looked at, and perhaps more. */
function lookTo({ record, live }: Run, end: RowNumber): Findings {
  let findings = found.get(record);
  if (!findings) {
    findings = {
      ...{ rows: 0, streams: [], numbered: [], latest: new Map(), frames: new Map() },
      ...{ sockets: new Map(), calls: new Map(), programs: new Map() },
    };
    found.set(record, findings);
  }
  if (findings.rows >= end) return findings;
  const { links } = live.state;
  for (; findings.rows < end; findings.rows++) {
    const row = findings.rows;
    const chunk = rowChunkOf(record, row);
    const i = rowIndexOf(row);
    const kind = chunk.kind[i]!;
    if (kind === FLIGHT) takeFlight(findings, record, row, links[chunk.where[i]! >> 1]?.hidden ?? false);
    else if (kind === SOCKET) takeSocket(findings, record, rowAt(record, row));
    else if (kind === PROGRAM && chunk.reason[i] === R['program-started'])
      findings.programs.set(`${chunk.where[i]! >>> 8} ${chunk.y[i]!}`, record.texts[chunk.x[i]!] ?? '');
  }
  number(findings);
  return findings;
}

/** Frames wait before they leave, so the order of rows is not quite that of a capture. */
function number(findings: Findings): void {
  const seen = findings.streams.filter((stream) => stream.seen);
  if (seen.length === findings.numbered.length) return;
  seen.sort((a, b) => a.seen!.at - b.seen!.at || a.seen!.row - b.seen!.row);
  seen.forEach((stream, i) => (stream.number = i));
  findings.numbered = seen;
}

const endKey = (ip: number, port: number, otherIp: number, otherPort: number): string =>
  `${ip} ${port} ${otherIp} ${otherPort}`;

const createEnd = (ip: number, port: number): StreamEnd => ({
  ...{ ip, port, device: undefined, socket: undefined, pid: 0, fd: undefined, program: undefined, first: undefined },
  ...{ states: [], writes: [], reads: [], flights: [] },
});

function addStream(findings: Findings, row: RowNumber, near: [number, number], far: [number, number]): Member {
  const stream: Stream = {
    ...{ index: findings.streams.length, number: undefined, seen: undefined, row },
    ends: [createEnd(...near), createEnd(...far)],
  };
  findings.streams.push(stream);
  findings.latest.set(endKey(...near, ...far), { stream, side: 0 });
  findings.latest.set(endKey(...far, ...near), { stream, side: 1 });
  return { stream, side: 0 };
}

function takeFlight(findings: Findings, record: Recording, row: RowNumber, hidden: boolean): void {
  const chunk = rowChunkOf(record, row);
  const i = rowIndexOf(row);
  const frame = chunk.frame[i]!;
  let member = findings.frames.get(frame);
  if (!member) {
    member = memberOf(findings, record, row, frame);
    if (!member) return;
    findings.frames.set(frame, member);
  }
  const { stream, side } = member;
  stream.ends[side].flights.push(row);
  const at = chunk.x[i]!;
  if (!hidden && (!stream.seen || at < stream.seen.at)) stream.seen = { at, row };
}

/** Whose segment a new frame is: of the connection that the frame before it was of (a router's copy), else of the latest between those ends. */
function memberOf(findings: Findings, record: Recording, row: RowNumber, frame: FrameNumber): Member | undefined {
  const s = segmentOf(record, frame);
  if (!s) return undefined;
  const before = passedOn(findings, record, row, s);
  if (before) return before;
  const member = findings.latest.get(endKey(s.source, s.sourcePort, s.destination, s.destinationPort));
  // Damage on the way must not make connections that nobody has.
  if (!member && frameIsBad(record, frame)) return undefined;
  const opens = (s.flags & (SYN | ACK)) === SYN;
  const known = member?.stream.ends[member.side].first;
  if (member && !(opens && known !== undefined && known !== s.seq)) {
    noteFirst(member, s);
    return member;
  }
  const made = addStream(findings, row, [s.source, s.sourcePort], [s.destination, s.destinationPort]);
  noteFirst(made, s);
  return made;
}

function passedOn(findings: Findings, record: Recording, row: RowNumber, s: Segment): Member | undefined {
  const { cause } = rowAt(record, row);
  const before = cause === undefined ? undefined : rowAt(record, cause);
  const member = before?.kind === 'flight' ? findings.frames.get(before.frame!) : undefined;
  if (!member) return undefined;
  const own = segmentOf(record, before!.frame!)!;
  const same = own.seq === s.seq && own.source === s.source && own.sourcePort === s.sourcePort;
  return same && own.destination === s.destination && own.destinationPort === s.destinationPort ? member : undefined;
}

function noteFirst({ stream, side }: Member, s: Segment): void {
  if (s.flags & SYN) stream.ends[side].first ??= s.seq;
  const peer = stream.ends[otherSide(side)];
  // The peer's SYN may have been lost where a capture begins; what acknowledges it says its number.
  if ((s.flags & (SYN | ACK)) === (SYN | ACK)) peer.first ??= add(s.ack, -1);
}

function takeSocket(findings: Findings, record: Recording, row: Row): void {
  const { reason, number: n, device = 0, socket = 0, at, cause } = row;
  if (reason === 'tcp-opened') {
    open(findings, record, row);
    return;
  }
  if (cause !== undefined && /^(tcp|udp)-(written|read|peeked)$/.test(reason)) findings.calls.set(cause, n);
  const member = findings.sockets.get(`${device} ${socket}`);
  if (!member) return;
  const end = member.stream.ends[member.side];
  const { pid } = end;
  switch (reason) {
    case 'tcp-accepted':
      end.fd = row.x;
      belongTo(findings, end, device, row.y);
      break;
    case 'tcp-state':
      end.states.push({ row: n, at, from: STATES[row.x]!, to: STATES[row.y]! });
      break;
    case 'tcp-written':
      end.writes.push({
        ...calledBy(record, cause, pid),
        write: end.writes.length + 1,
        row: n,
        at,
        seq: row.x,
        count: row.y,
      });
      break;
    case 'tcp-read':
    case 'tcp-peeked': {
      const peek = reason === 'tcp-peeked';
      end.reads.push({ ...calledBy(record, cause, pid), row: n, at, seq: row.x, count: row.y, peek });
      break;
    }
  }
}

function calledBy(
  record: Recording,
  cause: RowNumber | undefined,
  pid: number,
): { call: RowNumber | undefined; pid: number } {
  const row = cause === undefined ? undefined : rowAt(record, cause);
  return row?.reason === 'socket-call' ? { call: row.number, pid: row.y } : { call: undefined, pid };
}

/** A machine has a new connection. It is the other end of one that is known, or begins one. */
function open(findings: Findings, record: Recording, row: Row): void {
  const [local, remote] = (record.texts[row.x] ?? '').split(' ').map(addressIn);
  const { device = 0, socket = 0, y: pid, cause } = row;
  if (!local || !remote) return;
  const known = findings.latest.get(endKey(...local, ...remote));
  const member = known && isFree(known) ? known : addStream(findings, row.number, local, remote);
  findings.sockets.set(`${device} ${socket}`, member);
  const end = member.stream.ends[member.side];
  end.device = device;
  end.socket = socket;
  const call = cause === undefined ? undefined : rowAt(record, cause);
  if (call?.reason !== 'socket-call' || !pid) return;
  const fd = /^connect\((\d+)/.exec(record.texts[call.x] ?? '')?.[1];
  if (fd !== undefined) end.fd = Number(fd);
  belongTo(findings, end, device, pid);
}

/** Has nobody this end, and is the other one not over? */
function isFree({ stream, side }: Member): boolean {
  const other = stateOf(stream.ends[otherSide(side)]);
  return stream.ends[side].device === undefined && other !== 'CLOSED' && other !== 'TIME-WAIT';
}

function belongTo(findings: Findings, end: StreamEnd, device: number, pid: number): void {
  end.pid = pid;
  end.program = findings.programs.get(`${device} ${pid}`);
}

function addressIn(text: string): [ip: number, port: number] | undefined {
  const colon = text.lastIndexOf(':');
  const ip = parseIpv4(text.slice(0, Math.max(0, colon)));
  return ip === undefined ? undefined : [ip, Number(text.slice(colon + 1))];
}
