// The `programs` list of a lab: read from its YAML with every mistake at its place, and written back.

import type { DeviceSetup } from '../devices/setup.ts';
import { isHost } from './labDevices.ts';
import {
  durationOf,
  fieldsOf,
  listOf,
  meant,
  oneOrMore,
  quoted,
  tell,
  textOf,
  wholeOf,
  type Mistakes,
} from './labFields.ts';
import type { KillSignal, LabProgram, Moment, TypedStep } from './labProgram.ts';
import { spellDuration } from './labUnits.ts';
import { yamlText, type Entry, type Node } from './labYaml.ts';

const keys = ['name', 'host', 'file', 'argv', 'run', 'start', 'stdin', 'kill'];
const stepKeys = ['type', 'end', 'when'];
const signals: readonly KillSignal[] = ['kill', 'term', 'int'];
const MOST_PROGRAMS = 200;
const MOST_STEPS = 10_000;

type Fields = ReadonlyMap<string, Entry>;

/** What there is in the lab for them to be about. */
interface Around {
  m: Mistakes;
  devices: readonly DeviceSetup[];
  /** Files that a host will have besides those of the lab. */
  later: readonly { host: string; file: string }[];
  /** Names of all programs of the list. */
  names: readonly string[];
}

/** Reads the list. A program without a name is called as its file, without `.py`. */
export function readPrograms(
  m: Mistakes,
  node: Node,
  devices: readonly DeviceSetup[],
  later: readonly { host: string; file: string }[] = [],
): LabProgram[] {
  const items = listOf(m, node, 'programs');
  if (items.length > MOST_PROGRAMS)
    tell(m, node.at, `\`programs\` has ${items.length} programs`, `at most ${MOST_PROGRAMS}`);
  const read = items.slice(0, MOST_PROGRAMS).map((item) => ({ item, fields: fieldsOf(m, item, 'a program', keys) }));
  const names = read.map(({ fields }) => nameOf(fields));
  const around: Around = { m, devices, later, names };
  return read.flatMap(({ item, fields }, i) => {
    const before = m.errors.length;
    const place = fields.get('name')?.value.at ?? item.at;
    if (fields.has('name')) textOf(m, fields.get('name')!.value, 'name');
    if (names[i] !== '' && names.indexOf(names[i]!) < i)
      tell(m, place, `two programs are called ${quoted(names[i]!)}`, 'give them different names: `name: client2`');
    const program = readProgram(around, item, fields, names[i]!);
    return m.errors.length > before ? [] : [program];
  });
}

function nameOf(fields: Fields): string {
  const given = fields.get('name')?.value;
  if (given) return given.is === 'text' ? given.text : '';
  const from = fields.get('file')?.value ?? fields.get('run')?.value;
  const [first = ''] = from?.is === 'text' ? (fields.has('file') ? [from.text] : from.text.trim().split(' ')) : [];
  return first.slice(first.lastIndexOf('/') + 1).replace(/\.py$/, '');
}

function readProgram(around: Around, item: Node, fields: Fields, name: string): LabProgram {
  const { m } = around;
  const [file, run, argv] = [fields.get('file'), fields.get('run'), fields.get('argv')];
  if (item.is === 'map' && !file === !run)
    tell(
      m,
      run?.at ?? item.at,
      'a program has a `file` or a line to `run`',
      '{ name: server, host: B, file: server.py }',
    );
  if (run && argv) tell(m, argv.at, '`argv` does not go with `run`', 'write the arguments into the line');
  const host = readHost(around, item, fields);
  const kill = fields.get('kill');
  const start = fields.get('start');
  const steps = fields.get('stdin');
  const program: LabProgram = {
    name,
    host,
    argv: argv
      ? oneOrMore(argv.value).flatMap((one) => (one.is === 'text' ? one.text : (textOf(m, one, 'argv') ?? [])))
      : [],
    start: start ? readMoment(around, start, ['at', 'bound', 'exits', 'text'], ['now']) : { is: 'at', at: 0 },
    stdin: steps ? readSteps(around, steps) : [],
  };
  const script = file && readFile(around, file, host);
  if (script !== undefined) program.file = script;
  const line = run && textOf(m, run.value, 'run');
  if (line !== undefined) program.run = line;
  if (kill) program.kill = readKill(around, kill);
  if (start) noWaitForItself(around, start, program.start, name);
  return program;
}

function readHost(around: Around, item: Node, fields: Fields): string {
  const entry = fields.get('host');
  if (entry) return hostNamed(around, entry.value, 'host');
  if (item.is === 'map')
    tell(around.m, item.at, 'a program without `host`', '{ name: server, host: B, file: server.py }');
  return '';
}

