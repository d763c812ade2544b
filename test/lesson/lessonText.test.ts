// Lessons from markdown: what comes out, and what each mistake says and where.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatFileError } from '../../src/base/result.ts';
import type { Lesson } from '../../src/lesson/lesson.ts';
import { parseLesson } from '../../src/lesson/lessonText.ts';
import { plain } from '../../src/lesson/prose.ts';
import { fencesOf, twoLans } from '../support/readme.ts';

const head = '---\nid: x\ntitle: X\n---\n'; // 4 lines
const pair =
  '```lab\ndevices: { A: { kind: host, ip: 10.0.0.1/24 }, B: { kind: host, ip: 10.0.0.2/24 } }\nlinks: [ [A, B] ]\n```\n\n'; // lines 5 to 8, 9 empty

const load = (name: string): string | undefined =>
  ({ 'two.lab.yaml': twoLans, 'bad.lab.yaml': 'devices:\n  A: { kind: hots }' })[name];
const mistakesOf = (text: string, words?: string): string[] => {
  const result = parseLesson(
    text,
    'lesson.md',
    load,
    words === undefined ? undefined : { text: words, file: 'lesson.zh-CN.md' },
  );
  return result.ok ? [] : result.errors.map(formatFileError);
};
function lessonOf(text: string, words?: string): Lesson {
  const result = parseLesson(
    text,
    'lesson.md',
    load,
    words === undefined ? undefined : { text: words, file: 'lesson.zh-CN.md' },
  );
  if (!result.ok) throw new Error(result.errors.map(formatFileError).join('\n'));
  return result.value;
}

describe('a lesson', () => {
  const lesson = lessonOf(fencesOf('markdown').find((text) => text.includes('id: knock'))!);

  test('has its front matter', () => {
    expect(lesson).toMatchObject({
      id: 'knock',
      title: 'Who is there?',
      language: 'en',
      minutes: 5,
      needs: [],
      aims: ['say what a ping proves'],
    });
  });
  test('has its steps, with the lab where it begins', () => {
    expect(lesson.steps.map((step) => [step.id, plain(step.title), step.lab?.name])).toEqual([
      ['opening', '', 'pair'],
      ['ask', 'Ask', undefined],
      ['repair', 'Repair', undefined],
    ]);
    expect(lesson.steps.map((step) => step.parts.map((part) => part.type))).toEqual([
      ['prose'],
      ['prose', 'predict', 'console'],
      ['prose', 'goal'],
    ]);
  });
  test('is JSON, and comes back from it the same', () => {
    expect(JSON.parse(JSON.stringify(lesson))).toEqual(lesson);
  });
  test('keeps hints, solution and rejects with their goal', () => {
    const goal = lesson.steps[2]!.parts[1]!;
    if (goal.type !== 'goal') throw new Error();
    expect(plain(goal.title)).toBe('A reaches B at 10.0.0.2.');
    expect(goal.hints).toHaveLength(2);
    expect(goal.solution.map((line) => (line.type === 'run' ? `${line.on}$ ${line.line}` : ''))).toEqual([
      'B$ ip addr del 10.0.0.22/24 dev eth0',
      'B$ ip addr add 10.0.0.2/24 dev eth0',
    ]);
    expect(goal.rejects).toMatchObject([{ because: 'host-unreachable' }]);
  });
  test('takes addresses and colons as they stand', () => {
    const text = 'See 10.0.0.1:80, aa:bb:cc:dd:ee:ff, `tcp:syn`, host:http, fe80::1 and 2001:db8::1.';
    const [step] = lessonOf(`${head}${text}\n`).steps;
    const [part] = step!.parts;
    if (part?.type !== 'prose' || part.blocks[0]?.type !== 'paragraph') throw new Error();
    expect(plain(part.blocks[0].children)).toBe(text.replaceAll('`', ''));
  });
  test('puts the files of its program blocks on the hosts', () => {
    const text = `${head}${pair}\`\`\`program host=B file=server.py\nprint(1)\n\`\`\`\n`;
    const [step] = lessonOf(text).steps;
    expect(step!.lab!.devices[1]).toMatchObject({ name: 'B', files: { 'server.py': 'print(1)\n' } });
    expect(mistakesOf(text.replace('server.py', '../x'))).toEqual([
      'lesson.md:10:1 a file cannot be called `../x` (a name, or folders and a name with `/` between them, each of at most 64 characters, none of them `.` or `..`)',
    ]);
  });
  test('may lay a lab over a file, or over one of its own', () => {
    const steps = lessonOf(
      `${head}\`\`\`lab from=two.lab.yaml\n\`\`\`\n\n## One\n\n\`\`\`lab from=#two-lans\ndevices:\n  A: { gateway: 192.168.12.254 }\n\`\`\`\n`,
    ).steps;
    const gateways = steps.map((step) =>
      step.lab?.devices.filter((one) => one.name === 'A').map((one) => ('routes' in one ? one.routes.length : -1)),
    );
    expect(gateways).toEqual([[0], [1]]);
  });
});

