// The run of a step had again with the streams cut: the same things done at the same instants, from where the step began, and its programs read other pieces.

import { SECOND, type Instant } from '../base/time.ts';
import { act, branchBefore, doAgain, endOf, type History } from '../sim/history.ts';
import { actTurns, extendTurns, type Turns } from '../sim/turns.ts';
import type { Because, Check, Judgement } from './check.ts';
import { presentOf, type Present } from './exercise.ts';
import { judging, type Answers } from './judge.ts';
import { processesOf, runWhile, settling } from './perform.ts';

/** What the last command has set off gets so much time. */
const LONGEST = 600 * SECOND;

/** Has the run again by each rule until the checks fail, or pass with all. */
export function* judgingChopped(
  { of, rules, then }: Extract<Check, { kind: 'chop' }>,
  present: Present,
  answers: Answers,
): Turns<Judgement['checks'][number]> {
  for (const rule of rules) {
    const again = yield* hadAgain(present, of, rule);
    const failing = (yield* judging(then, again, answers)).checks.find((one) => !one.passed);
    if (!failing) continue;
    // Rows of that run are none of the history that is judged.
    const inner: Because = { ...failing.because, evidence: [] };
    return { passed: false, because: { code: 'chop-fails', parameters: { device: of, rule }, evidence: [], inner } };
  }
  const parameters = { device: of, count: rules.length };
  return { passed: true, because: { code: 'chopped-alike', parameters, evidence: [] } };
}

/** The present as it would be had a host cut its streams since the step began. */
export function* hadAgain(present: Present, on: string, rule: string): Turns<Present> {
  const { beginning, history } = present;
  const logged = history.log.slice(beginning.commands);
  let again = yield* beginningOf(history, beginning.at, beginning.commands);
  const from = { ...beginning, row: again.live.state.rowCount };
  again = act(again, endOf(again), { do: 'chop', on, rule }).history;
  const before = new Set(again.live.state.devices.flatMap(({ name }) => pidsOf(again, name)));
  for (const { at, command, scripted } of logged) {
    // What the lab and its scripts do by themselves they do again by themselves.
    if (scripted || command.do === 'call' || command.do === 'crash' || command.do === 'chop' || at > present.at)
      continue;
    again = (yield* actTurns(again, Math.max(at, endOf(again)), command)).history;
  }
  if (endOf(again) < present.at) yield* extendTurns(again, { until: present.at });
  const target = again;
  const running = (): boolean =>
    target.live.state.devices.some(({ name }) =>
      processesOf(target, name).some(({ pid, exit }) => exit === undefined && !before.has(`${name} ${pid}`)),
    );
  yield* runWhile(target, running, endOf(target) + LONGEST);
  yield* settling(target);
  return presentOf(target, from);
}

const pidsOf = (history: History, name: string): string[] =>
  processesOf(history, name).map(({ pid }) => `${name} ${pid}`);

/** A history of its own that ends where the step began: what had been done by then at that very instant is done again. */
export function* beginningOf(history: History, at: Instant, commands: number): Turns<History> {
  const target = branchBefore(history, at);
  for (const entry of history.log.slice(target.log.length, commands)) doAgain(target, entry);
  yield* extendTurns(target, { until: at });
  return target;
}
