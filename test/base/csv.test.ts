// Tables for spreadsheets. What single cells look like is tested with the worksheets (test/calc/worksheet.test.ts).
import { expect, test } from 'vitest';
import { csvOf } from '../../src/base/csv.ts';

test('rows of cells: what has commas, quotes or line ends is quoted, and every line ends with CR LF (RFC 4180)', () => {
  expect(
    csvOf([
      ['a', '2'],
      ['x, y', 'say "z"'],
      ['two\nlines', ''],
    ]),
  ).toBe('a,2\r\n"x, y","say ""z"""\r\n"two\nlines",\r\n');
  expect(csvOf([])).toBe('');
});
