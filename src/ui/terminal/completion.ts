// What Tab makes of a line: the words that may stand at the cursor, as far as commands, hosts and files of the lab are known.

import { cellsOf } from './cells.ts';

/** What can stand behind a command. */
export type Kind = 'command' | 'host' | 'address' | 'file' | 'interface' | 'pid';

/** What is to be known of a command to complete its words. */
export interface Completable {
  options: readonly string[];
  /** By place, the last one for all that follow. */
  operands: readonly (readonly (Kind | { words: readonly string[] })[])[];
}

/** Words of each kind, as they are now, and the commands. */
export interface Facts {
  commands: ReadonlyMap<string, Completable>;
  words: Readonly<Record<Exclude<Kind, 'command'>, readonly string[]>>;
}

/** Words that fit, and where the word begins that each of them would replace. */
export interface Completion {
  from: number;
  fitting: string[];
}

/** What may stand at a place in a command line. Quoted words are not completed. */
export function completionsAt(line: string, cursor: number, facts: Facts): Completion {
  const typed = line.slice(0, cursor);
  const command = typed.slice(typed.search(/[^|;&]*$/));
  const words = command.trimStart().split(/\s+/);
  const word = words.pop()!;
  const from = cursor - word.length;
  return { from, fitting: wordsFor(words, word, facts).filter((one) => one.startsWith(word) && one !== '') };
}

function wordsFor(before: readonly string[], word: string, { commands, words }: Facts): string[] {
  const names = [...commands.keys()];
  if (/^(\d?>{1,2}|<)$/.test(before.at(-1) ?? '')) return pathsAt(word, words.file);
  const known = before.length ? commands.get(before[0]!) : undefined;
  if (!before.length) return word.includes('/') ? pathsAt(word, words.file) : names;
  if (!known) return [];
  const { options, operands } = known;
  if (word.startsWith('-') || word.startsWith('/')) return [...options];
  const operandsBefore = before.slice(1).filter((one) => !/^[-/]/.test(one)).length;
  const place = operands[Math.min(operandsBefore, operands.length - 1)] ?? [];
  const fitting = place.flatMap((kind) =>
    typeof kind === 'object'
      ? kind.words
      : kind === 'command'
        ? names
        : kind === 'file'
          ? pathsAt(word, words.file)
          : words[kind],
  );
  return [...new Set(fitting)];
}

/** Of all paths those that go on one step from what is typed: `lib/` goes on to what is in it. */
function pathsAt(word: string, paths: readonly string[]): string[] {
  const own = word.startsWith('./') ? './' : '';
  const begin = word.slice(own.length, word.lastIndexOf('/') + 1);
  const isNext = (path: string): boolean => path.startsWith(begin) && /^[^/]+\/?$/.test(path.slice(begin.length));
  return paths.filter(isNext).map((path) => own + path);
}

/** The line with the word at the cursor completed as far as all that fit agree; a single one that fits gets a blank behind it, but for a folder. */
export function completed(
  line: { text: string; cursor: number },
  { from, fitting }: Completion,
): { text: string; cursor: number } {
  const [first, ...others] = fitting;
  if (first === undefined) return line;
  const rest = line.text.slice(line.cursor);
  let common = others.reduce(sharedStart, first);
  if (!others.length && !rest.startsWith(' ') && !common.endsWith('/')) common += ' ';
  const text = line.text.slice(0, from) + common;
  return { text: text + rest, cursor: text.length };
}

function sharedStart(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return a.slice(0, length);
}

/** Words in columns of a grid so many columns wide, read from top to bottom, at most so many rows; an ellipsis stands for what is left out. */
export function inColumns(words: readonly string[], columns: number, rows: number): string[] {
  if (!words.length || rows < 1) return [];
  const width = Math.max(...words.map(cellsOf)) + 2;
  const across = Math.max(1, Math.floor(columns / width));
  const needed = Math.ceil(words.length / across);
  const shown = Math.min(needed, rows);
  const lines = Array.from({ length: shown }, (_, row) =>
    Array.from({ length: across }, (_, column) => words[column * needed + row] ?? '')
      .map((word) => word + ' '.repeat(width - cellsOf(word)))
      .join('')
      .trimEnd(),
  );
  return shown < needed ? [...lines.slice(0, -1), '…'] : lines;
}
