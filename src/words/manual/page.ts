// A page of the manual as lines of text, as man(1) lays it out.

import { commands, spellings } from './commands.ts';
import type { ManualWords } from './words.ts';

/** A line; `head`: it is a heading, `strong`: it is to be typed as it stands. */
export interface PageLine {
  text: string;
  is: 'head' | 'strong' | 'text';
}

/** Room of a text, in columns. */
export type Measure = (text: string) => number;

const INDENT = 4;
/** Lines are no longer than this, however wide the window: nobody reads longer ones with ease. */
const WIDEST = 88;
const NARROWEST = 24;

/** The page of a command; `help` lists all commands. Empty for a command that has none. */
export function pageLines(name: string, words: ManualWords, columns: number, measure: Measure): PageLine[] {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  const page = Object.hasOwn(words.pages, name) ? words.pages[name] : undefined;
  if (!command || !page) return [];
  const { headings } = words;
  const width = Math.min(WIDEST, Math.max(NARROWEST, columns - 1));
  const lines: PageLine[] = [];
  const put = (text: string, indent: number, is: PageLine['is'] = 'text'): void => {
    for (const line of wrapped(text, width - indent, measure)) lines.push({ text: ' '.repeat(indent) + line, is });
  };
  const head = (text: string): void => void lines.push({ text, is: 'head' });
  head(`${name.toUpperCase()}(1)`);
  head(headings.name);
  put(`${name} - ${page.is}`, INDENT);
  head(headings.synopsis);
  for (const one of command.synopsis) put(one, INDENT, 'strong');
  if (command.options.length) head(headings.options);
  for (const option of command.options) {
    put(option, INDENT, 'strong');
    put(page.options?.[spellings(option)[0]!] ?? '', 2 * INDENT);
  }
  head(headings.wire);
  put(page.wire ?? words.nothing, INDENT);
  head(headings.examples);
  command.examples.forEach((example, i) => {
    put(example, INDENT, 'strong');
    put(page.examples[i] ?? '', 2 * INDENT);
  });
  if (name === 'help') {
    head(headings.commands);
    const widest = Math.max(...Object.keys(commands).map(measure)) + 2;
    for (const one of Object.keys(commands)) {
      const is = wrapped(words.pages[one]?.is ?? '', width - INDENT - widest, measure);
      is.forEach((text, i) => {
        const label = (i === 0 ? one : '').padEnd(widest);
        lines.push({ text: ' '.repeat(INDENT) + label + text, is: 'text' });
      });
    }
  }
  head(headings.see);
  put(command.see.join(', '), INDENT);
  return lines;
}

/** Cuts a text into lines of so many columns at most: between words, and between Chinese characters but not before what closes or ends. */
export function wrapped(text: string, columns: number, measure: Measure): string[] {
  const pieces =
    text.match(
      /[^\s\p{Script=Han}\u3000-\u303f\uff00-\uff65“”]+[，。、；：！？）」”]*|\s+|.[，。、；：！？）」”]*/gu,
    ) ?? [];
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (line && measure(line + piece.trimEnd()) > columns) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  return [...lines, line.trimEnd()];
}
