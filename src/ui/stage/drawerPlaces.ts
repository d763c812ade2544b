// Where open tables stand: never over a device, a label, another table or the edge of the stage. They stay there for as long as they are open.

import type { Point } from '../../player/layout.ts';
import type { DrawerTable } from './drawers.ts';
import { HALF } from './geometry.ts';
import type { Label } from './labels.ts';
import { around, boxAt, distanceTo, Ground, type Box, type Candidate, type Liked } from './placing.ts';
import type { Scene, SceneDevice } from './scene.ts';
import type { Sizes } from './sizes.ts';

/** Tables at once, at the most. */
const MOST = 8;
/** Between a table and whatever else, px. */
const GAP = 5;
/** A table farther from its device than this has a line that leads to it. */
const FAR = 12;
/** So much of a cable may lie below a table, px. */
const LITTLE = 14;
/** How finely places are tried, px. */
const STEP = 13;

/** A table where it stands, and the line that leads to it from its device. */
export interface Placed {
  table: DrawerTable;
  at: Point;
  leader: readonly [Point, Point] | undefined;
}

/** What tables must leave free, and the part of the stage that is seen. */
export interface TableGround {
  scene: Scene;
  labels: readonly Label[];
  sizes: Sizes;
  obstacles: readonly Box[];
  seen: Box;
}

export class DrawerPlaces {
  private readonly standing = new Map<number, Point>();
  private ground: readonly unknown[] = [];

  /**
   * Places for tables, those that were open before where they were, unless `same` (what the places depend on) is another one. Of each device the
   * largest of its tables that has room; none where there is no room at all.
   */
  place(tables: readonly (readonly DrawerTable[])[], on: TableGround, same: readonly unknown[]): Placed[] {
    const { standing } = this;
    if (same.some((one, i) => one !== this.ground[i])) standing.clear();
    this.ground = same;
    const open = tables.filter((one) => one.length > 0).slice(0, MOST);
    for (const device of standing.keys()) {
      if (!open.some((one) => one[0]!.device === device)) standing.delete(device);
    }
    const ground = groundFor(on);
    const oldFirst = open.toSorted((a, b) => Number(standing.has(b[0]!.device)) - Number(standing.has(a[0]!.device)));
    return oldFirst.flatMap((sizes) => this.one(sizes, ground, on.scene.devices[sizes[0]!.device]!, on) ?? []);
  }

  private one(
    tables: readonly DrawerTable[],
    ground: Ground,
    device: SceneDevice,
    on: TableGround,
  ): Placed | undefined {
    const tried = tables.map((table) => ({ table, ...this.tried(table, ground, device, on.seen) }));
    // Rather a smaller table than one over a cable; rather over a cable than none.
    const found = tried.find((one) => !one.covered && one.crossed < LITTLE) ?? tried.find((one) => !one.covered);
    if (!found) {
      this.standing.delete(device.index);
      return undefined;
    }
    const { box, table } = found;
    const at: Point = [box.left, box.top];
    this.standing.set(device.index, at);
    ground.boxes.push({ left: box.left - GAP, top: box.top - GAP, right: box.right + GAP, bottom: box.bottom + GAP });
    return { table, at, leader: leaderTo(box, device, on.sizes.glyph) };
  }

  private tried({ size }: DrawerTable, ground: Ground, device: SceneDevice, seen: Box): Omit<Liked, 'candidate'> {
    const before = this.standing.get(device.index);
    if (before) {
      // A table that has become larger may have no room where it was.
      const box = boxAt(before, size);
      const [covered, crossed] = [ground.covered(box), ground.crossed(box)];
      if (!covered && crossed < LITTLE) return { box, covered, crossed, cost: 0 };
    }
    const places = candidates(device.place, size, seen);
    // Larger than all that is seen.
    if (!places.length)
      return { box: boxAt([seen.left, seen.top], size), covered: Infinity, crossed: 0, cost: Infinity };
    return ground.best(size, places);
  }
}

function groundFor({ scene, labels, sizes, obstacles, seen }: TableGround): Ground {
  const boxes = scene.devices.map(({ place, kind }) =>
    around(place, [HALF[kind][0] * sizes.glyph, HALF[kind][1] * sizes.glyph], GAP),
  );
  for (const { box } of labels) {
    boxes.push({ left: box.left - GAP, top: box.top - 1, right: box.right + GAP, bottom: box.bottom + GAP });
  }
  const lines = scene.cables.map((cable) => cable.line);
  return new Ground([...boxes, ...obstacles], lines, seen, sizes.strip * 0.8);
}

/** Places all over what is seen, near the device best. */
function candidates(place: Point, [w, h]: Point, seen: Box): Candidate[] {
  const found: Candidate[] = [];
  for (let top = seen.top; top <= seen.bottom - h; top += STEP) {
    for (let left = seen.left; left <= seen.right - w; left += STEP) {
      const away = distanceTo(place, { left, top, right: left + w, bottom: top + h });
      found.push({ at: [left, top], dislike: 2.5 * away });
    }
  }
  return found.sort((a, b) => a.dislike - b.dislike);
}

function leaderTo(box: Box, { place, kind }: SceneDevice, glyph: number): Placed['leader'] {
  const to: Point = [
    Math.min(Math.max(place[0], box.left + 8), box.right - 8),
    Math.min(Math.max(place[1], box.top + 8), box.bottom - 8),
  ];
  const end: Point = [Math.min(Math.max(to[0], box.left), box.right), Math.min(Math.max(to[1], box.top), box.bottom)];
  const far = Math.hypot(end[0] - place[0], end[1] - place[1]) || 1;
  const start = Math.min(HALF[kind][0], HALF[kind][1] + 4) * glyph + 2;
  if (distanceTo(place, box) - start < FAR) return undefined;
  const [ux, uy] = [(end[0] - place[0]) / far, (end[1] - place[1]) / far];
  // To the edge of the table, not into it.
  const reach = cut(place, [ux, uy], box);
  return [
    [place[0] + ux * start, place[1] + uy * start],
    [place[0] + ux * reach, place[1] + uy * reach],
  ];
}

/** How far along a direction a box begins. */
function cut([x, y]: Point, [ux, uy]: Point, box: Box): number {
  const acrossX = ux > 0 ? (box.left - x) / ux : ux < 0 ? (box.right - x) / ux : -Infinity;
  const acrossY = uy > 0 ? (box.top - y) / uy : uy < 0 ? (box.bottom - y) / uy : -Infinity;
  return Math.max(acrossX, acrossY);
}
