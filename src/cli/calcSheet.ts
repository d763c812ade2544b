// `classroom calc --sheet` and `--exercises`: a sheet of exercises as text, with or without answers.
import { nearest } from '../base/spelling.ts';
import { readAddress } from '../calc/address.ts';
import { calculators } from '../calc/all.ts';
import type { Values } from '../calc/calculator.ts';
import type { Exercise, Form } from '../calc/drill.ts';
import { familyOf } from '../calc/families.ts';
import { answerText, exercisesOf, MOST_EXERCISES, readSheet, type Say, type Sheet } from '../calc/worksheet.ts';
import type { Options } from './command.ts';
import { bitLines, octetLines } from './calcText.ts';

/** The sheet that the options ask for, of the named calculator if one is named; a text says why there is none. */
export function sheetFrom(name: string | undefined, options: Options): Sheet | string {
  const { sheet: link, exercises, seed, level, drill } = options;
  if (typeof link === 'string') {
    const address = readAddress(link.replace(/^.*#\/calc\//s, ''));
    return address ? sheetOf(name ?? address.calculator, Object.fromEntries(address.values)) : `${link} is no address`;
  }
  const calculator = calculators.find(({ id }) => id === name);
  if (!calculator) return 'a sheet needs the name of a calculator';
  const wanted = typeof drill === 'string' ? drill.split(',') : calculator.drills.map(({ id }) => id);
  const most = (id: string): number => calculator.drills.find((one) => one.id === id)?.levels ?? 1;
  const at = typeof level === 'string' ? level : '1';
  if (!/^[1-9]$/.test(at)) return `--level is a number from 1 on, not ${at}`;
  const named = wanted.map((id) => `${id}:${Math.min(Number(at), most(id))}`);
  return sheetOf(calculator.id, {
    drills: named.join(','),
    ...(typeof exercises === 'string' && { count: exercises }),
    ...(typeof seed === 'string' && { seed }),
  });
}

function sheetOf(name: string, values: Values): Sheet | string {
  const calculator = calculators.find(({ id }) => id === name);
  if (!calculator) return `there is no calculator ${name}`;
  const known = calculators.filter(({ id }) => familyOf(id) === familyOf(name)).flatMap(({ drills }) => drills);
  const { sheet, odd } = readSheet(values, known, calculator.drills);
  const [first] = odd;
  if (first === undefined) return sheet;
  if (first.startsWith('count=')) return `a sheet has 1 to ${MOST_EXERCISES} exercises, not ${first.slice(6)}`;
  if (first.startsWith('seed=')) return `a seed is a whole number from 0 to 4294967295, not ${first.slice(5)}`;
  const [id = ''] = first.split(':');
  const ids = known.map((drill) => drill.id);
  const near = ids.includes(id) ? undefined : nearest(id, ids);
  return `there is no exercise ${first}${near ? ` (did you mean ${near}?)` : ` (there are ${ids.join(', ')})`}`;
}

/** The sheet as lines of text. */
export function sheetLines(sheet: Sheet, say: Say, answers: boolean): string[] {
  const { seed } = sheet;
  const exercises = exercisesOf(sheet);
  const lines = [`${say({ id: 'sheet.title', params: { seed } })}    ${say({ id: 'sheet.name' })}: ${LINE}`, ''];
  exercises.forEach((exercise, place) => lines.push(...askLines(exercise, place + 1, say), ''));
  if (!answers) return lines.slice(0, -1);
  lines.push(say({ id: 'sheet.answers', params: { seed } }), '');
  exercises.forEach((exercise, place) => {
    lines.push(`${place + 1}. ${answerText(exercise, exercise.answer, say)}`);
    if (exercise.trap) lines.push(`   ${say(exercise.trap)}`);
  });
  return lines;
}

const LINE = '_'.repeat(24);

const askLines = ({ ask, bits = [], octets = [], form }: Exercise, number: number, say: Say): string[] => [
  `${number}. ${say(ask)}`,
  ...bitLines(bits, say),
  ...octetLines(octets, say),
  ...formLines(form, say).map((line) => `   ${line}`),
];

function formLines(form: Form, say: Say): string[] {
  if (form.kind === 'type') return form.boxes.map(({ label }) => `${say(label)}: ${LINE}`);
  if (form.kind === 'bits') return ['_'.repeat(form.length).replace(new RegExp(`.{${form.groups}}(?!$)`, 'g'), '$& ')];
  if (form.kind === 'order') return [say({ id: 'sheet.order' }), ...form.items.map(({ text }) => `___ ${say(text)}`)];
  const options = form.options.map(({ text }) => `[ ] ${say(text)}`);
  return form.many ? [say({ id: 'sheet.many' }), ...options] : options;
}
