// What Wireshark's experts would remark on a flight, as a capture at the port that sends it sees the connection.

import type { Player } from '../../player/player.svelte.ts';
import { judgedWhereSent, type Judged } from '../../sim/analysis/captured.ts';
import { remarksIn, type Remark } from '../../sim/analysis/remarks.ts';

/** What a capture makes of the segment of a flight; undefined where it carries none. */
export const judgedIn = ({ history }: Player, flight: number): Judged | undefined => judgedWhereSent(history, flight);

/** The remarks on it, in Wireshark's order. */
export const remarksOn = (player: Player, flight: number): Remark[] =>
  remarksIn(judgedIn(player, flight)?.remarks ?? 0);
