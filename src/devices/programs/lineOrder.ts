// sort, uniq and cut: lines in order, without repetition, and parts of them (POSIX XCU).

import { decode, lineProgram, type LineTool } from './lineTool.ts';
import { readOptions } from './options.ts';

/** What `sort` keeps at most. */
const MOST = 200_000;

interface SortOptions {
  numbers: boolean;
  reverse: boolean;
  unique: boolean;
}

/** By code points, as in the locale C; with `-n` by the number at the beginning first. */
const compare = ({ numbers }: SortOptions, a: string, b: string): number => {
  const value = (text: string): number => Number(/^\s*(-?\d+(?:\.\d+)?)/.exec(text)?.[1] ?? 0);
  const order = numbers ? value(a) - value(b) : 0;
  return order || (a < b ? -1 : a > b ? 1 : 0);
};

export const sort = lineProgram({
  name: 'sort',
  read(argv) {
    const { given, operands, mistake } = readOptions(argv, 'nru');
    if (mistake) return { status: 2, text: `sort: ${mistake}` };
    return { options: { numbers: given.has('n'), reverse: given.has('r'), unique: given.has('u') }, files: operands };
  },
  begin: (): { all: string[] } => ({ all: [] }),
  line(_options, { all }, { octets }) {
    all.push(decode(octets));
    return all.length < MOST;
  },
  end() {},
  finish(options, states, _files, say) {
    const all = states.flatMap((one) => one.all).sort((a, b) => compare(options, a, b) * (options.reverse ? -1 : 1));
    all.filter((line, i) => !options.unique || i === 0 || compare(options, line, all[i - 1]!) !== 0).forEach(say);
    return 0;
  },
} satisfies LineTool<SortOptions, { all: string[] }>);

interface Run {
  line?: string;
  times: number;
}
type UniqOptions = { count: boolean; only?: 'repeated' | 'single' };

const sayRun = ({ count, only }: UniqOptions, { line, times }: Run, say: (text: string) => void): void => {
  if (line === undefined || (only === 'repeated' && times < 2) || (only === 'single' && times > 1)) return;
  say(count ? `${String(times).padStart(7)} ${line}` : line);
};

export const uniq = lineProgram({
  name: 'uniq',
  read(argv) {
    const { given, operands, mistake } = readOptions(argv, 'cdu');
    if (mistake) return { status: 1, text: `uniq: ${mistake}` };
    const options: UniqOptions = { count: given.has('c') };
    if (given.has('d')) options.only = 'repeated';
    else if (given.has('u')) options.only = 'single';
    return { options, files: operands };
  },
  begin: (): Run => ({ times: 0 }),
  line(options, run, { octets }, say) {
    const line = decode(octets);
    if (line === run.line) run.times++;
    else {
      sayRun(options, run, say);
      Object.assign(run, { line, times: 1 });
    }
    return true;
  },
  end: sayRun,
  finish: () => 0,
} satisfies LineTool<UniqOptions, Run>);

interface CutOptions {
  /** First and last of each range, from 1. */
  ranges: [number, number][];
  /** Undefined: characters. */
  delimiter?: string;
}

function rangesOf(text: string): [number, number][] | undefined {
  const ranges = text.split(',').map((one): [number, number] | undefined => {
    const match = /^(\d{0,6})(-?)(\d{0,6})$/.exec(one);
    if (!match || one === '' || one === '-') return undefined;
    const [, first, dash, last] = match;
    return [Number(first || 1), dash ? Number(last || Infinity) : Number(first)];
  });
  return ranges.every((one) => one && one[0] > 0) ? (ranges as [number, number][]) : undefined;
}

export const cut = lineProgram({
  name: 'cut',
  read(argv) {
    const { given, operands, mistake } = readOptions(argv, 'd:f:c:');
    if (mistake) return { status: 1, text: `cut: ${mistake}` };
    const list = given.get('f') ?? given.get('c');
    if (list === undefined) {
      return { status: 1, text: 'cut: you must specify a list of bytes, characters, or fields' };
    }
    const ranges = rangesOf(list);
    if (!ranges) return { status: 1, text: `cut: invalid field value '${list}'` };
    const options: CutOptions = { ranges };
    if (given.has('f')) options.delimiter = given.get('d') ?? '\t';
    return { options, files: operands };
  },
  begin: () => ({}),
  line({ ranges, delimiter }, _state, { octets }, say) {
    const line = decode(octets);
    const pieces = delimiter === undefined ? [...line] : line.split(delimiter);
    const chosen = pieces.filter((_one, i) => ranges.some(([first, last]) => i + 1 >= first && i + 1 <= last));
    say(delimiter !== undefined && pieces.length === 1 ? line : chosen.join(delimiter ?? ''));
    return true;
  },
  end() {},
  finish: () => 0,
} satisfies LineTool<CutOptions, object>);
