// A player whose world runs in the same thread, so that a test has what it asked for as soon as the answer is there.

import { Session } from '../../src/live/session.ts';
import type { Update } from '../../src/live/messages/message.ts';
import type { Line } from '../../src/player/connection.ts';
import { Player } from '../../src/player/player.svelte.ts';
import type { Lab } from '../../src/sim/lab.ts';
import type { Row } from '../../src/sim/record.ts';

/** A line without a worker: every request is done, and the world run as far as it goes, before `send` returns. */
export function lineHere(): Line {
  let hear: (update: Update) => void = () => undefined;
  const session = new Session((update) => hear(update));
  return {
    send(request) {
      session.handle(request);
      while (session.busy) session.work(() => true);
    },
    listen: (listener) => void (hear = listener),
    close: () => undefined,
  };
}

/** A player that has loaded a lab and run it. */
export async function playerOf(lab: Lab): Promise<Player> {
  const player = new Player(lineHere());
  await player.load(lab);
  return player;
}

/** All rows of a player's record that fit. */
export function rowsOf(player: Player, fits: (row: Row) => boolean = () => true): Row[] {
  return Array.from({ length: player.history.record.rowCount }, (_, i) => player.row(i)).filter(fits);
}
