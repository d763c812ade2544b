// The one object through which devices reach the world: frames, cables, the record and the clock. Runtime only; all it remembers is in WorldState.

import type { Instant } from '../base/time.ts';
import { push } from '../base/queue.ts';
import {
  NO_FRAME,
  NO_PORT,
  NO_ROW,
  type FrameNumber,
  type RowNumber,
  type Surroundings,
} from '../devices/surroundings.ts';
import { R, reasonNames, type ReasonName } from '../stack/reason.ts';
import { putOnCable } from './link.ts';
import {
  appendFrame,
  appendRow,
  arenaRoom,
  ARENA_CHUNK,
  DROP,
  FLIGHT,
  FRAME_BAD_FCS,
  frameBytes,
  frameChunkOf,
  frameIndexOf,
  frameLength,
  PROGRAM,
  rowChunkOf,
  rowIndexOf,
  SOCKET,
  TABLE,
  type Recording,
} from './record.ts';
import type { WorldState } from './state.ts';

/** Event kinds of the world's queue. */
export const ARRIVE = 1;
export const WAKE = 2;

/** One decision of one layer, told while somebody looks (`explain` in history.ts). */
export interface Decision {
  device: number;
  port?: number;
  frame?: FrameNumber;
  reason: ReasonName;
  x: number;
  y: number;
  /** Of a socket: the row that tells the same, and of which connection. */
  row?: RowNumber;
}

/** At the least. */
export const MOST_WHOLE = 2048;

const NOTHING = new Uint8Array(0);

export class Outside implements Surroundings {
  now: Instant = 0;
  cause: RowNumber = NO_ROW;
  explaining = false;
  decisions: Decision[] = [];
  bytes: Uint8Array = NOTHING;
  start = 0;
  end = 0;
  room = 0;
  state: WorldState;
  record: Recording;
  /** False while the world is being set up: what a device says then is no news. */
  telling = true;
  /** False: rows are counted, not kept (benchmarks, long runs). Frames are always kept. */
  keepRows = true;
  /** Where the record keeps only the beginnings of frames: the longer ones whole, as long as somebody may still look at them (`inUse.ts`). */
  whole: Map<FrameNumber, Uint8Array> | undefined;
  /** With so many it is looked which of them nobody needs any more. */
  mostWhole = MOST_WHOLE;
  private scratch = NOTHING;
  private length = 0;
  private replaying = false;

  constructor(state: WorldState, record: Recording) {
    this.state = state;
    this.record = record;
    if (record.snaplen !== Infinity) this.whole = new Map();
  }

  open(frame: FrameNumber): void {
    if (this.whole && this.opensWhole(frame)) return;
    const chunk = frameChunkOf(this.record, frame);
    const i = frameIndexOf(frame);
    this.bytes = this.record.arena[chunk.arena[i]!]!;
    this.start = chunk.offset[i]!;
    this.end = this.start + chunk.length[i]!;
  }

  private opensWhole(frame: FrameNumber): boolean {
    const bytes = this.whole!.get(frame);
    if (!bytes) {
      const length = frameLength(this.record, frame);
      if (length > this.record.snaplen) throw new Error(`frame ${frame} of ${length} octets is no longer whole`);
      return false;
    }
    this.bytes = bytes;
    this.start = 0;
    this.end = bytes.length;
    return true;
  }

  /** A frame that is under way, whole: a view, look and do not write. */
  octets(frame: FrameNumber): Uint8Array {
    this.open(frame);
    return this.bytes.subarray(this.start, this.end);
  }

  badFcs(frame: FrameNumber): boolean {
    return (frameChunkOf(this.record, frame).flags[frameIndexOf(frame)]! & FRAME_BAD_FCS) !== 0;
  }

  begin(length: number): Uint8Array {
    if (length > ARENA_CHUNK) throw new Error(`a frame of ${length} octets is longer than any link carries`);
    this.length = length;
    // A replay builds the frame aside and compares: what was recorded is never written again.
    this.replaying = this.state.frameCount < this.record.frameCount;
    if (this.replaying) {
      if (this.scratch.length < length) this.scratch = new Uint8Array(Math.max(length, 2048));
      else this.scratch.fill(0, 0, length);
      this.room = 0;
      return this.scratch;
    }
    if (length > this.record.snaplen) {
      this.scratch = new Uint8Array(length);
      this.room = 0;
      return this.scratch;
    }
    const arena = arenaRoom(this.record, length);
    this.room = this.record.arenaUsed;
    return arena;
  }

  finish(flags = 0): FrameNumber {
    const number = this.state.frameCount++;
    const { record, length } = this;
    const cut = length > record.snaplen;
    if (cut) this.whole!.set(number, this.replaying ? this.scratch.slice(0, length) : this.scratch);
    if (!this.replaying) {
      if (cut) this.keepBeginning();
      return appendFrame(record, length, flags);
    }
    const recorded = frameBytes(record, number);
    let same = frameLength(record, number) === length;
    for (let i = 0; same && i < recorded.length; i++) same = recorded[i] === this.scratch[i];
    if (!same) throw new Error(`replay differs from the record at frame ${number}`);
    return number;
  }

