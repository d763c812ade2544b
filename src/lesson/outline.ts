// The outline of a lesson file: front matter, steps, and in each the prose and the fenced blocks in order. Both languages are read by it.

import { fieldsOf, meant, oneOrMore, quoted, tell, textOf, wholeOf, type Mistakes } from '../sim/labFields.ts';
import { readYaml, type At, type Entry, type Origin } from '../sim/labYaml.ts';
import { nearest } from '../base/spelling.ts';
import { readMarkdown, type Piece } from './markdown.ts';
import { plain, type Block, type Rich } from './prose.ts';

/** What each kind of block may have behind its name, and what it must have. */
const blockArguments = {
  lab: { may: ['from'], must: [] },
  console: { may: [], must: [] },
  program: { may: ['run', 'mode', 'for', 'is'], must: ['host', 'file'] },
  predict: { may: [], must: ['id'] },
  quiz: { may: [], must: ['id'] },
  goal: { may: [], must: ['id'] },
  spot: { may: [], must: ['id'] },
  fill: { may: [], must: ['id'] },
  mark: { may: [], must: ['id'] },
  order: { may: [], must: ['id'] },
  choose: { may: [], must: ['id'] },
  device: { may: [], must: ['id'] },
  hint: { may: [], must: ['for'] },
  solution: { may: [], must: ['for'] },
  reject: { may: ['because'], must: ['for'] },
} as const satisfies Record<string, { may: readonly string[]; must: readonly string[] }>;

export type BlockKind = keyof typeof blockArguments;
const blockKinds = Object.keys(blockArguments) as BlockKind[];

export interface Fence {
  is: 'fence';
  kind: BlockKind;
  arguments: Map<string, string>;
  text: string;
  at: At;
  content: Origin;
}

export type Item = { is: 'prose'; blocks: Block[]; at: At } | Fence;

export interface OutlineStep {
  id: string;
  title: Rich;
  items: Item[];
  at: At;
}

export interface FrontMatter {
  id?: string;
  title?: string;
  minutes?: number;
  needs?: string[];
  aims?: string[];
  at: At;
}

export interface Outline {
  front: FrontMatter;
  /** The first is what stands before the first heading. */
  steps: OutlineStep[];
}

/** Reads the outline. `translated`: front matter needs words only. */
export function readOutline(m: Mistakes, text: string, file: string, translated: boolean): Outline {
  const { front, body, origin } = splitFront(m, text, file, translated);
  return { front, steps: stepsOf(m, readMarkdown(m, body, origin), { file, line: 1, column: 1 }) };
}

function splitFront(
  m: Mistakes,
  text: string,
  file: string,
  translated: boolean,
): { front: FrontMatter; body: string; origin: Origin } {
  const at = { file, line: 1, column: 1 };
  const plainText = text.replace(/^\uFEFF/, '');
  const match = /^---[ \t]*\r?\n([\s\S]*?)(?:^|\r?\n)---[ \t]*(?:\r?\n|$)/m.exec(plainText);
  if (!match || match.index !== 0) {
    if (!translated)
      tell(m, at, 'the lesson has no front matter', 'begin the file with `---`, `id: …`, `title: …`, `---`');
    return { front: { at }, body: plainText, origin: { file } };
  }
  const lines = match[0].split('\n').length - 1;
  const keys = translated ? ['title', 'aims'] : ['id', 'title', 'minutes', 'needs', 'aims'];
  const node = readYaml(match[1]!, { file, line: 2 }, m.errors);
  const fields: Map<string, Entry> = node ? fieldsOf(m, node, 'front matter', keys) : new Map<string, Entry>();
  const front = readFront(m, fields, at);
  if (!translated)
    for (const key of ['id', 'title']) if (node && !fields.has(key)) tell(m, at, `the front matter has no \`${key}\``);
  return { front, body: plainText.slice(match[0].length), origin: { file, line: lines + 1 } };
}

