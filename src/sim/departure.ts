// The sending end of a cable: a frame takes the sender or waits for it, leaves, and its arrival is scheduled.

import { push } from '../base/queue.ts';
import type { Instant } from '../base/time.ts';
import type { FrameNumber, RowNumber } from '../devices/surroundings.ts';
import { R } from '../stack/reason.ts';
import { ARRIVE, type Outside } from './outside.ts';
import type { SendQueue } from './state.ts';

const BIT_NS = 8_000_000_000;

/** Directions are 20 bits of an arrival event's first number, the generation is the rest. */
const DIRECTION_BITS = 20;
const DIRECTION_MASK = (1 << DIRECTION_BITS) - 1;

/** Of an arrival event's first number: the direction of the cable. */
export const directionOf = (a: number): number => a & DIRECTION_MASK;
/** Of an arrival event's first number: the cable's generation when the frame left; an older one than the cable's means that it does not arrive. */
export const generationOf = (a: number): number => a >>> DIRECTION_BITS;

/** Schedules the arrival of a flight's frame at the other end. */
export function scheduleArrival(
  out: Outside,
  direction: number,
  frame: FrameNumber,
  row: RowNumber,
  at: Instant,
): void {
  const { queue, directions } = out.state;
  push(queue, at, ARRIVE, direction | (directions.generation[direction]! << DIRECTION_BITS), frame, row);
}

/** Takes the sender for one frame: gives when it begins to leave and moves `free` to when it has left; −1 when the queue is full (told). */
export function takeSender(
  out: Outside,
  direction: number,
  device: number,
  port: number,
  frame: FrameNumber,
  length: number,
): Instant {
  const d = out.state.directions;
  const now = out.now;
  const rate = d.rate[direction]!;
  const takes = rate > 0 ? Math.ceil((length * BIT_NS) / rate) : 0;
  const free = d.free[direction]!;
  if (free <= now) {
    d.free[direction] = now + takes;
    return now;
  }
  const link = out.state.links[direction >> 1]!;
  const end = direction & 1;
  const queue = (link.queues[end] ??= {
    starts: new Float64Array(16),
    sizes: new Uint32Array(16),
    first: 0,
    count: 0,
    octets: 0,
  });
  retire(queue, now);
  const limit = d.queueLimit[direction]!;
  if (queue.octets + length > limit) {
    out.drop(device, port, frame, R['queue-full'], queue.octets, limit);
    return -1;
  }
  enqueue(queue, free, length);
  d.free[direction] = free + takes;
  return free;
}

/** Forgets frames that have begun to leave by `now`. */
function retire(queue: SendQueue, now: Instant): void {
  const mask = queue.starts.length - 1;
  while (queue.count && queue.starts[queue.first]! <= now) {
    queue.octets -= queue.sizes[queue.first]!;
    queue.first = (queue.first + 1) & mask;
    queue.count--;
  }
}

function enqueue(queue: SendQueue, starts: Instant, size: number): void {
  if (queue.count === queue.starts.length) {
    const old = queue.starts.length;
    const widerStarts = new Float64Array(2 * old);
    const widerSizes = new Uint32Array(2 * old);
    for (let i = 0; i < old; i++) {
      widerStarts[i] = queue.starts[(queue.first + i) & (old - 1)]!;
      widerSizes[i] = queue.sizes[(queue.first + i) & (old - 1)]!;
    }
    queue.starts = widerStarts;
    queue.sizes = widerSizes;
    queue.first = 0;
  }
  const at = (queue.first + queue.count++) & (queue.starts.length - 1);
  queue.starts[at] = starts;
  queue.sizes[at] = size;
  queue.octets += size;
}
