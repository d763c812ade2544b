// The tables that stand beside devices on the stage: which ones, what is in them, and which lines have just changed.

import type { Instant } from '../../base/time.ts';
import type { Player } from '../../player/player.svelte.ts';
import { placeOf } from '../../player/storyTime.ts';
import { rowAt, type Row } from '../../sim/record.ts';
import { arpLines, macLines } from '../../sim/tables.ts';
import type { WorldState } from '../../sim/state.ts';
import { formatIpv4, formatMac } from '../../wire/address.ts';
import { portsOf, type SceneDevice } from './scene.ts';
import { monoWidth, sansWidth, type Sizes } from './sizes.ts';
import { countBelow } from './sorted.ts';

/** Lines at the most, and room at the sides and between the columns, px. */
const MOST_ROWS = 6;
const SIDES = 20;
const BETWEEN = 14;
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

/** How a table is written: type and lines in px, MAC addresses as names of their owners where there is little room. */
export interface DrawerLook {
  sizes: Sizes;
  short: boolean;
  rows?: number;
}

/** Heights of a table's parts, px. */
export const drawerMeasure = ({ small }: Sizes): { head: number; row: number; foot: number } => ({
  head: small * 1.85,
  row: small * 1.36,
  foot: small * 0.5,
});

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

/** The table of a device, with the lines marked that changed at `now`. Undefined for what has none (a hub, the outside). */
export function drawerOf(
  state: WorldState,
  device: number,
  changes: readonly Row[],
  now: Instant,
  words: DrawerWords,
  { sizes, short, rows: most = MOST_ROWS }: DrawerLook,
): DrawerTable | undefined {
  const kind = state.devices[device]?.kind;
  if (!kind || kind === 'hub' || kind === 'outside') return undefined;
  const touched = new Set(changes.filter((row) => row.device === device && row.at === now).map((row) => row.x));
  const macText = (mac: number): string => (short ? ownerOf(state, mac) : undefined) ?? formatMac(mac);
  const rows =
    kind === 'switch' ? macRows(state, device, touched, macText) : arpRows(state, device, touched, words, macText);
  const shown = rows.length > most ? newestFirst(rows) : rows;
  const visible = shown.slice(0, most);
  const more = rows.length - visible.length;
  const title = words(kind === 'switch' ? 'stage.table.mac' : 'stage.table.arp', { name: state.devices[device]!.name });
  const empty = words('stage.table.empty');
  const longest = Math.max(0, ...visible.map((row) => monoWidth(row.left + row.right, sizes.small)));
  const width = Math.max(longest + BETWEEN, sansWidth(title, sizes.small)) + SIDES;
  const lines = Math.max(1, visible.length) + (more > 0 ? 1 : 0);
  const { head, row, foot } = drawerMeasure(sizes);
  return { device, title, empty, rows: visible, more, size: [width, head + lines * row + foot] };
}

/** The addresses of a device, for whoever looks closer while they have no room beside it. */
export function cardOf(device: SceneDevice, sizes: Sizes): DrawerTable | undefined {
  const rows = device.cards.flatMap(({ name, addresses, mac }): DrawerRow[] => [
    ...addresses.map((one, i) => ({ key: `${name} ${one}`, left: i ? '' : name, right: one, mild: false })),
    { key: mac, left: addresses.length ? '' : name, right: mac, mild: true },
  ]);
  if (!rows.length) return undefined;
  const { head, row, foot } = drawerMeasure(sizes);
  const width = Math.max(...rows.map((one) => monoWidth(one.left + one.right, sizes.small))) + BETWEEN + SIDES;
  const size = [width, head + rows.length * row + foot] as const;
  return { device: device.index, title: device.name, empty: '', rows, more: 0, size };
}

/** Whose card has this MAC address: `A`, `R.eth0`. */
function ownerOf(state: WorldState, mac: number): string | undefined {
  for (const device of state.devices) {
    if (!('interfaces' in device)) continue;
    const own = device.interfaces.find((one) => !one.loopback && one.mac === mac);
    if (own)
      return device.interfaces.filter((one) => !one.loopback).length > 1 ? `${device.name}.${own.name}` : device.name;
  }
  return undefined;
}

/** Changed lines must be seen, however long the table is. */
const newestFirst = (rows: DrawerRow[]): DrawerRow[] => [
  ...rows.filter((row) => row.changed),
  ...rows.filter((row) => !row.changed).reverse(),
];

function macRows(
  state: WorldState,
  device: number,
  touched: Set<number>,
  macText: (mac: number) => string,
): DrawerRow[] {
  const names = portsOf(state.devices[device]!);
  return macLines(state, device).map((line) => {
    const row: DrawerRow = {
      key: String(line.mac),
      left: macText(line.mac),
      right: `→ ${names[line.port] ?? ''}`,
      mild: false,
    };
    if (touched.has(line.mac)) row.changed = 'new';
    return row;
  });
}

function arpRows(
  state: WorldState,
  device: number,
  touched: Set<number>,
  words: DrawerWords,
  macText: (mac: number) => string,
): DrawerRow[] {
  return arpLines(state, device).map((line) => {
    const told =
      line.state === 'asking' ? '?' : line.state === 'failed' ? words('stage.arp.failed') : macText(line.mac ?? 0);
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
