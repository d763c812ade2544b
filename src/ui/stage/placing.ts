// Free places on the stage for what has no fixed one: labels, names of ports, tables, reasons. Pure.

import type { Point } from '../../player/layout.ts';
import type { CableLine } from './geometry.ts';

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** A place that is thought of: its top left corner, and how little it is liked beside what it covers. */
export interface Candidate {
  at: Point;
  dislike: number;
}

export const boxAt = ([left, top]: Point, [width, height]: Point): Box => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});

export const around = ([x, y]: Point, [halfX, halfY]: Point, room = 0): Box => ({
  left: x - halfX - room,
  top: y - halfY - room,
  right: x + halfX + room,
  bottom: y + halfY + room,
});

/** The area that two boxes share. */
export const shared = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) *
  Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));

/** How much of a cable lies in a box, with so much room around it. */
export function lengthInside({ from, to, length }: CableLine, box: Box, room = 0): number {
  let [enter, leave] = [0, 1];
  for (const [p, d, low, high] of [
    [from[0], to[0] - from[0], box.left - room, box.right + room],
    [from[1], to[1] - from[1], box.top - room, box.bottom + room],
  ] as const) {
    if (d === 0) {
      if (p < low || p > high) return 0;
      continue;
    }
    const [a, b] = d > 0 ? [(low - p) / d, (high - p) / d] : [(high - p) / d, (low - p) / d];
    enter = Math.max(enter, a);
    leave = Math.min(leave, b);
  }
  return Math.max(0, leave - enter) * length;
}

/** From a point to the nearest point of a box; 0 inside. */
export const distanceTo = ([x, y]: Point, box: Box): number =>
  Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));

/** The candidate that was chosen, with the area (px²) that it covers and how much of cables it lies over (px). */
export interface Liked<C extends Candidate = Candidate> {
  candidate: C;
  box: Box;
  covered: number;
  crossed: number;
  cost: number;
}

/** What is taken: boxes that nothing may cover, cables that are better left free, and the edge of the stage. */
export class Ground {
  readonly boxes: Box[];
  readonly cables: readonly CableLine[];
  readonly bounds: Box | undefined;
  /** Strips fly so far beside a cable. */
  private readonly clear: number;

  constructor(boxes: readonly Box[], cables: readonly CableLine[], bounds: Box | undefined, clear: number) {
    this.boxes = [...boxes];
    this.cables = cables;
    this.bounds = bounds;
    this.clear = clear;
  }

  /** The area (px²) that a box covers of others, or that is not on the stage. */
  covered(box: Box): number {
    let area = this.boxes.reduce((sum, other) => sum + shared(box, other), 0);
    if (this.bounds) area += (box.right - box.left) * (box.bottom - box.top) - shared(box, this.bounds);
    return area < 0.01 ? 0 : area;
  }

  /** How much of cables a box lies over, px. */
  crossed(box: Box): number {
    return this.cables.reduce((sum, cable) => sum + lengthInside(cable, box, 1), 0);
  }

  /** The candidate that is liked best, with what it covers and crosses. */
  best<C extends Candidate>(size: Point, candidates: readonly C[]): Liked<C> {
    let found: Liked<C> | undefined;
    for (const candidate of candidates) {
      const { at, dislike } = candidate;
      if (found && dislike >= found.cost) continue;
      const box = boxAt(at, size);
      const covered = this.covered(box);
      const crossed = this.crossed(box);
      const beside = this.cables.reduce((sum, cable) => sum + lengthInside(cable, box, this.clear), 0);
      const cost = dislike + 20 * covered + 14 * crossed + 0.5 * beside;
      if (!found || cost < found.cost) found = { candidate, box, covered, crossed, cost };
    }
    return found!;
  }
}
