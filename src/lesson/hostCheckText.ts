// The YAML of the checks about programs: `waits` in a call, `stream` of octets between two hosts, `file` of a host.

import { fieldsOf, oneOrMore, quoted, tell, textOf, valueOf, wholeOf, type Mistakes } from '../sim/labFields.ts';
import type { Lab } from '../sim/lab.ts';
import type { Entry, Node } from '../sim/labYaml.ts';
import type { Check } from './check.ts';
import { hostOf, nameOf } from './places.ts';

type Found<K extends Check['kind']> = Omit<Extract<Check, { kind: K }>, 'place'>;
type Fields = Map<string, Entry>;

/** Calls in which a program can wait. */
const CALLS = [
  ...['accept', 'connect', 'recv', 'recvfrom', 'send', 'sendto', 'any'],
  ...['input', 'sleep', 'join', 'lock', 'select', 'pipe', 'output', 'waitpid'],
];

export function hostIn(m: Mistakes, node: Node, fields: Fields, key: string, lab: Lab | undefined): string | undefined {
  const field = fields.get(key);
  if (field) return hostOf(m, field.value, key, lab);
  return node.is === 'map' ? tell(m, node.at, `${quoted(key)} is missing here`) : undefined;
}

export const textIn = (m: Mistakes, fields: Fields, key: string): string | undefined => {
  const field = fields.get(key);
  return field && textOf(m, field.value, key);
};

export const textsIn = (m: Mistakes, fields: Fields, key: string): string[] => {
  const field = fields.get(key);
  return field ? oneOrMore(field.value).flatMap((one) => textOf(m, one, key) ?? []) : [];
};

export const wholeIn = (m: Mistakes, fields: Fields, key: string, least: number, most: number): number | undefined => {
  const field = fields.get(key);
  return field && wholeOf(m, field.value, key, least, most);
};

/** Only what is there. */
export const given = <T extends object>(values: T): { [K in keyof T]: NonNullable<T[K]> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;

export function readWaits(m: Mistakes, node: Node, lab: Lab | undefined): Found<'waits'> | undefined {
  const fields = fieldsOf(m, node, 'waits', ['of', 'run', 'in', 'line', 'text']);
  const of = hostIn(m, node, fields, 'of', lab);
  const run = textIn(m, fields, 'run');
  if (node.is === 'map' && !fields.has('run')) return tell(m, node.at, '`run` is missing here', 'run: nc -l');
  const field = fields.get('in');
  const call = field ? nameOf(m, field.value, 'in', CALLS) : 'any';
  const line = wholeIn(m, fields, 'line', 1, 100_000);
  const text = textIn(m, fields, 'text');
  if (of === undefined || run === undefined || call === undefined) return undefined;
  return { kind: 'waits', of, run, in: call, ...given({ line, text }) } as Found<'waits'>;
}

const MOST_OCTETS = 0x8000_0000;

export function readStream(m: Mistakes, node: Node, lab: Lab | undefined): Found<'stream'> | undefined {
  const asked = ['is', 'contains', 'octets', 'sends', 'reads'];
  const fields = fieldsOf(m, node, 'stream', ['from', 'to', 'port', ...asked]);
  const [from, to] = [hostIn(m, node, fields, 'from', lab), hostIn(m, node, fields, 'to', lab)];
  if (node.is === 'map' && !asked.some((key) => fields.has(key)))
    return tell(m, node.at, '`stream` does not say what it should carry', 'is: hello, octets: 5, reads: 1');
  const reads = fields.get('reads');
  const values = given({
    port: wholeIn(m, fields, 'port', 1, 65_535),
    is: textIn(m, fields, 'is'),
    contains: fields.has('contains') ? textsIn(m, fields, 'contains') : undefined,
    octets: wholeIn(m, fields, 'octets', 0, MOST_OCTETS),
    sends: wholeIn(m, fields, 'sends', 0, 1_000_000),
    reads: reads?.value.is === 'list' ? textsIn(m, fields, 'reads') : wholeIn(m, fields, 'reads', 0, 1_000_000),
  });
  return from === undefined || to === undefined
    ? undefined
    : ({ kind: 'stream', from, to, ...values } as Found<'stream'>);
}

export function readFileCheck(m: Mistakes, node: Node, lab: Lab | undefined): Found<'file'> | undefined {
  const asked = ['is', 'contains', 'lacks', 'octets', 'sha256', 'same'];
  const fields = fieldsOf(m, node, 'file', ['of', 'name', ...asked]);
  const of = hostIn(m, node, fields, 'of', lab);
  const name = textIn(m, fields, 'name');
  if (node.is === 'map' && !fields.has('name')) return tell(m, node.at, '`name` is missing here', 'name: notes.txt');
  const sum = fields.get('sha256');
  const digits = (text: string): string | undefined => (/^[0-9a-f]{64}$/i.test(text) ? text.toLowerCase() : undefined);
  const values = given({
    is: textIn(m, fields, 'is'),
    octets: wholeIn(m, fields, 'octets', 0, MOST_OCTETS),
    sha256: sum && valueOf(m, sum.value, 'sha256', digits, '64 hexadecimal digits, as `sha256sum` prints them'),
    same: readSame(m, fields, lab),
  });
  const [contains, lacks] = [textsIn(m, fields, 'contains'), textsIn(m, fields, 'lacks')];
  if (of === undefined || name === undefined) return undefined;
  return { kind: 'file', of, name, contains, lacks, ...values } as Found<'file'>;
}

/** `same: A.sent.bin`: the file of another host. */
function readSame(m: Mistakes, fields: Fields, lab: Lab | undefined): { of: string; name: string } | undefined {
  const field = fields.get('same');
  const text = field && textOf(m, field.value, 'same');
  if (!field || text === undefined) return undefined;
  const dot = text.indexOf('.');
  const node = field.value;
  if (dot < 1 || dot === text.length - 1)
    return tell(m, node.at, `${quoted(text)} is no file of a host`, 'host and file: A.sent.bin');
  const name = text.slice(dot + 1);
  const of = hostOf(m, { is: 'text', at: node.at, text: text.slice(0, dot), inside: 0, empty: false }, 'same', lab);
  return of === undefined ? undefined : { of, name };
}
