// What a row of the record says in a few words: a call as the trace has it, a frame in Wireshark's words, anything else its sentence.

import type { Player } from '../../player/player.svelte.ts';
import { frameLine } from '../frameLine.ts';
import { sentenceFor } from '../sentence.ts';

/** `code`: it stands as a program or a capture would write it. */
export function eventText(player: Player, number: number): { text: string; code: boolean } {
  const row = player.row(number);
  if (row.reason === 'socket-call' || row.reason === 'program-error-line')
    return { text: player.history.record.texts[row.x] ?? '', code: true };
  if (row.kind === 'flight' && row.frame !== undefined) return { text: frameLine(player, row.frame), code: true };
  return { text: sentenceFor(player, number), code: false };
}
