// Two programs that somebody has pasted: which one waits and which one calls, at which address, and the lab in which both run.
//
// They are read as text, not run: names are followed as far as plain assignments go, and what cannot be known is left open.

/** A program as it was pasted. */
export interface PastedProgram {
  name: string;
  text: string;
}

/** `server` binds or listens, `client` connects or sends, `peer` does both. */
export type ProgramRole = 'server' | 'client' | 'peer' | 'none';

export interface Recognised {
  role: ProgramRole;
  /** The calls it was recognised by, in order of the text. */
  how: string[];
  /** Where it waits, as it stands in the text; '' is any address. */
  at?: ProgramAddress;
  /** Where it goes. */
  to?: ProgramAddress;
}

export interface ProgramAddress {
  host?: string;
  port?: number;
}

/** Calls by which a program waits for others, and by which it goes to them. The first argument is the address, but where it says otherwise. */
const WAITS = /\b(bind|listen|accept|serve_forever|create_server|start_server|\w*(?:TCP|UDP|HTTP)Server)\s*\(/g;
const CALLS = /\b(connect|connect_ex|create_connection|open_connection|sendto|HTTPConnection|urlopen)\s*\(/g;
const HAS_ADDRESS = new Set(['bind', 'connect', 'connect_ex', 'create_connection', 'create_server', 'sendto']);
/** Host and port stand beside each other. */
const IN_A_ROW = new Set(['start_server', 'open_connection', 'HTTPConnection']);

export function recognise(text: string): Recognised {
  const code = withoutComments(text);
  const waits = callsIn(code, WAITS);
  const calls = callsIn(code, CALLS);
  // A server over UDP answers with sendto, to whoever has asked.
  const goes = calls.filter(({ name, place }) => name !== 'sendto' || !waits.length || place?.host !== undefined);
  const role = waits.length && goes.length ? 'peer' : waits.length ? 'server' : goes.length ? 'client' : 'none';
  const at = waits.find(({ place }) => place)?.place;
  const to = goes.find(({ place }) => place)?.place;
  const how = [...new Set([...waits, ...goes].sort((a, b) => a.index - b.index).map(({ name }) => name))];
  return { role, how, ...(at ? { at } : {}), ...(to ? { to } : {}) };
}

interface Call {
  name: string;
  index: number;
  place: ProgramAddress | undefined;
}

function callsIn(code: string, pattern: RegExp): Call[] {
  const names = assignmentsIn(code);
  return [...code.matchAll(pattern)].flatMap((match): Call[] => {
    const name = match[1]!;
    const { index } = match;
    // A class of its own that is called so is none of these calls.
    if (/\b(class|def)\s+$/.test(code.slice(Math.max(0, index - 12), index))) return [];
    const words = argumentsAt(code, index + match[0].length);
    return [{ name, index, place: addressOf(name, words, names) }];
  });
}

function addressOf(name: string, words: string[], names: ReadonlyMap<string, string>): ProgramAddress | undefined {
  if (IN_A_ROW.has(name)) return placeOf(words.slice(name === 'start_server' ? 1 : 0), names);
  if (!HAS_ADDRESS.has(name) && !name.endsWith('Server')) return undefined;
  const word = name === 'sendto' ? words.at(-1) : words[0];
  const pair = word === undefined ? undefined : follow(word, names);
  return pair?.startsWith('(') ? placeOf(argumentsAt(pair, 1), names) : undefined;
}

function placeOf([host = '', port = '']: string[], names: ReadonlyMap<string, string>): ProgramAddress | undefined {
  const literal = stringIn(follow(host, names));
  const number = Number(/^(?:int\()?['"]?(\d{1,5})['"]?\)?$/.exec(follow(port, names))?.[1] ?? NaN);
  if (literal === undefined && Number.isNaN(number)) return undefined;
  return { ...(literal === undefined ? {} : { host: literal }), ...(Number.isNaN(number) ? {} : { port: number }) };
}

const stringIn = (word: string): string | undefined => /^[rub]?(['"])([^'"\\]*)\1$/i.exec(word)?.[2];

/** What a name stands for, as far as one can see. */
function follow(word: string, names: ReadonlyMap<string, string>): string {
  let found = word.trim();
  for (let steps = 0; steps < 5; steps++) {
    const next = names.get(found.replace(/^self\./, ''));
    if (next === undefined) break;
    found = next;
  }
  return found;
}

/** `HOST = '127.0.0.1'`, `ADDR = (HOST, PORT)`, `HOST, PORT = '', 9000`: the last that is said of a name. */
function assignmentsIn(code: string): Map<string, string> {
  const names = new Map<string, string>();
  for (const [, left = '', right = ''] of code.matchAll(
    /^[ \t]*(?:self\.)?([A-Za-z_][\w., \t]*?)[ \t]*=(?!=)[ \t]*(.+)$/gm,
  )) {
    const targets = left.split(',').map((one) => one.trim().replace(/^self\./, ''));
    const values = targets.length > 1 ? argumentsAt(`${right.replace(/^\((.*)\)$/, '$1')})`, 0) : [right.trim()];
    if (targets.length === values.length) targets.forEach((target, i) => names.set(target, values[i]!));
  }
  return names;
}

/** The arguments from a place behind `(` to its `)`, split at their commas. */
function argumentsAt(code: string, start: number): string[] {
  const words: string[] = [];
  let depth = 0;
  let quote = '';
  let word = '';
  for (let i = start; i < code.length && i < start + 500; i++) {
    const letter = code[i]!;
    if (quote) {
      if (letter === quote) quote = '';
    } else if (letter === '"' || letter === "'") quote = letter;
    else if ('([{'.includes(letter)) depth++;
    else if (')]}'.includes(letter)) {
      if (depth === 0) break;
      depth--;
    } else if (letter === ',' && depth === 0) {
      words.push(word.trim());
      word = '';
      continue;
    }
    word += letter;
  }
  return word.trim() ? [...words, word.trim()] : words;
}

/** The text with its comments, and longer texts that stand by themselves, as spaces: all else stays at its place. */
function withoutComments(text: string): string {
  const blank = (part: string): string => part.replace(/[^\n]/g, ' ');
  return text.replace(/("""|''')[\s\S]*?\1|#.*|(['"])(?:\\.|(?!\2)[^\\\n])*\2/g, (part, long) =>
    long || part.startsWith('#') ? blank(part) : part,
  );
}

/** Is that the host on which the program runs itself? */
const isLocal = (host: string): boolean => host === 'localhost' || /^127\.\d+\.\d+\.\d+$/.test(host);
const isAny = (host: string): boolean => host === '' || host === '0.0.0.0';
const isAddress = (host: string): boolean => /^\d{1,3}(\.\d{1,3}){3}$/.test(host);

/** Where both run. */
export type Where = 'two' | 'one';

/** The first program's host, and the second's. Who waits is at B, as in the lessons. */
export const ADDRESSES = { A: '192.168.12.1', B: '192.168.12.2' } as const;
type HostName = keyof typeof ADDRESSES;

/** An address in a program that leads nowhere in this lab, and what would lead somewhere. */
export interface Rewrite {
  /** Which of the programs: 0 or 1. */
  program: 0 | 1;
  from: string;
  to: string;
  /** Lines in which it stands, from 1. */
  lines: number[];
  /** `local`: it goes to its own host; `bound`: it listens for its own host alone; `foreign`: nobody here has the address. */
  why: 'local' | 'bound' | 'foreign';
}

/** The hosts of both programs. */
export function hostsFor(found: readonly [Recognised, Recognised], where: Where): [HostName, HostName] {
  if (where === 'one') return ['A', 'A'];
  // Two of a kind stay in their order.
  return found[0].role === 'server' && found[1].role !== 'server' ? ['B', 'A'] : ['A', 'B'];
}

/** Addresses that had better be rewritten. */
export function rewritesFor(
  programs: readonly [PastedProgram, PastedProgram],
  found: readonly [Recognised, Recognised],
  where: Where,
): Rewrite[] {
  const hosts = hostsFor(found, where);
  return ([0, 1] as const).flatMap((program) => {
    const own = ADDRESSES[hosts[program]];
    const other = where === 'one' ? '127.0.0.1' : ADDRESSES[hosts[1 - program]!];
    const has = (host: string): boolean => Object.values<string>(ADDRESSES).includes(host);
    const { at, to } = found[program];
    const rewrites: Rewrite[] = [];
    const add = (from: string, into: string, why: Rewrite['why']): void => {
      const lines = linesWith(programs[program].text, from);
      if (lines.length && !rewrites.some((one) => one.from === from)) {
        rewrites.push({ program, from, to: into, lines, why });
      }
    };
    if (to?.host !== undefined) {
      if (where === 'two' && (isLocal(to.host) || to.host === '0.0.0.0')) add(to.host, other, 'local');
      else if (isAddress(to.host) && !has(to.host) && !isLocal(to.host) && !/^255\.|\.255$/.test(to.host))
        add(to.host, other, 'foreign');
    }
    if (at?.host !== undefined && !isAny(at.host)) {
      if (where === 'two' && isLocal(at.host)) add(at.host, '0.0.0.0', 'bound');
      else if (isAddress(at.host) && at.host !== own && !isLocal(at.host)) add(at.host, '0.0.0.0', 'foreign');
    }
    return rewrites;
  });
}

const literal = (host: string): RegExp => new RegExp(`(['"])${host.replaceAll('.', '\\.')}\\1`, 'g');

function linesWith(text: string, host: string): number[] {
  const pattern = literal(host);
  return withoutComments(text)
    .split('\n')
    .flatMap((line, i) => (line.search(pattern) >= 0 ? [i + 1] : []));
}

/** The program with an address rewritten; comments stay as they are. */
export function rewritten(text: string, { from, to, lines }: Pick<Rewrite, 'from' | 'to' | 'lines'>): string {
  return text
    .split('\n')
    .map((line, i) => (lines.includes(i + 1) ? line.replace(literal(from), `$1${to}$1`) : line))
    .join('\n');
}

/** A name for a file that a host takes. */
export const fileNameOf = (name: string, otherwise: string): string => {
  const safe = name
    .replace(/^.*[\\/]/, '')
    .replace(/[^\p{L}\p{N}._-]/gu, '_')
    .replace(/^[._-]+/, '')
    .slice(0, 60);
  return safe === '' ? otherwise : safe.endsWith('.py') ? safe : `${safe}.py`;
};

/** ms after the first that the second program starts. */
const LATER = 100;

/** The lab, as text: both programs on their hosts, and the lines that run them. Who waits starts first. */
export function labOfPrograms(
  programs: readonly [PastedProgram, PastedProgram],
  found: readonly [Recognised, Recognised],
  where: Where,
  name: string,
): string {
  const hosts = hostsFor(found, where);
  const order = found[1].role === 'server' && found[0].role !== 'server' ? [1, 0] : [0, 1];
  const files = (host: HostName): string[] => {
    const own = programs.filter((_, i) => hosts[i] === host);
    return own.length
      ? [
          `  ${host}:`,
          ...own.flatMap(({ name: file, text }) => [`    ${JSON.stringify(file)}: ${JSON.stringify(text)}`]),
        ]
      : [];
  };
  return [
    `lab: ${JSON.stringify(name)}`,
    'devices:',
    `  A: { kind: host, ip: ${ADDRESSES.A}/24, mac: 02:00:00:00:00:0a }`,
    `  B: { kind: host, ip: ${ADDRESSES.B}/24, mac: 02:00:00:00:00:0b }`,
    '  S: { kind: switch }',
    'links:',
    '  - [A, S]',
    '  - [B, S]',
    'files:',
    ...files('A'),
    ...files('B'),
    'do:',
    ...order.map(
      (i, turn) =>
        `  - { at: ${turn * LATER} ms, on: ${hosts[i]}, run: ${JSON.stringify(`python ${programs[i]!.name}`)} }`,
    ),
    '',
  ].join('\n');
}
