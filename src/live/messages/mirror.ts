// The page's own copy of the history, kept in step by updates. It is read and replayed, never extended.

import { branchRecording, createRecording } from '../../sim/record.ts';
import { scriptedIn, type Checkpoint, type History } from '../../sim/history.ts';
import { openWorld } from '../../sim/world.ts';
import type { Grown } from './message.ts';
import { appendSlice } from './slice.ts';

/** A history on the page, with the worker's numbers of its checkpoints. */
export interface Mirror {
  history: History;
  checkpoints: Map<number, Checkpoint>;
}

/** The mirror after an update. The history is a new object each time; its record is the same one, grown, unless the run branched. */
export function mirrorAfter(old: Mirror | undefined, update: Grown): Mirror {
  const { fresh, keep } = update;
  const base = fresh ?? old?.history;
  if (!base) throw new Error('the page has no history that could go on');
  const { lab, seed } = base;
  let record = fresh || !old ? createRecording() : old.history.record;
  if (keep) record = branchRecording(record, keep.rows, keep.frames, keep.texts);
  appendSlice(record, update.slice);
  const log = fresh || !old ? [] : old.history.log.slice(0, keep?.log ?? old.history.log.length);
  log.push(...update.log);
  const checkpoints = checkpointsAfter(fresh ? undefined : old, update);
  const history: History = {
    lab,
    seed,
    log,
    scripted: scriptedIn(log),
    checkpoints: [...checkpoints.values()],
    record,
    live: openWorld(lab, update.state, record),
  };
  if (update.stopped) history.stopped = update.stopped;
  return { history, checkpoints };
}

function checkpointsAfter(old: Mirror | undefined, { checkpoints }: Grown): Map<number, Checkpoint> {
  const known = old?.checkpoints ?? new Map<number, Checkpoint>();
  if (!checkpoints) return known;
  const after = new Map<number, Checkpoint>();
  const added = new Map(checkpoints.added);
  for (const number of checkpoints.kept) {
    const one = added.get(number) ?? known.get(number);
    if (one) after.set(number, one);
  }
  return after;
}
