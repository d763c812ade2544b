// Makes the story of a record, and goes on with it as the record grows: each row of the trace is looked at once.

import { MILLISECOND, type Instant } from '../base/time.ts';
import {
  COMMAND,
  DROP,
  FLIGHT,
  PROGRAM,
  rowAt,
  rowChunkOf,
  rowIndexOf,
  SOCKET,
  TABLE,
  type Recording,
} from '../sim/record.ts';
import { isPassing, stateIn } from '../sim/socketRow.ts';
import { doubles } from './column.ts';
import { EdgeHeap } from './edgeHeap.ts';
import { frameClass } from './frameClass.ts';
import type { RowNumber } from './rowIndex.ts';
import type { Fold, Story } from './storyTime.ts';

/** How long one flight lasts in the story, in seconds. */
export const BEAT = 0.7;
/** How often something may come at full length before it goes faster. */
const FAMILIAR = 4;
const FASTEST = 0.02;
/** Waiting from here on is marked as folded. */
const MARKED = 2 * MILLISECOND;

/** How long the clock stands for what happens at a device, in seconds. */
const PAUSE = {
  ...{
    line: 0.06,
    waits: 0.15,
    command: 0.25,
    drop: 0.3,
    table: 0.32,
    program: 0.2,
    call: 0.1,
    routed: 1,
    passed: 0.14,
    arrived: 0.1,
  },
  ...{ state: 0.32, turn: 0.4 },
};
/** When TCP thinks of its path anew. What is written, read and measured goes by beside the segments. */
const TURNS = new Set<string>(['tcp-fast-recovery', 'tcp-recovered', 'tcp-timeout', 'tcp-congestion-avoidance']);
const ROUTED = new Set<string>(['router-forwarded', 'router-fragmented']);

export class StoryBuilder {
  private readonly record: Recording;
  private readonly times = doubles();
  private readonly places = doubles();
  private folds: Fold[] = [];
  private row: RowNumber = 0;
  private now: Instant = 0;
  private place = 0;
  /** Departures and arrivals to come, and the flights on their way by how fast the story must go for them. */
  private edges = new EdgeHeap();
  private flying = new EdgeHeap();
  /** How often each kind of thing has happened since somebody last gave a command. */
  private readonly seen = new Map<number, number>();
  private quiet = 0;

  constructor(record: Recording) {
    this.record = record;
    this.vertex(0, 0);
  }

  /** Takes in the rows up to the record's end. `end`: nothing earlier than this can come any more. Gives the story as far as it is known. */
  grow(end: Instant): Story {
    const { record } = this;
    while (this.row < record.rowCount) {
      const at = rowChunkOf(record, this.row).at[rowIndexOf(this.row)]!;
      this.edgesBefore(at);
      this.instant(at);
    }
    this.edgesBefore(end);
    return this.withRest();
  }

  /** The story with the flights that are still on their way, which may yet change: what they add is taken back, and the story is good until the next `grow`. */
  private withRest(): Story {
    const { edges, flying, now, place, quiet, folds } = this;
    const count = this.times.length;
    this.edges = edges.copy();
    this.flying = flying.copy();
    this.folds = folds.slice();
    this.edgesBefore(Infinity);
    const story: Story = {
      times: this.times.data,
      places: this.places.data,
      count: this.times.length,
      folds: this.folds,
    };
    this.times.length = count;
    this.places.length = count;
    Object.assign(this, { edges, flying, now, place, quiet, folds });
    return story;
  }

  private edgesBefore(t: Instant): void {
    while (this.edges.size && this.edges.nextTime < t) this.instant(this.edges.nextTime);
  }

  /** Everything that happens at one instant. */
  private instant(t: Instant): void {
    this.passTo(t);
    let pause = this.takeRows(t);
    while (this.edges.size && this.edges.nextTime === t) {
      const { rate, arrives } = this.edges.pop();
      if (arrives > t) this.flying.push(-rate, rate, arrives);
      else pause = Math.max(pause, PAUSE.arrived * Math.min(1, rate));
    }
    if (pause > 0) this.vertex(t, this.place + pause);
  }

