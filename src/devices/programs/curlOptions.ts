// Reads the options of curl (curl(1), those that make sense here), with its own words for mistakes.

/** Times in ns. */
export interface CurlOptions {
  verbose: boolean;
  include: boolean;
  head: boolean;
  silent: boolean;
  showError: boolean;
  failing: boolean;
  /** Where the answers go, one for each URL; left over ones go to standard output (`-`). */
  outputs: string[];
  /** `-O`: the file is called as the last part of the path. */
  remoteName: boolean;
  /** What is posted; undefined: nothing. */
  data: string | undefined;
  fields: string[];
  method: string | undefined;
  agent: string;
  writeOut: string;
  maxTime: number | undefined;
  connectTimeout: number;
  old: boolean;
  urls: string[];
}

export interface CurlRefusal {
  status: number;
  text: string;
}

const VERSION = '7.88.1';
const TRY = "curl: try 'curl --help' or 'curl --manual' for more information";
export const USAGE = `Usage: curl [options...] <url>
 -A, --user-agent <name>      Send User-Agent <name> to server
     --connect-timeout <secs> Maximum time allowed for connection
 -d, --data <data>            HTTP POST data
 -f, --fail                   Fail with no output on HTTP errors
 -H, --header <header>        Pass custom header to server
 -h, --help                   Get help for commands
 -0, --http1.0                Use HTTP 1.0
 -I, --head                   Show document info only
 -i, --include                Include response headers in the output
 -m, --max-time <secs>        Maximum time allowed for transfer
 -o, --output <file>          Write to file instead of stdout
 -O, --remote-name            Write output to a file named as the remote file
 -X, --request <method>       Specify request method to use
 -S, --show-error             Show error even when -s is used
 -s, --silent                 Silent mode
 -v, --verbose                Make the operation more talkative
 -w, --write-out <format>     Use output FORMAT after completion`;

/** Letters by long name. Those that take a parameter stand in `PARAMETER`. */
const LONG: Readonly<Record<string, string>> = {
  'user-agent': 'A',
  'connect-timeout': 'connect-timeout',
  data: 'd',
  fail: 'f',
  header: 'H',
  help: 'h',
  'http1.0': '0',
  head: 'I',
  include: 'i',
  'max-time': 'm',
  output: 'o',
  'remote-name': 'O',
  request: 'X',
  'show-error': 'S',
  silent: 's',
  url: 'url',
  verbose: 'v',
  'write-out': 'w',
};
const FLAGS = 'fh0IiOSsv';
const PARAMETER = new Set(['A', 'connect-timeout', 'd', 'H', 'm', 'o', 'X', 'url', 'w']);

const refuse = (status: number, text: string): CurlRefusal => ({ status, text });

const usual = (): CurlOptions => ({
  ...{ verbose: false, include: false, head: false, silent: false, showError: false, failing: false },
  ...{ outputs: [], remoteName: false, data: undefined, fields: [], method: undefined, agent: `curl/${VERSION}` },
  ...{ writeOut: '', maxTime: undefined, connectTimeout: 300e9, old: false, urls: [] },
});

/** The options of a command line, or what curl says against them. */
export function readCurl(argv: readonly string[]): CurlOptions | CurlRefusal {
  const options = usual();
  const words = argv.slice(1);
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === '--') {
      options.urls.push(...words);
      break;
    }
    if (word[0] !== '-' || word === '-') options.urls.push(word);
    else {
      const against = word.startsWith('--') ? readLong(options, word, words) : readLetters(options, word, words);
      if (against) return against;
    }
  }
  return options.urls.length ? options : refuse(2, `curl: no URL specified!\n${TRY}`);
}

function readLong(options: CurlOptions, word: string, words: string[]): CurlRefusal | undefined {
  const name = word.slice(2);
  const letter = Object.hasOwn(LONG, name) ? LONG[name]! : undefined;
  return letter === undefined
    ? refuse(2, `curl: option ${word}: is unknown\n${TRY}`)
    : apply(options, letter, word, words);
}

function readLetters(options: CurlOptions, word: string, words: string[]): CurlRefusal | undefined {
  for (let i = 1; i < word.length; i++) {
    const letter = word[i]!;
    const takes = PARAMETER.has(letter);
    if (!takes && !FLAGS.includes(letter)) return refuse(2, `curl: option ${word}: is unknown\n${TRY}`);
    const rest = takes && i + 1 < word.length ? [word.slice(i + 1)] : words;
    const against = apply(options, letter, word, rest);
    if (against || takes) return against;
  }
  return undefined;
}

function apply(options: CurlOptions, letter: string, word: string, words: string[]): CurlRefusal | undefined {
  if (!PARAMETER.has(letter)) return letter === 'h' ? refuse(0, USAGE) : setFlag(options, letter);
  const value = words.shift();
  if (value === undefined) return refuse(2, `curl: option ${word}: requires parameter\n${TRY}`);
  if (letter === 'm' || letter === 'connect-timeout') {
    const seconds = /^(\d{1,7}(\.\d*)?|\.\d+)$/.test(value) ? Number(value) : undefined;
    if (seconds === undefined) {
      return refuse(2, `curl: option ${word}: expected a proper numerical parameter\n${TRY}`);
    }
    const time = Math.round(seconds * 1e9);
    if (letter === 'm') options.maxTime = time || undefined;
    else options.connectTimeout = time || 300e9;
    return undefined;
  }
  setValue(options, letter, value);
  return undefined;
}

function setFlag(options: CurlOptions, letter: string): undefined {
  if (letter === 'f') options.failing = true;
  if (letter === '0') options.old = true;
  if (letter === 'I') options.head = true;
  if (letter === 'i') options.include = true;
  if (letter === 'O') options.remoteName = true;
  if (letter === 'S') options.showError = true;
  if (letter === 's') options.silent = true;
  if (letter === 'v') options.verbose = true;
}

function setValue(options: CurlOptions, letter: string, value: string): void {
  if (letter === 'A') options.agent = value;
  if (letter === 'd') options.data = options.data === undefined ? value : `${options.data}&${value}`;
  if (letter === 'H') options.fields.push(value);
  if (letter === 'o') options.outputs.push(value);
  if (letter === 'X') options.method = value;
  if (letter === 'url') options.urls.push(value);
  if (letter === 'w') options.writeOut = value;
}
