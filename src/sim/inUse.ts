// The frames that a world may still look at: those on their way, and those that a device has put by. All others are only remembered.

import { inOrder } from '../base/queue.ts';
import type { FrameNumber } from '../devices/surroundings.ts';
import { ARRIVE, MOST_WHOLE, type Outside } from './outside.ts';
import type { WorldState } from './state.ts';

/** The numbers of all frames that somebody may still look at when `state` goes on. */
export function framesInUse(state: WorldState): Set<FrameNumber> {
  const used = new Set<FrameNumber>();
  const { queue } = state;
  for (const slot of inOrder(queue)) if (queue.kind[slot] === ARRIVE) used.add(queue.b[slot]!);
  for (const device of state.devices) {
    if (device.kind === 'outside') for (const frame of device.last) used.add(frame);
    if (device.kind !== 'host' && device.kind !== 'router') continue;
    for (const { arp } of device.interfaces)
      for (const { waiting } of arp.questions) for (const { frame } of waiting) used.add(frame);
    for (const { pieces } of device.reassembly) for (const { frame } of pieces) used.add(frame);
    for (const { frame } of device.captured ?? []) used.add(frame);
  }
  return used;
}

/** Lets go of whole frames that nobody can look at any more. To be called between two events. */
export function releaseFrames(out: Outside): void {
  const { whole, state } = out;
  if (!whole || whole.size < out.mostWhole) return;
  const used = framesInUse(state);
  for (const frame of whole.keys()) if (!used.has(frame)) whole.delete(frame);
  out.mostWhole = Math.max(MOST_WHOLE, 2 * whole.size);
}

/** The whole frames that a checkpoint needs beside its state, because the record has only their beginnings. */
export function wholeFramesOf({ whole, state }: Outside): Map<FrameNumber, Uint8Array> | undefined {
  if (!whole) return undefined;
  const needed = new Map<FrameNumber, Uint8Array>();
  for (const frame of framesInUse(state)) {
    const octets = whole.get(frame);
    if (octets) needed.set(frame, octets);
  }
  return needed;
}
