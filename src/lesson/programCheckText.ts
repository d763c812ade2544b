// The YAML of the checks about students' programs: their output and end, their threads and idle reads, their source, and the run had again with streams cut.

import { parseChopRule } from '../wire/chopper.ts';
import { durationOf, fieldsOf, oneOrMore, quoted, tell, textOf, wholeOf, type Mistakes } from '../sim/labFields.ts';
import type { Lab } from '../sim/lab.ts';
import type { Entry, Node } from '../sim/labYaml.ts';
import type { Check } from './check.ts';
import { given, hostIn, textIn, textsIn, wholeIn } from './hostCheckText.ts';
import { tokensOf } from './pythonTokens.ts';
import { readRun } from './questionText.ts';

type Found<K extends Check['kind']> = Omit<Extract<Check, { kind: K }>, 'place'>;
type Fields = Map<string, Entry>;

/** The line that a program was started with; told where it is missing. */
function runIn(m: Mistakes, node: Node, fields: Fields): string | undefined {
  if (node.is === 'map' && !fields.has('run'))
    return tell(m, node.at, '`run` is missing here', 'run: python server.py');
  return textIn(m, fields, 'run');
}

export function readOutput<K extends 'stdout' | 'stderr'>(
  m: Mistakes,
  node: Node,
  lab: Lab | undefined,
  kind: K,
): Found<K> | undefined {
  const asked = ['contains', 'lacks', 'is', 'lines', 'matches'];
  const fields = fieldsOf(m, node, kind, ['of', 'run', ...asked]);
  const of = hostIn(m, node, fields, 'of', lab);
  if (node.is === 'map' && !asked.some((key) => fields.has(key)))
    return tell(m, node.at, `\`${kind}\` does not say what it should be`, 'contains: connected, lines: [hello, nice]');
  const lines = fields.get('lines');
  const values = given({
    run: textIn(m, fields, 'run'),
    is:
      fields.get('is')?.value.is === 'text'
        ? (fields.get('is')!.value as { text: string }).text
        : textIn(m, fields, 'is'),
    lines: lines?.value.is === 'list' ? textsIn(m, fields, 'lines') : wholeIn(m, fields, 'lines', 0, 1_000_000),
  });
  if (fields.has('is') && fields.has('lines')) tell(m, fields.get('lines')!.at, '`lines` beside `is`');
  if (of === undefined) return undefined;
  const texts = { contains: textsIn(m, fields, 'contains'), lacks: textsIn(m, fields, 'lacks') };
  return { kind, of, ...texts, matches: textsIn(m, fields, 'matches'), ...values } as unknown as Found<K>;
}

export function readExit(m: Mistakes, node: Node, lab: Lab | undefined): Found<'exit'> | undefined {
  const fields = fieldsOf(m, node, 'exit', ['of', 'run', 'is', 'before', 'after']);
  const of = hostIn(m, node, fields, 'of', lab);
  const run = runIn(m, node, fields);
  const is = fields.get('is');
  if (node.is === 'map' && !is) return tell(m, node.at, '`is` is missing here', 'is: 0, or is: running');
  const runs = is?.value.is === 'text' && is.value.text === 'running';
  const status = runs ? ('running' as const) : is && wholeOf(m, is.value, 'is', 0, 255);
  const [before, after] = ['before', 'after'].map((key) => {
    const field = fields.get(key);
    if (field && runs) tell(m, field.at, `\`${key}\` does not go with \`running\``);
    return field && durationOf(m, field.value, key);
  });
  if (of === undefined || run === undefined || status === undefined) return undefined;
  return { kind: 'exit', of, run, status, ...given({ before, after }) } as Found<'exit'>;
}

export function readThreads(m: Mistakes, node: Node, lab: Lab | undefined): Found<'threads'> | undefined {
  const fields = fieldsOf(m, node, 'threads', ['of', 'run', 'is', 'least', 'most']);
  const of = hostIn(m, node, fields, 'of', lab);
  const run = runIn(m, node, fields);
  const [is, least, most] = ['is', 'least', 'most'].map((key) => wholeIn(m, fields, key, 0, 10_000));
  if (is === undefined && least === undefined && most === undefined)
    return tell(m, node.at, '`threads` does not say how many', 'is: 1, or least: 2, most: 4');
  if (of === undefined || run === undefined) return undefined;
  return { kind: 'threads', of, run, least: is ?? least ?? 0, most: is ?? most ?? 10_000 };
}

export function readSpinning(m: Mistakes, node: Node, lab: Lab | undefined): Found<'spinning'> | undefined {
  const fields = fieldsOf(m, node, 'spinning', ['of', 'run', 'most']);
  const of = hostIn(m, node, fields, 'of', lab);
  const run = runIn(m, node, fields);
  const most = fields.has('most') ? wholeIn(m, fields, 'most', 0, 1_000_000) : MOST_EMPTY;
  return of === undefined || run === undefined || most === undefined ? undefined : { kind: 'spinning', of, run, most };
}

