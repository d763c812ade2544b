// The YAML of `measure:`: what is looked at in a run.

import { parseIpv4, parseMac } from '../wire/address.ts';
import { parseCidr } from '../wire/address.ts';
import { reasonNames } from '../sim/reasons.ts';
import type { Lab } from '../sim/lab.ts';
import { entriesOf, fieldsOf, listOf, meant, quoted, tell, textOf, type Mistakes } from '../sim/labFields.ts';
import type { Entry, Node } from '../sim/labYaml.ts';
import { deviceNames, filterOf, hostNames, hostOf, nameOf, ownerNames, targetOf, whereOf } from './places.ts';
import type { FrameValue, Measure, TableName } from './question.ts';
import { socketKeyOf } from '../sim/hostFacts.ts';

const frameValues: FrameValue[] = ['sender', 'receiver', 'senderPort', 'receiverPort', 'link', 'reason', 'receivers'];
export const tables: readonly TableName[] = ['arp', 'mac', 'route', 'sockets'];

type Fields = Map<string, Entry>;
type Form = {
  keys: string[];
  read: (m: Mistakes, fields: Fields, value: Node, lab: Lab | undefined) => Measure | undefined;
};

const frame =
  (which: 'first' | 'last'): Form['read'] =>
  (m, fields, value, lab) => {
    const filter = filterOf(m, value, which);
    const at = whereIn(m, fields, lab);
    const [field, asked] = [fields.get('field'), fields.get('value')];
    if (!field === !asked) return tell(m, value.at, `\`${which}\` needs \`field\` or \`value\``, 'field: eth.dst');
    if (filter === undefined) return undefined;
    if (field) {
      const name = fieldOf(m, field.value);
      return name === undefined ? undefined : { form: 'frame', which, filter, ...at, field: name };
    }
    const kind = oneOf(m, asked!.value, 'value', frameValues);
    return kind && { form: 'frame', which, filter, ...at, value: kind };
  };

const forms: Record<string, Form> = {
  first: { keys: ['at', 'field', 'value'], read: frame('first') },
  last: { keys: ['at', 'field', 'value'], read: frame('last') },
  count: {
    keys: ['at'],
    read: (m, fields, value, lab) => {
      const filter = filterOf(m, value, 'count');
      const at = whereIn(m, fields, lab);
      return filter === undefined ? undefined : { form: 'count', filter, ...at };
    },
  },
  differ: { keys: ['fields'], read: (m, fields, value) => readDiffer(m, fields, value) },
  dropped: {
    keys: ['value'],
    read: (m, fields, value) => {
      const filter = filterOf(m, value, 'dropped');
      const asked = valueIn(m, fields, value, ['device', 'port', 'reason'] as const);
      return filter === undefined || !asked ? undefined : { form: 'dropped', filter, value: asked };
    },
  },
  reason: {
    keys: ['value'],
    read: (m, fields, value) => {
      const reason = nameOf(m, value, 'reason', reasonNames);
      const asked = valueIn(m, fields, value, ['device', 'port', 'count'] as const);
      return reason === undefined || !asked ? undefined : { form: 'reason', reason, value: asked };
    },
  },
  table: { keys: ['key'], read: readTable },
  stdout: {
    keys: ['after', 'contains'],
    read: (m, fields, value, lab) => {
      const of = hostOf(m, value, 'stdout', lab);
      const [after, contains] = [fields.get('after'), fields.get('contains')];
      if (!after === !contains) return tell(m, value.at, '`stdout` needs `after` or `contains`', 'after: "ttl="');
      const text = textOf(m, (after ?? contains)!.value, after ? 'after' : 'contains');
      if (of === undefined || text === undefined) return undefined;
      return after ? { form: 'stdout', of, after: text } : { form: 'stdout', of, contains: text };
    },
  },
  waits: {
    keys: ['run', 'value'],
    read: (m, fields, value, lab) => {
      const of = hostOf(m, value, 'waits', lab);
      const asked = valueIn(m, fields, value, ['line', 'call'] as const);
      const run = runIn(m, fields);
      return of === undefined || !asked || run === undefined ? undefined : { form: 'waits', of, run, value: asked };
    },
  },
  exit: {
    keys: ['run'],
    read: (m, fields, value, lab) => {
      const of = hostOf(m, value, 'exit', lab);
      const run = runIn(m, fields);
      return of === undefined || run === undefined ? undefined : { form: 'exit', of, run };
    },
  },
  ping: {
    keys: [],
    read: (m, _, value, lab) => {
      const fields = fieldsOf(m, value, 'ping', ['from', 'to']);
      const [from, to] = [fields.get('from'), fields.get('to')];
      if (!from || !to) return tell(m, value.at, 'a ping has `from` and `to`', '{ from: A, to: C }');
      const [sender, target] = [hostOf(m, from.value, 'from', lab), targetOf(m, to.value, 'to', lab)];
      return sender === undefined || target === undefined ? undefined : { form: 'ping', from: sender, to: target };
    },
  },
};

