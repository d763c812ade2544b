// A sheet is the same for all who have its address; its results are a table that no spreadsheet takes for formulas.
import { describe, expect, test } from 'vitest';
import { csvCell } from '../../src/base/csv.ts';
import { calculators } from '../../src/calc/all.ts';
import { mark, setExercise, type Form } from '../../src/calc/drill.ts';
import {
  answerText,
  exercisesOf,
  MOST_EXERCISES,
  readSheet,
  resultsCsv,
  sheetValues,
  type Say,
} from '../../src/calc/worksheet.ts';

const known = calculators.flatMap(({ drills }) => drills);
const usual = calculators.find(({ id }) => id === 'subnet')!.drills;
const read = (values: Record<string, string>) => readSheet(values, known, usual);
const say: Say = (text) => (typeof text === 'string' ? text : text.id);

describe('an address', () => {
  test('carries the sheet', () => {
    const values = { drills: 'subnet.network:2,prefix.mask:1', count: '12', seed: '7' };
    const { sheet, odd } = read(values);
    expect(odd).toEqual([]);
    expect(sheetValues(sheet)).toEqual(values);
  });
  test('that names nothing means ten of the calculator', () => {
    expect(sheetValues(read({}).sheet)).toEqual({
      drills: 'subnet.network:1,subnet.broadcast:1,subnet.count:1',
      count: '10',
      seed: '1',
    });
  });
  test.each([
    [{ drills: 'subnet.network:9' }, ['subnet.network:9']],
    [{ drills: 'nothing:1,subnet.count:1' }, ['nothing:1']],
    [{ drills: 'subnet.network:x' }, ['subnet.network:x']],
    [{ count: '0' }, ['count=0']],
    [{ count: String(MOST_EXERCISES + 1) }, [`count=${MOST_EXERCISES + 1}`]],
    [{ seed: '-1' }, ['seed=-1']],
    [{ seed: '4294967296' }, ['seed=4294967296']],
  ])('%j is told and does no harm', (values: Record<string, string>, odd) => {
    const result = read(values);
    expect(result.odd).toEqual(odd);
    expect(exercisesOf(result.sheet).length).toBeGreaterThan(0);
  });
});

describe('the exercises', () => {
  const { sheet } = read({ drills: 'subnet.network:2,prefix.mask:2', count: '20', seed: '7' });
  test('are the same for all, and others for another seed', () => {
    expect(exercisesOf(sheet)).toEqual(exercisesOf(sheet));
    expect(exercisesOf({ ...sheet, seed: 8 })).not.toEqual(exercisesOf(sheet));
  });
  test('take turns, and can be set again from what they say of themselves', () => {
    const exercises = exercisesOf(sheet);
    expect(exercises.map(({ drill }) => drill).slice(0, 4)).toEqual([
      'subnet.network',
      'prefix.mask',
      'subnet.network',
      'prefix.mask',
    ]);
    for (const exercise of exercises) {
      const drill = known.find(({ id }) => id === exercise.drill)!;
      expect(setExercise(drill, exercise.level, exercise.seed)).toEqual(exercise);
    }
  });
  test('do not repeat as long as there are others', () => {
    const { sheet: few } = read({ drills: 'prefix.mask:1', count: '9' });
    const asks = exercisesOf(few).map(({ ask }) => JSON.stringify(ask));
    expect(new Set(asks).size).toBe(9);
    expect(exercisesOf({ ...few, count: 20 })).toHaveLength(20);
  });
});

describe('an answer is written down', () => {
  const options = ['x', 'y', 'z'].map((id) => ({ id, text: `text ${id}` }));
  const box = (name: string) => ({ name, label: { id: name }, reads: 'text' as const });
  const cases: [string, Form, string[], string][] = [
    ['one box', { kind: 'type', boxes: [box('a')] }, ['10.0.0.0'], '10.0.0.0'],
    ['two boxes', { kind: 'type', boxes: [box('a'), box('b')] }, ['1', '2'], 'a: 1; b: 2'],
    ['bits', { kind: 'bits', length: 4, groups: 2 }, ['1', '0', '1', '1'], '10 11'],
    ['a choice', { kind: 'choose', options }, ['y'], 'text y'],
    ['an order', { kind: 'order', items: options }, ['z', 'x', 'y'], '1. text z; 2. text x; 3. text y'],
    ['nothing', { kind: 'type', boxes: [box('a')] }, [], ''],
  ];
  test.each(cases)('%s', (_, form, given, text) => {
    expect(answerText({ form }, given, say)).toBe(text);
  });
});

describe('the table of results', () => {
  const { sheet } = read({ drills: 'subnet.network:2', count: '4', seed: '7' });
  const exercises = exercisesOf(sheet);
  const slip = exercises[1]!.slips[0]!;
  const given = [exercises[0]!.answer, slip.answer, ['10.0.0'], []];
  const csv = resultsCsv({ name: '=1+1', sheet, exercises, given, checks: 2, shown: false }, say);
  const rows = csv.split('\r\n').map((row) => row.split(','));

  test('has a row for each exercise, with what was wrong', () => {
    expect(rows).toHaveLength(6);
    expect(rows[0]![0]).toBe('sheet.column.name');
    expect(rows.slice(1, 5).map((row) => row[6])).toEqual([
      'sheet.true',
      'sheet.false',
      'sheet.unreadable',
      'sheet.unanswered',
    ]);
    expect(rows[2]![7]).toBe(slip.say.id);
    expect(rows[2]!.slice(8)).toEqual([exercises[1]!.answer[0], '2', 'sheet.shown.false']);
    expect(mark(exercises[1]!, slip.answer).right).toBe(false);
  });

  test('has no formula, whoever wrote it', () => {
    expect(rows[1]![0]).toBe("'=1+1");
    for (const start of ['=', '+', '-', '@', '\t=', ' =', '＝', '\r']) {
      expect(csvCell(`${start}cmd|' /C calc'!A0`)).toMatch(/^"?'/);
    }
  });

  test.each([
    ['plain', 'plain'],
    ['-1', '-1'],
    ['-1+1', "'-1+1"],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    ['=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'],
    ['', ''],
  ])('%j is the cell %j', (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });
});
