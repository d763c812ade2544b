// The state of one machine's stack: its interfaces, routes, sockets and what is under way. Plain data; the protocols beside this file move it.

import type { Luck } from '../base/rng.ts';
import type { Instant } from '../base/time.ts';
import { broadcastOf, sameNetwork } from '../wire/address.ts';
import type { Claim } from './acd.ts';
import type { ArpState } from './arpTable.ts';
import type { StackOptions } from './options.ts';
import type { Reassembly } from './reassembly.ts';
import type { Route } from './routes.ts';
import type { FrameNumber } from './surroundings.ts';
import type { UdpSocket } from './udp.ts';

/** 224.0.0.1: every host is a member, and never says so (RFC 1112 section 4). */
export const ALL_HOSTS = 0xe0000001;
/** 127.0.0.1. */
export const LOOPBACK_IP = 0x7f000001;

export interface InterfaceAddress {
  ip: number;
  prefix: number;
}

export interface InterfaceState {
  name: string;
  mac: number;
  /** In the order of setting; the first is the primary one. */
  addresses: InterfaceAddress[];
  /** Addresses that are being probed for or announced (RFC 5227). */
  claims: Claim[];
  mtu: number;
  /** Set up by its owner. */
  up: boolean;
  /** A cable with link is plugged in. */
  carrier: boolean;
  promiscuous: boolean;
  loopback: boolean;
  /** Multicast groups that it has joined. */
  groups: number[];
  arp: ArpState;
  /** Frames and octets taken in and handed out, and frames that arrived and were dropped by the card. */
  rx: number;
  rxOctets: number;
  tx: number;
  txOctets: number;
  dropped: number;
}

export interface StackState {
  /** The machine's number in the world. */
  device: number;
  /** The last one is `lo`. */
  interfaces: InterfaceState[];
  /** Every address in use, 127/8 left out; made anew by `noteAddresses`. */
  own: Uint32Array;
  routes: Route[];
  forwarding: boolean;
  options: StackOptions;
  /** Identification of the next packet (RFC 791 section 3.1). */
  nextIdent: number;
  reassembly: Reassembly[];
  /** When the last ICMP error went to a destination; only filled while there is a limit. */
  icmpErrorsSent: { to: number; at: Instant }[];
  sockets: UdpSocket[];
  nextPort: number;
  luck: Luck;
  /** Frames that came and left since the programs were last told, while one of them captures; undefined while none does. */
  captured: CapturedFrame[] | undefined;
}

/** A frame that an interface's card took in or handed out. */
export interface CapturedFrame {
  port: number;
  frame: FrameNumber;
  outgoing: boolean;
}

export const loopbackOf = (stack: StackState): number => stack.interfaces.length - 1;

/** Is this one of the machine's addresses? Those of 127/8 are not asked for here. */
export function isOwn(stack: StackState, ip: number): boolean {
  const own = stack.own;
  for (let i = 0; i < own.length; i++) if (own[i] === ip) return true;
  return false;
}

/** Is this a MAC of one of the machine's own cards? */
export function isOwnMac(stack: StackState, mac: number): boolean {
  for (const one of stack.interfaces) if (!one.loopback && one.mac === mac) return true;
  return false;
}

/** Makes `own` anew. To be called whenever the addresses of an interface have changed. */
export function noteAddresses(stack: StackState): void {
  stack.own = Uint32Array.from(stack.interfaces.flatMap((one) => (one.loopback ? [] : one.addresses.map((a) => a.ip))));
}

/** The interface's address on the network of `ip`, otherwise its primary one; 0 when it has none. */
export function sourceFor(one: InterfaceState, ip: number): number {
  const addresses = one.addresses;
  for (let i = 0; i < addresses.length; i++) {
    const { ip: mine, prefix } = addresses[i];
    if (sameNetwork(mine, ip, prefix)) return mine;
  }
  return addresses.length ? addresses[0].ip : 0;
}

/** Is `ip` the broadcast address of one of the interface's networks? Networks of 31 and 32 bits have none (RFC 3021). */
export function isSubnetBroadcast(one: InterfaceState, ip: number): boolean {
  const addresses = one.addresses;
  for (let i = 0; i < addresses.length; i++) {
    const { ip: mine, prefix } = addresses[i];
    if (prefix < 31 && broadcastOf(mine, prefix) === ip) return true;
  }
  return false;
}
