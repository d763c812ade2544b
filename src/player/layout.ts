// Where devices stand on the stage: as the lab says, or worked out from its cables. The same lab always gives the same picture.

import { forceCollide, forceLink, forceManyBody, forceSimulation, type SimulationNodeDatum } from 'd3';
import type { Lab } from '../sim/lab.ts';
import { boxed, givenLayout, rounded } from './places.ts';

export type Point = readonly [x: number, y: number];

/** A place for every device, in stage units (a device with its label is about 120 wide and 90 high), and the box around the places. */
export interface Layout {
  places: Point[];
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Between a device and its neighbours, in stage units; wide enough for a strip to be read on its way. */
const CABLE = 200;
/** The same for a host behind a switch that hangs on another device. */
const SPUR = 170;
/** Devices that stand almost in a row or column are put into one. */
const ALMOST = 26;
/** Room that a host with its label wants along a ring of hosts. */
const HOST_ROOM = 118;
/** Pictures are wider than high, as screens are. */
const WIDER = 1.25;
const TURN = 2 * Math.PI;
/** How wide hosts fan out behind a switch that hangs on another device, in radians. */
const FAN = 2.6;

interface Spot extends SimulationNodeDatum {
  index: number;
  x: number;
  y: number;
}

/** Places for a lab: those that the author fixed stay, the rest stand around them. */
export function layoutOf(lab: Lab): Layout {
  const given = givenLayout(lab);
  if (given) return given;
  const graph = neighboursOf(lab);
  const fixed = lab.devices.map((device) => lab.at[device.name]);
  const places = worked(graph);
  return rounded(fixed.some((place) => place !== undefined) ? aroundFixed(places, fixed, graph) : places);
}

function neighboursOf(lab: Lab): number[][] {
  const byName = new Map(lab.devices.map((device, i) => [device.name, i]));
  const graph: number[][] = lab.devices.map(() => []);
  for (const { ends } of lab.links) {
    const a = byName.get(ends[0].device);
    const b = byName.get(ends[1].device);
    if (a === undefined || b === undefined || a === b) continue;
    if (!graph[a]!.includes(b)) graph[a]!.push(b);
    if (!graph[b]!.includes(a)) graph[b]!.push(a);
  }
  return graph;
}

/** The core (whoever has two neighbours or more) first, then each of the others beside its only neighbour. */
function worked(graph: number[][]): Point[] {
  const places: (Point | undefined)[] = graph.map(() => undefined);
  const inCore = graph.map((near) => near.length > 1);
  // A lone pair has no core of its own: its first device is taken for one.
  graph.forEach((near, i) => {
    if (near.length <= 1 && (near.length === 0 || (near[0]! > i && !inCore[near[0]!]))) inCore[i] = true;
  });
  let left = 0;
  for (const part of partsOf(graph, inCore)) {
    const reach = part.map((i) =>
      ringRadius(
        leavesOf(graph, inCore, i).length,
        graph[i]!.some((n) => inCore[n]),
      ),
    );
    const core = placeCore(graph, part, reach);
    part.forEach((device, k) => (places[device] = core[k]!));
    part.forEach((device, k) => placeLeaves(graph, inCore, device, reach[k]!, places));
    const all = part.flatMap((device) => [device, ...leavesOf(graph, inCore, device)]);
    left = besideLast(places as Point[], all, left);
  }
  return places as Point[];
}

const leavesOf = (graph: number[][], inCore: boolean[], device: number): number[] =>
  graph[device]!.filter((near) => !inCore[near]);

function ringRadius(leaves: number, hasCoreNeighbours: boolean): number {
  const arc = hasCoreNeighbours ? FAN : TURN;
  const rings = leaves > 14 ? 2 : 1;
  return Math.max(hasCoreNeighbours ? SPUR : CABLE, (leaves * HOST_ROOM) / (arc * rings));
}

/** The core's connected parts, each in order of search. */
function partsOf(graph: number[][], inCore: boolean[]): number[][] {
  const seen = new Set<number>();
  const parts: number[][] = [];
  graph.forEach((_, start) => {
    if (!inCore[start] || seen.has(start)) return;
    const part = [start];
    seen.add(start);
    for (let i = 0; i < part.length; i++) {
      for (const near of graph[part[i]!]!) {
        if (!inCore[near] || seen.has(near)) continue;
        seen.add(near);
        part.push(near);
      }
    }
    parts.push(part);
  });
  return parts;
}

/** A chain stands in a line; anything else is found by forces and turned so that it is wider than high. */
function placeCore(graph: number[][], part: number[], reach: number[]): Point[] {
  const inside = part.map((device) => graph[device]!.map((near) => part.indexOf(near)).filter((k) => k >= 0));
  const ends = inside.flatMap((near, k) => (near.length === 1 ? [k] : []));
  if (part.length === 1) return [[0, 0]];
  if (ends.length === 2 && inside.every((near) => near.length <= 2))
    return chainPlaces(inside, Math.min(...ends), reach);
  // A ring stands on a side or has its first device on top, so that it is wide rather than high.
  const start = -TURN / 4 - (part.length % 2 ? 0 : TURN / part.length / 2);
  const spots: Spot[] = part.map((_, k) => ({
    index: k,
    x: Math.cos((k / part.length) * TURN + start) * CABLE,
    y: Math.sin((k / part.length) * TURN + start) * CABLE * 0.8,
  }));
  const links = inside.flatMap((near, k) => near.filter((n) => n > k).map((n) => ({ source: k, target: n })));
  const force = forceLink<Spot, { source: number; target: number }>(links)
    .distance((link) => CABLE + 20 * Math.max(0, inside[(link.source as unknown as Spot).index]!.length - 2))
    .strength(0.9);
  forceSimulation(spots)
    .force('link', force)
    .force(
      'charge',
      forceManyBody<Spot>().strength((spot) => -900 - 4 * reach[spot.index]!),
    )
    .force('collide', forceCollide<Spot>(95))
    .stop()
    .tick(400);
  return laidFlat(spots.map((spot) => [spot.x, spot.y]));
}

function chainPlaces(inside: number[][], first: number, reach: number[]): Point[] {
  const places: Point[] = inside.map(() => [0, 0]);
  let x = 0;
  for (let at = first, before = -1; ;) {
    places[at] = [x, 0];
    const next = inside[at]!.find((k) => k !== before);
    if (next === undefined) return places;
    x += CABLE * (reach[at]! > CABLE * 1.5 || reach[next]! > CABLE * 1.5 ? 1.4 : 1);
    before = at;
    at = next;
  }
}

/** Turned by the direction in which it is longest; the first device to the left, and not below the middle. */
function laidFlat(points: Point[]): Point[] {
  const mx = points.reduce((sum, p) => sum + p[0], 0) / points.length;
  const my = points.reduce((sum, p) => sum + p[1], 0) / points.length;
  let [xx, xy, yy] = [0, 0, 0];
  for (const [x, y] of points) {
    xx += (x - mx) * (x - mx);
    xy += (x - mx) * (y - my);
    yy += (y - my) * (y - my);
  }
  // A round shape has no longest direction: it stands as it is.
  const round = Math.hypot(xx - yy, 2 * xy) < 0.12 * (xx + yy);
  const angle = round ? 0 : Math.atan2(2 * xy, xx - yy) / 2;
  const turned = points.map(([x, y]): [number, number] => [
    (x - mx) * Math.cos(angle) + (y - my) * Math.sin(angle),
    (y - my) * Math.cos(angle) - (x - mx) * Math.sin(angle),
  ]);
  const flipX = turned[0]![0] > 1 ? -1 : 1;
  const flipY = turned[0]![1] > 1 ? -1 : 1;
  const xs = aligned(turned.map((point) => point[0] * flipX));
  const ys = aligned(turned.map((point) => point[1] * flipY));
  return xs.map((x, k) => [x, ys[k]!]);
}

/** The same numbers, those that nearly agree made equal to their mean. */
function aligned(numbers: number[]): number[] {
  const order = numbers.map((_, k) => k).sort((a, b) => numbers[a]! - numbers[b]!);
  const out = numbers.slice();
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && numbers[order[to]!]! - numbers[order[from]!]! < ALMOST) to++;
    const group = order.slice(from, to);
    const mean = group.reduce((sum, k) => sum + numbers[k]!, 0) / group.length;
    for (const k of group) out[k] = mean;
    from = to;
  }
  return out;
}

