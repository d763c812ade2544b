// The YAML of `goal` blocks: a list of checks, each a map with one key, its kind.

import type { Lab } from '../sim/lab.ts';
import {
  entriesOf,
  fieldsOf,
  listOf,
  meant,
  oneOrMore,
  quoted,
  switchOf,
  tell,
  textOf,
  valueOf,
  wholeOf,
  type Mistakes,
} from '../sim/labFields.ts';
import type { Entry, Node } from '../sim/labYaml.ts';
import { parseCidr, parseIpv4, parseMac } from '../wire/address.ts';
import { socketStates } from '../sim/hostFacts.ts';
import { becauseCodes, type Check, type Settings } from './check.ts';
import { readFileCheck, readStream, readWaits } from './hostCheckText.ts';
import { readChop, readExit, readOutput, readSource, readSpinning, readThreads, readTry } from './programCheckText.ts';
import { readRich } from './markdown.ts';
import { readKey, tables } from './measureText.ts';
import { deviceNames, filterOf, hostNames, hostOf, nameOf, ownerNames, ownerOf, targetOf, whereOf } from './places.ts';
import type { Rich } from './prose.ts';
import type { TableName } from './question.ts';

type Found = Check extends infer C ? (C extends { place: unknown } ? Omit<C, 'place'> : never) : never;
type Reader = (m: Mistakes, node: Node, lab: Lab | undefined, questions: readonly string[]) => Found | undefined;

const readers: Record<Check['kind'], Reader> = {
  seen: (m, node, lab) => ofFrames(m, node, lab, 'seen'),
  never: (m, node, lab) => ofFrames(m, node, lab, 'never'),
  count: (m, node, lab) => readCount(m, node, lab),
  ping: (m, node, lab) => readPing(m, node, lab),
  table: (m, node, lab) => readTable(m, node, lab),
  setting: (m, node, lab) => readSetting(m, node, lab),
  unchanged: (m, node, lab) => {
    const what = oneOrMore(node).flatMap((item) => unchangedOf(m, item, lab) ?? []);
    return { kind: 'unchanged', what };
  },
  stdout: (m, node, lab) => readOutput(m, node, lab, 'stdout'),
  stderr: (m, node, lab) => readOutput(m, node, lab, 'stderr'),
  exit: readExit,
  threads: readThreads,
  spinning: readSpinning,
  source: readSource,
  chop: (m, node, lab, questions) => {
    const then = (one: Node): Check[] =>
      listOf(m, one, 'then').flatMap((item) => readCheck(m, item, lab, questions) ?? []);
    return readChop(m, node, lab, then);
  },
  try: (m, node, lab, questions) => {
    const then = (one: Node): Check[] =>
      listOf(m, one, 'then').flatMap((item) => readCheck(m, item, lab, questions) ?? []);
    return readTry(m, node, lab, then);
  },
  waits: readWaits,
  stream: readStream,
  file: readFileCheck,
  answer: (m, node, _, questions) => {
    const fields = node.is === 'text' ? undefined : fieldsOf(m, node, 'answer', ['to', 'is']);
    const to = fields ? need(m, node, fields, 'to') : node;
    const id = to && nameOf(m, to, 'answer', questions);
    const is = fields?.get('is');
    const value = is && textOf(m, is.value, 'is');
    return id === undefined ? undefined : { kind: 'answer', to: id, ...(value === undefined ? {} : { is: value }) };
  },
};

const kinds = Object.keys(readers) as Check['kind'][];

export interface ReadGoal {
  title: Rich;
  checks: Check[];
}

/** `questions`: ids of all questions of the lesson. */
export function readGoal(m: Mistakes, node: Node, lab: Lab | undefined, questions: readonly string[]): ReadGoal {
  const fields = node.is === 'map' ? fieldsOf(m, node, 'a goal', ['title', 'checks']) : undefined;
  const title = fields?.get('title');
  const words = title && textOf(m, title.value, 'title');
  const list = fields ? fields.get('checks')?.value : node;
  const items = list ? listOf(m, list, 'a goal') : [];
  if (items.length === 0 && m.errors.length === 0)
    tell(m, node.at, 'a goal without checks', '- ping: { from: A, to: B }');
  return {
    title: title && words !== undefined ? readRich(m, words, title.value.at) : [],
    checks: items.flatMap((item) => readCheck(m, item, lab, questions) ?? []),
  };
}

