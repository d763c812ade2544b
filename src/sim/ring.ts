// A ring: of a long run only what came last is kept. It begins at a checkpoint, so that every view of what is left can be had; numbers of rows and frames stay as they were.

import type { Checkpoint, History } from './history.ts';
import { framesInUse } from './inUse.ts';
import { ARENA_CHUNK, dropFrames, dropRows, frameChunkOf, frameIndexOf, type Recording } from './record.ts';

/** At least so much is kept: the last so many rows, or rows and frames of so many octets. What is more goes with the checkpoint before it. */
export interface Ring {
  rows?: number;
  octets?: number;
}

/** Octets of one row in its columns. */
const ROW_OCTETS = 43;

/** A small ring has its checkpoints closer together, so that it is not much longer than it should be. A row is about an event; rows and frame are some 500 octets. */
export function eventsBetweenCheckpoints({ rows = Infinity, octets = Infinity }: Ring, usually: number): number {
  return Math.max(1000, Math.min(usually, Math.floor(rows / 4), Math.floor(octets / 2000)));
}

/** Lets go of everything before the newest checkpoint that leaves the ring full. */
export function trimRing(history: History): void {
  const { checkpoints, record, ring } = history;
  let first = checkpoints.length - 1;
  while (first > 0 && !isFull(record, checkpoints[first]!, ring!)) first--;
  if (first <= 0) return;
  checkpoints.splice(0, first);
  const { state } = checkpoints[0]!;
  dropRows(record, state.rowCount, state.textCount);
  // Frames that were under way when the ring begins are older than it, and are still there.
  let frame = state.frameCount;
  for (const one of framesInUse(state)) if (one < frame) frame = one;
  dropFrames(record, frame);
}

/** Is what follows this checkpoint as much as the ring is to hold? */
function isFull(record: Recording, { state }: Checkpoint, { rows = Infinity, octets = Infinity }: Ring): boolean {
  const since = record.rowCount - state.rowCount;
  return since >= rows || ROW_OCTETS * since + frameOctetsSince(record, state.frameCount) >= octets;
}

function frameOctetsSince(record: Recording, frame: number): number {
  if (frame >= record.frameCount) return 0;
  const chunk = frameChunkOf(record, frame);
  const i = frameIndexOf(frame);
  return (record.arena.length - 1 - chunk.arena[i]!) * ARENA_CHUNK + record.arenaUsed - chunk.offset[i]!;
}
