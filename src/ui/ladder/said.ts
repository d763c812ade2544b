// A line of the ladder as sentences, for whoever listens instead of looking.

import { momentText } from '../names.ts';
import type { Ladder } from '../../player/ladder.ts';
import type { Ending, Sent } from '../../player/ladderParts.ts';
import { rowAt } from '../../sim/record.ts';
import { t } from '../language.svelte.ts';
import type { Told } from '../sentence.ts';
import { labelsOf } from './labels.ts';

/** `A sends at 1.2 ms: TCP SYN Seq=0 … It arrives at B at 6.3 ms.` */
export function sentenceOf(
  player: Told,
  ladder: Ladder,
  sent: Sent,
  original: Sent | undefined,
  relative: boolean,
): string {
  const { protocol } = player.dissections.of(sent.frame);
  const [label = ''] = labelsOf(player, sent, relative);
  const what = label.startsWith(protocol) ? label : `${protocol} ${label}`;
  const parts = [t('ladder.said', { from: nameOf(player, sent.device), at: momentText(sent.departs), what })];
  if (original) parts.push(t('ladder.said.again', { at: momentText(original.departs) }));
  for (const ending of sent.endings) parts.push(endingText(player, ladder, sent, ending));
  return parts.join(t('ladder.said.between'));
}

function endingText(player: Told, ladder: Ladder, sent: Sent, ending: Ending): string {
  const { how, device, at, towards, fate } = ending;
  const goal = how === 'lost' && towards >= 0 ? ladder.columns[towards]!.device : device;
  const said = { to: nameOf(player, goal), at: momentText(at), why: fate === undefined ? '' : whyText(player, fate) };
  const flying = how !== 'lost' && !Number.isFinite(ladder.endOf(sent, ending));
  return t(`ladder.said.${flying ? 'on-the-way' : how}`, said);
}

export const nameOf = (player: Told, device: number): string => player.history.live.state.devices[device]?.name ?? '';

/** Why something came to nothing, in the few words that stand beside it on the stage too. */
export const whyText = (player: Told, row: number): string =>
  t(`stage.drop.${rowAt(player.history.record, row).reason}`);
