// Reads a command line as a shell does, as far as the course needs it: words, quotes, comments, and commands one after another or in pipelines.

/** One command of a line: its words, and when it runs after the one before it. */
export interface SimpleCommand {
  argv: string[];
  /** `;` always, `&&` only after exit status 0, `||` only after another. */
  after: ';' | '&&' | '||';
  /** The commands behind it in a pipeline, each reading what the one before it writes. */
  piped?: string[][];
}

export type CommandLine = { ok: true; commands: SimpleCommand[] } | { ok: false; message: string };

/** What a real shell would act on and this one does not know. */
const UNKNOWN = new Set(['&', '<', '>', '(', ')', '`', '$']);

/**
 * Splits a line into commands and their words. Single quotes keep everything, double quotes keep all but `\"` and `\\`, a backslash keeps the next
 * character, `#` at the start of a word begins a comment. There are no redirections, no variables and no patterns: `*` is a star.
 */
export function readCommandLine(line: string): CommandLine {
  const commands: SimpleCommand[] = [];
  let argv: string[] = [];
  let word: string | undefined;
  let after: SimpleCommand['after'] = ';';
  let isPiped = false;
  const endWord = (): void => {
    if (word !== undefined) argv.push(word);
    word = undefined;
  };
  const endCommand = (): void => {
    if (isPiped) (commands.at(-1)!.piped ??= []).push(argv);
    else commands.push({ argv, after });
    argv = [];
    isPiped = false;
  };
  const unexpected = (what: string): CommandLine => ({
    ok: false,
    message: `bash: syntax error near unexpected token \`${what}'`,
  });
  for (let i = 0; i < line.length;) {
    const c = line[i]!;
    const operator = operatorAt(line, i);
    if (operator) {
      endWord();
      if (!argv.length) return unexpected(operator);
      endCommand();
      if (operator === '|') isPiped = true;
      else after = operator;
      i += operator.length;
    } else if (/\s/.test(c)) {
      endWord();
      i++;
    } else if (c === '#' && word === undefined) {
      break;
    } else if (c === "'" || c === '"') {
      const quoted = readQuoted(line, i);
      if (!quoted) return { ok: false, message: `bash: unexpected EOF while looking for matching \`${c}'` };
      word = (word ?? '') + quoted.text;
      i = quoted.end;
    } else if (c === '\\') {
      word = (word ?? '') + (line[i + 1] ?? '');
      i += 2;
    } else if (UNKNOWN.has(c)) {
      return { ok: false, message: `bash: ${c}: this shell knows only | ; && || between commands` };
    } else {
      word = (word ?? '') + c;
      i++;
    }
  }
  endWord();
  if (argv.length) endCommand();
  else if (after !== ';' || isPiped) return unexpected('newline');
  return { ok: true, commands };
}

function operatorAt(line: string, i: number): SimpleCommand['after'] | '|' | undefined {
  const two = line.slice(i, i + 2);
  if (two === '&&' || two === '||') return two;
  return line[i] === ';' || line[i] === '|' ? (line[i] as ';' | '|') : undefined;
}

function readQuoted(line: string, start: number): { text: string; end: number } | undefined {
  const quote = line[start]!;
  let text = '';
  for (let i = start + 1; i < line.length; i++) {
    if (line[i] === quote) return { text, end: i + 1 };
    if (quote === '"' && line[i] === '\\' && /["\\]/.test(line[i + 1] ?? '')) i++;
    text += line[i]!;
  }
  return undefined;
}
