// Fits a layout to the stage: places move apart or together, so that the network fills the room there is while names and strips keep a size to be
// read. What is left or right, above or below of what stays so.

import type { Layout, Point } from '../../player/layout.ts';

export interface Stretch {
  x: number;
  y: number;
}

/** Room for labels around the outermost devices, stage units. */
export const MARGIN = { x: 148, y: 162 };
/** Two devices are apart when they are so far apart in one of the two directions. */
const APART = { x: 148, y: 118 };
/** A cable is at least so long between the middles of its devices: a strip must be seen to move. */
const CABLE = 158;
const MOST = 1.9;
/** Larger than this nothing need be drawn, smaller it cannot be read: then the layout stays as it is. */
const LARGEST = 1.3;
const SMALLEST = 0.55;

const asItIs: Stretch = { x: 1, y: 1 };

/** How to stretch a layout for a stage of so many pixels, drawn as large as its devices have room. `pairs` are joined by cables. */
export function stretchFor(
  layout: Layout,
  width: number,
  height: number,
  pairs: readonly (readonly [number, number])[],
): Stretch {
  const w = layout.right - layout.left;
  const h = layout.bottom - layout.top;
  if (layout.places.length < 2 || width <= 0 || height <= 0) return asItIs;
  for (let scale = LARGEST; scale >= SMALLEST; scale -= 0.025) {
    const stretch = {
      x: w > 0 ? Math.min(MOST, (width / scale - MARGIN.x) / w) : 1,
      y: h > 0 ? Math.min(MOST, (height / scale - MARGIN.y) / h) : 1,
    };
    if (stretch.x > 0 && stretch.y > 0 && roomy(layout.places, stretch, pairs)) return stretch;
  }
  return asItIs;
}

export const stretched = (places: readonly Point[], { x, y }: Stretch): Point[] =>
  places.map((place) => [place[0] * x, place[1] * y]);

function roomy(places: readonly Point[], stretch: Stretch, pairs: readonly (readonly [number, number])[]): boolean {
  const spread = stretched(places, stretch);
  for (let i = 0; i < spread.length; i++) {
    for (let k = i + 1; k < spread.length; k++) {
      if (Math.abs(spread[i]![0] - spread[k]![0]) < APART.x && Math.abs(spread[i]![1] - spread[k]![1]) < APART.y)
        return false;
    }
  }
  return pairs.every(([a, b]) => Math.hypot(spread[a]![0] - spread[b]![0], spread[a]![1] - spread[b]![1]) >= CABLE);
}
