// Texts of the page with words of a lesson in their gaps.
import { expect, test } from 'vitest';
import type { Rich } from '../../src/lesson/prose.ts';
import { filledWords, listedWords } from '../../src/ui/lesson/filledWords.ts';
import { fillText } from '../../src/words/uiText.ts';

const texts: Record<string, string> = {
  'question.otherwise': 'You expected {given}. It is {truth}.',
  'question.and': '{first} and {last}',
  'question.none': 'none',
};
const told = (key: string): string => fillText(texts[key]!);
const text = (value: string): Rich => [{ type: 'text', value }];
const code = (value: string): Rich => [{ type: 'code', value }];

test('what stands in a gap keeps its look', () => {
  expect(filledWords(told, 'question.otherwise', { given: text('an error'), truth: code("b''") })).toEqual([
    { type: 'text', value: 'You expected ' },
    { type: 'text', value: 'an error' },
    { type: 'text', value: '. It is ' },
    { type: 'code', value: "b''" },
    { type: 'text', value: '.' },
  ]);
});

test('answers with braces stay as they are', () => {
  expect(filledWords(told, 'question.otherwise', { given: text('{truth}'), truth: text('b') })).toContainEqual({
    type: 'text',
    value: '{truth}',
  });
});

test('several answers are told in a row, none as a word', () => {
  const row = listedWords(told, [code('a'), text('b'), code('c')]);
  expect(row.map((one) => (one.type === 'text' || one.type === 'code' ? one.value : '')).join('')).toBe('a, b and c');
  expect(listedWords(told, [code('a')])).toEqual(code('a'));
  expect(listedWords(told, [])).toEqual(text('none'));
});
