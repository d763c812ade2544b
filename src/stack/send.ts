// Sending an IPv4 packet: where it goes (RFC 1122 section 3.3.1), its header (RFC 791 section 3.1), and its handing over to a card or to the ARP queue.

import { BROADCAST_IP, BROADCAST_MAC, isLoopback, isMulticastIp, multicastMac } from '../wire/address.ts';
import { internetChecksum } from '../wire/checksum.ts';
import { ethernet } from '../wire/ethernet.ts';
import { ipv4 } from '../wire/ipv4.ts';
import { resolve } from './arpQuestion.ts';
import { OWN_PACKET } from './arpTable.ts';
import { sendFragments } from './fragment.ts';
import { frameLength, handOver, UNSPECIFIED, writeEthernet } from './handOver.ts';
import { isOwn, isSubnetBroadcast, LOOPBACK_IP, loopbackOf, sourceFor, type StackState } from './machine.ts';
import { R } from './reason.ts';
import { lookUpRoute } from './routes.ts';
import { NO_FRAME, NO_PORT, type FrameNumber, type StackSurroundings } from './surroundings.ts';
import type { SendFailure } from './upward.ts';

const { write } = ipv4;
const LONGEST_PACKET = 65535;

/** Where a packet goes next. One object, filled by `findWay`; valid until the next call. */
export interface Way {
  port: number;
  /** Whose MAC the frame gets; `UNSPECIFIED` where the MAC needs no asking. */
  nextHop: number;
  /** The MAC where it needs no asking. */
  mac: number;
}

/** The packet under construction. One object, because one packet is built at a time: nothing in it outlives the call that builds. */
export interface Draft extends Way {
  /** Where the payload is to be written: `bytes[payload]` … */
  bytes: Uint8Array;
  payload: number;
  /** First octet of the IP header. */
  packet: number;
  source: number;
  length: number;
  /** Of the interface; tells the sender what would have fitted. */
  mtu: number;
  /** The octets are the frame's own; otherwise they are too many for one frame and lie aside. */
  inFrame: boolean;
}

export const draft: Draft = {
  port: 0,
  nextHop: UNSPECIFIED,
  mac: 0,
  bytes: new Uint8Array(0),
  payload: 0,
  packet: 0,
  source: UNSPECIFIED,
  length: 0,
  mtu: 0,
  inFrame: true,
};

/** Fills in port, next hop and, where no ARP is needed, MAC for a destination. False: there is no route. */
export function findWay(stack: StackState, to: number, way: Way): boolean {
  way.nextHop = UNSPECIFIED;
  way.mac = 0;
  if (isLoopback(to) || isOwn(stack, to)) {
    way.port = loopbackOf(stack);
    return true;
  }
  const route = lookUpRoute(stack, to);
  if (to === BROADCAST_IP || isMulticastIp(to)) {
    // Linux wants a route for these too; a classroom host without a gateway may broadcast all the same, out of its first interface.
    const port = route
      ? route.interface
      : stack.interfaces.findIndex((one) => one.up && !one.loopback && one.addresses.length);
    way.port = port;
    way.mac = to === BROADCAST_IP ? BROADCAST_MAC : multicastMac(to);
    return port >= 0;
  }
  if (!route) return false;
  way.port = route.interface;
  if (route.via !== undefined) way.nextHop = route.via;
  else if (isSubnetBroadcast(stack.interfaces[route.interface], to)) way.mac = BROADCAST_MAC;
  else way.nextHop = to;
  return true;
}

/** Tells whoever looks why a packet goes this way. */
export function explainWay(stack: StackState, frame: FrameNumber, to: number, way: Way, out: StackSurroundings): void {
  const { device } = stack;
  if (way.port === loopbackOf(stack)) out.decide(device, way.port, frame, R['ip-is-mine'], to);
  else if (way.nextHop === UNSPECIFIED) out.decide(device, way.port, frame, R['ip-is-broadcast'], to);
  else if (way.nextHop === to) out.decide(device, way.port, frame, R['ip-on-link'], to, way.port);
  else out.decide(device, way.port, frame, R['ip-via-gateway'], to, way.nextHop);
}

