// ICMP messages that arrive: echo is answered, replies and errors go to the programs (RFC 792; RFC 1122 section 3.2.2).

import { internetChecksum, updateChecksum } from '../wire/checksum.ts';
import {
  icmp,
  ICMP_ECHO,
  ICMP_ECHO_REPLY,
  ICMP_FRAGMENTATION_NEEDED,
  ICMP_UNREACHABLE,
  isIcmpError,
} from '../wire/icmp.ts';
import { ipv4, PROTO_ICMP, PROTO_UDP } from '../wire/ipv4.ts';
import { udp } from '../wire/udp.ts';
import { copyOctets } from './card.ts';
import { UNSPECIFIED } from './handOver.ts';
import type { StackState } from './machine.ts';
import { R } from './reason.ts';
import { beginPacket, draft, endPacket, type PacketHeader } from './send.ts';
import type { FrameNumber, StackSurroundings } from './surroundings.ts';
import type { IcmpEvent, Upward } from './upward.ts';

const { read, write } = icmp;
const ECHO_REPLY = R['echo-reply'];

/** A whole packet with an ICMP message has come for this machine. `alone`: see `deliver`. */
export function receiveIcmp(
  stack: StackState,
  port: number,
  frame: FrameNumber,
  b: Uint8Array,
  at: number,
  alone: boolean,
  out: StackSurroundings,
  up: Upward,
): void {
  const message = at + ipv4.read.hdrLen(b, at) * 4;
  const end = at + ipv4.read.len(b, at);
  if (end - message < icmp.size) {
    out.drop(stack.device, port, frame, R['icmp-too-short']);
    return;
  }
  if (internetChecksum(b, message, end) !== 0) {
    out.drop(stack.device, port, frame, R['icmp-bad-checksum']);
    return;
  }
  const type = read.type(b, message);
  if (type === ICMP_ECHO) {
    if (stack.options.echo && (alone || stack.options.echoBroadcast))
      answerEcho(stack, b, at, message, end, alone, out);
    else out.drop(stack.device, port, frame, R['icmp-echo-ignored']);
  } else if (type === ICMP_ECHO_REPLY || isIcmpError(type)) {
    up.icmp(stack, eventOf(b, at, message, end), out);
  } else {
    out.drop(stack.device, port, frame, R['icmp-unknown-type'], type);
  }
}

const reply: PacketHeader = {
  to: 0,
  source: 0,
  protocol: PROTO_ICMP,
  ttl: 0,
  df: false,
  dsfield: 0,
  length: 0,
  evenIfLost: true,
};

/** Sends the message back as it is, but for its type: so the checksum, which was right, changes by just that word (RFC 1624). */
function answerEcho(
  stack: StackState,
  b: Uint8Array,
  at: number,
  message: number,
  end: number,
  alone: boolean,
  out: StackSurroundings,
): void {
  reply.to = ipv4.read.src(b, at);
  reply.source = alone ? ipv4.read.dst(b, at) : UNSPECIFIED;
  reply.ttl = stack.options.ttl;
  reply.dsfield = ipv4.read.dsfield(b, at);
  reply.length = end - message;
  if (beginPacket(stack, reply, out)) return;
  const { bytes, payload } = draft;
  const code = read.code(b, message);
  copyOctets(b, message, bytes, payload, end - message);
  write.type(bytes, payload, ICMP_ECHO_REPLY);
  write.checksum(bytes, payload, updateChecksum(read.checksum(b, message), (ICMP_ECHO << 8) | code, code));
  endPacket(stack, ECHO_REPLY, out);
}

/** What programs are told of a message. */
function eventOf(b: Uint8Array, at: number, message: number, end: number): IcmpEvent {
  const event: IcmpEvent = {
    type: read.type(b, message),
    code: read.code(b, message),
    from: ipv4.read.src(b, at),
    to: ipv4.read.dst(b, at),
    ttl: ipv4.read.ttl(b, at),
    ident: 0,
    seq: 0,
    length: end - message - icmp.size,
  };
  if (event.type === ICMP_ECHO_REPLY) {
    event.ident = read.ident(b, message);
    event.seq = read.seq(b, message);
    return event;
  }
  if (event.type === ICMP_UNREACHABLE && event.code === ICMP_FRAGMENTATION_NEEDED) event.mtu = read.mtu(b, message);
  readQuotation(event, b, message + icmp.size, end);
  return event;
}

/** Reads what an error quotes, as far as it goes: the packet's header and the first octets behind it. */
function readQuotation(event: IcmpEvent, b: Uint8Array, at: number, end: number): void {
  if (end - at < ipv4.size) return;
  event.quoted = { bytes: b, at, end };
  event.quotedProtocol = ipv4.read.proto(b, at);
  event.quotedDestination = ipv4.read.dst(b, at);
  const inner = at + ipv4.read.hdrLen(b, at) * 4;
  if (inner + 8 > end || ipv4.read.fragOffset(b, at) !== 0) return;
  if (event.quotedProtocol === PROTO_ICMP && read.type(b, inner) === ICMP_ECHO) {
    event.ident = read.ident(b, inner);
    event.seq = read.seq(b, inner);
  } else if (event.quotedProtocol === PROTO_UDP) {
    event.quotedSourcePort = udp.read.srcport(b, inner);
    event.quotedPort = udp.read.dstport(b, inner);
  }
}
