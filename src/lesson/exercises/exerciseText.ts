// The YAML of `fill`, `mark`, `order`, `choose` and `device` blocks.

import { reasonNames } from '../../sim/reasons.ts';
import type { Lab } from '../../sim/lab.ts';
import {
  entriesOf,
  fieldsOf,
  listOf,
  meant,
  oneOrMore,
  quoted,
  tell,
  textOf,
  wholeOf,
  type Mistakes,
} from '../../sim/labFields.ts';
import type { Entry, Node } from '../../sim/labYaml.ts';
import { readGoal } from '../checkText.ts';
import { readRun, richMap } from '../questionText.ts';
import { fieldOf } from '../measureText.ts';
import { readRich } from '../markdown.ts';
import { deviceNames, filterOf, hostNames, nameOf, targetOf, whereOf } from '../places.ts';
import type { Rich } from '../prose.ts';
import {
  codesFor,
  type Candidate,
  type ChosenFrame,
  type Exercise,
  type Gap,
  type OrderStep,
  type Task,
  type TaskKind,
} from './exercise.ts';

export const exerciseBlocks = ['fill', 'mark', 'order', 'choose', 'device'] as const;
export type ExerciseBlock = (typeof exerciseBlocks)[number];

type Fields = Map<string, Entry>;
interface Reading {
  m: Mistakes;
  lab: Lab | undefined;
  fields: Fields;
  node: Node;
}

const roles = ['ports', 'arp', 'route', 'ack'] as const;
const ownKeys: Record<ExerciseBlock, readonly string[]> = {
  fill: ['frame', 'fields', 'gaps'],
  mark: ['frame', 'field', 'layer'],
  order: ['steps'],
  choose: ['settings', 'checks'],
  device: [...roles, 'frame', 'to'],
};

/** A whole exercise. Everything that it names must be in the lab. */
export function readExercise(
  m: Mistakes,
  node: Node,
  block: ExerciseBlock,
  lab: Lab | undefined,
): Exercise | undefined {
  const before = m.errors.length;
  const fields = fieldsOf(m, node, `a ${block} block`, ['ask', 'why', 'run', ...ownKeys[block]]);
  const given = fields.get('ask');
  const ask = given ? textOf(m, given.value, 'ask') : undefined;
  if (!given && m.errors.length === before) tell(m, node.at, 'nothing is asked', 'ask: Which octets …?');
  const task = readers[block]({ m, lab, fields, node });
  const why = richMap(m, fields.get('why'), 'why');
  const run = fields.get('run');
  const lines = run && readRun(m, run.value, lab);
  if (m.errors.length > before || !task || ask === undefined) return undefined;
  checkWhy(m, fields.get('why')?.value, task, lab);
  const exercise: Exercise = { ask: readRich(m, ask, given!.value.at), task, why: Object.fromEntries(why) };
  if (lines) exercise.run = lines;
  return m.errors.length > before ? undefined : exercise;
}

const readers: Record<ExerciseBlock, (reading: Reading) => Task | undefined> = {
  fill: (r) => {
    const many = r.fields.get('gaps');
    if (!many) {
      const gap = readGap(r, r.fields, r.node);
      return gap && { kind: 'fill', gaps: [gap] };
    }
    for (const key of ['frame', 'fields'])
      if (r.fields.has(key)) tell(r.m, r.fields.get(key)!.at, `\`${key}\` stands in each of the \`gaps\``);
    const gaps = listOf(r.m, many.value, 'gaps').flatMap(
      (item) => readGap(r, fieldsOf(r.m, item, 'a gap', ['frame', 'fields']), item) ?? [],
    );
    return gaps.length ? { kind: 'fill', gaps } : tell(r.m, many.at, 'no gap is to be filled');
  },
  mark: (r) => {
    const frame = need(r, 'frame');
    const chosen = frame && readFrame(r, frame.value);
    const [field, layer] = [r.fields.get('field'), r.fields.get('layer')];
    if (!field === !layer) return tell(r.m, r.node.at, '`mark` needs `field` or `layer`', 'field: ip.dst');
    const name = fieldOf(r.m, (field ?? layer)!.value);
    if (!chosen || name === undefined) return undefined;
    return field ? { kind: 'mark', frame: chosen, field: name } : { kind: 'mark', frame: chosen, layer: name };
  },
  order: (r) => {
    const steps = need(r, 'steps');
    const read = steps ? entriesOf(r.m, steps.value, 'steps').flatMap((entry) => readStep(r, entry) ?? []) : [];
    if (steps && read.length < 2) return tell(r.m, steps.at, 'an order has two steps at least');
    return { kind: 'order', steps: read };
  },
  choose: (r) => {
    const [settings, checks] = [need(r, 'settings'), need(r, 'checks')];
    const read = settings
      ? entriesOf(r.m, settings.value, 'settings').flatMap((one) => readCandidate(r, one) ?? [])
      : [];
    if (settings && read.length < 2) return tell(r.m, settings.at, 'a choice has two settings at least');
    if (!checks) return undefined;
    listOf(r.m, checks.value, 'checks');
    const goal = checks.value.is === 'list' ? readGoal(r.m, checks.value, r.lab, []) : undefined;
    return goal && { kind: 'choose', settings: read, checks: goal.checks };
  },
  device: readDevice,
};

