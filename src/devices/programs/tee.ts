// tee: hands on standard input and keeps it in files: what receives a file with nc.

import { isFileName, readFile, writeFile } from '../host/files.ts';
import { joined, putOctets } from '../host/pipes.ts';
import { complain, exitWith, fail } from '../host/processes.ts';
import type { ProcessState } from '../host/process.ts';
import type { Program } from '../host/program.ts';
import { readOptions } from './options.ts';

/** The most that a host's disk holds in one file, in octets. */
const LARGEST_FILE = 64 << 20;

interface TeeData {
  names: string[];
  append: boolean;
  /** What has come, to be written when there is no more. */
  kept: Uint8Array[];
  length: number;
  status: number;
}

const dataOf = (process: ProcessState): TeeData => process.data as TeeData;

export const tee: Program = {
  start(process, host, out) {
    const { given, operands, mistake } = readOptions(process.argv, 'ai');
    if (mistake) return fail(host, process, 1, `tee: ${mistake}`, out);
    const names = operands.filter(isFileName);
    const data: TeeData = { names, append: given.has('a'), kept: [], length: 0, status: 0 };
    process.data = data;
    for (const name of operands) {
      if (names.includes(name)) continue;
      complain(host, process, `tee: ${name}: Invalid argument`, out);
      data.status = 1;
    }
  },

  input(process, host, octets, out) {
    const data = dataOf(process);
    if (data.names.length && data.length + octets.length > LARGEST_FILE) {
      complain(host, process, `tee: ${data.names[0]}: No space left on device`, out);
      return exitWith(host, process, 1, out);
    }
    if (data.names.length) data.kept.push(octets.slice());
    data.length += octets.length;
    putOctets(host, process, octets, out);
  },

  inputEnds(process, host, out) {
    const { names, append, kept, status } = dataOf(process);
    for (const name of names) {
      const before = append ? readFile(host, name) : undefined;
      writeFile(host, name, before ? joined([before, ...kept]) : joined(kept));
    }
    exitWith(host, process, status, out);
  },
};
