// Processes of a host: plain state, moved by programs. A program is code in `devices/programs/`; all it remembers is in its process.

import type { Instant } from '../../base/time.ts';
import type { RowNumber } from '../surroundings.ts';

export interface ProcessState {
  pid: number;
  argv: string[];
  /** Key of the program that moves it (`ping`). */
  program: string;
  startedAt: Instant;
  /** When it wants to run next; Infinity: only when something arrives. */
  wakeAt: Instant;
  /** The row to blame for the next timed wake. */
  wakeCause: RowNumber;
  /** Undefined while it runs. */
  exit?: number;
  exitedAt?: Instant;
  /** What it wrote, line by line, in order. `err`: to standard error. Also in the trace; here so that a rewound world can show a terminal. */
  output: { text: string; err: boolean; at: Instant }[];
  /** The program's own memory: plain data. */
  data: unknown;
}

/** An ICMP message that the host's stack hands to programs which listen (ping, traceroute). */
export interface IcmpEvent {
  type: number;
  code: number;
  /** Who sent it, and the TTL it arrived with. */
  from: number;
  to: number;
  ttl: number;
  /** Echo: identifier and sequence number. For errors: those of the quoted echo request, if one is quoted. */
  ident: number;
  seq: number;
  /** Octets of ICMP data after the 8-octet header. */
  length: number;
  /** Errors: the quoted packet's protocol, destination and (UDP) destination port; next-hop MTU of "fragmentation needed". */
  quotedProtocol?: number;
  quotedDestination?: number;
  quotedPort?: number;
  quotedSourcePort?: number;
  mtu?: number;
}

/** Why the stack could not send (POSIX words), told at once or later. */
export type SendFailure = 'ENETUNREACH' | 'EHOSTUNREACH' | 'EMSGSIZE' | 'EACCES' | 'EINVAL' | 'ENETDOWN' | 'EADDRNOTAVAIL';
