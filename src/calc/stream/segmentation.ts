// Data cut for a link, with the sums over all of its packets: what K-14 gives.

import { datagramOf, fragmentsOf, mssOf, segmentsOf, totalsOf, type Fragment, type Packets } from './packets.ts';

/** Fragments that are told one by one; of more only these first and the last. */
const TOLD = 64;

export interface Segments {
  protocol: 'tcp' | 'udp';
  data: number;
  mtu: number;
  /** For TCP: the MSS, and octets of data in a full segment. */
  mss: number | null;
  room: number | null;
  /** Packets of the same size together, in their order. */
  packets: Packets[];
  /** For UDP: at most 64 of the fragments. */
  fragments: Fragment[];
  totals: ReturnType<typeof totalsOf>;
  /** Of all octets in frames so many in a thousand are data; null where nothing is sent. */
  perMille: number | null;
}

/** A stream of so many octets as segments. */
export function ofTcp(data: number, mtu: number, timestamps: boolean): Segments {
  const packets = segmentsOf(data, mtu, timestamps);
  return { protocol: 'tcp', data, mtu, ...mssOf(mtu, timestamps), packets, fragments: [], ...sumsOf(packets) };
}

/** One datagram with so many octets as fragments. */
export function ofUdp(data: number, mtu: number): Segments {
  const packets = datagramOf(data, mtu);
  const all = fragmentsOf(data, mtu);
  const fragments = all.length > TOLD ? [...all.slice(0, TOLD - 1), all.at(-1)!] : all;
  return { protocol: 'udp', data, mtu, mss: null, room: null, packets, fragments, ...sumsOf(packets) };
}

function sumsOf(packets: readonly Packets[]): Pick<Segments, 'totals' | 'perMille'> {
  const totals = totalsOf(packets);
  return { totals, perMille: totals.packets ? Math.round((totals.data / totals.withFcs) * 1000) : null };
}