const formKeys = Object.keys(forms);
const common = ['owner', 'map', 'since'];

export function readMeasure(m: Mistakes, node: Node, lab: Lab | undefined): Measure | undefined {
  const before = m.errors.length;
  const form = node.is === 'map' ? node.entries.find((entry) => Object.hasOwn(forms, entry.key))?.key : undefined;
  const fields = fieldsOf(m, node, 'a measure', [...(form ? [form, ...forms[form]!.keys] : formKeys), ...common]);
  if (!form)
    return m.errors.length > before
      ? undefined
      : tell(m, node.at, 'nothing is measured', `one of ${formKeys.join(', ')}`);
  const measure = forms[form]!.read(m, fields, fields.get(form)!.value, lab);
  const owner = fields.get('owner');
  const map = fields.get('map');
  if (!measure) return undefined;
  if (owner) measure.owner = pairs(m, owner.value, 'owner', lab && ['*', ...ownerNames(lab)]);
  const since = fields.get('since');
  if (since && oneOf(m, since.value, 'since', ['lab'])) measure.since = 'lab';
  if (map) measure.map = pairs(m, map.value, 'map', undefined);
  return m.errors.length > before ? undefined : measure;
}

/** A map of names to answers. */
function pairs(m: Mistakes, node: Node, what: string, known: readonly string[] | undefined): Record<string, string> {
  const out: Record<string, string> = {};
  for (const entry of entriesOf(m, node, what)) {
    if (known && !known.includes(entry.key))
      tell(m, entry.at, `${what}: there is no ${quoted(entry.key)}`, meant(entry.key, known));
    const answer = textOf(m, entry.value, entry.key);
    if (answer !== undefined && entry.key !== '__proto__') out[entry.key] = answer;
  }
  return out;
}

/** How the command line of the program begins that is meant; any where nothing is said. */
function runIn(m: Mistakes, fields: Fields): string | undefined {
  const field = fields.get('run');
  return field ? textOf(m, field.value, 'run') : '';
}

function whereIn(m: Mistakes, fields: Fields, lab: Lab | undefined): { at?: string } {
  const field = fields.get('at');
  const at = field && whereOf(m, field.value, lab);
  return at === undefined ? {} : { at };
}

function valueIn<T extends string>(m: Mistakes, fields: Fields, value: Node, known: readonly T[]): T | undefined {
  const field = fields.get('value');
  return field
    ? oneOf(m, field.value, 'value', known)
    : tell(m, value.at, '`value` is missing', `one of ${known.join(', ')}`);
}

function oneOf<T extends string>(m: Mistakes, node: Node, what: string, known: readonly T[]): T | undefined {
  const name = textOf(m, node, what);
  if (name === undefined || known.includes(name as T)) return name as T | undefined;
  return tell(m, node.at, `${what} cannot be ${quoted(name)}`, meant(name, known));
}