function readGap(r: Reading, fields: Fields, node: Node): Gap | undefined {
  const [frame, list] = [need({ ...r, fields, node }, 'frame'), need({ ...r, fields, node }, 'fields')];
  const chosen = frame && readFrame(r, frame.value);
  const names = list ? oneOrMore(list.value).flatMap((item) => fieldOf(r.m, item) ?? []) : [];
  if (list && !names.length) return tell(r.m, list.at, 'no field is to be filled in', 'fields: [ip.ttl, ip.dst]');
  return chosen && { frame: chosen, fields: [...new Set(names)] };
}

function need({ m, fields, node }: Reading, key: string): Entry | undefined {
  return fields.get(key) ?? tell(m, node.at, `${quoted(key)} is missing`);
}

/** `frame: FILTER`, the first that fits; or `{ first: … }`, `{ last: … }`, `{ nth: 2, filter: … }`, each perhaps with `at`. */
function readFrame(r: Reading, node: Node): ChosenFrame | undefined {
  if (node.is === 'text') {
    const filter = filterOf(r.m, node, 'frame');
    return filter === undefined ? undefined : { filter, which: 1 };
  }
  return chosenIn(r, fieldsOf(r.m, node, 'a frame', [...frameKeys]), node);
}

const frameKeys = ['first', 'last', 'filter', 'nth', 'at'] as const;

function chosenIn({ m, lab }: Reading, fields: Fields, node: Node): ChosenFrame | undefined {
  const named = (['first', 'last', 'filter'] as const).filter((key) => fields.has(key));
  const [key] = named;
  if (!key || named.length > 1)
    return tell(m, node.at, 'which frame?', '`first: FILTER`, `last: FILTER`, or `filter: FILTER` and `nth: 2`');
  const filter = filterOf(m, fields.get(key)!.value, key);
  const [nth, place] = [fields.get('nth'), fields.get('at')];
  if (nth && key !== 'filter') tell(m, nth.at, `\`nth\` goes with \`filter\`, not with \`${key}\``);
  const which = key === 'last' ? 'last' : nth ? wholeOf(m, nth.value, 'nth', 1, 100_000) : 1;
  const at = place && whereOf(m, place.value, lab);
  if (filter === undefined || which === undefined) return undefined;
  return { filter, which, ...(at !== undefined && { at }) };
}

function readStep(r: Reading, entry: Entry): OrderStep | undefined {
  const { m } = r;
  if (!isId(m, entry)) return undefined;
  const fields = fieldsOf(m, entry.value, 'a step', ['text', 'reason', ...frameKeys]);
  const text = wordsOf(r, fields, entry);
  const reason = fields.get('reason');
  if (!reason) {
    const frame = chosenIn(r, fields, entry.value);
    return frame && text && { id: entry.key, text, found: { frame } };
  }
  for (const key of ['first', 'last', 'filter', 'nth'])
    if (fields.has(key)) tell(m, fields.get(key)!.at, `a step is found by \`reason\` or by \`${key}\``);
  const name = nameOf(m, reason.value, 'reason', reasonNames);
  const place = fields.get('at');
  const at = place && whereOf(m, place.value, r.lab);
  return name === undefined || !text
    ? undefined
    : { id: entry.key, text, found: { reason: name, ...(at !== undefined && { at }) } };
}

function readCandidate(r: Reading, entry: Entry): Candidate | undefined {
  const { m, lab } = r;
  if (!isId(m, entry)) return undefined;
  const fields = fieldsOf(m, entry.value, 'a setting', ['text', 'try', 'shows']);
  const text = wordsOf(r, fields, entry);
  const change = fields.get('try');
  if (!change) return tell(m, entry.at, 'how it would be mended is missing', 'try: A$ ip route add default via …');
  const lines = readRun(m, change.value, lab);
  if (!lines.length) return tell(m, change.at, '`try` does nothing');
  const shows = fields.get('shows');
  const shown = shows && nameOf(m, shows.value, 'shows', lab && settingNames(lab));
  return text && { id: entry.key, text, try: lines, ...(shown !== undefined && { shows: shown }) };
}

