// Labs by chance, with commands by chance: whatever somebody builds and does, a run keeps its promises. LONG=1 tries many more.

import { describe, expect, test } from 'vitest';
import { copyOf } from '../../src/base/copy.ts';
import { peek } from '../../src/base/queue.ts';
import { directionOf, generationOf } from '../../src/sim/departure.ts';
import { digestOf } from '../../src/sim/digest.ts';
import { dissectFrame } from '../../src/sim/dissected.ts';
import {
  act,
  branch,
  endOf,
  explainArrival,
  explainRow,
  extend,
  startHistory,
  worldAt,
  type History,
} from '../../src/sim/history.ts';
import { ARRIVE } from '../../src/sim/outside.ts';
import { frameIsBad, rowAt, type Row } from '../../src/sim/record.ts';
import type { WorldState } from '../../src/sim/state.ts';
import { anyLab, type AnyLab } from '../support/anyLab.ts';
import { difference } from '../support/difference.ts';
import { labOf } from '../support/lab.ts';

const long = Boolean(process.env['LONG']);
const first = Number(process.env['FIRST'] ?? 0);
const RUNS = long ? 2000 : 40;
/** A storm would take all the time that the others have. */
const MOST_EVENTS = long ? 6000 : 2500;
const LATEST = 6_000_000_000;

interface Run {
  history: History;
  /** The state after everything of an instant had happened. */
  snapshots: { at: number; state: WorldState }[];
  /** Flights whose frame a device has received. */
  received: Set<number>;
}

/** Runs a lab; with `step` one event at a time, explained, and each looked at. */
function runOf({ text, moments }: AnyLab, step: boolean): Run {
  let history = startHistory(labOf(text));
  const run: Run = { history, snapshots: [], received: new Set() };
  // A storm ends when all of the lab's events are used up: then nothing runs any more, and what is done is still done.
  const until = (at: number): boolean => {
    const left = MOST_EVENTS - history.live.state.events;
    if (!step || left <= 0) return extend(history, { until: at, events: Math.max(left, 0) }) !== 'budget';
    while (history.live.state.events < MOST_EVENTS) if (stepOf(run, at) !== 'budget') return true;
    return false;
  };
  moments.forEach(({ at, command }, i) => {
    // After a storm was cut short the clock stands before the moment; then that is when it comes.
    until(at);
    if (command) history = act(history, endOf(history), command).history;
    expect(history).toBe(run.history);
    const reached = until(at);
    if (reached && moments[i + 1]?.at !== at) run.snapshots.push({ at, state: copyOf(history.live.state) });
  });
  until(LATEST);
  return run;
}

/** One event. What arrives must lead to a row or at least to a decision that can be told. */
function stepOf({ history, received }: Run, at: number): ReturnType<typeof extend> {
  const { state, outside, record } = history.live;
  extend(history, { until: at, events: 0 }); // what the lab's own lines do before the next event
  const slot = peek(state.queue);
  const { kind, a, c } = state.queue;
  const arrives =
    slot >= 0 && kind[slot] === ARRIVE && generationOf(a[slot]!) === state.directions.generation[directionOf(a[slot]!)];
  const flight = arrives ? c[slot]! : -1;
  const rows = record.rowCount;
  const { events } = state;
  outside.explaining = true;
  outside.decisions = [];
  const end = extend(history, { until: at, events: 1 });
  outside.explaining = false;
  if (flight >= 0 && state.events > events) {
    expect(record.rowCount > rows || outside.decisions.length > 0).toBe(true);
    expect(received.has(flight)).toBe(false);
    received.add(flight);
  }
  return end;
}

const ENDS_ON_CABLE = ['link-lost', 'fault-dropped', 'link-cut'];