describe('a mistake', () => {
  test.each([
    [
      'no front matter',
      'text',
      'lesson.md:1:1 the lesson has no front matter (begin the file with `---`, `id: …`, `title: …`, `---`)',
    ],
    ['no title', '---\nid: x\n---\n', 'lesson.md:1:1 the front matter has no `title`'],
    ['an id', '---\nid: X 1\ntitle: x\n---\n', 'lesson.md:2:5 `X 1` is no id (small letters, digits and `-`)'],
    [
      'a key',
      '---\nid: x\ntitle: x\nminute: 5\n---\n',
      'lesson.md:4:1 `minute` is no key of front matter (did you mean `minutes`?)',
    ],
    [
      'HTML',
      `${head}Hi <b>there</b>\n`,
      'lesson.md:5:4 raw HTML is not shown: `<b>` (use markdown; write `<` as `&lt;` or in backticks)',
    ],
    [
      'a script',
      `${head}<script>alert(1)</script>\n`,
      'lesson.md:5:1 raw HTML is not shown: `<script>alert(1)</script>` (use markdown; write `<` as `&lt;` or in backticks)',
    ],
    ['a giant', `${head}${'x '.repeat(500_000)}`, 'lesson.md:5:1 the text is longer than 100000 characters'],
    ['a giant line', `${head}${'x '.repeat(5000)}`, 'lesson.md:5:1 this line is longer than 5000 characters'],
    ['what is deep', `${head}${'>'.repeat(3000)} x`, 'lesson.md:5:1 this line is nested too deep'],
    [
      'half of its front matter',
      '---\nid: x\ntit',
      'lesson.md:1:1 the lesson has no front matter (begin the file with `---`, `id: …`, `title: …`, `---`)',
    ],
    [
      'half of a lab',
      `${head}~~~lab\ndevices:\n  A: { kind: ho`,
      'lesson.md:7:16 YAML: Flow map in block collection must be sufficiently indented and end with a }',
    ],
    [
      'a link',
      `${head}[x](javascript:alert(1))\n`,
      'lesson.md:5:1 a link cannot lead to `javascript:alert(1)` (to https:, to a file beside the lesson, or calc: view: term:)',
    ],
    [
      'an image',
      `${head}![x](https://example.org/x.png)\n`,
      'lesson.md:5:1 an image cannot come from `https://example.org/x.png` (put it beside the lesson)',
    ],
    [
      'an image above',
      `${head}![x](../x.png)\n`,
      'lesson.md:5:1 an image cannot come from `../x.png` (put it beside the lesson)',
    ],
    [
      'a heading',
      `${head}# Big\n`,
      'lesson.md:5:1 a heading of level 1: the title stands in the front matter (begin a step with ##)',
    ],
    [
      'a lab',
      `${head}\`\`\`lab\ndevices:\n  A: { kind: hots }\n\`\`\`\n`,
      'lesson.md:7:14 there is no kind `hots` (did you mean `host`?)',
    ],
    [
      'a lab beside it',
      `${head}\`\`\`lab from=bad.lab.yaml\n\`\`\`\n`,
      'bad.lab.yaml:2:14 there is no kind `hots` (did you mean `host`?)',
    ],
    [
      'a lab that is not there',
      `${head}\`\`\`lab from=no.lab.yaml\n\`\`\`\n`,
      'lesson.md:5:1 there is no file `no.lab.yaml` beside the lesson',
    ],
    [
      'a patch',
      `${head}\`\`\`lab from=two.lab.yaml\ndevices:\n  A: { gatway: 1.2.3.4 }\n\`\`\`\n`,
      'lesson.md:7:8 `gatway` is no key of a host (did you mean `gateway`?)',
    ],
    [
      'an argument',
      `${head}${pair}\`\`\`console id=x\nA$ ls\n\`\`\`\n`,
      'lesson.md:10:1 `console` has no `id` (there are none)',
    ],
    [
      'an id that is missing',
      `${head}${pair}\`\`\`predict\nnumber: x\nmeasure: { count: arp }\n\`\`\`\n`,
      'lesson.md:10:1 `predict` needs `id=…` (```predict id=…)',
    ],
    [
      'a block',
      `${head}${pair}\`\`\`predit id=a\n\`\`\`\n`,
      'lesson.md:10:1 there is no block `predit` (did you mean `predict`?)',
    ],
    [
      'a host',
      `${head}${pair}\`\`\`console\nC$ ls\n\`\`\`\n`,
      'lesson.md:11:1 there is no host `C` (did you mean `A`?)',
    ],
    [
      'a hand',
      `${head}${pair}\`\`\`console\n> unplg A\n\`\`\`\n`,
      'lesson.md:11:1 no hand can `unplg` (did you mean `unplug`?)',
    ],
    [
      'a wait',
      `${head}${pair}\`\`\`console\nwait 5\n\`\`\`\n`,
      'lesson.md:11:1 nobody can wait `5` (write a time with its unit, such as `wait 60 s`; a day at most)',
    ],
    ['a filter', `${head}${pair}\`\`\`goal id=g\n- seen: { filter: ipp }\n\`\`\`\n`, 'lesson.md:11:19 filter: '],
    [
      'a check',
      `${head}${pair}\`\`\`goal id=g\n- pong: x\n\`\`\`\n`,
      'lesson.md:11:3 there is no check `pong` (did you mean `ping`?)',
    ],
    [
      'a check that there is not',
      `${head}${pair}\`\`\`goal id=g\n- weather: x\n\`\`\`\n`,
      'lesson.md:11:3 there is no check `weather` (there are: seen, never, count, ping, table, setting, unchanged, stdout, stderr, exit, threads, spinning, source, chop, try, waits, stream, file, answer)',
    ],
    [
      'a call in which nobody waits',
      `${head}${pair}\`\`\`goal id=g\n- waits: { of: A, run: nc, in: listen }\n\`\`\`\n`,
      'lesson.md:11:32 in: there is no `listen` (there are: accept, connect, recv, recvfrom, send, sendto, any, input, sleep, join, lock, select, pipe, output, waitpid)',
    ],
    [
      'a stream of nothing',
      `${head}${pair}\`\`\`goal id=g\n- stream: { from: A, to: B }\n\`\`\`\n`,
      'lesson.md:11:11 `stream` does not say what it should carry (is: hello, octets: 5, reads: 1)',
    ],
    [
      'a file of nobody',
      `${head}${pair}\`\`\`goal id=g\n- file: { of: A, name: x, same: Q.y }\n\`\`\`\n`,
      'lesson.md:11:33 same: there is no `Q` (did you mean `A`?)',
    ],
    [
      'a sum that is none',
      `${head}${pair}\`\`\`goal id=g\n- file: { of: A, name: x, sha256: abc }\n\`\`\`\n`,
      'lesson.md:11:35 sha256 cannot be `abc` (write 64 hexadecimal digits, as `sha256sum` prints them)',
    ],
    [
      'a socket that is none',
      `${head}${pair}\`\`\`goal id=g\n- table: { sockets: A, holds: { 5000: LISTEN } }\n\`\`\`\n`,
      'lesson.md:11:33 `5000` is no key of a sockets table (such as `tcp 5000` or `tcp 5000 192.168.12.1:49152`)',
    ],
    [
      'a place',
      `${head}${pair}\`\`\`goal id=g\n- seen: { filter: arp, at: Q }\n\`\`\`\n`,
      'lesson.md:11:28 at: there is no `Q` (did you mean `A`?)',
    ],
    [
      'no solution',
      `${head}${pair}\`\`\`goal id=g\n- seen: arp\n\`\`\`\n`,
      'lesson.md:10:1 the goal `g` has no solution (```solution for=g)',
    ],
    [
      'a goal',
      `${head}${pair}\`\`\`hint for=gaol\nx\n\`\`\`\n`,
      'lesson.md:10:1 no goal or exercise before this is called `gaol` (there are none)',
    ],
    [
      'a because',
      `${head}${pair}\`\`\`goal id=g\n- seen: arp\n\`\`\`\n\`\`\`reject for=g because=not-sen\nA$ ls\n\`\`\`\n`,
      'lesson.md:13:1 `not-sen` is no "because" of a check (did you mean `not-seen`?)',
    ],
    [
      'an option',
      `${head}${pair}\`\`\`quiz id=q\nchoice: x\noptions: { a: A }\nanswer: b\n\`\`\`\n`,
      'lesson.md:13:9 `b` is no option (did you mean `a`?)',
    ],
    [
      'no answer',
      `${head}${pair}\`\`\`quiz id=q\nnumber: x\n\`\`\`\n`,
      'lesson.md:11:1 this question has no answer (say `measure`, or `answer` where the simulator cannot know it)',
    ],
    [
      'a field',
      `${head}${pair}\`\`\`predict id=q\ntext: x\nmeasure: { first: arp, field: arp.opcod }\n\`\`\`\n`,
      'lesson.md:12:31 filter: ',
    ],
    [
      'an id taken',
      `${head}${pair}\`\`\`quiz id=q\nnumber: x\nanswer: 1\n\`\`\`\n\`\`\`quiz id=q\nnumber: x\nanswer: 1\n\`\`\`\n`,
      'lesson.md:14:1 the id `q` is taken (by the block in line 10)',
    ],
    ['a second lab', `${head}${pair}${pair}`, 'lesson.md:10:1 a second lab in one step (begin a step with ## for it)'],
    [
      'no lab',
      `${head}\`\`\`console\nA$ ls\n\`\`\`\n`,
      'lesson.md:5:1 `console` before any lab (```lab from=… comes first)',
    ],
    [
      'a spot',
      `${head}\`\`\`spot id=s\n- { text: "no part", why: x }\n\`\`\`\n`,
      'lesson.md:6:11 no part is marked as wrong (The frame carries ~~the MAC address of C~~.)',
    ],
  ])('%s is told at its place', (_, text, message) => {
    expect(mistakesOf(text).join('\n')).toContain(message);
  });

  test('does not hide the others', () => {
    expect(
      mistakesOf(`${head}${pair}\`\`\`console\nC$ ls\n\`\`\`\n\n<br>\n\n\`\`\`quiz id=q\nnumber: x\n\`\`\`\n`).map(
        (line) => line.split(' ')[0],
      ),
    ).toEqual(['lesson.md:11:1', 'lesson.md:14:1', 'lesson.md:17:1']);
  });
});

