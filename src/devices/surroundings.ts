// What a device may ask of the world around it. One object serves the whole world (sim/outside.ts); devices never see anything else of it.

import type { FrameNumber, RowNumber, StackSurroundings } from '../stack/surroundings.ts';

export { NO_FRAME, NO_PORT, NO_ROW } from '../stack/surroundings.ts';
export type { FrameNumber, RowNumber } from '../stack/surroundings.ts';

export interface Surroundings extends StackSurroundings {
  /** True when the frame arrived with a bad frame check sequence. */
  badFcs(frame: FrameNumber): boolean;
  /** A number for a text that `fillText` gives within the same event: of a call, whose row comes before what it does and says what it answered. */
  textLater(): number;
  fillText(number: number, value: string): void;
  /** Writes what a program did, its text by number. */
  called(device: number, reason: number, text: number, pid: number): RowNumber;
  /** It is the turn of a thread of a script: an interpreter goes on with it, and the clock stands still until it has said its next call. */
  turn(device: number, pid: number, tid: number): void;
  /** The thread has made its call; or its process has ended, with the turns of all its threads (`tid` left out). */
  turnTaken(device: number, pid: number, tid?: number): void;
  /** Writes what a program did or printed. */
  program(device: number, reason: number, text: string, pid: number): RowNumber;
}
