// Octets for the standard input of a process: from a pipe, a file, or typed; and the end of them.

import type { Surroundings } from '../surroundings.ts';
import type { HostState } from './host.ts';
import type { ProcessState } from './process.ts';
import { programNamed } from './program.ts';

/** The process with a pid, as long as it runs. */
export const runningWith = (host: HostState, pid: number): ProcessState | undefined =>
  host.processes.find((one) => one.pid === pid && one.exit === undefined);

/** Gives octets to the standard input of a process that runs. */
export function feed(host: HostState, pid: number, octets: Uint8Array, out: Surroundings): void {
  const process = runningWith(host, pid);
  if (process) programNamed(process.program)?.input?.(process, host, octets, out);
}

/** Ends the standard input of a process that runs. */
export function endInput(host: HostState, pid: number, out: Surroundings): void {
  const process = runningWith(host, pid);
  if (process) programNamed(process.program)?.inputEnds?.(process, host, out);
}
