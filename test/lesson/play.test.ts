// Lessons are played: what an author may get wrong is found, and answers follow the lab.
import { describe, expect, test } from 'vitest';
import { formatFileError } from '../../src/base/result.ts';
import type { Lesson } from '../../src/lesson/lesson.ts';
import { parseLesson } from '../../src/lesson/lessonText.ts';
import { playLesson, type Report } from '../../src/lesson/play.ts';
import { fencesOf, wholeLesson } from '../support/readme.ts';

function lessonOf(text: string): Lesson {
  const result = parseLesson(wholeLesson(text), 'x.md', () => undefined);
  if (!result.ok) throw new Error(result.errors.map(formatFileError).join('\n'));
  return result.value;
}
const play = (text: string): Report => playLesson(lessonOf(text));
const mistakesOf = (text: string): string[] => play(text).mistakes.map(formatFileError);

const examples = fencesOf('markdown').filter((text) => !/[\u4e00-\u9fff]/.test(text));
const knock = examples.find((text) => text.includes('id: knock'))!;
const questions = examples.find((text) => text.includes('id=whose-mac'))!;
const goals = examples.find((text) => text.includes('id=all-kinds'))!;

describe('the examples of lessons/README.md', () => {
  // Those with programs in Python are played with the interpreter: programs.test.ts.
  const alone = examples.filter((text) => !text.includes('```python'));
  test.each(alone.map((text, i) => [i, text] as const))('%i plays without a mistake', (_, text) => {
    expect(mistakesOf(text)).toEqual([]);
  });
  test('have the answers that they should', () => {
    expect(play(knock).answers).toEqual({ 'how-many': ['3'] });
    expect(play(questions).answers).toEqual({
      'whose-mac': ['r'],
      'what-changes': ['mac', 'ttl', 'sum'],
      'where-lost': ['C'],
      expansion: ['time to live'],
    });
    expect(play(goals)).toMatchObject({ goals: 1, rejects: 1 });
  });
});

test("what a lab's list does at 0 s has been done when the first line of a console is typed", () => {
  const text = `---
id: told
title: Told
---

~~~lab
devices:
  A: { kind: host, ip: 10.0.0.1/24, mac: 02:00:00:00:00:0a }
  B: { kind: host, ip: 10.0.0.2/24, mac: 02:00:00:00:00:0b }
links: [[A, B]]
do:
  - { at: 0 s, on: A, run: arp -s 10.0.0.2 02:00:00:00:00:0b }
~~~

~~~predict id=asked
number: How many questions?
measure: { count: "arp.opcode == 1 && eth.src == 02:00:00:00:00:0a" }
~~~

~~~console
A$ ping -c 1 10.0.0.2
~~~

~~~device id=straight
route: A
ask: Where to?
frame: icmp.type == 8
~~~
`;
  expect(play(text)).toMatchObject({ mistakes: [], answers: { asked: ['0'], straight: ['10.0.0.2', 'A.eth0'] } });
});