/** The name of a host; '' after a mistake. */
function hostNamed({ m, devices }: Around, node: Node, key: string): string {
  const name = textOf(m, node, key) ?? '';
  const hosts = devices.filter(isHost).map((one) => one.name);
  const other = devices.find((one) => one.name === name);
  if (name === '' || hosts.includes(name)) return name;
  if (other) tell(m, node.at, `${name} is a ${other.kind}: it runs no programs`, 'hosts and routers do');
  else tell(m, node.at, `there is no host ${quoted(name)}`, meant(name, hosts));
  return name;
}

function readFile({ m, devices, later }: Around, entry: Entry, host: string): string | undefined {
  const file = textOf(m, entry.value, 'file');
  const device = devices.find((one) => one.name === host);
  if (file === undefined || !device || !isHost(device)) return file;
  const files = [...Object.keys(device.files), ...later.flatMap((one) => (one.host === host ? one.file : []))];
  const plain = file.replace(/^\.\//, '');
  if (!files.includes(plain) && !file.startsWith('/'))
    tell(m, entry.value.at, `${host} has no file ${quoted(file)}`, meant(file, files));
  return file;
}

/** A map with one condition; `words`: what may stand there instead of a map. */
function readMoment(around: Around, entry: Entry, kinds: readonly Moment['is'][], words: readonly string[]): Moment {
  const { m } = around;
  const { value } = entry;
  const NOW: Moment = { is: 'at', at: 0 };
  if (value.is === 'text' && words.includes(value.text)) return value.text === 'now' ? NOW : { is: 'reads' };
  if (value.is !== 'map') {
    tell(m, value.at, `\`${entry.key}\` does not say when`, examplesOf(kinds, words));
    return NOW;
  }
  const fields = fieldsOf(m, value, `\`${entry.key}\``, [
    ...kinds,
    'on',
    'of',
    ...(entry.key === 'kill' ? ['signal'] : []),
  ]);
  const chosen = kinds.filter((kind) => fields.has(kind));
  const [kind] = chosen;
  if (!kind || chosen.length > 1) {
    const message = kind ? `one moment, not ${chosen.join(' and ')}` : `\`${entry.key}\` does not say when`;
    tell(m, value.at, message, examplesOf(kinds, words));
    return NOW;
  }
  for (const [key, goes] of [
    ['on', 'bound'],
    ['of', 'text'],
  ] as const)
    if (fields.has(key) && kind !== goes) tell(m, fields.get(key)!.at, `\`${key}\` does not go with \`${kind}\``);
  return momentOf(around, kind, fields);
}

function momentOf(around: Around, kind: Moment['is'], fields: Fields): Moment {
  const { m, names } = around;
  const { value } = fields.get(kind)!;
  const program = (node: Node): string => {
    const text = textOf(m, node, 'program') ?? '';
    if (text !== '' && !names.includes(text))
      tell(m, node.at, `there is no program ${quoted(text)}`, meant(text, names));
    return text;
  };
  switch (kind) {
    case 'at':
      return { is: 'at', at: durationOf(m, value, 'at') ?? 0 };
    case 'after':
      return { is: 'after', by: durationOf(m, value, 'after') ?? 0 };
    case 'bound': {
      const on = fields.get('on');
      const port = wholeOf(m, value, 'a port', 1, 65_535) ?? 1;
      return { is: 'bound', port, ...(on ? { on: hostNamed(around, on.value, 'on') } : {}) };
    }
    case 'exits':
      return { is: 'exits', program: program(value) };
    case 'text': {
      const of = fields.get('of');
      return { is: 'text', text: textOf(m, value, 'text') ?? '', ...(of ? { of: program(of.value) } : {}) };
    }
    case 'prompt':
      return { is: 'prompt', text: textOf(m, value, 'prompt') ?? '' };
    case 'reads':
      return { is: 'reads' };
  }
}

const examples: Record<Moment['is'], string> = {
  at: '{ at: 2 s }',
  after: '{ after: 1 s }',
  bound: '{ bound: 9000 }',
  exits: '{ exits: client }',
  text: '{ text: connected }',
  prompt: "{ prompt: '>>>' }",
  reads: 'reads',
};

const examplesOf = (kinds: readonly Moment['is'][], words: readonly string[]): string =>
  [...words, ...kinds.map((kind) => examples[kind])].join(', ');

function readSteps(around: Around, entry: Entry): TypedStep[] {
  const { m } = around;
  const items = listOf(m, entry.value, 'stdin');
  if (items.length > MOST_STEPS) tell(m, entry.at, `\`stdin\` has ${items.length} lines`, `at most ${MOST_STEPS}`);
  let ended = false;
  return items.slice(0, MOST_STEPS).map((item): TypedStep => {
    if (ended) tell(m, item.at, 'nothing can be typed behind the end of the input', '`{ end: true }` comes last');
    if (item.is === 'text') return { line: lineFrom(m, item), when: { is: 'reads' } };
    const fields = fieldsOf(m, item, 'a line of `stdin`', stepKeys);
    const [type, end, when] = stepKeys.map((key) => fields.get(key));
    const ends = end?.value.is === 'text' && end.value.text === 'true';
    if (end && !ends) tell(m, end.value.at, '`end` is `true`, or left out');
    if (item.is === 'map' && !type === !end)
      tell(m, item.at, 'a line of `stdin` is typed, or ends the input', '{ type: hello } or { end: true }');
    ended ||= ends;
    const moment: Moment = when
      ? readMoment(around, when, ['prompt', 'text', 'after', 'at', 'exits', 'bound'], ['reads'])
      : { is: 'reads' };
    return { ...(type ? { line: lineFrom(m, type.value) } : {}), when: moment };
  });
}

/** What is typed may be nothing at all: then only the line ends. */
function lineFrom(m: Mistakes, node: Node): string {
  if (node.is !== 'text') return textOf(m, node, 'type') ?? '';
  if (node.text.includes('\n')) tell(m, node.at, 'one line is typed at a time', 'a list has one a line, after `-`');
  return node.empty ? '' : node.text;
}

function readKill(around: Around, entry: Entry): { when: Moment; signal: KillSignal } {
  const { m } = around;
  const when = readMoment(around, entry, ['at', 'after', 'text', 'exits', 'bound'], []);
  const field = entry.value.is === 'map' ? entry.value.entries.find((one) => one.key === 'signal')?.value : undefined;
  const name = field ? (textOf(m, field, 'signal')?.toLowerCase().replace(/^sig/, '') ?? 'kill') : 'kill';
  const signal = signals.find((one) => one === name);
  if (!signal) tell(m, field!.at, `there is no signal ${quoted(name)}`, meant(name, signals));
  return { when, signal: signal ?? 'kill' };
}

function noWaitForItself({ m }: Around, entry: Entry, start: Moment, name: string): void {
  const other = start.is === 'exits' ? start.program : start.is === 'text' ? (start.of ?? name) : undefined;
  if (other === name)
    tell(
      m,
      entry.value.at,
      `${quoted(name)} would wait for itself`,
      'name another program: `{ text: ready, of: server }`',
    );
}

// ── written back ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────

const inline = (pairs: readonly (readonly [string, string])[]): string =>
  `{ ${pairs.map(([key, text]) => `${key}: ${text}`).join(', ')} }`;

/** An entry as it is written in a lab; what is as it always is, is left out. */
export function programText(program: LabProgram): string {
  const { name, host, file, argv, run, start, stdin, kill } = program;
  const pairs: [string, string][] = [
    ['name', yamlText(name)],
    ['host', yamlText(host)],
  ];
  if (run !== undefined) pairs.push(['run', yamlText(run)]);
  else pairs.push(['file', yamlText(file ?? '')]);
  if (argv.length) pairs.push(['argv', `[${argv.map(yamlText).join(', ')}]`]);
  if (start.is !== 'at' || start.at !== 0) pairs.push(['start', inline(momentPairs(start))]);
  if (stdin.length) pairs.push(['stdin', `[${stdin.map(stepText).join(', ')}]`]);
  if (kill) {
    const signal = kill.signal === 'kill' ? [] : [['signal', kill.signal] as const];
    pairs.push(['kill', inline([...momentPairs(kill.when), ...signal])]);
  }
  return inline(pairs);
}

function stepText({ line, when }: TypedStep): string {
  const what = line === undefined ? (['end', 'true'] as const) : (['type', yamlText(line)] as const);
  return inline(when.is === 'reads' ? [what] : [what, ['when', inline(momentPairs(when))]]);
}

function momentPairs(moment: Moment): (readonly [string, string])[] {
  switch (moment.is) {
    case 'at':
      return [['at', spellDuration(moment.at)]];
    case 'after':
      return [['after', spellDuration(moment.by)]];
    case 'bound':
      return [
        ['bound', String(moment.port)],
        ...(moment.on === undefined ? [] : [['on', yamlText(moment.on)] as const]),
      ];
    case 'exits':
      return [['exits', yamlText(moment.program)]];
    case 'text':
      return [
        ['text', yamlText(moment.text)],
        ...(moment.of === undefined ? [] : [['of', yamlText(moment.of)] as const]),
      ];
    case 'prompt':
      return [['prompt', yamlText(moment.text)]];
    case 'reads':
      return [];
  }
}
