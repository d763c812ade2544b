// Lines of a console that are typed into a running program.

import { expect, test } from 'vitest';
import { parseLesson } from '../../src/lesson/lessonText.ts';
import type { ConsolePart } from '../../src/lesson/lesson.ts';
import { performLines, processesOf } from '../../src/lesson/perform.ts';
import { outputOf } from '../../src/lesson/output.ts';
import { presentOf, beginAt } from '../../src/lesson/exercise.ts';
import { registerProgram } from '../../src/devices/host/program.ts';
import { exitWith } from '../../src/devices/host/processes.ts';
import { put } from '../../src/devices/host/output.ts';
import { startHistory } from '../../src/sim/history.ts';
import { formatFileError } from '../../src/base/result.ts';

const lesson = (console: string): ReturnType<typeof parseLesson> =>
  parseLesson(
    `---\nid: typed\ntitle: Typed\n---\n~~~lab\nlab: pair\ndevices:\n  A: { kind: host, ip: 10.0.0.1/24 }\n  B: { kind: host, ip: 10.0.0.2/24 }\nlinks: [[A, B]]\n~~~\n\n~~~console\n${console}\n~~~\n`,
    'lesson.md',
    () => undefined,
  );

function performed(console: string) {
  const read = lesson(console);
  if (!read.ok) throw new Error(read.errors.map(formatFileError).join('\n'));
  const [step] = read.value.steps;
  const part = step!.parts.find((one) => one.type === 'console') as ConsolePart;
  const history = startHistory(step!.lab!);
  const beginning = beginAt(history);
  const done = performLines(history, part.lines);
  return {
    refused: done.refused.map(({ refusal }) => refusal.codes),
    output: (host: string) => outputOf(presentOf(done.history, beginning), host),
    running: (host: string) => processesOf(done.history, host).filter((one) => one.exit === undefined).length,
  };
}

test('two talk, one ends its input, the other is interrupted', () => {
  const run = performed('B$ nc -k -l 5000\nA$ nc -N 10.0.0.2 5000\nA> hello\nB> hi there\nA>\nA> ^D\nB> ^C');
  expect(run.refused).toEqual([]);
  expect(run.output('B')).toEqual(['hello', '', '^C']);
  expect(run.output('A')).toEqual(['hi there']);
  expect([run.running('A'), run.running('B')]).toEqual([0, 0]);
});

test('where nobody reads, the line is refused', () => {
  expect(performed('A> hello').refused).toEqual([['nobody-reads']]);
});

test('what a program writes in pieces is one line', () => {
  registerProgram('prompter', {
    start: (process, host, out) => put(host, process, 'Na', out),
    input(process, host, _octets, out) {
      put(host, process, 'me\nnext', out);
    },
    inputEnds: (process, host, out) => exitWith(host, process, 0, out),
  });
  expect(performed('A$ prompter\nA> x\nA> ^D').output('A')).toEqual(['Name', 'next']);
});

test('a line that is none says what it could have been', () => {
  const read = lesson('A hello');
  expect(read.ok ? [] : read.errors.map(formatFileError).join()).toContain('`A> hello`');
  const unknown = lesson('X> hello');
  expect(unknown.ok ? [] : unknown.errors.map(formatFileError).join()).toContain('there is no host `X`');
});
