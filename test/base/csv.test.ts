// Tables for spreadsheets.
import { expect, test } from 'vitest';
import { csvOf } from '../../src/base/csv.ts';

test('cells with commas, quotes and line ends are quoted, and every line ends with CR LF (RFC 4180)', () => {
  expect(
    csvOf([
      ['a', 2],
      ['x, y', 'say "z"'],
      ['two\nlines', ''],
    ]),
  ).toBe('a,2\r\n"x, y","say ""z"""\r\n"two\nlines",\r\n');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '=cmd|"/c calc"!A1'])('%j is a text, not a formula', (text) => {
  expect(csvOf([[text]]).replace(/^"/, '')).toMatch(/^'/);
});

test('numbers stay numbers, negative ones too', () => {
  expect(csvOf([[-1, 0.5]])).toBe('-1,0.5\r\n');
});
