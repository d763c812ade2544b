// The tables that stand beside devices on the stage: which ones, what is in them, and which lines have just changed.

import type { Instant } from '../../base/time.ts';
import type { Player } from '../../player/player.svelte.ts';
import { placeOf } from '../../player/storyTime.ts';
import { rowAt, type Row } from '../../sim/record.ts';
import { arpLines, macLines } from '../../sim/tables.ts';
import type { WorldState } from '../../sim/state.ts';
import { formatIpv4, formatMac } from '../../wire/address.ts';
import { portsOf } from './scene.ts';
import { countBelow } from './sorted.ts';

export const DRAWER = { head: 22, row: 15, foot: 6, rows: 6 };
/** Atkinson Hyperlegible Mono at 10.5 units, and room at the sides and between the columns. */
const CHARACTER = 6.35;
const SIDES = 34;
/** So long, in seconds of the story, a table stays open after it has changed. */
export const OPEN_FOR = 2.2;
/** Reasons of rows that change such a table; cables and settings change others. */
const KNOWN = /^(arp|mac)-(?!set)/;

export interface DrawerRow {
  key: string;
  left: string;
  right: string;
  changed?: 'new' | 'gone';
  mild: boolean;
}

export interface DrawerTable {
  device: number;
  title: string;
  empty: string;
  rows: DrawerRow[];
  /** Lines that have no room. */
  more: number;
  size: readonly [width: number, height: number];
}

/** Words that the tables need. */
export type DrawerWords = (key: string, parameters?: Record<string, string | number>) => string;

/** Rows of tables that changed within the last moments of the story, newest last. `place` is the story's place now. */
export function recentChanges(player: Player, place: number): Row[] {
  const { record } = player.history;
  const { tables } = player.index;
  const found: Row[] = [];
  for (let i = countBelow(tables, player.rowsSoFar) - 1; i >= 0; i--) {
    const row = rowAt(record, tables[i]!);
    if (!KNOWN.test(row.reason)) continue;
    if (placeOf(player.story, row.at, 'before') < place - OPEN_FOR) break;
    found.push(row);
    if (found.length > 200) break;
  }
  return found.reverse();
}

/** The table of a device, with the lines marked that changed at `now`. Undefined for what has none (a hub). */
export function drawerOf(
  state: WorldState,
  device: number,
  changes: readonly Row[],
  now: Instant,
  words: DrawerWords,
): DrawerTable | undefined {
  const kind = state.devices[device]?.kind;
  if (!kind || kind === 'hub') return undefined;
  const touched = new Set(changes.filter((row) => row.device === device && row.at === now).map((row) => row.x));
  const rows = kind === 'switch' ? macRows(state, device, touched) : arpRows(state, device, touched, words);
  const shown = rows.length > DRAWER.rows ? newestFirst(rows) : rows;
  const visible = shown.slice(0, DRAWER.rows);
  const more = rows.length - visible.length;
  const title = words(kind === 'switch' ? 'stage.table.mac' : 'stage.table.arp', { name: state.devices[device]!.name });
  const empty = words('stage.table.empty');
  const longest = Math.max(0, ...visible.map((row) => row.left.length + row.right.length));
  const width = Math.max(
    longest * CHARACTER + SIDES,
    [...title].reduce((sum, c) => sum + (c.charCodeAt(0) > 0x2e80 ? 11 : 6), 24),
    104,
  );
  const lines = Math.max(1, visible.length) + (more > 0 ? 1 : 0);
  return { device, title, empty, rows: visible, more, size: [width, DRAWER.head + lines * DRAWER.row + DRAWER.foot] };
}

/** Changed lines must be seen, however long the table is. */
const newestFirst = (rows: DrawerRow[]): DrawerRow[] => [
  ...rows.filter((row) => row.changed),
  ...rows.filter((row) => !row.changed).reverse(),
];

function macRows(state: WorldState, device: number, touched: Set<number>): DrawerRow[] {
  const names = portsOf(state.devices[device]!);
  return macLines(state, device).map((line) => {
    const row: DrawerRow = {
      key: String(line.mac),
      left: formatMac(line.mac),
      right: `→ ${names[line.port] ?? ''}`,
      mild: false,
    };
    if (touched.has(line.mac)) row.changed = 'new';
    return row;
  });
}

function arpRows(state: WorldState, device: number, touched: Set<number>, words: DrawerWords): DrawerRow[] {
  return arpLines(state, device).map((line) => {
    const told =
      line.state === 'asking' ? '?' : line.state === 'failed' ? words('stage.arp.failed') : formatMac(line.mac ?? 0);
    const row: DrawerRow = {
      key: `${line.port} ${line.ip}`,
      left: formatIpv4(line.ip),
      right: told,
      mild: line.state !== 'reachable' && line.state !== 'static',
    };
    if (touched.has(line.ip)) row.changed = 'new';
    return row;
  });
}
