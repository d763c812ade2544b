// How many octets of data go into which packet: TCP cuts by its MSS (RFC 9293 section 3.7.1), IP cuts datagrams of UDP that are too long (RFC 791 section 3.2).

import { ethernet, SMALLEST_FRAME } from '../../wire/ethernet.ts';
import { ipv4 } from '../../wire/ipv4.ts';
import { tcp } from '../../wire/tcp.ts';
import { udp } from '../../wire/udp.ts';

export const IP_HEADER = ipv4.size;
export const TCP_HEADER = tcp.size;
export const UDP_HEADER = udp.size;
export const ETHERNET_HEADER = ethernet.size;
/** The frame check sequence behind a frame. */
export const FCS = 4;
/** The timestamps option, filled up to a multiple of four (RFC 7323 appendix A). */
export const TIMESTAMPS = 12;
/** What fits into one datagram of UDP over IPv4: its length field and that of IP end at 65535. */
export const MOST_IN_UDP = 65535 - IP_HEADER - UDP_HEADER;

/** A run of packets of the same size. */
export interface Packets {
  count: number;
  /** Octets of the program's data in each. */
  data: number;
  /** Octets behind the IP header: with TCP's or UDP's header where there is one. */
  inIp: number;
  /** Octets of the packet, and of its Ethernet frame without and with the FCS; short frames are filled up. */
  ip: number;
  frame: number;
  withFcs: number;
}

const packets = (count: number, data: number, inIp: number): Packets => {
  const frame = Math.max(SMALLEST_FRAME, ETHERNET_HEADER + IP_HEADER + inIp);
  return { count, data, inIp, ip: IP_HEADER + inIp, frame, withFcs: frame + FCS };
};

/** Full packets, and the last one where it is shorter: those that there are. */
const some = (...runs: Packets[]): Packets[] => runs.filter(({ count }) => count > 0);

/** The largest segment that goes through whole (MSS), and what of it is left for data beside options. */
export function mssOf(mtu: number, timestamps: boolean): { mss: number; room: number } {
  const mss = mtu - IP_HEADER - TCP_HEADER;
  return { mss, room: mss - (timestamps ? TIMESTAMPS : 0) };
}

/** The segments of so many octets of a stream; none for none. */
export function segmentsOf(data: number, mtu: number, timestamps: boolean): Packets[] {
  const { room } = mssOf(mtu, timestamps);
  const header = TCP_HEADER + (timestamps ? TIMESTAMPS : 0);
  const rest = data % room;
  return some(packets((data - rest) / room, room, header + room), packets(rest > 0 ? 1 : 0, rest, header + rest));
}

/** A fragment of a datagram. */
export interface Fragment {
  /** The field: so many times eight octets lie before it. */
  offset: number;
  /** Octets behind the IP header. */
  octets: number;
  more: 0 | 1;
}

/** Octets behind the IP header of every fragment but the last: a multiple of eight, for the field of the offset counts in eights. */
export const fragmentRoom = (mtu: number): number => Math.floor((mtu - IP_HEADER) / 8) * 8;

/** A datagram of UDP as fragments; one, with offset 0 and no more behind it, where it fits. */
export function fragmentsOf(data: number, mtu: number): Fragment[] {
  const whole = UDP_HEADER + data;
  if (IP_HEADER + whole <= mtu) return [{ offset: 0, octets: whole, more: 0 }];
  const room = fragmentRoom(mtu);
  return Array.from({ length: Math.ceil(whole / room) }, (_, place) => {
    const octets = Math.min(room, whole - place * room);
    return { offset: (place * room) / 8, octets, more: (place + 1) * room < whole ? 1 : 0 };
  });
}

/** The packets of a datagram: the first has the header of UDP. */
export function datagramOf(data: number, mtu: number): Packets[] {
  const fragments = fragmentsOf(data, mtu);
  const [first, last] = [fragments[0]!, fragments.at(-1)!];
  const between = fragments.length - 2;
  return some(
    packets(1, first.octets - UDP_HEADER, first.octets),
    packets(Math.max(0, between), first.octets, first.octets),
    packets(fragments.length > 1 ? 1 : 0, last.octets, last.octets),
  );
}

/** Sums over all packets. */
export function totalsOf(runs: readonly Packets[]): Record<'packets' | 'data' | 'ip' | 'frame' | 'withFcs', number> {
  const sum = (of: (run: Packets) => number): number => runs.reduce((all, run) => all + run.count * of(run), 0);
  return {
    packets: sum(() => 1),
    data: sum(({ data }) => data),
    ip: sum(({ ip }) => ip),
    frame: sum(({ frame }) => frame),
    withFcs: sum(({ withFcs }) => withFcs),
  };
}
