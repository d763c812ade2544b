// K-09, the calculator `arp`: from a packet to its frame, in seven steps with the octets of each, for any sender, caches and destination (RFC 826).

import { toHex } from '../../base/bytes.ts';
import { formatCidr, formatIpv4, formatMac, networkOf } from '../../wire/address.ts';
import { gather, valueOf, type Calculator, type Field, type Line, type Values, type Worked } from '../calculator.ts';
import { readEntry } from '../entry.ts';
import { readHost, readHostCidr, readIpv4 } from '../ipv4Entry.ts';
import { wrong, type Read, type Said } from '../said.ts';
import { endIn } from '../subnet/verdict.ts';
import { misfit, readStationMac, readStations, type ArpCase } from './arpCase.ts';
import { arpDrills } from './arpDrills.ts';
import { arpLabOf, stationNames } from './arpLab.ts';
import { planOf, type ArpPlan } from './arpPlan.ts';
import { arpSteps } from './arpSteps.ts';

/** Addresses as text, `null` where there is none. */
export interface Arp {
  outcome: ArpPlan['outcome'];
  network: string;
  sender: { ip: string; mac: string };
  nextHop: string | null;
  /** To which the packet goes. */
  destinationMac: string | null;
  /** In order, with their octets in hexadecimal. `to` is null for everybody and groups. */
  frames: { kind: 'request' | 'reply' | 'packet'; seconds: number; from: string; to: string | null; octets: string }[];
  /** The sender's cache afterwards. */
  cache: { ip: string; mac: string }[];
  /** What the others have noted for the sender, before and afterwards. */
  others: { name: string; ip: string; mac: string; before: string | null; after: string | null }[];
  /** The same case as a lab, and the second at which the sender begins; null where no lab can have such addresses. */
  lab: { text: string; begins: number } | null;
}

const fields: readonly Field[] = [
  { name: 'sender', kind: 'line', initial: '192.168.12.1/24' },
  { name: 'mac', kind: 'line', initial: '02:00:00:00:00:0a' },
  { name: 'gateway', kind: 'line', initial: '192.168.12.254', optional: true },
  { name: 'destination', kind: 'line', initial: '192.168.12.2' },
  { name: 'cache', kind: 'lines', initial: '', optional: true },
  {
    name: 'others',
    kind: 'lines',
    initial: [
      '192.168.12.2 02:00:00:00:00:0b',
      '192.168.12.3 02:00:00:00:00:0c 02:00:00:00:00:0a',
      '192.168.12.4 02:00:00:00:00:0d',
      '192.168.12.254 02:00:00:00:01:01',
    ].join('\n'),
    optional: true,
  },
];

/** The calculator `arp`. */
export const arp: Calculator<Arp> = { id: 'arp', fields, work, drills: arpDrills };

/** 0.0.0.0 is no destination; everything else is. */
function readDestination(text: string): Read<number> {
  const ip = readIpv4(text);
  return ip.ok && ip.value === 0
    ? wrong('E_HOST', 0, text.length, { variant: 'nowhere', params: { value: text } })
    : ip;
}

function work(values: Values): Worked<Arp> {
  const typed = (name: string): string => valueOf(fields, values, name);
  const gathered = gather(
    {
      sender: readEntry(typed('sender'), readHostCidr),
      mac: readEntry(typed('mac'), readStationMac),
      gateway: readEntry(typed('gateway'), (text) => asTyped(readHost(text), text)),
      destination: readEntry(typed('destination'), readDestination),
      cache: readStations(typed('cache'), false),
      others: readStations(typed('others'), true),
    },
    ['gateway', 'cache', 'others'],
  );
  if (gathered.state !== 'right') return gathered;
  const { mac, destination } = gathered.values;
  const sender = { ...gathered.values.sender, mac };
  // What may stay empty has no value then.
  const gateway = gathered.values.gateway as { value: number; length: number } | undefined;
  const listed = (name: 'cache' | 'others') =>
    (gathered.values[name] as typeof gathered.values.others | undefined) ?? [];
  const odd = misfit(sender, gateway, listed('cache'), listed('others'));
  if (odd) return { state: 'wrong', ...odd };
  const one: ArpCase = {
    ...{ sender, gateway: gateway?.value, destination },
    cache: listed('cache').map(({ value: { ip, mac } }) => ({ ip, mac })),
    others: listed('others').map(({ value }) => value),
  };
  const plan = planOf(one);
  return {
    state: 'right',
    result: resultOf(one, plan),
    notes: [...gathered.notes, ...notesOn(one, plan)],
    lines: linesOf(one, plan),
    bits: [],
    steps: arpSteps(one, plan),
  };
}

