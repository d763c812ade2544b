// Every example in lessons/README.md is what it says: labs and lessons are read without a mistake.
import { describe, expect, test } from 'vitest';
import { formatFileError } from '../../src/base/result.ts';
import { parseLesson } from '../../src/lesson/lessonText.ts';
import { parseLab } from '../../src/sim/labText.ts';
import { fencesOf, wholeLesson } from '../support/readme.ts';

describe('lessons/README.md', () => {
  test.each(fencesOf('yaml').map((text, i) => [i, text] as const))('lab %i is right', (_, text) => {
    const result = parseLab(text, 'README.md');
    expect(result.ok ? [] : result.errors.map(formatFileError)).toEqual([]);
  });

  const examples = fencesOf('markdown').filter((text) => !/[\u4e00-\u9fff]/.test(text));
  test('has examples', () => expect(examples.length).toBeGreaterThanOrEqual(6));
  test.each(examples.map((text, i) => [i, text] as const))('lesson %i is right', (_, text) => {
    const result = parseLesson(wholeLesson(text), 'README.md', () => undefined);
    expect(result.ok ? [] : result.errors.map(formatFileError)).toEqual([]);
  });

  test('translates its lesson whole', () => {
    const original = examples.find((text) => text.includes('id: knock'))!;
    const words = fencesOf('markdown').find((text) => /[\u4e00-\u9fff]/.test(text))!;
    const result = parseLesson(original, 'lesson.md', () => undefined, { text: words, file: 'lesson.zh-CN.md' });
    expect(result.ok ? [] : result.errors.map(formatFileError)).toEqual([]);
    if (!result.ok) return;
    expect(result.value.steps.map((step) => step.translated)).toEqual([true, true, true]);
    const english = parseLesson(original, 'lesson.md', () => undefined);
    if (!english.ok) return;
    const bare = (lesson: unknown): string =>
      JSON.stringify(lesson, (key, value: unknown) =>
        /^(text|value|title|children|language|aims|unit|blocks|ask|why|hints)$/.test(key) ? undefined : value,
      );
    expect(bare(result.value.steps)).toBe(bare(english.value.steps));
    expect(JSON.stringify(result.value)).toContain('有多少 ARP 帧经过网线');
  });
});
