// The YAML of `predict` and `quiz` blocks.

import { nearest } from '../base/spelling.ts';
import type { Lab } from '../sim/lab.ts';
import { entriesOf, fieldsOf, oneOrMore, quoted, switchOf, tell, textOf, type Mistakes } from '../sim/labFields.ts';
import type { Entry, Node } from '../sim/labYaml.ts';
import { readLines } from './consoleText.ts';
import type { ConsoleLine } from './lesson.ts';
import { readRich } from './markdown.ts';
import { readMeasure } from './measureText.ts';
import { parseNumber } from './number.ts';
import type { Rich } from './prose.ts';
import type { Question } from './question.ts';

const kinds = ['choice', 'number', 'text', 'click'] as const;
const wordKeys = [...kinds, 'ask', 'options', 'unit', 'why', 'accept'];
/** Keys that are often put beside `measure`. */
const measureKeys = ['owner', 'map'];
const allKeys = [...wordKeys, 'many', 'measure', 'answer', 'run'];

/** The words of a question alone: what a translation gives. */
export interface QuestionWords {
  ask?: Rich;
  options: Map<string, Rich>;
  unit?: string;
  why: Map<string, Rich>;
  accept: string[];
}

/** The words of a translated question: nothing else may stand there. */
export function readQuestionWords(m: Mistakes, node: Node): QuestionWords {
  return wordsOf(m, fieldsOf(m, node, 'a translated question (which has words only)', wordKeys));
}

function wordsOf(m: Mistakes, fields: Map<string, Entry>): QuestionWords {
  const words: QuestionWords = {
    options: richMap(m, fields.get('options'), 'options'),
    why: richMap(m, fields.get('why'), 'why'),
    accept: [],
  };
  const ask =
    fields.get('ask') ?? kinds.map((kind) => fields.get(kind)).find((entry) => entry && entry.key !== 'click');
  const text = ask && textOf(m, ask.value, 'the question');
  if (text !== undefined) words.ask = readRich(m, text, ask!.value.at);
  const unit = fields.get('unit');
  const spelled = unit && textOf(m, unit.value, 'unit');
  if (spelled !== undefined) words.unit = spelled;
  const accept = fields.get('accept');
  words.accept = accept ? oneOrMore(accept.value).flatMap((item) => textOf(m, item, 'accept') ?? []) : [];
  return words;
}

export function richMap(m: Mistakes, field: Entry | undefined, what: string): Map<string, Rich> {
  const out = new Map<string, Rich>();
  for (const entry of field ? entriesOf(m, field.value, what) : []) {
    const text = textOf(m, entry.value, `${what}: ${entry.key}`);
    if (text !== undefined) out.set(entry.key, readRich(m, text, entry.value.at));
  }
  return out;
}

/** A whole question. Everything that its measure names must be in the lab. */
export function readQuestion(
  m: Mistakes,
  node: Node,
  type: 'predict' | 'quiz',
  lab: Lab | undefined,
): Question | undefined {
  const before = m.errors.length;
  const fields = fieldsOf(m, node, `a ${type}`, [...allKeys, ...measureKeys]);
  for (const key of measureKeys) {
    const field = fields.get(key);
    if (field) tell(m, field.at, `${quoted(key)} belongs to what is measured`, `measure: { …, ${key}: { … } }`);
  }
  const asked = kinds.filter((kind) => fields.has(kind));
  if (asked.length !== 1) {
    if (m.errors.length > before) return undefined;
    return tell(
      m,
      node.at,
      asked.length ? `one question is asked in one way, not as ${asked.join(' and ')}` : 'nothing is asked',
      'begin with `choice: …`, `number: …`, `text: …`, or `click: device` and `ask: …`',
    );
  }
  const kind = kindOf(m, asked[0]!, fields);
  const words = wordsOf(m, fields);
  if (!words.ask)
    return m.errors.length > before ? undefined : tell(m, node.at, 'a click without `ask`', 'ask: Which device …?');
  const measure = fields.get('measure');
  const run = fields.get('run');
  const question: Question = {
    ask: words.ask,
    kind,
    options: [...words.options].map(([id, text]) => ({ id, text })),
    many: flag(m, fields.get('many')),
    unit: words.unit ?? '',
    why: Object.fromEntries(words.why),
  };
  const measured = measure && readMeasure(m, measure.value, lab);
  if (measured) question.measure = measured;
  const given = fields.get('answer');
  if (given)
    question.answer = [...oneOrMore(given.value).flatMap((item) => textOf(m, item, 'answer') ?? []), ...words.accept];
  if (run) question.run = readRun(m, run.value, lab);
  checkKeys(m, fields, kind);
  checkAnswers(m, fields, question);
  return m.errors.length > before ? undefined : question;
}

