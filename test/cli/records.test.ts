// What programs do in lessons, recorded in a process of its own and kept; a lesson that cannot be recorded is left out, and the others are not.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { build, type Rolldown } from 'vite';
import { recordLessons } from '../../scripts/records.mjs';
import { lessonsPlugin } from '../../src/cli/lessonsPlugin.ts';
import { parseLesson } from '../../src/lesson/lessonText.ts';
import type { Lesson } from '../../src/lesson/lesson.ts';
import type { Recorded } from '../../src/lesson/recorded.ts';
import { suspendingFlags } from '../../src/python/suspending.ts';

const folder = mkdtempSync(join(tmpdir(), 'classroom-'));
afterAll(() => rmSync(folder, { recursive: true }));
const flags = suspendingFlags(process.versions.node);

/** Its program prints a text of this very moment, so that nobody can have recorded it before. */
const text = (id: string, said: string): string =>
  `---
id: ${id}
title: ${id}
---

~~~lab
devices: { A: { kind: host, ip: 10.0.0.1/24 }, B: { kind: host, ip: 10.0.0.2/24 } }
links: [ [A, B] ]
~~~

~~~python say.py @A
print('${said}')
~~~

~~~console
A$ python say.py
~~~
`.replaceAll('~~~', '```');

function lessonOf(id: string, said: string): Lesson {
  const read = parseLesson(text(id, said), 'lesson.md', () => undefined);
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  return read.value;
}

const writtenIn = (recorded: Recorded | undefined): string =>
  JSON.stringify(recorded?.record?.runs.flatMap(({ log }) => log) ?? null);

describe('what programs do in lessons', () => {
  test('is recorded once, and kept for as long as nothing of it changes', async () => {
    const said = `said by ${folder}`;
    const [first] = await recordLessons([lessonOf('one', said)], { flags });
    expect(first?.problems).toEqual([]);
    expect(writtenIn(first)).toContain(said);
    // No Node would start with such a flag.
    const none = ['--no-such-flag'];
    const [again, other] = await recordLessons([lessonOf('one', said), lessonOf('two', `not ${said}`)], {
      flags: none,
    });
    expect(again).toEqual(first);
    expect(other).toBeUndefined();
  });

  test('is a chunk of its own in the page, loaded by the id of the lesson; what was wrong is told', async () => {
    for (const id of ['one', 'two']) {
      mkdirSync(join(folder, 'lessons', id), { recursive: true });
      writeFileSync(join(folder, 'lessons', id, 'lesson.md'), text(id, 'something'));
    }
    writeFileSync(join(folder, 'main.js'), `import { loadRecord } from 'virtual:records'; console.log(loadRecord);`);
    const record = { runs: [{ seed: 7, log: [] }], steps: {}, answers: { a: ['b'] } };
    const told: string[] = [];
    const asked: string[][] = [];
    const output = (await build({
      root: folder,
      configFile: false,
      logLevel: 'silent',
      plugins: [
        lessonsPlugin(join(folder, 'lessons'), (all) => {
          asked.push(all.map(({ id }) => id));
          const problems = [{ place: { line: 15, column: 1 }, message: 'this cannot be done' }];
          return Promise.resolve(all.map(({ id }) => (id === 'one' ? { record, problems } : undefined)));
        }),
      ],
      build: {
        write: false,
        rolldownOptions: { input: join(folder, 'main.js'), onwarn: ({ message }) => void told.push(message) },
      },
    })) as Rolldown.RolldownOutput;
    const chunks = output.output.filter((one) => one.type === 'chunk');
    const unpacked = ['one', 'two'].map((id) => {
      const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(`record/${id}`));
      const [packed = ''] = /[A-Za-z0-9+/=]{8,}/.exec(chunk?.code ?? '') ?? [];
      return JSON.parse(inflateRawSync(Buffer.from(packed, 'base64')).toString()) as unknown;
    });
    expect(unpacked).toEqual([record, null]);
    expect(asked).toEqual([['one', 'two']]);
    expect(told.join('\n')).toContain('lessons/one/lesson.md:15:1 this cannot be done');
  });
});
