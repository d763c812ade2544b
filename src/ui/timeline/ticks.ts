// The marks along the time axis: what happened when, one mark of each kind for each pixel at the most.

import type { Instant } from '../../base/time.ts';
import type { Player } from '../../player/player.svelte.ts';
import { instantAt, placeOf, storyEnd } from '../../player/storyTime.ts';
import { COMMAND, DROP, FLIGHT, PROGRAM, rowChunkOf, rowIndexOf, rowsUntil, TABLE } from '../../sim/record.ts';
import type { Layer } from '../../wire/dissection.ts';
import { countBelow } from '../stage/sorted.ts';

export type TickKind = 'flight' | 'drop' | 'table' | 'program' | 'command';

export interface Tick {
  /** Along the axis, px. */
  x: number;
  kind: TickKind;
  /** Layer of a frame's innermost header: its colour. */
  layer?: Layer;
}

/** So many rows are looked at one by one; of more, only as many as there are pixels. */
const FEW = 4_000;
/** Marks of one kind are no closer, px. */
const CLOSE = 1.5;
const kinds: Record<number, TickKind> = {
  [FLIGHT]: 'flight',
  [DROP]: 'drop',
  [TABLE]: 'table',
  [PROGRAM]: 'program',
  [COMMAND]: 'command',
};

/** Marks for an axis from `from` to `to` px on which the whole story lies. */
export function ticksOf(player: Player, from: number, to: number): Tick[] {
  return uncovered(player.history.record.rowCount <= FEW ? eachRow(player, from, to) : eachPixel(player, from, to));
}

/** The row of marks above the axis: none stands on another, and a command's flag before all. */
const above: Partial<Record<TickKind, { rank: number; left: number; right: number }>> = {
  command: { rank: 0, left: 1, right: 8 },
  table: { rank: 1, left: 3.5, right: 3.5 },
  program: { rank: 2, left: 3, right: 3 },
};

function uncovered(ticks: Tick[]): Tick[] {
  const upper = ticks.filter((tick) => above[tick.kind]).sort((a, b) => rankOf(a) - rankOf(b) || a.x - b.x);
  const kept = new Set<Tick>();
  const taken = new Map<number, [left: number, right: number][]>();
  for (const tick of upper) {
    const { left, right } = above[tick.kind]!;
    const [from, to] = [tick.x - left, tick.x + right];
    // Looked up by the 16 px in which it stands, and those beside.
    const cell = Math.floor(tick.x / 16);
    const near = [cell - 1, cell, cell + 1].flatMap((one) => taken.get(one) ?? []);
    if (near.some(([a, b]) => from < b && a < to)) continue;
    kept.add(tick);
    const here = taken.get(cell);
    if (here) here.push([from, to]);
    else taken.set(cell, [[from, to]]);
  }
  return ticks.filter((tick) => !above[tick.kind] || kept.has(tick));
}

const rankOf = (tick: Tick): number => above[tick.kind]!.rank;

function eachRow(player: Player, from: number, to: number): Tick[] {
  const { record } = player.history;
  const { story } = player;
  const length = storyEnd(story);
  const last = new Map<TickKind, number>();
  const ticks: Tick[] = [];
  let at: Instant = -1;
  let x = from;
  for (let row = 0; row < record.rowCount; row++) {
    const chunk = rowChunkOf(record, row);
    const i = rowIndexOf(row);
    const kind = kinds[chunk.kind[i]!];
    if (!kind) continue;
    if (chunk.at[i] !== at) {
      at = chunk.at[i]!;
      x = from + (length > 0 ? (placeOf(story, at, 'after') / length) * (to - from) : 0);
    }
    if (x - (last.get(kind) ?? -Infinity) < CLOSE) continue;
    last.set(kind, x);
    ticks.push(kind === 'flight' ? flightTick(player, row, x) : { x, kind });
  }
  return ticks;
}

function eachPixel(player: Player, from: number, to: number): Tick[] {
  const { record } = player.history;
  const { story, index } = player;
  const length = storyEnd(story);
  const rare = { drop: index.drops, table: index.tables, program: index.programs, command: index.commands };
  const ticks: Tick[] = [];
  let first = 0;
  for (let x = from; x <= to && first < record.rowCount; x += 2) {
    const next = rowsUntil(record, instantAt(story, ((x + 2 - from) / (to - from)) * length));
    if (next === first) continue;
    for (const [kind, rows] of Object.entries(rare)) {
      const at = countBelow(rows, first);
      if (at < rows.length && rows[at]! < next) ticks.push({ x, kind: kind as TickKind });
    }
    for (let row = first; row < Math.min(next, first + 20); row++) {
      if (rowChunkOf(record, row).kind[rowIndexOf(row)] !== FLIGHT) continue;
      ticks.push(flightTick(player, row, x));
      break;
    }
    first = next;
  }
  return ticks;
}

function flightTick(player: Player, row: number, x: number): Tick {
  const frame = rowChunkOf(player.history.record, row).frame[rowIndexOf(row)]!;
  const layer = player.dissections.of(frame).layers.findLast((one) => !one.quoted && one.protocol !== 'data')?.layer;
  return layer ? { x, kind: 'flight', layer } : { x, kind: 'flight' };
}
