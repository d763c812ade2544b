// The surroundings of a stack without a world: frames are kept only while they are needed, and what leaves is an IPv4 packet without its frame.

import type { Instant } from '../../base/time.ts';
import { ETHERTYPE_IPV4, ethernet } from '../../wire/ethernet.ts';
import { ipv4 } from '../../wire/ipv4.ts';
import { NO_ROW, type FrameNumber, type StackSurroundings } from '../surroundings.ts';

export interface RawWire extends StackSurroundings {
  now: Instant;
  /** Packets that have left by the raw interface, the oldest first. */
  sent: Uint8Array[];
  /** Frames that have left by loopback and come back at this instant. */
  looped: FrameNumber[];
  /** A frame around a packet that has come, because the stack keeps frames. */
  put(packet: Uint8Array): FrameNumber;
  /** Forgets all frames but these. */
  keepOnly(frames: readonly FrameNumber[]): void;
}

/** `loopback`: the interface whose frames come back. */
export function createRawWire(now: Instant, loopback: number): RawWire {
  const frames = new Map<FrameNumber, Uint8Array>();
  let next = 0;
  let opened: Uint8Array = new Uint8Array(0);
  let begun: Uint8Array = new Uint8Array(0);
  const add = (octets: Uint8Array): FrameNumber => {
    frames.set(next, octets);
    return next++;
  };
  const wire: RawWire = {
    now,
    cause: NO_ROW,
    explaining: false,
    sent: [],
    looped: [],
    get bytes() {
      return opened;
    },
    start: 0,
    get end() {
      return opened.length;
    },
    open(frame) {
      opened = frames.get(frame)!;
    },
    begin(length) {
      begun = new Uint8Array(length);
      return begun;
    },
    room: 0,
    finish: () => add(begun),
    transmit(_device, port, frame) {
      const octets = frames.get(frame)!;
      if (port === loopback) wire.looped.push(frame);
      else wire.sent.push(octets.slice(ethernet.size, ethernet.size + ipv4.read.len(octets, ethernet.size)));
    },
    put(packet) {
      const octets = new Uint8Array(ethernet.size + packet.length);
      ethernet.write.type(octets, 0, ETHERTYPE_IPV4);
      octets.set(packet, ethernet.size);
      return add(octets);
    },
    keepOnly(kept) {
      if (!kept.length) frames.clear();
      else for (const frame of frames.keys()) if (!kept.includes(frame)) frames.delete(frame);
    },
    // Nobody keeps a record here, and the clock is asked for with `nextDeadline`.
    drop: () => NO_ROW,
    changed: () => NO_ROW,
    socketChanged: () => NO_ROW,
    text: () => 0,
    decide() {},
    wake() {},
  };
  return wire;
}