function readFront(m: Mistakes, fields: Map<string, Entry>, at: At): FrontMatter {
  const front: FrontMatter = { at };
  const texts = (key: string): string[] | undefined => {
    const field = fields.get(key);
    return (
      field &&
      oneOrMore(field.value).flatMap((node) => (node.is === 'text' && node.empty ? [] : (textOf(m, node, key) ?? [])))
    );
  };
  const [id, title, minutes] = ['id', 'title', 'minutes'].map((key) => fields.get(key)?.value);
  const name = id && textOf(m, id, 'id');
  if (id && name !== undefined && !/^[a-z][a-z0-9-]{0,63}$/.test(name))
    tell(m, id.at, `${quoted(name)} is no id`, 'small letters, digits and `-`');
  else if (name !== undefined) front.id = name;
  const words = title && textOf(m, title, 'title');
  if (words !== undefined) front.title = words;
  const time = minutes && wholeOf(m, minutes, 'minutes', 1, 600);
  if (time !== undefined) front.minutes = time;
  const [needs, aims] = [texts('needs'), texts('aims')];
  if (needs) front.needs = needs;
  if (aims) front.aims = aims;
  return front;
}

function stepsOf(m: Mistakes, pieces: readonly Piece[], start: At): OutlineStep[] {
  const steps: OutlineStep[] = [{ id: 'opening', title: [], items: [], at: start }];
  const ids = new Set(['opening']);
  for (const piece of pieces) {
    const step = steps[steps.length - 1]!;
    if (piece.is === 'heading') {
      if (piece.depth === 1)
        tell(m, piece.at, 'a heading of level 1: the title stands in the front matter', 'begin a step with ##');
      steps.push({ id: idFor(piece.title, ids), title: piece.title, items: [], at: piece.at });
    } else if (piece.is === 'block') addProse(step, piece.block, piece.at);
    else {
      const fence = readFence(m, piece);
      if (fence) step.items.push(fence);
      else addProse(step, { type: 'code', language: piece.info.split(' ')[0]!, value: piece.text }, piece.at);
    }
  }
  return steps;
}

function addProse(step: OutlineStep, block: Block, at: At): void {
  const last = step.items[step.items.length - 1];
  if (last?.is === 'prose') last.blocks.push(block);
  else step.items.push({ is: 'prose', blocks: [block], at });
}

function idFor(title: Rich, ids: Set<string>): string {
  const base =
    plain(title)
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '') || 'step';
  let id = base;
  for (let n = 2; ids.has(id); n++) id = `${base}-${n}`;
  ids.add(id);
  return id;
}

/** `python server.py @B run=…` is a `program` that other markdown readers show as Python. */
function programInfo(rest: readonly string[], host: string): string {
  const file = rest.find((part) => part !== host && !part.includes('='));
  const others = rest.filter((part) => part !== host && part !== file);
  return ['program', `host=${host.slice(1)}`, ...(file === undefined ? [] : [`file="${file}"`]), ...others].join(' ');
}

/** A block of ours, or undefined for code that is only shown. */
function readFence(m: Mistakes, piece: Extract<Piece, { is: 'fence' }>): Fence | undefined {
  const { info, text, at, content } = piece;
  const [word = '', ...rest] = info.match(/[^\s="]+(?:="[^"]*"|=[^\s"]*)?|\S+/g) ?? [];
  const given = new Map<string, string>();
  for (const part of rest) {
    const equals = part.indexOf('=');
    if (equals > 0) given.set(part.slice(0, equals), part.slice(equals + 1).replace(/^"(.*)"$/, '$1'));
    else given.set(part, '');
  }
  const placed = word === 'python' ? rest.find((part) => /^@\S/.test(part)) : undefined;
  if (placed !== undefined) return readFence(m, { ...piece, info: programInfo(rest, placed) });
  if (!Object.hasOwn(blockArguments, word)) {
    // A block that is called by an id is meant for the classroom; anything else is code to be read.
    const near = nearest(word, blockKinds);
    if (near && (given.has('id') || given.has('for')))
      tell(m, at, `there is no block ${quoted(word)}`, `did you mean \`${near}\`?`);
    return undefined;
  }
  const kind = word as BlockKind;
  const { may, must }: { may: readonly string[]; must: readonly string[] } = blockArguments[kind];
  for (const [key, value] of given) {
    if (![...may, ...must].includes(key))
      tell(m, at, `\`${kind}\` has no ${quoted(key)}`, meant(key, [...may, ...must]));
    else if (value === '') tell(m, at, `\`${key}=\` says nothing`);
  }
  for (const key of must) if (!given.has(key)) tell(m, at, `\`${kind}\` needs \`${key}=…\``, `\`\`\`${kind} ${key}=…`);
  return { is: 'fence', kind, arguments: given, text, at, content };
}
