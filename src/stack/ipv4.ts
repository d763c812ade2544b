// Receiving an IPv4 packet: is its header right, is it for this machine, and who gets it (RFC 791; RFC 1122 section 3.2.1; RFC 1812 section 5.2).

import { BROADCAST_IP, isLoopback, isMulticastIp } from '../wire/address.ts';
import { internetChecksum } from '../wire/checksum.ts';
import { ipv4 } from '../wire/ipv4.ts';
import { deliver } from './deliver.ts';
import { forward } from './forward.ts';
import { ALL_HOSTS, isOwn, isSubnetBroadcast, type StackState } from './machine.ts';
import { optionsAreSound, optionsSay, SOURCE_ROUTED } from './ipOptions.ts';
import { R } from './reason.ts';
import { keepFragment } from './reassembly.ts';
import type { FrameNumber, StackSurroundings } from './surroundings.ts';
import type { Upward } from './upward.ts';

const { read } = ipv4;

/**
 * A packet has come in. The frame is open, the packet begins at `at`, the frame ends at `end`. `toMany`: the frame was for a group of
 * stations. Weak host model, as Linux: an address of the machine is good on each of its interfaces.
 */
export function receiveIpv4(
  stack: StackState,
  port: number,
  frame: FrameNumber,
  at: number,
  end: number,
  toMany: boolean,
  out: StackSurroundings,
  up: Upward,
): void {
  const b = out.bytes;
  const { device } = stack;
  const headerLength = end - at < ipv4.size ? 0 : read.hdrLen(b, at) * 4;
  if (!headerFits(b, at, end, headerLength)) {
    out.drop(device, port, frame, R['ip-bad-header']);
    return;
  }
  if (internetChecksum(b, at, at + headerLength) !== 0) {
    out.drop(device, port, frame, R['ip-bad-checksum']);
    return;
  }
  const source = read.src(b, at);
  const to = read.dst(b, at);
  if (isMartian(stack, port, source, to)) {
    out.drop(device, port, frame, R['ip-bad-source'], source);
    return;
  }
  if (headerLength > ipv4.size && !mayPass(stack, port, frame, b, at, headerLength, out)) return;
  const mine = isOwn(stack, to) || (stack.interfaces[port].loopback && isLoopback(to));
  if (mine || isForMany(stack, port, to)) {
    if (out.explaining) out.decide(device, port, frame, R[mine ? 'ip-is-mine' : 'ip-is-broadcast'], to);
    if (read.flagsMf(b, at) || read.fragOffset(b, at))
      keepFragment(stack, port, frame, b, at, mine && !toMany, out, up);
    else deliver(stack, port, frame, b, at, mine && !toMany, out, up);
  } else if (stack.forwarding && !toMany && !isMulticastIp(to)) {
    forward(stack, port, frame, b, at, out);
  } else {
    out.drop(device, port, frame, R['ip-not-mine'], to);
  }
}

/** Version, length of the header and of the packet against what is there. Octets behind the packet are the frame's padding. */
function headerFits(b: Uint8Array, at: number, end: number, headerLength: number): boolean {
  if (headerLength < ipv4.size || read.version(b, at) !== 4) return false;
  const length = read.len(b, at);
  return length >= headerLength && length <= end - at;
}

/**
 * Sources that no single other host can have (RFC 1122 section 3.2.1.3, RFC 1812 section 5.3.7), this machine's own addresses when they come by
 * cable, and 127/8 anywhere but on loopback. 0.0.0.0 is allowed to those who ask everybody for an address.
 */
function isMartian(stack: StackState, port: number, source: number, to: number): boolean {
  const one = stack.interfaces[port];
  if (one.loopback) return false;
  if (source === 0) return to !== BROADCAST_IP && !isMulticastIp(to);
  return (
    isLoopback(source) ||
    isLoopback(to) ||
    source >>> 28 >= 0xe ||
    isSubnetBroadcast(one, source) ||
    isOwn(stack, source)
  );
}

const isForMany = (stack: StackState, port: number, to: number): boolean => {
  if (to === BROADCAST_IP) return true;
  const one = stack.interfaces[port];
  if (isMulticastIp(to)) return to === ALL_HOSTS || one.groups.includes(to);
  return isSubnetBroadcast(one, to);
};

/** Options must be well formed, and must not choose the way: hosts and routers refuse source routes nowadays (RFC 7126 section 4.3; Linux too). */
function mayPass(
  stack: StackState,
  port: number,
  frame: FrameNumber,
  b: Uint8Array,
  at: number,
  headerLength: number,
  out: StackSurroundings,
): boolean {
  if (!optionsAreSound(b, at + ipv4.size, at + headerLength)) {
    out.drop(stack.device, port, frame, R['ip-bad-header']);
    return false;
  }
  if (!optionsSay(b, at + ipv4.size, at + headerLength, SOURCE_ROUTED)) return true;
  out.drop(stack.device, port, frame, R['ip-source-routed']);
  return false;
}
