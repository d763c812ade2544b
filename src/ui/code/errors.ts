// The errors that programs ended with, as their tracebacks on standard error tell them.

import { lastTraceback, type Traceback } from '../../player/scriptPlaces.ts';
import type { Player } from '../../player/player.svelte.ts';
import { rowAt } from '../../sim/record.ts';

/** Lines of standard error that are looked at. */
const MOST = 200;

/** The last error that a process has told of by the playhead. */
export function tracebackOf({ history, index, rowsSoFar }: Player, device: number, pid: number): Traceback | undefined {
  const { record } = history;
  const lines: { text: string; row: number }[] = [];
  const rows = index.programLinesOf(device);
  for (let i = rows.length - 1; i >= 0 && lines.length < MOST; i--) {
    if (rows[i]! >= rowsSoFar) continue;
    const { reason, x, y, number } = rowAt(record, rows[i]!);
    if (y !== pid) continue;
    if (reason === 'program-started') break;
    if (reason === 'program-error-line') lines.unshift({ text: record.texts[x] ?? '', row: number });
  }
  return lines.length ? lastTraceback(lines) : undefined;
}
