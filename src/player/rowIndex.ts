// What can be looked up about the rows of a record: the fate of each flight, what a row led to, which flights a frame made. Grows with the record.

import type { Instant } from '../base/time.ts';
import {
  COMMAND,
  DROP,
  FLIGHT,
  PROGRAM,
  rowAt,
  rowChunkOf,
  rowIndexOf,
  rowsUntil,
  TABLE,
  type Recording,
  type Row,
} from '../sim/record.ts';
import { integers } from './column.ts';

/** A row's number, and a frame's. */
export type RowNumber = Row['number'];
export type FrameNumber = number;

/** Reasons of frames that left their sender and came to nothing on the way. */
const ON_THE_WAY = new Set<string>(['link-lost', 'fault-dropped', 'link-cut']);
/** Reasons of frames that did not get out of a port: whatever brought them there had its own fate. */
const AT_THE_DOOR = new Set<string>(['port-no-cable', 'link-down', 'mtu-exceeded', 'queue-full']);
const BLOCK_BITS = 9;

/** How a flight ended, where it was not simply taken in. */
export interface Fate {
  row: RowNumber;
  /** Lost between the two ends; otherwise given up by the device that it reached. */
  onTheWay: boolean;
}

export class RowIndex {
  record: Recording;
  /** Rows of each kind, in order. */
  readonly tables: RowNumber[] = [];
  readonly drops: RowNumber[] = [];
  readonly commands: RowNumber[] = [];
  readonly programs: RowNumber[] = [];
  private rows = 0;
  private readonly fate = integers();
  private readonly firstChild = integers();
  private readonly lastChild = integers();
  private readonly nextChild = integers();
  private readonly firstFlight = integers();
  private readonly lastFlight = integers();
  private readonly nextFlight = integers();
  private readonly byDevice = new Map<number, RowNumber[]>();
  /** Latest arrival among the rows of each block of 512: flights on their way are found without looking at all. */
  private readonly latest: Instant[] = [];

  constructor(record: Recording) {
    this.record = record;
  }

  /** Takes in the rows that the record has gained. */
  grow(): void {
    const { record } = this;
    for (const column of [this.fate, this.firstChild, this.lastChild, this.nextChild, this.nextFlight])
      column.reach(record.rowCount);
    this.firstFlight.reach(record.frameCount);
    this.lastFlight.reach(record.frameCount);
    for (; this.rows < record.rowCount; this.rows++) this.take(this.rows);
  }

  /** What became of a flight that was not simply taken in. */
  fateOf(flight: RowNumber): Fate | undefined {
    const row = this.fate.at(flight);
    if (row < 0) return undefined;
    return { row, onTheWay: ON_THE_WAY.has(rowAt(this.record, row).reason) };
  }

  /** Rows whose cause is this one, in order. */
  consequencesOf(row: RowNumber): RowNumber[] {
    return chain(this.firstChild.at(row), this.nextChild.data);
  }

  /** All flights of one frame, in order: a switch sends the frame that it got. */
  flightsOf(frame: FrameNumber): RowNumber[] {
    return frame < this.firstFlight.length ? chain(this.firstFlight.at(frame), this.nextFlight.data) : [];
  }

  /** What programs on a device did and wrote, in order. */
  programLinesOf(device: number): readonly RowNumber[] {
    return this.byDevice.get(device) ?? [];
  }

  /** Calls back for every flight that has departed by `t` and arrives at `t` or later; those that wait in a queue count when `waiting`. */
  eachOnTheWay(t: Instant, see: (row: RowNumber) => void, waiting = false): void {
    const { record, latest } = this;
    const end = Math.min(rowsUntil(record, t), this.rows);
    for (let block = 0; block << BLOCK_BITS < end; block++) {
      if (latest[block]! < t) continue;
      const stop = Math.min(end, (block + 1) << BLOCK_BITS);
      for (let row = block << BLOCK_BITS; row < stop; row++) {
        const chunk = rowChunkOf(record, row);
        const i = rowIndexOf(row);
        if (chunk.kind[i] === FLIGHT && chunk.y[i]! >= t && (waiting || chunk.x[i]! <= t)) see(row);
      }
    }
  }

  private take(row: RowNumber): void {
    const chunk = rowChunkOf(this.record, row);
    const i = rowIndexOf(row);
    const kind = chunk.kind[i]!;
    const cause = chunk.cause[i]!;
    const frame = chunk.frame[i]!;
    // Where there is no cause, its number is larger than any row's; frames likewise.
    if (cause < row) this.link(this.firstChild.data, this.lastChild.data, this.nextChild.data, cause, row);
    if (kind === FLIGHT) {
      this.link(this.firstFlight.data, this.lastFlight.data, this.nextFlight.data, frame, row);
      const block = row >> BLOCK_BITS;
      this.latest[block] = Math.max(this.latest[block] ?? -1, chunk.y[i]!);
      return;
    }
    this.latest[row >> BLOCK_BITS] ??= -1;
    if (kind === TABLE) this.tables.push(row);
    else if (kind === COMMAND) this.commands.push(row);
    else if (kind === DROP) this.takeDrop(row, cause, frame);
    else if (kind === PROGRAM) {
      this.programs.push(row);
      const device = chunk.where[i]! >>> 8;
      const lines = this.byDevice.get(device);
      if (lines) lines.push(row);
      else this.byDevice.set(device, [row]);
    }
  }

  private takeDrop(row: RowNumber, cause: RowNumber, frame: FrameNumber): void {
    this.drops.push(row);
    if (cause >= row || this.fate.at(cause) >= 0 || AT_THE_DOOR.has(rowAt(this.record, row).reason)) return;
    const of = rowChunkOf(this.record, cause);
    const j = rowIndexOf(cause);
    if (of.kind[j] === FLIGHT && of.frame[j] === frame) this.fate.data[cause] = row;
  }

  private link(first: Int32Array, last: Int32Array, next: Int32Array, of: number, row: RowNumber): void {
    if (first[of]! < 0) first[of] = row;
    else next[last[of]!] = row;
    last[of] = row;
  }
}

function chain(first: number, next: Int32Array): number[] {
  const found: number[] = [];
  for (let row = first; row >= 0; row = next[row]!) found.push(row);
  return found;
}
