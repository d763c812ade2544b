// The states of a connection and every way from one to another (RFC 9293 section 3.3.2 figure 5, and the text of section 3.10 where the figure is silent).

import type { Instant } from '../../base/time.ts';
import { STATES, type State } from './states.ts';
import type { Tcb } from './tcb.ts';
import type { TcpOut } from './out.ts';

/** What makes a connection change its state: a call of the user, a segment, a timer, or a message of ICMP. */
export type Cause =
  | 'active OPEN'
  | 'passive OPEN'
  | 'CLOSE'
  | 'ABORT'
  | 'SYN'
  | 'SYN,ACK'
  | 'ACK of SYN'
  | 'ACK of FIN'
  | 'FIN'
  | 'RST'
  | 'data after CLOSE'
  | 'timeout'
  | 'ICMP';

export interface Edge {
  readonly from: State;
  readonly to: State;
  readonly cause: Cause;
  /** Where RFC 9293 says so. */
  readonly clause: string;
}

const edge = (from: State, cause: Cause, to: State, clause: string): Edge => ({ from, to, cause, clause });

/** The way from `FIN-WAIT-1` to `TIME-WAIT` that the note below figure 5 mentions goes through `FIN-WAIT-2`: the ACK is looked at before the FIN. */
export const EDGES: readonly Edge[] = [
  edge('CLOSED', 'passive OPEN', 'LISTEN', '3.10.1'),
  edge('CLOSED', 'active OPEN', 'SYN-SENT', '3.10.1'),
  edge('LISTEN', 'active OPEN', 'SYN-SENT', '3.10.1'),
  edge('LISTEN', 'SYN', 'SYN-RECEIVED', '3.10.7.2'),
  edge('LISTEN', 'CLOSE', 'CLOSED', '3.10.4'),
  edge('LISTEN', 'ABORT', 'CLOSED', '3.10.5'),
  edge('SYN-SENT', 'SYN,ACK', 'ESTABLISHED', '3.10.7.3'),
  edge('SYN-SENT', 'SYN', 'SYN-RECEIVED', '3.10.7.3'),
  edge('SYN-SENT', 'RST', 'CLOSED', '3.10.7.3'),
  edge('SYN-SENT', 'CLOSE', 'CLOSED', '3.10.4'),
  edge('SYN-SENT', 'ABORT', 'CLOSED', '3.10.5'),
  edge('SYN-SENT', 'timeout', 'CLOSED', '3.8.3'),
  edge('SYN-SENT', 'ICMP', 'CLOSED', '3.9.2.2'),
  edge('SYN-RECEIVED', 'ACK of SYN', 'ESTABLISHED', '3.10.7.4'),
  edge('SYN-RECEIVED', 'CLOSE', 'FIN-WAIT-1', '3.10.4'),
  edge('SYN-RECEIVED', 'RST', 'CLOSED', '3.10.7.4'),
  edge('SYN-RECEIVED', 'RST', 'LISTEN', '3.10.7.4'),
  edge('SYN-RECEIVED', 'SYN', 'LISTEN', '3.10.7.4'),
  edge('SYN-RECEIVED', 'ABORT', 'CLOSED', '3.10.5'),
  edge('SYN-RECEIVED', 'timeout', 'CLOSED', '3.8.3'),
  edge('SYN-RECEIVED', 'ICMP', 'CLOSED', '3.9.2.2'),
  edge('ESTABLISHED', 'CLOSE', 'FIN-WAIT-1', '3.10.4'),
  edge('ESTABLISHED', 'FIN', 'CLOSE-WAIT', '3.10.7.4'),
  edge('ESTABLISHED', 'RST', 'CLOSED', '3.10.7.4'),
  edge('ESTABLISHED', 'ABORT', 'CLOSED', '3.10.5'),
  edge('ESTABLISHED', 'timeout', 'CLOSED', '3.8.3'),
  edge('FIN-WAIT-1', 'ACK of FIN', 'FIN-WAIT-2', '3.10.7.4'),
  edge('FIN-WAIT-1', 'FIN', 'CLOSING', '3.10.7.4'),
  edge('FIN-WAIT-1', 'RST', 'CLOSED', '3.10.7.4'),
  edge('FIN-WAIT-1', 'ABORT', 'CLOSED', '3.10.5'),
  edge('FIN-WAIT-1', 'data after CLOSE', 'CLOSED', '3.6.1'),
  edge('FIN-WAIT-1', 'timeout', 'CLOSED', '3.8.3'),
  edge('FIN-WAIT-2', 'FIN', 'TIME-WAIT', '3.10.7.4'),
  edge('FIN-WAIT-2', 'RST', 'CLOSED', '3.10.7.4'),
  edge('FIN-WAIT-2', 'ABORT', 'CLOSED', '3.10.5'),
  edge('FIN-WAIT-2', 'data after CLOSE', 'CLOSED', '3.6.1'),
  // No RFC: a peer that never closes would hold the record for ever, so every real stack gives up (Linux: tcp_fin_timeout).
  edge('FIN-WAIT-2', 'timeout', 'CLOSED', '–'),
  edge('CLOSE-WAIT', 'CLOSE', 'LAST-ACK', '3.10.4'),
  edge('CLOSE-WAIT', 'RST', 'CLOSED', '3.10.7.4'),
  edge('CLOSE-WAIT', 'ABORT', 'CLOSED', '3.10.5'),
  edge('CLOSE-WAIT', 'timeout', 'CLOSED', '3.8.3'),
  edge('CLOSING', 'ACK of FIN', 'TIME-WAIT', '3.10.7.4'),
  edge('CLOSING', 'RST', 'CLOSED', '3.10.7.4'),
  edge('CLOSING', 'ABORT', 'CLOSED', '3.10.5'),
  edge('CLOSING', 'timeout', 'CLOSED', '3.8.3'),
  edge('LAST-ACK', 'ACK of FIN', 'CLOSED', '3.10.7.4'),
  edge('LAST-ACK', 'RST', 'CLOSED', '3.10.7.4'),
  edge('LAST-ACK', 'ABORT', 'CLOSED', '3.10.5'),
  edge('LAST-ACK', 'timeout', 'CLOSED', '3.8.3'),
  edge('TIME-WAIT', 'timeout', 'CLOSED', '3.10.8'),
  edge('TIME-WAIT', 'RST', 'CLOSED', '3.10.7.4'),
  edge('TIME-WAIT', 'ABORT', 'CLOSED', '3.10.5'),
  edge('TIME-WAIT', 'SYN', 'CLOSED', '3.6.1'),
];

