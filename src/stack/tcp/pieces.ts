// How much of what has come a RECEIVE is handed at once: all of it, as RFC 9293 section 3.9.1.3 has it, or pieces by a rule (wire/chopper.ts), which TCP may always make of a stream.

import { MILLISECOND, NEVER, type Instant } from '../../base/time.ts';
import { beginChopping, parseChopRule, pieceEndOf, type Chopping } from '../../wire/chopper.ts';
import type { TcpOut } from './out.ts';
import type { Tcb } from './tcb.ts';

/** A piece that is not whole waits for its rest until nothing has come for so long: longer than Nagle's algorithm and delayed acknowledgments hold anything back. */
export const QUIET = 200 * MILLISECOND;

/** No rule: everything at once. */
export const UNCHOPPED = 'off';

/** The cutting of one connection, from the octet on at which its rule began to hold. */
export interface Pieces {
  rule: string;
  chopping: Chopping;
  /** Nothing has come for a while: what is there is a piece. */
  quiet: boolean;
}

/** Octets that may be read now. What is there and may not be read yet comes later, with the rest of its piece. */
export function readable(tcb: Tcb): number {
  const { recv, options } = tcb;
  if (recv.used === 0 || options.chop === UNCHOPPED) return recv.used;
  const { chopping, quiet } = piecesOf(tcb);
  const piece = pieceEndOf(chopping) - chopping.taken;
  if (piece <= recv.used) return piece;
  return quiet || chopping.rule.cut === 'size' || nothingMore(tcb) ? recv.used : 0;
}

/** No more will come, or no more has room. */
const nothingMore = (tcb: Tcb): boolean =>
  tcb.eof || tcb.readShut || tcb.state === 'CLOSED' || tcb.options.receiveBuffer - tcb.recv.used < tcb.rcvMss;

function piecesOf(tcb: Tcb): Pieces {
  const { chop } = tcb.options;
  if (tcb.pieces?.rule !== chop) {
    const read = parseChopRule(chop);
    tcb.pieces = { rule: chop, chopping: beginChopping(read.ok ? read.value : { cut: 'glue' }), quiet: false };
  }
  return tcb.pieces;
}

/** Octets were read. */
export function noteTaken(tcb: Tcb, octets: number): void {
  if (!tcb.pieces) return;
  const { chopping } = tcb.pieces;
  chopping.taken += octets;
  // A piece that was handed over before it was whole ends there.
  if (tcb.recv.used === 0) chopping.pieceEnd = Math.min(chopping.pieceEnd, chopping.taken);
}

/** Octets have come: a piece that is not whole waits anew. */
export function noteCome(tcb: Tcb, now: Instant): void {
  if (tcb.options.chop === UNCHOPPED) return;
  const pieces = piecesOf(tcb);
  pieces.quiet = false;
  if (pieces.chopping.rule.cut !== 'size') tcb.quietAt = now + QUIET;
}

/** Nothing has come for a while: whoever waits to read may have what is there. */
export function quietIsDue(tcb: Tcb, out: TcpOut): void {
  tcb.quietAt = NEVER;
  if (!tcb.pieces || tcb.recv.used === 0) return;
  tcb.pieces.quiet = true;
  out.event(tcb, 'readable');
}
