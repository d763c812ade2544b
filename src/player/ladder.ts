// The ladder of a run (a sequence diagram): devices as columns, what they send as lines from the instant it leaves to the instant it arrives. Pure; grows
// with the record. A frame's way through devices that have no column is one line.

import type { Instant } from '../base/time.ts';
import { otherSide, type Stream } from '../sim/analysis/stream.ts';
import { effectOfCall, memberOfFrame, memberOfSocket } from '../sim/analysis/streams.ts';
import { flightLostIn } from '../sim/lost.ts';
import type { Past } from '../sim/owners.ts';
import { flightBefore } from '../sim/passedOn.ts';
import { DROP, FLIGHT, rowAt, rowChunkOf, rowIndexOf, SOCKET, type Row } from '../sim/record.ts';
import { isPassing, stateIn } from '../sim/socketRow.ts';
import { endsOf } from '../sim/world.ts';
import { Agenda } from './agenda.ts';
import { integers } from './column.ts';
import type { Ending, LadderCall, LadderColumn, LadderWindow, Sent, StateBand } from './ladderParts.ts';
import { LadderScale } from './ladderScale.ts';
import { firstFrom, slice } from './ladderSearch.ts';
import { targetOf } from './ladderTarget.ts';
import { MILD_ENDINGS } from './now.ts';
import type { FrameNumber, RowNumber } from './rowIndex.ts';

/** Between the departures of two lines, so that both can be written on; between two texts beside a column; between the ends of a line. */
const ROOM = 24;
const TEXT = 15;
const SLANT = 14;
/** Bands beside one column. */
const LANES = 3;
/** How far something comes that is lost, at the least and at the most; and on a cable, of which only luck knows where. */
const NEAREST = 0.1;
const FARTHEST = 0.85;
const ON_CABLE = 0.5;
const WHOLE = { towards: -1, reach: 1, expected: 0 };

type Due =
  | { do: 'depart'; sent: Sent }
  | { do: 'leg'; until: Instant }
  | { do: 'end'; sent: Sent; ending: Ending; tip: RowNumber }
  | { do: 'state'; row: Row; column: number; stream: number }
  | { do: 'call'; call: LadderCall };

export class Ladder {
  readonly columns: readonly LadderColumn[];
  readonly stream: Stream | undefined;
  readonly scale: LadderScale;
  /** Everything that was sent, in the order of departure, which is that of y. */
  readonly sent: Sent[] = [];
  readonly calls: LadderCall[] = [];
  private readonly run: Past;
  private rows = 0;
  private readonly agenda = new Agenda<Due>();
  /** Of each flight and drop what it belongs to. */
  private readonly legs = new Map<RowNumber, { sent: Sent | undefined; ending: Ending | undefined }>();
  /** By column: per lane its bands, and the last text. */
  private readonly bands: StateBand[][][];
  private readonly texts: number[];
  private lastLine = -Infinity;
  /** By what was sent: the place of the first that was still on its way when it left. */
  private readonly oldest = integers();
  private open = 0;

  /** With a stream only its segments, its states and its calls. Two ladders may stand on one scale: see ladderPair.ts. */
  constructor(run: Past, columns: readonly LadderColumn[], stream?: Stream, scale = new LadderScale()) {
    this.run = run;
    this.scale = scale;
    this.columns = columns;
    this.stream = stream;
    this.bands = columns.map(() => []);
    this.texts = columns.map(() => -Infinity);
  }

  get height(): number {
    return this.scale.y;
  }

  /** Takes in what the record has more than before, at most so many rows. True when that was all. `run`: the same run, perhaps further on. */
  grow(run: Past = this.run, most = Infinity): boolean {
    const all = this.takeIn(run, most);
    const known = all ? run.live.state.now : rowAt(run.record, this.rows - 1).at;
    while (this.due <= known) this.placeNext();
    return all;
  }

  /** Takes in so many rows and gives none of it a place yet. True when that was all. */
  takeIn(run: Past, most: number): boolean {
    const { record } = run;
    const until = Math.min(record.rowCount, this.rows + most);
    for (; this.rows < until; this.rows++) this.take(run, this.rows);
    return this.rows === record.rowCount;
  }

