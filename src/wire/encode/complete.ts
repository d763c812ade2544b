// How each header works out what was left out: types from what is inside, lengths and checksums from the octets (RFC 791, 792, 768, 9293).

import { arp } from '../arp.ts';
import { BROADCAST_MAC } from '../address.ts';
import { internetChecksum, pseudoHeaderSum } from '../checksum.ts';
import type { Draft } from '../encode.ts';
import { ETHERTYPE_ARP, ETHERTYPE_IPV4, ETHERTYPE_PROVIDER_VLAN, ETHERTYPE_VLAN, ethernet } from '../ethernet.ts';
import { type Header, bitsOf, placed } from '../field.ts';
import { ICMP_ECHO, icmp, icmpVariant } from '../icmp.ts';
import { PROTO_ICMP, PROTO_TCP, PROTO_UDP, ipv4 } from '../ipv4.ts';
import { SNAP_SAP, llc } from '../llc.ts';
import { tcp } from '../tcp.ts';
import { udp } from '../udp.ts';
import { providerVlan, vlan } from '../vlan.ts';

/** A layer whose header is in place: all its octets, and how many of them are the header. */
interface Built {
  readonly bytes: Uint8Array;
  readonly headerSize: number;
  readonly given: ReadonlyMap<string, number>;
  readonly inner: Draft | undefined;
  /** The layers around, from the next one outwards. */
  readonly outer: readonly Draft[];
}

interface Completion<H extends Header> {
  readonly header: H;
  /** Octets of the header, when that is not its fixed size. */
  readonly size?: (given: ReadonlyMap<string, number>, inner: Draft | undefined) => number;
  /** What a field that cannot be worked out is then. */
  readonly defaults: { readonly [K in keyof H['read']]?: number };
  readonly workOut: (built: Built, put: Put<H>) => void;
}

/** Sets a field unless it was given. */
type Put<H extends Header> = (key: keyof H['read'] & string, value: () => number) => void;

/** EtherType 0x88b5 is for local experiments (IEEE 802, clause 9.2.4). */
const ETHERTYPE_EXPERIMENT = 0x88b5;
/** Protocol number for experiments (RFC 3692). */
const PROTO_EXPERIMENT = 253;

const ETHERTYPE_OF: Readonly<Record<string, number>> = {
  ip: ETHERTYPE_IPV4,
  arp: ETHERTYPE_ARP,
  vlan: ETHERTYPE_VLAN,
  ieee8021ad: ETHERTYPE_PROVIDER_VLAN,
};
const PROTO_OF: Readonly<Record<string, number>> = { icmp: PROTO_ICMP, udp: PROTO_UDP, tcp: PROTO_TCP, ip: 4 };

/** The type of what is inside, or the length where LLC is inside. */
const typeOrLength = ({ inner, bytes, headerSize }: Built): number =>
  inner?.protocol === 'llc' ? bytes.length - headerSize : (ETHERTYPE_OF[inner?.protocol ?? ''] ?? ETHERTYPE_EXPERIMENT);

const define = <H extends Header>(completion: Completion<H>): Completion<H> => completion;

/** Every header that can be encoded, by its protocol name. */
export const completions = {
  eth: define({
    header: ethernet,
    defaults: { dst: BROADCAST_MAC },
    workOut: (built, put) => put('type', () => typeOrLength(built)),
  }),
  vlan: define({
    header: vlan,
    defaults: { id: 1 },
    workOut: (built, put) => put('etype', () => typeOrLength(built)),
  }),
  ieee8021ad: define({
    header: providerVlan,
    defaults: { id: 1 },
    workOut: (built, put) => put('etype', () => typeOrLength(built)),
  }),
  llc: define({
    header: llc,
    size: (given, inner) => (given.get('dsap') === SNAP_SAP || (!given.has('dsap') && snapType(inner)) ? 8 : 3),
    defaults: { control: 3 },
    workOut: ({ inner }, put) => {
      const type = snapType(inner);
      if (type === undefined) return;
      put('dsap', () => SNAP_SAP);
      put('ssap', () => SNAP_SAP);
      put('type', () => type);
    },
  }),
  arp: define({
    header: arp,
    defaults: { hwType: 1, protoType: ETHERTYPE_IPV4, hwSize: 6, protoSize: 4, opcode: 1 },
    workOut: () => {},
  }),
  ip: define({
    header: ipv4,
    defaults: { version: 4, ttl: 64 },
    workOut: ({ bytes, headerSize, inner }, put) => {
      put('hdrLen', () => headerSize / 4);
      put('len', () => bytes.length);
      put('proto', () => PROTO_OF[inner?.protocol ?? ''] ?? PROTO_EXPERIMENT);
      put('checksum', () => internetChecksum(bytes, 0, headerSize));
    },
  }),
  icmp: define({
    header: icmp,
    size: (given) => {
      const variant = icmpVariant(given.get('type') ?? ICMP_ECHO, given.get('code') ?? 0, given.get('length') ?? 0);
      return bitsOf(icmp.whole[variant]) / 8;
    },
    defaults: { type: ICMP_ECHO },
    workOut: ({ bytes }, put) => put('checksum', () => internetChecksum(bytes, 0, bytes.length)),
  }),
  tcp: define({
    header: tcp,
    defaults: { windowSizeValue: 0xffff },
    workOut: ({ bytes, headerSize, outer }, put) => {
      put('hdrLen', () => headerSize / 4);
      put('checksum', () => internetChecksum(bytes, 0, bytes.length, pseudoSum(PROTO_TCP, bytes.length, outer)));
    },
  }),
  udp: define({
    header: udp,
    defaults: {},
    workOut: ({ bytes, outer }, put) => {
      put('length', () => bytes.length);
      put('checksum', () => udpChecksum(bytes, outer));
    },
  }),
};

