// Fits a layout to the stage: places move apart or together until the network fills the room there is. What is left or right, above or below of
// what stays so; nothing that is drawn changes its size by it.

import type { Layout, Point } from '../../player/layout.ts';

/** From places of the layout to px of the stage when the whole network is seen. */
export interface Fit {
  scale: Point;
  origin: Point;
}

/** Room at the edges of the stage for what stands around the outermost devices, px. */
export interface Pads {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** One direction is stretched by so much more than the other, at the most. */
const UNEVEN = 2.2;
/** The longest of the shortest things to see, px: a cable need not be longer. */
const LONG = 560;

/** How to place a layout on a stage of so many px. `pairs` are joined by cables. */
export function fitFor(
  layout: Layout,
  width: number,
  height: number,
  pads: Pads,
  pairs: readonly (readonly [number, number])[],
): Fit {
  const [w, h] = [layout.right - layout.left, layout.bottom - layout.top];
  const [freeX, freeY] = [Math.max(1, width - pads.left - pads.right), Math.max(1, height - pads.top - pads.bottom)];
  let [sx, sy] = [w > 0 ? freeX / w : 1, h > 0 ? freeY / h : 1];
  if (w > 0 && h > 0) [sx, sy] = [Math.min(sx, sy * UNEVEN), Math.min(sy, sx * UNEVEN)];
  const shortest = Math.min(
    ...pairs.map(([a, b]) => {
      const [p, q] = [layout.places[a]!, layout.places[b]!];
      return Math.hypot((p[0] - q[0]) * sx, (p[1] - q[1]) * sy);
    }),
  );
  if (shortest > LONG && Number.isFinite(shortest)) [sx, sy] = [(sx * LONG) / shortest, (sy * LONG) / shortest];
  return {
    scale: [sx, sy],
    origin: [
      pads.left + freeX / 2 - ((layout.left + layout.right) / 2) * sx,
      pads.top + freeY / 2 - ((layout.top + layout.bottom) / 2) * sy,
    ],
  };
}

/** Places in px, the whole `zoom` times as large. */
export const fitted = (places: readonly Point[], { scale, origin }: Fit, zoom = 1): Point[] =>
  places.map(([x, y]) => [(origin[0] + x * scale[0]) * zoom, (origin[1] + y * scale[1]) * zoom]);

/** The place in the layout that is shown at a point. */
export const unfitted = ([x, y]: Point, { scale, origin }: Fit, zoom: number): Point => [
  Math.round((x / zoom - origin[0]) / scale[0]),
  Math.round((y / zoom - origin[1]) / scale[1]),
];

/** How far the two devices that stand closest are apart, px; the larger of the two directions counts. */
export function closest(places: readonly Point[]): number {
  let least = Infinity;
  for (let i = 0; i < places.length; i++) {
    for (let k = i + 1; k < places.length; k++) {
      const [dx, dy] = [Math.abs(places[i]![0] - places[k]![0]), Math.abs(places[i]![1] - places[k]![1])];
      least = Math.min(least, Math.max(dx, dy * 1.2));
    }
  }
  return least;
}
