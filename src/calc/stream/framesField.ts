// The fields of the frame cutter, and how the cuts between pieces are read from them.

import { parseChopRule, type ChopRule } from '../../wire/chopper.ts';
import { chosenOf, rangeOf, valueOf, type Field, type Values } from '../calculator.ts';
import { readEntry, readWhole, type Entry } from '../entry.ts';
import { right, wrong, type Read } from '../said.ts';
import { delimiterNames, lengthNames, MOST_OCTETS, ruleNames, send, type RuleChoice, type Sent } from './framesRule.ts';
import { readMessages } from './messages.ts';

export const cutNames = ['size', 'sends', 'glue', 'seed', 'hand'] as const;

/** Octets that a message of fixed size may have. */
const MOST_SIZE = 64;
const MOST_LIMIT = 0x10_0000;
const MOST_SEED = 0xffff_ffff;

const rule = { name: 'rule', kind: 'choice', initial: '!I', options: ruleNames } as const;
const cut = { name: 'cut', kind: 'choice', initial: 'size', options: cutNames } as const;
const pieces: Field = {
  ...{ name: 'pieces', kind: 'range', initial: '7', min: 1, max: MOST_OCTETS },
  only: { field: 'cut', among: ['size'] },
  upTo: (get) => Math.max(1, octetsIn(get)),
};
const missing: Field = { name: 'missing', kind: 'range', initial: '0', min: 0, max: MOST_OCTETS, upTo: octetsIn };

export const fields: readonly Field[] = [
  { name: 'messages', kind: 'lines', initial: 'hello\nnice\n你好', free: true },
  rule,
  { name: 'size', kind: 'line', initial: '8', only: { field: 'rule', among: ['fixed'] } },
  { name: 'escape', kind: 'switch', initial: '', only: { field: 'rule', among: delimiterNames } },
  { name: 'limit', kind: 'line', initial: '1024', only: { field: 'rule', among: [...lengthNames, ...delimiterNames] } },
  cut,
  pieces,
  { name: 'seed', kind: 'line', initial: '1', only: { field: 'cut', among: ['seed'] } },
  { name: 'at', kind: 'line', initial: '3,7', optional: true, only: { field: 'cut', among: ['hand'] } },
  missing,
];

/** Everything that is typed, read; a field that does not matter at present is not looked at. */
export function entriesOf(values: Values): Readonly<{
  messages: ReturnType<typeof messagesOf>;
  size: Entry<number>;
  limit: Entry<number>;
  seed: Entry<number>;
  at: Entry<ChopRule>;
}> {
  const typed = (name: string): string => (matters(name, values) ? valueOf(fields, values, name) : initialOf(name));
  return {
    messages: messagesOf(valueOf(fields, values, 'messages')),
    size: readEntry(typed('size'), (text) => readWhole(text, 1, MOST_SIZE)),
    limit: readEntry(typed('limit'), (text) => readWhole(text, 0, MOST_LIMIT)),
    seed: readEntry(typed('seed'), (text) => readWhole(text, 0, MOST_SEED)),
    at: readEntry(typed('at'), readOffsets),
  };
}

const messagesOf = (typed: string) => readEntry(typed, readMessages, 'freely');
const initialOf = (name: string): string => valueOf(fields, {}, name);

function matters(name: string, values: Values): boolean {
  const only = fields.find((field) => field.name === name)?.only;
  if (!only) return true;
  return only.among.includes(only.field === 'rule' ? chosenOf(rule, values) : chosenOf(cut, values));
}

/** The rule that is chosen, with what goes with it. */
export function ruleIn(values: Values, size: number): RuleChoice {
  return { name: chosenOf(rule, values), size, escape: valueOf(fields, values, 'escape') === 'on' };
}

/** Octets at the end that never arrive, because the line is closed before. */
export const missingIn = (values: Values, octets: number): number => rangeOf(missing, values, octets);

/** Where the stream is cut. `hand` are the cuts that were set by hand. */
export function cutsIn(values: Values, sent: Sent, hand: ChopRule, seed: number): ChopRule {
  switch (chosenOf(cut, values)) {
    case 'size':
      return { cut: 'size', octets: rangeOf(pieces, values, Math.max(1, sent.stream.length)) };
    case 'glue':
      return { cut: 'glue' };
    case 'seed':
      return { cut: 'seed', seed };
    case 'hand':
      return hand;
    case 'sends':
      return { cut: 'offsets', offsets: startsOf(sent.frames) };
  }
}

/** Where frames begin in the stream, as far as that is not its beginning or its end; a frame without octets begins nowhere. */
function startsOf(frames: readonly Uint8Array[]): number[] {
  let end = 0;
  const ends = new Set(frames.map(({ length }) => (end += length)));
  return [...ends].filter((at) => at > 0 && at < end);
}

/** `3,7`: a cut behind so many octets each, in rising order. */
function readOffsets(text: string): Read<ChopRule> {
  const odd = text.search(/[^\d,]/);
  if (odd >= 0) return wrong('E_CHAR', odd, 1, { variant: 'cuts', params: { sign: text[odd]! } });
  let before = 0;
  let at = 0;
  for (const part of text.split(',')) {
    const number = readWhole(part, 1, MOST_OCTETS);
    if (part === '') return wrong('E_NUMBER', at, 0, { variant: 'cuts', params: {} });
    if (!number.ok) return { ok: false, problem: { ...number.problem, at: at + number.problem.at } };
    if (number.value <= before) {
      return wrong('E_RANGE', at, part.length, { variant: 'cuts', params: { value: part, before } });
    }
    before = number.value;
    at += part.length + 1;
  }
  const cuts = parseChopRule(`at:${text}`);
  return cuts.ok ? right(cuts.value) : wrong('E_NUMBER', 0, text.length, { variant: 'cuts', params: {} });
}

/** Octets of the whole stream; none while it cannot be read. */
function octetsIn(get: (name: string) => string): number {
  const values = Object.fromEntries(fields.flatMap(({ name, kind }) => (kind === 'range' ? [] : [[name, get(name)]])));
  const { messages, size } = entriesOf(values);
  if (messages.state !== 'right' || size.state !== 'right') return 0;
  const sent = send(messages.value, ruleIn(values, size.value));
  return sent.ok ? sent.value.stream.length : 0;
}
