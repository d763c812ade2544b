// Where frames ended in the last moments, and why: told beside the device that gave them up, or beside the cable on which they were lost.

import { MILD_ENDINGS } from '../../player/now.ts';
import type { Player } from '../../player/player.svelte.ts';
import type { Flyer } from '../../player/positions.ts';
import { placeOf } from '../../player/storyTime.ts';
import { rowAt, type Row } from '../../sim/record.ts';
import { countBelow } from './sorted.ts';

/** So long, in seconds of the story, the reason is to be read; that a card leaves a frame alone is read at a glance. */
const SHOWN_FOR = 1.6;
const GLANCE = 0.8;
/** Reasons at once, at the most. */
const MOST = 12;

export interface Ending {
  row: number;
  reason: Row['reason'];
  mild: boolean;
  /** Where it is told: at a device, or, for what was lost between two, on the way in this direction. */
  device: number | undefined;
  direction: number | undefined;
}

/** Drops of the last moments (`place`: the story's place now), one for each place and reason. While the story stands still, only what ended just now. */
export function endingsNow(player: Player, place: number, flyers: readonly Flyer[]): Ending[] {
  const { record } = player.history;
  const { drops } = player.index;
  const found = new Map<string, Ending>();
  const take = (row: Row): void => {
    const ending = endingOf(player, row);
    const key = `${ending.direction ?? -1} ${ending.device} ${ending.reason}`;
    if (!found.has(key)) found.set(key, ending);
  };
  for (const { fate, state } of flyers) {
    if (fate !== undefined && (state === 'lost' || state === 'arrived')) take(rowAt(record, fate));
    if (found.size >= MOST) break;
  }
  for (let i = countBelow(drops, player.rowsSoFar) - 1; i >= 0 && found.size < MOST; i--) {
    const row = rowAt(record, drops[i]!);
    const ago = place - placeOf(player.story, row.at, 'before');
    if (player.playing ? ago > SHOWN_FOR : row.at !== player.playhead) break;
    if (player.playing && ago > GLANCE && MILD_ENDINGS.has(row.reason)) continue;
    // What is lost on the way is told from the moment at which it is seen to be lost.
    if (endingOf(player, row).direction === undefined || ago >= 0) take(row);
  }
  return [...found.values()].sort((a, b) => a.row - b.row);
}

function endingOf(player: Player, row: Row): Ending {
  const { cause, number, reason } = row;
  const fate = cause === undefined ? undefined : player.index.fateOf(cause);
  const onTheWay = fate?.row === number && fate.onTheWay;
  return {
    row: number,
    reason,
    mild: MILD_ENDINGS.has(reason),
    device: onTheWay ? undefined : row.device,
    direction: onTheWay ? rowAt(player.history.record, cause!).direction : undefined,
  };
}
