// Giving a whole packet to the protocol that it carries (RFC 1122 section 3.2.1; unknown ones: section 3.2.2.1).

import { ICMP_UNREACHABLE } from '../wire/icmp.ts';
import { ipv4, PROTO_ICMP, PROTO_TCP, PROTO_UDP } from '../wire/ipv4.ts';
import { receiveIcmp } from './icmp.ts';
import { sendIcmpError } from './icmpError.ts';
import type { StackState } from './machine.ts';
import { R } from './reason.ts';
import type { FrameNumber, StackSurroundings } from './surroundings.ts';
import { receiveUdp } from './udp.ts';
import type { Upward } from './upward.ts';

const PROTOCOL_UNREACHABLE = 2;

/** Gives a whole packet to its protocol. `alone`: it came to this machine only, so that errors may be sent about it. */
export function deliver(
  stack: StackState,
  port: number,
  frame: FrameNumber,
  b: Uint8Array,
  at: number,
  alone: boolean,
  out: StackSurroundings,
  up: Upward,
): void {
  const protocol = ipv4.read.proto(b, at);
  if (protocol === PROTO_ICMP) {
    receiveIcmp(stack, port, frame, b, at, alone, out, up);
  } else if (protocol === PROTO_UDP) {
    receiveUdp(stack, port, frame, b, at, alone, out, up);
  } else if (protocol === PROTO_TCP && up.segment) {
    up.segment(stack, port, frame, b, at, alone, out);
  } else {
    const before = out.cause;
    out.cause = out.drop(stack.device, port, frame, R['ip-unknown-protocol'], protocol);
    if (alone) sendIcmpError(stack, port, b, at, ICMP_UNREACHABLE, PROTOCOL_UNREACHABLE, 0, out);
    out.cause = before;
  }
}
