// Where things lie on the stage, in stage units: edges of devices, ports, cables, and room for a table beside a device. Pure.

import type { Point } from '../../player/layout.ts';

export type DeviceKind = 'host' | 'router' | 'switch' | 'hub';

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Half the width and height of a device's drawing. */
export const HALF: Record<DeviceKind, Point> = { host: [27, 22], router: [26, 26], switch: [36, 17], hub: [30, 17] };
/** From the edge of a device to the middle of a port. */
const PORT = 1;
/** Between two cables that join the same two devices. */
const PARALLEL = 16;

/** A cable as drawn: the ports at its ends, and the unit vector from the first to the second. */
export interface CableLine {
  from: Point;
  to: Point;
  along: Point;
  length: number;
}

/** Where a line from the middle of a device towards a point crosses its edge. */
export function edgeToward(place: Point, kind: DeviceKind, toward: Point): Point {
  const dx = toward[0] - place[0];
  const dy = toward[1] - place[1];
  const length = Math.hypot(dx, dy) || 1;
  const [w, h] = HALF[kind];
  const reach =
    kind === 'router' ? w : Math.min(w / (Math.abs(dx / length) || 1e-9), h / (Math.abs(dy / length) || 1e-9));
  const far = Math.min(reach + PORT, length / 2);
  return [place[0] + (dx / length) * far, place[1] + (dy / length) * far];
}

/** A cable between two devices; `lane` of `lanes` where several join the same two. */
export function cableLine(a: Point, kindA: DeviceKind, b: Point, kindB: DeviceKind, lane = 0, lanes = 1): CableLine {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
  const shift = (lane - (lanes - 1) / 2) * PARALLEL;
  const [sx, sy] = [(-(b[1] - a[1]) / length) * shift, ((b[0] - a[0]) / length) * shift];
  const [from0, to0] = [edgeToward(a, kindA, b), edgeToward(b, kindB, a)];
  const from: Point = [from0[0] + sx, from0[1] + sy];
  const to: Point = [to0[0] + sx, to0[1] + sy];
  const span = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const along: Point = span > 0 ? [(to[0] - from[0]) / span, (to[1] - from[1]) / span] : [1, 0];
  return { from, to, along, length: span };
}

/** The point a share of the way along a cable, from its first end (`end` 0) or from its second. */
export function pointOn(cable: CableLine, end: 0 | 1, progress: number): Point {
  const share = end === 0 ? progress : 1 - progress;
  return [cable.from[0] + (cable.to[0] - cable.from[0]) * share, cable.from[1] + (cable.to[1] - cable.from[1]) * share];
}

/** Which side of the road a strip keeps to: to the left of travel, close beside the cable, so that frames that meet do not cover each other. */
export function besideCable(cable: CableLine, end: 0 | 1, off: number): Point {
  const sign = end === 0 ? off : -off;
  return [cable.along[1] * sign, -cable.along[0] * sign];
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

const overlap = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) *
  Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));

/** How close to a cable a table may stand: strips fly along there. */
const CLEAR = 12;

/** How much of a cable comes into a box: samples close enough together for boxes of this size. */
function crosses(cable: CableLine, box: Box): number {
  let inside = 0;
  for (let k = 0; k <= 20; k++) {
    const [x, y] = pointOn(cable, 0, k / 20);
    if (x > box.left - CLEAR && x < box.right + CLEAR && y > box.top - CLEAR && y < box.bottom + CLEAR) inside++;
  }
  return (inside * cable.length) / 20;
}

/** Where a port's name stands, from the port, whose cable leaves in the direction `out`: below a flat cable, to the outer side of a steep one. */
export function portNameAt(out: Point, length: number): Point {
  if (Math.abs(out[1]) < 0.5) return [out[0] * (8 + 3 * length), 13];
  return [(out[0] < 0 ? -1 : 1) * (7 + 3 * length), out[1] * 6 + 3.5];
}

export type LabelSide = 'below' | 'above' | 'right' | 'left';

const SIDES: readonly (readonly [LabelSide, Point])[] = [
  ['below', [0, 1]],
  ['above', [0, -1]],
  ['right', [1, 0]],
  ['left', [-1, 0]],
];
/** A side is free when the nearest cable is at an angle of 70 degrees to it, or more: strips are wide. */
const FREE = 0.34;

/** Where a device's label stands: below, unless cables leave there and another side is free. Labels of several lines stand below or above only. */
export function labelSide(place: Point, ends: readonly Point[], lines: number): LabelSide {
  let best: LabelSide = 'below';
  let least = Infinity;
  for (const [side, [dx, dy]] of SIDES) {
    if (lines > 0 && dy === 0) continue;
    // The cosine of the angle to the nearest cable: 1 is straight along it.
    const nearest = Math.max(
      -1,
      ...ends.map(
        ([x, y]) => ((x - place[0]) * dx + (y - place[1]) * dy) / (Math.hypot(x - place[0], y - place[1]) || 1),
      ),
    );
    if (nearest < FREE) return side;
    if (nearest < least - 0.05) [least, best] = [nearest, side];
  }
  return best;
}

/** The box of a device with its label. */
export function deviceBox(place: Point, lines: number, side: LabelSide): Box {
  const label = 21 + 14 * lines;
  const wide = lines ? 66 : 44;
  return {
    left: place[0] - wide - (side === 'left' ? 40 : 0),
    right: place[0] + wide + (side === 'right' ? 40 : 0),
    top: place[1] - 28 - (side === 'above' ? label : 0),
    bottom: place[1] + 28 + (side === 'below' ? label : 0),
  };
}

/** How far around a device its table may stand, and how finely places are tried. */
const REACH = 190;
const STEP = 19;

/** Where a table of this size stands best: covers least of devices, cables and other tables, near its device. Gives its top left corner. */
export function besideDevice(
  place: Point,
  size: Point,
  boxes: readonly Box[],
  cables: readonly CableLine[],
  bounds: Box,
): Point {
  const [w, h] = size;
  let best: Point = [place[0] + 48, place[1] - h / 2];
  let least = Infinity;
  for (let dy = -REACH; dy <= REACH; dy += STEP) {
    for (let dx = -REACH; dx <= REACH; dx += STEP) {
      const left = Math.max(bounds.left, Math.min(bounds.right - w, place[0] + dx - w / 2));
      const top = Math.max(bounds.top, Math.min(bounds.bottom - h, place[1] + dy - h / 2));
      const box = { left, top, right: left + w, bottom: top + h };
      let cost = 2 * distanceTo(place, box);
      for (const other of boxes) cost += 3 * overlap(box, other);
      if (cost >= least) continue;
      for (const cable of cables) cost += crosses(cable, box) * 60;
      if (cost < least) [least, best] = [cost, [left, top]];
    }
  }
  return best;
}

/** From a point to the nearest edge of a box; 0 inside. */
function distanceTo([x, y]: Point, box: Box): number {
  return Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
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
