// What a calculator is: fields, one pure function from what was typed to everything that is shown, and drills. Page, command line and tests read this alone.

import type { Drill } from './drill.ts';
import type { Entry } from './entry.ts';
import type { Problem, Said } from './said.ts';

/** What is typed or chosen, by field. */
export type Values = Readonly<Record<string, string>>;

export interface Field {
  name: string;
  /** `line`: one line of text; `lines`: several; `choice`: one of `options`; `switch`: `on` or empty; `range`: a whole number by slider, `min` to `max`. */
  kind: 'line' | 'lines' | 'choice' | 'switch' | 'range';
  /** What stands in it at first. */
  initial: string;
  options?: readonly string[];
  min?: number;
  max?: number;
  /** May stay empty without the calculator being unable to answer. */
  optional?: boolean;
  /** The same is said by several fields in different ways, and one of them is enough: who types in one empties the others. */
  alternative?: boolean;
  /** Free text in any script, and not a number or an address. */
  free?: boolean;
  /** It matters, and is shown, only as long as a field of choice has one of these options. */
  only?: { field: string; among: readonly string[] };
  /** For a range: how far it goes at present, where that depends on other fields; never beyond `max`. */
  upTo?(get: (name: string) => string): number;
}

/** One figure of a result: a code for its name, and the value as text. */
export interface Line {
  id: string;
  value: string | Said;
  /** Lines of one group stand together, under its name. */
  group?: Said;
  /** It wants attention: a warning. */
  odd?: boolean;
}

/** So many bits as they lie, most significant first. */
export interface BitRow {
  label: Said;
  /** `0`, `1`, or `x` for one that is left open. */
  bits: string;
  /** The same as people write it. */
  value: string;
  /** The border between network and host part: so many bits stand before it. */
  border?: number;
  /** Rows of one group stand together, under its name, and share their border. */
  group?: Said;
  /** Runs of bits that mean something, first and one past the last. `tone` gives colour and pattern; `label` is said and written beside it. */
  marks?: { from: number; to: number; tone: Tone; label?: Said }[];
}

export type Tone = 'network' | 'host' | 'differs' | 'fixed' | 'added' | 'wrong';

/** Octets as they lie, with runs of them named. */
export interface OctetRow {
  label: Said;
  bytes: Uint8Array;
  marks?: { from: number; to: number; tone: Tone | 'link' | 'transport' | 'application'; label?: Said | string }[];
}

/** A step of the working: what is done, why it may be done, and what it looks like. */
export interface Step {
  say: Said;
  /** Where it stands: `RFC 1122 §3.3.1.1`. */
  source?: string;
  bits?: BitRow[];
  octets?: OctetRow[];
  /** A sum in the way people write it, line by line. */
  sum?: string[];
}

/** What a calculator makes of its fields. */
export type Worked<R = unknown> =
  | { state: 'empty' }
  | { state: 'wrong'; field: string; problem: Problem }
  | {
      state: 'right';
      /** Plain data with names of the field, as the command line prints it with `--json`. */
      result: R;
      /** What was done to the input, and warnings. */
      notes: Said[];
      lines: Line[];
      bits: BitRow[];
      octets?: OctetRow[];
      steps: Step[];
    };

export interface Calculator<R = unknown> {
  /** Its address: `subnet`. */
  id: string;
  fields: readonly Field[];
  work(values: Values): Worked<R>;
  /** Where the border between network and host part is a choice: the fields with the border (of that group of rows) moved to stand after so many bits. */
  moveBorder?(values: Values, border: number, group?: string): Values;
  drills: readonly Drill[];
}

/** What stands in a field. An example stands in an alternative only as long as nothing is typed in another. */
export function valueOf(fields: readonly Field[], values: Values, name: string): string {
  const field = fields.find((field) => field.name === name);
  if (values[name] !== undefined || !field) return values[name] ?? '';
  return field.alternative && alternatives(fields).some((other) => values[other]) ? '' : field.initial;
}

const alternatives = (fields: readonly Field[]): string[] =>
  fields.flatMap(({ name, alternative }) => (alternative ? [name] : []));

/** The values once something was typed into a field. */
export function typedInto(fields: readonly Field[], values: Values, name: string, text: string): Values {
  const others = alternatives(fields);
  const emptied = others.includes(name) ? Object.fromEntries(others.map((other) => [other, ''])) : {};
  return { ...values, ...emptied, [name]: text };
}

/** Alternatives that were read: one is enough, and those that are filled in say the same, by `same`; `differ` words it where they do not. */
export function agreeing<T>(
  entries: readonly { field: string; entry: Entry<T>; text: string }[],
  same: (one: T, other: T) => boolean,
  differ: (now: T, before: T, text: string) => Pick<Problem, 'id' | 'variant' | 'params'>,
):
  | { state: 'empty' }
  | { state: 'wrong'; field: string; problem: Problem }
  | { state: 'right'; value: T; notes: Said[] } {
  let found: { value: T } | undefined;
  const notes: Said[] = [];
  for (const { field, entry, text } of entries) {
    if (entry.state === 'wrong') return { state: 'wrong', field, problem: entry.problem };
    if (entry.state === 'empty') continue;
    notes.push(...entry.notes);
    if (found && !same(entry.value, found.value)) {
      return {
        state: 'wrong',
        field,
        problem: { ...differ(entry.value, found.value, text), at: 0, length: text.length },
      };
    }
    found = { value: entry.value };
  }
  return found ? { state: 'right', value: found.value, notes } : { state: 'empty' };
}

/** The option that is chosen; the one at first where an address names none of them. */
export function chosenOf<T extends string>(field: Field & { options: readonly T[] }, values: Values): T {
  const chosen = values[field.name] as T;
  return field.options.includes(chosen) ? chosen : (field.initial as T);
}

/** Where a slider stands: a whole number from its `min` to its `max`, whatever an address says. */
export function rangeOf(field: Field, values: Values, upTo = field.max ?? 0): number {
  const text = valueOf([field], values, field.name);
  const least = field.min ?? 0;
  return /^\d{1,9}$/.test(text) ? Math.max(least, Math.min(Number(text), upTo)) : least;
}

/** The fields that were read: the first that is wrong ends it, and one that is empty and needed leaves no answer. */
export function gather<T extends Record<string, Entry<unknown>>>(
  entries: T,
  optional: readonly (keyof T)[] = [],
): Gathered<T> {
  const notes: Said[] = [];
  for (const [field, entry] of Object.entries(entries)) {
    if (entry.state === 'wrong') return { state: 'wrong', field, problem: entry.problem };
    if (entry.state === 'right') notes.push(...entry.notes);
  }
  const missing = Object.entries(entries).some(([name, { state }]) => state === 'empty' && !optional.includes(name));
  if (missing) return { state: 'empty' };
  const values = Object.fromEntries(
    Object.entries(entries).map(([name, entry]) => [name, entry.state === 'right' ? entry.value : undefined]),
  );
  return { state: 'right', values: values as Valued<T>, notes };
}

type Valued<T> = { [K in keyof T]: T[K] extends Entry<infer V> ? V : never };
/** An optional field that is empty has the value undefined. */
export type Gathered<T> =
  | { state: 'empty' }
  | { state: 'wrong'; field: string; problem: Problem }
  | { state: 'right'; values: Valued<T>; notes: Said[] };
