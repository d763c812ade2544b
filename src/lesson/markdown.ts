// Markdown into the small tree of prose.ts, with places. What a page must not draw (raw HTML, foreign images, odd links) is a mistake here.

import type { AlignType, Definition, Nodes, PhrasingContent, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import { meant, quoted, tell, type Mistakes } from '../sim/labFields.ts';
import type { At, Origin } from '../sim/labYaml.ts';
import { mistakeIn } from './calcLink.ts';
import { targetOf } from './linkTargets.ts';
import type { Block, Inline, Rich } from './prose.ts';

/** Reading takes time that grows with the square of some of these, so what no lesson needs is refused first. */
const MAX_LENGTH = 100_000;
const MAX_LINE = 5_000;
const MAX_INDENT = 200;
const MAX_DEPTH = 30;

/** What stands at the top level of a file, in order. */
export type Piece =
  | { is: 'heading'; depth: number; title: Rich; at: At }
  | { is: 'fence'; info: string; text: string; at: At; content: Origin }
  | { is: 'block'; block: Block; at: At };

interface Reading {
  m: Mistakes;
  origin: Origin;
  definitions: Map<string, Definition>;
  depth: number;
  /** One line of words that may stand on a button: it cannot hold what is itself pressed. */
  line?: true;
}

/** Reads a whole text. Fences are kept raw: what they mean depends on their info string. */
export function readMarkdown(m: Mistakes, text: string, origin: Origin): Piece[] {
  const found = read(m, text, origin);
  if (!found) return [];
  const { root, reading } = found;
  return root.children.flatMap((node): Piece[] => {
    const at = placeOf(reading, node);
    if (node.type === 'heading' && node.depth <= 2)
      return [{ is: 'heading', depth: node.depth, title: inlines({ ...reading, line: true }, node.children), at }];
    if (node.type === 'code') {
      const info = [node.lang, node.meta].filter(Boolean).join(' ');
      return [
        { is: 'fence', info, text: node.value, at, content: { file: at.file, line: at.line + 1, column: at.column } },
      ];
    }
    return blocks(reading, [node]).map((block) => ({ is: 'block', block, at }));
  });
}

/** Reads a text that stands in a fence: all of it prose. */
export function readProse(m: Mistakes, text: string, origin: Origin): Block[] {
  const found = read(m, text, origin);
  return found ? blocks(found.reading, found.root.children) : [];
}

/** Reads one line of words; a text that is more than one paragraph is taken as it stands. */
export function readRich(m: Mistakes, text: string, at: At): Rich {
  const found = read(m, text, at);
  const [only, ...more] = found?.root.children ?? [];
  if (!found || only?.type !== 'paragraph' || more.length > 0)
    return text === '' ? [] : [{ type: 'text', value: text }];
  // The text has been unfolded from YAML, so only its first place is known.
  return inlines({ ...found.reading, line: true, origin: { ...at, fixed: true } as Origin }, only.children);
}

function read(m: Mistakes, text: string, origin: Origin): { root: Root; reading: Reading } | undefined {
  const at = { line: 1, column: 1, ...origin };
  if (text.length > MAX_LENGTH) return tell(m, at, `the text is longer than ${MAX_LENGTH} characters`);
  const lines = text.split('\n');
  const tooLong = lines.findIndex((line) => line.length > MAX_LINE);
  if (tooLong >= 0)
    return tell(m, { ...at, line: at.line + tooLong }, `this line is longer than ${MAX_LINE} characters`);
  const tooDeep = lines.findIndex((line) => /^[\s>]*/.exec(line)![0].length > MAX_INDENT);
  if (tooDeep >= 0) return tell(m, { ...at, line: at.line + tooDeep }, 'this line is nested too deep');
  const root = fromMarkdown(text, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] });
  const definitions = new Map<string, Definition>();
  for (const node of root.children)
    if (node.type === 'definition' && !definitions.has(node.identifier)) definitions.set(node.identifier, node);
  return { root, reading: { m, origin, definitions, depth: 0 } };
}

function placeOf({ origin }: Reading, node: Nodes): At {
  const { line, column } = node.position?.start ?? { line: 1, column: 1 };
  if ('fixed' in origin) return { file: origin.file, line: origin.line ?? 1, column: origin.column ?? 1 };
  return {
    file: origin.file,
    line: line + (origin.line ?? 1) - 1,
    column: column + (line === 1 ? (origin.column ?? 1) - 1 : 0),
  };
}

function blocks(r: Reading, nodes: readonly RootContent[]): Block[] {
  const inner = { ...r, depth: r.depth + 1 };
  if (inner.depth > MAX_DEPTH) {
    if (nodes[0]) tell(r.m, placeOf(r, nodes[0]), `more than ${MAX_DEPTH} levels are nested here`);
    return [];
  }
  return nodes.flatMap((node) => block(inner, node));
}