/** Hosts around their switch, in the gaps between its neighbours in the core. */
function placeLeaves(
  graph: number[][],
  inCore: boolean[],
  device: number,
  radius: number,
  places: (Point | undefined)[],
): void {
  const leaves = leavesOf(graph, inCore, device);
  if (!leaves.length) return;
  const [x0, y0] = places[device]!;
  const core = graph[device]!.filter((near) => inCore[near]).map((near) => places[near]!);
  const angles = anglesFor(
    leaves.length,
    core.map(([x, y]) => Math.atan2(y - y0, x - x0)),
  );
  leaves.forEach((leaf, k) => {
    const far = leaves.length > 14 && k % 2 ? radius + 110 : radius;
    const wider = core.length ? 1 : WIDER;
    places[leaf] = [x0 + far * wider * Math.cos(angles[k]!), y0 + far * Math.sin(angles[k]!)];
  });
}

/** Directions (radians, clockwise from the right) for `count` hosts that keep away from the directions that are taken. */
function anglesFor(count: number, taken: number[]): number[] {
  if (!taken.length) {
    const start = count === 1 ? 0 : count === 2 ? Math.PI : Math.PI + (count % 2 ? 0 : TURN / count / 2);
    return Array.from({ length: count }, (_, k) => start + (k * TURN) / count);
  }
  if (taken.length === 1) {
    const step = Math.min(1.85, FAN / Math.max(1, count - 1));
    const middle = taken[0]! + Math.PI;
    // From the top down on the left side, and on the right side too: sorted by height afterwards.
    const angles = Array.from({ length: count }, (_, k) => middle + (k - (count - 1) / 2) * step);
    return angles.sort((a, b) => Math.sin(a) - Math.sin(b));
  }
  const sorted = [...taken].sort((a, b) => a - b);
  const gaps = sorted.map((from, k) => {
    const to = k + 1 < sorted.length ? sorted[k + 1]! : sorted[0]! + TURN;
    return { from, size: to - from, count: 0 };
  });
  for (let k = 0; k < count; k++) {
    const widest = gaps.reduce((best, gap) =>
      gap.size / (gap.count + 1) > best.size / (best.count + 1) + 1e-9 ? gap : best,
    );
    widest.count++;
  }
  return gaps.flatMap((gap) =>
    Array.from({ length: gap.count }, (_, k) => gap.from + (gap.size * (k + 1)) / (gap.count + 1)),
  );
}

