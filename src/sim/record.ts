// The record of a run: frames and trace rows in append-only chunks. Shared by every checkpoint of the run; a checkpoint notes only how far it is.
// A world that replays writes nothing: it gets the numbers that exist. A branch shares full chunks and copies the last one.
// Long runs may keep less: of each frame only its first `snaplen` octets (as tcpdump's -s), or only what came last (a ring, see ring.ts). Both trim what is
// remembered, never what is under way: frames that somebody can still receive are whole in `Outside`.

import { R, reasonNames, type ReasonName } from '../stack/reason.ts';
import { NO_FRAME, NO_PORT, NO_ROW, type FrameNumber, type RowNumber } from '../devices/surroundings.ts';
import type { Instant } from '../base/time.ts';

/** Kinds of rows. */
export const FLIGHT = 0;
export const DROP = 1;
export const TABLE = 2;
export const PROGRAM = 3;
export const COMMAND = 4;
export const NOTE = 5;
export const SOCKET = 6;
export const rowKindNames = ['flight', 'drop', 'table', 'program', 'command', 'note', 'socket'] as const;

const ROW_BITS = 14;
const ROWS = 1 << ROW_BITS;
const ROW_MASK = ROWS - 1;
const FRAME_BITS = 14;
const FRAMES = 1 << FRAME_BITS;
const FRAME_MASK = FRAMES - 1;
/** Octets in one arena chunk. A frame lies in one chunk, whole. */
export const ARENA_CHUNK = 1 << 18;

export const FRAME_BAD_FCS = 1;

/** 16,384 rows, column by column. For a flight: `x` when its first bit leaves, `y` when its last bit arrives, `where` the direction (2 × link + end it leaves from). For all others `where` is device × 256 + port. Of a socket's row `frame` is no frame but the number of the connection or listener on its machine. */
export interface RowChunk {
  at: Float64Array;
  x: Float64Array;
  y: Float64Array;
  where: Uint32Array;
  frame: Uint32Array;
  cause: Uint32Array;
  reason: Uint16Array;
  kind: Uint8Array;
}

export interface FrameChunk {
  arena: Uint16Array;
  offset: Uint32Array;
  length: Uint32Array;
  flags: Uint8Array;
}

export interface Recording {
  rows: RowChunk[];
  rowCount: number;
  frames: FrameChunk[];
  frameCount: number;
  arena: Uint8Array[];
  /** Octets used in the last arena chunk. */
  arenaUsed: number;
  texts: string[];
  /** Octets of each frame that are kept; Infinity: all. */
  snaplen: number;
  /** What comes before these is no longer kept; 0: all is. */
  firstRow: RowNumber;
  firstFrame: FrameNumber;
}

export function createRecording(snaplen = Infinity): Recording {
  return {
    ...{ rows: [], rowCount: 0, frames: [], frameCount: 0, arena: [], arenaUsed: ARENA_CHUNK, texts: [] },
    ...{ snaplen, firstRow: 0, firstFrame: 0 },
  };
}

export function newRowChunk(): RowChunk {
  return {
    at: new Float64Array(ROWS),
    x: new Float64Array(ROWS),
    y: new Float64Array(ROWS),
    where: new Uint32Array(ROWS),
    frame: new Uint32Array(ROWS),
    cause: new Uint32Array(ROWS),
    reason: new Uint16Array(ROWS),
    kind: new Uint8Array(ROWS),
  };
}

export function appendRow(
  r: Recording,
  kind: number,
  reason: number,
  at: Instant,
  where: number,
  frame: FrameNumber,
  cause: RowNumber,
  x: number,
  y: number,
): RowNumber {
  const number = r.rowCount++;
  const i = number & ROW_MASK;
  if (i === 0) r.rows.push(newRowChunk());
  const chunk = r.rows[number >>> ROW_BITS]!;
  chunk.at[i] = at;
  chunk.x[i] = x;
  chunk.y[i] = y;
  chunk.where[i] = where;
  chunk.frame[i] = frame;
  chunk.cause[i] = cause;
  chunk.reason[i] = reason;
  chunk.kind[i] = kind;
  return number;
}