/** Rows in order, each with an earlier cause, and one fate for each flight. */
function checkRows({ history, received }: Run): void {
  const { record, live } = history;
  const lost = new Set<number>();
  const flights: Row[] = [];
  let now = 0;
  for (let number = 0; number < record.rowCount; number++) {
    const row = rowAt(record, number);
    expect(row.at).toBeGreaterThanOrEqual(now);
    now = row.at;
    if (row.cause !== undefined) expect(row.cause).toBeLessThan(number);
    // Only a host that probes for its address (RFC 5227) does something before anybody acts; what ages or returns has a row of its own to blame.
    else expect(['program', 'note']).not.toContain(row.kind);
    if (row.kind === 'flight') flights.push(row);
    else if (ENDS_ON_CABLE.includes(row.reason)) {
      expect(lost.has(row.cause!)).toBe(false);
      lost.add(row.cause!);
    }
  }
  for (const { number, at, departs, arrives } of flights) {
    expect(departs).toBeGreaterThanOrEqual(at);
    expect(arrives).toBeGreaterThanOrEqual(departs!);
    const fate = [lost.has(number) ? 'lost' : '', received.has(number) ? 'received' : ''].join('');
    const due = arrives! <= live.state.now;
    // What a storm's end has left waiting for this very instant has no fate yet.
    const open = !due || history.stopped !== undefined;
    expect([number, fate]).toEqual([
      number,
      fate === 'lost' || (fate === 'received' && due) || (fate === '' && open) ? fate : 'one fate',
    ]);
  }
}

/** State is plain data, so that copies are worlds. */
function checkPlain(value: unknown, path: string): void {
  if (typeof value === 'function' || typeof value === 'symbol') throw new Error(`${path} is a ${typeof value}`);
  if (typeof value !== 'object' || value === null) return;
  if (ArrayBuffer.isView(value)) {
    if (value.byteLength !== value.buffer.byteLength) throw new Error(`${path} is a view on a larger buffer`);
    return;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (![Object.prototype, Array.prototype, Map.prototype].includes(prototype as object))
    throw new Error(`${path} is no plain data`);
  for (const [key, item] of Object.entries(value)) checkPlain(item, `${path}.${key}`);
}

/** Where nobody forges, only what a cable damaged is odd; and that is marked. */
function checkFrames({ history: { record } }: Run): void {
  for (let frame = 0; frame < record.frameCount; frame++) {
    const { layers } = dissectFrame(record, frame);
    if (frameIsBad(record, frame)) continue;
    const odd = layers
      .filter((layer) => !layer.quoted)
      .flatMap((layer) => [...layer.problems, ...layer.spans.flatMap((span) => span.problem ?? [])]);
    expect([frame, odd]).toEqual([frame, []]);
  }
}

describe('any lab, any commands', () => {
  for (let from = first; from < first + RUNS; from += 20) {
    test(`numbers ${from} to ${from + 19}`, { timeout: 120_000 }, () => {
      for (let number = from; number < from + 20; number++) {
        try {
          check(number);
        } catch (error) {
          throw new Error(
            `lab ${number}: ${(error as Error).message}\n${anyLab(number).text}\n${JSON.stringify(anyLab(number).moments)}`,
            { cause: error },
          );
        }
      }
    });
  }
});

function check(number: number): void {
  const lab = anyLab(number);
  const run = runOf(lab, true);
  const { history } = run;
  const { record } = history;
  checkRows(run);
  checkPlain(history.live.state, 'state');
  if (lab.honest) checkFrames(run);
  const digest = digestOf(record);
  const end = copyOf(history.live.state);
  expect(difference(structuredClone(history.live.state), end)).toBeUndefined();

  // Nobody looks, and many events at a time: the same run.
  expect(digestOf(runOf(lab, false).history.record)).toBe(digest);

  // Any instant again, also in a branch.
  for (const { at, state } of run.snapshots) {
    expect(difference(worldAt(history, at).state, state)).toBeUndefined();
    const twig = branch(history, at);
    expect(difference(twig.live.state, state)).toBeUndefined();
    expect(twig.record.rowCount).toBe(state.rowCount);
    extend(twig, { until: at + 50_000_000, events: 200 });
    expect(difference(worldAt(twig, at).state, state)).toBeUndefined();
  }

  // Looking at any flight finds what its receiver decided, and changes nothing.
  const step = Math.max(1, Math.floor(record.rowCount / 12));
  for (let row = number % step; row < record.rowCount; row += step) {
    explainRow(history, row);
    if (rowAt(record, row).kind !== 'flight') continue;
    const decisions = explainArrival(history, row);
    expect([row, decisions !== undefined]).toEqual([row, run.received.has(row)]);
  }
  expect(digestOf(record)).toBe(digest);
  expect(difference(history.live.state, end)).toBeUndefined();
}
