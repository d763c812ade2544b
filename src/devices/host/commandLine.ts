// Reads command lines as a shell does, as far as the course needs it (POSIX XCU chapter 2): pipelines one after another, redirections, and words with their quotes.
// What words become when a command runs stands in expand.ts.

/** A piece of a word: as it stands, the output of a command (`$( )`), or what a name stands for (`$?`). What is `quoted` stays one word and is no pattern. */
export type Part =
  { text: string; quoted?: true } | { run: string; quoted?: true } | { variable: string; quoted?: true };

/** A word; where nothing in it has a meaning of its own, its text. */
export type Word = string | Part[];

/** `from`: `<`, `to`: `>`, `append`: `>>`; `as`: `2>&1`, the same as another stream. */
export type Redirect = { fd: 0 | 1 | 2 } & ({ how: 'from' | 'to' | 'append'; word: Word } | { how: 'as'; as: 1 | 2 });

/** A command: its words, and where its streams lead. */
export interface Stage {
  words: Word[];
  redirects?: Redirect[];
}

/** Commands each of which reads what the one before it writes; most often a single one. */
export interface Pipeline {
  stages: Stage[];
  /** It runs: `;` always, `&&` only after exit status 0, `||` only after another. */
  after: ';' | '&&' | '||';
  /** What is behind it does not wait for it (`&`). */
  background?: true;
  /** What the commands in its words have printed so far, in their order (expand.ts). */
  values?: string[];
}

export type CommandLine = { ok: true; commands: Pipeline[] } | { ok: false; message: string };

