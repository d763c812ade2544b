// Where a device's ports without a cable are drawn: in their order along one of its edges, where its cables leave room.

import type { Point } from '../../player/layout.ts';
import { HALF, type DeviceKind } from './geometry.ts';

interface Socket {
  at: Point;
  /** Away from the device. */
  out: Point;
}

/** Between two ports in a row, at most, and how near a cable's port may be, px at full size. */
const PITCH = 14;
const NEAR = 9;
/** What an edge is worth before cables are looked at: names mostly stand below. */
const edges: readonly { out: Point; dislike: number }[] = [
  { out: [0, -1], dislike: 0 },
  { out: [0, 1], dislike: 1 },
  { out: [-1, 0], dislike: 3 },
  { out: [1, 0], dislike: 3 },
];

/** Places for so many empty ports. `taken`: the ports of the same device that have cables. */
export function bareSockets(
  place: Point,
  kind: DeviceKind,
  taken: readonly Socket[],
  count: number,
  glyph: number,
): Socket[] {
  let best: Socket[] = [];
  let least = Infinity;
  for (const { out, dislike } of count ? edges : []) {
    const row = along(place, kind, out, count, glyph);
    const crowded = row.reduce(
      (sum, { at }) => sum + taken.filter((port) => distance(port.at, at) < NEAR * glyph).length,
      0,
    );
    const leaving = taken.filter((port) => port.out[0] * out[0] + port.out[1] * out[1] > 0.75).length;
    const cost = dislike + 6 * crowded + 4 * leaving;
    if (cost < least) [least, best] = [cost, row];
  }
  return best;
}

function along([x, y]: Point, kind: DeviceKind, out: Point, count: number, glyph: number): Socket[] {
  const [w, h] = HALF[kind].map((half) => half * glyph) as [number, number];
  const length = 2 * (out[0] ? h : w) * (kind === 'router' ? 0.5 : 0.86);
  const pitch = Math.min(PITCH * glyph, length / count);
  return Array.from({ length: count }, (_, k): Socket => {
    const off = (k - (count - 1) / 2) * pitch;
    // On a round device the edge falls away to both sides.
    const reach = (half: number): number => (kind === 'router' ? Math.sqrt(half * half - off * off) : half);
    const at: Point = out[0] ? [x + out[0] * reach(w), y + off] : [x + off, y + out[1] * reach(h)];
    return { at, out };
  });
}

const distance = ([x, y]: Point, [u, v]: Point): number => Math.hypot(x - u, y - v);
