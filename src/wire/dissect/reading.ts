// A frame while it is read: the layers found so far, the line for the packet list, and what one dissector tells the next.

import type { DissectedLayer, Layer } from '../dissection.ts';
import { type Field, type Header, uint } from '../field.ts';

/** Everything that dissectors write to. */
export interface Reading {
  readonly bytes: Uint8Array;
  readonly layers: DissectedLayer[];
  /** Octet after the packet that the frame carries; what follows is padding or a trailer. */
  packetEnd: number;
  /** Wireshark's `frame.protocols`. */
  readonly path: string[];
  /** The packet list's columns; later layers write over earlier ones, quoted layers do not. */
  protocol: string;
  source: string;
  destination: string;
  info: string;
  word: string;
}

/** What a layer hands on: some octets, and what is known about them. */
export interface Part {
  start: number;
  end: number;
  /** Inside an ICMP error's quotation? Then it is no fault to be cut short. */
  quoted: boolean;
  /** Is this all of the packet that was sent? Not so in a first fragment; a quotation may still be cut. */
  whole: boolean;
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
  const opened = { protocol, title, layer, start, end, spans: [], derived: [], quoted: part.quoted, problems: [] };
  reading.layers.push(opened);
  reading.path.push(protocol);
  return opened;
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
