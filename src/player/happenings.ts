// What happened in a run, each thing under a name that does not depend on the run's own numbers: so that two runs can be laid beside each other.
//
// A thing is called by what it is, never by its row, frame or instant:
// - a segment by its connection, the end that sends it, and what it carries: data by the place of the first octet in the stream and how often that was sent
//   before (the first time, the second …), a SYN, FIN or RST by being that, anything else by what it acknowledges;
// - any other frame by who sends it, what kind of frame it is, and the how manyth of that kind;
// - a call of send or recv that did something by its socket (the end of a connection, or the machine for datagrams), its way, and the how manyth it is;
// - the end of a program by its host and the how manyth program to end there it is.
// A connection is called by the addresses of both ends, the port that was called, and the how manyth of these it is. Settings (setsockopt), commands and what
// programs print are not among the things: they say what is different, or tell again what a call has told.

import type { Instant } from '../base/time.ts';
import { firstSentIn } from '../sim/analysis/again.ts';
import { segmentOf, type Segment } from '../sim/analysis/segment.ts';
import { otherSide, type Side, type Stream, type StreamEnd } from '../sim/analysis/stream.ts';
import { memberOfFrame, memberOfSocket, streamsOf } from '../sim/analysis/streams.ts';
import type { History } from '../sim/history.ts';
import { frameLength, PROGRAM, rowAt, rowChunkOf, rowIndexOf, type Row } from '../sim/record.ts';
import { formatIpv4 } from '../wire/address.ts';
import { add, span } from '../wire/seqnum.ts';
import { ACK, FIN, FLAG_NAMES, RST, SYN } from '../wire/tcp.ts';
import { frameClass } from './frameClass.ts';
import { Ladder } from './ladder.ts';
import type { LadderCall, Sent } from './ladderParts.ts';
import type { RowNumber } from './rowIndex.ts';

/** What can be different about a thing that happened in both runs, in the order in which it is told. */
export const FACTS = ['fate', 'octets', 'first', 'flags', 'ack', 'window', 'status', 'took'] as const;
export type Fact = (typeof FACTS)[number];

export interface Happening {
  kind: 'sent' | 'write' | 'read' | 'exit';
  /** What it is, the same in every run. */
  name: string;
  at: Instant;
  /** Of what was sent: when the last of it arrives. */
  until: Instant;
  row: RowNumber;
  device: number;
  /** How it is; a fact that it does not have is absent. `took` in ns, `first` counted from the beginning of the stream. */
  facts: Partial<Record<Fact, string | number>>;
  /** Of a frame: its octets without FCS, and whether it carries again what was sent before. */
  frame?: { number: number; length: number; again: boolean };
  /** Whose octets these are. */
  member?: { stream: Stream; side: Side };
}

/** All of a run in the order of time, and by row; up to `most` rows. */
export interface Happenings {
  all: Happening[];
  byRow: ReadonlyMap<RowNumber, Happening>;
}

export function happeningsOf(history: History, most = Infinity): Happenings {
  const machines = history.live.state.devices.flatMap(({ kind }, device) =>
    kind === 'switch' || kind === 'hub' ? [] : [{ device }],
  );
  const ladder = new Ladder(history, machines);
  ladder.grow(history, most);
  const naming = new Naming(history);
  const all = [
    ...ladder.sent.map((sent) => sentIn(history, naming, sent)),
    ...ladder.calls.map((call) => calledIn(history, naming, call, machines[call.column]!.device)),
    ...exitsIn(history, naming, Math.min(most, history.record.rowCount)),
  ].sort((a, b) => a.at - b.at || a.row - b.row);
  const byRow = new Map(all.map((one) => [one.row, one]));
  // A frame's later flights are the same thing as its first one.
  for (const one of ladder.sent) for (const { tip } of one.endings) byRow.set(tip, byRow.get(one.row)!);
  return { all, byRow };
}

/** Gives names, and counts what would have the same. */
class Naming {
  readonly run: History;
  private readonly counts = new Map<string, number>();
  private readonly streams = new Map<Stream, string>();

  constructor(run: History) {
    this.run = run;
    for (const stream of streamsOf(run)) {
      const [near, far] = stream.ends;
      this.streams.set(stream, this.counted(`${formatIpv4(near.ip)}>${formatIpv4(far.ip)}:${far.port}`));
    }
  }

