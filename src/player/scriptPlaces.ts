// Where programs were, line by line, as the record has it: the lines that were executed, what each led to, and which line something came from.

import type { Instant } from '../base/time.ts';
import { FLIGHT, rowAt, rowChunkOf, rowIndexOf, rowsUntil, type Recording } from '../sim/record.ts';
import type { RowIndex, RowNumber } from './rowIndex.ts';

/** A line of a program's file. */
export interface LinePlace {
  file: string;
  line: number;
}

/** A line that a program has executed. */
export interface LineRow extends LinePlace {
  row: RowNumber;
  at: Instant;
  device: number;
  pid: number;
}

/** Causes that are followed back at the most: a long connection is one chain from its first line on. */
const FAR_BACK = 2000;

/** `server.py:6`; undefined for what names no line. */
export function linePlaceOf(text: string): LinePlace | undefined {
  const parts = /^(.+):(\d+)$/s.exec(text);
  return parts ? { file: parts[1]!, line: Number(parts[2]) } : undefined;
}

/** Are both the same file? A program may call by its name alone what lies in its working directory. */
export function sameFile(one: string, other: string): boolean {
  if (one === other) return true;
  const [longer, shorter] = one.length > other.length ? [one, other] : [other, one];
  return shorter !== '' && !shorter.startsWith('/') && longer.endsWith(`/${shorter.replace(/^\.\//, '')}`);
}

/** The line of a row of reason `script-line`; undefined for other rows. */
function lineRowAt(record: Recording, number: RowNumber): LineRow | undefined {
  if (number >= record.rowCount || number < record.firstRow) return undefined;
  const { reason, x, y, at, device } = rowAt(record, number);
  if (reason !== 'script-line' || device === undefined) return undefined;
  const place = linePlaceOf(record.texts[x] ?? '');
  return place && { ...place, row: number, at, device, pid: y };
}

/** The line of a program that a row comes from, however far: its call, its segment, and what that one brought about elsewhere. The row itself counts. */
export function lineBehind(record: Recording, number: RowNumber): LineRow | undefined {
  let row = number;
  for (let steps = 0; steps < FAR_BACK && row >= record.firstRow && row < record.rowCount; steps++) {
    const line = lineRowAt(record, row);
    if (line) return line;
    // A call that has waited names what ended its wait; the line that made it stands before that.
    const cause = waitBefore(record, row) ?? rowChunkOf(record, row).cause[rowIndexOf(row)]!;
    if (cause >= row) return undefined; // there is none
    row = cause;
  }
  return undefined;
}

/** How the socket interface calls what a program calls otherwise. */
const CALLED: Readonly<Record<string, string>> = { sendall: 'send', recv_into: 'recv', recvfrom_into: 'recvfrom' };

/** Is this row the call in which a program waited, as it says (`recv`)? */
function endsWait(record: Recording, number: RowNumber, device: number, pid: number, as: string): boolean {
  const row = rowAt(record, number);
  if (row.reason !== 'socket-call' || row.device !== device || row.y !== pid) return false;
  return (record.texts[row.x] ?? '').startsWith(`${CALLED[as] ?? as}(`);
}

/** Rows between a wait and its end that are looked at. */
const LONG_WAIT = 50_000;

/** Of a call that has waited: the row that told so. */
function waitBefore(record: Recording, number: RowNumber): RowNumber | undefined {
  const call = rowAt(record, number);
  if (call.reason !== 'socket-call' || call.device === undefined) return undefined;
  if (call.cause !== undefined && rowAt(record, call.cause).reason === 'script-line') return undefined;
  for (let row = number - 1; row >= Math.max(record.firstRow, number - LONG_WAIT); row--) {
    const one = rowAt(record, row);
    if (one.device !== call.device || one.y !== call.y) continue;
    if (one.reason === 'script-waits' && endsWait(record, number, call.device, call.y, record.texts[one.x] ?? ''))
      return row;
  }
  return undefined;
}

/** Which lines are meant: of a process, of all on a device, or of any. */
export interface Whose {
  device?: number;
  pid?: number;
}

type Fits = (line: LineRow) => boolean;

/** The first line that is executed after an instant, and fits. */
export function nextLine(index: RowIndex, whose: Whose, after: Instant, fits: Fits = () => true): LineRow | undefined {
  const rows = rowsOf(index, whose);
  for (let i = behind(rows, rowsUntil(index.record, after)); i < rows.length; i++) {
    const line = lineRowAt(index.record, rows[i]!);
    if (line && isOf(line, whose) && fits(line)) return line;
  }
  return undefined;
}

/** The last line that was executed before an instant, and fits. */
export function lineBefore(
  index: RowIndex,
  whose: Whose,
  before: Instant,
  fits: Fits = () => true,
): LineRow | undefined {
  const rows = rowsOf(index, whose);
  for (let i = behind(rows, rowsUntil(index.record, before)) - 1; i >= 0; i--) {
    const line = lineRowAt(index.record, rows[i]!);
    if (line && line.at < before && isOf(line, whose) && fits(line)) return line;
  }
  return undefined;
}

const rowsOf = (index: RowIndex, { device }: Whose): readonly RowNumber[] =>
  device === undefined ? index.programs : index.programLinesOf(device);

