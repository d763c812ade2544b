// What the stack tells the programs of its machine: ICMP messages, datagrams, and packets that could not be sent after all.

import type { StackState } from './machine.ts';
import type { FrameNumber, StackSurroundings } from './surroundings.ts';
import type { UdpSocket } from './udp.ts';

/** Why the stack could not send (POSIX words), told at once or later. */
export type SendFailure =
  'ENETUNREACH' | 'EHOSTUNREACH' | 'EMSGSIZE' | 'EACCES' | 'EINVAL' | 'ENETDOWN' | 'EADDRNOTAVAIL';

/** A packet, or the beginning of one: `bytes[at]` … `bytes[end - 1]`. Valid during the call only. */
export interface PacketOctets {
  bytes: Uint8Array;
  at: number;
  end: number;
}

/** An ICMP message that the host's stack hands to programs which listen (ping, traceroute). */
export interface IcmpEvent {
  type: number;
  code: number;
  /** Who sent it, and the TTL it arrived with. */
  from: number;
  to: number;
  ttl: number;
  /** Echo: identifier and sequence number. For errors: those of the quoted echo request, if one is quoted. */
  ident: number;
  seq: number;
  /** Octets of ICMP data after the 8-octet header. */
  length: number;
  /** Errors: the quoted packet's protocol, destination and (UDP) destination port; next-hop MTU of "fragmentation needed". */
  quotedProtocol?: number;
  quotedDestination?: number;
  quotedPort?: number;
  quotedSourcePort?: number;
  mtu?: number;
  /** Errors: what they quote, when that is a whole IPv4 header at least. */
  quoted?: PacketOctets;
}

/** A UDP datagram as it is handed up. The octets are `bytes[start]` … `bytes[end - 1]`; all of it is valid during the call only. */
export interface Datagram {
  from: number;
  fromPort: number;
  to: number;
  toPort: number;
  bytes: Uint8Array;
  start: number;
  end: number;
  /** The interface that it came by, and its frame or the last one of them; `NO_FRAME` for the own copy of a multicast. */
  port: number;
  frame: FrameNumber;
}

/** A packet of this machine that waited for an address and will not be sent. */
export interface SendFailed {
  to: number;
  reason: SendFailure;
  protocol: number;
  /** Of an echo request. */
  ident?: number;
  seq?: number;
  /** Of a UDP datagram: where it was going, and from which port. */
  port?: number;
  fromPort?: number;
  packet: PacketOctets;
}

/** Who sits on top of the stack. Methods, so that the machine that owns the stack may take its own richer state and surroundings. */
export interface Upward {
  icmp(stack: StackState, event: IcmpEvent, out: StackSurroundings): void;
  datagram(stack: StackState, socket: UdpSocket, datagram: Datagram, out: StackSurroundings): void;
  /** A whole packet with a TCP segment, at `at`. `alone`: see `deliver`. Left out where the machine has no TCP. */
  segment?(
    stack: StackState,
    port: number,
    frame: FrameNumber,
    bytes: Uint8Array,
    at: number,
    alone: boolean,
    out: StackSurroundings,
  ): void;
  sendFailed(stack: StackState, failed: SendFailed, out: StackSurroundings): void;
}
