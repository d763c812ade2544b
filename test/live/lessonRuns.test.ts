// A page that asks the running world about a lesson with programs: lines tried ahead, goals judged, a step reached; had again from the log without an interpreter.
import { describe, expect, test } from 'vitest';
import { SECOND } from '../../src/base/time.ts';
import { beginAt, presentOf } from '../../src/lesson/exercise.ts';
import type { GoalPart, Lesson } from '../../src/lesson/lesson.ts';
import type { Rehearsal } from '../../src/lesson/rehearsal.ts';
import { parseLesson } from '../../src/lesson/lessonText.ts';
import { outputOf } from '../../src/lesson/output.ts';
import { historyOf, type ReachedRun } from '../../src/lesson/reached.ts';
import type { RequestBody, Update } from '../../src/live/messages/message.ts';
import { Scripts } from '../../src/live/scripts.ts';
import { Session } from '../../src/live/session.ts';
import { preparePump } from '../../src/python/prepare.ts';
import { doAgain, extend, startHistory } from '../../src/sim/history.ts';

const text = `---
id: x
title: X
---

~~~lab
devices: { A: { kind: host, ip: 10.0.0.1/24 }, B: { kind: host, ip: 10.0.0.2/24 } }
links: [ [A, B] ]
~~~

~~~python server.py @B
import socket
listener = socket.create_server(('', 9000))
conn, peer = listener.accept()
while (piece := conn.recv(100)):
    print(piece)
~~~

~~~python client.py @A
import socket
s = socket.create_connection(('10.0.0.2', 9000))
s.sendall(b'hello')
~~~

## Run

~~~console
python server.py @B
python client.py @A
~~~

## Judge

~~~goal id=g
- stdout: { of: B, contains: hello }
- chop: { of: B, rule: [1], then: [ { stdout: { of: B, lines: 7 } } ] }
~~~

~~~solution for=g
python server.py @B
python client.py @A
~~~

~~~mark id=m
ask: Mark it.
frame: tcp.len == 5
field: tcp.dstport
~~~
`.replaceAll('~~~', '```');

const read = parseLesson(text, 'lesson.md', () => undefined);
const lesson: Lesson = read.ok ? read.value : (undefined as never);

function table(scripts = new Scripts(() => preparePump(() => {}))) {
  const told: Update[] = [];
  let id = 0;
  const session = new Session((update) => told.push(structuredClone(update)), scripts);
  return {
    told,
    ask: async (body: RequestBody): Promise<unknown> => {
      const number = id++;
      await session.handle(structuredClone({ ...body, id: number }));
      const answer = told.find((update) => update.type !== 'grown' && 'id' in update && update.id === number);
      if (answer?.type !== 'answer') throw new Error(JSON.stringify(answer));
      return answer.result;
    },
  };
}

describe('the running world', () => {
  test('tries lines ahead, judges, and reaches steps; a page has it again without an interpreter', async () => {
    const page = table();
    const lab = lesson.steps[0]!.lab!;
    const console = lesson.steps[1]!.parts.find((part) => part.type === 'console')!;
    const goal = lesson.steps[2]!.parts.find((part): part is GoalPart => part.type === 'goal')!;
    await page.ask({ type: 'start', lab, seed: lab.seed, log: [] });
    const rehearsal = (await page.ask({ type: 'rehearse', at: 0, lines: console.lines })) as Rehearsal;
    expect(rehearsal.commands.map(({ command }) => command.do)).toEqual(['run', 'run']);
    expect(rehearsal.log.some(({ command }) => command.do === 'call')).toBe(true);

    // As a page marks a prediction.
    const ahead = startHistory(lab);
    const beginning = beginAt(ahead);
    for (const entry of rehearsal.log) expect(doAgain(ahead, entry)).toMatchObject({ ok: true });
    extend(ahead, { until: rehearsal.end });
    expect(outputOf(presentOf(ahead, beginning), 'B')).toEqual(["b'hello'"]);

    for (const { at, command } of rehearsal.commands) await page.ask({ type: 'act', at, command });
    const { checks } = goal;
    const judged = { type: 'judge', at: rehearsal.until, beginning, checks, answers: {} } as const;
    expect(await page.ask(judged)).toMatchObject({
      passed: false,
      checks: [
        { passed: false, because: { code: 'output-lacks' } },
        { passed: false, because: { code: 'chop-waits' } },
      ],
    });
  });

  test('reaches a step and an exercise that go on with what programs have done', async () => {
    const page = table();
    const reached = (await page.ask({ type: 'reach', lesson, index: 2 })) as ReachedRun;
    const history = historyOf(reached);
    expect(outputOf(presentOf(history, { ...beginAt(history), row: 0 }), 'B')).toEqual(["b'hello'"]);
    // A server that waits is not waited for.
    expect(reached.end).toBeLessThan(10 * SECOND);
    const before = (await page.ask({ type: 'reach', lesson, index: 2, exercise: 'm' })) as ReachedRun;
    expect(before.log.length).toBeGreaterThan(reached.log.length);
    const present = presentOf(historyOf(before), before.beginning!);
    expect(outputOf(present, 'B')).toEqual(["b'hello'"]);
  });

  test('answers without what programs do where the interpreter cannot be had, and says that first', async () => {
    const page = table(new Scripts(() => Promise.reject(new Error('no such file'))));
    const lab = lesson.steps[0]!.lab!;
    const console = lesson.steps[1]!.parts.find((part) => part.type === 'console')!;
    await page.ask({ type: 'start', lab, seed: lab.seed, log: [] });
    const rehearsal = (await page.ask({ type: 'rehearse', at: 0, lines: console.lines })) as Rehearsal;
    expect(rehearsal.commands).toHaveLength(2);
    expect(rehearsal.log.some(({ command }) => command.do === 'call')).toBe(false);
    for (const { at, command } of rehearsal.commands) await page.ask({ type: 'act', at, command });
    await page.ask({ type: 'start', lab, seed: lab.seed, log: [] });
    await page.ask({ type: 'act', at: 0, command: rehearsal.commands[0]!.command });
    const news = page.told.flatMap((update) => (update.type === 'python' ? update.state : []));
    expect(news).toEqual(['loading', 'failed', 'failed']);
    expect(page.told.some(({ type }) => type === 'failed')).toBe(false);
  });
});
