// Whatever is typed into whichever field: every calculator answers with a value or with one mistake, and both languages have the words.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calculators } from '../../src/calc/all.ts';
import type { Calculator, Values, Worked } from '../../src/calc/calculator.ts';
import { setExercise } from '../../src/calc/drill.ts';
import { sentenceOf, type Said } from '../../src/calc/said.ts';
import { texts as chinese } from '../../src/words/calc.zh-CN.ts';
import { texts as english } from '../../src/words/calc.en.ts';
import type { UiText } from '../../src/words/uiText.ts';

/** Pieces that fields are about, so that luck comes near to what is right. */
const piece = fc.oneof(
  fc.constantFrom(
    ...[
      '192.168.12.130',
      '/26',
      '255.255.255.0',
      '0.0.0.255',
      '10',
      '1',
      '65536',
      '4294967295',
      'ff',
      '02:00:00:00:00:0a',
      'fe80::1',
      '::',
      '%eth0',
    ],
    ...[
      'é',
      '你好',
      '😀',
      '\ud800',
      '１',
      '。',
      '\u3000',
      ' ',
      '\n',
      '\0',
      '-',
      '+',
      '.',
      ':',
      '/',
      '0x',
      '1e9',
      'NaN',
      '!I',
      '<script>',
      '##',
    ],
  ),
  fc.string({ maxLength: 6 }),
);
const typed = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''));

/** Every sentence that is found anywhere in what a calculator gives. */
function saidIn(value: unknown): Said[] {
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return [];
  if (Array.isArray(value)) return value.flatMap(saidIn);
  const { id, bits, value: text, say, label } = value as Record<string, unknown>;
  const isSaid = typeof id === 'string' && bits === undefined && say === undefined && label === undefined;
  const own: Said[] = isSaid && text === undefined ? [value as Said] : isSaid ? [{ id }] : [];
  return [...own, ...Object.values(value).flatMap(saidIn)];
}

const blanks = (text: UiText): string[] =>
  [...(typeof text === 'string' ? text : `${text.one} ${text.other}`).matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);

/** Sentences without words, and words whose blanks nobody fills in. */
function lacking(said: readonly Said[]): string[] {
  return said.flatMap(({ id, params }) =>
    [english, chinese].flatMap((texts, language) => {
      const text = texts[id];
      if (text === undefined) return [`${id} has no words in ${language === 0 ? 'English' : 'Chinese'}`];
      return blanks(text).flatMap((name) => (params && name in params ? [] : [`${id} wants {${name}}`]));
    }),
  );
}

const NO_VALUE = /NaN|undefined|Infinity/;

function judge(calculator: Calculator, values: Values, worked: Worked): void {
  if (worked.state === 'empty') return;
  if (worked.state === 'wrong') {
    const text = values[worked.field] ?? '';
    const { problem } = worked;
    expect(calculator.fields.map(({ name }) => name)).toContain(worked.field);
    expect(problem.at).toBeGreaterThanOrEqual(0);
    expect(problem.at + problem.length, JSON.stringify([values, problem])).toBeLessThanOrEqual(
      Math.max(text.length, 1),
    );
    expect(lacking([sentenceOf(problem)])).toEqual([]);
    return;
  }
  const { result, notes, lines, bits, steps } = worked;
  // A field of free text may say so itself, and then the result shows what it says.
  const free = calculator.fields.filter((field) => field.free).map(({ name }) => values[name] ?? '');
  if (!NO_VALUE.test(free.join(' '))) expect(JSON.stringify([result, lines, bits, steps])).not.toMatch(NO_VALUE);
  expect(lacking(saidIn([notes, lines, bits, steps]))).toEqual([]);
}

const runs = process.env['LONG'] ? 20_000 : 300;

test.each(calculators.map((calculator) => [calculator.id, calculator] as const))(
  '%s: any text in any field',
  (_, calculator) => {
    const fields = Object.fromEntries(
      calculator.fields.map(({ name, kind, options, min = 0, max = 100 }) => {
        if (kind === 'choice') return [name, fc.constantFrom(...options!)];
        if (kind === 'switch') return [name, fc.constantFrom('', 'on')];
        if (kind === 'range') return [name, fc.integer({ min, max }).map(String)];
        return [name, typed];
      }),
    );
    fc.assert(
      fc.property(fc.record(fields), (values) => {
        judge(calculator, values, calculator.work(values));
      }),
      { numRuns: runs },
    );
    // What the fields hold at first is an answer.
    const first = calculator.work({});
    expect(first.state).toBe('right');
    judge(calculator, {}, first);
  },
);

test.each(calculators.map((calculator) => [calculator.id, calculator] as const))(
  '%s: names of fields and drills',
  (_, calculator) => {
    const names = [
      ...[
        calculator.id,
        `${calculator.id}.about`,
        ...calculator.fields.map(({ name }) => `${calculator.id}.${name}`),
      ].map((id) => `calc.${id}`),
      ...calculator.fields.flatMap(({ name, options = [] }) =>
        options.map((option) => `calc.${calculator.id}.${name}.${option}`),
      ),
      ...calculator.drills.map(({ id }) => `drill.${id}`),
    ];
    expect(names.filter((id) => !(id in english) || !(id in chinese))).toEqual([]);
  },
);

test.each(calculators.map((calculator) => [calculator.id, calculator] as const))(
  '%s: words of its drills',
  (_, calculator) => {
    for (const drill of calculator.drills) {
      for (let level = 1; level <= drill.levels; level++) {
        for (let seed = 0; seed < 40; seed++) {
          const { ask, form, slips, worked, trap, bits = [], octets = [] } = setExercise(drill, level, seed);
          expect(lacking(saidIn([ask, slips.map(({ say }) => say), worked, trap, bits, octets]))).toEqual([]);
          const labels = form.kind === 'type' ? form.boxes.map(({ label }) => label) : [];
          const options = form.kind === 'choose' ? form.options : form.kind === 'order' ? form.items : [];
          expect(
            lacking([...labels, ...options.flatMap(({ text }) => (typeof text === 'string' ? [] : [text]))]),
          ).toEqual([]);
        }
      }
    }
  },
);

test('both languages have the same sentences with the same blanks', () => {
  expect(Object.keys(chinese).sort()).toEqual(Object.keys(english).sort());
  const differ = Object.keys(english).filter(
    (id) => [...new Set(blanks(english[id]!))].sort().join() !== [...new Set(blanks(chinese[id]!))].sort().join(),
  );
  expect(differ).toEqual([]);
});

test('no sentence stands in two tables: one of them would never be read', () => {
  const tables = import.meta.glob('../../src/words/calc/*.ts', { eager: true });
  const places = Object.entries(tables).flatMap(([path, module]) =>
    Object.values(module as Record<string, object>).flatMap((table) =>
      Object.keys(table).map((id) => `${path.replace(/^.*\.(en|zh-CN)\.ts$/, '$1')} ${id}`),
    ),
  );
  expect(places.length).toBeGreaterThan(1000);
  expect(places.filter((place, at) => places.indexOf(place) !== at)).toEqual([]);
});
