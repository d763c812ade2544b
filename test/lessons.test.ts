// Every lesson is played in both languages: its start does not pass, its solution passes, each reject is refused, predictions have answers.
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readLessons } from '../src/cli/lessonFiles.ts';
import { formatFileError } from '../src/base/result.ts';
import type { Lesson } from '../src/lesson/lesson.ts';
import { playThrough, type Report } from '../src/lesson/play.ts';
import { Scripts } from '../src/live/scripts.ts';
import { preparePump } from '../src/python/prepare.ts';

/** One interpreter for all lessons, loaded by the first that has a program for it. */
const scripts = new Scripts(() => preparePump(() => {}));
/** Each lesson is played once in each language. */
const played = new Map<Lesson, Promise<Report>>();
function play(lesson: Lesson): Promise<Report> {
  const begun = played.get(lesson) ?? scripts.run(playThrough(lesson));
  played.set(lesson, begun);
  return begun;
}

const { lessons, mistakes } = readLessons(fileURLToPath(new URL('../lessons/', import.meta.url)));

describe('the lessons', () => {
  test('are there, and read without a mistake', () => {
    expect(mistakes.map(formatFileError)).toEqual([]);
    expect(lessons.length).toBeGreaterThanOrEqual(2);
  });

  test('need only lessons that are there', () => {
    const ids = lessons.map((one) => one.entry.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { entry } of lessons) expect(ids).toEqual(expect.arrayContaining(entry.needs));
  });
});

describe.each(lessons.map((one) => [one.entry.id, one] as const))('%s', (_, { languages }) => {
  test('is there in English and Chinese, whole', () => {
    expect(Object.keys(languages)).toEqual(['en', 'zh-CN']);
    for (const lesson of Object.values(languages)) {
      expect(lesson.steps.filter((step) => !step.translated).map((step) => step.id)).toEqual([]);
    }
  });

  test.each(Object.entries(languages))('plays in %s', async (_language, lesson: Lesson) => {
    const report = await play(lesson);
    expect(report.mistakes.map(formatFileError)).toEqual([]);
    expect(report.goals).toBeGreaterThan(0);
    expect(report.rejects).toBeGreaterThan(0);
    expect(report.questions).toBeGreaterThan(0);
  });

  test('has the same steps, blocks and answers in both languages', async () => {
    const shape = (lesson: Lesson): unknown =>
      lesson.steps.map((step) => [
        step.id,
        step.parts.map((part) => (part.type === 'prose' ? 'prose' : [part.type, 'id' in part ? part.id : ''])),
      ]);
    const [first, ...others] = Object.values(languages);
    for (const other of others) {
      expect(shape(other)).toEqual(shape(first!));
      expect((await play(other)).answers).toEqual((await play(first!)).answers);
    }
  });
});