/** With the length of its text, to mark it all. */
const asTyped = (read: Read<number>, text: string): Read<{ value: number; length: number }> =>
  read.ok ? { ok: true, value: { value: read.value, length: text.length } } : read;

const macOrNone = (mac: number | undefined): string | null => (mac === undefined ? null : formatMac(mac));

function resultOf(one: ArpCase, plan: ArpPlan): Arp {
  const names = stationNames(one);
  return {
    outcome: plan.outcome,
    network: formatCidr(networkOf(one.sender.ip, one.sender.prefix), one.sender.prefix),
    sender: { ip: formatIpv4(one.sender.ip), mac: formatMac(one.sender.mac) },
    nextHop: plan.nextHop === undefined ? null : formatIpv4(plan.nextHop),
    destinationMac: macOrNone(plan.mac),
    frames: plan.frames.map(({ kind, seconds, from, to, bytes }) => ({
      ...{ kind, seconds, from: formatMac(from.mac), to: macOrNone(to), octets: toHex(bytes) },
    })),
    cache: plan.cache.map(({ ip, mac }) => ({ ip: formatIpv4(ip), mac: formatMac(mac) })),
    others: one.others.map(({ ip, mac, knows }, place) => ({
      ...{ name: names[place]!, ip: formatIpv4(ip), mac: formatMac(mac) },
      ...{ before: macOrNone(knows), after: macOrNone(plan.after[place]) },
    })),
    lab: arpLabOf(one, plan) ?? null,
  };
}

function notesOn(one: ArpCase, { outcome, nextHop, mac, owners, view }: ArpPlan): Said[] {
  const { sender, destination, others } = one;
  const notes: Said[] = [];
  const end = endIn(sender, sender.ip);
  const name = formatIpv4(sender.ip);
  if (end) notes.push({ id: `subnet.is-${end}`, params: { network: name, broadcast: name } });
  if (view.way === 'direct' && endIn(sender, destination) === 'network') {
    notes.push({ id: 'arp.to-network', params: { destination: formatIpv4(destination) } });
  }
  if (outcome === 'conflict') {
    const macs = owners.map((owner) => formatMac(owner.mac)).join(', ');
    notes.push({ id: 'arp.conflict', params: { ip: formatIpv4(nextHop!), macs } });
  }
  if (outcome === 'cached' && !others.some((other) => other.ip === nextHop && other.mac === mac)) {
    notes.push({ id: 'arp.stale', params: { ip: formatIpv4(nextHop!), mac: formatMac(mac!) } });
  }
  return notes;
}

function linesOf(one: ArpCase, plan: ArpPlan): Line[] {
  const { outcome, nextHop, mac, frames, cache, after } = plan;
  const names = stationNames(one);
  const none: Said = { id: 'none' };
  const entry = (name: string, ip?: number, mac?: number): Line => ({
    id: `arp.cache.${name}`,
    value: ip === undefined || mac === undefined ? none : `${formatIpv4(ip)}  ${formatMac(mac)}`,
    group: { id: 'arp.caches' },
  });
  const failed = ['no-route', 'gateway-unreachable', 'unanswered', 'conflict'].includes(outcome);
  return [
    { id: 'arp.outcome', value: { id: `arp.outcome.${outcome}` }, odd: failed },
    { id: 'arp.next-hop', value: nextHop === undefined ? none : formatIpv4(nextHop) },
    { id: 'arp.packet-to', value: mac === undefined ? none : formatMac(mac) },
    { id: 'arp.frames', value: String(frames.filter(({ kind }) => kind !== 'packet').length) },
    ...(cache.length ? cache.map(({ ip, mac }) => entry('A', ip, mac)) : [entry('A')]),
    ...after.map((noted, place) => entry(names[place]!, one.sender.ip, noted)),
  ];
}
