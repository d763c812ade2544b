// Which flight the reader looks at: the selected one or that of now; of a loss the one that was lost, of a call the first that carries what was handed over.

import type { Player } from '../../player/player.svelte.ts';
import type { Row } from '../../sim/record.ts';
import { followingOf, isHeld } from '../following.svelte.ts';

/** So many rows that a row has led to are looked through. */
const FAR = 60;

/** The row of that flight; undefined before the first frame. */
export function flightLookedAt(player: Player): number | undefined {
  const { record } = player.history;
  const following = followingOf(player);
  const { row: selected, frame } = isHeld(player) ? player.selection : following;
  const row = selected !== undefined && selected < record.rowCount ? player.row(selected) : undefined;
  if (row?.kind === 'flight') return row.number;
  const cause = row?.cause === undefined || row.frame === undefined ? undefined : player.row(row.cause);
  if (cause?.kind === 'flight' && cause.frame === row?.frame) return cause.number;
  const known = row?.frame ?? frame;
  if (known !== undefined) return player.index.flightsOf(known)[0];
  return (row && ledTo(player, row)) ?? flightOfFrame(player, following.frame);
}

const flightOfFrame = (player: Player, frame: number | undefined): number | undefined =>
  frame === undefined ? undefined : player.index.flightsOf(frame)[0];

/** The first flight that a row has led to, however long it took. */
function ledTo(player: Player, { number }: Row): number | undefined {
  const rows = [number];
  for (let i = 0; i < rows.length && i < FAR; i++) {
    if (player.row(rows[i]!).kind === 'flight') return rows[i];
    rows.push(...player.index.consequencesOf(rows[i]!));
  }
  return undefined;
}
