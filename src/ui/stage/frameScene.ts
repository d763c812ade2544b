// What the layer of frames must know of the network, taken from the player and the scene.

import type { Player } from '../../player/player.svelte.ts';
import { readBy } from '../../player/strip.ts';
import { rowAt } from '../../sim/record.ts';
import type { FrameScene } from './frameLayer.ts';
import type { Box } from './placing.ts';
import type { Scene } from './scene.ts';
import type { Sizes } from './sizes.ts';

const ROUTED = new Set<string>(['router-forwarded', 'router-fragmented']);

/** `seen`: the part of the scene that is on the screen; `tables`: where open tables stand. */
export function frameSceneOf(
  player: Player,
  scene: Scene,
  sizes: Sizes,
  seen: () => Box,
  tables: readonly Box[],
): FrameScene {
  const { record } = player.history;
  const { links } = player.world.state;
  const { selection } = player;
  return {
    sizes,
    seen,
    tables,
    lines: scene.lines,
    receiver(direction) {
      const [device] = links[direction >> 1]!.ends[1 - (direction & 1)]!;
      const { place, kind } = scene.devices[device]!;
      return { place, reads: readBy(kind) };
    },
    sender(direction) {
      const [device] = links[direction >> 1]!.ends[direction & 1]!;
      const { place, kind } = scene.devices[device]!;
      // Hosts and routers make what they send; switches and hubs pass on what they have looked at.
      return { device, place, reads: kind === 'switch' || kind === 'hub' ? readBy(kind) : undefined };
    },
    dissection: (frame) => player.dissections.of(frame),
    peels: (row) => player.index.consequencesOf(row).some((next) => ROUTED.has(rowAt(record, next).reason)),
    wears: (row) => ROUTED.has(rowAt(record, row).reason),
    chosen: ({ row, frame }) => selection.row === row || (selection.row === undefined && selection.frame === frame),
  };
}