function snapType(inner: Draft | undefined): number | undefined {
  return ETHERTYPE_OF[inner?.protocol ?? ''];
}

/** Over the pseudo header with the length that the header says; zero is sent as all ones. */
function udpChecksum(bytes: Uint8Array, outer: readonly Draft[]): number {
  return internetChecksum(bytes, 0, bytes.length, pseudoSum(PROTO_UDP, udp.read.length(bytes, 0), outer)) || 0xffff;
}

/** The sum of the pseudo header, with the addresses of the packet around. */
function pseudoSum(protocol: number, length: number, outer: readonly Draft[]): number {
  const around = outer.find((draft) => draft.protocol === 'ip');
  return pseudoHeaderSum(around?.given.get('src') ?? 0, around?.given.get('dst') ?? 0, protocol, length);
}

/** The octets of a layer with its payload; `inner` is the layer inside, `outer` those around from the next one outwards. */
export function complete(
  draft: Draft,
  payload: Uint8Array,
  inner: Draft | undefined,
  outer: readonly Draft[],
): Uint8Array {
  const { header, given, tail } = draft;
  if (!header) return joined(tail, payload);
  const completion = completions[draft.protocol as keyof typeof completions] as unknown as Completion<Header>;
  const fixed = Math.max(completion.size?.(given, inner) ?? header.size, octetsOf(header, given));
  const headerSize = fixed + Math.ceil(tail.length / 4) * 4;
  const bytes = new Uint8Array(headerSize + payload.length);
  bytes.set(tail, fixed);
  bytes.set(payload, headerSize);
  for (const [key, value] of Object.entries<number>(completion.defaults as Record<string, number>))
    header.write[key](bytes, 0, value);
  for (const [key, value] of given) header.write[key](bytes, 0, value);
  completion.workOut({ bytes, headerSize, given, inner, outer }, (key, value) => {
    if (!isGiven(header, given, key)) header.write[key](bytes, 0, value());
  });
  return bytes;
}

/** Was the field given, or one that shares bits with it (`len` of an 802.3 frame stands where `type` stands)? */
function isGiven(header: Header, given: ReadonlyMap<string, number>, key: string): boolean {
  if (given.has(key)) return true;
  const places = placesOf(header);
  const place = places.get(key)!;
  for (const other of given.keys()) {
    const taken = places.get(other)!;
    if (taken.bit < place.bit + place.bits && place.bit < taken.bit + taken.bits) return true;
  }
  return false;
}

/** A field of another variant may need more octets than the header would have had. */
function octetsOf(header: Header, given: ReadonlyMap<string, number>): number {
  const places = placesOf(header);
  let last = 0;
  for (const key of given.keys()) last = Math.max(last, places.get(key)!.bit + places.get(key)!.bits);
  return Math.ceil(last / 8);
}

function placesOf(header: Header): Map<string, { bit: number; bits: number }> {
  const places = new Map<string, { bit: number; bits: number }>();
  for (const variant of [[], ...Object.values(header.variants)])
    for (const { field, bit } of placed([...header.fields, ...variant]))
      places.set(field.key, { bit, bits: field.bits });
  return places;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return bytes;
}
