// One ARP message on Ethernet: is it well formed, and how it is built and sent (RFC 826 "packet format").

import { BROADCAST_IP, isGroupMac, isLoopback, isMulticastIp } from '../wire/address.ts';
import { arp, ARP_REPLY, ARP_REQUEST } from '../wire/arp.ts';
import { ETHERTYPE_ARP, ETHERTYPE_IPV4, ethernet, SMALLEST_FRAME } from '../wire/ethernet.ts';
import { handToCard } from './card.ts';
import type { StackState } from './machine.ts';
import type { StackSurroundings } from './surroundings.ts';

const { read, write } = arp;
const LENGTH = Math.max(SMALLEST_FRAME, ethernet.size + arp.size);
const ETHERNET_HARDWARE = 1;

/** Is this a question or an answer about IPv4 on Ethernet, from somebody who can be a single station? */
export function isWellFormed(b: Uint8Array, at: number, end: number): boolean {
  if (end - at < arp.size) return false;
  if (read.hwType(b, at) !== ETHERNET_HARDWARE || read.protoType(b, at) !== ETHERTYPE_IPV4) return false;
  if (read.hwSize(b, at) !== 6 || read.protoSize(b, at) !== 4) return false;
  const opcode = read.opcode(b, at);
  if (opcode !== ARP_REQUEST && opcode !== ARP_REPLY) return false;
  const mac = read.srcHwMac(b, at);
  const ip = read.srcProtoIpv4(b, at);
  return mac !== 0 && !isGroupMac(mac) && !isMulticastIp(ip) && !isLoopback(ip) && ip !== BROADCAST_IP;
}

/** Builds an ARP message and sends it. */
export function sendArp(
  stack: StackState,
  port: number,
  opcode: number,
  to: number,
  senderIp: number,
  targetMac: number,
  targetIp: number,
  reason: number,
  out: StackSurroundings,
): void {
  const { mac } = stack.interfaces[port];
  const b = out.begin(LENGTH);
  const start = out.room;
  ethernet.write.dst(b, start, to);
  ethernet.write.src(b, start, mac);
  ethernet.write.type(b, start, ETHERTYPE_ARP);
  const at = start + ethernet.size;
  write.hwType(b, at, ETHERNET_HARDWARE);
  write.protoType(b, at, ETHERTYPE_IPV4);
  write.hwSize(b, at, 6);
  write.protoSize(b, at, 4);
  write.opcode(b, at, opcode);
  write.srcHwMac(b, at, mac);
  write.srcProtoIpv4(b, at, senderIp);
  write.dstHwMac(b, at, targetMac);
  write.dstProtoIpv4(b, at, targetIp);
  handToCard(stack, port, out.finish(), LENGTH, reason, out);
}
