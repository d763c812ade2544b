// What a step says, in the language of the page: what the device does with the packet, what it has decided, where it comes to an end.

import type { Player } from '../../player/player.svelte.ts';
import type { DissectedLayer, Dissection } from '../../wire/dissection.ts';
import { isFiller } from '../inspector/octets.ts';
import { t } from '../language.svelte.ts';
import { flightEnds, placeText } from '../names.ts';
import { decisionSentence, layerTitle, sentenceFor } from '../sentence.ts';
import { headersOf, type Step } from './steps.ts';
import type { Journeyed } from './journeyed.ts';

/** The sentence of a step. */
export function stepSentence(player: Player, { legs, columns, asked }: Journeyed, step: Step): string {
  const column = columns[step.column]!;
  const name = placeText(player.history.live.state, column.device);
  const dissection = player.dissections.of(legs[step.leg]!.flight.frame!);
  const header = step.header === undefined ? undefined : dissection.layers[step.header];
  switch (step.kind) {
    case 'decide': {
      const arrival = column.arrival !== undefined;
      const row = arrival ? legs[column.arrival!]!.flight.number : asked;
      return decisionSentence(player, step.decision!, row, arrival);
    }
    case 'hand':
      return told(t('layers.does.hand', { name, count: octetsFrom(dissection, step.from) }), player, step);
    case 'on':
      return putOn(name, dissection, step.header!);
    case 'off':
      return t('layers.does.off', { name, title: layerTitle(header!), count: sizeOf(header!) });
    case 'read':
      return header ? t('layers.does.read', { name, title: layerTitle(header) }) : t('layers.does.repeat', { name });
    case 'change':
      return t('layers.does.change', { name });
    case 'wire': {
      const ends = flightEnds(player.history.live.state, step.row!)!;
      const [from, to] = [ends.from, ends.to].map((place) => placeText(player.history.live.state, ...place)) as [
        string,
        string,
      ];
      return told(t('layers.does.wire', { from, to }), player, step);
    }
    case 'lost':
      return sentenceFor(player, step.row!.number);
    case 'end':
      return told(arrived(name, dissection, step), player, step);
  }
}

/** The sentence, and that of the row that tells the same of its own. */
function told(sentence: string, player: Player, { row }: Step): string {
  return row ? both(sentence, sentenceFor(player, row.number)) : sentence;
}

const both = (first: string, second: string): string => t('layers.both', { first, second });

function putOn(name: string, dissection: Dissection, header: number): string {
  const layer = dissection.layers[header]!;
  const first = header === dissection.layers.length - 1;
  const words = { name, title: layerTitle(layer), count: sizeOf(layer) };
  const sentence = t(first ? 'layers.does.write' : 'layers.does.on', words);
  const fill = layer.spans.filter(isFiller).reduce((sum, { bits }) => sum + bits / 8, 0);
  return fill ? both(sentence, t('layers.does.fill', { count: fill })) : sentence;
}

function arrived(name: string, dissection: Dissection, step: Step): string {
  if (step.row) return t('layers.end.program', { name });
  const inner = headersOf(dissection);
  const inmost = dissection.layers[inner - 1];
  if (inmost?.layer !== 'transport') return t('layers.end.system', { name });
  const count = octetsFrom(dissection, inner);
  return count
    ? t('layers.end.waits', { name, count })
    : t('layers.end.transport', { name, protocol: inmost.protocol.toUpperCase() });
}

/** Octets of a header itself, without what fills the frame up behind what it carries. */
export const sizeOf = ({ spans }: DissectedLayer): number =>
  Math.ceil(spans.reduce((sum, span) => sum + (isFiller(span) ? 0 : span.bits), 0) / 8);

/** Octets of the layers from one on. */
const octetsFrom = ({ layers }: Dissection, from: number): number =>
  layers.slice(from).reduce((sum, layer) => sum + sizeOf(layer), 0);
