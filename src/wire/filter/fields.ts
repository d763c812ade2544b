// What a filter can ask for: every field of the header tables and every value that dissection derives, with its type.

import { arp } from '../arp.ts';
import { arpDerived } from '../dissect/arp.ts';
import { icmpDerived } from '../dissect/icmp.ts';
import { ipv4Derived } from '../dissect/ipv4.ts';
import { etherDerived } from '../dissect/link.ts';
import { tcpDerived } from '../dissect/tcp.ts';
import { udpDerived } from '../dissect/udp.ts';
import { ethernet } from '../ethernet.ts';
import type { Field, Header } from '../field.ts';
import { icmp } from '../icmp.ts';
import { ipv4 } from '../ipv4.ts';
import {
  currentRoute,
  emptyRoute,
  ipv4Option,
  recordedRoute,
  sourceRoute,
  timestamp,
  timestampAddress,
} from '../ipv4Option.ts';
import { llc } from '../llc.ts';
import { tcp } from '../tcp.ts';
import { tcpOption } from '../tcpOption.ts';
import { udp } from '../udp.ts';
import { providerVlan, vlan } from '../vlan.ts';

/** How values of a field compare and which constants fit. `time` is whole nanoseconds; a protocol is its octets. */
export type FieldType = 'uint' | 'boolean' | 'mac' | 'ipv4' | 'bytes' | 'text' | 'time' | 'protocol';

export interface KnownField {
  /** Wireshark's name: `ip.ttl`, or for a protocol `ip`. */
  name: string;
  /** As the field is called in English. */
  label: string;
  type: FieldType;
  /** The protocol in whose layers it is found; `frame` for facts of the frame as a whole. */
  protocol: string;
  /** Largest value of a number. */
  largest?: number;
  /** Words that stand for single values: `request` for 1. */
  names?: Readonly<Record<number, string>>;
  /** True for what no header has and analysis of the whole run offers (`tcp.stream`): see `FrameFacts.extra`. */
  offered?: boolean;
}

function known(name: string, label: string, type: FieldType, rest: Partial<KnownField> = {}): KnownField {
  const dot = name.indexOf('.');
  return { name, label, type, protocol: dot < 0 ? name : name.slice(0, dot), ...rest };
}

/** Instead of a protocol: found in layers of every one. */
export const ANY_LAYER = '*';

const COUNT = { largest: 0xffff_ffff };

/** What is no field of a header table: facts of the frame as a whole, and octets of any number. */
const BESIDES: readonly KnownField[] = [
  known('frame', 'Frame', 'protocol'),
  known('frame.number', 'Frame Number', 'uint', COUNT),
  known('frame.len', 'Frame length on the wire', 'uint', COUNT),
  known('frame.cap_len', 'Frame length stored into the capture file', 'uint', COUNT),
  known('frame.time_relative', 'Time since the beginning', 'time'),
  known('frame.protocols', 'Protocols in frame', 'text'),
  known('frame.interface_name', 'Interface name', 'text'),
  known('frame.comment', 'Comment', 'text'),
  known('_ws.malformed', 'Malformed Packet', 'boolean', { protocol: ANY_LAYER }),
  known('eth.padding', 'Padding', 'bytes'),
  known('eth.trailer', 'Trailer', 'bytes'),
  known('arp.src.hw', 'Sender hardware address', 'bytes'),
  known('arp.src.proto', 'Sender protocol address', 'bytes'),
  known('arp.dst.hw', 'Target hardware address', 'bytes'),
  known('arp.dst.proto', 'Target protocol address', 'bytes'),
  known('ip.opt.padding', 'Padding', 'bytes'),
  known('icmp.ext', 'ICMP Multi-Part Extensions', 'bytes'),
  known('data', 'Data', 'protocol'),
  known('data.data', 'Data', 'bytes'),
  known('data.len', 'Length', 'uint', COUNT),
];

const optionValues = [recordedRoute, emptyRoute, sourceRoute, currentRoute, timestampAddress, timestamp];

/** The tables of all headers, each with what dissection adds to its layers. */
export const headerTables: readonly { header: Header; besides?: readonly Field[] }[] = [
  { header: ethernet, besides: etherDerived },
  { header: vlan },
  { header: providerVlan },
  { header: llc },
  { header: arp, besides: arpDerived },
  { header: ipv4, besides: [...ipv4Derived, ...optionValues] },
  { header: ipv4Option },
  { header: icmp, besides: icmpDerived },
  { header: tcp, besides: tcpDerived },
  { header: tcpOption },
  { header: udp, besides: udpDerived },
];

function fromTables(): Map<string, KnownField> {
  const fields = new Map<string, KnownField>();
  for (const { header, besides = [] } of headerTables) {
    const { protocol, title } = header;
    if (!fields.has(protocol)) fields.set(protocol, known(protocol, title, 'protocol'));
    const variants = Object.values<readonly Field[]>(header.variants);
    for (const row of [header.fields, ...variants, besides]) addRow(fields, row, protocol);
  }
  for (const field of BESIDES) fields.set(field.name, field);
  return fields;
}

function addRow(fields: Map<string, KnownField>, row: readonly Field[], protocol: string): void {
  for (const { filter: name, label, type, bits, show, parts } of row) {
    const rest: Partial<KnownField> = { protocol };
    if (type === 'uint') rest.largest = Math.max(widest(bits) * (show.scale ?? 1), fields.get(name)?.largest ?? 0);
    if (show.names) rest.names = show.names;
    fields.set(name, known(name, label, type, rest));
    if (parts) addRow(fields, parts, protocol);
  }
}

const widest = (bits: number): number => Number((1n << BigInt(bits)) - 1n);

const FIELDS = fromTables();

/** Every field and protocol a filter may name, for completion: protocols first, then by name. */
export function knownFields(): KnownField[] {
  const rank = (field: KnownField): number => (field.type === 'protocol' ? 0 : 1);
  return [...FIELDS.values()].sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}

/** The field of that name (exactly so, capitals matter). */
export function knownField(name: string, more: readonly KnownField[] = []): KnownField | undefined {
  return FIELDS.get(name) ?? more.find((field) => field.name === name);
}

/** The known name that a mistyped one most likely stands for, if any is near. */
export function nearestName(typed: string, more: readonly KnownField[] = []): string | undefined {
  const wanted = typed.toLowerCase();
  let best: string | undefined;
  let least = 1 + Math.min(4, Math.floor(wanted.length / 2));
  for (const name of [...FIELDS.keys(), ...more.map((field) => field.name)]) {
    const distance = editDistance(wanted, name, least);
    if (distance < least) [best, least] = [name, distance];
  }
  return best;
}

/** Letters to add, drop, change or swap with their neighbour to turn `a` into `b`; `limit` where it is that or more. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(change, last[j] + 1, row[j - 1] + 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, last] = [last, row];
  }
  return Math.min(last[b.length], limit);
}
