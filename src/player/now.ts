// What somebody looks at who has selected nothing: the frame that is on its way now, and the device at which something happened last.

import type { Instant } from '../base/time.ts';
import { DROP, FLIGHT, rowAt, rowChunkOf, rowIndexOf, type Recording, type Row } from '../sim/record.ts';
import type { WorldState } from '../sim/state.ts';
import { endsOf } from '../sim/world.ts';
import type { RowNumber } from './rowIndex.ts';

/** Endings that belong to a network that is well: a frame for somebody else that a switch could not help sending. */
export const MILD_ENDINGS: ReadonlySet<string> = new Set([
  'nic-not-mine',
  'eth-not-for-me',
  'switch-reserved',
  'switch-mirror-port',
  'own-port',
  'no-other-port',
]);

/** Did something get lost, as opposed to a card that leaves alone what is not its own? */
export const isLoss = (row: Row): boolean => row.kind === 'drop' && !MILD_ENDINGS.has(row.reason);

/** So many rows are looked through before one gives up: a queue that holds thousands of frames hides what is before it. */
const FAR = 5000;

/**
 * The flight that has departed last by `t`, or the loss of a frame if that came later; `until`: rows written by then. Of copies of one frame that left
 * together it is the first. Undefined before the first frame.
 */
export function frameRowNow(record: Recording, until: number, t: Instant): RowNumber | undefined {
  for (let row = until - 1; row >= 0 && until - row <= FAR; row--) {
    const chunk = rowChunkOf(record, row);
    const i = rowIndexOf(row);
    if (chunk.kind[i] === FLIGHT && chunk.x[i]! <= t) return copiesOf(record, row)[0];
    if (chunk.kind[i] !== DROP) continue;
    const drop = rowAt(record, row);
    if (drop.frame !== undefined && isLoss(drop)) return row;
  }
  return undefined;
}

/** The flights by which a device sent one frame out of several ports at once, in order: at least the row itself. */
export function copiesOf(record: Recording, row: RowNumber): RowNumber[] {
  const { at, frame, kind } = rowAt(record, row);
  const isCopy = (number: number): boolean => {
    if (number < 0 || number >= record.rowCount) return false;
    const other = rowAt(record, number);
    return other.kind === 'flight' && other.at === at && other.frame === frame;
  };
  const copies = [row];
  if (kind !== 'flight') return copies;
  while (isCopy(copies[0]! - 1)) copies.unshift(copies[0]! - 1);
  while (isCopy(copies[copies.length - 1]! + 1)) copies.push(copies[copies.length - 1]! + 1);
  return copies;
}

/** The device at which something happened last, where nothing but leaving a frame alone does not count; a flight happens where it departs. */
export function deviceNow(record: Recording, state: WorldState, until: number): number | undefined {
  for (let number = until - 1; number >= 0 && until - number <= FAR; number--) {
    const row = rowAt(record, number);
    if (row.direction !== undefined) {
      if (state.links[row.direction >> 1]) return endsOf(state, row.direction).from[0];
    } else if (row.device !== undefined && state.devices[row.device] && !MILD_ENDINGS.has(row.reason))
      return row.device;
  }
  return undefined;
}
