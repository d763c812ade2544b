// What time brings to a stack: ARP retries and failures, probes, reassembly that took too long.

import type { Instant } from '../base/time.ts';
import { ethernet } from '../wire/ethernet.ts';
import { icmp, ICMP_ECHO, ICMP_UNREACHABLE } from '../wire/icmp.ts';
import { ipv4, PROTO_ICMP, PROTO_UDP } from '../wire/ipv4.ts';
import { udp } from '../wire/udp.ts';
import { claimsWakeAt, claimTicks } from './acd.ts';
import { arpWakeAt, nextUnanswered } from './arpQuestion.ts';
import { OWN_PACKET, type WaitingPacket } from './arpTable.ts';
import { sendIcmpError } from './icmpError.ts';
import type { StackState } from './machine.ts';
import { R } from './reason.ts';
import { reassemblyTicks, reassemblyWakeAt } from './reassembly.ts';
import type { StackSurroundings } from './surroundings.ts';
import type { SendFailed, Upward } from './upward.ts';

const HOST_UNREACHABLE = 1;

/** When the stack next needs the clock; Infinity: never. */
export const stackWakeAt = (stack: StackState): Instant =>
  Math.min(arpWakeAt(stack), claimsWakeAt(stack), reassemblyWakeAt(stack));

/** Does everything that is due. Too early or once too often, it does nothing. */
export function stackTicks(stack: StackState, out: StackSurroundings, up: Upward): void {
  for (let failed = nextUnanswered(stack, out); failed; failed = nextUnanswered(stack, out)) {
    const row = out.cause;
    for (const packet of failed.question.waiting) {
      out.cause = row;
      tellUnresolved(stack, failed.port, failed.question.ip, packet, out, up);
    }
  }
  claimTicks(stack, out);
  reassemblyTicks(stack, out);
}

/** A packet's next hop does not answer: the program is told, or the host that the packet came from (RFC 1122 section 3.2.2.1, RFC 1812 section 5.2.7.1). */
function tellUnresolved(
  stack: StackState,
  port: number,
  nextHop: number,
  { frame, from }: WaitingPacket,
  out: StackSurroundings,
  up: Upward,
): void {
  out.cause = out.drop(stack.device, port, frame, R['arp-unresolved'], nextHop);
  out.open(frame);
  const packet = out.start + ethernet.size;
  if (from === OWN_PACKET) up.sendFailed(stack, failedPacket(out.bytes, packet), out);
  else sendIcmpError(stack, from, out.bytes, packet, ICMP_UNREACHABLE, HOST_UNREACHABLE, 0, out);
}

/** What a program can know its packet by. */
function failedPacket(b: Uint8Array, at: number): SendFailed {
  const failed: SendFailed = {
    to: ipv4.read.dst(b, at),
    reason: 'EHOSTUNREACH',
    protocol: ipv4.read.proto(b, at),
    packet: { bytes: b, at, end: at + ipv4.read.len(b, at) },
  };
  const head = at + ipv4.read.hdrLen(b, at) * 4;
  if (ipv4.read.fragOffset(b, at) !== 0) return failed;
  if (failed.protocol === PROTO_ICMP && icmp.read.type(b, head) === ICMP_ECHO) {
    failed.ident = icmp.read.ident(b, head);
    failed.seq = icmp.read.seq(b, head);
  } else if (failed.protocol === PROTO_UDP) {
    failed.port = udp.read.dstport(b, head);
    failed.fromPort = udp.read.srcport(b, head);
  }
  return failed;
}
