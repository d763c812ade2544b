// The check `try`: what a learner has written is tried from the beginning of the step, however often he has tried it himself.
import { describe, expect, test } from 'vitest';
import { formatFileError } from '../../src/base/result.ts';
import { act, endOf, extend, startHistory, type History } from '../../src/sim/history.ts';
import { SECOND } from '../../src/base/time.ts';
import type { Judgement } from '../../src/lesson/check.ts';
import { beginAt, presentOf } from '../../src/lesson/exercise.ts';
import { judgeGoal } from '../../src/lesson/judge.ts';
import { parseLesson } from '../../src/lesson/lessonText.ts';
import type { GoalPart } from '../../src/lesson/lesson.ts';
import { measure } from '../../src/lesson/measure.ts';

const lesson = (checks: string): string => `---
id: tried
title: Tried
---

~~~lab
devices:
  A: { kind: host, ip: 10.0.0.1/24, mac: 02:00:00:00:00:0a }
  B: { kind: host, ip: 10.0.0.2/24, mac: 02:00:00:00:00:0b }
links: [[A, B]]
faults:
  - { drop: udp.dstport == 9005, from: A, nth: 1 }
files:
  A: { ask.calls: "udp\\nsendto b'moon' 10.0.0.2:9005\\n" }
  B: { hear.calls: "udp 9005\\nrecvfrom 1024\\n" }
~~~

~~~goal id=asked
${checks}
~~~

~~~solution for=asked
A$ calls ask.calls
~~~
`;

function goalOf(checks: string): { goal: GoalPart; history: History } {
  const read = parseLesson(lesson(checks), 'x.md', () => undefined);
  if (!read.ok) throw new Error(read.errors.map(formatFileError).join('\n'));
  const step = read.value.steps[0]!;
  const history = startHistory(step.lab!);
  extend(history, { until: 0 });
  return { goal: step.parts.find((part) => part.type === 'goal')!, history };
}

const heard = `- try:
    run: |
      B$ calls hear.calls
      A$ calls ask.calls
      A$ calls ask.calls
    then:
      - exit: { of: B, run: calls hear.calls, is: 0 }
      - count: { filter: udp.dstport == 9005, at: B, is: 1 }`;

const judged = ({ goal, history }: ReturnType<typeof goalOf>, later = history): Judgement =>
  judgeGoal(goal.checks, presentOf(later, beginAt(startAgain(history))));
const startAgain = (history: History): History => {
  const first = startHistory(history.lab);
  extend(first, { until: 0 });
  return first;
};
function after({ history }: ReturnType<typeof goalOf>, ...lines: string[]): History {
  let target = history;
  for (const line of lines) {
    target = act(target, endOf(target), { do: 'run', on: 'A', line }).history;
    extend(target, { until: endOf(target) + SECOND });
  }
  return target;
}

describe('try', () => {
  test('passes when the lines come to what is wanted, and leaves the history alone', () => {
    const one = goalOf(heard);
    const { rowCount } = one.history.live.state;
    expect(judged(one).checks[0]).toMatchObject({
      passed: true,
      because: {
        code: 'tried-well',
        parameters: { lines: 'B$ calls hear.calls · A$ calls ask.calls · A$ calls ask.calls' },
      },
    });
    expect(one.history.live.state.rowCount).toBe(rowCount);
  });

  test('begins where the step began: faults that have struck since strike again', () => {
    const one = goalOf(heard);
    expect(judged(one, after(one, 'calls ask.calls', 'calls ask.calls')).passed).toBe(true);
  });

  test('has the files as they are now, and says which check failed', () => {
    const one = goalOf(heard);
    const silent = after(one, 'echo udp > ask.calls');
    expect(judged(one, silent).checks[0]).toMatchObject({
      passed: false,
      because: { code: 'try-fails', inner: { code: 'still-running', parameters: { device: 'B' }, evidence: [] } },
    });
    expect(judged(one, after(one, 'rm ask.calls')).passed).toBe(false);
  });

  test('waits until the other checks are so, and until what is tried before it is', () => {
    const one = goalOf(`- exit: { of: A, run: calls ask.calls, is: 0 }
- try: { run: A$ calls ask.calls, then: [{ never: udp }] }
- try: { run: A$ true, then: [{ exit: { of: A, run: "true", is: 0 } }] }`);
    const codes = (judgement: Judgement): string[] => judgement.checks.map((check) => check.because.code);
    expect(codes(judged(one))).toEqual(['not-run', 'try-waits', 'try-waits']);
    expect(codes(judged(one, after(one, 'calls ask.calls')))).toEqual(['exit-is', 'try-fails', 'try-waits']);
  });

  test('needs lines and checks, and none inside of another', () => {
    const mistakes = (checks: string): string[] => {
      const read = parseLesson(lesson(checks), 'x.md', () => undefined);
      return read.ok ? [] : read.errors.map((one) => one.message);
    };
    expect(mistakes('- try: { then: [{ never: udp }] }')).toContain('`run` is missing here');
    expect(mistakes('- try: { run: A$ true }')).toContain('`then` is missing here');
    expect(mistakes('- try: { run: A$ true, then: [{ try: { run: A$ true, then: [{ never: udp }] } }] }')).toContain(
      '`try` inside of `try`',
    );
  });
});

test('where a program waits, and how one ended, can be measured', () => {
  const one = goalOf(heard);
  const present = (): Parameters<typeof measure>[0] => presentOf(later, beginAt(startAgain(one.history)));
  let later = after(one, 'calls ask.calls');
  expect(measure(present(), { form: 'waits', of: 'B', run: '', value: 'line' })).toEqual({
    ok: true,
    answers: ['none'],
  });
  expect(measure(present(), { form: 'exit', of: 'A', run: 'calls' })).toEqual({ ok: true, answers: ['0'] });
  expect(measure(present(), { form: 'exit', of: 'B', run: 'calls' })).toEqual({ ok: true, answers: ['none'] });
  later = act(later, endOf(later), { do: 'run', on: 'B', line: 'calls hear.calls' }).history;
  extend(later, { until: endOf(later) + SECOND });
  expect(measure(present(), { form: 'waits', of: 'B', run: 'calls hear.calls', value: 'line' })).toEqual({
    ok: true,
    answers: ['2'],
  });
  expect(measure(present(), { form: 'waits', of: 'B', run: '', value: 'call' })).toEqual({
    ok: true,
    answers: ['recvfrom'],
  });
  expect(measure(present(), { form: 'exit', of: 'B', run: '' })).toEqual({ ok: true, answers: ['running'] });
});
