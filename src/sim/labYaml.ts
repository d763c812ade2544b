// YAML text as a plain tree in which everything knows its place. Untrusted: size and depth are limited; aliases, anchors and tags are refused.

import { Composer, Lexer, LineCounter, Parser, isAlias, isMap, isScalar, isSeq, type CST } from 'yaml';
import type { FileError } from '../base/result.ts';

/** Where a node begins; counts from 1. */
export interface At {
  file: string;
  line: number;
  column: number;
}

/** A scalar is always text: what it means is for whoever reads it to say. `inside`: columns from its place to its first character (a quotation mark). */
export type Node =
  | { is: 'text'; at: At; text: string; inside: number; empty: boolean }
  | { is: 'list'; at: At; items: Node[] }
  | { is: 'map'; at: At; entries: Entry[] };

export interface Entry {
  key: string;
  at: At;
  value: Node;
}

/** Where the text stands in its file: its first character's line and column. */
export interface Origin {
  file: string;
  line?: number;
  column?: number;
}

const MAX_LENGTH = 400_000;
const MAX_DEPTH = 40;

/** Reads one YAML document. Undefined (with its mistakes in `errors`) when it cannot be read; an empty text is an empty map. */
export function readYaml(text: string, origin: Origin, errors: FileError[]): Node | undefined {
  const counter = new LineCounter();
  const place = (offset: number): At => {
    const { line, col } = counter.linePos(offset);
    const first = Math.max(line, 1) === 1;
    return {
      file: origin.file,
      line: Math.max(line, 1) + (origin.line ?? 1) - 1,
      column: Math.max(col, 1) + (first ? (origin.column ?? 1) - 1 : 0),
    };
  };
  const fail = (at: At, message: string, hint?: string): undefined => {
    errors.push({ ...at, message, ...(hint === undefined ? {} : { hint }) });
    return undefined;
  };
  if (text.length > MAX_LENGTH) return fail(place(0), `the text is longer than ${MAX_LENGTH} characters`);
  const tokens: CST.Token[] = [];
  counter.addNewLine(0);
  const parser = new Parser(counter.addNewLine);
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    // Counted while it is read: what comes after works by recursion, which a thousand brackets would end.
    if (parser.stack.length > MAX_DEPTH)
      return fail(place(parser.offset), `more than ${MAX_DEPTH} levels are nested here`);
  }
  tokens.push(...parser.end());
  const composer = new Composer({
    schema: 'failsafe',
    uniqueKeys: false,
    stringKeys: false,
    prettyErrors: false,
    keepSourceTokens: false,
  });
  const documents = [...composer.compose(tokens, true, text.length)];
  const [document] = documents;
  if (documents.length > 1) fail(place(documents[1]!.range[0]), 'a second document begins here', 'one file holds one');
  for (const error of document?.errors ?? []) {
    fail(place(error.pos[0]), `YAML: ${error.message.split('\n')[0]!.replace(/:$/, '')}`);
  }
  if (!document || document.errors.length > 0 || documents.length > 1) return undefined;
  const before = errors.length;
  const node = convert(document.contents, text, place, (at, message, hint) => void fail(at, message, hint));
  return errors.length > before ? undefined : node;
}

type Tell = (at: At, message: string, hint?: string) => void;

function convert(node: unknown, text: string, place: (offset: number) => At, tell: Tell): Node {
  if (isAlias(node)) tell(place(node.range?.[0] ?? 0), `\`*${node.source}\` refers to another place`, 'write it out');
  if (isScalar(node) || isMap(node) || isSeq(node)) {
    const start = place(node.range?.[0] ?? 0);
    if (node.anchor) tell(start, `the anchor \`&${node.anchor}\` is not used here`, 'leave it out');
    if (node.tag) tell(start, `the tag \`${node.tag}\` is not used here`, 'leave it out');
  }
  if (isMap(node)) {
    const entries = node.items.map((pair): Entry => {
      const key = convert(pair.key, text, place, tell);
      if (key.is !== 'text') tell(key.at, 'a key must be a word');
      const at = key.at;
      const value: Node = pair.value === null ? emptyAt(at) : convert(pair.value, text, place, tell);
      return {
        key: key.is === 'text' ? key.text : '',
        at,
        value: value.is === 'text' && value.empty && value.text === '' ? emptyAt(at) : value,
      };
    });
    return { is: 'map', at: place(node.range?.[0] ?? 0), entries };
  }
  if (isSeq(node)) {
    return {
      is: 'list',
      at: place(node.range?.[0] ?? 0),
      items: node.items.map((item) => convert(item, text, place, tell)),
    };
  }
  if (!isScalar(node)) return { is: 'map', at: place(0), entries: [] };
  const start = node.range?.[0] ?? 0;
  const value = String(node.value ?? '');
  const empty = node.type === 'PLAIN' && (value === '' || value === 'null' || value === '~');
  const end = node.range?.[1] ?? start;
  const inside = value === '' ? 0 : Math.max(0, text.slice(start, end).indexOf(value));
  return { is: 'text', at: place(start), text: value, inside, empty };
}

const emptyAt = (at: At): Node => ({ is: 'text', at, text: '', inside: 0, empty: true });

/** Lays one tree over another: maps are merged, an empty value (`null`) takes the key away, everything else is replaced. */
export function layOver(base: Node, top: Node): Node {
  if (base.is !== 'map' || top.is !== 'map') return top;
  const entries = [...base.entries];
  for (const entry of top.entries) {
    const at = entries.findIndex((one) => one.key === entry.key);
    if (entry.value.is === 'text' && entry.value.empty) {
      if (at >= 0) entries.splice(at, 1);
    } else if (at < 0) entries.push(entry);
    else entries[at] = { ...entry, value: layOver(entries[at]!.value, entry.value) };
  }
  return { is: 'map', at: base.at, entries };
}

/** A text as YAML has it between brackets: as it is where that can be read back, else in quotation marks. */
export function yamlText(text: string): string {
  if (/^[\p{L}\p{N}_][\p{L}\p{N}_./-]*(?: [\p{L}\p{N}_./()=-]+)*$/u.test(text) && text !== 'null') return text;
  // JSON is YAML, but for signs that YAML wants written by their numbers.
  return JSON.stringify(text).replace(
    /[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
