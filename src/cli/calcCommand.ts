// `classroom calc`: every calculator of the page on the command line, with its working and its exercises.
import { nearest } from '../base/spelling.ts';
import { calculators } from '../calc/all.ts';
import type { Calculator, Field, Line, Values, Worked } from '../calc/calculator.ts';
import { sentenceOf, type Said } from '../calc/said.ts';
import { loadCalcTexts } from '../words/load.ts';
import { fillText, type UiTexts } from '../words/uiText.ts';
import { BAD_INPUT, type Subcommand, type Terminal } from './command.ts';
import { columns } from './labCommand.ts';
import { languageNamed } from './words.ts';

export const calc: Subcommand = {
  use: 'calc [NAME [VALUE…]]',
  does:
    'Works out what a calculator of the classroom works out. Values fill its fields in order, FIELD=VALUE fills one by name; ' +
    'without a name it lists all. Status 0: done; 2: a value cannot be read.',
  options: {
    json: { help: 'the result as JSON' },
    steps: { help: 'the working, step by step' },
    lang: { value: 'LANGUAGE', help: 'en or zh-CN' },
  },
  words: { least: 0, most: 1024 },
  async run([name, ...words], { json, steps, lang }, terminal) {
    const language = languageNamed(String(lang ?? 'en'));
    if (!language) {
      terminal.err(`calc: there is no language ${String(lang)} (there are en, zh-CN)`);
      return BAD_INPUT;
    }
    const texts = await loadCalcTexts(language);
    if (name === undefined) {
      for (const line of columns(calculators.map((one) => [useOf(one), sayIn(texts, { id: `calc.${one.id}` })])))
        terminal.out(line);
      return 0;
    }
    const calculator = calculators.find(({ id }) => id === name);
    if (!calculator) {
      const near = nearest(
        name,
        calculators.map(({ id }) => id),
      );
      terminal.err(
        `calc: there is no calculator ${name}${near ? ` (did you mean ${near}?)` : ' (calc alone lists them)'}`,
      );
      return BAD_INPUT;
    }
    const values = valuesFrom(calculator.fields, words);
    if (typeof values === 'string') {
      terminal.err(`calc ${name}: ${values} (use: calc ${useOf(calculator)})`);
      return BAD_INPUT;
    }
    return tell(calculator, calculator.work(values), texts, { json: Boolean(json), steps: Boolean(steps) }, terminal);
  },
};

const useOf = ({ id, fields }: Calculator): string =>
  [id, ...fields.map(({ name, optional, kind }) => (optional || kind === 'switch' ? `[${name}]` : name))].join(' ');

/** Words by field: those with a field's name and `=` before them, the others in order. A field of several lines takes all that are left. */
function valuesFrom(fields: readonly Field[], words: readonly string[]): Values | string {
  const values: Record<string, string> = {};
  const loose = words.filter((word) => {
    const equals = word.indexOf('=');
    const field = equals > 0 ? fields.find(({ name }) => name === word.slice(0, equals)) : undefined;
    if (field) values[field.name] = word.slice(equals + 1);
    return !field;
  });
  for (const { name, kind } of fields) {
    if (name in values || loose.length === 0) continue;
    values[name] = kind === 'lines' ? loose.splice(0).join('\n') : loose.shift()!;
  }
  return loose.length > 0 ? `${loose[0]} is too much` : values;
}

interface Wanted {
  json: boolean;
  steps: boolean;
}

function tell(
  calculator: Calculator,
  worked: Worked,
  texts: UiTexts,
  { json, steps }: Wanted,
  terminal: Terminal,
): number {
  if (worked.state !== 'right') {
    const said: Said = worked.state === 'wrong' ? sentenceOf(worked.problem) : { id: 'E_EMPTY' };
    const at = worked.state === 'wrong' ? `${worked.field}: ` : '';
    terminal.err(`calc ${calculator.id}: ${at}${sayIn(texts, said)}`);
    return BAD_INPUT;
  }
  if (json) {
    terminal.out(JSON.stringify(worked.result, null, 2));
    return 0;
  }
  for (const line of columns(worked.lines.map((line) => rowOf(texts, line)))) terminal.out(line);
  for (const note of worked.notes) terminal.out(sayIn(texts, note));
  if (!steps) return 0;
  worked.steps.forEach(({ say, source, bits = [], sum = [] }, place) => {
    terminal.out('');
    terminal.out(`${place + 1}. ${sayIn(texts, say)}${source ? ` [${source}]` : ''}`);
    const rows = bits.map(({ label, bits: row, value }) => [
      `   ${row.replace(/.{8}(?!$)/g, '$& ')}`,
      value,
      sayIn(texts, label),
    ]);
    for (const line of columns(rows)) terminal.out(line);
    for (const line of sum) terminal.out(`   ${line}`);
  });
  return 0;
}

const rowOf = (texts: UiTexts, { id, value, group }: Line): string[] => [
  group ? `${sayIn(texts, group)}: ${sayIn(texts, { id })}` : sayIn(texts, { id }),
  typeof value === 'string' ? value : sayIn(texts, value),
];

/** A code without a sentence shows itself; a test finds such codes. */
const sayIn = (texts: UiTexts, { id, params }: Said): string => {
  const text = texts[id];
  return text === undefined ? id : fillText(text, params);
};
