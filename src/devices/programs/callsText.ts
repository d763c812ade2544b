// Reads a file of socket calls, one a line: names, times, values, `repeat`. All mistakes are told at once, each with its line and with what would be right.

import { nearest } from '../../base/spelling.ts';
import { parseDuration } from '../../base/time.ts';
import type { Action, CallsMistake, CallsRead } from './callsFile.ts';
import { readLet, unusedIn, withValues, type Values } from './callsValues.ts';
import { verbs, type Reading } from './callsVerbs.ts';

/** Calls of a file, those of a `repeat` as often as they are done. */
const MOST_CALLS = 10_000;
const MOST_REPEATS = 10_000;

/** A `repeat` whose lines are being read. */
interface Block {
  line: number;
  indent: number;
  /** Indentation of its lines, once there is one. */
  body?: number;
  step: number;
  /** How often a line in it is done, with the blocks around it. */
  times: number;
}

/** Reads the text. `resolve` finds the address of a host's name or of digits; `given`: values set on the command line. */
export function readCalls(
  text: string,
  resolve: (word: string) => number | undefined,
  given: ReadonlyMap<string, string> = new Map(),
): CallsRead {
  const r: Reading = { steps: [], mistakes: [], names: new Set(), line: 0, resolve };
  const values: Values = { given, known: new Map() };
  const blocks: Block[] = [];
  let calls = 0;
  for (const [i, raw] of text.split(/\r?\n/).entries()) {
    const plain = withoutRemark(raw);
    if (plain.trim() === '') continue;
    const indent = plain.length - plain.trimStart().length;
    closeBlocks(r, blocks, indent);
    r.line = i + 1;
    checkIndent(r, blocks.at(-1), indent);
    const words = withValues(values, plain, (message, hint) => wrong(r, message, hint));
    if (/^let\b/.test(words.trim())) {
      const mistake = readLet(values, words.trim());
      if (mistake) wrong(r, ...mistake);
      continue;
    }
    const times = blocks.at(-1)?.times ?? 1;
    const repeat = /^repeat\b\s*(.*?)\s*:?$/.exec(words.trim());
    if (repeat) blocks.push(openBlock(r, repeat[1]!, indent, times));
    else readLine(r, words.trim());
    if (calls <= MOST_CALLS && (calls += times) > MOST_CALLS)
      wrong(r, 'that is too much to do', `at most ${MOST_CALLS} calls, repetitions counted`);
  }
  closeBlocks(r, blocks, -1);
  const unused = unusedIn(values);
  if (unused) {
    r.line = 1;
    wrong(r, ...unused);
  }
  if (!r.steps.length && !r.mistakes.length) {
    r.line = 1;
    wrong(r, 'there is no call in the file', 'connect 192.168.12.2:5000');
  }
  return r.mistakes.length ? { ok: false, mistakes: r.mistakes } : { ok: true, steps: r.steps };
}

/** `file:line: what was wrong (what would be right)`. */
export const mistakeText = (file: string, { line, message, hint }: CallsMistake): string =>
  `${file}:${line}: ${message} (${hint})`;

function wrong(r: Reading, message: string, hint: string): void {
  r.mistakes.push({ line: r.line, message, hint });
}

/** A line up to `#`, unless that stands in quotes. */
function withoutRemark(line: string): string {
  let quote = '';
  for (let i = 0; i < line.length; i++) {
    const c = line[i]!;
    if (quote && c === '\\') i++;
    else if (quote) quote = c === quote ? '' : quote;
    else if (c === '#') return line.slice(0, i);
    else if (c === "'" || c === '"') quote = c;
  }
  return line;
}

function closeBlocks(r: Reading, blocks: Block[], indent: number): void {
  for (let block = blocks.at(-1); block && indent <= block.indent; block = blocks.at(-1)) {
    blocks.pop();
    if (block.body === undefined) {
      r.line = block.line;
      wrong(r, 'nothing is repeated', 'the lines below it, further to the right');
    }
    const step = r.steps[block.step]!;
    r.steps.push({ line: block.line, action: { do: 'again', begin: block.step + 1 } });
    (step.action as Extract<Action, { do: 'repeat' }>).end = r.steps.length;
  }
}

function checkIndent(r: Reading, block: Block | undefined, indent: number): void {
  if (block && block.body === undefined) block.body = indent;
  const want = block?.body ?? 0;
  if (indent !== want) wrong(r, `the line begins ${indent} blanks from the left`, `${want} as the line before it`);
}

function openBlock(r: Reading, rest: string, indent: number, around: number): Block {
  const times = /^\d{1,5}$/.test(rest) ? Number(rest) : 0;
  if (times < 1 || times > MOST_REPEATS) wrong(r, `\`repeat ${rest}\` is no number of times`, 'repeat 3:');
  r.steps.push({ line: r.line, action: { do: 'repeat', times: Math.max(1, times), end: 0 } });
  return { line: r.line, indent, step: r.steps.length - 1, times: around * Math.max(1, times) };
}

/** `at 100 ms try c = l.accept`: a time, `try`, a new name, whose socket, the call and what it is given. */
function readLine(r: Reading, text: string): void {
  let rest = text;
  const first = r.steps.length;
  const timed = /^at\b\s*(\d+(?:\.\d+)?\s*[a-zµ]+)?\s*(.*)$/.exec(rest);
  const at = timed?.[1] === undefined ? undefined : parseDuration(timed[1]);
  if (timed && at === undefined) return wrong(r, 'no time stands behind `at`', 'at 100 ms recv 1024');
  rest = timed?.[2] ?? rest;
  if (timed && rest === '') {
    r.steps.push({ line: r.line, at: at!, action: { do: 'wait', duration: 0 } });
    return;
  }
  const tries = /^try\s+(.*)$/.exec(rest);
  rest = tries?.[1] ?? rest;
  const [, name, of, verb, given] =
    /^(?:([A-Za-z_]\w*)\s*=\s*)?(?:([A-Za-z_]\w*)\.)?([A-Za-z]+)\b\s*(.*)$/.exec(rest) ?? [];
  if (verb === undefined) return wrong(r, `\`${rest}\` is no call`, 'connect, send, recv, …');
  if (!Object.hasOwn(verbs, verb)) {
    const near = nearest(verb, Object.keys(verbs));
    return wrong(r, `there is no call \`${verb}\``, near ? `did you mean \`${near}\`?` : Object.keys(verbs).join(', '));
  }
  const { read, makes, use } = verbs[verb]!;
  if (name !== undefined && (!makes || (of !== undefined && verb !== 'accept')))
    return wrong(r, `\`${verb}\` gives no socket that could be called \`${name}\``, use);
  if (of !== undefined && !r.names.has(of)) return wrong(r, `no socket is called \`${of}\``, nearName(r, of));
  const mistake = read(r, { of, name, rest: (given ?? '').replace(/^\((.*)\)$/, '$1') });
  if (mistake !== undefined) wrong(r, mistake, use);
  for (const step of r.steps.slice(first)) {
    if (at !== undefined) step.at = at;
    if (tries) step.tries = true;
  }
}

function nearName(r: Reading, word: string): string {
  const known = [...r.names].filter((name) => name[0] !== '#');
  const near = nearest(word, known);
  if (near !== undefined) return `did you mean \`${near}\`?`;
  return known.length ? `there are: ${known.join(', ')}` : `${word} = connect 192.168.12.2:5000`;
}
