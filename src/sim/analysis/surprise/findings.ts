// What surprises in a run, as far as its rows have been looked at, and what the look needs to remember.

import type { RowNumber } from '../../../devices/surroundings.ts';
import type { Row } from '../../record.ts';
import { noDescriptors, type Descriptors } from './descriptors.ts';
import type { Surprise, SurpriseCode } from './surprise.ts';

/** Of one kind at one socket so many are noted; more of them would say nothing new. */
const MOST_ALIKE = 20;

/** What has been found in a record so far. */
export interface Findings {
  /** Rows looked at. */
  rows: number;
  all: Surprise[];
  byRow: Map<RowNumber, Surprise[]>;
  sockets: Descriptors;
  /** How many were noted of each group, and the last of it. */
  groups: Map<string, { count: number; last: Surprise }>;
  /** Calls of `send` that found no room, by device and connection. */
  blocked: Map<string, RowNumber>;
  /** Datagrams that were sent, by device, port and identification: the row that tells so. */
  sent: Map<string, RowNumber>;
  /** The last read of each process that gave octets. */
  lastReads: Map<string, RowNumber>;
  /** What each has written to standard error and not ended with a line. */
  errors: Map<string, string>;
}

export const nothingFound = (): Findings => ({
  ...{ rows: 0, all: [], byRow: new Map(), sockets: noDescriptors(), groups: new Map() },
  ...{ blocked: new Map(), sent: new Map(), lastReads: new Map(), errors: new Map() },
});

/** What a surprise needs besides its code, row and place. */
export type More = Partial<Pick<Surprise, 'also' | 'known' | 'variant' | 'connection'>>;

/** Notes one; `of`: whose it is, for those that are alike. Of these only the first few are kept, and the others counted. */
export function note(
  findings: Findings,
  code: SurpriseCode,
  row: Row,
  pid: number,
  of: string,
  more: More = {},
): Surprise {
  const group = `${code} ${row.device} ${of}`;
  const known = findings.groups.get(group);
  const one: Surprise = {
    ...{ code, row: row.number, also: [], known: [], device: row.device ?? 0, pid, group, times: 1 },
    ...more,
  };
  if (known && known.count >= MOST_ALIKE) {
    known.last.times++;
    return known.last;
  }
  findings.groups.set(group, { count: (known?.count ?? 0) + 1, last: one });
  findings.all.push(one);
  for (const where of [one.row, ...one.also]) {
    const there = findings.byRow.get(where);
    if (there) there.push(one);
    else findings.byRow.set(where, [one]);
  }
  return one;
}
