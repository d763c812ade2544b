// Programs: the code that moves processes. They are registered by name, because a process is plain data and knows its program by that name only.

import { later } from '../../base/later.ts';
import type { CapturedFrame } from '../../stack/machine.ts';
import type { SocketEvent } from '../../stack/sockets/call.ts';
import type { SendFailed } from '../../stack/upward.ts';
import type { Surroundings } from '../surroundings.ts';
import type { HostState } from './host.ts';
import type { IcmpEvent, ProcessState } from './process.ts';

/** What can happen to a process. Each is called with the host's state as it is then, and may change it and send. */
export interface Program {
  start(process: ProcessState, host: HostState, out: Surroundings): void;
  /** The time that the process had set (`wakeAt`) has come; it is Infinity again. */
  wake?(process: ProcessState, host: HostState, out: Surroundings): void;
  /** An echo reply or an ICMP error has come to this host; whose it is, the program must find out by its identifier. */
  icmp?(process: ProcessState, host: HostState, event: IcmpEvent, out: Surroundings): void;
  /** News of one of its sockets: a hint, given once however much has come, to try again what had to wait, until it answers `EAGAIN`. */
  socket?(process: ProcessState, host: HostState, event: SocketEvent, out: Surroundings): void;
  /** Octets for its standard input, typed or from a pipe; and the end of them. A program without them reads none. */
  input?(process: ProcessState, host: HostState, octets: Uint8Array, out: Surroundings): void;
  inputEnds?(process: ProcessState, host: HostState, out: Surroundings): void;
  /** Whoever reads its output takes more again, after `isOutputFull`. */
  outputTaken?(process: ProcessState, host: HostState, out: Surroundings): void;
  /** A frame that a card of this host took in or handed out, after `startCapture`. */
  frame?(process: ProcessState, host: HostState, captured: CapturedFrame, out: Surroundings): void;
  /** A packet of this host was given up because its next hop did not answer ARP. */
  sendFailed?(process: ProcessState, host: HostState, failed: SendFailed, out: Surroundings): void;
  /** Whoever read its output has ended. A program without this ends then (SIGPIPE). */
  outputEnds?(process: ProcessState, host: HostState, out: Surroundings): void;
  /** A signal by its number (`kill`). A program without this ends. */
  signal?(process: ProcessState, host: HostState, signal: number, out: Surroundings): void;
  /** A process that this one has started (`spawnLine`) writes into a pipe to it (1: its standard output, 2: standard error), or has ended. */
  childWrites?(
    process: ProcessState,
    host: HostState,
    pid: number,
    stream: 1 | 2,
    octets: Uint8Array,
    out: Surroundings,
  ): void;
  /** How many octets of such a pipe it has not read. */
  childHeld?(process: ProcessState, pid: number, stream: 1 | 2): number;
  childEnds?(process: ProcessState, host: HostState, pid: number, out: Surroundings): void;
  /** Somebody pressed Ctrl-C. */
  interrupt?(process: ProcessState, host: HostState, out: Surroundings): void;
}

/** The commands of the shell by name; not loaded before something runs. */
export const programs = later<ReadonlyMap<string, Program>>('the programs of hosts');
const others = new Map<string, Program>();

/** Makes a program known under a name that is no command of the shell's own. */
export function registerProgram(name: string, program: Program): void {
  others.set(name, program);
}

/** The program of a name; undefined when there is none. Throws when the commands have not been loaded. */
export const programNamed = (name: string): Program | undefined => others.get(name) ?? programs.get().get(name);

/** Sets the time at which a process wants to run next, and blames what happens now for it. */
export function wakeProcess(process: ProcessState, host: HostState, at: number, out: Surroundings): void {
  process.wakeAt = at;
  process.wakeCause = out.cause;
  out.wake(host.device, at);
}