function readCheck(m: Mistakes, node: Node, lab: Lab | undefined, questions: readonly string[]): Check | undefined {
  const before = m.errors.length;
  const [entry, ...more] = entriesOf(m, node, 'a check');
  if (!entry || more.length > 0) {
    return m.errors.length > before
      ? undefined
      : tell(m, node.at, 'a check has one key, its kind', `one of ${kinds.join(', ')}`);
  }
  if (!Object.hasOwn(readers, entry.key))
    return tell(m, entry.at, `there is no check ${quoted(entry.key)}`, meant(entry.key, kinds));
  const found = readers[entry.key as Check['kind']](m, entry.value, lab, questions);
  return found && m.errors.length === before
    ? { ...found, place: { line: entry.at.line, column: entry.at.column } }
    : undefined;
}

function need(m: Mistakes, node: Node, fields: Map<string, Entry>, key: string): Node | undefined {
  return fields.get(key)?.value ?? (node.is === 'map' ? tell(m, node.at, `${quoted(key)} is missing here`) : undefined);
}

/** A filter, or `{ filter, at }`. */
function ofFrames(m: Mistakes, node: Node, lab: Lab | undefined, kind: 'seen' | 'never'): Found | undefined {
  if (node.is !== 'map') {
    const filter = filterOf(m, node, kind);
    return filter === undefined ? undefined : { kind, filter };
  }
  const fields = fieldsOf(m, node, kind, ['filter', 'at']);
  const text = need(m, node, fields, 'filter');
  const filter = text && filterOf(m, text, 'filter');
  const at = fields.get('at');
  const where = at && whereOf(m, at.value, lab);
  return filter === undefined ? undefined : { kind, filter, ...(where === undefined ? {} : { at: where }) };
}

function readCount(m: Mistakes, node: Node, lab: Lab | undefined): Found | undefined {
  const fields = fieldsOf(m, node, 'count', ['filter', 'at', 'is', 'least', 'most']);
  const text = need(m, node, fields, 'filter');
  const filter = text && filterOf(m, text, 'filter');
  const at = fields.get('at');
  const where = at && whereOf(m, at.value, lab);
  const [is, least, most] = ['is', 'least', 'most'].map((key) => {
    const field = fields.get(key);
    return field && wholeOf(m, field.value, key, 0, 1_000_000);
  });
  if (is === undefined && least === undefined && most === undefined)
    return tell(m, node.at, '`count` does not say how many', 'is: 4, or least: 2, most: 10');
  if (is !== undefined && (least !== undefined || most !== undefined))
    return tell(m, node.at, '`is` beside `least` or `most`');
  if ((least ?? 0) > (most ?? Infinity)) return tell(m, node.at, '`least` is more than `most`');
  // JSON knows no Infinity: no upper bound is the largest number there can be.
  const bounds = { least: is ?? least ?? 0, most: is ?? most ?? Number.MAX_SAFE_INTEGER };
  return filter === undefined
    ? undefined
    : { kind: 'count', filter, ...(where === undefined ? {} : { at: where }), ...bounds };
}

function readPing(m: Mistakes, node: Node, lab: Lab | undefined): Found | undefined {
  const fields = fieldsOf(m, node, 'ping', ['from', 'to', 'ttl', 'fails']);
  const [from, to] = [need(m, node, fields, 'from'), need(m, node, fields, 'to')];
  const sender = from && hostOf(m, from, 'from', lab);
  const target = to && targetOf(m, to, 'to', lab);
  const [ttl, fails] = [fields.get('ttl'), fields.get('fails')];
  const left = ttl && wholeOf(m, ttl.value, 'ttl', 1, 255);
  if (ttl && fails) tell(m, fails.at, 'a ping that fails brings no TTL');
  const code = fails && textOf(m, fails.value, 'fails');
  if (sender === undefined || target === undefined) return undefined;
  if (!fails || code === undefined)
    return { kind: 'ping', from: sender, to: target, ...(left === undefined ? {} : { ttl: left }) };
  if (code !== 'true' && !Object.hasOwn(becauseCodes, code)) {
    return tell(
      m,
      fails.value.at,
      `${quoted(code)} is no reason why a ping fails`,
      meant(code, ['true', ...Object.keys(becauseCodes)]),
    );
  }
  return { kind: 'ping', from: sender, to: target, fails: code === 'true' ? 'any' : code };
}