/** What the header of a new packet says. */
export interface PacketHeader {
  to: number;
  /** `UNSPECIFIED`: the address of the interface it leaves by. */
  source: number;
  protocol: number;
  ttl: number;
  df: boolean;
  dsfield: number;
  /** Octets behind the header. */
  length: number;
  /** The interface by which it must leave, for a packet to many; left out: the route says. */
  by?: number;
  /** Build it even where no route leads: it is the stack's own answer, and its end is worth a row. */
  evenIfLost: boolean;
}

/** Begins a packet: afterwards the payload is to be written into `draft`, then comes `endPacket`. Or tells why it cannot be sent. */
export function beginPacket(stack: StackState, header: PacketHeader, out: StackSurroundings): SendFailure | undefined {
  const { to, length } = header;
  if (!findWay(stack, to, draft)) {
    if (!header.evenIfLost) return 'ENETUNREACH';
    draft.port = NO_PORT;
  }
  if (header.by !== undefined && draft.nextHop === UNSPECIFIED) draft.port = header.by;
  const lost = draft.port === NO_PORT;
  if (out.explaining && !lost) explainWay(stack, NO_FRAME, to, draft, out);
  const one = stack.interfaces[lost ? loopbackOf(stack) : draft.port];
  if (!one.up) return 'ENETDOWN';
  draft.source = header.source || chooseSource(stack, to);
  if (draft.source === UNSPECIFIED) return 'EADDRNOTAVAIL';
  const total = ipv4.size + length;
  draft.mtu = one.mtu;
  draft.length = length;
  if (total > LONGEST_PACKET || (total > one.mtu && header.df)) return 'EMSGSIZE';
  draft.inFrame = total <= one.mtu;
  if (draft.inFrame) {
    draft.bytes = out.begin(frameLength(ethernet.size + total, one.loopback));
    draft.packet = out.room + ethernet.size;
    if (draft.nextHop !== UNSPECIFIED) draft.mac = resolve(stack, draft.port, draft.nextHop, out);
    writeEthernet(draft.bytes, out.room, draft.mac, one.mac);
  } else {
    draft.bytes = new Uint8Array(total);
    draft.packet = 0;
  }
  draft.payload = draft.packet + ipv4.size;
  writeHeader(stack, draft.bytes, draft.packet, header, draft.source);
  return undefined;
}

/** Ends the packet that `beginPacket` began: as one frame, or cut into fragments. */
export function endPacket(stack: StackState, reason: number, out: StackSurroundings): void {
  const { port, nextHop, mac, bytes, packet, length, mtu } = draft;
  const total = ipv4.size + length;
  if (!draft.inFrame) {
    sendFragments(stack, port, nextHop, mac, bytes, packet, mtu, OWN_PACKET, reason, out);
    return;
  }
  const frame = out.finish();
  if (port === NO_PORT) {
    out.drop(stack.device, NO_PORT, frame, R['ip-no-route'], ipv4.read.dst(bytes, packet));
    return;
  }
  const { loopback } = stack.interfaces[port];
  handOver(stack, port, nextHop, mac, frame, frameLength(ethernet.size + total, loopback), OWN_PACKET, reason, out);
}

/** The address that packets to `to` come from, when they go that way; 0 when there is none. */
export function chooseSource(stack: StackState, to: number, way: Way = draft): number {
  if (way.port === NO_PORT) return stack.own.length ? stack.own[0] : UNSPECIFIED;
  if (way.port === loopbackOf(stack)) return isLoopback(to) ? LOOPBACK_IP : to;
  return sourceFor(stack.interfaces[way.port], way.nextHop || to);
}

function writeHeader(stack: StackState, b: Uint8Array, at: number, header: PacketHeader, source: number): void {
  write.version(b, at, 4);
  write.hdrLen(b, at, ipv4.size / 4);
  write.dsfield(b, at, header.dsfield);
  write.len(b, at, ipv4.size + header.length);
  write.id(b, at, stack.nextIdent);
  stack.nextIdent = (stack.nextIdent + 1) & 0xffff;
  if (header.df) write.flagsDf(b, at, 1);
  write.ttl(b, at, header.ttl);
  write.proto(b, at, header.protocol);
  write.src(b, at, source);
  write.dst(b, at, header.to);
  write.checksum(b, at, internetChecksum(b, at, at + ipv4.size));
}
