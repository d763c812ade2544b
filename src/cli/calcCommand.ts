// `classroom calc`: every calculator of the page on the command line, with its working and its exercises.
import { nearest } from '../base/spelling.ts';
import { calculators } from '../calc/all.ts';
import type { Calculator, Field, Line, Values, Worked } from '../calc/calculator.ts';
import { sentenceOf, type Said } from '../calc/said.ts';
import { loadCalcTexts } from '../words/load.ts';
import type { Say } from '../calc/worksheet.ts';
import { sheetFrom, sheetLines } from './calcSheet.ts';
import { bitLines, octetLines, sayingIn } from './calcText.ts';
import { BAD_INPUT, type Options, type Subcommand, type Terminal } from './command.ts';
import { columns } from './labCommand.ts';
import { languageNamed } from './words.ts';

export const calc: Subcommand = {
  use: 'calc [NAME [VALUE…]]',
  does:
    'Works out what a calculator of the classroom works out. Values fill its fields in order, FIELD=VALUE fills one by name; ' +
    'without a name it lists all. With --exercises or --sheet it prints a sheet of exercises. Status 0: done; 2: a value cannot be read.',
  options: {
    json: { help: 'the result as JSON' },
    steps: { help: 'the working, step by step' },
    exercises: { value: 'COUNT', help: 'a sheet of exercises of this calculator in place of a result' },
    level: { value: 'LEVEL', help: 'of the exercises: how hard, from 1 on' },
    seed: { value: 'SEED', help: 'of the exercises: the same seed gives the same sheet, here and on the page' },
    drill: { value: 'NAMES', help: 'of the exercises: only these, with commas between them' },
    sheet: { value: 'ADDRESS', help: 'the sheet that has this address on the page' },
    answers: { help: 'the answers below the sheet' },
    lang: { value: 'LANGUAGE', help: 'en or zh-CN' },
  },
  words: { least: 0, most: 1024 },
  async run([name, ...words], options, terminal) {
    const refuse = (why: string): number => {
      terminal.err(why);
      return BAD_INPUT;
    };
    const language = languageNamed(String(options['lang'] ?? 'en'));
    if (!language) return refuse(`calc: there is no language ${String(options['lang'])} (there are en, zh-CN)`);
    const say = sayingIn(await loadCalcTexts(language));
    const calculator = calculators.find(({ id }) => id === name);
    if (name !== undefined && !calculator) {
      const near = nearest(
        name,
        calculators.map(({ id }) => id),
      );
      return refuse(
        `calc: there is no calculator ${name}${near ? ` (did you mean ${near}?)` : ' (calc alone lists them)'}`,
      );
    }
    if (options['sheet'] ?? options['exercises']) {
      const sheet = words.length > 0 ? `${words[0]} is too much for a sheet` : sheetFrom(name, options);
      if (typeof sheet === 'string') return refuse(`calc: ${sheet}`);
      for (const line of sheetLines(sheet, say, Boolean(options['answers']))) terminal.out(line);
      return 0;
    }
    const odd = ['level', 'seed', 'drill', 'answers'].find((one) => options[one] !== undefined);
    if (odd) return refuse(`calc: --${odd} is for a sheet (--exercises COUNT, or --sheet ADDRESS)`);
    if (!calculator) {
      for (const line of columns(calculators.map((one) => [useOf(one), say({ id: `calc.${one.id}` })])))
        terminal.out(line);
      return 0;
    }
    const values = valuesFrom(calculator.fields, words);
    if (typeof values === 'string') return refuse(`calc ${name}: ${values} (use: calc ${useOf(calculator)})`);
    return tell(calculator, calculator.work(values), say, options, terminal);
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

function tell(calculator: Calculator, worked: Worked, say: Say, { json, steps }: Options, terminal: Terminal): number {
  if (worked.state !== 'right') {
    const said: Said = worked.state === 'wrong' ? sentenceOf(worked.problem) : { id: 'E_EMPTY' };
    const at = worked.state === 'wrong' ? `${worked.field}: ` : '';
    terminal.err(`calc ${calculator.id}: ${at}${say(said)}`);
    return BAD_INPUT;
  }
  if (json) {
    terminal.out(JSON.stringify(worked.result, null, 2));
    return 0;
  }
  for (const line of columns(worked.lines.map((line) => rowOf(say, line)))) terminal.out(line);
  for (const note of worked.notes) terminal.out(say(note));
  if (!steps) return 0;
  worked.steps.forEach((step, place) => {
    const { source, bits = [], octets = [], sum = [] } = step;
    terminal.out('');
    terminal.out(`${place + 1}. ${say(step.say)}${source ? ` [${source}]` : ''}`);
    for (const line of [...bitLines(bits, say), ...octetLines(octets, say)]) terminal.out(line);
    for (const line of sum) terminal.out(`   ${line}`);
  });
  return 0;
}

const rowOf = (say: Say, { id, value, group }: Line): string[] => [
  group ? `${say(group)}: ${say({ id })}` : say({ id }),
  say(value),
];