/** Words with which a real shell begins what this one does not have. */
const UNKNOWN_WORDS = new Set(['if', 'for', 'while', 'until', 'case', 'function', 'select', '{', '}', '!', '[[']);
const OPERATORS = ['&&', '||', '|', ';', '&', '\n'];
const REDIRECTION = /^(?:([012]?)(>&[12]\b|>>|>|<(?![<(&])))|^(&>>|&>)/;

/** Splits lines into pipelines and their words. A line end separates as `;` does. */
export function readCommandLine(line: string): CommandLine {
  const commands: Pipeline[] = [];
  let after: Pipeline['after'] = ';';
  let [stages, stage]: [Stage[], Stage] = [[], { words: [] }];
  let waiting: Redirect[] = [];
  const refuse = (message: string): CommandLine => ({ ok: false, message: `bash: ${message}` });
  const unexpected = (what: string): CommandLine =>
    refuse(`syntax error near unexpected token \`${what === '\n' ? 'newline' : what}'`);
  const isEmpty = (): boolean => !stage.words.length && !stage.redirects;
  for (let i = 0; i <= line.length;) {
    const c = line[i];
    const operator = c === undefined ? 'end' : OPERATORS.find((one) => line.startsWith(one, i));
    const redirection = REDIRECTION.exec(line.slice(i, i + 4));
    if (redirection) {
      const read = redirects(redirection);
      (stage.redirects ??= []).push(...read);
      waiting = read.filter((one) => 'word' in one);
      i += redirection[0].length;
    } else if (operator) {
      if (waiting.length) return unexpected(operator === 'end' ? 'newline' : operator);
      const isBreak = operator === '\n' || operator === 'end';
      i += operator === 'end' ? 1 : operator.length;
      if (isEmpty() && isBreak) {
        if (operator === 'end' && (after !== ';' || stages.length)) return unexpected('newline');
        continue;
      }
      if (isEmpty()) return unexpected(operator);
      stages.push(stage);
      stage = { words: [] };
      if (operator === '|') continue;
      commands.push({ stages, after, ...(operator === '&' && { background: true as const }) });
      stages = [];
      after = operator === '&&' || operator === '||' ? operator : ';';
    } else if (/\s/.test(c!)) i++;
    else if (c === '#') i = endOf(line, i);
    else if (/[()<]/.test(c!)) return refuse(`${c}: this shell knows | ; && || & < > >> between commands`);
    else {
      const read = readWord(line, i);
      if ('message' in read) return refuse(read.message);
      i = read.end;
      if (waiting.length) for (const one of waiting) Object.assign(one, { word: read.word });
      else {
        const { word } = read;
        if (
          !stage.words.length &&
          typeof word === 'string' &&
          UNKNOWN_WORDS.has(word) &&
          line.startsWith(word, i - word.length)
        )
          return refuse(`${word}: this shell has no conditions and no loops`);
        stage.words.push(word);
      }
      waiting = [];
    }
  }
  return { ok: true, commands };
}

const endOf = (line: string, from: number): number => {
  const end = line.indexOf('\n', from);
  return end < 0 ? line.length : end;
};

/** `&>` is both streams; the name of the file comes with the next word. */
function redirects([, fd, sign, both]: RegExpExecArray): Redirect[] {
  if (both !== undefined)
    return [
      { fd: 1, how: both === '&>' ? 'to' : 'append', word: '' },
      { fd: 2, how: 'as', as: 1 },
    ];
  if (sign!.startsWith('>&')) return [{ fd: fd === '2' ? 2 : 1, how: 'as', as: Number(sign![2]) as 1 | 2 }];
  if (sign === '<') return [{ fd: 0, how: 'from', word: '' }];
  return [{ fd: fd === '2' ? 2 : 1, how: sign === '>' ? 'to' : 'append', word: '' }];
}

type WordRead = { word: Word; end: number } | { message: string };

/** A word from where it begins: single quotes keep everything, double quotes all but `$`, backquotes, `\"`, `\\`, `\$`; a backslash keeps the next character. */
function readWord(line: string, start: number): WordRead {
  const parts: Part[] = [];
  const add = (text: string, quoted: boolean): void => {
    const last = parts.at(-1);
    if (last && 'text' in last && (last.quoted ?? false) === quoted) last.text += text;
    else parts.push(quoted ? { text, quoted } : { text });
  };
  let quote = false;
  let i = start;
  for (; i < line.length;) {
    const c = line[i]!;
    if (!quote && /[\s|;&<>()]/.test(c)) break;
    const special = c === '$' || c === '`' ? readSpecial(line, i, quote) : undefined;
    if (special && 'message' in special) return special;
    if (special) {
      parts.push(special.part);
      i = special.end;
    } else if (c === '"') {
      quote = !quote;
      if (quote) add('', true);
      i++;
    } else if (c === "'" && !quote) {
      const end = line.indexOf("'", i + 1);
      if (end < 0) return { message: "unexpected EOF while looking for matching `''" };
      add(line.slice(i + 1, end), true);
      i = end + 1;
    } else if (c === '\\' && (!quote || /["\\$`\n]/.test(line[i + 1] ?? ''))) {
      if (line[i + 1] !== '\n') add(line[i + 1] ?? '', true);
      i += 2;
    } else {
      add(c, quote);
      i++;
    }
  }
  if (quote) return { message: 'unexpected EOF while looking for matching `"\'' };
  return { word: simplest(parts), end: i };
}

/** Text without meaning of its own needs no parts. */
function simplest(parts: Part[]): Word {
  const plain = parts.every((part) => 'text' in part && (part.quoted || !/[*?~]/.test(part.text)));
  return plain ? parts.map((part) => (part as { text: string }).text).join('') : parts;
}

type SpecialRead = { part: Part; end: number } | { message: string } | undefined;

/** `$( )`, backquotes, `$name`, `${name}`, `$?`. Undefined: the sign stands for itself. */
function readSpecial(line: string, at: number, quoted: boolean): SpecialRead {
  const also = quoted ? { quoted: true as const } : {};
  if (line[at] === '`') {
    const end = line.indexOf('`', at + 1);
    if (end < 0) return { message: "unexpected EOF while looking for matching ``'" };
    return { part: { run: line.slice(at + 1, end), ...also }, end: end + 1 };
  }
  if (line.startsWith('$((', at)) return { message: '$((: this shell does not calculate' };
  if (line[at + 1] === '(') {
    const end = closing(line, at + 1);
    if (end < 0) return { message: "unexpected EOF while looking for matching `)'" };
    return { part: { run: line.slice(at + 2, end), ...also }, end: end + 1 };
  }
  const name = /^\$(?:\{(\w+|[?#@*$!])\}|([A-Za-z_]\w*|[0-9?#@*$!]))/.exec(line.slice(at, at + 100));
  return name ? { part: { variable: (name[1] ?? name[2])!, ...also }, end: at + name[0].length } : undefined;
}

/** Where the bracket at `open` is closed; quotes and brackets within count. -1: nowhere. */
function closing(line: string, open: number): number {
  let depth = 0;
  for (let i = open; i < line.length; i++) {
    const c = line[i]!;
    if (c === '\\') i++;
    else if (c === "'" || c === '"') {
      const end = line.indexOf(c, i + 1);
      if (end < 0) return -1;
      i = end;
    } else if (c === '(') depth++;
    else if (c === ')' && --depth === 0) return i;
  }
  return -1;
}
