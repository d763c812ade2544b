// The line that somebody is typing into a terminal, and what each key makes of it: the keys of a shell (POSIX sh vi aside, those of readline(3)).

/** A key as the terminal emulator tells it, or a text that was typed, composed or pasted. */
export type Key = { key: KeyName } | { key: 'text'; text: string };

export type KeyName =
  | 'left'
  | 'right'
  | 'word-left'
  | 'word-right'
  | 'home'
  | 'end'
  | 'backspace'
  | 'delete'
  | 'cut-to-end'
  | 'cut-to-start'
  | 'cut-word'
  | 'cut-word-right'
  | 'put-back'
  | 'older'
  | 'newer'
  | 'search'
  | 'complete'
  | 'enter'
  | 'interrupt'
  | 'end-input'
  | 'clear'
  | 'cancel';

/** What is typed so far. Places are in UTF-16 units and never inside of a character. */
export interface EditedLine {
  text: string;
  cursor: number;
  /** How many lines back in the history it is; 0: it is new. */
  back: number;
  /** The new line, while an older one is on show. */
  draft: string;
  /** What was cut last. */
  cut: string;
  /** A search in the history that is under way: what is looked for, and the line before it. */
  search?: { wanted: string; before: string };
}

export const emptyLine: EditedLine = { text: '', cursor: 0, back: 0, draft: '', cut: '' };

/** Longest line that can be typed. */
export const LONGEST = 2000;

/** What the emulator sends for keys: VT sequences (ECMA-48, xterm's ctlseqs), and control characters as readline binds them. */
const sequences: Readonly<Record<string, KeyName>> = {
  ...{ '\x1b[D': 'left', '\x1bOD': 'left', '\x1b[C': 'right', '\x1bOC': 'right' },
  ...{ '\x1b[1;5D': 'word-left', '\x1b[1;3D': 'word-left', '\x1bb': 'word-left' },
  ...{ '\x1b[1;5C': 'word-right', '\x1b[1;3C': 'word-right', '\x1bf': 'word-right' },
  ...{ '\x1b[H': 'home', '\x1bOH': 'home', '\x01': 'home', '\x1b[F': 'end', '\x1bOF': 'end', '\x05': 'end' },
  ...{ '\x7f': 'backspace', '\x08': 'backspace', '\x1b[3~': 'delete' },
  ...{ '\x0b': 'cut-to-end', '\x15': 'cut-to-start', '\x17': 'cut-word', '\x1b\x7f': 'cut-word' },
  ...{ '\x1bd': 'cut-word-right', '\x19': 'put-back' },
  ...{ '\x1b[A': 'older', '\x1bOA': 'older', '\x1b[B': 'newer', '\x1bOB': 'newer', '\x12': 'search' },
  ...{ '\t': 'complete', '\r': 'enter', '\x03': 'interrupt', '\x04': 'end-input', '\x0c': 'clear' },
  ...{ '\x1b': 'cancel', '\x07': 'cancel' },
};

