// What a ladder is made of: columns, lines with their ends, calls and states beside the columns.

import type { Instant } from '../base/time.ts';
import type { Side } from '../sim/analysis/stream.ts';
import type { LadderFold } from './ladderScale.ts';
import type { FrameNumber, RowNumber } from './rowIndex.ts';

/** A device with its vertical line. In a conversation a device that talks with itself has two, one for each side. */
export interface LadderColumn {
  device: number;
  side?: Side;
}

/** Where a copy of what was sent came to: one end of a line. */
export interface Ending {
  /** The last flight on the way there, and the device that it leads to. */
  tip: RowNumber;
  device: number;
  /** −1: the way ends at a device that has no column. */
  to: number;
  at: Instant;
  /** px; NaN as long as it has not happened, and where it comes to no column: `Ladder.endOf` tells those too. */
  y: number;
  /** `alone`: the receiver leaves alone what is not for it. `dropped`: it arrives and is given up there. `lost`: it does not arrive. */
  how: 'arrives' | 'alone' | 'dropped' | 'lost';
  /** The row that says why. */
  fate?: RowNumber;
  /** Of what was lost: the column it was meant for, −1 where nobody can tell, and how far it came, 0 to 1. */
  towards: number;
  reach: number;
  /** When it would have been there, as far as can be told. */
  expected: Instant;
}

/** One frame that a device sends, with all that becomes of it. */
export interface Sent {
  /** The flight by which it leaves; the drop, where it did not even do so. */
  row: RowNumber;
  frame: FrameNumber;
  /** −1: sent by a device that has no column. */
  from: number;
  device: number;
  departs: Instant;
  /** px; NaN as long as it has not left. */
  y: number;
  /** Its place among all that was sent, in the order of departure; −1 before that. */
  place: number;
  /** A copy of it is on its way until then. */
  until: Instant;
  endings: Ending[];
}

/** A call of send or recv that did something. */
export interface LadderCall {
  /** `tcp-written`, `udp-read` …: what the call did; and the row of the call, where there is one. */
  row: RowNumber;
  call: RowNumber | undefined;
  column: number;
  way: 'in' | 'out';
  at: Instant;
  y: number;
}

/** A state of a connection at one of its ends, as long as it lasts. */
export interface StateBand {
  row: RowNumber;
  column: number;
  /** Connections of one device at the same time stand side by side. */
  lane: number;
  stream: number;
  state: string;
  at: Instant;
  y: number;
  /** px; Infinity as long as it lasts. */
  end: number;
}

/** What is in sight. */
export interface LadderWindow {
  sent: Sent[];
  folds: LadderFold[];
  calls: LadderCall[];
  bands: StateBand[];
}
