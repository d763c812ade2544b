// The last step of sending: a finished frame goes to a network card; and the copying of octets from frame to frame.

import type { StackState } from './machine.ts';
import type { FrameNumber, StackSurroundings } from './surroundings.ts';

/** Hands a finished frame of `length` octets to an interface's card, and counts it. */
export function handToCard(
  stack: StackState,
  port: number,
  frame: FrameNumber,
  length: number,
  reason: number,
  out: StackSurroundings,
): void {
  const one = stack.interfaces[port];
  one.tx++;
  one.txOctets += length;
  stack.captured?.push({ port, frame, outgoing: true });
  out.transmit(stack.device, port, frame, reason);
}

/** From here on a block copy is quicker than a loop. */
const SHORT_RUN = 96;

/** Copies `count` octets. Frames lie in the same large buffer or in different ones, never over each other. */
export function copyOctets(from: Uint8Array, at: number, to: Uint8Array, toAt: number, count: number): void {
  if (count <= SHORT_RUN) for (let i = 0; i < count; i++) to[toAt + i] = from[at + i];
  else if (from === to) to.copyWithin(toAt, at, at + count);
  else to.set(from.subarray(at, at + count), toAt);
}
