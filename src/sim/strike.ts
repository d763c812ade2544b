// A fault for one frame of a run, so that it strikes just this frame when the run is had again: by where it leaves, what it is, and the how-manyth it is.

import type { Instant } from '../base/time.ts';
import type { FrameNumber, RowNumber } from '../devices/surroundings.ts';
import type { Dissection } from '../wire/dissection.ts';
import { displayFilter } from './displayFilter.ts';
import { dissectFrame, fieldIn } from './dissected.ts';
import type { History } from './history.ts';
import type { FaultSetup } from './lab.ts';
import { portText } from './place.ts';
import { rowAt, type Row } from './record.ts';
import { endsOf } from './world.ts';

export const strikeActions = ['drop', 'delay', 'duplicate', 'corrupt'] as const;
export type StrikeAction = (typeof strikeActions)[number];

export interface Strike {
  /** The fault has to be there before anything of this instant happens. */
  before: Instant;
  /** Without a name: whoever strikes has words for one. */
  fault: Omit<FaultSetup, 'name'>;
  /** What is struck, as its strip says, and the device that sends it there. */
  what: string;
  of: string;
}

const COPIES: readonly string[] = ['fault-duplicate', 'link-duplicate'];

/** How to strike the frame of a flight; undefined for any other row, and for what never was on a cable. `by`: for delay, ns. */
export function strikeOn(history: History, number: RowNumber, action: StrikeAction, by?: number): Strike | undefined {
  const { record, live } = history;
  if (number < record.firstRow || number >= record.rowCount) return undefined;
  let row = rowAt(record, number);
  // A copy that the cable made falls with what it is a copy of.
  while (COPIES.includes(row.reason) && row.cause !== undefined) row = rowAt(record, row.cause);
  if (row.kind !== 'flight' || row.direction === undefined || live.state.links[row.direction >> 1]!.hidden)
    return undefined;
  const { from } = endsOf(live.state, row.direction);
  const frame = sentFrame(history, row);
  const dissection = dissectFrame(record, frame);
  const filter = filterFor(dissection);
  const nth = 1 + matchingBefore(history, row, from, filter);
  const fault: Strike['fault'] = { action, filter, from: portText(live.state, from), nth: [nth] };
  if (action === 'delay') fault.by = by ?? 200_000_000;
  const of = live.state.devices[from[0]]!.name;
  return { before: row.at, fault, what: dissection.word || dissection.protocol, of };
}

/** The frame as it was handed to the cable: one that was damaged on it left as another. */
function sentFrame({ record }: History, row: Row): FrameNumber {
  for (let i = row.number + 1; i < record.rowCount && i <= row.number + 4; i++) {
    const next = rowAt(record, i);
    if (next.cause === row.number && next.kind === 'note' && next.frame !== undefined) return next.frame;
  }
  return row.frame!;
}

/** How many frames that the filter lets through were handed to the same port at the same instant before this one. */
function matchingBefore(history: History, row: Row, [device, port]: readonly [number, number], filter: string): number {
  const { record } = history;
  const compiled = displayFilter.get()(filter);
  let count = 0;
  for (let i = row.number - 1; i >= record.firstRow; i--) {
    const other = rowAt(record, i);
    if (other.at !== row.at) break;
    const handed =
      (other.kind === 'flight' && other.direction === row.direction && !COPIES.includes(other.reason)) ||
      (other.reason === 'queue-full' && other.device === device && other.port === port);
    if (!handed || other.frame === undefined) continue;
    const frame = other.kind === 'flight' ? sentFrame(history, other) : other.frame;
    if (compiled.ok && compiled.test(dissectFrame(record, frame))) count++;
  }
  return count;
}

/** A filter that says what kind of frame this is, in the words of its innermost header. */
export function filterFor(dissection: Dissection): string {
  const value = (name: string): number => {
    const found = fieldIn(dissection, name)?.value;
    return typeof found === 'number' ? found : Number(found ?? 0);
  };
  const layers = dissection.layers.filter((layer) => !layer.quoted).map((layer) => layer.protocol);
  if (layers.includes('tcp')) return tcpFilter(value);
  if (layers.includes('arp')) return `arp.opcode == ${value('arp.opcode')}`;
  if (layers.includes('icmp')) return `icmp.type == ${value('icmp.type')}`;
  if (layers.includes('udp')) return `udp.dstport == ${value('udp.dstport')}`;
  return layers.includes('ip') ? 'ip' : 'frame';
}

function tcpFilter(value: (name: string) => number): string {
  if (value('tcp.flags.syn')) return `tcp.flags.syn == 1 && tcp.flags.ack == ${value('tcp.flags.ack')}`;
  if (value('tcp.flags.reset')) return 'tcp.flags.reset == 1';
  if (value('tcp.len')) return 'tcp.len > 0';
  return value('tcp.flags.fin') ? 'tcp.flags.fin == 1' : 'tcp.len == 0';
}
