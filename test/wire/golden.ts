// Reads test/golden/*.hex: octets at the start of a line, what they are behind `#`; lines of `# key: value` say what the packet list shows.
import { readFileSync, readdirSync } from 'node:fs';
import { fromHex } from '../../src/base/bytes.ts';
import type { Dissection, Span } from '../../src/wire/dissection.ts';

const folder = new URL('../golden/', import.meta.url);

export interface Golden {
  name: string;
  bytes: Uint8Array;
  /** `protocol`, `source`, `destination`, `info`, `word`. */
  columns: Record<string, string>;
  /** For each line of octets: where it begins, and its fields as `fieldText` writes them. */
  lines: { at: number; fields: string[] }[];
}

export const goldenNames = readdirSync(folder)
  .filter((name) => name.endsWith('.hex'))
  .map((name) => name.slice(0, -4))
  .sort();

export function golden(name: string): Golden {
  const columns: Record<string, string> = {};
  const lines: Golden['lines'] = [];
  const octets: number[] = [];
  for (const line of readFileSync(new URL(`${name}.hex`, folder), 'utf8').split('\n')) {
    const column = /^# (protocol|source|destination|info|word): (.*)$/.exec(line);
    if (column) columns[column[1]] = column[2];
    const row = /^((?:[0-9a-f]{2} ?)+)\s*(?:# (.*))?$/.exec(line);
    if (row) {
      // A line of octets without words goes on with the field before.
      if (row[2]) lines.push({ at: octets.length, fields: row[2].split(' · ') });
      octets.push(...fromHex(row[1])!);
    } else if (line && !line.startsWith('#')) throw new Error(`${name}: what is "${line}"?`);
  }
  return { name, bytes: Uint8Array.from(octets), columns, lines };
}

/** A span as the golden files write it: `ip.ttl = 64`, quoted ones in quotation marks, problems behind an exclamation mark. */
export function fieldText(span: Span, quoted: boolean): string {
  const { code, parameters } = span.problem ?? { code: '', parameters: {} };
  const said = Object.entries(parameters).map(([key, value]) => ` ${key}=${value}`);
  const name = quoted ? `"${span.filter}"` : span.filter;
  return `${name} = ${span.text}${code ? ` !${code}${said.join('')}` : ''}`;
}

/** All spans in the order of their bits. */
export function spansInOrder(dissection: Dissection): { span: Span; quoted: boolean }[] {
  return dissection.layers
    .flatMap((layer) => layer.spans.map((span) => ({ span, quoted: layer.quoted })))
    .sort((a, b) => a.span.bit - b.span.bit);
}
