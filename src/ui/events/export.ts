// Rows of the record as files: lines of text for an answer or a report, or a capture that Wireshark opens.

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

/** The frames of these rows as a pcapng file: at each port where one was seen, with what the row says as its comment. */
export async function captureOfRows(player: Player, rows: readonly number[]): Promise<Uint8Array<ArrayBuffer>> {
  const [{ captureOf }, { writePcapng }] = await Promise.all([
    import('../../sim/capture.ts'),
    import('../../wire/pcapng.ts'),
  ]);
  const { record, live } = player.history;
  const listed = new Set(rows);
  const frames = new Set(rows.map((number) => player.row(number).frame));
  const capture = captureOf(record, live.state, {
    wanted: (frame) => frames.has(frame),
    comment: (row) => (listed.has(row.number) ? sentenceFor(player, row.number) : undefined),
  });
  return new Uint8Array(writePcapng(capture));
}
