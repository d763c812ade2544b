// The outside: the end of a cable behind which the world ends and a real network begins (`classroom port`). It has one port and no behaviour of its
// own. What it sends comes in by commands, and so is logged; what reaches it is noted here for whoever drives the world to take further.

import { copyOctets } from '../stack/card.ts';
import { R } from '../stack/reason.ts';
import { ethernet, SMALLEST_FRAME } from '../wire/ethernet.ts';
import type { OutsideSetup } from './setup.ts';
import type { FrameNumber, Surroundings } from './surroundings.ts';

/** So many of the frames that left last are remembered: whoever takes them further looks again after fewer events than this. */
export const FRAMES_REMEMBERED = 1024;

export interface OutsideState {
  kind: 'outside';
  name: string;
  device: number;
  /** 1 where a cable with link is plugged in; there is one port. */
  link: Uint8Array;
  /** Frames that have left the world here, and the numbers of the last of them: that of frame n (from 0) stands at n modulo the length. */
  left: number;
  last: Uint32Array;
}

export function createOutside(setup: OutsideSetup, device: number): OutsideState {
  const last = new Uint32Array(FRAMES_REMEMBERED);
  return { kind: 'outside', name: setup.name, device, link: new Uint8Array(1).fill(1), left: 0, last };
}

/** A frame has come to the end of the world. One that was damaged on its cable goes no further: the card there would not take it. */
export function outsideReceives(outside: OutsideState, port: number, frame: FrameNumber, out: Surroundings): void {
  if (out.badFcs(frame)) {
    out.drop(outside.device, port, frame, R['nic-bad-fcs']);
    return;
  }
  outside.last[outside.left++ % FRAMES_REMEMBERED] = frame;
}

/**
 * A frame comes in from outside, without its FCS. It is filled up to the least that Ethernet carries, as the card would have done that a virtual one (a
 * TAP, say) leaves out; what is shorter than a header stays as it is, and the first device to look at it says so.
 */
export function comesFromOutside(outside: OutsideState, octets: Uint8Array, out: Surroundings): void {
  const length = octets.length < ethernet.size ? octets.length : Math.max(octets.length, SMALLEST_FRAME);
  const bytes = out.begin(length);
  copyOctets(octets, 0, bytes, out.room, octets.length);
  out.transmit(outside.device, 0, out.finish(), R['from-outside']);
}

/** The cable came up or went down. */
export function outsidePortChanged(outside: OutsideState, port: number, up: boolean): void {
  outside.link[port] = up ? 1 : 0;
}
