// What a record has gained since a mark, cut out as plain columns that can be handed from the worker to the page, and put on there.

import {
  appendFrame,
  arenaRoom,
  frameBytes,
  newRowChunk,
  frameChunkOf,
  frameIndexOf,
  rowChunkOf,
  rowIndexOf,
  type Recording,
  type RowChunk,
} from '../../sim/record.ts';

/** How far a record has been told. */
export interface Mark {
  rows: number;
  frames: number;
  texts: number;
}

/** Rows, frames and texts that follow a mark. `octets` are those of all its frames, one after another. */
export interface RecordSlice {
  from: Mark;
  rows: RowChunk;
  lengths: Uint32Array;
  flags: Uint8Array;
  octets: Uint8Array;
  texts: string[];
}

export const START: Mark = { rows: 0, frames: 0, texts: 0 };
export const markOf = (r: Recording): Mark => ({ rows: r.rowCount, frames: r.frameCount, texts: r.texts.length });

const columns = ['at', 'x', 'y', 'where', 'frame', 'cause', 'reason', 'kind'] as const;

/** Everything after `from`, copied: the record may go on growing. */
export function sliceSince(r: Recording, from: Mark): RecordSlice {
  return { from, rows: rowsSince(r, from.rows), ...framesSince(r, from.frames), texts: r.texts.slice(from.texts) };
}

function rowsSince(r: Recording, from: number): RowChunk {
  const count = r.rowCount - from;
  const rows: RowChunk = {
    at: new Float64Array(count),
    x: new Float64Array(count),
    y: new Float64Array(count),
    where: new Uint32Array(count),
    frame: new Uint32Array(count),
    cause: new Uint32Array(count),
    reason: new Uint16Array(count),
    kind: new Uint8Array(count),
  };
  for (let row = from; row < r.rowCount;) {
    const chunk = rowChunkOf(r, row);
    const start = rowIndexOf(row);
    const end = Math.min(chunk.at.length, start + r.rowCount - row);
    for (const column of columns) rows[column].set(chunk[column].subarray(start, end), row - from);
    row += end - start;
  }
  return rows;
}

function framesSince(r: Recording, from: number): Pick<RecordSlice, 'lengths' | 'flags' | 'octets'> {
  const count = r.frameCount - from;
  const lengths = new Uint32Array(count);
  const flags = new Uint8Array(count);
  let size = 0;
  for (let i = 0; i < count; i++) {
    const chunk = frameChunkOf(r, from + i);
    lengths[i] = chunk.length[frameIndexOf(from + i)]!;
    flags[i] = chunk.flags[frameIndexOf(from + i)]!;
    size += frameBytes(r, from + i).length;
  }
  const octets = new Uint8Array(size);
  for (let i = 0, at = 0; i < count; i++) {
    const kept = frameBytes(r, from + i);
    octets.set(kept, at);
    at += kept.length;
  }
  return { lengths, flags, octets };
}

/** The buffers of a slice, for a message that hands them over instead of copying. */
export function buffersOf(slice: RecordSlice): ArrayBuffer[] {
  const arrays = [...columns.map((column) => slice.rows[column]), slice.lengths, slice.flags, slice.octets];
  return arrays.map((array) => array.buffer as ArrayBuffer);
}

/** Puts a slice onto a record that ends where the slice begins, and keeps as much of each frame; throws when it does not (a message was lost: our mistake). */
export function appendSlice(r: Recording, slice: RecordSlice): void {
  const { from } = slice;
  if (from.rows !== r.rowCount || from.frames !== r.frameCount || from.texts !== r.texts.length) {
    throw new Error(`a slice from row ${from.rows}, frame ${from.frames} does not fit a record of ${r.rowCount} rows`);
  }
  appendRows(r, slice.rows);
  for (let i = 0, at = 0; i < slice.lengths.length; i++) {
    const length = slice.lengths[i]!;
    const kept = Math.min(length, r.snaplen);
    const arena = arenaRoom(r, kept);
    arena.set(slice.octets.subarray(at, at + kept), r.arenaUsed);
    appendFrame(r, length, slice.flags[i]!);
    at += kept;
  }
  for (const text of slice.texts) r.texts.push(text);
}

function appendRows(r: Recording, rows: RowChunk): void {
  const count = rows.at.length;
  for (let done = 0; done < count;) {
    const start = rowIndexOf(r.rowCount);
    if (start === 0) r.rows.push(newRowChunk());
    const chunk = rowChunkOf(r, r.rowCount);
    const part = Math.min(chunk.at.length - start, count - done);
    for (const column of columns) chunk[column].set(rows[column].subarray(done, done + part), start);
    r.rowCount += part;
    done += part;
  }
}
