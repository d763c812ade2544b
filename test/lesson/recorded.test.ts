// What programs do in a lesson, recorded once with an interpreter and had again without.
import { describe, expect, test } from 'vitest';
import { presentOf, beginAt } from '../../src/lesson/exercise.ts';
import { parseLesson } from '../../src/lesson/lessonText.ts';
import type { Lesson } from '../../src/lesson/lesson.ts';
import { outputOf } from '../../src/lesson/output.ts';
import { playThrough, reaching } from '../../src/lesson/play.ts';
import { historyOf } from '../../src/lesson/reached.ts';
import {
  recordedDoing,
  recordedExercise,
  recordedStart,
  recording,
  type LessonRecord,
} from '../../src/lesson/recorded.ts';
import { Scripts } from '../../src/live/scripts.ts';
import { preparePump } from '../../src/python/prepare.ts';
import { digestOf } from '../../src/sim/digest.ts';
import { runAlone } from '../../src/sim/turns.ts';

const scripts = new Scripts(preparePump);

const lab = `~~~lab
devices: { A: { kind: host, ip: 10.0.0.1/24 }, B: { kind: host, ip: 10.0.0.2/24 } }
links: [ [A, B] ]
~~~`;

const server = `~~~python server.py @B
import socket
listener = socket.create_server(('', 9000))
while True:
    conn, peer = listener.accept()
    while (piece := conn.recv(100)):
        print(piece)
~~~

~~~python client.py @A
import socket, sys
s = socket.create_connection(('10.0.0.2', 9000))
s.sendall(sys.argv[1].encode())
~~~`;

const text = `---
id: x
title: X
---

${lab}

## No programs yet

~~~console
A$ ping -c 1 10.0.0.2
~~~

## Run

${lab}

${server}

~~~predict id=said
number: How many segments with SYN are on the wire?
run: A$ python client.py four
measure: { count: tcp.flags.syn == 1 }
~~~

~~~predict id=first
text: What does B print?
measure: { stdout: B, after: "b'" }
~~~

~~~console
python server.py @B
python client.py hello @A
wait 2 s
~~~

~~~goal id=g
- stdout: { of: B, contains: again }
~~~

~~~solution for=g
A$ python client.py again
~~~

~~~console
A$ python client.py once-more
~~~

~~~mark id=m
ask: Mark it.
frame: tcp.len == 9
field: tcp.dstport
~~~

## It goes on

~~~console
A$ python client.py last
~~~
`.replaceAll('~~~', '```');

function lessonOf(words: string): Lesson {
  const read = parseLesson(words, 'lesson.md', () => undefined);
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  return read.value;
}

describe('what programs do in a lesson', () => {
  const lesson = lessonOf(text);
  let record: LessonRecord;

  test('is recorded, and is the same when it is had again from JSON without an interpreter', async () => {
    const recorded = await scripts.run(recording(lesson));
    expect(recorded.problems).toEqual([]);
    const json = JSON.stringify(recorded.record);
    expect(json.length).toBeLessThan(60_000);
    record = JSON.parse(json) as LessonRecord;
    expect(Object.keys(record.steps)).toEqual(['2', '3']);
    expect(record.steps['2']!.parts.map(({ calls }) => calls)).toEqual([true, true, true]);
    const last = lesson.steps[3]!.parts.find((part) => part.type === 'console')!;
    const { run } = recordedDoing(record, lesson, 3, last)!;
    const again = historyOf(run);
    expect(digestOf(again.record)).toBe(digestOf(historyOf({ ...run, log: recorded.record!.runs[0]!.log }).record));
    expect(outputOf(presentOf(again, { ...beginAt(again), row: 0 }), 'B')).toEqual([
      "b'hello'",
      "b'again'",
      "b'once-more'",
      "b'last'",
    ]);
  });

  test('stops where each console and each solution has ended, and says when each line was typed', async () => {
    const parts = lesson.steps[2]!.parts.filter(({ type }) => type === 'console' || type === 'goal');
    const outputs = parts.map((part) => {
      const history = historyOf(recordedDoing(record, lesson, 2, part)!.run);
      return outputOf(presentOf(history, { ...beginAt(history), row: 0 }), 'B').length;
    });
    expect(outputs).toEqual([1, 2, 3]);
    const [first] = record.steps['2']!.parts;
    expect(first!.typed).toEqual([0, expect.any(Number), null]);
    expect(first!.until).toBeLessThanOrEqual(first!.end);
    expect(digestOf(historyOf(recordedStart(record, lesson, 3)!).record)).toBe(
      digestOf((await scripts.run(reaching(lesson, 3)))!.record),
    );
    expect(recordedStart(record, lesson, 2)).toMatchObject({ log: [], end: 0 });
    expect(recordedStart(record, lesson, 3)!.log).toHaveLength(record.steps['2']!.parts[2]!.commands);
  });

  test('has the answers that playing the lesson measures, and the run that an exercise is set on', async () => {
    const { answers, mistakes } = await scripts.run(playThrough(lesson));
    expect(mistakes).toEqual([]);
    expect(record.answers).toEqual({ said: answers['said'], first: answers['first'] });
    const reached = recordedExercise(record, lesson, 2, 'm')!;
    expect(reached.log).toHaveLength(record.steps['2']!.parts[2]!.commands);
    expect(reached.beginning).toMatchObject({ at: 0, commands: 0 });
  });

  test('is nothing for steps and lessons without programs', async () => {
    expect(recordedStart(record, lesson, 1)).toBeUndefined();
    const plain = lessonOf(`---\nid: y\ntitle: Y\n---\n\n${lab}\n`.replaceAll('~~~', '```'));
    expect(runAlone(recording(plain))).toEqual({ problems: [] });
  });

  test('tells what cannot be done or measured, and where; and that nobody has run the programs', async () => {
    const wrong = text
      .replace('A$ python client.py last', '> unplug A.eth0\n> unplug A.eth0')
      .replace('{ count: tcp.flags.syn == 1 }', '{ first: udp, value: sender }');
    const { problems } = await scripts.run(recording(lessonOf(wrong)));
    expect(problems.map(({ place, message }) => `${place.line} ${message}`)).toEqual([
      expect.stringMatching(/^39 `said` has no answer: no frame fits udp/),
      '78 this cannot be done: cable-missing A.eth0',
    ]);
    const alone = runAlone(recording(lesson)).problems.map(({ message }) => message);
    expect(alone).toContain('nobody runs the programs of this step');
  });
});
