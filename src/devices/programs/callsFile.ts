// What a file of socket calls is made of, for the program `calls`: steps as plain data, one or more a line.

import type { OptionValue, SocketType } from '../../stack/sockets/call.ts';

export interface Address {
  ip: number;
  port: number;
}

/** Octets over and over, kept short: `b'x' * 65536`. */
export interface Octets {
  octets: number[];
  times: number;
}

/** What a line does to a socket. Sockets have the names of the file, or `#LINE` where the file gives none. */
export type Action =
  | { do: 'socket'; of: string; type: SocketType }
  | { do: 'listen'; of: string; backlog?: number }
  | ({ do: 'bind' | 'connect'; of: string } & Address)
  | { do: 'accept'; of: string; name: string }
  | ({ do: 'send'; of: string } & Octets)
  | ({ do: 'sendto'; of: string; to: Address } & Octets)
  /** `until`: again and again, until so many octets have come (`exactly`) or until the end of the stream. */
  | { do: 'recv' | 'recvfrom'; of: string; size: number; peek: boolean; until?: 'exactly' | 'end' }
  | { do: 'shutdown'; of: string; how: 'read' | 'write' | 'both' }
  | { do: 'close' | 'getsockname' | 'getpeername'; of: string }
  | { do: 'setsockopt'; of: string; option: string; value: OptionValue }
  | { do: 'getsockopt'; of: string; option: string }
  | { do: 'wait'; duration: number }
  /** `end`: the step behind the last one of the block; `begin`: its first. */
  | { do: 'repeat'; times: number; end: number }
  | { do: 'again'; begin: number };

export interface Step {
  /** Of the file, from 1. */
  line: number;
  /** Not before so long after the start of the program, ns. */
  at?: number;
  /** A failure is printed and the program goes on. */
  tries?: true;
  /** One of several steps of a line, and not the one that it is named after. */
  quiet?: true;
  action: Action;
}

/** A mistake in a line, and what would be right. */
export interface CallsMistake {
  line: number;
  message: string;
  hint: string;
}

export type CallsRead = { ok: true; steps: Step[] } | { ok: false; mistakes: CallsMistake[] };
