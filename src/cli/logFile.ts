// The log of a run in a file: one line of JSON for what the run began with, one for each command, and one for where it ended. With the lab it gives
// the run again, byte for byte.
import { closeSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import type { FileError, Result } from '../base/result.ts';
import type { Instant } from '../base/time.ts';
import { digestOf } from '../sim/digest.ts';
import { endOf, type History, type LoggedCommand } from '../sim/history.ts';

/** What a log says. */
export interface RunLog {
  lab: string;
  seed: number;
  /** The port that was live, if one was. */
  at?: string;
  log: LoggedCommand[];
  end: { at: Instant; events: number; digest: string };
}

/** Lines that are written at once. */
const BATCH = 1000;
const MAX_SIZE = 0x7fff_ffff;

/** Writes the log of a history into an open file, and closes it. */
export function writeLog(file: number, history: History, at?: string): void {
  const { lab, seed, log, live, record } = history;
  writeSync(file, `${JSON.stringify({ lab: lab.name, seed, ...(at === undefined ? {} : { at }) })}\n`);
  for (let first = 0; first < log.length; first += BATCH) {
    writeSync(
      file,
      log
        .slice(first, first + BATCH)
        .map((entry) => `${JSON.stringify(entry)}\n`)
        .join(''),
    );
  }
  const end = { at: endOf(history), events: live.state.events, digest: digestOf(record) };
  writeSync(file, `${JSON.stringify({ end })}\n`);
  closeSync(file);
}

/** Opens a file for writing, or says why that cannot be. */
export function openForWriting(path: string, cwd: string): { ok: true; file: number } | { ok: false; why: string } {
  try {
    return { ok: true, file: openSync(resolve(cwd, path), 'w') };
  } catch (error) {
    return { ok: false, why: (error as NodeJS.ErrnoException).code ?? String(error) };
  }
}

/** Reads a log; its commands are looked at only as far as their places go, the rest is done where they are done. */
export function readLog(path: string, cwd: string): Result<RunLog> {
  const full = resolve(cwd, path);
  const wrong = (line: number, message: string, hint?: string): Result<RunLog> => {
    const error: FileError = { file: path, line, column: 1, message, ...(hint === undefined ? {} : { hint }) };
    return { ok: false, errors: [error] };
  };
  const about = statSync(full, { throwIfNoEntry: false });
  if (!about) return wrong(1, 'there is no such file');
  if (!about.isFile() || about.size > MAX_SIZE) return wrong(1, 'this is no log');
  const log: LoggedCommand[] = [];
  let head: Pick<RunLog, 'lab' | 'seed' | 'at'> | undefined;
  let end: RunLog['end'] | undefined;
  let number = 0;
  for (const line of linesOf(readFileSync(full))) {
    number++;
    const value = jsonOf(line);
    if (!head) {
      if (!isHead(value))
        return wrong(number, 'this does not begin as a log does', 'what `classroom port --log` wrote');
      head = value;
    } else if (end) return wrong(number, 'something comes after the end of the log');
    else if (isEnd(value)) end = value.end;
    else if (isEntry(value)) log.push(value);
    else
      return wrong(
        number,
        'this is no logged command',
        '{"at":0,"after":0,"command":{"do":"run","on":"A","line":"ls"}}',
      );
  }
  if (!head || !end) return wrong(Math.max(1, number), 'the log has no end: it was cut');
  return { ok: true, value: { ...head, log, end } };
}

/** The lines of a file, one after the other: as one text it may be longer than a text can be. */
function* linesOf(octets: Buffer): Generator<string> {
  for (let from = 0; from < octets.length;) {
    const at = octets.indexOf(0x0a, from);
    const to = at < 0 ? octets.length : at;
    yield octets.toString('utf8', from, to);
    from = to + 1;
  }
}

function jsonOf(line: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

const isHead = (value: Record<string, unknown>): value is { lab: string; seed: number; at?: string } =>
  typeof value['lab'] === 'string' && isCount(value['seed']) && ['string', 'undefined'].includes(typeof value['at']);

function isEnd(value: Record<string, unknown>): value is { end: RunLog['end'] } {
  const { end } = value;
  return isObject(end) && isCount(end['at']) && isCount(end['events']) && typeof end['digest'] === 'string';
}

const isEntry = (value: Record<string, unknown>): value is LoggedCommand & Record<string, unknown> =>
  isCount(value['at']) &&
  isCount(value['after']) &&
  isObject(value['command']) &&
  (value['scripted'] === undefined || value['scripted'] === true);
