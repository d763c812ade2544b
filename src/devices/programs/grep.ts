// grep and findstr: the lines that hold a pattern (POSIX grep, XBD chapter 9; findstr of Windows). The matcher is that of the display filter, which no
// pattern can make slow.

import { compileRegex, type Matcher } from '../../wire/filter/regex.ts';
import { decode, lineProgram, type Line, type LineTool, type Say } from './lineTool.ts';
import { readOptions } from './options.ts';

interface GrepOptions {
  /** A line is chosen when one of them is found in it. As `compileRegex` reads them. */
  patterns: string[];
  invert: boolean;
  count: boolean;
  number: boolean;
  quiet: boolean;
}

interface GrepState {
  lines: number;
  chosen: number;
}

/** Compiled patterns by their text: processes hold plain data only. */
const matchers = new Map<string, Matcher>();
const MOST_KEPT = 50;

/** The matcher of a pattern, or what is wrong with it. */
function matcherOf(pattern: string): Matcher | string {
  const kept = matchers.get(pattern);
  if (kept) return kept;
  const compiled = compileRegex(new TextEncoder().encode(pattern));
  if (!compiled.ok) return compiled.message;
  if (matchers.size >= MOST_KEPT) matchers.clear();
  matchers.set(pattern, compiled.matches);
  return compiled.matches;
}

const isChosen = ({ patterns, invert }: GrepOptions, { octets }: Line): boolean =>
  patterns.some((pattern) => (matcherOf(pattern) as Matcher)(octets)) !== invert;

/** What both commands do with the lines; they differ in how they are told. */
const choosing = {
  begin: (): GrepState => ({ lines: 0, chosen: 0 }),
  line(options: GrepOptions, state: GrepState, line: Line, say: Say, label: string): boolean {
    state.lines++;
    if (!isChosen(options, line)) return true;
    state.chosen++;
    if (options.quiet) return false;
    if (!options.count) say(`${label && `${label}:`}${options.number ? `${state.lines}:` : ''}${decode(line.octets)}`);
    return true;
  },
  end({ count, quiet }: GrepOptions, { chosen }: GrepState, say: Say, label: string): void {
    if (count && !quiet) say(`${label && `${label}:`}${chosen}`);
  },
  finish: (_: GrepOptions, states: readonly GrepState[]): number => (states.some((one) => one.chosen > 0) ? 0 : 1),
};

const USAGE = 'Usage: grep [-EFivcnq] [-e] PATTERN [FILE]...';

export const grep = lineProgram({
  name: 'grep',
  ...choosing,
  read(argv) {
    const { given, operands, mistake } = readOptions(argv, 'EFivcnqhe:');
    if (mistake) return { status: 2, text: `grep: ${mistake}\n${USAGE}` };
    const pattern = given.get('e') ?? operands.shift();
    if (pattern === undefined) return { status: 2, text: USAGE };
    const patterns = pattern.split('\n').map((one) => {
      const extended = given.has('F') ? literally(one) : given.has('E') ? one : extendedOf(one);
      return (given.has('i') ? '(?i)' : '(?-i)') + extended;
    });
    const wrong = patterns.map(matcherOf).find((one) => typeof one === 'string');
    if (wrong !== undefined) return { status: 2, text: `grep: ${wrong as string}` };
    const has = (letter: string): boolean => given.has(letter);
    const options = { patterns, invert: has('v'), count: has('c'), number: has('n'), quiet: has('q') };
    return { options, files: operands };
  },
} satisfies LineTool<GrepOptions, GrepState>);

export const findstr = lineProgram({
  name: 'findstr',
  ...choosing,
  read(argv) {
    const options: GrepOptions = { patterns: [], invert: false, count: false, number: false, quiet: false };
    const files: string[] = [];
    let words: string[] | undefined;
    let [ignoreCase, literal, whole] = [false, false, false];
    for (const word of argv.slice(1)) {
      const option = /^\/(\w)(?::(.*))?$/.exec(word);
      const letter = option?.[1]?.toLowerCase();
      if (letter === 'c' && option![2] !== undefined) words = [...(words ?? []), option![2]];
      else if (letter === 'i') ignoreCase = true;
      else if (letter === 'v') options.invert = true;
      else if (letter === 'n') options.number = true;
      else if (letter === 'l') literal = true;
      else if (letter === 'x') whole = true;
      else if (letter === 'r') literal = false;
      else if (option) return { status: 2, text: `FINDSTR: /${letter ?? ''} ignored` };
      else if (words) files.push(word);
      else words = word.split(' ').filter((one) => one !== '');
    }
    if (!words?.length) return { status: 2, text: 'FINDSTR: Bad command line' };
    for (const word of words) {
      const pattern = literal ? literally(word) : extendedOf(word);
      options.patterns.push((ignoreCase ? '(?i)' : '(?-i)') + (whole ? `^${pattern}$` : pattern));
    }
    const wrong = options.patterns.map(matcherOf).find((one) => typeof one === 'string');
    return wrong === undefined ? { options, files } : { status: 2, text: `FINDSTR: ${wrong as string}` };
  },
} satisfies LineTool<GrepOptions, GrepState>);

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A basic regular expression (POSIX XBD 9.3) as an extended one: `( ) { } + ? |` mean something only with a backslash, `*` not at the beginning. */
export function extendedOf(basic: string): string {
  let text = '';
  for (let i = 0; i < basic.length; i++) {
    const c = basic[i]!;
    if (c === '[') {
      const end = bracketEnd(basic, i);
      text += basic.slice(i, end);
      i = end - 1;
    } else if (c === '\\') {
      const next = basic[++i] ?? '';
      text += next === '<' || next === '>' ? '\\b' : '(){}+?|'.includes(next) && next ? next : `\\${next}`;
    } else if (c === '*' && (text === '' || text === '^' || text.endsWith('('))) text += '\\*';
    else if (c === '^' && text !== '' && !/[(|]$/.test(text)) text += '\\^';
    else text += '(){}+?|'.includes(c) ? `\\${c}` : c;
  }
  return text;
}

/** Where a bracket expression ends, in which nothing has another meaning than there. */
function bracketEnd(text: string, start: number): number {
  let i = start + 1;
  if (text[i] === '^') i++;
  if (text[i] === ']') i++;
  while (i < text.length && text[i] !== ']') i++;
  return i + 1;
}
