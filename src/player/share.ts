// A run as part of an address: its commands at their very places, with the lab where no lesson has it; versioned, packed, and never trusted when it is read.
//
// Packed: JSON, deflated (RFC 1951), in base64url (RFC 4648 section 5). Whatever is made of it later is checked where it is done: a command by
// `checkCommand`, a lab by `parseLab`.

import type { Instant } from '../base/time.ts';
import type { Command } from '../sim/command.ts';
import { deedOf, type History, type LoggedCommand } from '../sim/history.ts';
import type { Lab } from '../sim/lab.ts';
import type { ProgramStep } from '../sim/programs.ts';

/** What an address says of a run. */
export interface SharedRun {
  /** The lab's text; absent where the lesson's step has it. */
  lab?: string;
  seed: number;
  log: SharedCommand[];
}

/** A command at its place; one without a command is the next line of the lab's own `do` list, one with a step is of the lab's own programs. */
export type SharedCommand = [at: Instant, after: number, command?: Command, step?: ProgramStep];

/** Why an address cannot be opened; there are words for each. */
export type ShareProblem = 'version' | 'damaged' | 'too-large' | 'too-long' | 'not-a-run';
export type Unpacked = { ok: true; run: SharedRun } | { ok: false; problem: ShareProblem };

/** What the packed form begins with. An address of a later version is refused with a word that says so. */
const VERSION = '1.';
/** Characters of an address that mail programs and chats still carry; and octets that it may unpack to. */
export const MAX_PACKED = 30_000;
export const MAX_UNPACKED = 2_000_000;
/** Commands (each call of a script is one), and events before one: a run that takes longer to be had again is none that anybody made by hand. */
const MAX_COMMANDS = 20_000;
const MAX_EVENTS = 1_000_000;
/** 30 days: far beyond every lesson, and far from where instants stop being exact. */
const MAX_INSTANT = 30 * 86_400e9;

/** What is to be shared of a history. `lab`: the text of its lab, where no lesson has it. */
export function sharedRunOf({ seed, log }: History, lab?: string): SharedRun {
  const entries = log.map(({ at, after, command, scripted, step }): SharedCommand =>
    step ? [at, after, command, step] : scripted ? [at, after] : [at, after, command],
  );
  return { ...(lab === undefined ? {} : { lab }), seed, log: entries };
}

/** The same without what scripts called: much shorter, but whoever opens it has to run the programs again, which then call the same. */
export const withoutCalls = (run: SharedRun): SharedRun => ({
  ...run,
  log: run.log.filter(([, , command]) => command?.do !== 'call'),
});

/** The log that a shared run stands for in a lab; undefined where it asks for more lines than the lab has. */
export function logOf({ log }: SharedRun, lab: Lab): LoggedCommand[] | undefined {
  let scripted = 0;
  const entries: LoggedCommand[] = [];
  for (const [at, after, command, step] of log) {
    if (command) entries.push({ at, after, command, ...(step ? { scripted: true, step } : {}) });
    else {
      const line = lab.do[scripted++];
      if (!line) return undefined;
      entries.push({ at, after, command: deedOf(line), scripted: true });
    }
  }
  return entries;
}

/** The run as it stands in an address; undefined when it is too large for one. */
export async function pack(run: SharedRun): Promise<string | undefined> {
  const text = new TextEncoder().encode(JSON.stringify(run));
  if (text.length > MAX_UNPACKED || run.log.length > MAX_COMMANDS || run.log.some(([, after]) => after > MAX_EVENTS))
    return undefined;
  const packed = VERSION + toBase64Url(await through(text, new CompressionStream('deflate-raw'), Infinity));
  return packed.length > MAX_PACKED ? undefined : packed;
}

/** Reads what an address says. Answers to anything, quickly, and never throws. */
export async function unpack(packed: string): Promise<Unpacked> {
  if (packed.length > MAX_PACKED) return { ok: false, problem: 'too-long' };
  if (!packed.startsWith(VERSION))
    return { ok: false, problem: /^[1-9]\d{0,3}\./.test(packed) ? 'version' : 'damaged' };
  const octets = fromBase64Url(packed.slice(VERSION.length));
  if (!octets) return { ok: false, problem: 'damaged' };
  let value: unknown;
  try {
    const text = await through(octets, new DecompressionStream('deflate-raw'), MAX_UNPACKED);
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(text));
  } catch (error) {
    return { ok: false, problem: error === TOO_LARGE ? 'too-large' : 'damaged' };
  }
  const run = readRun(value);
  return run ? { ok: true, run } : { ok: false, problem: 'not-a-run' };
}

const TOO_LARGE = new Error('more comes out of it than a run may have');

/** All that comes out of a stream when this goes in. Stops where more than `most` octets come: a few may stand for thousands of millions. */
async function through(
  octets: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const writer = stream.writable.getWriter();
  // What is wrong with the octets is told where they are read.
  const written = writer.write(octets).then(() => writer.close());
  written.catch(() => undefined);
  const reader = stream.readable.getReader() as ReadableStreamDefaultReader<Uint8Array>;
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      reader.cancel().catch(() => undefined);
      throw TOO_LARGE;
    }
    parts.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

// ── what comes from outside ────────────────────────────────────────────────────────────────────────────────────────────────────────

const isCount = (value: unknown, most: number): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= most;
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function readRun(value: unknown): SharedRun | undefined {
  if (!isObject(value)) return undefined;
  const { lab, seed, log } = value;
  if (!isCount(seed, 0xffff_ffff) || !Array.isArray(log) || log.length > MAX_COMMANDS) return undefined;
  if (lab !== undefined && typeof lab !== 'string') return undefined;
  if (!log.every(isEntry) || !inOrder(log)) return undefined;
  return { ...(lab === undefined ? {} : { lab }), seed, log };
}

function isEntry(value: unknown): value is SharedCommand {
  if (!Array.isArray(value) || value.length < 2 || value.length > 4) return false;
  const [at, after, command, step] = value as unknown[];
  if (!isCount(at, MAX_INSTANT) || !isCount(after, MAX_EVENTS)) return false;
  if (value.length === 4 && !isStep(step)) return false;
  return value.length === 2 || (isObject(command) && typeof command['do'] === 'string');
}

function isStep(value: unknown): value is ProgramStep {
  if (!isObject(value)) return false;
  const { program, step, row, pid } = value;
  return (
    isCount(program, MAX_COMMANDS) &&
    (step === -1 || isCount(step, MAX_COMMANDS)) &&
    isCount(row, Number.MAX_SAFE_INTEGER) &&
    (pid === undefined || isCount(pid, Number.MAX_SAFE_INTEGER))
  );
}

const inOrder = (log: readonly SharedCommand[]): boolean =>
  log.every(([at, after], i) => i === 0 || (at >= log[i - 1]![0] && after >= log[i - 1]![1]));

// ── base64url ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

function toBase64Url(octets: Uint8Array): string {
  let text = '';
  for (const octet of octets) text += String.fromCharCode(octet);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) return undefined;
  const octets = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(octets, (sign) => sign.charCodeAt(0));
}
