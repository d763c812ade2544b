// A frame while it is read: the layers found so far, the line for the packet list, and what one dissector tells the next.

import type { Derived, DissectedLayer, Layer, Problem, Span } from '../dissection.ts';
import { type Field, type Header, uint } from '../field.ts';

/** Everything that dissectors write to. */
export interface Reading {
  readonly bytes: Uint8Array;
  /** Octets that the frame had on the wire: more than are here where a capture kept only its beginning. */
  readonly length: number;
  readonly layers: DissectedLayer[];
  /** Octet after the packet that the frame carries; what follows is padding or a trailer. */
  packetEnd: number;
  /** Known of a TCP stream from other frames. */
  readonly tcp: FirstNumbers | undefined;
  /** Wireshark's `frame.protocols`. */
  readonly path: string[];
  /** The packet list's columns; later layers write over earlier ones, quoted layers do not. */
  protocol: string;
  source: string;
  destination: string;
  info: string;
  word: string;
}

/** The sequence numbers of the SYNs: the sender's, and that of whom it acknowledges. */
export interface FirstNumbers {
  seq: number;
  ack: number;
}

/** What a layer hands on: some octets, and what is known about them. */
export interface Part {
  start: number;
  end: number;
  /** Inside an ICMP error's quotation? Then it is no fault to be cut short. */
  quoted: boolean;
  /** Is this all of the packet that was sent? Not so in a first fragment; a quotation may still be cut. */
  whole: boolean;
  /** Where it ended on the wire, if a capture kept only its beginning. */
  wireEnd?: number;
  /** The IP header around, for checksums that cover its addresses, and for the packet list. */
  ip?: { src: number; dst: number; ttl: number };
}

/** A part and the protocol that reads it. */
export interface Next extends Part {
  protocol: string;
}

/** Reads a part: adds its layer, says what is inside. All octets of the part must end in spans of the layer or in what is inside. */
export type Dissector = (reading: Reading, part: Part) => Next | undefined;

/** Adds the layer for a header. */
export function openLayer(
  reading: Reading,
  header: Pick<Header, 'protocol' | 'title' | 'layer'>,
  part: Part,
  end: number,
): DissectedLayer {
  const { protocol, title } = header;
  const layer: Layer = header.layer;
  const start = part.start;
  const opened = new LazyLayer(protocol, title, layer, start, end, part.quoted);
  reading.layers.push(opened);
  reading.path.push(protocol);
  return opened;
}

/**
 * A layer whose spans and derived values are made when somebody looks at them. A filter goes through thousands of frames and looks at few layers
 * of each: making them all took most of its time.
 */
class LazyLayer implements DissectedLayer {
  protocol: string;
  title: string;
  layer: Layer;
  start: number;
  end: number;
  quoted: boolean;
  problems: Problem[] = [];
  #spans: Span[] = [];
  #derived: Derived[] = [];
  #steps: (() => void)[] = [];
  #busy = false;

  constructor(protocol: string, title: string, layer: Layer, start: number, end: number, quoted: boolean) {
    this.protocol = protocol;
    this.title = title;
    this.layer = layer;
    this.start = start;
    this.end = end;
    this.quoted = quoted;
  }

  get spans(): Span[] {
    if (this.#steps.length && !this.#busy) this.#finish();
    return this.#spans;
  }

  get derived(): Derived[] {
    if (this.#steps.length && !this.#busy) this.#finish();
    return this.#derived;
  }

  whenSeen(step: () => void): void {
    if (this.#busy) step();
    else this.#steps.push(step);
  }

  #finish(): void {
    this.#busy = true;
    for (const step of this.#steps) step();
    this.#steps = [];
    this.#busy = false;
  }
}

/** Adds to a layer when it is first looked at; what is added keeps its order. A layer that is being looked at is added to at once. */
export function whenSeen(layer: DissectedLayer, step: () => void): void {
  (layer as LazyLayer).whenSeen(step);
}

/** Writes columns of the packet list, unless the part is only quoted. */
export function tell(
  reading: Reading,
  part: Part,
  columns: Partial<Pick<Reading, 'protocol' | 'source' | 'destination' | 'info' | 'word'>>,
): void {
  if (!part.quoted) Object.assign(reading, columns);
}

/** The field with Wireshark's verdict on a checksum. */
export function statusField<K extends string>(key: K, filter: string, label: string): Field<K> {
  return uint(key, 8, filter, label, { names: { 0: 'Bad', 1: 'Good', 2: 'Unverified', 3: 'Not present' } });
}
export const BAD = 0;
export const GOOD = 1;
export const UNVERIFIED = 2;
export const NOT_PRESENT = 3;
