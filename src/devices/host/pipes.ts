// Octets between the processes of a pipeline, and out to the terminal: who reads too slowly holds up who writes, as a full pipe does (POSIX write).

import type { Surroundings } from '../surroundings.ts';
import type { HostState } from './host.ts';
import type { ProcessState } from './process.ts';
import { feed, put } from './processes.ts';
import { programNamed } from './program.ts';

/** The most that a process should write at once where a slow reader may stand behind it: the capacity of a pipe on Linux, in octets. */
export const PIPE_CAPACITY = 65_536;

/** Says that a process can hold no more input. What stands before it in the pipeline should write no more; what is typed comes nevertheless. */
export function pauseInput(process: ProcessState): void {
  process.paused = true;
}

/** Says that a process takes input again, and lets those before it write. Not to be called while it is being given input. */
export function resumeInput(host: HostState, process: ProcessState, out: Surroundings): void {
  if (!process.paused) return;
  delete process.paused;
  for (let one = writerOf(host, process); one && !isOutputFull(host, one); one = writerOf(host, one)) {
    programNamed(one.program)?.outputTaken?.(one, host, out);
  }
}

/**
 * Should a process wait before it writes more? So when anybody further down its pipeline has paused: a program that knows nothing of this (grep)
 * hands on what it is given at once.
 */
export function isOutputFull(host: HostState, process: ProcessState): boolean {
  for (let one = readerOf(host, process); one; one = readerOf(host, one)) if (one.paused) return true;
  return false;
}

const running = (host: HostState, pid: number | undefined): ProcessState | undefined =>
  pid === undefined ? undefined : host.processes.find((one) => one.pid === pid && one.exit === undefined);
const readerOf = (host: HostState, { into }: ProcessState): ProcessState | undefined => running(host, into);
const writerOf = (host: HostState, { from }: ProcessState): ProcessState | undefined => running(host, from);

/** Writes octets to standard output: as they are into a pipe, as UTF-8 text on the terminal. A character may come in pieces. */
export function putOctets(host: HostState, process: ProcessState, octets: Uint8Array, out: Surroundings): void {
  if (process.into !== undefined) {
    feed(host, process.into, octets, out);
    return;
  }
  const all = process.partial ? joined([process.partial, octets]) : octets;
  const end = wholeCharacters(all);
  if (end < all.length) process.partial = all.slice(end);
  else delete process.partial;
  // A terminal that gets CR LF only goes to the next line.
  if (end > 0) put(host, process, new TextDecoder().decode(all.subarray(0, end)).replaceAll('\r\n', '\n'), out);
}

/** Octets one after another, as new ones. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, one) => sum + one.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
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
