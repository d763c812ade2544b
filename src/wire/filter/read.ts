// Reads the values of a field out of a dissected frame, for the filter and for whoever measures what it finds.

import type { Dissection, DissectedLayer, Span } from '../dissection.ts';
import type { Value } from './constant.ts';
import { ANY_LAYER, type KnownField } from './fields.ts';

/** What is known of a frame besides its octets. */
export interface FrameFacts {
  /** Counted from 1, in the order of the list or capture. */
  number: number;
  /** Octets on the wire, without FCS; the dissected length where left out. */
  length?: number;
  /** Since the list or capture begins, in nanoseconds. */
  time: number;
  /** The capture point: `A.eth0`. */
  interface?: string;
  comment?: string;
  /** Values of fields that need the whole run (`tcp.stream`): what analysis offers by that name. */
  extra?: (name: string) => readonly Value[];
}

export interface Subject {
  dissection: Dissection;
  frame?: FrameFacts | undefined;
}

export type Reading = (subject: Subject) => Value[];

/** Is this layer asked for? `nth` counts the layers of its protocol from 1, `count` is how many there are. */
export type LayerChoice = (nth: number, count: number) => boolean;

/** A reading of all values of `field` in the frame, outer layers first; of some layers only, if so chosen. */
export function reading(field: KnownField, chosen?: LayerChoice): Reading {
  if (field.offered) return ({ frame }) => [...(frame?.extra?.(field.name) ?? [])];
  if (field.protocol === 'frame')
    return field.type === 'protocol' ? ({ dissection }) => [dissection.bytes] : frameReading(field.name);
  if (field.type === 'protocol') {
    return overLayers(field, chosen, (s, layer, out) => {
      // ICMP counts what it carries as its own
      const end = layer.protocol === 'icmp' ? wholeEnd(s.dissection, layer) : layer.end;
      out.push(s.dissection.bytes.subarray(layer.start, end));
    });
  }
  return overLayers(field, chosen, (_, layer, out) => readLayer(layer, field, out));
}

/** Like `reading`, but a protocol's octets go on to the end of what it carries: what `contains` and `matches` look through. */
export function wholeReading(field: KnownField, chosen?: LayerChoice): Reading {
  if (field.type !== 'protocol' || field.protocol === 'frame') return reading(field, chosen);
  return overLayers(field, chosen, (s, layer, out) => {
    out.push(s.dissection.bytes.subarray(layer.start, wholeEnd(s.dissection, layer)));
  });
}

function overLayers(
  { protocol }: KnownField,
  chosen: LayerChoice | undefined,
  read: (subject: Subject, layer: DissectedLayer, out: Value[]) => void,
): Reading {
  return (subject) => {
    const out: Value[] = [];
    const { layers } = subject.dissection;
    const count = chosen ? layers.filter((layer) => layer.protocol === protocol).length : 0;
    let nth = 0;
    for (const layer of layers) {
      if ((layer.protocol === protocol || protocol === ANY_LAYER) && (!chosen || chosen(++nth, count)))
        read(subject, layer, out);
    }
    return out;
  };
}

function readLayer(layer: DissectedLayer, field: KnownField, out: Value[]): void {
  for (const span of layer.spans) if (span.filter === field.name) out.push(spanValue(span));
  for (const derived of layer.derived) {
    if (derived.filter === field.name)
      out.push(typeof derived.value === 'boolean' ? Number(derived.value) : derived.value);
  }
}

/** The dissection gives up to six octets as a number; a field of type `bytes` has octets all the same. */
function spanValue({ type, value, bits }: Span): Value {
  return type === 'bytes' && typeof value === 'number' ? octetsOfNumber(value, bits / 8) : value;
}

/** A number below 2^48 as octets, the high one first. */
export function octetsOfNumber(value: number, length: number): Uint8Array {
  const octets = new Uint8Array(length);
  for (let i = length - 1, rest = value; i >= 0; i--, rest = Math.floor(rest / 256)) octets[i] = rest % 256;
  return octets;
}

function frameReading(name: string): Reading {
  const one = (value: Value | undefined): Value[] => (value === undefined ? [] : [value]);
  switch (name) {
    case 'frame.number':
      return ({ frame }) => one(frame?.number);
    case 'frame.time_relative':
      return ({ frame }) => one(frame?.time);
    case 'frame.interface_name':
      return ({ frame }) => one(frame?.interface);
    case 'frame.comment':
      return ({ frame }) => one(frame?.comment);
    case 'frame.len':
      return ({ frame, dissection }) => [frame?.length ?? dissection.length];
    default: // dissection says it with the first layer
      return ({ dissection }) =>
        one(dissection.layers[0]?.derived.find(({ filter }) => filter === name)?.value as Value);
  }
}

/** Protocols that Wireshark counts as reaching to the end of the frame, padding included. */
const TO_THE_END = new Set(['eth', 'vlan', 'ieee8021ad']);

/** The octet after everything that a layer carries. */
function wholeEnd({ length, layers }: Dissection, layer: DissectedLayer): number {
  if (TO_THE_END.has(layer.protocol)) return length;
  let end = layer.end;
  for (let i = layers.indexOf(layer); i < layers.length; i++) {
    end = Math.max(end, layers[i].end);
    for (const { bit, bits } of layers[i].spans) end = Math.max(end, (bit + bits) >>> 3);
  }
  return end;
}
