// The last step of sending a packet: the frame around it, and on to the card or into the ARP queue.

import { ETHERTYPE_IPV4, ethernet, SMALLEST_FRAME } from '../wire/ethernet.ts';
import { UNRESOLVED, waitForNeighbour } from './arpQuestion.ts';
import { handToCard } from './card.ts';
import type { StackState } from './machine.ts';
import type { FrameNumber, StackSurroundings } from './surroundings.ts';

/** In place of an address: none. As next hop: the MAC needs no asking. */
export const UNSPECIFIED = 0;

/** Octets of the frame around `length` octets with header: padded to the least that Ethernet carries, on loopback not (as Linux). */
export const frameLength = (length: number, loopback: boolean): number =>
  loopback || length >= SMALLEST_FRAME ? length : SMALLEST_FRAME;

/** Writes the Ethernet header of an IPv4 packet. A destination that is not known yet stays zero until the ARP queue is released. */
export function writeEthernet(bytes: Uint8Array, at: number, dst: number, src: number): void {
  if (dst !== UNRESOLVED) ethernet.write.dst(bytes, at, dst);
  ethernet.write.src(bytes, at, src);
  ethernet.write.type(bytes, at, ETHERTYPE_IPV4);
}

/** Sends a finished frame of `length` octets, or where the MAC is not known yet keeps it for its next hop. `from`: see `WaitingPacket`. */
export function handOver(
  stack: StackState,
  port: number,
  nextHop: number,
  mac: number,
  frame: FrameNumber,
  length: number,
  from: number,
  reason: number,
  out: StackSurroundings,
): void {
  if (mac === UNRESOLVED) waitForNeighbour(stack, port, nextHop, frame, from, out);
  else handToCard(stack, port, frame, length, reason, out);
}
