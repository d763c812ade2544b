// Values for struct as people type them: whole numbers, numbers with a point, truth values and text, separated by commas or blanks.

import { leastOf, mostOf } from '../../wire/framing/integer.ts';
import { readEntry, readSigned, type Entry } from '../entry.ts';
import { readEscaped } from '../escapes.ts';
import { right, wrong, type Problem, type Read } from '../said.ts';
import type { Format, Item } from './structFormat.ts';

/** Whole numbers are `bigint`, those with a point `number`, text its octets. */
export type Value = bigint | number | boolean | Uint8Array;

interface Token {
  text: string;
  at: number;
}

const BETWEEN = /[\s\u3000\u00a0]*/y;
/** Quoted as in Python, or anything up to a comma or blank. */
const TOKEN = /b?(?:'(?:[^'\\]|\\[^])*'|"(?:[^"\\]|\\[^])*")|[^\s\u3000\u00a0,]+/y;

/** Reads as many values as the format has. The first that is wrong is told, or that there are too few or too many. */
export function readValues(typed: string, { items }: Format): Entry<Value[]> {
  const text = typed.trim();
  if (text === '') return { state: 'empty' };
  const tokens = tokensOf(typed);
  if (!Array.isArray(tokens)) return { state: 'wrong', problem: tokens };
  const values: Value[] = [];
  for (const [place, item] of items.entries()) {
    const token = tokens[place];
    if (!token) break;
    const entry = readValue(token.text, item);
    if (entry.state === 'wrong') return { state: 'wrong', problem: whole(entry.problem, typed, token) };
    if (entry.state === 'right') values.push(entry.value);
  }
  if (tokens.length === items.length) {
    return { state: 'right', value: values, notes: text === typed ? [] : [{ id: 'trimmed' }] };
  }
  const extra = tokens[items.length];
  const [at, length] = extra ? [extra.at, extra.text.length] : [typed.length, 0];
  const { problem } = wrong('E_NUMBER', at, length, {
    variant: 'values',
    params: { wanted: items.length, count: tokens.length },
  });
  return { state: 'wrong', problem };
}

/** A problem of one value as one of the whole field. */
function whole(problem: Problem, typed: string, { text, at }: Token): Problem {
  const { instead, ...rest } = problem;
  return {
    ...rest,
    at: problem.at + at,
    ...(instead !== undefined && { instead: typed.slice(0, at) + instead + typed.slice(at + text.length) }),
  };
}

function tokensOf(typed: string): Token[] | Problem {
  const tokens: Token[] = [];
  let at = skip(typed, 0);
  while (at < typed.length) {
    TOKEN.lastIndex = at;
    const text = TOKEN.exec(typed)?.[0];
    if (text === undefined) return wrong('E_NUMBER', at, 1, { variant: 'value-missing' }).problem;
    tokens.push({ text, at });
    at = skip(typed, at + text.length);
    if (typed[at] !== ',') continue;
    at = skip(typed, at + 1);
    // A comma at the very end is how Python writes one value: `(9000,)`.
  }
  return tokens;
}

function skip(typed: string, at: number): number {
  BETWEEN.lastIndex = at;
  return at + BETWEEN.exec(typed)![0].length;
}

function readValue(text: string, item: Item): Entry<Value> {
  if (item.is === 'text') return readEntry<Value>(text, readText, 'freely');
  if (item.is === 'bool') return readEntry<Value>(text, readBool);
  if (item.is !== 'integer') return readEntry<Value>(text, (typed) => readFloat(typed, item.size));
  const { integer } = item;
  return readEntry<Value>(text, (typed) => readSigned(typed, leastOf(integer), mostOf(integer)));
}

const readBool = (text: string): Read<Value> =>
  /^(?:true|false|[01])$/i.test(text)
    ? right(/^(?:true|1)$/i.test(text))
    : wrong('E_NUMBER', 0, text.length, { variant: 'bool', params: { value: text } });

function readFloat(text: string, size: number): Read<Value> {
  if (!/^-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)) {
    const odd = Math.max(0, text.search(/[^\d.e+-]/i));
    return wrong('E_NUMBER', odd, 1, { variant: 'float', params: { value: text } });
  }
  const value = Number(text);
  const fits = Number.isFinite(size === 4 ? Math.fround(value) : value);
  return fits ? right(value) : wrong('E_RANGE', 0, text.length, { variant: 'float', params: { value: text, size } });
}

/** The octets of a text: quoted with Python's escapes, or as it is; what is not ASCII in UTF-8. */
function readText(text: string): Read<Value> {
  const quoted = /^b?(['"])([^]*)\1$/.exec(text);
  if (!quoted || text.length < 2) return right(new TextEncoder().encode(text));
  const read = readEscaped(quoted[2]!);
  const start = text.indexOf(quoted[1]!) + 1;
  return read.ok ? read : { ok: false, problem: { ...read.problem, at: start + read.problem.at } };
}
