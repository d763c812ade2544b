// What a learner has written tried out as often as it takes: from where the step began, with the files of the hosts as they are now, lines of a console are done
// and judged. How often he has tried it himself before makes no difference.

import { act, endOf, type History } from '../sim/history.ts';
import { filesOn, textOn } from '../sim/hostFiles.ts';
import type { Turns } from '../sim/turns.ts';
import type { Because, Check, Judgement } from './check.ts';
import { beginningOf } from './chopped.ts';
import { beginAt, presentOf, type Present } from './exercise.ts';
import { judging, type Answers } from './judge.ts';
import type { ConsoleLine } from './lesson.ts';
import { performing } from './perform.ts';

/** Does the lines of a `try` and judges what came of them. The history stays as it was. */
export function* judgingTried(
  { run, then }: Extract<Check, { kind: 'try' }>,
  present: Present,
  answers: Answers,
): Turns<Judgement['checks'][number]> {
  const { beginning, history } = present;
  const ahead = withFiles(yield* beginningOf(history, beginning.at, beginning.commands), present);
  const from = beginAt(ahead);
  const done = yield* performing(ahead, run);
  const failing = (yield* judging(then, presentOf(done.history, from), answers)).checks.find((one) => !one.passed);
  const parameters = { lines: linesOf(run) };
  if (!failing) return { passed: true, because: { code: 'tried-well', parameters, evidence: [] } };
  // Rows of that run are none of the history that is judged.
  const inner: Because = { ...failing.because, evidence: [] };
  return { passed: false, because: { code: 'try-fails', parameters, evidence: [], inner } };
}

/** What is typed, in one line. */
export const linesOf = (run: readonly ConsoleLine[]): string =>
  run
    .flatMap((line) =>
      line.type === 'run' ? `${line.on}$ ${line.line}` : line.type === 'type' ? `${line.on}> ${line.line}` : [],
    )
    .join(' · ');

/** The files of all hosts put there as they are in the present. */
function withFiles(history: History, { state }: Present): History {
  let target = history;
  for (const [device, { name }] of state.devices.entries()) {
    const before = target.live.state;
    const now = filesOn(state, device).map(({ path }) => path);
    const gone = filesOn(before, device).flatMap(({ path }) =>
      now.includes(path) ? [] : { path, removed: true as const },
    );
    const changed = now.flatMap((path) => {
      const text = textOn(state, device, path);
      return text === undefined || text === textOn(before, device, path) ? [] : { path, text };
    });
    const changes = [...gone, ...changed];
    if (changes.length > 0) target = act(target, endOf(target), { do: 'file', on: name, changes }).history;
  }
  return target;
}