  /** When the next of what was taken in has its place; Infinity: all has one. */
  get due(): Instant {
    return this.agenda.due;
  }

  /** Gives the next of what was taken in its place. */
  placeNext(): void {
    const { what, at } = this.agenda.take();
    this.place(what, at);
  }

  /** What a flight or drop belongs to; undefined where it is in no line. */
  sentIn(row: RowNumber): Sent | undefined {
    return this.legs.get(row)?.sent;
  }

  /** Is anything written beside a column: a state, a call? */
  hasWords(column: number): boolean {
    return this.texts[column] !== -Infinity;
  }

  /** Everything between two heights. */
  between(top: number, bottom: number): LadderWindow {
    const { sent, calls } = this;
    const folds = slice(this.scale.folds, top, bottom, (fold) => fold.y + fold.height);
    // What left before and is still on its way reaches into the picture too.
    const below = firstFrom(sent, top);
    const first = below > 0 ? Math.min(this.oldest.at(below - 1), below - 1) : 0;
    return {
      sent: sent.slice(first, firstFrom(sent, bottom)).filter((one) => one.place >= below || this.bottomOf(one) >= top),
      folds,
      calls: calls.slice(firstFrom(calls, top - TEXT), firstFrom(calls, bottom + TEXT)),
      bands: this.bands.flat().flatMap((lane) => slice(lane, top, bottom, (band) => band.end)),
    };
  }

  /** Where the lowest end of what was sent is; Infinity as long as one is on its way. */
  bottomOf(sent: Sent): number {
    return sent.endings.reduce((lowest, ending) => Math.max(lowest, this.endOf(sent, ending)), sent.y);
  }

  /** Where a line ends; Infinity as long as it is on its way. */
  endOf(sent: Sent, ending: Ending): number {
    if (ending.how === 'lost') {
      // On the line that it would have made.
      const whole = Math.max(2 * SLANT, this.scale.yAt(ending.expected) - sent.y);
      return sent.y + ending.reach * whole;
    }
    if (!Number.isNaN(ending.y)) return ending.y;
    if (ending.to >= 0 || ending.at > this.scale.now) return Infinity;
    return Math.max(sent.y + SLANT, this.scale.yAt(ending.at));
  }

  // ── rows ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

  private take(run: Past, row: RowNumber): void {
    const chunk = rowChunkOf(run.record, row);
    const kind = chunk.kind[rowIndexOf(row)]!;
    if (kind === FLIGHT) this.takeFlight(run, rowAt(run.record, row));
    else if (kind === DROP) this.takeDrop(run, rowAt(run.record, row));
    else if (kind === SOCKET) this.takeSocket(run, rowAt(run.record, row));
  }

  private takeFlight(run: Past, row: Row): void {
    const { live, record } = run;
    const frame = row.frame!;
    if (!this.wants(run, frame)) return;
    const { from, to } = endsOf(live.state, row.direction!);
    const before = flightBefore(record, row.number);
    const column = this.columnOf(run, from[0], frame, false);
    const came = column < 0 && before !== undefined ? this.legs.get(before) : undefined;
    const goal = this.columnOf(run, to[0], frame, true);
    let sent = column >= 0 ? (this.alike(run, row, column) ?? this.depart(row, column, from[0])) : came?.sent;
    // Whoever has no column and sends something of its own is seen only where it arrives.
    if (!sent && goal >= 0) sent = this.depart(row, -1, from[0]);
    this.agenda.note(row.departs!, { do: 'leg', until: row.arrives! });
    const first = came?.ending;
    // Of several copies the first is what goes on, unless it has come to an end.
    const goesOn = first?.tip === before && first?.how === 'arrives' ? first : undefined;
    const ending: Ending = goesOn ?? { ...{ tip: 0, device: 0, to: -1, at: 0, y: NaN }, how: 'arrives', ...WHOLE };
    Object.assign(ending, { tip: row.number, device: to[0], to: goal, at: row.arrives! });
    this.legs.set(row.number, { sent, ending });
    if (!sent) return;
    if (!goesOn) sent.endings.push(ending);
    this.isOpen(sent, row.arrives!);
    if (goal >= 0) this.agenda.note(row.arrives!, { do: 'end', sent, ending, tip: row.number });
  }