/** Reads that bring nothing: far more than any program needs, far fewer than one that spins makes. */
const MOST_EMPTY = 1000;

export function readSource(m: Mistakes, node: Node, lab: Lab | undefined): Found<'source'> | undefined {
  const fields = fieldsOf(m, node, 'source', ['of', 'file', 'contains', 'lacks']);
  const of = hostIn(m, node, fields, 'of', lab);
  const file = textIn(m, fields, 'file');
  if (node.is === 'map' && !fields.has('file')) return tell(m, node.at, '`file` is missing here', 'file: server.py');
  if (node.is === 'map' && !fields.has('contains') && !fields.has('lacks'))
    return tell(m, node.at, '`source` needs `contains` or `lacks`', 'lacks: [sleep]');
  const [contains, lacks] = [wordsIn(m, fields, 'contains'), wordsIn(m, fields, 'lacks')];
  return of === undefined || file === undefined ? undefined : { kind: 'source', of, file, contains, lacks };
}

/** Words of a program: a text in which there are none would be found nowhere. */
function wordsIn(m: Mistakes, fields: Fields, key: string): string[] {
  const field = fields.get(key);
  return (field ? oneOrMore(field.value) : []).flatMap((one) => {
    const text = textOf(m, one, key);
    if (text === undefined || tokensOf(text).length > 0) return text ?? [];
    tell(m, one.at, `${quoted(text)} has no word of a program`, 'names, calls or signs: `sleep`, `recv(1024)`');
    return [];
  });
}

/** Rules of one check, all in all: each is a run of its own. */
const MOST_RULES = 100;

/** `then` reads the checks that must hold each time. */
export function readChop(
  m: Mistakes,
  node: Node,
  lab: Lab | undefined,
  then: (node: Node) => Check[],
): Found<'chop'> | undefined {
  const fields = fieldsOf(m, node, 'chop', ['of', 'rule', 'then']);
  const of = hostIn(m, node, fields, 'of', lab);
  const [rule, list] = [fields.get('rule'), fields.get('then')];
  if (node.is === 'map' && !rule) tell(m, node.at, '`rule` is missing here', "rule: [1, glue, 'seed:1..20']");
  if (node.is === 'map' && !list) tell(m, node.at, '`then` is missing here', 'then: a list of checks');
  const rules = (rule ? oneOrMore(rule.value) : []).flatMap((one) => rulesOf(m, one));
  if (rules.length > MOST_RULES) tell(m, rule!.at, `\`chop\` has ${rules.length} rules`, `at most ${MOST_RULES}`);
  const checks = list ? then(list.value) : [];
  for (const one of checks)
    if (one.kind === 'chop' || one.kind === 'try')
      tell(m, { ...node.at, ...one.place }, `\`${one.kind}\` inside of \`chop\``);
  if (of === undefined || rules.length === 0 || checks.length === 0) return undefined;
  return { kind: 'chop', of, rules, then: checks };
}

/** `run` is read as a `console` block is; `then` is judged when its lines are done. */
export function readTry(
  m: Mistakes,
  node: Node,
  lab: Lab | undefined,
  then: (node: Node) => Check[],
): Found<'try'> | undefined {
  const fields = fieldsOf(m, node, 'try', ['run', 'then']);
  const [run, list] = [fields.get('run'), fields.get('then')];
  if (node.is === 'map' && !run) tell(m, node.at, '`run` is missing here', 'run: A$ python ask.py');
  if (node.is === 'map' && !list) tell(m, node.at, '`then` is missing here', 'then: a list of checks');
  const lines = run ? readRun(m, run.value, lab) : [];
  const checks = list ? then(list.value) : [];
  for (const one of checks)
    if (one.kind === 'chop' || one.kind === 'try')
      tell(m, { ...node.at, ...one.place }, `\`${one.kind}\` inside of \`try\``);
  return lines.length === 0 || checks.length === 0 ? undefined : { kind: 'try', run: lines, then: checks };
}

/** `seed:1..20` stands for twenty rules. */
function rulesOf(m: Mistakes, node: Node): string[] {
  const text = textOf(m, node, 'rule');
  if (text === undefined) return [];
  const [, from, to] = /^seed:(\d{1,6})\.\.(\d{1,6})$/.exec(text) ?? [];
  if (from !== undefined) {
    const count = Number(to) - Number(from) + 1;
    if (count >= 1 && count <= MOST_RULES) return Array.from({ length: count }, (_, i) => `seed:${Number(from) + i}`);
  } else if (parseChopRule(text).ok) return [text];
  tell(m, node.at, `nothing is cut by ${quoted(text)}`, '`1`, `glue`, `seed:7`, `seed:1..20`, `at:3,7`');
  return [];
}
