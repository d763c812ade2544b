// Which row of the record last changed what: for each line of a device's tables the event behind it, so that it can glow and be gone to.

import type { RowIndex } from '../../player/rowIndex.ts';
import { rowAt, type Recording, type Row } from '../../sim/record.ts';

/** Table rows that are looked back at, at most: a table's lines are younger than that, or their event is not worth the search. */
const BACK = 5_000;

/** The key of the line that a row is about: `arp 3232238594`, `mac 2199023255563`, `route default via …`, `port 0`. */
export function keyOf(record: Recording, row: Row): string {
  if (row.reason.startsWith('arp-')) return `arp ${row.x}`;
  if (row.reason === 'mac-set') return `port ${row.port ?? ''}`;
  if (row.reason.startsWith('mac-')) return `mac ${row.x}`;
  if (row.reason.startsWith('route-')) return `route ${record.texts[row.x] ?? ''}`;
  return `port ${row.port ?? ''}`;
}

/** What is there no more after such a row. */
export const takesAway = (reason: string): boolean =>
  /-(expired|removed|failed)$/.test(reason) && reason !== 'fault-removed';

/** The last change of each line of a device's tables among the first `upTo` rows, by key. */
export function lastChanges(record: Recording, index: RowIndex, device: number, upTo: number): Map<string, Row> {
  const { tables } = index;
  const changes = new Map<string, Row>();
  let place = tables.length - 1;
  while (place >= 0 && tables[place]! >= upTo) place--;
  for (let left = BACK; place >= 0 && left > 0; place--, left--) {
    const row = rowAt(record, tables[place]!);
    if (row.device !== device) continue;
    const key = keyOf(record, row);
    if (!changes.has(key)) changes.set(key, row);
  }
  return changes;
}

/** Of the changes with keys that begin with `kind`, those that took a line away at the instant `at`; `there`: keys of lines that are back. */
export function goneAt(
  changes: ReadonlyMap<string, Row>,
  kind: 'arp' | 'mac' | 'route',
  at: number | undefined,
  there: readonly string[],
): Row[] {
  return [...changes].flatMap(([key, row]) =>
    key.startsWith(`${kind} `) && row.at === at && takesAway(row.reason) && !there.includes(key) ? [row] : [],
  );
}