const isOf = (line: LineRow, { pid }: Whose): boolean => pid === undefined || line.pid === pid;

/** The place of the first of some rising numbers that is `limit` or more. */
function behind(rows: readonly RowNumber[], limit: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rows[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** When the first frame after an instant leaves one of these devices; `leaves` says whose port a direction begins at. */
export function nextOnWire(
  record: Recording,
  after: Instant,
  leaves: (direction: number) => boolean,
): { row: RowNumber; at: Instant } | undefined {
  let found: { row: RowNumber; at: Instant } | undefined;
  // A frame that waits in a queue was handed over before, and leaves later.
  for (let row = firstWaiting(record, after); row < record.rowCount; row++) {
    const chunk = rowChunkOf(record, row);
    const i = rowIndexOf(row);
    if (found && chunk.at[i]! > found.at) break;
    if (chunk.kind[i] !== FLIGHT || chunk.x[i]! <= after || !leaves(chunk.where[i]!)) continue;
    if (!found || chunk.x[i]! < found.at) found = { row, at: chunk.x[i]! };
  }
  return found;
}

/** Rows before this one are not looked at: their frames have left long ago. */
const QUEUED_ROWS = 5000;
const firstWaiting = (record: Recording, after: Instant): RowNumber =>
  Math.max(record.firstRow, rowsUntil(record, after) - QUEUED_ROWS);

/** The calls of the socket interface that a line has made by then, the latest first; at most so many. */
export function callsOfLine(
  index: RowIndex,
  { device, pid }: Whose,
  place: LinePlace,
  until: number,
  most = 20,
): RowNumber[] {
  const { record } = index;
  const rows = rowsOf(index, device === undefined ? {} : { device });
  const calls: RowNumber[] = [];
  for (let i = behind(rows, until) - 1; i >= 0 && calls.length < most; i--) {
    const line = lineRowAt(record, rows[i]!);
    if (!line || line.line !== place.line || (pid !== undefined && line.pid !== pid)) continue;
    if (!sameFile(line.file, place.file)) continue;
    for (const row of index.consequencesOf(line.row).reverse()) {
      const call = rowAt(record, row).reason === 'script-waits' ? endOfWait(record, rows, row) : row;
      if (call === undefined || call >= until || rowAt(record, call).reason !== 'socket-call') continue;
      if (calls.length < most) calls.push(call);
    }
  }
  return calls;
}

/** The call that ended a wait; undefined while it has not. `rows`: those of programs on that device. */
function endOfWait(record: Recording, rows: readonly RowNumber[], wait: RowNumber): RowNumber | undefined {
  const { device, y: pid, x } = rowAt(record, wait);
  if (device === undefined) return undefined;
  const from = behind(rows, wait + 1);
  return rows.slice(from, from + LONG_WAIT).find((row) => endsWait(record, row, device, pid, record.texts[x] ?? ''));
}

/** The frames that left because of a row, directly or by what it changed, in order; at most so many. */
export function flightsFrom(index: RowIndex, row: RowNumber, until: number, most = 6): RowNumber[] {
  const flights: RowNumber[] = [];
  const open = [row];
  for (let looked = 0; open.length && looked < 200 && flights.length < most; looked++) {
    const one = open.shift()!;
    for (const next of index.consequencesOf(one)) {
      if (next >= until) continue;
      const { kind, reason } = rowAt(index.record, next);
      if (kind === 'flight') flights.push(next);
      // Another line has consequences of its own.
      else if (reason !== 'script-line') open.push(next);
    }
  }
  return flights.sort((a, b) => a - b).slice(0, most);
}

/** A program's error as it stands in a traceback. */
export interface Traceback {
  frames: { file: string; line: number; function: string }[];
  /** `ConnectionRefusedError: [Errno 111] Connection refused`. */
  says: string;
  /** The row of its last line. */
  row: RowNumber;
}

const FRAME = /^ {2}File "(.+)", line (\d+)(?:, in (.+))?$/;

/**
 * The error that a process ended with, or a thread of it: the last traceback among its lines on standard error. Undefined where there is none. `lines`: in
 * order, each with its row. A syntax error names its line in the same way, without the first line.
 */
export function lastTraceback(lines: readonly { text: string; row: RowNumber }[]): Traceback | undefined {
  let end = lines.length - 1;
  while (end >= 0 && !isLastLine(lines, end)) end--;
  if (end < 0) return undefined;
  const frames: Traceback['frames'] = [];
  let start = end - 1;
  for (; start >= 0 && /^( {2}|\t)/.test(lines[start]!.text); start--) {
    const found = FRAME.exec(lines[start]!.text);
    if (found) frames.unshift({ file: found[1]!, line: Number(found[2]), function: found[3] ?? '' });
  }
  return frames.length ? { frames, says: lines[end]!.text, row: lines[end]!.row } : undefined;
}

/** `ValueError: …`, with an indented line before it. */
const isLastLine = (lines: readonly { text: string }[], i: number): boolean =>
  i > 0 && /^[A-Za-z_][\w.]*(:|$)/.test(lines[i]!.text) && /^ {2}/.test(lines[i - 1]!.text);
