// The network card: which frames it takes from its cable (IEEE 802.3 section 4.2.9; RFC 1112 section 6.4 for multicast).

import { ALL_HOSTS, type InterfaceState, type StackState } from '../stack/machine.ts';
import { R } from '../stack/reason.ts';
import { BROADCAST_MAC, isGroupMac, multicastMac } from '../wire/address.ts';
import { ethernet, LARGEST_LENGTH } from '../wire/ethernet.ts';
import { tagLength } from '../wire/vlan.ts';
import type { FrameNumber, Surroundings } from './surroundings.ts';

/** What the card did with a frame: dropped it, or took it because it is for this station, for a group, or because the card takes everything. */
export const NOT_TAKEN = 0;
export const FOR_ME = 1;
export const FOR_MANY = 2;
export const FOR_OTHERS = 3;

const { read } = ethernet;
const ALL_HOSTS_MAC = multicastMac(ALL_HOSTS);

/**
 * A frame has reached the card of an interface. Opens it; when it is not taken, it is dropped with its reason. The MTU bounds what is sent; a card
 * takes whatever Ethernet allows, and longer frames only where its MTU is as large (jumbo frames).
 */
export function takeFrame(stack: StackState, port: number, frame: FrameNumber, out: Surroundings): number {
  const one = stack.interfaces[port];
  if (!one.up) return refuse(stack, port, frame, R['nic-down'], 0, 0, out);
  if (out.badFcs(frame)) return refuse(stack, port, frame, R['nic-bad-fcs'], 0, 0, out);
  out.open(frame);
  const length = out.end - out.start;
  if (length < ethernet.size) return refuse(stack, port, frame, R['nic-too-short'], length, 0, out);
  const most = Math.max(one.mtu, LARGEST_LENGTH);
  if (length > most + ethernet.size && length > most + ethernet.size + tagLength(out.bytes, out.start)) {
    return refuse(stack, port, frame, R['mtu-exceeded'], length - ethernet.size, most, out);
  }
  const taken = audience(one, read.dst(out.bytes, out.start));
  if (taken === NOT_TAKEN) return refuse(stack, port, frame, R['nic-not-mine'], 0, 0, out);
  one.rx++;
  one.rxOctets += length;
  stack.captured?.push({ port, frame, outgoing: false });
  if (out.explaining) out.decide(stack.device, port, frame, acceptance(out, taken));
  return taken;
}

/** For whom a frame is, seen from a card. */
function audience(one: InterfaceState, dst: number): number {
  if (dst === one.mac) return FOR_ME;
  if (dst === BROADCAST_MAC) return FOR_MANY;
  if (isGroupMac(dst) && isJoined(one, dst)) return FOR_MANY;
  return one.promiscuous ? FOR_OTHERS : NOT_TAKEN;
}

const isJoined = (one: InterfaceState, dst: number): boolean =>
  dst === ALL_HOSTS_MAC || one.groups.some((group) => multicastMac(group) === dst);

function refuse(
  stack: StackState,
  port: number,
  frame: FrameNumber,
  reason: number,
  x: number,
  y: number,
  out: Surroundings,
): number {
  stack.interfaces[port].dropped++;
  out.drop(stack.device, port, frame, reason, x, y);
  return NOT_TAKEN;
}

function acceptance(out: Surroundings, taken: number): number {
  if (taken === FOR_ME) return R['nic-accepted-own'];
  if (taken === FOR_OTHERS) return R['nic-accepted-promiscuous'];
  const all = read.dst(out.bytes, out.start) === BROADCAST_MAC;
  return R[all ? 'nic-accepted-broadcast' : 'nic-accepted-multicast'];
}
