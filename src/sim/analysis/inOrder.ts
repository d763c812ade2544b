// Things of a run that stand in the order of their rows: how many there are before a row, found by halving.

import type { RowNumber } from '../../devices/surroundings.ts';

/** How many of them have a row before `row`. */
export function countBefore<T>(all: readonly T[], row: RowNumber, rowOf: (one: T) => RowNumber): number {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rowOf(all[middle]!) < row) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Of what is no more than its row. */
export const itself = (row: RowNumber): RowNumber => row;
/** Of what has a row. */
export const itsRow = ({ row }: { row: RowNumber }): RowNumber => row;
