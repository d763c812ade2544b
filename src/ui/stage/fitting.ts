// Chooses how a network is fitted to the stage: so that most of its labels have room.

import type { Layout } from '../../player/layout.ts';
import type { WorldState } from '../../sim/state.ts';
import { closest, fitFor, fitted, type Fit, type Pads } from './fit.ts';
import { HALF } from './geometry.ts';
import { firstLevel, GAP, LEVELS, roomForLabels, shortOf } from './labels.ts';
import { around, shared, type Box } from './placing.ts';
import { pairsOf, sceneOf, type Scene } from './scene.ts';
import { sizesFor, type Sizes } from './sizes.ts';

/** The room there is: the stage in px, what stands on it besides the network, and the reader's size of type (1: 16 px). */
export interface Room {
  width: number;
  height: number;
  type: number;
  obstacles: readonly Box[];
}

const EDGE = 6;
/** How much of the labels' room is kept above too, and whether the tools in the corner have a strip of the stage to themselves. */
const ways = [
  [0, false],
  [0.5, false],
  [1, false],
  [0, true],
  [0.5, true],
  [1, true],
] as const;

/** The first of all ways that lets most be written. */
export function fittingOf(layout: Layout, state: WorldState, room: Room): Fit {
  const { width, height, type, obstacles } = room;
  const bounds = { left: 2, top: 2, right: width - 2, bottom: height - 2 };
  let best: Fit | undefined;
  let least = Infinity;
  const loose = sceneOf(layout.places, state);
  for (let level = firstLevel(sizesFor(width, height, 1, type)); level < LEVELS; level++) {
    for (const [lifted, beside] of ways) {
      const pads = padsFor(roomForLabels(loose, sizesFor(width, height, 1, type), level), lifted, room);
      if (beside) pads.right += Math.max(0, ...obstacles.map((one) => one.right - one.left));
      const fit = fitFor(layout, width, height, pads, pairsOf(state));
      const places = fitted(layout.places, fit);
      const sizes = sizesFor(width, height, 1, type, closest(places));
      const scene = sceneOf(places, state, sizes.glyph);
      const { missing: unwritten, crossed } = shortOf(scene, sizes, { bounds, obstacles }, level);
      const missing = unwritten + hidden(scene, sizes, obstacles);
      if (!missing && !crossed) return fit;
      const short = 1e6 * missing + 1e3 * level + crossed;
      if (short < least) [least, best] = [short, fit];
    }
  }
  return best!;
}

/** How many devices stand below an obstacle. */
const hidden = (scene: Scene, { glyph }: Sizes, obstacles: readonly Box[]): number =>
  scene.devices.filter(({ place, kind }) => {
    const box = around(place, [HALF[kind][0] * glyph, HALF[kind][1] * glyph], EDGE);
    return obstacles.some((one) => shared(box, one) > 0);
  }).length;

/** `lifted`: how much of the labels' room is above the topmost devices too. */
function padsFor([w, h]: readonly [number, number], lifted: number, { width, height, type }: Room): Pads {
  const { glyph, strip } = sizesFor(width, height, 1, type);
  const [hx, hy] = [HALF.switch[0] * glyph, HALF.router[1] * glyph];
  const side = Math.min(Math.max(hx, w / 2) + EDGE, width / 3);
  const foot = Math.min(hy + GAP + h + EDGE, height / 3);
  return { left: side, right: side, top: hy + EDGE + Math.max(strip / 2, lifted * h), bottom: foot };
}
