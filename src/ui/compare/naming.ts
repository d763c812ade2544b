// What may be different, as the reader reads it: "A: Nagle’s algorithm off", "A-S: loss 10 %".

import { commandText } from '../../sim/command.ts';
import type { History } from '../../sim/history.ts';
import { knobValueText, linkValueText } from '../../sim/offers.ts';
import type { Variation } from '../../sim/variation.ts';
import { t } from '../language.svelte.ts';

/** Knobs that have a name in words; others go by that which they have in a lab. */
const WORDED: ReadonlySet<string> = new Set([
  ...['nagle', 'delayedAck', 'congestion', 'sack', 'receiveBuffer', 'sendBuffer', 'mss', 'windowScale'],
  ...['initialWindow', 'chop'],
]);

export function variationText(variation: Variation, { log }: History): string {
  switch (variation.kind) {
    case 'knob': {
      const { of, knob, value } = variation;
      const name = WORDED.has(knob) ? t(`compare.knob.${knob}`) : knob;
      return t('compare.knob', { of, name, value: valueText(knobValueText(knob, value)) });
    }
    case 'link': {
      const { link, key, value } = variation;
      return t('compare.link', { link, what: t(`compare.link.${key}`), value: linkValueText[key](value) });
    }
    case 'line': {
      const command = log[variation.log]?.command;
      return `${command?.do === 'run' ? command.on : ''}$ ${variation.line}`;
    }
    case 'without':
      return t('compare.without', { what: commandName(log, variation.log) });
    case 'seed':
      return t('compare.seed', { seed: variation.seed });
  }
}

/** A command by its host and line, or as its row has it. */
export function commandName(log: History['log'], place: number): string {
  const command = log[place]?.command;
  if (!command) return '';
  return command.do === 'run' ? `${command.on}$ ${command.line}` : commandText(command);
}

const valueText = (value: string): string => (value === 'on' || value === 'off' ? t(`compare.${value}`) : value);