/** `A.gateway`, `A.eth0.mask`: as `settingsOf` calls them. */
const settingNames = (lab: Lab): string[] => [
  'cables',
  ...lab.devices.flatMap((device) =>
    'interfaces' in device
      ? [
          `${device.name}.gateway`,
          ...device.interfaces.flatMap(({ name }) =>
            ['ip', 'mask', 'mac', 'mtu', 'up'].map((key) => `${device.name}.${name}.${key}`),
          ),
        ]
      : [],
  ),
];

function isId(m: Mistakes, { key, at }: Entry): boolean {
  if (/^[a-z][a-z0-9-]{0,63}$/.test(key)) return true;
  tell(m, at, `${quoted(key)} is no id`, 'small letters, digits and `-`');
  return false;
}

function wordsOf({ m }: Reading, fields: Fields, entry: Entry): Rich | undefined {
  const text = fields.get('text');
  if (!text) return tell(m, entry.at, `${quoted(entry.key)} has no \`text\``);
  const words = textOf(m, text.value, 'text');
  return words === undefined ? undefined : readRich(m, words, text.value.at);
}

function readDevice(r: Reading): Task | undefined {
  const { m, fields, lab, node } = r;
  const [role, ...more] = roles.filter((one) => fields.has(one));
  if (!role || more.length)
    return tell(m, node.at, 'as which device is to be answered?', '`ports: S`, `arp: B`, `route: R` or `ack: B`');
  const hosts = lab && hostNames(lab);
  const known = role === 'ports' ? lab && deviceNames(lab).filter((name) => !hosts!.includes(name)) : hosts;
  const device = nameOf(m, fields.get(role)!.value, role, known);
  const to = fields.get('to');
  if (to && role !== 'route') return tell(m, to.at, '`to` belongs to `route`', 'frame: FILTER');
  if (to && fields.has('frame')) return tell(m, to.at, 'a packet is named by `frame` or by `to`');
  if (to) {
    const target = targetOf(m, to.value, 'to', lab);
    return device === undefined || target === undefined ? undefined : { kind: 'route', device, to: target };
  }
  const entry = need(r, 'frame');
  const frame = entry && readFrame(r, entry.value);
  return device === undefined || !frame ? undefined : ({ kind: role, device, frame } as Task);
}

const fieldsIn = (task: Extract<Task, { kind: 'fill' }>): string[] => task.gaps.flatMap(({ fields }) => fields);

/** Reasons must be about answers that can be given, or mistakes that can be found. */
function checkWhy(m: Mistakes, node: Node | undefined, task: Task, lab: Lab | undefined): void {
  const codes = ['*', 'right', ...codesFor(task.kind)];
  const answers =
    task.kind === 'fill' ? fieldsIn(task) : task.kind === 'choose' ? task.settings.map(({ id }) => id) : [];
  for (const { key, at } of node?.is === 'map' ? node.entries : []) {
    if ([...codes, ...answers].includes(key) || isAnswer[task.kind](key, task, lab)) continue;
    tell(m, at, `why: ${quoted(key)} is neither an answer nor a mistake`, meant(key, [...answers, ...codes]));
  }
}

const isAddress = (key: string): boolean => /\d/.test(key) || key === 'none' || key === 'no';
const isAnswer: Record<TaskKind, (key: string, task: Task, lab: Lab | undefined) => boolean> = {
  fill: (key, task) => task.kind === 'fill' && fieldsIn(task).some((field) => key.startsWith(`${field} `)),
  mark: (key) => /^[\d -]+$/.test(key) || /^[a-z]+\.[a-z0-9_.]+$/.test(key),
  order: () => false,
  choose: () => false,
  ports: (key, task) =>
    key.split(' ').every((one) => one === 'none' || (task.kind === 'ports' && one.startsWith(`${task.device}.`))),
  arp: isAddress,
  route: isAddress,
  ack: isAddress,
};

/** The words of an exercise alone: what a translation gives. Steps and settings by their ids. */
export interface ExerciseWords {
  ask?: Rich;
  why: Map<string, Rich>;
  texts: Map<string, Rich>;
}

/** The words of a translated exercise: nothing else may stand there. */
export function readExerciseWords(m: Mistakes, node: Node, block: ExerciseBlock): ExerciseWords {
  const parts = block === 'order' ? ['steps'] : block === 'choose' ? ['settings'] : [];
  const fields = fieldsOf(m, node, 'a translated exercise (which has words only)', ['ask', 'why', ...parts]);
  const ask = fields.get('ask');
  const text = ask && textOf(m, ask.value, 'ask');
  return {
    ...(ask && text !== undefined && { ask: readRich(m, text, ask.value.at) }),
    why: richMap(m, fields.get('why'), 'why'),
    texts: richMap(m, parts[0] === undefined ? undefined : fields.get(parts[0]), parts[0] ?? ''),
  };
}
