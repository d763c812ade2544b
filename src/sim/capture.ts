// A run as a capture: one capture point per port, each frame when it leaves a port and when it arrives at one. The pcapng writer makes a file of it.

import { formatInstant } from '../base/time.ts';
import type { Capture, CapturedPacket } from '../wire/pcapng.ts';
import { lostFlights } from './lost.ts';
import { portText } from './place.ts';
import {
  FLIGHT,
  frameBytes,
  frameIsBad,
  frameLength,
  rowAt,
  rowChunkOf,
  rowIndexOf,
  type Recording,
  type Row,
} from './record.ts';
import type { WorldState } from './state.ts';
import { endsOf } from './world.ts';

export interface CaptureOptions {
  /** Ports to capture at (`A.eth0`); absent: all that have a frame. */
  at?: readonly string[];
  /** Only frames that are wanted; `row` is that of the flight. */
  wanted?: (frame: number, row: number) => boolean;
  /** Is told the row of each frame, in the order of the capture. */
  seen?: (row: number) => void;
  /** Words for a row: becomes the frame's comment where it leaves. */
  comment?: (row: Row) => string | undefined;
}

interface Sighting {
  at: number;
  row: number;
  port: string;
  frame: number;
  inbound: boolean;
}

/**
 * What `writePcapng` needs. A frame is seen at its sender when its first bit leaves and at its receiver when its last bit arrives; a frame that was lost on the way has been seen at its sender only. Order: by time, then as it was recorded.
 */
export function captureOf(
  record: Recording,
  state: WorldState,
  options: CaptureOptions = {},
): Capture & { packets: CapturedPacket[]; fcsLength: 0 | 4 } {
  const seen = sightings(record, state, options).sort((a, b) => a.at - b.at || a.row - b.row);
  if (options.seen) for (const one of seen) options.seen(one.row);
  const names = [...new Set(seen.map((one) => one.port))].sort(byName);
  const number = new Map(names.map((name, i) => [name, i]));
  const bad = seen.some((one) => frameIsBad(record, one.frame));
  return {
    interfaces: names.map((name) => ({ name })),
    packets: seen.map((one) => packetOf(record, one, number.get(one.port)!, options)),
    // Without damaged frames readers need not see check sequences; with them they can find the damage themselves.
    fcsLength: bad ? 4 : 0,
    ...(record.snaplen === Infinity ? {} : { snaplen: record.snaplen }),
    ...(record.firstRow ? { comment: beginningText(record) } : {}),
  };
}

/** What a reader of the capture should know of a ring. */
function beginningText(record: Recording): string {
  const from = formatInstant(rowAt(record, record.firstRow).at);
  return `Ring: what happened before ${from} s (${record.firstRow} rows of the trace) is not kept.`;
}

function sightings(record: Recording, state: WorldState, { at, wanted }: CaptureOptions): Sighting[] {
  const seen: Sighting[] = [];
  const lost = lostFlights(record, record.firstRow, record.rowCount);
  for (let row = record.firstRow; row < record.rowCount; row++) {
    const chunk = rowChunkOf(record, row);
    const i = rowIndexOf(row);
    if (chunk.kind[i] !== FLIGHT) continue;
    const direction = chunk.where[i]!;
    if (state.links[direction >> 1]!.hidden || (wanted && !wanted(chunk.frame[i]!, row))) continue;
    const { from, to } = endsOf(state, direction);
    const leaves = { at: chunk.x[i]!, row, port: portText(state, from), frame: chunk.frame[i]!, inbound: false };
    const arrives = { at: chunk.y[i]!, row, port: portText(state, to), frame: chunk.frame[i]!, inbound: true };
    // What was lost, or is still on its way when the run ends, has not arrived anywhere.
    for (const one of arrives.at <= state.now && !lost.has(row) ? [leaves, arrives] : [leaves])
      if (!at || at.includes(one.port)) seen.push(one);
  }
  return seen;
}

function packetOf(record: Recording, seen: Sighting, number: number, { comment }: CaptureOptions): CapturedPacket {
  const packet: CapturedPacket = {
    interface: number,
    time: seen.at,
    bytes: frameBytes(record, seen.frame),
    length: frameLength(record, seen.frame),
    direction: seen.inbound ? 'inbound' : 'outbound',
    badFcs: frameIsBad(record, seen.frame),
  };
  const words = seen.inbound ? undefined : comment?.(rowAt(record, seen.row));
  if (words !== undefined) packet.comments = [words];
  return packet;
}

/** `S.2` before `S.10`. */
function byName(a: string, b: string): number {
  const [x, y] = [a, b].map((name) => name.replace(/\d+/g, (digits) => digits.padStart(6, '0')));
  return x! < y! ? -1 : x! > y! ? 1 : 0;
}
