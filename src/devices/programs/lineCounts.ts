// head, tail and wc (POSIX XCU): the first lines, the last ones, and how many there are.

import { decode, lineProgram, type LineTool } from './lineTool.ts';
import { readOptions, readWhole } from './options.ts';

const USUAL = 10;
/** What `tail` keeps at most. */
const MOST = 1_000_000;

/** `-n 5` and the older `-5`; `+5` only for tail: from the fifth line on. */
function readCount(
  name: string,
  argv: readonly string[],
): { options: { count: number; from: boolean }; files: string[] } | { status: number; text: string } {
  const words = argv.map((word) => (/^-\d+$/.test(word) ? `-n${word.slice(1)}` : word));
  const { given, operands, mistake } = readOptions(words, 'n:q');
  if (mistake) return { status: 1, text: `${name}: ${mistake}` };
  const text = given.get('n') ?? String(USUAL);
  const from = name === 'tail' && text.startsWith('+');
  const count = readWhole(from ? text.slice(1) : text, 0, MOST);
  if (count === undefined) return { status: 1, text: `${name}: invalid number of lines: '${text}'` };
  return { options: { count, from }, files: operands };
}

type Counted = { count: number; from: boolean };

export const head = lineProgram({
  name: 'head',
  read: (argv) => readCount('head', argv),
  begin(_options, label, say) {
    if (label) say(`==> ${label} <==`);
    return { lines: 0 };
  },
  line({ count }, state, { octets }, say) {
    if (state.lines++ < count) say(decode(octets));
    return state.lines < count;
  },
  end() {},
  finish: () => 0,
} satisfies LineTool<Counted, { lines: number }>);

export const tail = lineProgram({
  name: 'tail',
  read: (argv) => readCount('tail', argv),
  begin(_options, label, say): { lines: number; last: string[] } {
    if (label) say(`==> ${label} <==`);
    return { lines: 0, last: [] };
  },
  line({ count, from }, state, { octets }, say) {
    state.lines++;
    if (from) {
      if (state.lines >= count) say(decode(octets));
      return true;
    }
    state.last.push(decode(octets));
    if (state.last.length > count) state.last.shift();
    return true;
  },
  end(_options, { last }, say) {
    for (const line of last) say(line);
  },
  finish: () => 0,
} satisfies LineTool<Counted, { lines: number; last: string[] }>);

interface Counts {
  lines: number;
  words: number;
  octets: number;
}

type Wanted = (keyof Counts)[];

export const wc = lineProgram({
  name: 'wc',
  read(argv) {
    const { given, operands, mistake } = readOptions(argv, 'lwc');
    if (mistake) return { status: 1, text: `wc: ${mistake}` };
    const asked: Wanted = (['lines', 'words', 'octets'] as const).filter((what) =>
      given.has(what === 'octets' ? 'c' : what[0]!),
    );
    return { options: asked.length ? asked : ['lines', 'words', 'octets'], files: operands };
  },
  begin: (): Counts => ({ lines: 0, words: 0, octets: 0 }),
  line(_options, counts, { octets, ended }) {
    counts.lines += Number(ended);
    counts.octets += octets.length + Number(ended);
    counts.words += decode(octets).split(/\s+/).filter(Boolean).length;
    return true;
  },
  end() {},
  finish(wanted, all, files, say) {
    const total: Counts = { lines: 0, words: 0, octets: 0 };
    for (const one of all) for (const what of wanted) total[what] += one[what];
    // As GNU: as wide as the largest number of files needs, seven where the size cannot be known before.
    const width = wanted.length === 1 && all.length < 2 ? 1 : files.length ? String(totalOctets(all)).length : 7;
    const row = (counts: Counts, name: string): string =>
      [...wanted.map((what) => String(counts[what]).padStart(width)), ...(name ? [name] : [])].join(' ');
    all.forEach((counts, i) => say(row(counts, files[i] ?? '')));
    if (all.length > 1) say(row(total, 'total'));
    return 0;
  },
} satisfies LineTool<Wanted, Counts>);

const totalOctets = (all: readonly Counts[]): number => all.reduce((sum, one) => sum + one.octets, 0);
