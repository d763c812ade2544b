// Order the steps: things that happened in a run, in the order of its rows.

import { flightsOf } from '../../sim/flights.ts';
import { deviceNamed, portNamed } from '../../sim/place.ts';
import { rowAt, type Row } from '../../sim/record.ts';
import type { Present } from '../exercise.ts';
import { plain } from '../prose.ts';
import { flightOf, isCausedBy } from './chosen.ts';
import type { OrderStep, Task } from './exercise.ts';
import { remark, type Given, type Remark, type Slip, type Unposed } from './verdict.ts';

export interface PosedOrder {
  kind: 'order';
  present: Present;
  /** The row of each step. */
  rows: Readonly<Record<string, number>>;
  /** The steps as they are laid before the reader: not in their order. */
  shown: string[];
  truth: string[];
}

export function poseOrder(present: Present, task: Extract<Task, { kind: 'order' }>): PosedOrder | Unposed {
  const rows: Record<string, number> = {};
  const taken = new Map<number, string>();
  for (const { id, found } of task.steps) {
    const row = 'reason' in found ? rowFor(present, found) : flightOf(present, found.frame);
    if (typeof row === 'object' && 'why' in row) return { why: `the step \`${id}\`: ${row.why}` };
    const number = typeof row === 'object' ? row.row : row;
    if (taken.has(number))
      return { why: `the steps \`${taken.get(number)!}\` and \`${id}\` are one and the same event` };
    taken.set(number, id);
    rows[id] = number;
  }
  const truth = task.steps.map((step) => step.id).sort((a, b) => rows[a]! - rows[b]!);
  return { kind: 'order', present, rows, shown: shuffled(truth), truth };
}

function rowFor(present: Present, { reason, at }: { reason: string; at?: string }): number | Unposed {
  const { state, record } = present;
  const device = at === undefined ? -1 : deviceNamed(state, at);
  const port = at === undefined || device >= 0 ? undefined : portNamed(state, at);
  const flights = [...flightsOf(present, '')].map((flight) => flight.row);
  for (let number = present.since; number < present.until; number++) {
    const row = rowAt(record, number);
    if (row.reason !== reason || (row.kind === 'flight' && !flights.includes(number))) continue;
    if (at === undefined || isAt(present, row, device, port)) return number;
  }
  return { why: `nothing happened for the reason ${reason}${at === undefined ? '' : ` at ${at}`}` };
}

function isAt({ state }: Present, row: Row, device: number, port: readonly [number, number] | undefined): boolean {
  const [there, its] =
    row.direction === undefined ? [row.device, row.port] : state.links[row.direction >> 1]!.ends[row.direction & 1]!;
  return port ? there === port[0] && its === port[1] : there === device;
}

/** Always the same for the same steps, and never in order: every second one first, from the end. */
function shuffled(ids: readonly string[]): string[] {
  const sorted = [...ids].reverse();
  if (ids.length < 3) return sorted;
  return [...sorted.filter((_, i) => i % 2 === 1), ...sorted.filter((_, i) => i % 2 === 0)];
}

/** Given: the ids of the steps in order. The first step that stands too late is told, with one that it should stand before. */
export function judgeOrder({ rows, truth, present }: PosedOrder, given: Given, steps: readonly OrderStep[]): Remark[] {
  if (given.length !== truth.length || !truth.every((id) => given.includes(id))) return [remark('missing')];
  const at = truth.findIndex((id, i) => given[i] !== id);
  if (at < 0) return [];
  const [early, late] = [truth[at]!, given[at]!];
  const words = (id: string): string => plain(steps.find((step) => step.id === id)?.text ?? []);
  if (isCausedBy(present.record, rows[late]!, rows[early]!))
    return [remark('caused-by', { effect: words(late), cause: words(early) }, at)];
  return [remark('came-before', { first: words(early), then: words(late) }, at)];
}

export function orderSlips({ truth, shown, rows, present }: PosedOrder): Slip[] {
  const codeOf = (given: readonly string[]): Slip['code'] => {
    const at = truth.findIndex((id, i) => given[i] !== id);
    return isCausedBy(present.record, rows[given[at]!]!, rows[truth[at]!]!) ? 'caused-by' : 'came-before';
  };
  const neighbours = truth.slice(1).map((_, i) => {
    const given = [...truth];
    [given[i], given[i + 1]] = [given[i + 1]!, given[i]!];
    return given;
  });
  return [...neighbours, [...truth].reverse(), shown]
    .filter((given) => given.some((id, i) => id !== truth[i]))
    .map((given) => ({ given, code: codeOf(given) }));
}
