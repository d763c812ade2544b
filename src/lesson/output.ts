// What programs printed since a step began, and how they ended.

import { deviceNamed } from '../sim/place.ts';
import { rowsIn } from '../sim/flights.ts';
import type { Present } from './exercise.ts';

/** The lines on a host's terminal, standard output and error, in order. What a program writes goes on in the line that it has left open. */
export function outputOf(present: Present, host: string): string[] {
  const device = deviceNamed(present.state, host);
  const lines: string[] = [];
  // By process and stream.
  const open = new Map<string, number>();
  for (const row of rowsIn(present, 'program')) {
    const isError = row.reason === 'program-error-line' || row.reason === 'program-error-text';
    const isText = row.reason === 'program-text' || row.reason === 'program-error-text';
    const isLine = row.reason === 'program-line' || row.reason === 'program-error-line';
    if (row.device !== device || !(isText || isLine)) continue;
    const text = present.record.texts[row.x]!;
    const stream = `${row.y} ${isError}`;
    const begun = open.get(stream);
    if (begun === undefined) lines.push(text);
    else lines[begun] += text;
    if (isText) open.set(stream, begun ?? lines.length - 1);
    else open.delete(stream);
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
export function beginsWith(text: string, line: string): boolean {
  const [have, want] = [text, line].map((one) => one.trim().split(/\s+/));
  return want!.every((word, i) => have![i] === word);
}
