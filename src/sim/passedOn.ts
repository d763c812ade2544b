// Which flight a flight passes on: a frame's way through hubs, switches and routers, found backwards from its causes. For whoever looks, never for the network.

import { NO_ROW, type FrameNumber, type RowNumber } from '../devices/surroundings.ts';
import { R } from '../stack/reason.ts';
import { ipv4 } from '../wire/ipv4.ts';
import { ipv4In } from './analysis/segment.ts';
import { FLIGHT, frameBytes, rowChunkOf, rowIndexOf, type Recording } from './record.ts';

/** Reasons by which a device sends on what it has received. */
const PASSES_ON: ReadonlySet<number> = new Set([
  ...[R['hub-repeated'], R['switch-forwarded'], R['switch-mirrored'], R['router-forwarded'], R['router-fragmented']],
  ...[R['switch-flooded-unknown'], R['switch-flooded-broadcast'], R['switch-flooded-multicast']],
]);
/** A cable makes copies of what it carries: their cause is the flight that they copy. */
const COPIES: ReadonlySet<number> = new Set([R['fault-duplicate'], R['link-duplicate']]);
/** So many causes are gone back from a packet that waited for a MAC address to its arrival. */
const FAR = 40;

/**
 * The flight by which the frame or packet of this flight came to the device that sends it; of a copy that a cable has made, the one of what it copies.
 * Undefined where the device sends something of its own.
 */
export function flightBefore(record: Recording, row: RowNumber): RowNumber | undefined {
  const chunk = rowChunkOf(record, row);
  const i = rowIndexOf(row);
  const reason = chunk.reason[i]!;
  const cause = chunk.cause[i]!;
  if (cause === NO_ROW) return undefined;
  if (COPIES.has(reason)) return flightBefore(record, cause);
  if (PASSES_ON.has(reason)) return kindOf(record, cause) === FLIGHT ? cause : undefined;
  return reason === R['released-after-arp'] ? arrivalOf(record, row, chunk.frame[i]!) : undefined;
}

/** The way from a packet that was released back to its arrival leads over the answer and the question. A host has got none: it sends its own. */
function arrivalOf(record: Recording, row: RowNumber, frame: FrameNumber): RowNumber | undefined {
  let one = row;
  for (let steps = 0; steps < FAR; steps++) {
    one = rowChunkOf(record, one).cause[rowIndexOf(one)]!;
    if (one === NO_ROW) return undefined;
    const chunk = rowChunkOf(record, one);
    if (chunk.kind[rowIndexOf(one)] === FLIGHT && isSamePacket(record, chunk.frame[rowIndexOf(one)]!, frame))
      return one;
  }
  return undefined;
}

/** A packet keeps its identification, source and destination on its way through routers (RFC 791 section 3.2). */
function isSamePacket(record: Recording, a: FrameNumber, b: FrameNumber): boolean {
  const [x, y] = [frameBytes(record, a), frameBytes(record, b)];
  const [p, q] = [ipv4In(x), ipv4In(y)];
  if (p === undefined || q === undefined) return false;
  const { id, src, dst, fragOffset } = ipv4.read;
  return [id, src, dst, fragOffset].every((read) => read(x, p) === read(y, q));
}

const kindOf = (record: Recording, row: RowNumber): number => rowChunkOf(record, row).kind[rowIndexOf(row)]!;
