// Where open tables stand. They stay there for as long as they are open, whatever opens beside them.

import type { Point } from '../../player/layout.ts';
import type { DrawerTable } from './drawers.ts';
import { besideDevice, deviceBox, type Box } from './geometry.ts';
import type { Scene } from './scene.ts';

/** Tables at once, at the most, and room to the edge of the picture. */
const MOST = 8;
const EDGE = 6;

export class DrawerPlaces {
  private readonly standing = new Map<number, Point>();
  private ground: readonly unknown[] = [];

  /** Places for tables: those that were open before where they were, unless the `ground` (layout, stretch) is another one. */
  place(
    tables: readonly DrawerTable[],
    scene: Scene,
    bounds: Box,
    ground: readonly unknown[],
  ): { table: DrawerTable; at: Point }[] {
    const { standing } = this;
    const open = tables.slice(0, MOST);
    if (ground.some((one, i) => one !== this.ground[i])) standing.clear();
    this.ground = ground;
    for (const device of standing.keys()) if (!open.some((table) => table.device === device)) standing.delete(device);
    const boxes = scene.devices.map((device) => deviceBox(device.place, device.lines.length, device.side));
    const cables = scene.cables.map((cable) => cable.line);
    const inner = {
      left: bounds.left + EDGE,
      top: bounds.top + EDGE,
      right: bounds.right - EDGE,
      bottom: bounds.bottom - EDGE,
    };
    const oldFirst = open.toSorted((a, b) => Number(standing.has(b.device)) - Number(standing.has(a.device)));
    return oldFirst.map((table) => {
      const { device, size } = table;
      const at = standing.get(device) ?? besideDevice(scene.devices[device]!.place, size, boxes, cables, inner);
      standing.set(device, at);
      boxes.push({ left: at[0], top: at[1], right: at[0] + size[0], bottom: at[1] + size[1] });
      return { table, at };
    });
  }
}