/** A field's filter name: one that the filter language knows. */
export function fieldOf(m: Mistakes, node: Node): string | undefined {
  const name = textOf(m, node, 'field');
  if (name === undefined) return undefined;
  if (!/^[a-z][a-z0-9_.]*$/.test(name))
    return tell(m, node.at, `${quoted(name)} is no field`, 'a filter name such as `eth.dst`');
  return filterOf(m, node, 'field');
}

function readDiffer(m: Mistakes, fields: Fields, value: Node): Measure | undefined {
  const filters = listOf(m, value, 'differ').map((item) => filterOf(m, item, 'differ'));
  if (value.is === 'list' && filters.length !== 2)
    return tell(m, value.at, 'two frames are compared', 'differ: [filter of the first, filter of the second]');
  const map = fields.get('fields');
  if (!map) return tell(m, value.at, '`differ` needs `fields`', 'fields: { eth.dst: dst, ip.ttl: ttl }');
  const answers = pairs(m, map.value, 'fields', undefined);
  for (const entry of map.value.is === 'map' ? map.value.entries : []) {
    fieldOf(m, { is: 'text', at: entry.at, text: entry.key, inside: 0, empty: false });
  }
  const [first, second] = filters;
  return first === undefined || second === undefined
    ? undefined
    : { form: 'differ', filters: [first, second], fields: answers };
}

function readTable(m: Mistakes, fields: Fields, value: Node, lab: Lab | undefined): Measure | undefined {
  const of = readTableName(m, value, lab, true);
  const key = fields.get('key');
  if (!key) return tell(m, value.at, '`table` needs a `key`', 'table: { arp: B }, key: 192.168.12.1');
  const text = of && readKey(m, key.value, of.table, lab);
  return of && text !== undefined ? { form: 'table', ...of, key: text } : undefined;
}

/** `{ arp: B }`; with `anyone` also `{ arp: "*" }`. */
function readTableName(
  m: Mistakes,
  node: Node,
  lab: Lab | undefined,
  anyone: boolean,
): { table: TableName; of: string } | undefined {
  const fields = fieldsOf(m, node, 'a table', tables);
  const [entry, ...more] = fields.values();
  if (!entry || more.length)
    return node.is === 'map' ? tell(m, node.at, 'one table of one device', '{ arp: B }') : undefined;
  const table = entry.key as TableName;
  const names =
    lab && (table === 'mac' ? deviceNames(lab).filter((name) => !hostNames(lab).includes(name)) : hostNames(lab));
  const of = nameOf(m, entry.value, table, names && anyone ? ['*', ...names] : names);
  return of === undefined ? undefined : { table, of };
}

/** The key of a table: an address of its kind, or a device or interface that has one. */
export function readKey(m: Mistakes, node: Node, table: TableName, lab: Lab | undefined): string | undefined {
  const text = textOf(m, node, 'a key');
  if (text === undefined) return undefined;
  if (lab && table !== 'sockets' && ownerNames(lab).includes(text)) return text;
  const { right, example, article } = tableKeys[table];
  if (right(text)) return text;
  return tell(m, node.at, `${quoted(text)} is no key of ${article} ${table} table`, `such as ${example}`);
}

const tableKeys: Record<TableName, { right: (text: string) => boolean; example: string; article: string }> = {
  mac: { right: (text) => parseMac(text) !== undefined, example: '02:00:00:00:00:0a', article: 'a' },
  arp: { right: (text) => parseIpv4(text) !== undefined, example: '192.168.12.1', article: 'an' },
  route: {
    right: (text) => text === 'default' || parseCidr(text) !== undefined,
    example: '192.168.13.0/24 or `default`',
    article: 'a',
  },
  sockets: {
    right: (text) => socketKeyOf(text) !== undefined,
    example: '`tcp 5000` or `tcp 5000 192.168.12.1:49152`',
    article: 'a',
  },
};
