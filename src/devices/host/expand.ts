// What the words of a command become when it runs (POSIX XCU 2.6): the outputs of commands and what names stand for, cut at blanks, and the files that a pattern fits.

import type { Part, Redirect, Stage, Word } from './commandLine.ts';
import { entriesOf, HOME, resolvePath, statOf } from './files.ts';
import type { HostState } from './host.ts';

/** What a shell knows. */
export interface ShellFacts {
  cwd: string;
  status: number;
  pid: number;
  /** `$0`, `$1`, … */
  args: readonly string[];
}

/** A word that is under way: `fixed` says of each character that it is quoted. */
interface Field {
  text: string;
  fixed: boolean[];
}

/** The command lines in words that are to be run before, in their order. */
export const commandsIn = (stages: readonly Stage[]): string[] =>
  stages.flatMap(({ words, redirects = [] }) =>
    [...words, ...redirects.flatMap((one) => ('word' in one ? [one.word] : []))].flatMap((word) =>
      typeof word === 'string' ? [] : word.flatMap((part) => ('run' in part ? [part.run] : [])),
    ),
  );

/** A redirection to a name, or to another stream. */
export type Target = { fd: 0 | 1 | 2 } & ({ how: 'from' | 'to' | 'append'; name: string } | { how: 'as'; as: 1 | 2 });

/** A command as it runs. `message`: what is wrong with one of its redirections. */
export type Expanded = { argv: string[]; targets: Target[] } | { message: string };

/** Expands a command; `values` are what the command lines in it printed, and are used up. */
export function expandStage(
  host: HostState,
  { words, redirects = [] }: Stage,
  facts: ShellFacts,
  values: string[],
): Expanded {
  const argv = words.flatMap((word) => expandWord(host, word, facts, values));
  const targets: Target[] = [];
  for (const redirect of redirects) {
    if (redirect.how === 'as') {
      targets.push(redirect);
      continue;
    }
    const names = expandWord(host, redirect.word, facts, values);
    if (names.length !== 1) return { message: `${wordText(redirect)}: ambiguous redirect` };
    targets.push({ fd: redirect.fd, how: redirect.how, name: names[0]! });
  }
  return { argv, targets };
}

const wordText = (redirect: Redirect): string => {
  const word = 'word' in redirect ? redirect.word : '';
  if (typeof word === 'string') return word;
  return word
    .map((part) => ('text' in part ? part.text : 'run' in part ? `$(${part.run})` : `$${part.variable}`))
    .join('');
};

function expandWord(host: HostState, word: Word, facts: ShellFacts, values: string[]): string[] {
  if (typeof word === 'string') return [word];
  return fieldsOf(word, facts, values).flatMap((field) => filesFor(host, field, facts.cwd));
}

function fieldsOf(word: readonly Part[], facts: ShellFacts, values: string[]): Field[] {
  const fields: Field[] = [];
  let field: Field | undefined;
  const add = (text: string, quoted: boolean): void => {
    field ??= { text: '', fixed: [] };
    field.text += text;
    for (let i = 0; i < text.length; i++) field.fixed.push(quoted);
  };
  const end = (): void => {
    if (field) fields.push(field);
    field = undefined;
  };
  word.forEach((part, i) => {
    const quoted = part.quoted ?? false;
    if ('text' in part) {
      const home =
        i === 0 && !quoted ? /^~(?=\/|$)/.test(part.text) && (word.length === 1 || part.text.length > 1) : false;
      if (home) add(HOME, true);
      return add(home ? part.text.slice(1) : part.text, quoted);
    }
    const text = 'run' in part ? values.shift()! : variableOf(part.variable, facts);
    if (quoted) return add(text, true);
    text.split(/([ \t\n]+)/).forEach((piece, k) => {
      if (k % 2) end();
      else if (piece) add(piece, false);
    });
  });
  end();
  return fields;
}

function variableOf(name: string, { cwd, status, pid, args }: ShellFacts): string {
  switch (name) {
    case '?':
      return String(status);
    case '$':
      return String(pid);
    case '#':
      return String(Math.max(0, args.length - 1));
    case '@':
    case '*':
      return args.slice(1).join(' ');
    case 'HOME':
      return HOME;
    case 'PWD':
      return cwd;
    case 'USER':
      return 'student';
    default:
      return /^\d+$/.test(name) ? (args[Number(name)] ?? '') : '';
  }
}

/** The files that a pattern fits, in order; the word itself where it is no pattern, or fits none. */
function filesFor(host: HostState, { text, fixed }: Field, cwd: string): string[] {
  const isPattern = (from: number, to: number): boolean => {
    for (let i = from; i < to; i++) if (!fixed[i] && (text[i] === '*' || text[i] === '?')) return true;
    return false;
  };
  if (!isPattern(0, text.length)) return [text];
  let found = [text.startsWith('/') ? '/' : ''];
  for (let at = 0; at <= text.length;) {
    const slash = text.indexOf('/', at);
    const end = slash < 0 ? text.length : slash;
    const [part, marks] = [text.slice(at, end), fixed.slice(at, end)];
    if (part) {
      const joined = (folder: string, name: string): string =>
        folder === '' || folder.endsWith('/') ? folder + name : `${folder}/${name}`;
      found = isPattern(at, end)
        ? found.flatMap((folder) =>
            (entriesOf(host, resolvePath(cwd, folder)) ?? [])
              .filter((name) => fits(name, part, marks))
              .map((name) => joined(folder, name)),
          )
        : found.map((folder) => joined(folder, part)).filter((name) => statOf(host, name, cwd));
    }
    at = end + 1;
  }
  return found.length ? found : [text];
}

/** Does a name fit a pattern? `*` is any characters, `?` one; a dot at the beginning wants to be named. */
function fits(name: string, pattern: string, fixed: readonly boolean[]): boolean {
  if (name.startsWith('.') && !pattern.startsWith('.')) return false;
  let [n, p] = [0, 0];
  // Where the last star stood, and how much of the name it has taken.
  let [star, taken] = [-1, 0];
  while (n < name.length) {
    const isMark = p < pattern.length && !fixed[p];
    if (isMark && pattern[p] === '*') [star, taken] = [p++, n];
    else if (p < pattern.length && ((isMark && pattern[p] === '?') || pattern[p] === name[n])) [n, p] = [n + 1, p + 1];
    else if (star >= 0) [n, p] = [++taken, star + 1];
    else return false;
  }
  while (p < pattern.length && pattern[p] === '*' && !fixed[p]) p++;
  return p === pattern.length;
}