  private passTo(t: Instant): void {
    const length = t - this.now;
    if (length <= 0) {
      this.vertex(t, this.place);
      return;
    }
    while (this.flying.size && this.flying.top.arrives <= this.now) this.flying.pop();
    const rate = this.flying.size ? this.flying.top.rate : 0;
    const from = this.now;
    const start = this.place;
    if (rate > 0) this.vertex(t, start + length * rate);
    else {
      const scale = BEAT / MILLISECOND;
      const folded = (0.35 + 0.1 * Math.max(0, Math.log10(length / MILLISECOND))) * faster(++this.quiet);
      this.vertex(t, start + Math.min(length * scale, folded));
      if (length >= MARKED) this.folds.push({ from, to: t, start, end: this.place });
    }
  }

  /** Rows written at `t`: their flights join what is on its way. Gives how long to stand still for them. */
  private takeRows(t: Instant): number {
    const { record } = this;
    let pause = 0;
    const counted = new Set<number>();
    for (; this.row < record.rowCount; this.row++) {
      const chunk = rowChunkOf(record, this.row);
      const i = rowIndexOf(this.row);
      if (chunk.at[i] !== t) break;
      const kind = chunk.kind[i]!;
      if (kind === COMMAND) {
        this.seen.clear();
        this.quiet = 0;
      }
      const key = this.keyOf(this.row, kind, chunk.reason[i]!, chunk.where[i]!);
      if (!counted.has(key)) this.seen.set(key, (this.seen.get(key) ?? 0) + 1);
      counted.add(key);
      const speed = faster(this.seen.get(key)!);
      pause = Math.max(pause, pauseFor(record, this.row, kind) * speed);
      if (kind !== FLIGHT) continue;
      if (chunk.y[i]! > chunk.x[i]!) this.takeFlight(chunk.x[i]!, chunk.y[i]!, speed);
      // A host that talks to itself: no time passes, but something is to be seen.
      else pause = Math.max(pause, BEAT * speed);
    }
    return pause;
  }

  private takeFlight(departs: Instant, arrives: Instant, speed: number): void {
    const rate = (BEAT * speed) / (arrives - departs);
    this.edges.push(departs, rate, arrives);
    this.edges.push(arrives, speed, arrives);
  }

  /** Two rows of one key look alike on the stage. */
  private keyOf(row: RowNumber, kind: number, reason: number, where: number): number {
    const chunk = rowChunkOf(this.record, row);
    const i = rowIndexOf(row);
    if (kind === FLIGHT) return (where * 1024 + reason) * 65536 + frameClass(this.record, chunk.frame[i]!);
    // Each state of a connection is a thing of its own.
    const state = kind === SOCKET && stateIn(rowAt(this.record, row)) ? chunk.y[i]! : 0;
    return -1 - ((kind * 1024 + reason) * 64 + state);
  }

  private vertex(t: Instant, place: number): void {
    this.now = t;
    this.place = place;
    this.times.push(t);
    this.places.push(place);
  }
}

/** How much shorter something is told that has come `n` times. */
const faster = (n: number): number => (n <= FAMILIAR ? 1 : Math.max(FASTEST, Math.sqrt(FAMILIAR / n)));

function pauseFor(record: Recording, row: RowNumber, kind: number): number {
  if (kind === FLIGHT) return ROUTED.has(rowAt(record, row).reason) ? PAUSE.routed : PAUSE.passed;
  if (kind === DROP) return PAUSE.drop;
  if (kind === TABLE) return PAUSE.table;
  if (kind === PROGRAM) return programPause(rowAt(record, row).reason);
  if (kind === SOCKET) return socketPause(record, row);
  return kind === COMMAND ? PAUSE.command : 0;
}

function programPause(reason: string): number {
  if (reason === 'script-line') return PAUSE.line;
  if (reason === 'script-waits') return PAUSE.waits;
  return reason === 'socket-call' ? PAUSE.call : PAUSE.program;
}

function socketPause(record: Recording, number: RowNumber): number {
  const row = rowAt(record, number);
  if (stateIn(row)) return isPassing(row) ? 0 : PAUSE.state;
  return TURNS.has(row.reason) ? PAUSE.turn : 0;
}