describe('a translation', () => {
  const original = `${head}Words.\n\n${pair}## One\n\nBefore.\n\n\`\`\`console\nA$ ls\n\`\`\`\n\nBehind.\n\n\`\`\`quiz id=q\nchoice: Which?\noptions: { a: one, b: two }\nanswer: a\nwhy: { b: no }\n\`\`\`\n`;
  const whole =
    '---\ntitle: 标题\n---\n字。\n\n## 一\n\n前。\n\n```console\n```\n\n后。\n\n```quiz id=q\nchoice: 哪个？\noptions: { a: 甲, b: 乙 }\nwhy: { b: 不 }\n```\n';

  test('puts words in the places of words', () => {
    const lesson = lessonOf(original, whole);
    expect(lesson).toMatchObject({
      title: '标题',
      language: 'zh-CN',
      steps: [{ translated: true }, { translated: true, id: 'one' }],
    });
    expect(JSON.stringify(lesson.steps[1]!.parts)).toMatch(/前。.*console.*后。.*哪个？.*甲/);
  });
  test('that misses words falls back to the original, and says so', () => {
    const lesson = lessonOf(original, whole.replace('choice: 哪个？\n', ''));
    expect(lesson.steps.map((step) => step.translated)).toEqual([true, false]);
    expect(JSON.stringify(lesson.steps[1])).toContain('Which?');
    expect(lessonOf(original, whole.replace('字。', '')).steps[0]!.translated).toBe(false);
  });
  test.each([
    [
      'a step too few',
      '字。\n',
      'lesson.zh-CN.md:1:1 after this step `One` is missing (a translation has the same headings in the same order)',
    ],
    [
      'a step too many',
      `${whole}\n## 二\n`,
      'lesson.zh-CN.md:21:1 the step `二` is not in the original (that one has 1)',
    ],
    [
      'a command',
      whole.replace('```console\n', '```console\nA$ ls\n'),
      'lesson.zh-CN.md:10:1 `console` is not repeated in a translation (leave the block empty, or out)',
    ],
    [
      'a measure',
      whole.replace('why:', 'answer: a\nwhy:'),
      'lesson.zh-CN.md:18:1 `answer` is no key of a translated question (which has words only)',
    ],
    [
      'a block of no original',
      whole.replace('id=q', 'id=p'),
      'lesson.zh-CN.md:15:1 `quiz p` does not stand here in the original (the same blocks in the same order)',
    ],
    ['an option', whole.replace('b: 乙', 'c: 丙'), 'lesson.zh-CN.md:15:1 `c` is no option in the original'],
    [
      'prose that could be either',
      whole.replace('```console\n```\n\n', ''),
      'it is not clear which of several pieces of prose this is (put an empty block ```console where it stands in the original)',
    ],
  ])('with %s is told so', (_, words, message) => {
    expect(mistakesOf(original, words).join('\n')).toContain(message);
  });
});

