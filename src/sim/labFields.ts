// Reading the fields of a map that a person wrote: what is unknown, double, missing or of the wrong kind becomes a mistake with its place.

import type { FileError } from '../base/result.ts';
import { nearest } from '../base/spelling.ts';
import { parseDuration } from '../base/time.ts';
import { compileFilter } from '../wire/filter.ts';
import type { KnownField } from '../wire/filter/fields.ts';
import type { At, Entry, Node } from './labYaml.ts';
import { parseChance, parseRate, parseSize, parseSwitch } from './labUnits.ts';

/** Where mistakes are told. A warning does not keep the file from being used. */
export interface Mistakes {
  errors: FileError[];
  warnings: FileError[];
}

export function tell(m: Mistakes, at: At, message: string, hint?: string): undefined {
  m.errors.push(mistake(at, message, hint));
  return undefined;
}

export function warn(m: Mistakes, at: At, message: string, hint?: string): void {
  m.warnings.push(mistake(at, message, hint));
}

const mistake = (at: At, message: string, hint?: string): FileError => ({
  file: at.file,
  line: at.line,
  column: at.column,
  message,
  ...(hint === undefined ? {} : { hint }),
});

/** The text as a person quotes it in a message: cut when it is long. */
export const quoted = (text: string): string => `\`${text.length > 60 ? `${text.slice(0, 57)}…` : text}\``;

const kindOf = (node: Node): string =>
  node.is === 'map' ? 'a map' : node.is === 'list' ? 'a list' : node.empty ? 'nothing' : quoted(node.text);

/** The entries of a map by key. Unknown and double keys are mistakes; `what` is how the map is called (`a host`). */
export function fieldsOf(m: Mistakes, node: Node, what: string, known: readonly string[]): Map<string, Entry> {
  const fields = new Map<string, Entry>();
  for (const entry of entriesOf(m, node, what)) {
    if (known.includes(entry.key)) fields.set(entry.key, entry);
    else tell(m, entry.at, `${quoted(entry.key)} is no key of ${what}`, meant(entry.key, known));
  }
  return fields;
}

/** `did you mean …?`, or the words there are. */
export function meant(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  if (near !== undefined) return `did you mean \`${near}\`?`;
  const shown = known.slice(0, 24).join(', ');
  return known.length ? `there are: ${shown}${known.length > 24 ? ', …' : ''}` : 'there are none';
}

/** The entries of a map whose keys are free (names); double keys are mistakes. */
export function entriesOf(m: Mistakes, node: Node, what: string): Entry[] {
  if (node.is === 'text' && node.empty) return [];
  if (node.is !== 'map') {
    tell(m, node.at, `${what} is a map, not ${kindOf(node)}`, '`key: value`, one a line, or `{ key: value, … }`');
    return [];
  }
  const seen = new Map<string, At>();
  return node.entries.filter((entry) => {
    const first = seen.get(entry.key);
    if (first) tell(m, entry.at, `${quoted(entry.key)} is given twice`, `first in line ${first.line}`);
    else seen.set(entry.key, entry.at);
    return !first;
  });
}

/** The items of a list; undefined with a mistake when it is none. */
export function listOf(m: Mistakes, node: Node, what: string): Node[] {
  if (node.is === 'list') return node.items;
  if (node.is === 'text' && node.empty) return [];
  tell(m, node.at, `${what} is a list, not ${kindOf(node)}`, '`[one, two]`, or one a line after `-`');
  return [];
}

/** One item or a list of items. */
export const oneOrMore = (node: Node): Node[] => (node.is === 'list' ? node.items : [node]);

export function textOf(m: Mistakes, node: Node, what: string): string | undefined {
  if (node.is === 'text' && !node.empty) return node.text;
  return tell(m, node.at, `${what} is missing: here stands ${kindOf(node)}`);
}

/** Reads a text by `parse`; `right` says what would be right. */
export function valueOf<T>(
  m: Mistakes,
  node: Node,
  what: string,
  parse: (text: string) => T | undefined,
  right: string,
): T | undefined {
  if (node.is !== 'text' || node.empty) return tell(m, node.at, `${what} is ${right}, not ${kindOf(node)}`);
  const value = parse(node.text);
  if (value !== undefined) return value;
  const bare = /^\d+(\.\d+)?$/.test(node.text) && /unit|%/.test(right);
  return tell(
    m,
    node.at,
    bare ? `${what} has no unit: ${quoted(node.text)}` : `${what} cannot be ${quoted(node.text)}`,
    `write ${right}`,
  );
}

export const durationOf = (m: Mistakes, node: Node, what: string): number | undefined =>
  valueOf(m, node, what, parseDuration, 'a time with its unit, such as `1 ms`');
export const rateOf = (m: Mistakes, node: Node, what: string): number | undefined =>
  valueOf(m, node, what, parseRate, 'a rate with its unit, such as `100 Mbit/s`');
export const sizeOf = (m: Mistakes, node: Node, what: string): number | undefined =>
  valueOf(m, node, what, parseSize, 'a size with its unit, such as `64 kB`');
export const chanceOf = (m: Mistakes, node: Node, what: string): number | undefined =>
  valueOf(m, node, what, parseChance, 'a chance from `0 %` to `100 %`');
export const switchOf = (m: Mistakes, node: Node, what: string): boolean | undefined =>
  valueOf(m, node, what, parseSwitch, '`on` or `off`');

/** A whole number from `least` to `most`; `0x…` is understood. */
export function wholeOf(m: Mistakes, node: Node, what: string, least: number, most: number): number | undefined {
  const parse = (text: string): number | undefined => {
    const value = /^(\d{1,15}|0x[0-9a-fA-F]{1,12})$/.test(text) ? Number(text) : NaN;
    return value >= least && value <= most ? value : undefined;
  };
  // Only digits in `right`: a number that is out of range does not lack a unit.
  if (node.is !== 'text' || node.empty)
    return tell(m, node.at, `${what} is a whole number from ${least} to ${most}, not ${kindOf(node)}`);
  return (
    parse(node.text) ??
    tell(m, node.at, `${what} cannot be ${quoted(node.text)}`, `a whole number from ${least} to ${most}`)
  );
}

/** A display filter that compiles; its mistakes are told at the character. `more`: fields that it may name besides those of headers. */
export function filterOf(m: Mistakes, node: Node, what: string, more: readonly KnownField[] = []): string | undefined {
  const text = textOf(m, node, what);
  if (text === undefined || node.is !== 'text') return undefined;
  const compiled = compileFilter(text, more);
  if (compiled.ok) return text;
  const column = text.includes('\n') ? node.at.column : node.at.column + node.inside + compiled.position;
  return tell(m, { ...node.at, column }, `filter: ${compiled.message}`, compiled.hint);
}