/** The keys in what the emulator has sent; those that mean nothing here are left out. */
export function keysOf(sent: string): Key[] {
  const keys: Key[] = [];
  // eslint-disable-next-line no-control-regex -- keys are control characters
  for (const [piece] of sent.matchAll(/\x1b\[[\d;]*[@-~]|\x1bO.|\x1b[^[O]?|[\x00-\x1f\x7f]|[^\x00-\x1f\x7f]+/gsu)) {
    if (Object.hasOwn(sequences, piece)) keys.push({ key: sequences[piece]! });
    else if (piece.charCodeAt(0) >= 0x20) keys.push({ key: 'text', text: piece });
  }
  return keys;
}

/** The lines of a text that is pasted, without what cannot be typed: control characters go, tabs are blanks. */
export const pastedLines = (text: string): string[] =>
  text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    // eslint-disable-next-line no-control-regex -- that is what is looked for
    .map((line) => line.replace(/\t/g, ' ').replace(/[\x00-\x1f\x7f-\x9f]/g, ''));

/** The line after a key. `history`: lines typed before, newest last. Keys that act on more than the line leave it as it is. */
export function edit(line: EditedLine, key: Key, history: readonly string[]): EditedLine {
  if (line.search) return searchOn(line, line.search, key, history);
  const { text, cursor } = line;
  const move = (to: number): EditedLine => ({ ...line, cursor: to });
  switch (key.key) {
    case 'text':
      return insert(line, key.text);
    case 'left':
      return move(before(text, cursor));
    case 'right':
      return move(after(text, cursor));
    case 'word-left':
      return move(wordBefore(text, cursor, NAME));
    case 'word-right':
      return move(wordAfter(text, cursor));
    case 'home':
      return move(0);
    case 'end':
      return move(text.length);
    case 'backspace':
      return without(line, before(text, cursor), cursor);
    case 'delete':
    case 'end-input':
      return without(line, cursor, after(text, cursor));
    case 'cut-to-end':
      return cutOut(line, cursor, text.length);
    case 'cut-to-start':
      return cutOut(line, 0, cursor);
    case 'cut-word':
      return cutOut(line, wordBefore(text, cursor, NO_BLANK), cursor);
    case 'cut-word-right':
      return cutOut(line, cursor, wordAfter(text, cursor));
    case 'put-back':
      return insert(line, line.cut);
    case 'older':
      return goBack(line, 1, history);
    case 'newer':
      return goBack(line, -1, history);
    case 'search':
      return { ...line, search: { wanted: '', before: text } };
    default:
      return line;
  }
}

/** A text put in at the cursor; of one that makes the line too long nothing. */
export function insert(line: EditedLine, text: string): EditedLine {
  if (line.text.length + text.length > LONGEST) return line;
  return {
    ...line,
    text: line.text.slice(0, line.cursor) + text + line.text.slice(line.cursor),
    cursor: line.cursor + text.length,
  };
}

function without(line: EditedLine, from: number, to: number): EditedLine {
  return { ...line, text: line.text.slice(0, from) + line.text.slice(to), cursor: from };
}

function cutOut(line: EditedLine, from: number, to: number): EditedLine {
  return from === to ? line : { ...without(line, from, to), cut: line.text.slice(from, to) };
}

function goBack(line: EditedLine, step: 1 | -1, history: readonly string[]): EditedLine {
  const back = Math.min(Math.max(line.back + step, 0), history.length);
  if (back === line.back) return line;
  const draft = line.back === 0 ? line.text : line.draft;
  const text = back === 0 ? draft : history[history.length - back]!;
  return { ...line, text, cursor: text.length, back, draft };
}

/** While a search is under way text and Backspace change what is looked for; any other key takes what was found and goes on with it. */
function searchOn(
  line: EditedLine,
  search: NonNullable<EditedLine['search']>,
  key: Key,
  history: readonly string[],
): EditedLine {
  const { search: _, ...found } = line;
  if (key.key === 'text') return look(line, { ...search, wanted: search.wanted + key.text }, 1, history);
  if (key.key === 'backspace') return look(line, { ...search, wanted: search.wanted.slice(0, -1) }, 1, history);
  if (key.key === 'search') return look(line, search, line.back + 1, history);
  if (key.key === 'cancel') return { ...found, text: search.before, cursor: search.before.length, back: 0 };
  return edit(found, key, history);
}

/** The newest line that holds what is wanted, so many back or further. Where there is none, the line stays. */
function look(
  line: EditedLine,
  search: NonNullable<EditedLine['search']>,
  from: number,
  history: readonly string[],
): EditedLine {
  for (let back = from; search.wanted && back <= history.length; back++) {
    const text = history[history.length - back]!;
    const at = text.lastIndexOf(search.wanted);
    if (at >= 0) return { ...line, text, cursor: at, back, draft: search.before, search };
  }
  return { ...line, search };
}

const NAME = /[\p{L}\p{N}_]/u;
const NO_BLANK = /\S/u;

const characters = new Intl.Segmenter();

/** The place before the character that ends at a place, and after the one that begins there; a character as its reader sees it (UAX 29). */
const before = (text: string, place: number): number => characters.segment(text).containing(place - 1)?.index ?? 0;

function after(text: string, place: number): number {
  const found = characters.segment(text).containing(place);
  return found ? found.index + found.segment.length : place;
}

function wordBefore(text: string, place: number, inside: RegExp): number {
  let at = place;
  while (at > 0 && !inside.test(text[at - 1]!)) at--;
  while (at > 0 && inside.test(text[at - 1]!)) at--;
  return at;
}

function wordAfter(text: string, place: number): number {
  let at = place;
  while (at < text.length && !NAME.test(text[at]!)) at++;
  while (at < text.length && NAME.test(text[at]!)) at++;
  return at;
}
