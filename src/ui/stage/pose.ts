// How a frame is held at a moment of its flight: how far along, how visible, sinking into a device, falling, with its link header off or on. Pure.

import type { Flyer } from '../../player/positions.ts';
import type { FrameScene } from './frameLayer.ts';

export interface Pose {
  /** Along the cable, 0 to 1. */
  progress: number;
  opacity: number;
  /** How far it has gone from its cable into the device, 0 to 1. */
  into: number;
  /** How far it has fallen, 0 to 1. */
  fall: number;
  /** Protocols whose bands are lit; undefined: all. */
  reads: readonly string[] | undefined;
  /** How far its link header is away from it, 0 to 1, and how visible it is there. */
  off: number;
  chip: number;
  /** Of the whole frame only the header that was taken off is seen. */
  bare: boolean;
}

/** Where in the story of a router's work what happens: the old header comes off, the packet goes in; it comes out, and gets the new header. */
const PEELED = [0.06, 0.34] as const;
const IN = [0.36, 0.54] as const;
const OUT = [0.46, 0.62] as const;
const WORN = [0.64, 0.96] as const;
/** Just after a switch has sent a frame on, one still sees what it looked at. */
const LATELY = 0.12;

/** Undefined for a frame of which nothing is to be seen (any more). */
export function poseOf(
  flyer: Flyer,
  { still, moving }: { still: boolean; moving: boolean },
  scene: FrameScene,
): Pose | undefined {
  const pose: Pose = {
    progress: still && flyer.state === 'flying' ? 0.5 : flyer.progress,
    opacity: 1,
    into: 0,
    fall: 0,
    reads: undefined,
    off: 0,
    chip: 1,
    bare: false,
  };
  if (flyer.state === 'leaving') leave(pose, flyer, scene);
  else if (flyer.state === 'flying') {
    if (flyer.progress < LATELY && !still) pose.reads = scene.sender(flyer.direction).reads;
  } else if (flyer.state === 'lost' || flyer.fate !== undefined) {
    pose.fall = still ? 1 : flyer.stage * flyer.stage;
    pose.opacity = 1 - 0.55 * pose.fall;
    if (flyer.state === 'arrived') pose.reads = scene.receiver(flyer.direction).reads;
  } else return arrive(pose, flyer, moving && !still, scene);
  return pose;
}

function leave(pose: Pose, { stage, row, direction }: Flyer, scene: FrameScene): void {
  pose.reads = scene.sender(direction).reads;
  if (!scene.wears(row)) {
    pose.opacity = 0.35 + 0.65 * stage;
    return;
  }
  pose.opacity = part(OUT, stage);
  pose.into = 1 - part(OUT, stage);
  pose.off = 1 - part(WORN, stage);
  pose.chip = part([OUT[1], WORN[0] + 0.08], stage);
}

function arrive(pose: Pose, { stage, row, direction }: Flyer, moving: boolean, scene: FrameScene): Pose | undefined {
  const peels = scene.peels(row);
  if (!moving) {
    // At rest what has arrived is gone; of what a router has opened, the header lies there.
    if (!peels) return undefined;
    return { ...pose, off: 1, chip: 0.75, bare: true };
  }
  pose.reads = scene.receiver(direction).reads;
  if (peels) {
    pose.off = part(PEELED, stage);
    pose.chip = 1 - part([PEELED[1] - 0.06, IN[1]], stage);
  }
  const [from, to] = peels ? IN : ([0.4, 1] as const);
  pose.into = part([from, to], stage);
  pose.bare = peels && pose.into >= 1;
  pose.opacity = peels ? 1 : 1 - pose.into;
  return pose.opacity > 0 ? pose : undefined;
}

/** How much of a part of the way has been gone, 0 to 1, gently at both ends. */
function part([from, to]: readonly [number, number], stage: number): number {
  const share = Math.min(1, Math.max(0, (stage - from) / (to - from)));
  return share * share * (3 - 2 * share);
}
