// The marks along the time axis: what happened when, thinned so that each pixel has one mark at the most.

import type { Instant } from '../../base/time.ts';
import type { Player } from '../../player/player.svelte.ts';
import { placeOf } from '../../player/storyTime.ts';
import { COMMAND, DROP, FLIGHT, PROGRAM, rowChunkOf, rowIndexOf, TABLE } from '../../sim/record.ts';
import type { Layer } from '../../wire/dissection.ts';

export type TickKind = 'flight' | 'drop' | 'table' | 'program' | 'command';

export interface Tick {
  /** Along the axis, px. */
  x: number;
  kind: TickKind;
  /** Layer of a frame's innermost header: its colour. */
  layer?: Layer;
  /** Rows that share this mark. */
  count: number;
  at: Instant;
}

/** From back to front, and from the axis upwards. */
const kinds: Record<number, TickKind> = { [FLIGHT]: 'flight', [DROP]: 'drop', [TABLE]: 'table', [PROGRAM]: 'program', [COMMAND]: 'command' };

/** Marks for an axis of `width` px; `scale` gives the px of a place in the story (seconds). */
export function ticksOf(player: Player, scale: (place: number) => number): Tick[] {
  const { record } = player.history;
  const { story } = player;
  const last = new Map<TickKind, Tick>();
  const ticks: Tick[] = [];
  let at = -1;
  let x = 0;
  for (let row = 0; row < record.rowCount; row++) {
    const chunk = rowChunkOf(record, row);
    const i = rowIndexOf(row);
    const kind = kinds[chunk.kind[i]!];
    if (!kind) continue;
    if (chunk.at[i] !== at) {
      at = chunk.at[i]!;
      x = Math.round(scale(placeOf(story, at, 'after')) * 2) / 2;
    }
    const before = last.get(kind);
    if (before && x - before.x < 1.5) {
      before.count++;
      continue;
    }
    const tick: Tick = { x, kind, count: 1, at };
    if (kind === 'flight') {
      const layer = player.dissections.of(chunk.frame[i]!).layers.findLast((one) => !one.quoted && one.protocol !== 'data')?.layer;
      if (layer) tick.layer = layer;
    }
    last.set(kind, tick);
    ticks.push(tick);
  }
  return ticks;
}