/** Makes sure that `length` octets fit into the last arena chunk, and returns it. */
export function arenaRoom(r: Recording, length: number): Uint8Array {
  if (r.arenaUsed + length > ARENA_CHUNK) {
    r.arena.push(new Uint8Array(ARENA_CHUNK));
    r.arenaUsed = 0;
  }
  return r.arena[r.arena.length - 1]!;
}

/** Gives a frame of `length` octets, which stand at the end of the used part of the last arena chunk (as far as they are kept), a number. */
export function appendFrame(r: Recording, length: number, flags: number): FrameNumber {
  const number = r.frameCount++;
  const i = number & FRAME_MASK;
  if (i === 0) {
    r.frames.push(newFrameChunk());
  }
  const chunk = r.frames[number >>> FRAME_BITS]!;
  chunk.arena[i] = r.arena.length - 1;
  chunk.offset[i] = r.arenaUsed;
  chunk.length[i] = length;
  chunk.flags[i] = flags;
  r.arenaUsed += length < r.snaplen ? length : r.snaplen;
  return number;
}

function newFrameChunk(): FrameChunk {
  return {
    arena: new Uint16Array(FRAMES),
    offset: new Uint32Array(FRAMES),
    length: new Uint32Array(FRAMES),
    flags: new Uint8Array(FRAMES),
  };
}

export const frameChunkOf = (r: Recording, frame: FrameNumber): FrameChunk => r.frames[frame >>> FRAME_BITS]!;
export const frameIndexOf = (frame: FrameNumber): number => frame & FRAME_MASK;
export const rowChunkOf = (r: Recording, row: RowNumber): RowChunk => r.rows[row >>> ROW_BITS]!;
export const rowIndexOf = (row: RowNumber): number => row & ROW_MASK;

/** The octets of a frame (without FCS) that are kept, as a view into the arena: look, do not write. */
export function frameBytes(r: Recording, frame: FrameNumber): Uint8Array {
  const chunk = frameChunkOf(r, frame);
  const i = frameIndexOf(frame);
  const start = chunk.offset[i]!;
  return r.arena[chunk.arena[i]!]!.subarray(start, start + Math.min(chunk.length[i]!, r.snaplen));
}

/** How many octets (without FCS) the frame had on the wire, of which perhaps fewer are kept. */
export const frameLength = (r: Recording, frame: FrameNumber): number =>
  frameChunkOf(r, frame).length[frameIndexOf(frame)]!;

/** True when the frame's check sequence would not fit its octets. */
export function frameIsBad(r: Recording, frame: FrameNumber): boolean {
  return (frameChunkOf(r, frame).flags[frameIndexOf(frame)]! & FRAME_BAD_FCS) !== 0;
}

/** One row as an object, for whoever looks at single rows. Absent: not applicable. */
export interface Row {
  number: RowNumber;
  kind: (typeof rowKindNames)[number];
  reason: ReasonName;
  at: Instant;
  cause?: RowNumber;
  frame?: FrameNumber;
  /** Of a socket's row: the number of its connection or listener on its machine. */
  socket?: number;
  /** Flights: 2 × link + end that sends; when the first bit left, when the last one arrives. */
  direction?: number;
  departs?: Instant;
  arrives?: Instant;
  /** All but flights. */
  device?: number;
  port?: number;
  x: number;
  y: number;
}

export function rowAt(r: Recording, number: RowNumber): Row {
  const chunk = rowChunkOf(r, number);
  const i = rowIndexOf(number);
  const kind = chunk.kind[i]!;
  const where = chunk.where[i]!;
  const row: Row = {
    number,
    kind: rowKindNames[kind]!,
    reason: reasonNames[chunk.reason[i]!]!,
    at: chunk.at[i]!,
    x: chunk.x[i]!,
    y: chunk.y[i]!,
  };
  if (chunk.cause[i] !== NO_ROW) row.cause = chunk.cause[i]!;
  if (kind === SOCKET) row.socket = chunk.frame[i]!;
  else if (chunk.frame[i] !== NO_FRAME) row.frame = chunk.frame[i]!;
  if (kind === FLIGHT) {
    row.direction = where;
    row.departs = row.x;
    row.arrives = row.y;
  } else {
    row.device = where >>> 8;
    if ((where & 0xff) !== NO_PORT) row.port = where & 0xff;
  }
  return row;
}

