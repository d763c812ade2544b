// What programs printed since a step began, and how they ended.

import { deviceNamed } from '../sim/place.ts';
import { rowsIn } from '../sim/flights.ts';
import type { Present } from './exercise.ts';

/** The lines on a host's terminal, standard output and error, in order. What a program writes goes on in the line that it has left open. */
export const outputOf = (present: Present, host: string): string[] => linesOf(present, host, () => true);

/** What went to standard error. */
export const errorsOf = (present: Present, host: string): string[] => linesOf(present, host, (_, isError) => isError);

/** What the last program has written whose command line begins with `line`, on standard output or error; undefined where there was none. */
export function writtenBy(present: Present, host: string, line: string, error: boolean): string[] | undefined {
  const run = lastRun(present, host, line);
  return run && linesOf(present, host, (pid, isError) => pid === run.pid && isError === error);
}

function linesOf(present: Present, host: string, wanted: (pid: number, isError: boolean) => boolean): string[] {
  const device = deviceNamed(present.state, host);
  const lines: string[] = [];
  // By process and stream.
  const open = new Map<string, number>();
  for (const row of rowsIn(present, 'program')) {
    const isError = row.reason === 'program-error-line' || row.reason === 'program-error-text';
    const isText = row.reason === 'program-text' || row.reason === 'program-error-text';
    const isLine = row.reason === 'program-line' || row.reason === 'program-error-line';
    if (row.device !== device || !(isText || isLine) || !wanted(row.y, isError)) continue;
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

/** A program that was started: its process, the rows of its start and of the last that is known of it, and its exit status once it has ended. */
export interface LastRun {
  pid: number;
  started: number;
  row: number;
  status?: number;
}

/** The last program that was started on a host with a command line beginning so. */
export function lastRun(present: Present, host: string, line: string): LastRun | undefined {
  const device = deviceNamed(present.state, host);
  let found: LastRun | undefined;
  for (const row of rowsIn(present, 'program')) {
    if (row.device !== device) continue;
    const text = present.record.texts[row.x]!;
    if (row.reason === 'program-started' && beginsWith(text, line))
      found = { pid: row.y, started: row.number, row: row.number };
    if (row.reason === 'program-exited' && found?.pid === row.y)
      found = { ...found, status: Number(text), row: row.number };
  }
  return found;
}

/** By whole words: `ping` begins `ping -c 1 …`, not `pingpong`; nothing begins every line. */
export function beginsWith(text: string, line: string): boolean {
  if (line.trim() === '') return true;
  const [have, want] = [text, line].map((one) => one.trim().split(/\s+/));
  return want!.every((word, i) => have![i] === word);
}
