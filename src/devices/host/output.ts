// What processes write: lines and open text on the terminal, octets into pipes and files. Standard output and standard error go their own ways.

import { R } from '../../stack/reason.ts';
import type { Surroundings } from '../surroundings.ts';
import { appendFile } from './files.ts';
import type { HostState } from './host.ts';
import { charsOf } from './pieces.ts';
import { joined } from './pipes.ts';
import type { OutputLine, ProcessState, Sink } from './process.ts';
import { programNamed } from './program.ts';
import { feed, runningWith } from './standardInput.ts';

/** Lines that a process keeps in its state. What is older is still in the record. */
const LINES_KEPT = 500;
/** The most that becomes words of a command line, in octets. */
const KEPT_AT_MOST = 1 << 20;

/** Writes lines to standard output; `text` may hold several. */
export function print(host: HostState, process: ProcessState, text: string, out: Surroundings): void {
  writeLines(host, process, text, false, out);
}

/** Writes lines to standard error. */
export function complain(host: HostState, process: ProcessState, text: string, out: Surroundings): void {
  writeLines(host, process, text, true, out);
}

/** Writes text to standard output as it is: what has no line end stands in an open line, in which the next text goes on. */
export function put(host: HostState, process: ProcessState, text: string, out: Surroundings): void {
  putText(host, process, text, false, out);
}

/** Writes octets to standard output: as they are into a pipe or file, as UTF-8 text on the terminal. A character may come in pieces. */
export function putOctets(host: HostState, process: ProcessState, octets: Uint8Array, out: Surroundings): void {
  putPieces(host, process, octets, false, out);
}

/** As `putOctets`, to standard error. */
export function putErrorOctets(host: HostState, process: ProcessState, octets: Uint8Array, out: Surroundings): void {
  putPieces(host, process, octets, true, out);
}

/** Does standard output lead to the terminal? */
export const isOnTerminal = (process: ProcessState): boolean =>
  (sinkOf(process, false)?.to ?? 'terminal') === 'terminal';

/** The processes whose standard input it writes into. */
export const readersOf = (process: ProcessState): number[] =>
  [sinkOf(process, false), process.stderr].flatMap((sink) => (sink?.to === 'process' ? [sink.pid] : []));

/** Where one of its streams leads; undefined: to the terminal. */
export const sinkOf = ({ into, stdout, stderr }: ProcessState, err: boolean): Sink | undefined =>
  err ? stderr : into === undefined ? stdout : { to: 'process', pid: into };

/**
 * Opens a page of the manual on the terminal. The record holds its name, and whoever shows the terminal has the words, so that a run is the same in every
 * language. What reads through a pipe gets the heading alone.
 */
export function openPage(host: HostState, process: ProcessState, page: string, out: Surroundings): void {
  const heading = `${page.toUpperCase()}(1)`;
  if (!isOnTerminal(process)) return print(host, process, heading, out);
  keepLine(process, { text: heading, err: false, at: out.now });
  out.program(host.device, R['program-manual'], page, process.pid);
}

/** Says that somebody wants to edit a file, by its absolute path: who shows the terminal opens it. */
export function openEditor(host: HostState, process: ProcessState, path: string, out: Surroundings): void {
  out.program(host.device, R['program-edit'], path, process.pid);
}

/** Where a stream leads, with what it then counts as; without a sink to the terminal. */
function wayOf(process: ProcessState, wanted: boolean): { sink?: Exclude<Sink, { to: 'terminal' }>; err: boolean } {
  const sink = sinkOf(process, wanted);
  if (sink?.to === 'terminal') return { err: sink.err };
  return sink ? { sink, err: wanted } : { err: wanted };
}

function writeLines(host: HostState, process: ProcessState, text: string, wanted: boolean, out: Surroundings): void {
  const { sink, err } = wayOf(process, wanted);
  for (const line of text.split('\n')) {
    if (sink) deliver(host, process, sink, new TextEncoder().encode(`${line}\n`), out);
    else writeLine(host, process, line, err, out);
  }
}

function putText(host: HostState, process: ProcessState, text: string, wanted: boolean, out: Surroundings): void {
  const { sink, err } = wayOf(process, wanted);
  if (sink) return deliver(host, process, sink, new TextEncoder().encode(text), out);
  const lines = text.split('\n');
  const open = lines.pop()!;
  for (const line of lines) writeLine(host, process, line, err, out);
  if (!open) return;
  keepLine(process, { text: open, err, at: out.now, open: true });
  out.program(host.device, R[err ? 'program-error-text' : 'program-text'], open, process.pid);
}

function putPieces(host: HostState, process: ProcessState, octets: Uint8Array, err: boolean, out: Surroundings): void {
  const { sink } = wayOf(process, err);
  if (sink) return deliver(host, process, sink, octets, out);
  const which = err ? 'partialError' : 'partial';
  const before = process[which];
  const all = before ? joined([before, octets]) : octets;
  const end = wholeCharacters(all);
  if (end < all.length) process[which] = all.slice(end);
  else delete process[which];
  // A terminal that gets CR LF only goes to the next line.
  if (end > 0)
    putText(host, process, new TextDecoder().decode(all.subarray(0, end)).replaceAll('\r\n', '\n'), err, out);
}

function writeLine(host: HostState, process: ProcessState, text: string, err: boolean, out: Surroundings): void {
  keepLine(process, { text, err, at: out.now });
  out.program(host.device, R[err ? 'program-error-line' : 'program-line'], text, process.pid);
}

function keepLine(process: ProcessState, line: OutputLine): void {
  process.output.push(line);
  if (process.output.length > LINES_KEPT) process.output.splice(0, process.output.length - LINES_KEPT);
}

function deliver(host: HostState, process: ProcessState, sink: Sink, octets: Uint8Array, out: Surroundings): void {
  if (!octets.length) return;
  if (sink.to === 'process') feed(host, sink.pid, octets, out);
  else if (sink.to === 'parent') {
    const parent = runningWith(host, sink.pid);
    if (parent) programNamed(parent.program)?.childWrites?.(parent, host, sink.child, sink.stream, octets, out);
  } else if (sink.to === 'kept') {
    const keeper = runningWith(host, sink.pid);
    if (keeper) keeper.kept = ((keeper.kept ?? '') + charsOf(octets)).slice(0, KEPT_AT_MOST);
  } else if (sink.to === 'file' && appendFile(host, sink.path, octets, '/', out.now)) {
    // The disk is full, or the folder has gone: nothing more goes there, and who writes ends as with a broken pipe.
    const isOutput = sink === process.stdout;
    if (isOutput) process.stdout = { to: 'nowhere' };
    if (process.stderr?.to === 'file' && process.stderr.path === sink.path) process.stderr = { to: 'nowhere' };
    if (!isOutput) return;
    complain(host, process, `${process.argv[0]}: write error: No space left on device`, out);
    (host.brokenPipes ??= []).push(process.pid);
  }
}

const CR = 13;

/** How many octets stand before a character (or CR LF) that has begun at the end and is not complete. */
function wholeCharacters(octets: Uint8Array): number {
  const { length } = octets;
  if (octets[length - 1] === CR) return length - 1;
  for (let back = 1; back <= Math.min(3, length); back++) {
    const octet = octets[length - back]!;
    if (octet < 0x80) return length;
    if (octet >= 0xc0) return back < (octet >= 0xf0 ? 4 : octet >= 0xe0 ? 3 : 2) ? length - back : length;
  }
  return length;
}
