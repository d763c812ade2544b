// What a dissected frame looks like: layers of spans. The inspector, the filter, the summaries and the tests read this; it is made by dissect.ts.

/** The five layers that have a colour. */
export type Layer = 'physical' | 'link' | 'network' | 'transport' | 'application';

/** Something odd about one span or one layer; worded by `words/` under this code. */
export interface Problem {
  code: string;
  parameters: Record<string, string | number>;
}

/** One field: a run of bits with its value. Spans of a layer do not overlap, and every bit of the frame is in exactly one span. */
export interface Span {
  /** Wireshark's filter name (`ip.ttl`), or for raw data `data`, `eth.padding`, … Key of the field's help. */
  filter: string;
  /** Label in English as the field is called (`Time to live`). */
  label: string;
  /** First bit, counted from the first bit of the frame, and number of bits. */
  bit: number;
  bits: number;
  /** Number up to 48 bits (addresses too); octets for anything longer. */
  value: number | Uint8Array;
  /** The value as a person reads it: `192.168.12.1`, `02:00:00:00:00:0a`, `64`, `0x0800 (IPv4)`. */
  text: string;
  /** What kind of value this is, for the filter's comparisons. */
  type: 'uint' | 'boolean' | 'mac' | 'ipv4' | 'bytes' | 'text';
  problem?: Problem;
}

/** Values the filter knows that are no bits of their own: `ip.addr`, `eth.addr`, `ip.checksum.status`, `frame.len`, `icmp.resp_to`. */
export interface Derived {
  filter: string;
  value: number | string | boolean | Uint8Array;
  text: string;
  type: Span['type'];
}

export interface DissectedLayer {
  /** Wireshark's protocol name: `eth`, `vlan`, `arp`, `ip`, `icmp`, `udp`, `llc`, `data`. */
  protocol: string;
  /** `Ethernet II`, `Internet Protocol version 4`. */
  title: string;
  layer: Layer;
  /** First octet and the octet after the last of the header (and of what belongs to no inner layer). */
  start: number;
  end: number;
  /** Made when they are first asked for, so a layer is looked at and not copied by its keys. */
  readonly spans: Span[];
  readonly derived: Derived[];
  /** True inside an ICMP error's quotation: these layers are quoted, not carried. */
  quoted: boolean;
  /** Problems of the layer as a whole (too short, unknown version). */
  problems: Problem[];
}

export interface Dissection {
  /** The octets that were dissected (a view, not a copy). */
  bytes: Uint8Array;
  length: number;
  layers: DissectedLayer[];
  /** As the packet list shows it: highest protocol, addresses, one line. `protocol` is Wireshark's column (`ARP`, `ICMP`). */
  protocol: string;
  source: string;
  destination: string;
  info: string;
  /** The short word on the strip: `who-has .2`, `is-at`, `ping`, `pong`, `TTL!`. Language-neutral field terms. */
  word: string;
}
