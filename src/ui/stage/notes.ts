// Short notes on the stage beside its labels: what is not ordinary about a cable, a fault that has been built in, why a frame ended. Pure.

import type { Point } from '../../player/layout.ts';
import { HALF, pointOn, type CableLine } from './geometry.ts';
import { around, Ground, type Box, type Candidate } from './placing.ts';
import type { WorldState } from '../../sim/state.ts';
import type { Scene, SceneDevice } from './scene.ts';
import { sansWidth, type Sizes } from './sizes.ts';

export type NoteLook = 'cable' | 'wrong' | 'fault' | 'ending' | 'mild';

export interface Note {
  key: string;
  text: string;
  look: NoteLook;
  /** Whose note it is: a device's, a point's, or that of a cable (a share of its length from its first end). */
  at: { device: SceneDevice } | { cable: CableLine; share: number } | { point: Point };
}

export interface PlacedNote extends Note {
  /** The middle of the text's line. */
  middle: Point;
  box: Box;
}

/** The sign before a fault's name is as wide as this, in ems. */
export const SIGN = 1.1;

/** Finds a place for each note; each becomes part of the ground. One that has none stands where it covers least. */
export function placeNotes(notes: readonly Note[], ground: Ground, sizes: Sizes): PlacedNote[] {
  return notes.map((note) => {
    const sign = note.look === 'fault' ? SIGN * sizes.small : 0;
    const size: Point = [sansWidth(note.text, sizes.small) + 6 + sign, sizes.small * 1.25];
    const { box } = ground.best(size, candidates(note.at, size, sizes));
    ground.boxes.push(box);
    return { ...note, box, middle: [(box.left + box.right) / 2 + sign / 2, (box.top + box.bottom) / 2] };
  });
}

function candidates(at: Note['at'], size: Point, sizes: Sizes): Candidate[] {
  if ('cable' in at) {
    const shares = [0, 0.1, -0.1, 0.2, -0.2, 0.3].map((by) => Math.min(0.9, Math.max(0.1, at.share + by)));
    // Beside the cable on either side, farther away where strips would cover it, or last of all on the cable itself.
    return shares.flatMap((share, k) => ring(pointOn(at.cable, 0, share), [0, 0], size, sizes, 6 * k));
  }
  if ('point' in at) return ring(at.point, [0, 0], size, sizes, 0);
  const { place, kind } = at.device;
  return ring(place, [HALF[kind][0] * sizes.glyph, HALF[kind][1] * sizes.glyph], size, sizes, 0);
}

function ring([x, y]: Point, [hx, hy]: Point, [w, h]: Point, sizes: Sizes, dislike: number): Candidate[] {
  const found: Candidate[] = [];
  for (let far = 4; far <= 4 + 3 * sizes.strip; far += sizes.strip / 2) {
    for (let k = 0; k < 16; k++) {
      const angle = (k * Math.PI) / 8;
      const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
      const middle: Point = [x + dx * (hx + far + w / 2), y + dy * (hy + far + h / 2)];
      // Above is read first.
      found.push({ at: [middle[0] - w / 2, middle[1] - h / 2], dislike: dislike + far + 3 * (1 + dy) });
    }
  }
  return found;
}

/** The ground for notes: devices, what is written already, and the edge of what is seen. */
export function groundForNotes(
  devices: readonly SceneDevice[],
  cables: readonly CableLine[],
  taken: readonly Box[],
  seen: Box,
  sizes: Sizes,
): Ground {
  const drawn = devices.map(({ place, kind }) =>
    around(place, [HALF[kind][0] * sizes.glyph, HALF[kind][1] * sizes.glyph], 2),
  );
  return new Ground([...drawn, ...taken], cables, seen, sizes.strip * 0.6);
}

/** Faults by name: at the port or device whose frames they strike, or, where they strike anybody's, in a corner of the network. */
export function faultNotes(
  { faults }: WorldState,
  scene: Scene,
  words: (key: `stage.fault.${string}`) => string,
): Note[] {
  return faults.map(({ setup, device, port }): Note => {
    const cable = scene.cables.find(({ ends }) => ends.some(([d, p]) => d === device && p === port));
    const end = cable?.ends.findIndex(([d, p]) => d === device && p === port);
    const text = `${setup.name}: ${words(`stage.fault.${setup.action}`)}`;
    const sender = scene.devices[device];
    const at: Note['at'] = cable
      ? { cable: cable.line, share: end === 0 ? 0.28 : 0.72 }
      : sender
        ? { device: sender }
        : { point: cornerOf(scene) };
    return { key: `fault ${setup.name}`, text, look: 'fault', at };
  });
}

/** The top left corner of what there is. */
const cornerOf = ({ devices }: Scene): Point => [
  Math.min(...devices.map(({ place }) => place[0])),
  Math.min(...devices.map(({ place }) => place[1])),
];
