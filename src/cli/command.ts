// What a subcommand is: its options, its help, and what it does. Bad input gives one line per mistake and status 2.
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { nearest } from '../base/spelling.ts';

/** Where a command writes, and where it stands. */
export interface Terminal {
  out: (line: string) => void;
  err: (line: string) => void;
  cwd: string;
  /** Ends what runs until it is told to end, as Ctrl-C does. */
  interrupted?: AbortSignal;
  /** What is typed, for a command that reads it while it runs. */
  input?: NodeJS.ReadableStream;
}

export interface Option {
  /** `--until TIME`: what follows the option; absent for a switch. */
  value?: string;
  /** A letter for it: `-Y`. */
  short?: string;
  help: string;
}

export interface Subcommand {
  /** `run LAB|LESSON`. */
  use: string;
  does: string;
  options: Record<string, Option>;
  /** How many words there may be besides options. */
  words: { least: number; most: number };
  /** Gives the exit status. */
  run: (words: string[], options: Options, terminal: Terminal) => number | Promise<number>;
}

/** Options as given: texts, or true for a switch. */
export type Options = Readonly<Record<string, string | true | undefined>>;

/** The input was wrong. */
export const BAD_INPUT = 2;

/** Reads the arguments of a subcommand and runs it; `--help` shows what there is. */
export async function runSubcommand(
  name: string,
  command: Subcommand,
  args: string[],
  terminal: Terminal,
): Promise<number> {
  const config: NonNullable<ParseArgsConfig['options']> = { help: { type: 'boolean', short: 'h' } };
  for (const [option, { value, short }] of Object.entries(command.options))
    config[option] = { type: value === undefined ? 'boolean' : 'string', ...(short === undefined ? {} : { short }) };
  const { values, positionals, tokens } = parseArgs({
    args,
    options: config,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  if (values['help']) {
    terminal.out(helpOf(command));
    return 0;
  }
  const mistakes: string[] = [];
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const known = Object.hasOwn(command.options, token.name) ? command.options[token.name] : undefined;
    if (!known) {
      const near = nearest(token.name, Object.keys(command.options));
      mistakes.push(
        `${name}: there is no option ${token.rawName}${near ? ` (did you mean --${near}?)` : ` (see ${name} --help)`}`,
      );
    } else if (known.value !== undefined && (token.value === undefined || token.value === ''))
      mistakes.push(`${name}: ${token.rawName} needs ${known.value}`);
    else if (known.value === undefined && token.value !== undefined)
      mistakes.push(`${name}: ${token.rawName} takes nothing`);
  }
  if (positionals.length < command.words.least) mistakes.push(`${name}: something is missing (use: ${command.use})`);
  for (const extra of positionals.slice(command.words.most))
    mistakes.push(`${name}: ${extra} is too much (use: ${command.use})`);
  for (const line of mistakes) terminal.err(line);
  return mistakes.length ? BAD_INPUT : command.run(positionals, values as Options, terminal);
}

function helpOf({ use, does, options }: Subcommand): string {
  const rows = Object.entries({ ...options, help: { help: 'shows this' } as Option }).map(
    ([name, { value, short, help }]) =>
      [`${short ? `-${short}, ` : ''}--${name}${value === undefined ? '' : ` ${value}`}`, help] as const,
  );
  const width = Math.max(...rows.map(([left]) => left.length));
  return [`classroom ${use}`, '', does, '', ...rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`)].join(
    '\n',
  );
}
