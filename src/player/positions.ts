// Where each frame is at a moment of the story: from rows only, so that any moment can be drawn by itself, forward or back.

import type { Instant } from '../base/time.ts';
import { rowAt, rowChunkOf, rowIndexOf } from '../sim/record.ts';
import type { RowIndex, RowNumber } from './rowIndex.ts';
import { placeOf, type Story } from './storyTime.ts';

/** One flight of a frame as it is to be drawn. */
export interface Flyer {
  row: RowNumber;
  frame: number;
  /** 2 × link + end that sends. */
  direction: number;
  /** `leaving`: put on the cable now. `flying`. `arrived`: looked at by the device it reached. `lost`: falling, on the way. */
  state: 'leaving' | 'flying' | 'arrived' | 'lost';
  /** How far along the cable, 0 to 1. */
  progress: number;
  /** How far what the state names has got, 0 to 1 (`flying`: as progress). */
  stage: number;
  /** The row that says why it ended, where it was not simply taken in. */
  fate?: RowNumber;
}

/** Where on its way a frame is lost, when the record does not say. */
const LOST_AT = 0.55;

/**
 * Everything on its way or just arrived. `place` is the story's place (seconds); without it the positions are those of true time at `t`, the
 * instant that belongs to the place.
 */
export function flyersAt(index: RowIndex, story: Story, t: Instant, place?: number): Flyer[] {
  const flyers: Flyer[] = [];
  index.eachOnTheWay(t, (row) => {
    const flyer = flyerAt(index, story, row, t, place);
    if (flyer) flyers.push(flyer);
  });
  return flyers;
}

/** How many frames wait in a queue at `t`, by direction. */
export function waitingAt(index: RowIndex, t: Instant): Map<number, number> {
  const waiting = new Map<number, number>();
  index.eachOnTheWay(
    t,
    (row) => {
      const chunk = rowChunkOf(index.record, row);
      const i = rowIndexOf(row);
      if (chunk.x[i]! > t) waiting.set(chunk.where[i]!, (waiting.get(chunk.where[i]!) ?? 0) + 1);
    },
    true,
  );
  return waiting;
}

function flyerAt(
  index: RowIndex,
  story: Story,
  row: RowNumber,
  t: Instant,
  place: number | undefined,
): Flyer | undefined {
  const chunk = rowChunkOf(index.record, row);
  const i = rowIndexOf(row);
  const departs = chunk.x[i]!;
  const arrives = chunk.y[i]!;
  const fate = index.fateOf(row);
  const flyer: Flyer = {
    row,
    frame: chunk.frame[i]!,
    direction: chunk.where[i]!,
    state: 'flying',
    progress: 0,
    stage: 0,
  };
  if (fate) flyer.fate = fate.row;
  const [start, end, now] =
    place === undefined
      ? [departs, arrives, t]
      : [placeOf(story, departs, 'after'), placeOf(story, arrives, 'before'), place];
  if (now < start || (now === start && departs === t && arrives > t)) {
    flyer.state = 'leaving';
    flyer.stage = place === undefined ? 1 : share(placeOf(story, departs, 'before'), start, now);
    return flyer;
  }
  flyer.progress = flyer.stage = share(start, end, now);
  if (fate?.onTheWay) return lose(index, story, flyer, fate.row, start, end, place !== undefined);
  if (now < end) return flyer;
  flyer.state = 'arrived';
  flyer.progress = 1;
  flyer.stage = place === undefined ? 1 : share(end, placeOf(story, arrives, 'after'), now);
  return flyer;
}

/** A frame that does not come through stays where it was lost and falls from there. */
function lose(
  index: RowIndex,
  story: Story,
  flyer: Flyer,
  fate: RowNumber,
  start: number,
  end: number,
  told: boolean,
): Flyer | undefined {
  const { reason, at } = rowAt(index.record, fate);
  const cut = reason === 'link-cut' ? share(start, end, told ? placeOf(story, at, 'before') : at) : LOST_AT;
  if (flyer.progress < cut) return flyer;
  flyer.state = 'lost';
  flyer.stage = share(cut, 1, flyer.progress);
  flyer.progress = cut;
  return flyer;
}

const share = (from: number, to: number, x: number): number =>
  to <= from ? 1 : Math.min(1, Math.max(0, (x - from) / (to - from)));
