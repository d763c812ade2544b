// What a protocol may ask of the world around its machine. `devices/surroundings.ts` adds what only devices and programs need.

import type { Instant } from '../base/time.ts';

/** A frame's number in the arena; its octets never change. */
export type FrameNumber = number;
/** A trace row's number. `NO_ROW` where nothing in the record is the cause. */
export type RowNumber = number;
export const NO_ROW: RowNumber = 0xffffffff;
export const NO_FRAME: FrameNumber = 0xffffffff;
/** In place of a port: the device as a whole. */
export const NO_PORT = 255;

export interface StackSurroundings {
  /** The present instant. */
  readonly now: Instant;
  /**
   * The row that makes happen what happens now: rows that are written name it. While a frame is received it is the frame's flight, in a tick
   * what the device sets it to (whoever keeps a timer keeps the row that armed it).
   */
  cause: RowNumber;
  /** True while somebody looks at this very event: only then call `decide`. Always false in the loop. */
  readonly explaining: boolean;

  /** Where the octets of the frame last opened lie: `bytes[start]` … `bytes[end - 1]`, without FCS. Other calls may open other frames; the octets stay where they are. */
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  /** Opens a frame for reading: sets `bytes`, `start`, `end`. */
  open(frame: FrameNumber): void;

  /**
   * Room for a new frame of `length` octets, all zero (the caller asks for 60 at least where it pads). Returns the octets, which begin at `room`
   * in it. `open` between `begin` and `finish` is allowed: the two regions do not move.
   */
  begin(length: number): Uint8Array;
  readonly room: number;
  /** Ends what `begin` began and gives the frame its number. */
  finish(): FrameNumber;

  /** Hands a frame to a port's cable, or drops it with a reason where no cable or no link is. The reason says why it goes there. */
  transmit(device: number, port: number, frame: FrameNumber, reason: number): void;
  /** Writes that a frame ended here. `x`, `y`: the reason's parameters. */
  drop(device: number, port: number, frame: FrameNumber, reason: number, x?: number, y?: number): RowNumber;
  /** Writes that a table or a setting of the device changed; `x` key, `y` value, as the reason's parameters say. */
  changed(device: number, port: number, reason: number, x: number, y: number): RowNumber;
  /** Writes that something about a socket of the device changed; `socket`: the number of its connection or listener on that machine (`TcpLayer`). */
  socketChanged(device: number, socket: number, reason: number, x: number, y: number): RowNumber;
  /** Gives a text a number, to be used as a `text` parameter. */
  text(value: string): number;
  /** Tells one decision of one layer to whoever is looking. Call only when `explaining`. */
  decide(device: number, port: number, frame: FrameNumber, reason: number, x?: number, y?: number): void;

  /** Asks for a tick of the device at `at` at the latest. A tick may come earlier or once too often; then it must do nothing. */
  wake(device: number, at: Instant): void;
}
