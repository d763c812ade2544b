// What programs printed since a step began, and how they ended.

import { deviceNamed } from '../sim/place.ts';
import { rowsIn } from '../sim/flights.ts';
import type { Present } from './exercise.ts';

/** The lines on a host's terminal, standard output and error, in order. */
export function outputOf(present: Present, host: string): string[] {
  const device = deviceNamed(present.state, host);
  const lines: string[] = [];
  for (const row of rowsIn(present, 'program')) {
    const printed = row.reason === 'program-line' || row.reason === 'program-error-line';
    if (printed && row.device === device) lines.push(present.record.texts[row.x]!);
  }
  return lines;
}

/** The last program that was started on a host with a command line beginning so: its exit status once it has ended. */
export function lastRun(present: Present, host: string, line: string): { status?: number; row: number } | undefined {
  const device = deviceNamed(present.state, host);
  let found: { pid: number; row: number; status?: number } | undefined;
  for (const row of rowsIn(present, 'program')) {
    if (row.device !== device) continue;
    const text = present.record.texts[row.x]!;
    if (row.reason === 'program-started' && beginsWith(text, line)) found = { pid: row.y, row: row.number };
    if (row.reason === 'program-exited' && found?.pid === row.y)
      found = { ...found, status: Number(text), row: row.number };
  }
  return found;
}

/** By whole words: `ping` begins `ping -c 1 …`, not `pingpong`. */
function beginsWith(text: string, line: string): boolean {
  const [have, want] = [text, line].map((one) => one.trim().split(/\s+/));
  return want!.every((word, i) => have![i] === word);
}
