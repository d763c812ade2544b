// TCP's segments as IPv4 packets of a machine, and its news as news of the sockets that have the connections.

import { formatIpv4 } from '../../wire/address.ts';
import { PROTO_TCP } from '../../wire/ipv4.ts';
import { R } from '../reason.ts';
import { beginPacket, chooseSource, draft, endPacket, findWay, type PacketHeader, type Way } from '../send.ts';
import { NO_FRAME, NO_PORT, type FrameNumber, type StackSurroundings } from '../surroundings.ts';
import type { TcpOptions } from '../tcp/options.ts';
import type { TcpOut } from '../tcp/out.ts';
import { STATES } from '../tcp/states.ts';
import type { Ends, Tcb } from '../tcp/tcb.ts';
import { tell, type SocketStack } from './table.ts';

const header: PacketHeader = {
  to: 0,
  source: 0,
  protocol: PROTO_TCP,
  ttl: 0,
  df: false,
  dsfield: 0,
  length: 0,
  evenIfLost: false,
};

const LONGEST_PACKET = 65_535;

/** Where the machine's packets to `to` leave, or undefined where no route leads there: the MTU of that interface and the address they come from. */
export function wayTo(stack: SocketStack, to: number): { mtu: number; source: number } | undefined {
  if (!findWay(stack, to, way) || !stack.interfaces[way.port].up) return undefined;
  // A packet's length has 16 bits, and `lo` on Linux has an MTU of 65536 (there: IP_MAX_MTU).
  return { mtu: Math.min(stack.interfaces[way.port].mtu, LONGEST_PACKET), source: chooseSource(stack, to, way) };
}

const way: Way = { port: 0, nextHop: 0, mac: 0 };

/** Whose segments these are, and of the segment that has come its interface and frame. One set, because one segment is built at a time. */
let stack: SocketStack;
let out: StackSurroundings;
let port = NO_PORT;
let frame = NO_FRAME;

const CLOSED = STATES.indexOf('CLOSED');

/** Both ends as the trace spells them: the machine's own first. */
const endsOf = ({ localIp, localPort, remoteIp, remotePort }: Ends): string =>
  `${formatIpv4(localIp)}:${localPort} ${formatIpv4(remoteIp)}:${remotePort}`;

/** Whose connection it is; 0 while nobody has accepted it. */
function pidOf({ id }: Tcb): number {
  const { owners, sockets } = stack.door;
  const key = owners.get(id);
  return (key === undefined ? undefined : sockets.get(key)?.pid) ?? 0;
}

const segments: TcpOut = {
  get cause() {
    return out.cause;
  },
  set cause(row) {
    out.cause = row;
  },

  begin(ends: Ends, length: number): Uint8Array | undefined {
    const options: TcpOptions = (ends as Partial<Tcb>).options ?? stack.door.settings.tcp;
    header.to = ends.remoteIp;
    header.source = ends.localIp;
    header.ttl = options.ttl || stack.options.ttl;
    header.df = options.pathMtuDiscovery;
    header.dsfield = options.dsfield;
    header.length = length;
    return beginPacket(stack, header, out) ? undefined : draft.bytes;
  },

  get at() {
    return draft.payload;
  },

  end(why) {
    endPacket(stack, R[why], out);
  },

  event(tcb, what) {
    const { owners } = stack.door;
    const own = owners.get(tcb.id);
    if (own !== undefined) tell(stack, own, what, out.cause);
    else if (what === 'connected') tell(stack, owners.get(tcb.listener), 'readable', out.cause);
  },

  ignored(why, x, y) {
    out.drop(stack.device, port, frame, R[why], x, y);
  },

  mtuTo: (ends) => wayTo(stack, ends.remoteIp)?.mtu,

  changed(tcb, why, x, y) {
    // A connection in LISTEN is none yet: it is one that a SYN has just made (RFC 9293 section 3.10.7.2), and tells its ends in its first row.
    if (why === 'tcp-state' && x === CLOSED && y !== CLOSED) {
      out.socketChanged(stack.device, tcb.id, R['tcp-opened'], out.text(endsOf(tcb)), pidOf(tcb));
    }
    out.socketChanged(stack.device, tcb.id, R[why], x, y);
  },

  get explaining() {
    return out.explaining;
  },

  decide(_tcb, why, x, y) {
    out.decide(stack.device, port, frame, R[why], x, y);
  },
};

/** What TCP asks of a machine, for what is done now; `port` and `frame` are those of a segment that has come. Good until the next call. */
export function segmentsOf(
  of: SocketStack,
  surroundings: StackSurroundings,
  cameBy: number = NO_PORT,
  cameIn: FrameNumber = NO_FRAME,
): TcpOut {
  stack = of;
  out = surroundings;
  port = cameBy;
  frame = cameIn;
  return segments;
}
