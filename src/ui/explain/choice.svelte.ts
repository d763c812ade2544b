// Which result is being explained: chosen in the list, or wherever a result is offered to be.

import type { Player } from '../../player/player.svelte.ts';
import { surprisesIn, surprisesOf, type Surprise } from '../../sim/analysis/surprises.ts';

class Choice {
  /** Undefined: the last that has happened. */
  chosen = $state.raw<Pick<Surprise, 'row' | 'code'> | undefined>();
}

export const choice = new Choice();

/** The one that is chosen, if this run has it; else the last that has happened by the playhead, else the first. */
export function chosenIn(all: readonly Surprise[], rowsSoFar: number): Surprise | undefined {
  const { chosen } = choice;
  const own = chosen && all.find(({ row, code }) => row === chosen.row && code === chosen.code);
  return own ?? all.findLast(({ row }) => row < rowsSoFar) ?? all[0];
}

/** All of the player's run, in the order of their rows. A new list each time. */
export const surprisesBy = (player: Player): Surprise[] => surprisesOf(player.history);

/** Those that show in a row which has happened by the playhead. */
export const surprisesAt = (player: Player, row: number): Surprise[] =>
  row < player.rowsSoFar ? surprisesIn(player.history, row) : [];
