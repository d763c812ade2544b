// Frames that ended at a device without having flown to it just then: not let out of a port, or given up after waiting.

import type { Player } from '../../player/player.svelte.ts';
import { placeOf } from '../../player/storyTime.ts';
import { rowAt, type Row } from '../../sim/record.ts';
import { countBelow } from './sorted.ts';

/** So long, in seconds of the story, the reason stands at the device. */
const SHOWN_FOR = 1.6;

/** Drops of the last moments that no flying frame shows, one for each device and reason. */
export function endingsNow(player: Player, place: number): Row[] {
  const { record } = player.history;
  const { drops } = player.index;
  const found = new Map<string, Row>();
  for (let i = countBelow(drops, player.rowsSoFar) - 1; i >= 0; i--) {
    const row = rowAt(record, drops[i]!);
    if (placeOf(player.story, row.at, 'before') < place - SHOWN_FOR) break;
    if (row.cause !== undefined && player.index.fateOf(row.cause)?.row === row.number) continue;
    const key = `${row.device} ${row.reason}`;
    if (!found.has(key)) found.set(key, row);
    if (found.size > 40) break;
  }
  return [...found.values()].reverse();
}