describe('any text at all', () => {
  const survives = (text: string): void => {
    for (const words of [undefined, text]) {
      for (const line of mistakesOf(text, words))
        expect(line).toMatch(/^(lesson(\.zh-CN)?\.md|bad\.lab\.yaml|two\.lab\.yaml):[1-9]\d*:[1-9]\d* ./);
    }
  };
  const knock = fencesOf('markdown').find((text) => text.includes('id: knock'))!;

  test('is read without throwing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => survives(head + text)),
      { numRuns: 150 },
    );
    const parts = fc.constantFrom(
      ...knock.split(/(?<=\n)/),
      '```',
      '~~~\n',
      '> ',
      '- ',
      '| a | b |\n|---|---|\n',
      '<b>',
      '[x]: y\n',
      '## ',
      '\n',
    );
    fc.assert(
      fc.property(
        fc.array(parts, { maxLength: 40 }).map((list) => head + list.join('')),
        survives,
      ),
      { numRuns: 200 },
    );
  });
  test('so is a lesson in which something was changed', () => {
    const cut = fc.tuple(fc.nat(knock.length), fc.nat(30), fc.string({ maxLength: 6 }));
    const mutated = fc
      .array(cut, { minLength: 1, maxLength: 3 })
      .map((cuts) => cuts.reduce((text, [at, length, by]) => text.slice(0, at) + by + text.slice(at + length), knock));
    fc.assert(fc.property(mutated, survives), { numRuns: process.env['LONG'] ? 2000 : 60 });
  });
  test.each([
    ['quotations', '>'.repeat(3000)],
    ['lists', Array.from({ length: 200 }, (_, i) => `${'  '.repeat(i)}- x`).join('\n')],
    ['emphasis', '*a **b '.repeat(2000)],
    ['brackets', '['.repeat(5000)],
    ['links', '[x]('.repeat(3000)],
    ['length', 'x'.repeat(500_000)],
  ])('has an end: %s', (_, text) => {
    survives(head + text);
  });
});
