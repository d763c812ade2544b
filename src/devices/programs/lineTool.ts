// What commands share that read lines and write lines (grep, head, tail, wc): files or standard input, one line at a time.

import { readFile, whyNotRead } from '../host/files.ts';
import { failureText } from '../host/fileFailure.ts';
import type { HostState } from '../host/host.ts';
import type { ProcessState } from '../host/process.ts';
import { exitWith, fail } from '../host/processes.ts';
import { complain, print } from '../host/output.ts';
import type { Program } from '../host/program.ts';
import type { Surroundings } from '../surroundings.ts';

/** A command. `O` is what its command line asks for, `S` what it remembers of a source, both plain data. */
export interface LineTool<O, S> {
  name: string;
  /** Reads the command line. A `text` says what is wrong with it. */
  read(argv: readonly string[]): { options: O; files: string[] } | { status: number; text: string };
  /** A source begins. `label`: the name of the file where there are several. */
  begin(options: O, label: string, say: Say): S;
  /** A line without its end. False: nothing more is needed of this source. */
  line(options: O, state: S, line: Line, say: Say, label: string): boolean;
  end(options: O, state: S, say: Say, label: string): void;
  /** All sources have ended: the exit status, perhaps after last words. */
  finish(options: O, states: readonly S[], files: readonly string[], say: Say): number;
}

export interface Line {
  octets: Uint8Array;
  /** The line end stood behind it, as it does but for the last one. */
  ended: boolean;
}

export type Say = (text: string) => void;

interface ToolData {
  options: unknown;
  states: unknown[];
  files: string[];
  /** A line of standard input that has begun. */
  rest: Uint8Array;
}

const NEWLINE = 10;
/** A longer line is taken as several, so that nothing grows without bound. */
const LONGEST_LINE = 65_536;

export const decode = (octets: Uint8Array): string => new TextDecoder().decode(octets);

/** The program of such a command. */
export function lineProgram<O, S>(tool: LineTool<O, S>): Program {
  const dataOf = (process: ProcessState): ToolData => process.data as ToolData;
  const sayFor =
    (process: ProcessState, host: HostState, out: Surroundings): Say =>
    (text) => {
      if (process.exit === undefined) print(host, process, text, out);
    };
  const finish = (process: ProcessState, host: HostState, status: number, out: Surroundings): void => {
    const { options, states, files } = dataOf(process);
    const last = tool.finish(options as O, states as S[], files, sayFor(process, host, out));
    exitWith(host, process, status || last, out);
  };
  return {
    start(process, host, out) {
      const read = tool.read(process.argv);
      if ('text' in read) return fail(host, process, read.status, read.text, out);
      const { options, files } = read;
      const data: ToolData = { options, states: [], files, rest: new Uint8Array(0) };
      process.data = data;
      const say = sayFor(process, host, out);
      if (!files.length) {
        data.states.push(tool.begin(options, '', say));
        return;
      }
      let status = 0;
      data.files = [];
      for (const name of files) {
        const octets = readFile(host, name, process.cwd);
        if (!octets) {
          const why = failureText(whyNotRead(host, name, process.cwd));
          complain(host, process, `${tool.name}: ${name}: ${why}`, out);
          status = tool.name === 'grep' ? 2 : 1;
          continue;
        }
        data.files.push(name);
        const label = files.length > 1 ? name : '';
        const state = tool.begin(options, label, say);
        data.states.push(state);
        const rest = eachLine(octets, (line) => tool.line(options, state, line, say, label));
        if (rest?.length) tool.line(options, state, { octets: rest, ended: false }, say, label);
        tool.end(options, state, say, label);
      }
      if (process.exit === undefined) finish(process, host, status, out);
    },

    input(process, host, octets, out) {
      const { options, states, files, rest } = dataOf(process);
      if (files.length) return;
      const all = new Uint8Array(rest.length + octets.length);
      all.set(rest);
      all.set(octets, rest.length);
      const say = sayFor(process, host, out);
      const state = states[0] as S;
      const left = eachLine(all, (line) => process.exit === undefined && tool.line(options as O, state, line, say, ''));
      if (process.exit !== undefined) return; // whoever read this one's output has gone
      if (left) dataOf(process).rest = left;
      else ended(process, host, out);
    },

    inputEnds(process, host, out) {
      const { options, states, rest } = dataOf(process);
      if (rest.length)
        tool.line(options as O, states[0] as S, { octets: rest, ended: false }, sayFor(process, host, out), '');
      if (process.exit === undefined) ended(process, host, out);
    },
  };

  function ended(process: ProcessState, host: HostState, out: Surroundings): void {
    const { options, states } = dataOf(process);
    tool.end(options as O, states[0] as S, sayFor(process, host, out), '');
    if (process.exit === undefined) finish(process, host, 0, out);
  }
}

/** Cuts octets into lines for `take`; gives what stands behind the last line end, or undefined once `take` wants no more. */
function eachLine(octets: Uint8Array, take: (line: Line) => boolean): Uint8Array | undefined {
  let start = 0;
  for (let end = octets.indexOf(NEWLINE); ; end = octets.indexOf(NEWLINE, start)) {
    const isLong = (end < 0 ? octets.length : end) - start > LONGEST_LINE;
    if (end < 0 && !isLong) return octets.slice(start);
    const stop = isLong ? start + LONGEST_LINE : end;
    if (!take({ octets: octets.subarray(start, stop), ended: !isLong })) return undefined;
    start = isLong ? stop : stop + 1;
  }
}