/** Moves a part to the right of what has been placed; gives where the next one may begin. */
function besideLast(places: Point[], devices: number[], left: number): number {
  const box = boxed(devices.map((device) => places[device]!));
  const dx = left - box.left;
  const dy = -(box.top + box.bottom) / 2;
  for (const device of devices) places[device] = [places[device]![0] + dx, places[device]![1] + dy];
  return left + (box.right - box.left) + CABLE;
}

/** Some places are the author's: the picture is moved over them, and whoever has no fixed place gives way. */
function aroundFixed(places: Point[], fixed: (Point | undefined)[], graph: number[][]): Point[] {
  const known = fixed.flatMap((place, i) => (place ? [{ place, i }] : []));
  const dx = known.reduce((sum, { place, i }) => sum + place[0] - places[i]![0], 0) / known.length;
  const dy = known.reduce((sum, { place, i }) => sum + place[1] - places[i]![1], 0) / known.length;
  const spots = places.map(([x, y], index): Spot => {
    const at = fixed[index];
    return at ? { index, x: at[0], y: at[1], fx: at[0], fy: at[1] } : { index, x: x + dx, y: y + dy };
  });
  const links = graph.flatMap((near, a) => near.filter((b) => b > a).map((b) => ({ source: a, target: b })));
  forceSimulation(spots)
    .force('link', forceLink<Spot, { source: number; target: number }>(links).distance(CABLE).strength(0.5))
    .force('charge', forceManyBody<Spot>().strength(-500))
    .force('collide', forceCollide<Spot>(70))
    .stop()
    .tick(300);
  return spots.map((spot) => [spot.x, spot.y]);
}