  /** Of the frame just built: what the record keeps. */
  private keepBeginning(): void {
    const { record, scratch } = this;
    arenaRoom(record, record.snaplen).set(scratch.subarray(0, record.snaplen), record.arenaUsed);
    this.scratch = NOTHING;
  }

  transmit(device: number, port: number, frame: FrameNumber, reason: number): void {
    putOnCable(this, device, port, frame, reason);
  }

  /** Writes one row, or in a replay gives the number of the row that is there. */
  row(
    kind: number,
    reason: number,
    where: number,
    frame: FrameNumber,
    cause: RowNumber,
    x: number,
    y: number,
  ): RowNumber {
    if (!this.telling) return NO_ROW;
    const number = this.state.rowCount++;
    const record = this.record;
    if (number < record.rowCount) {
      const chunk = rowChunkOf(record, number);
      const i = rowIndexOf(number);
      if (chunk.reason[i] !== reason || chunk.at[i] !== this.now || chunk.where[i] !== where) {
        throw new Error(
          `replay differs from the record at row ${number}: ${reasonNames[reason]} instead of ${reasonNames[chunk.reason[i]!]}`,
        );
      }
      return number;
    }
    return this.keepRows ? appendRow(record, kind, reason, this.now, where, frame, cause, x, y) : number;
  }

  flight(direction: number, frame: FrameNumber, reason: number, departs: Instant, arrives: Instant): RowNumber {
    return this.row(FLIGHT, reason, direction, frame, this.cause, departs, arrives);
  }

  drop(device: number, port: number, frame: FrameNumber, reason: number, x = 0, y = 0): RowNumber {
    if (this.explaining) this.decide(device, port, frame, reason, x, y);
    return this.row(DROP, reason, (device << 8) | port, frame, this.cause, x, y);
  }

  changed(device: number, port: number, reason: number, x: number, y: number): RowNumber {
    if (this.explaining) this.decide(device, port, NO_FRAME, reason, x, y);
    return this.row(TABLE, reason, (device << 8) | port, NO_FRAME, this.cause, x, y);
  }

  socketChanged(device: number, socket: number, reason: number, x: number, y: number): RowNumber {
    const row = this.row(SOCKET, reason, (device << 8) | NO_PORT, socket, this.cause, x, y);
    if (this.explaining) this.decisions.push({ device, reason: reasonNames[reason]!, x, y, row });
    return row;
  }

  program(device: number, reason: number, text: string, pid: number): RowNumber {
    return this.called(device, reason, this.text(text), pid);
  }

  called(device: number, reason: number, text: number, pid: number): RowNumber {
    return this.row(PROGRAM, reason, (device << 8) | NO_PORT, NO_FRAME, this.cause, text, pid);
  }

  turn(device: number, pid: number, tid: number): void {
    this.state.turns.push({ device, pid, tid });
  }

  turnTaken(device: number, pid: number, tid?: number): void {
    const { turns } = this.state;
    for (let i = turns.length - 1; i >= 0; i--) {
      const one = turns[i]!;
      if (one.device === device && one.pid === pid && (tid === undefined || one.tid === tid)) turns.splice(i, 1);
    }
  }

  text(value: string): number {
    const number = this.state.textCount++;
    if (number >= this.record.texts.length) this.record.texts.push(value);
    return number;
  }

  textLater(): number {
    return this.text('');
  }

  fillText(number: number, value: string): void {
    if (this.record.texts[number] === '') this.record.texts[number] = value;
  }

  decide(device: number, port: number, frame: FrameNumber, reason: number, x = 0, y = 0): void {
    const decision: Decision = { device, reason: reasonNames[reason]!, x, y };
    if (port !== NO_PORT) decision.port = port;
    if (frame !== NO_FRAME) decision.frame = frame;
    this.decisions.push(decision);
  }

  wake(device: number, at: Instant): void {
    const wakes = this.state.wakes;
    if (at >= wakes[device]!) return;
    wakes[device] = at < this.now ? this.now : at;
    push(this.state.queue, wakes[device]!, WAKE, device, 0, 0);
  }

  /** A new frame that is a changed copy of another: corruption on the way. `octet` lies in it. `fcsFits`: the check sequence fits as well as before. */
  alteredCopy(frame: FrameNumber, octet: number, xor: number, fcsFits: boolean): FrameNumber {
    const octets = this.octets(frame);
    const room = this.begin(octets.length);
    const at = this.room;
    room.set(octets, at);
    room[at + octet]! ^= xor;
    return this.finish(fcsFits && !this.badFcs(frame) ? 0 : FRAME_BAD_FCS);
  }

  /** Tells something about a cable's direction, from the port that sends into it. */
  note(
    kind: number,
    device: number,
    port: number,
    frame: FrameNumber,
    reasonName: ReasonName,
    cause: RowNumber,
    x = 0,
    y = 0,
  ): RowNumber {
    return this.row(kind, R[reasonName], (device << 8) | port, frame, cause, x, y);
  }
}
