// The log of a run as a list to look at: each command with its instant, who asked for it, and the row that tells of it.

import type { Instant } from '../../base/time.ts';
import { commandText, type Command } from '../../sim/command.ts';
import type { History } from '../../sim/history.ts';
import { COMMAND, rowAt, rowChunkOf, rowIndexOf, rowsUntil } from '../../sim/record.ts';

export interface LogEntry {
  /** Its place in the log. */
  number: number;
  at: Instant;
  command: Command;
  /** One of the lab's own lines: nobody did it, nobody can take it back. */
  scripted: boolean;
  /** Where it is told; undefined when the lab refused it. */
  row?: number;
}

/** What the interpreter has a program do is the program's doing, and nobody's. */
const isProgramsOwn = ({ do: what }: Command): boolean => what === 'call' || what === 'crash';

/** All commands of a run, in their order, without those by which programs make their calls. */
export function entriesOf({ log, record }: History): LogEntry[] {
  let next = 0;
  return log.flatMap(({ at, command, scripted = false }, number) => {
    if (isProgramsOwn(command)) return [];
    const entry: LogEntry = { number, at, command, scripted };
    const text = commandText(command);
    for (let row = Math.max(next, at > 0 ? rowsUntil(record, at - 1) : 0); row < record.rowCount; row++) {
      const chunk = rowChunkOf(record, row);
      const i = rowIndexOf(row);
      if (chunk.at[i]! > at) break;
      if (chunk.kind[i] !== COMMAND || record.texts[rowAt(record, row).x] !== text) continue;
      entry.row = row;
      next = row + 1;
      break;
    }
    return entry;
  });
}

/** What has to go when the log is to end before this entry: all that somebody did from here on. */
export const fromHereOn = (entries: readonly LogEntry[], number: number): number[] =>
  entries.flatMap((entry) => (entry.number >= number && !entry.scripted ? [entry.number] : []));