  /** What a device sends out of several ports at once is one frame that forks. */
  private alike({ record }: Past, { number, frame, at }: Row, from: number): Sent | undefined {
    if (number === 0) return undefined;
    const sent = this.legs.get(number - 1)?.sent;
    const before = rowAt(record, number - 1);
    return sent?.from === from && before.kind === 'flight' && before.frame === frame && before.at === at
      ? sent
      : undefined;
  }

  private depart(row: Row, from: number, device: number): Sent {
    const departs = row.departs ?? row.at;
    const sent: Sent = {
      ...{ row: row.number, frame: row.frame!, from, device, departs, y: NaN, place: -1 },
      ...{ until: departs, endings: [] },
    };
    this.agenda.note(departs, { do: 'depart', sent });
    return sent;
  }

  private takeDrop(run: Past, row: Row): void {
    const { record } = run;
    const flight = row.cause === undefined ? undefined : rowAt(record, row.cause);
    const leg = flight?.kind === 'flight' ? this.legs.get(flight.number) : undefined;
    const mild = MILD_ENDINGS.has(row.reason);
    if (flightLostIn(record, row.number) !== undefined) {
      if (leg) this.lose(run, leg, flight!, row, lossAt(flight!, row));
      return;
    }
    const arrived = leg?.ending;
    if (arrived && arrived.tip === flight!.number && (arrived.to < 0 || flight!.frame === row.frame)) {
      if (arrived.to < 0 && !mild) this.lose(run, leg, flight!, row, row.at);
      else Object.assign(arrived, { how: mild ? 'alone' : 'dropped', fate: row.number });
      this.legs.set(row.number, leg);
      return;
    }
    if (mild || row.frame === undefined || !this.wants(run, row.frame)) return;
    if (leg?.sent && arrived!.to < 0) {
      // One of several copies goes no further, or what comes of it does not.
      const copy: Ending = { ...arrived!, y: NaN, how: 'arrives' };
      leg.sent.endings.push(copy);
      this.lose(run, { sent: leg.sent, ending: copy }, flight!, row, row.at);
      return;
    }
    this.takeStillborn(run, row);
  }

  /** What did not get out of the device that wanted to send it. */
  private takeStillborn(run: Past, row: Row): void {
    const column = this.columnOf(run, row.device!, row.frame!, false);
    if (column < 0) return;
    const sent = this.depart(row, column, row.device!);
    const ending: Ending = {
      ...{ tip: row.number, device: row.device!, to: -1, at: row.at, y: NaN },
      ...{ how: 'lost', fate: row.number, expected: row.at, reach: NEAREST },
      towards: this.towards(run, row.number, row.frame!, column),
    };
    sent.endings.push(ending);
    this.legs.set(row.number, { sent, ending });
  }

  private lose(
    run: Past,
    leg: { sent: Sent | undefined; ending: Ending | undefined },
    flight: Row,
    row: Row,
    at: Instant,
  ): void {
    const { sent, ending } = leg;
    this.legs.set(row.number, leg);
    if (!sent || !ending) return;
    // A frame that arrives nowhere is drawn towards the column it was meant for.
    const towards = ending.to >= 0 ? ending.to : this.towards(run, row.number, row.frame ?? sent.frame, sent.from);
    const [began, came] = [sent.departs, flight.arrives!];
    // To a device without a column it is taken for half of the way.
    const expected = ending.to >= 0 ? came : came + (came - began);
    const share = (Math.min(at, came) - began) / Math.max(1, expected - began);
    const reach = Math.min(FARTHEST, Math.max(NEAREST, share));
    Object.assign(ending, { how: 'lost', fate: row.number, to: -1, at, towards, expected, reach });
  }

