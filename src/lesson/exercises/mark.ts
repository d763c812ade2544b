// Mark the octets: which octets of a real frame are that field, or the header of that layer?

import type { DissectedLayer } from '../../wire/dissection.ts';
import type { Flight } from '../../sim/flights.ts';
import type { Present } from '../exercise.ts';
import { flightOf } from './chosen.ts';
import type { Task } from './exercise.ts';
import { remark, type Given, type Remark, type Slip, type Unposed } from './verdict.ts';

export interface PosedMark {
  kind: 'mark';
  present: Present;
  flight: Flight;
  /** The octets that are to be marked, from the first of the frame on. */
  wanted: number[];
  /** Filter name or protocol of what is to be marked. */
  name: string;
  ofLayer: boolean;
  truth: string[];
}

export function poseMark(present: Present, task: Extract<Task, { kind: 'mark' }>): PosedMark | Unposed {
  const flight = flightOf(present, task.frame);
  if ('why' in flight) return flight;
  const ofLayer = 'layer' in task;
  const name = ofLayer ? task.layer : task.field;
  const wanted = ofLayer ? octetsOfLayer(flight, name) : octetsOfField(flight, name);
  if (!wanted.length) return { why: `the frame has no ${ofLayer ? 'layer' : 'field'} ${name}` };
  return { kind: 'mark', present, flight, wanted, name, ofLayer, truth: rangesOf(wanted) };
}

const carried = ({ dissection }: Flight): DissectedLayer[] => dissection.layers.filter((layer) => !layer.quoted);
const isFiller = (filter: string): boolean => filter === 'eth.padding' || filter === 'eth.trailer';

/** All octets with a bit of the field; of a group (`tcp.flags`) those of its parts. */
function octetsOfField(flight: Flight, name: string): number[] {
  const octets = new Set<number>();
  const layer = carried(flight).find(({ spans, derived }) => [...spans, ...derived].some((one) => one.filter === name));
  for (const { filter, bit, bits } of layer?.spans ?? []) {
    if (filter !== name && !filter.startsWith(`${name}.`)) continue;
    for (let octet = bit >>> 3; octet * 8 < bit + bits; octet++) octets.add(octet);
  }
  return [...octets].sort((a, b) => a - b);
}

/** The octets of a header: what fills the frame up behind the packet is not of it. */
function octetsOfLayer(flight: Flight, protocol: string): number[] {
  const octets = new Set<number>();
  for (const { filter, bit, bits } of carried(flight).find((one) => one.protocol === protocol)?.spans ?? [])
    if (!isFiller(filter)) for (let octet = bit >>> 3; octet * 8 < bit + bits; octet++) octets.add(octet);
  return [...octets].sort((a, b) => a - b);
}

/** `[4, 5, 6, 9]` as `['4-6', '9']`. */
export function rangesOf(octets: readonly number[]): string[] {
  const sorted = [...new Set(octets)].sort((a, b) => a - b);
  const ranges: string[] = [];
  for (let i = 0; i < sorted.length; i++) {
    const first = sorted[i]!;
    while (sorted[i + 1] === sorted[i]! + 1) i++;
    ranges.push(first === sorted[i] ? `${first}` : `${first}-${sorted[i]}`);
  }
  return ranges;
}

/** The octets of such ranges, in order; what is no range of a frame of `length` octets is left out. */
export function octetsIn(ranges: Given, length: number): number[] {
  const octets = new Set<number>();
  for (const range of ranges) {
    const [, from, to] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(range.trim()) ?? [];
    if (from === undefined) continue;
    for (let octet = Number(from); octet <= Math.min(Number(to ?? from), length - 1); octet++) octets.add(octet);
  }
  return [...octets].sort((a, b) => a - b);
}

const same = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((one, i) => one === b[i]);

/** Given: ranges of octets. */
export function judgeMark(posed: PosedMark, given: Given): Remark[] {
  const { flight, wanted } = posed;
  const marked = octetsIn(given, flight.dissection.length);
  if (same(marked, wanted)) return [];
  return [remarkOn(posed, marked)];
}

function remarkOn({ flight, wanted, name, ofLayer }: PosedMark, marked: readonly number[]): Remark {
  if (!marked.length) return remark('missing');
  const layers = carried(flight);
  const end = Math.max(...layers.map((layer) => layer.end));
  if (ofLayer && same(marked, upTo(wanted[0]!, end)) && end > wanted[wanted.length - 1]! + 1)
    return remark('marked-payload', { layer: layers.find(({ protocol }) => protocol === name)!.title });
  const layer = layers.find(({ protocol }) => same(octetsOfLayer(flight, protocol), marked));
  if (layer) return remark('marked-layer', { layer: layer.title });
  const fields = fieldsOf(flight);
  const field = fields.find((one) => same(octetsOfField(flight, one), marked));
  if (field !== undefined) return remark('marked-field', { field });
  const [inside, outside] = [
    marked.filter((one) => wanted.includes(one)),
    marked.filter((one) => !wanted.includes(one)),
  ];
  if (inside.length && !outside.length) return remark('marked-too-little', { count: wanted.length - inside.length });
  const shift = marked[0]! - wanted[0]!;
  if (
    inside.length &&
    same(
      marked,
      wanted.map((one) => one + shift),
    )
  )
    return remark(shift < 0 ? 'marked-early' : 'marked-late', { count: Math.abs(shift) });
  const touched = fields.filter((one) => one !== name && octetsOfField(flight, one).some((o) => outside.includes(o)));
  const list = touched.slice(0, 4).join(', ');
  return remark(inside.length === wanted.length ? 'marked-too-much' : 'marked-beside', { fields: list });
}

const upTo = (from: number, end: number): number[] => Array.from({ length: end - from }, (_, i) => from + i);

const fieldsOf = (flight: Flight): string[] => [
  ...new Set(carried(flight).flatMap(({ spans }) => spans.map((span) => span.filter))),
];

export function markSlips(posed: PosedMark): Slip[] {
  const { flight, wanted, ofLayer } = posed;
  const shifted = wanted.map((one) => one + 1);
  const other = fieldsOf(flight)
    .map((one) => octetsOfField(flight, one))
    .find((octets) => !same(octets, wanted) && !octets.some((one) => wanted.includes(one)));
  const slips: Slip[] = [];
  if (other) slips.push({ given: rangesOf(other), code: 'marked-field' });
  if (wanted.length > 1) slips.push({ given: rangesOf(wanted.slice(0, -1)), code: 'marked-too-little' });
  if (wanted.length > 1 && shifted.every((one) => one < flight.dissection.length))
    slips.push({ given: rangesOf(shifted), code: 'marked-late' });
  if (ofLayer && wanted[0]! > 0)
    slips.push({ given: rangesOf(upTo(0, wanted[wanted.length - 1]! + 1)), code: 'marked-too-much' });
  return slips;
}
