// Which connection the views of TCP show: that of what is selected, else the one that the reader has picked, else the latest; the same in all of them.

import { memberOfFrame, memberOfSocket, streamsOf } from '../sim/analysis/streams.ts';
import type { Stream, StreamEnd } from '../sim/analysis/stream.ts';
import { rowAt } from '../sim/record.ts';
import { formatIpv4 } from '../wire/address.ts';
import type { Player } from './player.svelte.ts';

/** `Stream.index` of the connection that was picked. */
const picked = new WeakMap<Player, number>();
/** Counts the picks: what was derived from `picked` is derived anew. */
let picks = $state(0);

function pickedOf(player: Player): number | undefined {
  void picks;
  return picked.get(player);
}

/** The connections that there have been by the playhead, the latest first. */
export function streamsBy({ history, rowsSoFar }: Pick<Player, 'history' | 'rowsSoFar'>): Stream[] {
  return streamsOf(history)
    .filter((stream) => stream.row < rowsSoFar)
    .reverse();
}

/** The one of them that is shown; undefined where there is none yet. */
export function chosenStream(player: Player, streams: readonly Stream[] = streamsBy(player)): Stream | undefined {
  const index = pickedOf(player);
  return selected(player, streams) ?? streams.find((one) => one.index === index) ?? streams[0];
}

/** Shows another one: what is selected is let go. */
export function pickStream(player: Player, index: number): void {
  picked.set(player, index);
  picks++;
  player.select({ row: undefined, frame: undefined, field: undefined, layer: undefined });
}

function selected(player: Player, streams: readonly Stream[]): Stream | undefined {
  const { history } = player;
  const { row, frame } = player.selection;
  const one = row === undefined || row >= history.record.rowCount ? undefined : rowAt(history.record, row);
  const member =
    one?.socket !== undefined && one.device !== undefined
      ? memberOfSocket(history, one.device, one.socket)
      : frame === undefined
        ? undefined
        : memberOfFrame(history, frame);
  return member && streams.includes(member.stream) ? member.stream : undefined;
}

const nameOf = (player: Player, { device, ip }: StreamEnd): string =>
  device === undefined ? formatIpv4(ip) : (player.history.live.state.devices[device]?.name ?? formatIpv4(ip));

/** An end by the name of its host; with its port where both ends are on one. */
export function endName(player: Player, end: StreamEnd, other: StreamEnd): string {
  const name = nameOf(player, end);
  return name === nameOf(player, other) ? `${name}:${end.port}` : name;
}

/** `A:49152 ↔ B:5000`. */
export const streamTitle = (player: Player, { ends: [a, b] }: Stream): string =>
  `${nameOf(player, a)}:${a.port} ↔ ${nameOf(player, b)}:${b.port}`;
