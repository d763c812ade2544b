// Where things lie on the stage, in px: edges of devices, ports, cables, and where the arrow keys lead. Pure.

import type { Point } from '../../player/layout.ts';
import { around, type Box } from './placing.ts';

export type DeviceKind = 'host' | 'router' | 'switch' | 'hub' | 'outside';

/** Half the width and height of a device's drawing at its full size. */
export const HALF: Record<DeviceKind, Point> = {
  host: [27, 22],
  router: [26, 26],
  switch: [36, 17],
  hub: [30, 17],
  outside: [30, 19],
};
/** From the edge of a device to the middle of a port. */
const PORT = 1;
/** From here on (the sine of its slope) a cable counts as steep. */
const STEEP = 0.5;
/** Between a strip and what it passes. */
const BESIDE = 3;
/** Between two cables that join the same two devices. */
const PARALLEL = 16;

/** A cable as drawn: the ports at its ends, and the unit vector from the first to the second. */
export interface CableLine {
  from: Point;
  to: Point;
  along: Point;
  length: number;
  /** Half the height of the taller of the two devices that it joins. */
  reach: number;
}

/** Where a line from the middle of a device towards a point crosses its edge; `glyph`: how large devices are drawn, 1 for full size. */
export function edgeToward(place: Point, kind: DeviceKind, toward: Point, glyph: number): Point {
  const dx = toward[0] - place[0];
  const dy = toward[1] - place[1];
  const length = Math.hypot(dx, dy) || 1;
  const [w, h] = HALF[kind].map((half) => half * glyph) as [number, number];
  const reach =
    kind === 'router' ? w : Math.min(w / (Math.abs(dx / length) || 1e-9), h / (Math.abs(dy / length) || 1e-9));
  const far = Math.min(reach + PORT, length / 2);
  return [place[0] + (dx / length) * far, place[1] + (dy / length) * far];
}

/** A cable between two devices; `lane` of `lanes` where several join the same two. */
export function cableLine(
  a: Point,
  kindA: DeviceKind,
  b: Point,
  kindB: DeviceKind,
  { lane = 0, lanes = 1, glyph = 1 }: { lane?: number; lanes?: number; glyph?: number } = {},
): CableLine {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
  const shift = (lane - (lanes - 1) / 2) * PARALLEL * glyph;
  const [sx, sy] = [(-(b[1] - a[1]) / length) * shift, ((b[0] - a[0]) / length) * shift];
  const [from0, to0] = [edgeToward(a, kindA, b, glyph), edgeToward(b, kindB, a, glyph)];
  const from: Point = [from0[0] + sx, from0[1] + sy];
  const to: Point = [to0[0] + sx, to0[1] + sy];
  const span = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const along: Point = span > 0 ? [(to[0] - from[0]) / span, (to[1] - from[1]) / span] : [1, 0];
  const reach = Math.max(HALF[kindA][1], HALF[kindB][1]) * glyph;
  return { from, to, along, length: span, reach };
}

/** The point a share of the way along a cable, from its first end (`end` 0) or from its second. */
export function pointOn(cable: CableLine, end: 0 | 1, progress: number): Point {
  const share = end === 0 ? progress : 1 - progress;
  return [cable.from[0] + (cable.to[0] - cable.from[0]) * share, cable.from[1] + (cable.to[1] - cable.from[1]) * share];
}

/** How wide a strip may be that flies close beside a cable, between the devices at its ends. By a steep cable it is never in their way. */
export const roomBeside = ({ along: [tx, ty], length }: CableLine): number =>
  Math.abs(ty) > STEEP ? Infinity : length * Math.abs(tx) - 2 * BESIDE;

/**
 * From a point on a cable to the middle of a box of this size that stands beside it. By a flat cable it keeps to the left of travel, by a steep one
 * to the side that it travels to: frames that meet do not cover each other, and those that leave a device together part. Where it is longer than a flat
 * cable it stands so far off that it passes the devices at both ends, too.
 */
export function besideCable(cable: CableLine, end: 0 | 1, width: number, height: number): Point {
  const [tx, ty] = end === 0 ? cable.along : [-cable.along[0], -cable.along[1]];
  if (Math.abs(ty) > STEEP) return [(tx < -0.02 || (tx <= 0.02 && ty < 0) ? -1 : 1) * (width / 2 + 5), 0];
  const short = width > roomBeside(cable);
  const clear = short
    ? cable.reach + height / 2 + BESIDE + cable.length * Math.abs(ty)
    : height / 2 + BESIDE + (width / 4) * Math.abs(ty / tx);
  return [0, tx > 0 ? -clear : clear];
}

/**
 * Where a strip of this width stands for a frame that has gone a share of its way: strips begin and end beside the devices, not on them. On a cable
 * too short for that they keep to its middle part.
 */
export function strideOn(cable: CableLine, width: number, height: number, progress: number): number {
  const [ax, ay] = [Math.abs(cable.along[0]), Math.abs(cable.along[1])];
  const half =
    Math.min(width / 2 / Math.max(ax, 1e-9), height / 2 / Math.max(ay, 1e-9)) + 5 + 13 * Math.min(1, 2 * ax * ay);
  const margin = cable.length > 0 ? Math.min(0.4, half / cable.length) : 0;
  return margin + (1 - 2 * margin) * progress;
}

/** All that a strip beside a cable passes over on its way. */
export function sweptBeside(cable: CableLine, end: 0 | 1, width: number, height: number): Box {
  const [ox, oy] = besideCable(cable, end, width, height);
  const [a, b] = [0, 1].map((progress) => {
    const [x, y] = pointOn(cable, end, strideOn(cable, width, height, progress));
    return around([x + ox, y + oy], [width / 2, height / 2]);
  }) as [Box, Box];
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}

/** The device to which an arrow key leads: the nearest in that direction, neighbours first. Undefined when there is none. */
export function neighbourToward(
  places: readonly Point[],
  neighbours: readonly number[],
  from: number,
  direction: Point,
): number | undefined {
  const [x, y] = places[from]!;
  let best: number | undefined;
  let least = Infinity;
  places.forEach(([px, py], i) => {
    if (i === from) return;
    const ahead = (px - x) * direction[0] + (py - y) * direction[1];
    const aside = Math.abs((px - x) * direction[1] - (py - y) * direction[0]);
    if (ahead <= 8 || aside > 2.2 * ahead) return;
    const cost = (ahead + 1.6 * aside) * (neighbours.includes(i) ? 1 : 1.8);
    if (cost < least) [least, best] = [cost, i];
  });
  return best;
}
