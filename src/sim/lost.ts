// Flights that do not arrive: the rows that tell of their loss name them as their cause.

import { NO_ROW, type RowNumber } from '../devices/surroundings.ts';
import { R } from '../stack/reason.ts';
import { DROP, rowChunkOf, rowIndexOf, type Recording } from './record.ts';

/** Why a flight ends on the cable. */
const onCable: ReadonlySet<number> = new Set([R['link-lost'], R['link-cut'], R['fault-dropped']]);

/** The flight that the drop of this row has ended on its cable; undefined where the row is no such drop. */
export function flightLostIn(record: Recording, row: RowNumber): RowNumber | undefined {
  const chunk = rowChunkOf(record, row);
  const i = rowIndexOf(row);
  if (chunk.kind[i] !== DROP || chunk.cause[i] === NO_ROW || !onCable.has(chunk.reason[i]!)) return undefined;
  return chunk.cause[i];
}

/** Rows of the flights from `since` on that were lost on their cable. */
export function lostFlights(record: Recording, since: RowNumber, until: RowNumber): Set<RowNumber> {
  const lost = new Set<RowNumber>();
  for (let row = since; row < until; row++) {
    const flight = flightLostIn(record, row);
    if (flight !== undefined) lost.add(flight);
  }
  return lost;
}