function kindOf(m: Mistakes, asked: (typeof kinds)[number], fields: Map<string, Entry>): Question['kind'] {
  if (asked !== 'click') return asked;
  const { value } = fields.get('click')!;
  const what = textOf(m, value, 'click');
  if (what === 'device' || what === 'port' || what === 'link') return what;
  if (what !== undefined)
    tell(
      m,
      value.at,
      `${quoted(what)} cannot be clicked`,
      '`click: device`, `port` or `link`; the question follows as `ask: …`',
    );
  return 'device';
}

function flag(m: Mistakes, field: Entry | undefined): boolean {
  return field ? (switchOf(m, field.value, field.key) ?? false) : false;
}

export function readRun(m: Mistakes, node: Node, lab: Lab | undefined): ConsoleLine[] {
  return oneOrMore(node).flatMap((item) => {
    const text = textOf(m, item, 'run');
    if (text === undefined) return [];
    // A `|` block begins in the line after its key; its own columns are not known.
    const shift = text.includes('\n') ? 1 : 0;
    return readLines(m, text, { ...item.at, line: item.at.line + shift }, lab).lines;
  });
}

/** Keys that belong to some kinds of questions only, and the one source that the answer has. */
function checkKeys(m: Mistakes, fields: Map<string, Entry>, kind: Question['kind']): void {
  const only: [key: string, kinds: readonly string[]][] = [
    ['options', ['choice']],
    ['unit', ['number']],
    ['many', ['choice', 'device', 'port', 'link']],
    ['accept', ['text']],
  ];
  for (const [key, allowed] of only) {
    const field = fields.get(key);
    if (field && !allowed.includes(kind))
      tell(m, field.at, `${quoted(key)} does not belong to this question`, `it belongs to ${allowed.join(', ')}`);
  }
  const [measure, answer] = [fields.get('measure'), fields.get('answer')];
  const [first] = fields.values();
  if (measure && answer) tell(m, answer.at, 'the answer is measured already', 'give `measure` or `answer`');
  else if (!measure && !answer && first)
    tell(m, first.at, 'this question has no answer', 'say `measure`, or `answer` where the simulator cannot know it');
  if (kind === 'choice' && !fields.has('options') && first)
    tell(m, first.at, 'a choice without `options`', 'options: { a: …, b: … }');
}

/** Answers and reasons must be answers that can be given. */
function checkAnswers(
  m: Mistakes,
  fields: Map<string, Entry>,
  { kind, options, many, answer, measure }: Question,
): void {
  const ids = options.map((one) => one.id);
  const known = (id: string): boolean => kind !== 'choice' || ids.includes(id);
  const hint = (id: string): string => {
    const near = nearest(id, ids);
    return near ? `did you mean \`${near}\`?` : `options are ${ids.join(', ')}`;
  };
  const place = fields.get('answer')?.value;
  for (const id of answer ?? []) if (place && !known(id)) tell(m, place.at, `${quoted(id)} is no option`, hint(id));
  if (place && answer && !many && kind !== 'text' && answer.length > 1)
    tell(m, place.at, 'more than one answer', 'say `many: true`');
  if (place && kind === 'number')
    for (const one of answer ?? [])
      if (parseNumber(one) === undefined) tell(m, place.at, `${quoted(one)} is no number`);
  const why = fields.get('why')?.value;
  for (const entry of why?.is === 'map' ? why.entries : []) {
    // Where many may be right, a reason can be about a whole answer: `B C D`.
    const named = many ? entry.key.split(' ') : [entry.key];
    if (entry.key !== '*' && entry.key !== 'right' && !named.every(known))
      tell(m, entry.at, `${quoted(entry.key)} is no option`, hint(entry.key));
  }
  const at = fields.get('measure')?.value.at;
  const targets = measure ? [measure.owner, measure.map, measure.form === 'differ' ? measure.fields : undefined] : [];
  for (const id of targets.flatMap((one) => Object.values(one ?? {})))
    if (at && !known(id)) tell(m, at, `${quoted(id)} is no option`, hint(id));
}