  private takeSocket(run: Past, row: Row): void {
    const device = row.device!;
    const { number, reason, at, cause } = row;
    const member = memberOfSocket(run, device, row.socket!);
    if (this.stream && member?.stream !== this.stream) return;
    const column = this.columns.findIndex(
      (one) => one.device === device && (one.side === undefined || one.side === member?.side),
    );
    if (column < 0) return;
    if (stateIn(row) !== undefined && member && !isPassing(row))
      this.agenda.note(at, { do: 'state', row, column, stream: member.stream.index });
    const way = /^(?:tcp|udp)-(written|read)$/.exec(reason)?.[1];
    if (!way) return;
    const call = cause !== undefined && effectOfCall(run, cause) === number ? cause : undefined;
    const made: LadderCall = { row: number, call, column, way: way === 'read' ? 'in' : 'out', at, y: NaN };
    this.agenda.note(at, { do: 'call', call: made });
  }

  private wants(run: Past, frame: FrameNumber): boolean {
    return !this.stream || memberOfFrame(run, frame)?.stream === this.stream;
  }

  /** The column of a device, for a frame that it sends or that comes to it; −1: it has none. */
  private columnOf(run: Past, device: number, frame: FrameNumber, receives: boolean): number {
    const { columns } = this;
    const first = columns.findIndex((one) => one.device === device);
    if (first < 0 || columns[first]!.side === undefined) return first;
    const twice = columns.findIndex((one, i) => i > first && one.device === device);
    const side = memberOfFrame(run, frame)?.side;
    if (twice < 0 || side === undefined) return first;
    const wanted = receives ? otherSide(side) : side;
    return columns[first]!.side === wanted ? first : twice;
  }

  private towards(run: Past, row: RowNumber, frame: FrameNumber, from: number): number {
    const side = this.stream && this.columns[from]?.side;
    if (side !== undefined) return this.columns.findIndex((one) => one.side === otherSide(side));
    const device = targetOf(run, frame, row);
    const column = this.columns.findIndex((one) => one.device === device);
    return column === from ? -1 : column;
  }

  // ── places ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

  private place(due: Due, at: Instant): void {
    const { scale } = this;
    switch (due.do) {
      case 'leg':
        scale.keepBusy(due.until);
        break;
      case 'depart': {
        const { sent } = due;
        sent.y = this.lastLine = scale.reach(at, this.lastLine + ROOM);
        sent.place = this.sent.push(sent) - 1;
        while (this.open < sent.place && this.sent[this.open]!.until <= at) this.open++;
        this.oldest.push(this.open);
        break;
      }
      case 'end': {
        const { sent, ending, tip } = due;
        // It may have been lost, or may have gone on, since this was noted.
        if (ending.how !== 'lost' && ending.tip === tip) ending.y = scale.reach(at, sent.y + SLANT);
        break;
      }
      case 'state':
        this.placeState(due.row, due.column, due.stream, at);
        break;
      case 'call': {
        const { call } = due;
        call.y = this.texts[call.column] = scale.reach(at, this.texts[call.column]! + TEXT);
        this.calls.push(call);
      }
    }
  }

  private placeState(row: Row, column: number, stream: number, at: Instant): void {
    const lanes = this.bands[column]!;
    const state = stateIn(row)!;
    const lasting = lanes.map((lane) => lane[lane.length - 1]!).find((band) => band.stream === stream && !ended(band));
    let lane = lasting?.lane ?? lanes.findIndex((bands) => ended(bands[bands.length - 1]!));
    if (lane < 0) lane = lanes.length;
    if (lane >= LANES) return;
    const y = this.scale.reach(at, this.texts[column]! + TEXT);
    if (lasting) lasting.end = y;
    this.texts[column] = y;
    // A connection that is gone has no band, but that it is gone is written.
    const end = state === 'CLOSED' ? y : Infinity;
    (lanes[lane] ??= []).push({ row: row.number, column, lane, stream, state, at, y, end });
  }

  private isOpen(sent: Sent, until: Instant): void {
    sent.until = Math.max(sent.until, until);
    if (sent.place >= 0 && sent.place < this.open) this.open = sent.place;
  }
}

const ended = (band: StateBand): boolean => band.end !== Infinity;

/** When something that did not arrive was lost: when its cable went dark, else on the way. */
const lossAt = (flight: Row, { reason, at }: Row): Instant =>
  reason === 'link-cut'
    ? Math.max(at, flight.departs!)
    : Math.round(flight.departs! + ON_CABLE * (flight.arrives! - flight.departs!));
