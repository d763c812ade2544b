// Dissected frames, kept as long as they are likely to be looked at again: dissecting costs more than looking.

import { dissectFrame } from '../sim/dissected.ts';
import type { Recording } from '../sim/record.ts';
import type { Dissection } from '../wire/dissection.ts';
import type { FrameNumber } from './rowIndex.ts';

const KEPT = 2_000;

export class Dissections {
  private record: Recording;
  private kept = new Map<FrameNumber, Dissection>();

  constructor(record: Recording) {
    this.record = record;
  }

  /** Another record has taken the place of this one: the same up to frame `common`. */
  follow(record: Recording, common: FrameNumber): void {
    this.record = record;
    for (const frame of this.kept.keys()) if (frame >= common) this.kept.delete(frame);
  }

  of(frame: FrameNumber): Dissection {
    let found = this.kept.get(frame);
    if (!found) {
      found = dissectFrame(this.record, frame);
      if (this.kept.size >= KEPT) this.kept.clear();
      this.kept.set(frame, found);
    }
    return found;
  }
}