function readTable(m: Mistakes, node: Node, lab: Lab | undefined): Found | undefined {
  const fields = fieldsOf(m, node, 'table', [...tables, 'holds', 'lacks']);
  const named = tables.filter((key) => fields.has(key));
  const [table] = named;
  if (!table || named.length > 1) return tell(m, node.at, 'one table of one device', '{ arp: A, holds: { … } }');
  const switches = lab && deviceNames(lab).filter((name) => !hostNames(lab).includes(name));
  const of = nameOf(m, fields.get(table)!.value, table, table === 'mac' ? switches : lab && hostNames(lab));
  const holds: Record<string, string> = {};
  const wanted = fields.get('holds');
  for (const entry of wanted ? entriesOf(m, wanted.value, 'holds') : []) {
    const key = readKey(m, { is: 'text', at: entry.at, text: entry.key, inside: 0, empty: false }, table, lab);
    const value = tableValue(m, entry.value, table, lab);
    if (key !== undefined && value !== undefined) holds[key] = value;
  }
  const unwanted = fields.get('lacks');
  const lacks = (unwanted ? oneOrMore(unwanted.value) : []).flatMap((item) => readKey(m, item, table, lab) ?? []);
  if (!wanted && !unwanted) return tell(m, node.at, '`table` needs `holds` or `lacks`');
  return of === undefined ? undefined : { kind: 'table', table, of, holds, lacks };
}

function tableValue(m: Mistakes, node: Node, table: TableName, lab: Lab | undefined): string | undefined {
  const text = textOf(m, node, 'a value');
  if (text === undefined || text === 'any' || (lab && table !== 'sockets' && ownerNames(lab).includes(text)))
    return text;
  const { right, example } = tableValues[table];
  if (right(text)) return text;
  const others = table === 'sockets' ? 'or `any`' : 'a device or interface, or `any`';
  return tell(m, node.at, `${quoted(text)} is no value of this table`, `${example}, ${others}`);
}

const tableValues: Record<TableName, { right: (text: string) => boolean; example: string }> = {
  mac: { right: (text) => /^\d{1,3}$/.test(text), example: 'a port number' },
  arp: { right: (text) => parseMac(text) !== undefined, example: 'a MAC address' },
  route: {
    right: (text) => /^[a-z]/.test(text) || parseIpv4(text) !== undefined,
    example: 'a next hop, or the interface',
  },
  sockets: { right: (text) => socketStates.includes(text), example: `one of ${socketStates.join(', ')}` },
};

function readSetting(m: Mistakes, node: Node, lab: Lab | undefined): Found | undefined {
  const fields = fieldsOf(m, node, 'setting', ['of', 'ip', 'prefix', 'mac', 'gateway', 'mtu', 'up']);
  const of = need(m, node, fields, 'of');
  const owner = of && ownerOf(m, of, 'of', lab);
  const settings: Settings = {};
  const text = (key: 'ip' | 'mac' | 'gateway', fits: (text: string) => boolean, right: string): void => {
    const field = fields.get(key);
    const value = field && valueOf(m, field.value, key, (one) => (fits(one) ? one : undefined), right);
    if (value !== undefined) settings[key] = value;
  };
  text(
    'ip',
    (one) => one === 'none' || parseCidr(one) !== undefined || parseIpv4(one) !== undefined,
    'an address such as 192.168.12.1/24, or `none`',
  );
  text('mac', (one) => parseMac(one) !== undefined, 'an address such as 02:00:00:00:00:0a');
  text(
    'gateway',
    (one) => one === 'none' || parseIpv4(one) !== undefined,
    'an address such as 192.168.12.254, or `none`',
  );
  const [prefix, mtu, up] = [fields.get('prefix'), fields.get('mtu'), fields.get('up')];
  const length = prefix && wholeOf(m, prefix.value, 'prefix', 0, 32);
  const size = mtu && wholeOf(m, mtu.value, 'mtu', 68, 65_535);
  const isUp = up && switchOf(m, up.value, 'up');
  if (length !== undefined) settings.prefix = length;
  if (size !== undefined) settings.mtu = size;
  if (isUp !== undefined) settings.up = isUp;
  if (fields.size < 2) return tell(m, node.at, '`setting` does not say what it should be', 'gateway: 192.168.12.254');
  return owner === undefined ? undefined : { kind: 'setting', of: owner, settings };
}

const unchangeable = ['ip', 'mask', 'mac', 'gateway', 'mtu'];

function unchangedOf(m: Mistakes, node: Node, lab: Lab | undefined): string | undefined {
  const text = textOf(m, node, 'unchanged');
  if (text === undefined || text === 'cables' || !lab) return text;
  const last = text.slice(text.lastIndexOf('.') + 1);
  const owner = unchangeable.includes(last) ? text.slice(0, -last.length - 1) : text;
  if (ownerNames(lab).includes(owner)) return text;
  return tell(
    m,
    node.at,
    `${quoted(text)} is nothing that could stay as it was`,
    '`A`, `A.ip`, `A.mask`, `A.mac`, `A.gateway`, `A.mtu`, `R.eth0.ip`, `cables`',
  );
}
