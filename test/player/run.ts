// A run of a lab, ready to be looked at: history, what can be looked up, and story.
import { RowIndex } from '../../src/player/rowIndex.ts';
import { StoryBuilder } from '../../src/player/storyBuilder.ts';
import type { Story } from '../../src/player/storyTime.ts';
import { act, endOf, extend, startHistory, type History } from '../../src/sim/history.ts';
import type { Lab } from '../../src/sim/lab.ts';
import { rowAt, type Row } from '../../src/sim/record.ts';

export interface Run {
  history: History;
  index: RowIndex;
  story: Story;
  rows: Row[];
}

/** Does command lines on A, each when the one before has ended, and runs on until nothing is left or `events` are done. */
export function runOf(lab: Lab, lines: readonly string[], events = 200_000): Run {
  let history = startHistory(lab);
  for (const line of lines) {
    history = act(history, endOf(history), { do: 'run', on: 'A', line }).history;
    extend(history, { events });
  }
  return lookAt(history);
}

export function lookAt(history: History): Run {
  const index = new RowIndex(history.record);
  index.grow();
  const story = new StoryBuilder(history.record).grow(history.live.state.now);
  const rows = Array.from({ length: history.record.rowCount }, (_, number) => rowAt(history.record, number));
  return { history, index, story, rows };
}