/** The name of an edge, as its test has it: `ESTABLISHED, FIN → CLOSE-WAIT`. */
export const edgeName = (one: Edge): string => `${one.from}, ${one.cause} → ${one.to}`;

/** Changes the state along a listed edge, and tells it. Anything else is our bug. */
export function moveTo(tcb: Tcb, to: State, cause: Cause, now: Instant, out: TcpOut): void {
  const { state: from } = tcb;
  if (!EDGES.some((one) => one.from === from && one.to === to && one.cause === cause))
    throw new Error(`no edge from ${from} by ${cause} to ${to}`);
  tcb.state = to;
  tcb.stateSince = now;
  tcb.opened = true;
  out.changed(tcb, 'tcp-state', STATES.indexOf(from), STATES.indexOf(to));
}

/** Have both sides' SYNs been acknowledged (RFC 9293 section 3.3.2)? */
export const isSynchronized = (state: State): boolean =>
  state !== 'CLOSED' && state !== 'LISTEN' && state !== 'SYN-SENT' && state !== 'SYN-RECEIVED';

/** May the user still hand over data? */
export const maySend = (state: State): boolean => state === 'ESTABLISHED' || state === 'CLOSE-WAIT';

/** May data or a FIN be on its way out, for the first time or again? */
export const hasOutput = (state: State): boolean =>
  state === 'ESTABLISHED' ||
  state === 'CLOSE-WAIT' ||
  state === 'FIN-WAIT-1' ||
  state === 'CLOSING' ||
  state === 'LAST-ACK';

/** May data still come in? */
export const mayReceive = (state: State): boolean =>
  state === 'ESTABLISHED' || state === 'FIN-WAIT-1' || state === 'FIN-WAIT-2';
