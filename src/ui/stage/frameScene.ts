// What the layer of frames must know of the network, taken from the player and the scene.

import type { Player } from '../../player/player.svelte.ts';
import { readBy } from '../../player/strip.ts';
import { rowAt } from '../../sim/record.ts';
import type { FrameScene } from './frameLayer.ts';
import type { Scene } from './scene.ts';

/** Endings that belong to a network that is well: a frame for somebody else that a switch could not help sending. */
const MILD = new Set<string>(['nic-not-mine', 'switch-reserved', 'own-port', 'no-other-port']);
const ROUTED = new Set<string>(['router-forwarded', 'router-fragmented']);

export function frameSceneOf(player: Player, scene: Scene, words: (key: string) => string): FrameScene {
  const { record } = player.history;
  const { links } = player.world.state;
  const { selection } = player;
  return {
    lines: scene.lines,
    receiver(direction) {
      const [device] = links[direction >> 1]!.ends[1 - (direction & 1)]!;
      const { place, kind } = scene.devices[device]!;
      return { place, reads: readBy(kind) };
    },
    dissection: (frame) => player.dissections.of(frame),
    ending(fate) {
      const { reason } = rowAt(record, fate);
      return { text: words(`stage.drop.${reason}`), mild: MILD.has(reason) };
    },
    peels: (row) => player.index.consequencesOf(row).some((next) => ROUTED.has(rowAt(record, next).reason)),
    wears: (row) => ROUTED.has(rowAt(record, row).reason),
    chosen: ({ row, frame }) => selection.row === row || (selection.row === undefined && selection.frame === frame),
  };
}
