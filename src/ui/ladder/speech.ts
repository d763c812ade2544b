// What the ladder's shapes say of a run, in the reader's words.

import { formatInstant } from '../../base/time.ts';
import type { Ladder } from '../../player/ladder.ts';
import type { LadderCall, Sent } from '../../player/ladderParts.ts';
import { stripBands } from '../../player/strip.ts';
import { firstSentIn } from '../../sim/analysis/again.ts';
import { rowAt } from '../../sim/record.ts';
import type { Told } from '../sentence.ts';
import { labelsOf, layerOf } from './labels.ts';
import type { Speech } from './picture.ts';
import { nameOf, whyText } from './said.ts';

/** What was sent first, of what is sent again. */
export function originalIn({ history }: Told, ladder: Ladder, sent: Sent): Sent | undefined {
  const row = firstSentIn(history, sent.frame);
  return row === undefined ? undefined : ladder.sentIn(row);
}

/** `relative`: numbers of segments counted from the SYNs. */
export const speechOf = (run: Told, ladder: Ladder, relative: boolean): Speech => ({
  labels: (sent) => labelsOf(run, sent, relative),
  layer: (sent) => layerOf(run, sent),
  bands: ({ frame }, width) => stripBands(run.dissections.of(frame), width, { least: 5, character: 99 }),
  name: (device) => nameOf(run, device),
  why: (row) => whyText(run, row),
  time: ({ departs }) => formatInstant(departs).slice(0, -3),
  original: (sent) => originalIn(run, ladder, sent),
});

/** What strace would print of a call. */
export function callText({ history: { record } }: Told, { call, way }: LadderCall): string {
  const text = call === undefined ? undefined : record.texts[rowAt(record, call).x];
  return text || (way === 'out' ? 'send' : 'recv');
}
