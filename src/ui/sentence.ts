// One sentence for whatever the simulator tells: rows of the record, decisions of layers, oddities of fields. Everything on the page that speaks asks here.

import type { Player } from '../player/player.svelte.ts';
import type { CommandProblem } from '../sim/commandCheck.ts';
import type { Decision } from '../sim/outside.ts';
import type { Telling } from '../sim/telling.ts';
import type { Problem } from '../wire/dissection.ts';
import { sourceOf } from '../words/fieldSources.ts';
import { parametersAsLook, sayCode } from '../words/say.ts';
import type { Words } from '../words/words.ts';
import { t } from './language.svelte.ts';
import { fieldsSpoken, spoken } from './words.svelte.ts';

/** A run, and its frames taken apart: what sentences are made of. */
export type Told = Pick<Player, 'history' | 'dissections'>;

/** What a row says, in the language of the page; '' for a row that is not there, and while the words are being loaded. */
export function sentenceFor(player: Told, row: number): string {
  const { history, dissections } = player;
  const { words } = spoken;
  if (!words || row >= history.record.rowCount) return '';
  return sayTelling(
    words.telling.tellingOf(history, row, (frame) => dissections.of(frame)),
    words,
  );
}

/** What a layer decided when the flight of `row` arrived; with `arrival` false, when `row` was written. */
export function decisionSentence(player: Told, decision: Decision, row: number, arrival = true): string {
  const { history, dissections } = player;
  const { words } = spoken;
  if (!words) return '';
  const { tellingOfDecision } = words.telling;
  return sayTelling(
    tellingOfDecision(history, decision, row, (frame) => dissections.of(frame), arrival),
    words,
  );
}

const sayTelling = ({ codes, value }: Telling, words: Words): string =>
  sayCode(words.reasons, codes, value, words) ?? codes[codes.length - 1]!;

/** What is odd about a field or a layer. */
export const problemText = (problem: Problem): string => sayParameters('problems', problem);

/** Why a command was refused. */
export const commandProblemText = (problem: CommandProblem): string => sayParameters('commands', problem);

/** Why a check of a goal stands as it does. */
export function becauseText({ code, parameters, inner }: Coded & { inner?: Coded }): string {
  // Where a frame ended is told in the few words that stand beside it on the stage.
  const { reason, what } = parameters;
  const told = {
    ...parameters,
    ...(reason === undefined ? {} : { reason: t(`stage.drop.${reason}`) }),
    ...(typeof what === 'string' ? { what: settingNames(what) } : {}),
  };
  const said = sayParameters('because', { code, parameters: told });
  // Of a run that was had again: which of its checks fails, and why.
  return inner ? [said, becauseText(inner)].join(' ') : said;
}

/** Names of settings, as lessons write them: all but the cables are names of devices and of what ip and ifconfig call so. */
const settingNames = (names: string): string =>
  names
    .split(', ')
    .map((name) => (name === 'cables' ? t('goal.cables') : name))
    .join(t('goal.between'));

interface Coded {
  code: string;
  parameters: Readonly<Record<string, string | number>>;
}

function sayParameters(table: 'problems' | 'commands' | 'because', { code, parameters }: Coded): string {
  const { words } = spoken;
  return words ? (sayCode(words[table], [code], parametersAsLook(parameters), words) ?? code) : '';
}

/** What a field is for, in one plain sentence, where it is defined, and its label where the language has one of its own. */
export function fieldHelp(filter: string): { text: string; source?: string; label?: string } | undefined {
  const found = fieldsSpoken.words?.[filter];
  if (!found) return undefined;
  const source = sourceOf(filter);
  return {
    text: found.help,
    ...(source === undefined ? {} : { source }),
    ...(found.label === undefined ? {} : { label: found.label }),
  };
}

/** The title of a layer: that of its header's table, unless the language has its own. */
export const layerTitle = (layer: { protocol: string; title: string }): string =>
  spoken.words?.titles[layer.protocol] ?? layer.title;
