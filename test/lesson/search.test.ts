// What of lessons can be found, where it stands, and what of it would give an answer away.
import { expect, test } from 'vitest';
import { parseLesson } from '../../src/lesson/lessonText.ts';
import { searchedOf, type SearchedLesson } from '../../src/lesson/passages.ts';
import { findPassages, wordsOf } from '../../src/lesson/search.ts';
import { fencesOf } from '../support/readme.ts';

const parsed = parseLesson(
  fencesOf('markdown').find((text) => text.includes('id: knock'))!,
  'lesson.md',
  () => undefined,
);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
const knock = searchedOf(parsed.value);

const lesson = (id: string, title: string, texts: string[]): SearchedLesson => ({
  ...{ id, title, steps: ['', 'The window'] },
  passages: [
    { kind: 'title', step: 0, text: title },
    ...texts.map((text) => ({ kind: 'text' as const, step: 1, text })),
  ],
});
const shown = (lessons: readonly SearchedLesson[], question: string): string[] =>
  findPassages(lessons, question).map(({ lesson: { id }, pieces }) =>
    [`${id}:`, ...pieces.map(({ text, hit }) => (hit ? `[${text}]` : text))].join(''),
  );

test('a lesson is cut into title, aims, headings and prose, each with its step', () => {
  expect(knock.passages.slice(0, 2)).toEqual([
    { kind: 'title', step: 0, text: 'Who is there?' },
    expect.objectContaining({ kind: 'aim', step: 0 }),
  ]);
  expect(knock.passages.filter(({ kind }) => kind === 'heading').map(({ text }) => text)).toEqual(
    knock.steps.filter(Boolean),
  );
  // Hints, solutions, questions and goals are no prose: they are not found.
  expect(JSON.stringify(knock)).not.toContain('ip addr add');
});

test('what is written behind an experiment with a prediction says so', () => {
  const text = [
    '---\nid: x\ntitle: X\n---\nBefore.\n\n~~~lab\nlab: one\ndevices:\n  A: { kind: host }\n~~~\n\n## Ask\n\nAsked.\n',
    '~~~predict id=how\nchoice: one\noptions: { a: One, b: Two }\nanswer: a\nwhy: { b: "No.", right: "Yes." }\n~~~\n',
    '~~~console\nA$ ip addr\n~~~\n\nThe answer is one.\n\n## After\n\nFree again.\n',
  ].join('\n');
  const lesson = parseLesson(text, 'x.md', () => undefined);
  if (!lesson.ok) throw new Error(JSON.stringify(lesson.errors));
  expect(searchedOf(lesson.value).passages.map(({ text, behind }) => [text, behind])).toEqual([
    ['X', undefined],
    ['Before.', undefined],
    ['Ask', undefined],
    ['Asked.', undefined],
    ['The answer is one.', ['how']],
    ['After', undefined],
    ['Free again.', undefined],
  ]);
});

test('every word must be there, or in the titles above; what is found is marked', () => {
  const lessons = [
    lesson('a', 'Two buffers', ['The receiver tells its window.', 'A full buffer stops the sender.']),
    lesson('b', 'Lost', ['Buffers again.']),
  ];
  expect(shown(lessons, 'buffer')).toEqual([
    'a:Two [buffer]s',
    'a:A full [buffer] stops the sender.',
    'b:[Buffer]s again.',
  ]);
  expect(shown(lessons, 'WINDOW stops')).toEqual(['a:A full buffer [stops] the sender.']);
  expect(shown(lessons, 'window router')).toEqual([]);
  expect(shown(lessons, '  ')).toEqual([]);
});

test('Chinese is found without spaces, a long passage is cut around what was found', () => {
  const lessons = [lesson('c', '粘包', [`${'字节流没有边界。'.repeat(40)}接收缓冲区里有什么？`])];
  const [hit] = shown(lessons, '缓冲区');
  expect(hit).toMatch(/^c:… .*接收\[缓冲区\]里有什么？$/);
  expect(hit!.length).toBeLessThan(200);
});

test('odd questions do no harm', () => {
  expect(wordsOf('a '.repeat(1000) + 'b,c')).toEqual(['a', 'b', 'c']);
  expect(wordsOf('x'.repeat(1000))[0]).toHaveLength(60);
  for (const question of ['(', '[a-z', '\\', '*', '\u0130', '💥'])
    expect(findPassages([lesson('d', question, [question])], question).length).toBe(2);
});