/** The first row whose `at` is later than `t`: rows before it have happened by `t`. */
export function rowsUntil(r: Recording, t: Instant): RowNumber {
  let low = 0;
  let high = r.rowCount;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rowChunkOf(r, middle).at[rowIndexOf(middle)]! <= t) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Forgets what comes before a row and a text. Numbers stay as they were: in place of what is gone stand notes that say so. */
export function dropRows(r: Recording, row: RowNumber, text: number): void {
  r.firstRow = Math.max(r.firstRow, row);
  for (let i = (row >>> ROW_BITS) - 1; i >= 0 && r.rows[i] !== gone.rows; i--) r.rows[i] = gone.rows;
  for (let i = text - 1; i >= 0 && r.texts[i] !== GONE; i--) r.texts[i] = GONE;
}

/** Forgets the frames before one. Those that are gone have no octets. */
export function dropFrames(r: Recording, frame: FrameNumber): void {
  r.firstFrame = Math.max(r.firstFrame, frame);
  for (let i = (frame >>> FRAME_BITS) - 1; i >= 0 && r.frames[i] !== gone.frames; i--) r.frames[i] = gone.frames;
  if (frame >= r.frameCount) return;
  const oldest = r.frames[frame >>> FRAME_BITS]!.arena[frame & FRAME_MASK]!;
  for (let i = oldest - 1; i >= 0 && r.arena[i] !== gone.arena; i--) r.arena[i] = gone.arena;
}

/** What stands in place of a text that is no longer kept. No text of a run is the same: none begins so. */
const GONE = '\0';

/** One for all: nobody writes into them. */
const gone = {
  rows: notKept(),
  frames: newFrameChunk(),
  arena: new Uint8Array(0),
};

/** Rows that are no longer kept: notes of no device at instant 0, without cause. */
function notKept(): RowChunk {
  const chunk = newRowChunk();
  chunk.kind.fill(NOTE);
  chunk.reason.fill(R['not-kept']);
  chunk.where.fill(NO_PORT);
  chunk.frame.fill(NO_FRAME);
  chunk.cause.fill(NO_ROW);
  return chunk;
}

/** A recording that begins with the first rows, frames and texts of another: full chunks shared, the last of each kind copied. */
export function branchRecording(r: Recording, rowCount: number, frameCount: number, textCount: number): Recording {
  const rows = r.rows.slice(0, Math.ceil(rowCount / ROWS));
  if (rowCount & ROW_MASK) rows[rows.length - 1] = copyChunk(rows[rows.length - 1]!);
  const frames = r.frames.slice(0, Math.ceil(frameCount / FRAMES));
  if (frameCount & FRAME_MASK) frames[frames.length - 1] = copyChunk(frames[frames.length - 1]!);
  let arena: Uint8Array[] = [];
  let arenaUsed = ARENA_CHUNK;
  if (frameCount) {
    const last = frames[frames.length - 1]!;
    const i = (frameCount - 1) & FRAME_MASK;
    arena = r.arena.slice(0, last.arena[i]! + 1);
    arena[arena.length - 1] = arena[arena.length - 1]!.slice();
    arenaUsed = last.offset[i]! + Math.min(last.length[i]!, r.snaplen);
    arena[arena.length - 1]!.fill(0, arenaUsed);
  }
  const { snaplen, firstRow, firstFrame } = r;
  const texts = r.texts.slice(0, textCount);
  return { rows, rowCount, frames, frameCount, arena, arenaUsed, texts, snaplen, firstRow, firstFrame };
}

function copyChunk<T extends object>(chunk: T): T {
  const out: Record<string, unknown> = {};
  for (const [key, column] of Object.entries(chunk)) out[key] = (column as Uint8Array).slice();
  return out as T;
}
