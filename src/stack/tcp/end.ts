// How a connection ends other than in order: by a reset, by giving up, by its user (RFC 9293 sections 3.5.2, 3.8.3, 3.10.5).

import type { Instant } from '../../base/time.ts';
import { moveTo, type Cause } from './edges.ts';
import type { State } from './states.ts';
import { sendReset } from './emit.ts';
import type { TcpOut } from './out.ts';
import { createRing } from './ring.ts';
import { stopTimers, type Tcb, type TcpFailure } from './tcb.ts';

/**
 * The connection is over. What has been received can still be read: the RFC would flush it, but Linux does not, and a program that is told of an
 * error before data that did arrive would be told less.
 */
export function endConnection(
  tcb: Tcb,
  to: State,
  cause: Cause,
  error: TcpFailure | undefined,
  now: Instant,
  out: TcpOut,
): void {
  moveTo(tcb, to, cause, now, out);
  stopTimers(tcb);
  tcb.send = createRing();
  tcb.error = error;
  if (error) out.event(tcb, 'error');
  out.event(tcb, 'closed');
}

/** Does the peer know of the connection, so that it must be told? */
const mustReset = (state: State): boolean =>
  state !== 'CLOSED' &&
  state !== 'LISTEN' &&
  state !== 'SYN-SENT' &&
  state !== 'CLOSING' &&
  state !== 'LAST-ACK' &&
  state !== 'TIME-WAIT';

/** Ends it at once, with a reset where the peer knows of it (RFC 9293 section 3.10.5). */
export function resetConnection(
  tcb: Tcb,
  cause: Cause,
  error: TcpFailure | undefined,
  now: Instant,
  out: TcpOut,
): void {
  if (tcb.state === 'CLOSED') return;
  if (mustReset(tcb.state)) sendReset(tcb, now, out);
  endConnection(tcb, 'CLOSED', cause, error, now, out);
}
