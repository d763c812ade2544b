// When a step or an exercise began, and what is looked at when it is judged: plain data and the history up to the present.

import type { Instant } from '../base/time.ts';
import { endOf, worldAt, type History } from '../sim/history.ts';
import { rowsUntil } from '../sim/record.ts';
import type { Span } from '../sim/flights.ts';
import { settingsOf, type Settings } from '../sim/settings.ts';
import type { WorldState } from '../sim/state.ts';

/** The beginning of a step: rows from `row` on belong to it, and these were the settings. JSON. */
export interface Beginning {
  at: Instant;
  row: number;
  /** Commands that had been logged by then. */
  commands: number;
  settings: Settings;
}

/** The step begins at the end of the history. */
export function beginAt(history: History): Beginning {
  const { state } = history.live;
  return { at: endOf(history), row: state.rowCount, commands: state.commands, settings: settingsOf(state) };
}

/** The present as somebody judges it: the world, and the rows since the beginning. */
export interface Present extends Span {
  history: History;
  at: Instant;
  beginning: Beginning;
  state: WorldState;
}

/** `at`: the present, where it is not the history's end (the reader has gone back in time). */
export function presentOf(history: History, beginning: Beginning, at: Instant = endOf(history)): Present {
  const present = at < endOf(history);
  const state = present ? worldAt(history, at).state : history.live.state;
  const until = present ? rowsUntil(history.record, at) : state.rowCount;
  return { history, at, beginning, state, record: history.record, since: Math.min(beginning.row, until), until };
}