  counted(name: string): string {
    const count = (this.counts.get(name) ?? 0) + 1;
    this.counts.set(name, count);
    return `${name}#${count}`;
  }

  device(device: number): string {
    return this.run.live.state.devices[device]!.name;
  }

  end(stream: Stream, side: Side): string {
    return `${this.streams.get(stream)!}/${side}`;
  }
}

function sentIn(run: History, naming: Naming, sent: Sent): Happening {
  const { frame, row, device, departs, endings } = sent;
  const { record } = run;
  const member = memberOfFrame(run, frame);
  const s = member && segmentOf(record, frame);
  const length = frameLength(record, frame);
  const fated = endings.find(({ how }) => how === 'lost' || how === 'dropped');
  const arrived = endings.filter(({ how }) => how !== 'lost').map(({ at }) => at);
  const until = Math.max(departs, ...(arrived.length ? arrived : [departs]));
  const fate = fated?.fate === undefined ? 'arrives' : rowAt(record, fated.fate).reason;
  const happening: Happening = {
    ...{ kind: 'sent', at: departs, until, row, device },
    name: '',
    facts: { fate, ...(arrived.length ? { took: until - departs } : {}) },
    frame: { number: frame, length, again: firstSentIn(run, frame) !== undefined },
  };
  const from = naming.device(device);
  if (!member || !s) {
    happening.name = naming.counted(`${from} sends ${frameClass(record, frame)}`);
    happening.facts.octets = length;
    return happening;
  }
  happening.member = member;
  const { what, facts } = segmentFacts(member.stream, member.side, s);
  happening.name = naming.counted(`${from} ${naming.end(member.stream, member.side)} ${what}`);
  Object.assign(happening.facts, facts);
  return happening;
}

/** What a segment is, and how: numbers counted from the SYNs, as far as these were seen. */
function segmentFacts(stream: Stream, side: Side, s: Segment): { what: string; facts: Happening['facts'] } {
  const place = (end: StreamEnd, number: number): number => span(end.first ?? 0, number);
  const ack = s.flags & ACK ? place(stream.ends[otherSide(side)], s.ack) : undefined;
  const data = place(stream.ends[side], s.flags & SYN ? add(s.seq, 1) : s.seq);
  const named = (
    [
      [SYN, 'SYN'],
      [RST, 'RST'],
    ] as const
  ).find(([flag]) => s.flags & flag)?.[1];
  const what = named ?? (s.length ? `data ${data}` : s.flags & FIN ? 'FIN' : `ack ${ack ?? 0}`);
  const facts: Happening['facts'] = {
    octets: s.length,
    flags: FLAG_NAMES.filter((_, i) => s.flags & (1 << i)).join(' '),
    window: s.window,
  };
  if (ack !== undefined) facts.ack = ack;
  return { what, facts };
}

function calledIn(run: History, naming: Naming, { row, way, at }: LadderCall, device: number): Happening {
  const { socket = 0, reason, x, y } = rowAt(run.record, row);
  const isTcp = reason.startsWith('tcp-');
  const found = isTcp ? memberOfSocket(run, device, socket) : undefined;
  const side = found && (way === 'in' ? otherSide(found.side) : found.side);
  const where = found ? naming.end(found.stream, found.side) : 'datagrams';
  const happening: Happening = {
    ...{ kind: way === 'in' ? 'read' : 'write', at, until: at, row, device },
    name: naming.counted(`${naming.device(device)} ${where} ${way}`),
    facts: { octets: y },
  };
  if (!found) return happening;
  happening.member = { stream: found.stream, side: side! };
  happening.facts.first = span(found.stream.ends[side!].first ?? 0, x);
  return happening;
}

function exitsIn({ record }: History, naming: Naming, rows: number): Happening[] {
  const exits: Happening[] = [];
  for (let number = 0; number < rows; number++) {
    if (rowChunkOf(record, number).kind[rowIndexOf(number)] !== PROGRAM) continue;
    const row = rowAt(record, number);
    if (row.reason === 'program-exited') exits.push(exitOf(record.texts, naming, row));
  }
  return exits;
}

const exitOf = (texts: readonly string[], naming: Naming, { number, at, device = 0, x }: Row): Happening => ({
  ...{ kind: 'exit', at, until: at, row: number, device },
  name: naming.counted(`${naming.device(device)} exit`),
  facts: { status: texts[x] ?? '' },
});
