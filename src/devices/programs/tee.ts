// tee: hands on standard input and keeps it in files: what receives a file with nc.

import { appendFile, writeFile, type FileFailure } from '../host/files.ts';
import { failureText } from '../host/fileFailure.ts';
import type { HostState } from '../host/host.ts';
import { complain, putOctets } from '../host/output.ts';
import { exitWith, fail } from '../host/processes.ts';
import type { ProcessState } from '../host/process.ts';
import type { Program } from '../host/program.ts';
import type { Surroundings } from '../surroundings.ts';
import { readOptions } from './options.ts';

interface TeeData {
  names: string[];
  status: number;
}

const dataOf = (process: ProcessState): TeeData => process.data as TeeData;

export const tee: Program = {
  start(process, host, out) {
    const { given, operands, mistake } = readOptions(process.argv, 'ai');
    if (mistake) return fail(host, process, 1, `tee: ${mistake}`, out);
    const data: TeeData = { names: [], status: 0 };
    process.data = data;
    for (const name of operands) {
      const nothing = new Uint8Array(0);
      const failure = given.has('a')
        ? appendFile(host, name, nothing, process.cwd, out.now)
        : writeFile(host, name, nothing, process.cwd, out.now);
      if (failure) refuse(host, process, name, failure, out);
      else data.names.push(name);
    }
  },

  input(process, host, octets, out) {
    const data = dataOf(process);
    for (const name of data.names) {
      const failure = appendFile(host, name, octets, process.cwd, out.now);
      if (!failure) continue;
      data.names = data.names.filter((one) => one !== name);
      refuse(host, process, name, failure, out);
    }
    putOctets(host, process, octets, out);
  },

  inputEnds(process, host, out) {
    exitWith(host, process, dataOf(process).status, out);
  },
};

/** Says why a file takes nothing (more); the others and standard output go on. */
function refuse(host: HostState, process: ProcessState, name: string, failure: FileFailure, out: Surroundings): void {
  complain(host, process, `tee: ${name}: ${failureText(failure)}`, out);
  dataOf(process).status = 1;
}
