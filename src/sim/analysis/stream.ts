// What analysis knows of a TCP connection of a run: both its ends, and what happened at each. Made by streams.ts, for views, goals and the filter.

import type { Instant } from '../../base/time.ts';
import type { RowNumber } from '../../devices/surroundings.ts';
import type { State } from '../../stack/tcp/states.ts';
import type { Written } from '../../stack/sockets/provenance.ts';

/** 0: who sent the first segment or asked for the connection; 1: the other. */
export type Side = 0 | 1;

/** A change of state, and the row that tells of it. */
export interface StateChange {
  row: RowNumber;
  at: Instant;
  from: State;
  to: State;
}

/** A call of `send` that wrote something: `write` counts them on this connection from 1, `seq` is the number of its first octet. */
export interface Write extends Written {
  row: RowNumber;
  at: Instant;
  /** The row of the call, whose text is what strace would print; undefined where nobody called (then the row has another cause). */
  call: RowNumber | undefined;
  pid: number;
}

/** A call of `recv` that got something. */
export interface Read {
  row: RowNumber;
  at: Instant;
  call: RowNumber | undefined;
  pid: number;
  seq: number;
  count: number;
  /** The octets stayed where they were (MSG_PEEK). */
  peek: boolean;
}

/** One end of a connection. What a simulated host has told of it is there only where one has. */
export interface StreamEnd {
  ip: number;
  port: number;
  /** Where it is, and the number of the connection on that device (`row.socket`, `Tcb.id`). */
  device: number | undefined;
  socket: number | undefined;
  /** The process that opened or accepted it, its descriptor and its command line; 0 and undefined while nobody has. */
  pid: number;
  fd: number | undefined;
  program: string | undefined;
  /** The number of its SYN: its first octet has the next one. Undefined while no SYN has been seen. */
  first: number | undefined;
  states: StateChange[];
  writes: Write[];
  reads: Read[];
  /** Rows of the flights of the segments that it sent, every cable counted. */
  flights: RowNumber[];
}

/** A connection, or an attempt at one. */
export interface Stream {
  /** Its place in the order in which connections first appear in the record, those over loopback too. */
  index: number;
  /** Wireshark's `tcp.stream`: 0, 1 … in the order in which their first segments are seen on cables. Undefined while none has been. */
  number: number | undefined;
  /** When and in which row that first segment leaves. */
  seen: { at: Instant; row: RowNumber } | undefined;
  /** The first row that has to do with it. */
  row: RowNumber;
  ends: [StreamEnd, StreamEnd];
}

export const otherSide = (side: Side): Side => (side === 0 ? 1 : 0);

/** The last state that was told of an end; undefined where none was. */
export const stateOf = ({ states }: StreamEnd): State | undefined => states[states.length - 1]?.to;
