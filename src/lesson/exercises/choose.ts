// Choose the faulty setting: each candidate is mended on a branch, and the faulty one is that whose mending lets the checks pass.

import { branch } from '../../sim/history.ts';
import { settingsOf } from '../../sim/settings.ts';
import type { Turns } from '../../sim/turns.ts';
import type { Because } from '../check.ts';
import { beginAt, presentOf, type Present } from '../exercise.ts';
import { judging } from '../judge.ts';
import { performing } from '../perform.ts';
import { plain } from '../prose.ts';
import type { Candidate, Task } from './exercise.ts';
import { remark, type Given, type Remark, type Slip, type Unposed } from './verdict.ts';

/** What came of mending one setting. */
interface Tried {
  passed: boolean;
  because?: Because;
  refused?: string;
}

export interface PosedChoose {
  kind: 'choose';
  present: Present;
  tried: Readonly<Record<string, Tried>>;
  /** By candidate: the value of its setting as it is, where the author wants it shown. */
  values: Readonly<Record<string, string>>;
  truth: string[];
}

export function* poseChoose(present: Present, task: Extract<Task, { kind: 'choose' }>): Turns<PosedChoose | Unposed> {
  if ((yield* tryOut(present, task, [])).passed)
    return { why: 'nothing is wrong: the checks pass before any setting is changed' };
  const tried: Record<string, Tried> = {};
  for (const one of task.settings) tried[one.id] = yield* tryOut(present, task, one.try);
  const mending = task.settings.filter(({ id }) => tried[id]!.passed).map(({ id }) => id);
  if (mending.length !== 1)
    return {
      why: mending.length
        ? `each of these changes lets the checks pass: ${mending.join(', ')}`
        : 'none of these changes lets the checks pass',
    };
  const settings = settingsOf(present.state);
  const values = Object.fromEntries(
    task.settings.flatMap(({ id, shows }) => (shows === undefined ? [] : [[id, settings[shows] ?? '']])),
  );
  return { kind: 'choose', present, tried, values, truth: mending };
}

function* tryOut({ history, at }: Present, { checks }: { checks: PosedChecks }, lines: Candidate['try']): Turns<Tried> {
  const ahead = branch(history, at);
  const beginning = beginAt(ahead);
  const done = yield* performing(ahead, lines);
  const refused = done.refused[0]?.refusal.message;
  const judged = yield* judging(checks, presentOf(done.history, beginning));
  const failing = judged.checks.find((check) => !check.passed);
  return {
    passed: judged.passed && refused === undefined,
    ...(failing && { because: { ...failing.because, evidence: [] } }),
    ...(refused !== undefined && { refused }),
  };
}

type PosedChecks = Extract<Task, { kind: 'choose' }>['checks'];

/** Given: the id of one setting. */
export function judgeChoose({ truth, tried }: PosedChoose, given: Given, settings: readonly Candidate[]): Remark[] {
  const [id = ''] = given;
  const chosen = settings.find((one) => one.id === id);
  const found = Object.hasOwn(tried, id) ? tried[id] : undefined;
  if (!chosen || !found) return [remark('missing')];
  if (truth.includes(id)) return [];
  const setting = plain(chosen.text);
  if (found.refused !== undefined) return [remark('repair-refused', { setting, message: found.refused })];
  return [{ ...remark('repair-fails', { setting }), ...(found.because && { because: found.because }) }];
}

export const chooseSlips = ({ truth, tried }: PosedChoose): Slip[] =>
  Object.entries(tried)
    .filter(([id]) => !truth.includes(id))
    .map(([id, { refused }]) => ({ given: [id], code: refused === undefined ? 'repair-fails' : 'repair-refused' }));
