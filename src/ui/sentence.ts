// One sentence for whatever the simulator tells: rows of the record, decisions of layers, oddities of fields. Everything on the page that speaks asks here.

import type { Player } from '../player/player.svelte.ts';
import type { CommandProblem } from '../sim/commandCheck.ts';
import type { Decision } from '../sim/outside.ts';
import { rowAt } from '../sim/record.ts';
import type { Problem } from '../wire/dissection.ts';
import { t, type LanguageName } from './language.svelte.ts';

/** What a row says, in the language of the page. */
export function sentenceFor(player: Player, row: number): string {
  const record = player.history.record;
  if (row >= record.rowCount) return '';
  const { reason, frame } = rowAt(record, row);
  return frame === undefined ? reason : `${player.dissections.of(frame).info} (${reason})`;
}

/** What a layer decided, in the language of the page. */
export function decisionSentence(_player: Player, decision: Decision): string {
  return decision.reason;
}

/** What is odd about a field or a layer. */
export function problemText(problem: Problem): string {
  return t(`problem.${problem.code}`, problem.parameters);
}

/** What a field is for, in one plain sentence, and where it is defined. */
export function fieldHelp(_filter: string, _language: LanguageName): { text: string; source?: string } | undefined {
  return undefined;
}

/** Why a command was refused. */
export function commandProblemText(problem: CommandProblem): string {
  return t(`command.${problem.code}`, problem.parameters);
}