function block(r: Reading, node: RootContent): Block[] {
  switch (node.type) {
    case 'paragraph':
      return [{ type: 'paragraph', children: inlines(r, node.children) }];
    case 'heading':
      if (node.depth < 3)
        tell(r.m, placeOf(r, node), `a heading of level ${node.depth} cannot stand here`, 'begin it with ###');
      return [{ type: 'heading', depth: Math.max(3, node.depth) as 3, children: inlines(r, node.children) }];
    case 'list': {
      const items = node.children.map((item) => blocks(r, item.children));
      return [node.ordered ? { type: 'list', start: node.start ?? 1, items } : { type: 'list', items }];
    }
    case 'blockquote':
      return [{ type: 'quote', children: blocks(r, node.children) }];
    case 'code':
      return [{ type: 'code', language: node.lang ?? '', value: node.value }];
    case 'thematicBreak':
      return [{ type: 'rule' }];
    case 'table': {
      const [head, ...rows] = node.children.map((row) => row.children.map((cell) => inlines(r, cell.children)));
      const align = (node.align ?? []).map((one: AlignType) => one ?? 'none');
      return [{ type: 'table', align, head: head ?? [], rows }];
    }
    case 'html':
      refuseHtml(r, node);
      return [];
    default:
      return [];
  }
}

/** A comment of the author is no HTML that anybody would see. */
function refuseHtml(r: Reading, node: { value: string } & Nodes): void {
  if (!/^<!--[\s\S]*-->\s*$/.test(node.value)) {
    tell(
      r.m,
      placeOf(r, node),
      `raw HTML is not shown: ${quoted(node.value.split('\n')[0]!)}`,
      'use markdown; write `<` as `&lt;` or in backticks',
    );
  }
}

function inlines(r: Reading, nodes: readonly PhrasingContent[]): Inline[] {
  const inner = { ...r, depth: r.depth + 1 };
  if (inner.depth > MAX_DEPTH) {
    if (nodes[0]) tell(r.m, placeOf(r, nodes[0]), `more than ${MAX_DEPTH} levels are nested here`);
    return [];
  }
  return nodes.flatMap((node) => inline(inner, node));
}

function inline(r: Reading, node: PhrasingContent): Inline[] {
  switch (node.type) {
    case 'text':
      return [{ type: 'text', value: node.value }];
    case 'inlineCode':
      return [{ type: 'code', value: node.value }];
    case 'emphasis':
    case 'strong':
      return [{ type: node.type, children: inlines(r, node.children) }];
    case 'break':
      return [{ type: 'break' }];
    case 'link':
      return link(r, node, node.url, inlines(r, node.children));
    case 'image':
      return image(r, node, node.url, node.alt ?? '');
    case 'linkReference': {
      const target = r.definitions.get(node.identifier);
      return target ? link(r, node, target.url, inlines(r, node.children)) : inlines(r, node.children);
    }
    case 'imageReference': {
      const target = r.definitions.get(node.identifier);
      return target ? image(r, node, target.url, node.alt ?? '') : [];
    }
    case 'html':
      refuseHtml(r, node);
      return [];
    default:
      return [];
  }
}

const schemeOf = (url: string): string | undefined => /^\s*([a-zA-Z][a-zA-Z0-9+.-]*):/.exec(url)?.[1]?.toLowerCase();

function link(r: Reading, node: Nodes, url: string, children: Inline[]): Inline[] {
  const target = targetOf(url);
  if (target) {
    const { what, name, names } = target;
    if (r.line)
      tell(r.m, placeOf(r, node), `a ${what} cannot be linked here`, 'in prose and hints, not in titles and questions');
    else if (names.includes(name)) return [{ type: 'link', url, children }];
    else tell(r.m, placeOf(r, node), `there is no ${what} ${quoted(name)}`, meant(name, names));
    return children;
  }
  const mistake = url.startsWith('calc:') ? mistakeIn(url.slice('calc:'.length)) : undefined;
  if (mistake) {
    tell(r.m, placeOf(r, node), ...mistake);
    return children;
  }
  const scheme = schemeOf(url);
  const allowed = scheme === undefined ? !/^\s*[\\/]{2}|\p{Cc}/u.test(url) : ['http', 'https', 'calc'].includes(scheme);
  if (!allowed)
    tell(
      r.m,
      placeOf(r, node),
      `a link cannot lead to ${quoted(url)}`,
      'to https:, to a file beside the lesson, or calc: view: term:',
    );
  return allowed ? [{ type: 'link', url, children }] : children;
}

function image(r: Reading, node: Nodes, url: string, alt: string): Inline[] {
  const at = placeOf(r, node);
  if (schemeOf(url) !== undefined || /^\s*[\\/]|\.\.|\p{Cc}/u.test(url)) {
    tell(r.m, at, `an image cannot come from ${quoted(url)}`, 'put it beside the lesson');
    return [];
  }
  if (alt.trim() === '')
    tell(r.m, at, 'an image without words for those who cannot see it', '![what it shows](picture.svg)');
  return [{ type: 'image', url, alt }];
}
