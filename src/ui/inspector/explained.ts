// What the layers decided at an arrival (or when a row was written), asked of the running world once and kept as long as its record is looked at.

import type { Player } from '../../player/player.svelte.ts';
import type { Decision } from '../../sim/outside.ts';
import type { Recording } from '../../sim/record.ts';

const kept = new WeakMap<Recording, Map<string, Promise<Decision[] | undefined>>>();

/** Decisions at the arrival of a flight, or with `arrival` false those that led to the row. Undefined: the frame has not arrived, or never does. */
export function explained(player: Player, row: number, arrival: boolean): Promise<Decision[] | undefined> {
  const { record } = player.history;
  let answers = kept.get(record);
  if (!answers) kept.set(record, (answers = new Map()));
  const key = `${row}${arrival ? ' arrives' : ''}`;
  let answer = answers.get(key);
  if (!answer) {
    answer = player.explain(row, arrival);
    answers.set(key, answer);
    // What has not happened yet may happen later: such an answer is not kept.
    answer.then(
      (found) => found === undefined && answers.delete(key),
      () => answers.delete(key),
    );
  }
  return answer;
}
