// Links of a lesson to views and terms: what may be linked, what an author who mistypes is told, and which view a step opens.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formatFileError } from '../../src/base/result.ts';
import { parseLesson } from '../../src/lesson/lessonText.ts';
import { termNames, viewNames } from '../../src/lesson/linkTargets.ts';
import { glossary } from '../../src/words/glossary.ts';

const head = '---\nid: x\ntitle: x\n---\n```lab\ndevices: { A: { kind: host, ip: 10.0.0.1/24 } }\n```\n\n'; // lines 1 to 7, 8 empty
const read = (text: string, translation?: string) =>
  parseLesson(
    head + text,
    'lesson.md',
    () => undefined,
    translation === undefined ? undefined : { text: `---\ntitle: x\n---\n${translation}`, file: 'lesson.zh-CN.md' },
  );
const mistakes = (text: string): string[] => {
  const result = read(text);
  return result.ok ? [] : result.errors.map(formatFileError);
};

test('lessons/README.md names every view that may be linked', () => {
  const page = readFileSync(new URL('../../lessons/README.md', import.meta.url), 'utf8');
  const [, named = ''] = /brings a view into sight: `([a-z ]+)`, and the panes `packet` and `device`/.exec(page) ?? [];
  expect([...named.split(' '), 'packet', 'device'].sort()).toEqual([...viewNames].sort());
});

test('the terms that may be linked are those of the glossary', () => {
  expect([...termNames]).toEqual(glossary.map(({ id }) => id).sort());
});

describe('a mistake is told at its place, with what was perhaps meant:', () => {
  test.each([
    [
      'a term that is mistyped',
      'Look at the [ARP cache](term:arp-cach).\n',
      'lesson.md:9:13 there is no term `arp-cach` (did you mean `arp-cache`?)',
    ],
    [
      'a view that is mistyped',
      'Open **[Layers](view:layer)**.\n',
      'lesson.md:9:8 there is no view `layer` (did you mean `layers`?)',
    ],
    [
      'a view of another name, in a table of a list',
      '- a\n\n  | x |\n  |---|\n  | [y](view:Wireshark) |\n',
      /^lesson\.md:13:5 there is no view `Wireshark` \(there are: events, layers, /,
    ],
    [
      'nothing named',
      'A [frame](term:).\n',
      /^lesson\.md:9:3 there is no term `` \(there are: acknowledgment, address, /,
    ],
    [
      'a title',
      '## The [frame](term:frame)\n',
      'lesson.md:9:8 a term cannot be linked here (in prose and hints, not in titles and questions)',
    ],
    [
      'an option, which is pressed itself',
      '```quiz id=q\nchoice: Which?\noptions: { a: "[Layers](view:layers)", b: b }\nanswer: a\n```\n',
      'lesson.md:11:15 a view cannot be linked here (in prose and hints, not in titles and questions)',
    ],
    [
      'a calculator that is mistyped',
      'Try [it](calc:subnett?address=10.0.0.1/8).\n',
      'lesson.md:9:5 there is no calculator `subnett` (did you mean `subnet`?)',
    ],
    [
      'a field that is mistyped',
      'Try [it](calc:subnet?adress=10.0.0.1/8).\n',
      'lesson.md:9:5 the calculator `subnet` has no field `adress` (did you mean `address`?)',
    ],
    [
      'a part that a calculator does not have',
      'Try [it](calc:subnet/drill).\n',
      'lesson.md:9:5 a calculator has no part `drill` (did you mean `drills`?)',
    ],
    [
      'an exercise of another family, or mistyped',
      'Try [it](calc:prefix/drills?drill=subnet.netwrk).\n',
      'lesson.md:9:5 there is no exercise `subnet.netwrk` (did you mean `subnet.network`?)',
    ],
    [
      'a level that an exercise does not have',
      'Try [it](calc:prefix/drills?drill=prefix.mask&level=3).\n',
      'lesson.md:9:5 `prefix.mask` has no level `3` (there are 1 to 2)',
    ],
    [
      'an exercise with what it does not have',
      'Try [it](calc:prefix/drills?sead=3).\n',
      'lesson.md:9:5 an exercise has no `sead` (did you mean `seed`?)',
    ],
    [
      'a sheet with what it does not have',
      'Try [it](calc:subnet/sheet?number=3).\n',
      'lesson.md:9:5 a sheet has no `number` (there are: drills, count, seed)',
    ],
    [
      'a sheet with an exercise that is mistyped',
      'Try [it](calc:subnet/sheet?drills=subnet.netwrk:1).\n',
      'lesson.md:9:5 a sheet cannot have `subnet.netwrk:1` (did you mean `subnet.network`?)',
    ],
    [
      'a % that is no encoding',
      'Try [it](calc:subnet?address=10%zz).\n',
      'lesson.md:9:5 `subnet?address=10%zz` has a % that is no encoding (write % as %25)',
    ],
  ])('%s', (_, text, mistake) => {
    expect(mistakes(text)).toEqual([typeof mistake === 'string' ? mistake : expect.stringMatching(mistake)]);
  });
});

describe('the view of a step', () => {
  test('is the first that its prose links to, wherever that stands', () => {
    const result = read(
      'Opening.\n\n## One\n\n> a [frame](term:frame)\n\n1. open [Ladder](view:ladder)\n2. or [States](view:states)\n\n## Two\n\nNothing.\n',
    );
    expect(result.ok && result.value.steps.map(({ view }) => view)).toEqual([undefined, 'ladder', undefined]);
  });
  test('stays that of the original in a translation that links another, or none', () => {
    const result = read('## One\n\nOpen [Ladder](view:ladder).\n', '## 一\n\n打开[状态](view:states)。\n');
    expect(result.ok && result.value.steps.map(({ view }) => view)).toEqual([undefined, 'ladder']);
  });
});

test.each([
  'calc:subnet',
  'calc:subnet?address=10.0.5.77/20',
  'calc:subnet?address=10.0.5.77%2F20',
  'calc:subnet/drills',
  'calc:prefix/drills?drill=subnet.network&level=3&seed=7',
  'calc:subnet/sheet?drills=subnet.network:2&count=10&seed=7',
])('%s may be linked, in titles too', (url) => {
  expect(mistakes(`## To [be](${url}) done\n\nSee [there](${url}).\n`)).toEqual([]);
});
