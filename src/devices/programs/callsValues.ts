// Values of a file for `calls`: `let size = 1024` gives one a name, `$size` stands for it, and the command line may set it: `calls FILE size=4`.

import { nearest } from '../../base/spelling.ts';

/** What was given on the command line, and what the file has given names to so far. */
export interface Values {
  given: ReadonlyMap<string, string>;
  known: Map<string, string>;
}

/** What was wrong, and what would be right. */
type Wrong = [message: string, hint: string];

/** Words `name=value` of a command line; undefined where one of them is written in another way. */
export function readGiven(words: readonly string[]): Map<string, string> | undefined {
  const given = new Map<string, string>();
  for (const word of words) {
    const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(word) ?? [];
    if (name === undefined) return undefined;
    given.set(name, value!);
  }
  return given;
}

/** A line `let size = 1024`: what was given on the command line goes before what stands there. */
export function readLet({ given, known }: Values, text: string): Wrong | undefined {
  const [, name, value] = /^let\s+([A-Za-z_]\w*)\s*=\s*(.*)$/.exec(text) ?? [];
  if (name === undefined) return [`\`${text}\` gives nothing a name`, 'let size = 1024'];
  known.set(name, given.get(name) ?? value!);
  return undefined;
}

const QUOTED_OR_VALUE = /'(?:\\.|[^'\\])*'?|"(?:\\.|[^"\\])*"?|\$(\w*)/g;

/** The line with the values in place of their names; what stands in quotes stays as it is. */
export function withValues({ known }: Values, text: string, tell: (...wrong: Wrong) => void): string {
  return text.replace(QUOTED_OR_VALUE, (all: string, name: string | undefined) => {
    if (name === undefined) return all;
    const value = known.get(name);
    if (value === undefined) tell(`\`${all}\` has no value`, nearName(known, name) ?? `let ${name || 'size'} = 1024`);
    return value ?? all;
  });
}

/** What was given on the command line without being a name in the file. */
export function unusedIn({ given, known }: Values): Wrong | undefined {
  const name = [...given.keys()].find((one) => !known.has(one));
  if (name === undefined) return undefined;
  const all = [...known.keys()].join(', ');
  return [
    `the file has no value \`${name}\``,
    nearName(known, name) ?? (all ? `it has ${all}` : 'it has none that could be set'),
  ];
}

function nearName(known: ReadonlyMap<string, string>, name: string): string | undefined {
  const near = nearest(name, known.keys());
  return near === undefined ? undefined : `did you mean \`${near}\`?`;
}
