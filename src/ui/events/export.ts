// Rows of the record as lines of text, for pasting into an answer or a report.

import { formatInstant } from '../../base/time.ts';
import type { Player } from '../../player/player.svelte.ts';
import { whereText } from '../names.ts';
import { sentenceFor } from '../sentence.ts';

/** One line a row: instant in seconds, where, and what it says; with a frame also its summary. Columns are separated by tabs. */
export function textOfRows(player: Player, rows: readonly number[]): string {
  const { state } = player.history.live;
  return rows
    .map((number) => {
      const row = player.row(number);
      const frame = row.frame === undefined ? undefined : player.dissections.of(row.frame);
      const what = frame ? [frame.protocol, frame.info] : [row.kind, ''];
      return (
        [formatInstant(row.at), whereText(state, row, true), ...what, sentenceFor(player, number)].join('\t') + '\n'
      );
    })
    .join('');
}
